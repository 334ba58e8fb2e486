// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/checkerplaces.h"

#include "core/namedconf/confhabits.h"
#include "core/namedconf/confsecrets.h"
#include "core/zone/names.h"
#include "core/zone/rrtypes.h"
#include "core/zone/zonecheck.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

using Severity = CheckerFinding::Severity;
constexpr qsizetype mostOfKeyFile = 1 << 20; // larger files are zones
constexpr qsizetype mostOfOneZone = 5;       // of our own findings, for a zone that was refused without a reason

QByteArray wireOf(const QString &name) { return nameToWire(name.toUtf8(), QByteArray(1, '\0')).value_or(QByteArray(1, '\0')); }

// Looks for the records that findings mean, and sees what the zone includes.
class Finder final : public ZoneSink
{
public:
    struct Wanted
    {
        QByteArray owner;
        int type = 0; // 0: any
        QByteArray target;
        std::optional<Origin> found;
    };

    void record(const ScannedRecord &record) override
    {
        for (Wanted &one : wanted) {
            if (!one.found && record.owner == one.owner && (one.type == 0 || record.type == one.type) &&
                (one.target.isEmpty() || record.rdata.endsWith(one.target)))
                one.found = Origin{{}, record.file, record.line, 0};
        }
    }
    bool wantsData(QByteArrayView owner, int) override
    {
        return std::ranges::any_of(wanted, [&](const Wanted &one) { return !one.target.isEmpty() && one.owner == owner; });
    }
    void included(const QString &name) override { includes.append(name); }

    QList<Wanted> wanted;
    QStringList includes;
};

class Placing
{
public:
    Placing(const CheckedTree &tree, Config config) : m_tree(tree), m_config(std::move(config))
    {
        static const QRegularExpression numbers(QStringLiteral("^(\\d+)\\.(\\d+)"));
        if (const auto match = numbers.match(tree.bindVersion); match.hasMatch())
            m_version = match.captured(1).toInt() * 100 + match.captured(2).toInt();
    }

    CheckerVerdict run(const QList<CheckerFinding> &findings)
    {
        QMap<int, QList<qsizetype>> ofZones; // index in m_config.zones -> findings
        m_placed.resize(findings.size());
        for (qsizetype i = 0; i < findings.size(); ++i) {
            const CheckerFinding &one = findings[i];
            const QString path = staged(one.file);
            if (!path.isEmpty() && m_config.file(path))
                m_placed[i] = {inConfig(one, path)};
            else if (!path.isEmpty())
                m_placed[i] = {inZoneFile(one, path)};
            else if (const int zone = declOf(one); zone >= 0)
                ofZones[zone].append(i);
            else
                m_placed[i] = {blackened(one, {})};
        }
        for (auto it = ofZones.cbegin(); it != ofZones.cend(); ++it)
            inZone(findings, m_config.zones[it.key()], *it);
        CheckerVerdict verdict;
        for (qsizetype i = 0; i < findings.size(); ++i) {
            // The text of a configuration whose zones were loaded is not refused.
            const bool passed = findings[i].severity == Severity::Warning ||
                                (!findings[i].zone.isEmpty() && m_config.file(staged(findings[i].file)) != nullptr);
            for (const Error &error : std::as_const(m_placed[i])) {
                QList<Error> &list = passed ? verdict.warnings : verdict.problems;
                if (!list.contains(error) && !(error.code == QLatin1String("agent.checker") && isTold(list, error.origin)))
                    list.append(error);
            }
        }
        hideSecretsIn(verdict);
        return verdict;
    }

private:
    // The checker quotes what it does not like, and so do we: a secret that lost its keyword or its place.
    void hideSecretsIn(CheckerVerdict &verdict) const
    {
        QSet<QString> others;
        QList<QByteArray> texts;
        for (const ConfFile &file : m_config.files) {
            if (m_tree.reader.managed(file.path()))
                texts.append(file.print());
        }
        for (const Error &error : verdict.problems + verdict.warnings) {
            const QString &path = error.origin.file;
            if (path.isEmpty() || others.contains(path) || m_config.file(path) || !m_tree.reader.managed(path))
                continue;
            others.insert(path);
            if (const QByteArray text = m_tree.reader.read(path).value_or(QByteArray()); text.size() <= mostOfKeyFile)
                texts.append(text);
        }
        const SecretWords words(texts);
        for (QList<Error> *errors : {&verdict.problems, &verdict.warnings}) {
            for (Error &error : *errors) {
                error.detail = words.hidden(error.detail);
                for (QString &arg : error.args)
                    arg = words.hidden(arg);
            }
        }
    }

    // "out of range" behind what is out of range.
    static bool isTold(const QList<Error> &list, const Origin &origin)
    {
        return std::ranges::any_of(
            list, [&](const Error &one) { return origin.line > 0 && one.origin.file == origin.file && one.origin.line == origin.line; });
    }

