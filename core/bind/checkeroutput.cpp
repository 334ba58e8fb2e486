// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/checkeroutput.h"

#include <QHash>
#include <QRegularExpression>

namespace lockstep {

namespace {

using Severity = CheckerFinding::Severity;

// What a part of a message is; the letters of a row name its captures in order.
//   n near   o owner   t type   g target   x y only arguments
struct Words
{
    const char *pattern; // the whole message behind "file:line: " or "zone x/IN: "
    const char *parts;
    const char *code;
    const char *args; // by the same letters; z is the zone, N is "NS"
    bool warning = false;
};

// Behind the place in a file.
constexpr Words lineWords[] = {
    {"near '(.*)': bad dotted quad", "n", "bind.check.ipv4", "n"},
    {"near '(.*)': bad IPv6 address", "n", "bind.check.ipv6", "n"},
    {"near '(.*)': extra input text", "n", "bind.check.extra", "n"},
    {"near '(.*)': not a valid number", "n", "bind.check.number", "n"},
    {"near '(.*)': (?:out of range|ran out of space)", "n", "bind.check.range", "n"},
    {"near '(.*)': bad name \\(check-names\\)", "n", "bind.check.names.target", "n"},
    {"near '(.*)': (?:bad (?:base64|hex) encoding|not a valid base64 encoding)", "n", "bind.check.encoding", "n"},
    {"(?:near eol: )?unexpected end of (?:input|line)", "", "bind.check.short", ""},
    {"(?:near eof: )?unbalanced (?:parentheses|quotes)", "", "zone.open", ""},
    {"unknown RR type '(.*)'", "n", "zone.type", "n"},
    {"unknown \\$ directive '(.*)'", "n", "zone.directive", "n"},
    {"no TTL specified; zone rejected", "", "zone.nottl", ""},
    {"no TTL specified; using SOA MINTTL instead", "", "bind.check.minttl", "", true},
    {"TTL (\\d+) exceeds configured max-zone-ttl (\\d+)", "xy", "bind.check.maxttl", "xy"},
    {"TTL set to prior TTL \\((\\d+)\\)", "x", "bind.check.ttl", "x", true},
    {"no current owner name", "", "zone.noowner", ""},
    {"(?:.*: )?label too long", "", "bind.check.label", ""},
    {"(?:.*: )?empty label", "", "bind.check.emptylabel", ""},
    {"class '(.*)' != zone class '.*'", "n", "zone.class", "n"},
    {"ignoring out-of-zone data \\((.*)\\)", "o", "zone.outside", "oz", true},
    {"warning: '(.*)': \\S+ is an address", "n", "bind.check.address", "n", true},
    {"(\\S+): CNAME and other data", "o", "bind.check.cname", "o"},
    {"(\\S+): multiple RRs of singleton type", "o", "bind.check.singleton", "o"},
    {"(\\S+): bad owner name \\(check-names\\)", "o", "bind.check.names.owner", "o"},
    {"(\\S+): invalid (\\S+) owner name \\(wildcard\\)", "ot", "bind.check.wildcard", "ot"},
    {"(.*): file not found", "n", "bind.check.include", "n"},
    {"\\S+ record not valid: (.*)", "x", "bind.check.svcb", "x"},
    {"invalid range '(.*)'", "n", "zone.generate", ""},
    {"syntax error", "", "bind.check.syntax", ""},
    {"option '(.*)' is (?:deprecated|obsolete|not implemented|experimental).*", "n", "", "", true},
    {"key-directory: '(.*)' does not exist", "n", "bind.check.folder", "n", true},
    {"unknown option '(.*)'", "n", "namedconf.unknown", "n"},
    {"bad secret '.*'", "", "bind.check.secret", ""},
};

// Behind the zone.
constexpr Words zoneWords[] = {
    {"NS '(.*)' has no address records.*", "g", "zone.check.target.none", "zNg"},
    {"NS '(.*)' is a CNAME \\(illegal\\)", "g", "zone.check.target.cname", "zNg"},
    {"NS '(.*)' is below a DNAME '.*' \\(illegal\\)", "g", "zone.check.target.dname", "zNg"},
    {"(\\S+)/([A-Z0-9]+) '(.*)' has no address records.*", "otg", "zone.check.target.none", "otg"},
    {"(\\S+)/([A-Z0-9]+) '(.*)' is a CNAME \\(illegal\\)", "otg", "zone.check.target.cname", "otg"},
    {"(\\S+)/([A-Z0-9]+) '(.*)' is below a DNAME '.*' \\(illegal\\)", "otg", "zone.check.target.dname", "otg"},
    {"(\\S+)/(NS) '(.*)' has no REQUIRED GLUE address records.*", "otg", "zone.check.glue", "og"},
    {"(\\S+)/([A-Z0-9]+) '(.*)' .*", "otg", "", ""},
    {"has 0 SOA records", "", "zone.check.soa.none", "z"},
    {"has \\d+ SOA records", "", "zone.check.soa.more", "z"},
    {"has no NS records", "", "zone.check.ns.none", "z"},
    {"DS not at delegation point \\((.*)\\)", "o", "zone.check.ds", "o"},
    {"'(.*)' found type SPF record but no SPF TXT record found.*", "o", "bind.check.spf", "o", true},
};

QString bare(QString name)
{
    name = name.toLower();
    if (name.size() > 1 && name.endsWith(u'.'))
        name.chop(1);
    return name;
}

QRegularExpression whole(const char *pattern) { return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(pattern))); }