    QString absolute(const QString &path) const { return QDir::cleanPath(path.startsWith(u'/') ? path : m_config.directory + u'/' + path); }

    QString staged(const QString &path) const
    {
        if (path.isEmpty())
            return {};
        const QString whole = absolute(path);
        for (const auto &[folder, seen] : m_tree.places) {
            if (whole.startsWith(folder + u'/'))
                return seen + whole.mid(folder.size());
        }
        return whole;
    }

    // Quoted words pass when they stand in the managed configuration, or are the checker's own.
    QString redacted(const QString &message)
    {
        static const QRegularExpression quoted(QStringLiteral("'([^']*)'"));
        QString safe = message;
        qsizetype from = 0;
        for (auto match = quoted.match(safe, from); match.hasMatch(); match = quoted.match(safe, from)) {
            const bool pass = known().contains(match.captured(1));
            if (!pass)
                safe.replace(match.capturedStart(1), match.capturedLength(1), QStringLiteral("..."));
            from = match.capturedStart(1) + (pass ? match.capturedLength(1) : 3) + 1;
        }
        return safe;
    }

    const QSet<QString> &known()
    {
        if (m_known)
            return *m_known;
        static const QRegularExpression word(QStringLiteral("[^\\s{};\"]+"));
        m_known.emplace();
        for (const ConfFile &file : m_config.files) {
            if (!m_tree.reader.managed(file.path()))
                continue;
            auto matches = word.globalMatch(QString::fromUtf8(file.print()));
            while (matches.hasNext())
                m_known->insert(matches.next().captured(0));
        }
        return *m_known;
    }

    // A line about a file of which nothing may be told.
    Error blackened(const CheckerFinding &one, const Origin &origin)
    {
        static const QRegularExpression place(QStringLiteral("^(?:[\\w$]+: )?[^:]+:\\d+: (.*)$"));
        const auto match = one.file.isEmpty() ? QRegularExpressionMatch() : place.match(one.text);
        // Behind a colon may stand anything of that file, without quotes.
        static const QRegularExpression loose(QStringLiteral("^\\S+: (?=.)|\\((?!check-names|illegal|wildcard|\\d+\\)|DNSSEC)[^)]*\\)"));
        QString words = match.hasMatch() ? match.captured(1) : one.text;
        if (!one.file.isEmpty())
            words.replace(loose, QStringLiteral("... "));
        return {QStringLiteral("agent.checker"), {redacted(words)}, origin, {}};
    }

    static Error said(const CheckerFinding &one, const Origin &origin)
    {
        const bool plain = one.code != QLatin1String("agent.checker");
        return {one.code, one.args, origin, plain ? one.text : QString()};
    }

    int columnOf(const QString &path, int line, const QString &word) const
    {
        const QByteArray text = m_tree.reader.read(path).value_or(QByteArray());
        qsizetype begin = 0;
        for (int i = 1; i < line && begin >= 0; ++i)
            begin = text.indexOf('\n', begin) + 1 == 0 ? -1 : text.indexOf('\n', begin) + 1;
        if (begin < 0 || word.isEmpty())
            return 0;
        const qsizetype end = text.indexOf('\n', begin) < 0 ? text.size() : text.indexOf('\n', begin);
        return int(text.sliced(begin, end - begin).indexOf(word.toUtf8())) + 1;
    }

    // --- the configuration's own text
    // Its faults as we find them ourselves, in plain words and with a column; where named stops reading, the fault began above.
    Error inConfig(const CheckerFinding &one, const QString &path)
    {
        if (!m_tree.reader.managed(path))
            return blackened(one, {});
        if (!m_own) {
            m_own.emplace();
            for (const Error &problem : m_config.problems)
                m_own->append({ConfFinding::Severity::Error, problem});
            *m_own += checkStatements(m_config, m_version) + checkHabits(m_config);
            std::ranges::stable_sort(*m_own, {}, &ConfFinding::severity); // errors first
        }
        // What it refuses is not explained by what we only advise against.
        const auto worst = one.severity == Severity::Error ? ConfFinding::Severity::Error : ConfFinding::Severity::Warning;
        const auto same = std::ranges::find_if(*m_own, [&](const ConfFinding &own) {
            return own.severity <= worst && own.error.origin.file == path && own.error.origin.line == one.line;
        });
        const Error *best = same == m_own->end() ? nullptr : &same->error;
        if (!best && one.severity == Severity::Error) { // a brace that is not closed, a quotation mark
            for (const Error &own : std::as_const(m_config.problems)) {
                if (own.origin.file == path && own.origin.line <= one.line && (!best || own.origin.line > best->origin.line))
                    best = &own;
            }
        }
        if (!best)
            return said(one, {{}, path, one.line, columnOf(path, one.line, one.near)});
        Error error = *best;
        error.detail = one.text;
        // The very statement may be fine for the group's other servers.
        const bool newer = error.code == QLatin1String("namedconf.newer");
        if (!m_tree.bindVersion.isEmpty() && (newer || error.code == QLatin1String("namedconf.removed"))) {
            error.args = newer ? QStringList{error.args.value(0), m_tree.bindVersion, error.args.value(1)}
                               : QStringList{error.args.value(0), m_tree.bindVersion};
            error.code = newer ? QStringLiteral("bind.check.newer") : QStringLiteral("bind.check.removed");
        }
        return error;
    }