struct Matcher
{
    const Words *words;
    QRegularExpression pattern;
};
template <qsizetype size> QList<Matcher> matchers(const Words (&rows)[size])
{
    QList<Matcher> made;
    for (const Words &row : rows)
        made.append({&row, whole(row.pattern)});
    return made;
}

class Reading
{
public:
    explicit Reading(bool refused) : m_refused(refused) {}

    void take(const QString &line)
    {
        // A checker that was told to follow prints the time first.
        static const QRegularExpression ofZone = whole("(?:\\S+: )?zone (.+?)/(?:IN|CH|HS)(?:/(\\S+?))?(?: \\((?:un)?signed\\))?: (.*)");
        static const QRegularExpression ofView = whole("(\\S+?)/(\\S+)/(?:IN|CH|HS): (.*)");
        static const QRegularExpression inFile = whole("(?:([\\w$]+): )?(.+?):(\\d+): (.*)");
        if (const auto zone = ofZone.match(line); zone.hasMatch())
            return ofTheZone(line, bare(zone.captured(1)), zone.captured(2), zone.captured(3));
        if (const auto view = ofView.match(line); view.hasMatch() && !view.captured(1).contains(u':'))
            return finish(bare(view.captured(2)), view.captured(1), false);
        if (const auto place = inFile.match(line); place.hasMatch()) {
            CheckerFinding finding;
            finding.text = line;
            finding.file = place.captured(2);
            finding.line = int(std::min<qlonglong>(place.captured(3).toLongLong(), 1 << 30));
            static const QList<Matcher> known = matchers(lineWords);
            understand(finding, place.captured(4), known);
            add(finding);
            return;
        }
        if (line.startsWith(QLatin1Char('\t')) || line == QLatin1String("OK"))
            return;
        CheckerFinding finding;
        finding.text = line;
        understand(finding, line, {});
        add(finding);
    }

    QList<CheckerFinding> end()
    {
        settle({}, {}, !m_refused);
        if (m_refused && std::ranges::none_of(m_all, [](const CheckerFinding &one) { return one.severity == Severity::Error; })) {
            for (CheckerFinding &one : m_all)
                one.severity = one.zone.isEmpty() ? Severity::Error : one.severity;
        }
        return m_all;
    }

private:
    void ofTheZone(const QString &line, const QString &zone, const QString &view, const QString &words)
    {
        static const QRegularExpression loaded(QStringLiteral("^loaded serial \\d+"));
        static const QRegularExpression failed = whole("loading from (?:master )?file (.*) failed: (.*)");
        if (loaded.match(words).hasMatch())
            return finish(zone, view, true);
        if (words.startsWith(QLatin1String("not loaded due to errors")))
            return;
        CheckerFinding finding;
        finding.text = line;
        finding.zone = zone;
        if (const auto why = failed.match(words); why.hasMatch()) {
            finding.summary = true;
            const QString reason = why.captured(2);
            finding.code = reason == QLatin1String("file not found")      ? QStringLiteral("file.missing")
                           : reason == QLatin1String("permission denied") ? QStringLiteral("file.denied")
                                                                          : QStringLiteral("agent.checker");
            finding.args = {finding.code == QLatin1String("agent.checker") ? words : why.captured(1)};
        } else {
            static const QList<Matcher> known = matchers(zoneWords);
            understand(finding, words, known);
        }
        add(finding);
    }

    void understand(CheckerFinding &finding, const QString &words, const QList<Matcher> &known)
    {
        finding.code = QStringLiteral("agent.checker");
        finding.args = {words};
        for (const Matcher &one : known) {
            const auto match = one.pattern.match(words);
            if (!match.hasMatch())
                continue;
            QHash<char, QString> parts{{'z', finding.zone}};
            for (int i = 0; one.words->parts[i] != 0; ++i)
                parts.insert(one.words->parts[i], match.captured(i + 1));
            finding.near = parts.value('n');
            finding.owner = bare(parts.value('o'));
            finding.type = parts.value('t');
            finding.target = bare(parts.value('g'));
            if (finding.owner.isEmpty() && parts.contains('g')) { // "NS 'x'": at the zone's own name
                finding.owner = finding.zone;
                finding.type = QStringLiteral("NS");
            }
            if (one.words->warning)
                finding.severity = Severity::Warning;
            if (*one.words->code == 0)
                return;
            finding.code = QString::fromLatin1(one.words->code);
            finding.args.clear();
            for (const char *c = one.words->args; *c != 0; ++c) {
                if (parts.contains(*c))
                    finding.args.append(*c == 'o' || *c == 'g' ? bare(parts.value(*c)) : parts.value(*c));
                else if (*c == 'N')
                    finding.args.append(QStringLiteral("NS"));
            }
            return;
        }
    }

    void add(const CheckerFinding &finding)
    {
        if (m_all.size() + m_group.size() < mostCheckerFindings)
            m_group.append(finding);
    }

    // A zone was loaded, or refused: what was said since the one before was said of it.
    void finish(const QString &zone, const QString &view, bool loaded)
    {
        settle(zone, view == QLatin1String("_default") ? QString() : view, loaded);
        ++m_seen[zone];
    }

    void settle(const QString &zone, const QString &view, bool good)
    {
        for (CheckerFinding &one : m_group) {
            const QString &of = zone.isEmpty() ? one.zone : zone;
            one.occurrence = m_seen.value(of);
            one.zone = of;
            one.view = view;
            if (one.code == QLatin1String("zone.outside") && one.args.size() == 2)
                one.args[1] = of;
            if (good)
                one.severity = Severity::Warning;
            m_all.append(one);
        }
        m_group.clear();
    }

    bool m_refused;
    QList<CheckerFinding> m_group;
    QList<CheckerFinding> m_all;
    QHash<QString, int> m_seen;
};

} // namespace

QList<CheckerFinding> parseCheckerOutput(const QByteArray &output, bool refused)
{
    Reading reading(refused);
    for (const QByteArray &line : output.split('\n')) {
        const QString text = QString::fromUtf8(line.left(8192));
        if (!text.trimmed().isEmpty())
            reading.take(text.endsWith(u'\r') ? text.chopped(1) : text);
    }
    return reading.end();
}

} // namespace lockstep