    // --- zones
    Error inZoneFile(const CheckerFinding &one, const QString &path)
    {
        if (!m_tree.reader.managed(path))
            return blackened(one, {});
        return said(one, {{}, path, one.line, columnOf(path, one.line, one.near)});
    }

    int declOf(const CheckerFinding &one) const
    {
        int nth = 0;
        int last = -1;
        for (int i = 0; i < m_config.zones.size(); ++i) {
            const ZoneDecl &zone = m_config.zones[i];
            if (zone.name != one.zone || zone.file.isEmpty() || (zone.type != QLatin1String("primary") && zone.type != QLatin1String("redirect")))
                continue;
            if (one.view.isEmpty() ? nth++ == one.occurrence : zone.view == one.view)
                return i;
            last = i;
        }
        return last;
    }

    void inZone(const QList<CheckerFinding> &findings, const ZoneDecl &zone, const QList<qsizetype> &which)
    {
        Finder finder;
        for (const qsizetype i : which) {
            const CheckerFinding &one = findings[i];
            const bool top = one.code == QLatin1String("zone.check.ns.none"); // its SOA record is there
            Finder::Wanted wanted{wireOf(top ? zone.name : one.owner), top ? rrtype::soa : rrTypeNumber(one.type.toUtf8()), {}, {}};
            if (!one.target.isEmpty())
                wanted.target = wireOf(one.target);
            finder.wanted.append(wanted);
        }
        const ZoneScanner::Reader reader = [this](const QString &name) { return m_tree.reader.read(absolute(name)); };
        const QByteArray text = m_tree.reader.read(zone.file).value_or(QByteArray());
        ZoneScanner(wireOf(zone.name), finder, reader).scan(zone.file, text);
        const bool ours = m_tree.reader.managed(zone.file) &&
                          std::ranges::all_of(finder.includes, [this](const QString &name) { return m_tree.reader.managed(absolute(name)); });
        const bool told = std::ranges::any_of(findings, [&](const CheckerFinding &one) {
            return !one.summary && one.severity == Severity::Error && one.zone == zone.name && one.view == findings[which.first()].view &&
                   one.occurrence == findings[which.first()].occurrence && !m_config.file(staged(one.file));
        });
        for (qsizetype k = 0; k < which.size(); ++k) {
            const CheckerFinding &one = findings[which[k]];
            QList<Error> &placed = m_placed[which[k]];
            if (one.summary && told)
                continue; // the reason stands there
            const bool missing = one.code == QLatin1String("file.missing") || one.code == QLatin1String("file.denied");
            if (missing) {
                placed = {{one.code, {zone.file}, zone.origin, one.text}};
            } else if (!ours) {
                placed = {blackened(one, zone.origin)};
            } else if (one.summary) {
                placed = ownFindings(zone, text, reader, one);
            } else {
                const std::optional<Origin> &found = finder.wanted[k].found;
                placed = {said(one, found ? Origin{{}, absolute(found->file), found->line, 0} : Origin{{}, zone.file, 1, 0})};
            }
        }
    }

    // A zone that was refused without a line ("bad ttl"): what we find in it ourselves.
    QList<Error> ownFindings(const ZoneDecl &zone, const QByteArray &text, const ZoneScanner::Reader &reader, const CheckerFinding &one) const
    {
        QList<Error> errors;
        for (const ZoneFinding &finding : checkZone(wireOf(zone.name), {zone.file, text, reader}).findings) {
            if (finding.severity != ZoneFinding::Severity::Error || errors.size() == mostOfOneZone)
                continue;
            Error error = finding.error;
            error.origin.file = absolute(error.origin.file);
            error.detail = one.text;
            errors.append(error);
        }
        return errors.isEmpty() ? QList<Error>{said(one, {{}, zone.file, 1, 0})} : errors;
    }

    const CheckedTree &m_tree;
    const Config m_config;
    int m_version = newestBind;
    std::optional<QSet<QString>> m_known;
    std::optional<QList<ConfFinding>> m_own; // of the configuration's text
    QList<QList<Error>> m_placed;            // by the finding's index
};

} // namespace

CheckerVerdict placeFindings(const QList<CheckerFinding> &findings, const CheckedTree &tree)
{
    if (findings.isEmpty())
        return {};
    Result<Config> config = tree.reader.config(tree.mainFile);
    // Which of its words are secrets is not known then.
    return config ? Placing(tree, std::move(*config)).run(findings) : CheckerVerdict{{config.error()}, {}};
}

} // namespace lockstep
