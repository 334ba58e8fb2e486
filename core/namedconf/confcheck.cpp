// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confcheck.h"

#include "core/namedconf/confsecrets.h"
#include "core/namedconf/shape.h"

namespace lockstep {

namespace {

using Severity = ConfFinding::Severity;

// The id of what was expected; other choices are told as they stand in the grammar.
const char *valueCode(const QByteArray &expected)
{
    struct Code
    {
        const char *expected;
        const char *code;
    };
    constexpr Code codes[] = {{"BOOL", "namedconf.value.bool"},     {"NUM", "namedconf.value.number"},      {"PORT", "namedconf.value.port"},
                              {"SIZE", "namedconf.value.size"},     {"PCT", "namedconf.value.percentage"},  {"TIME", "namedconf.value.duration"},
                              {"QSTR", "namedconf.value.quoted"},   {"STR", "namedconf.value.name"},        {"NET", "namedconf.value.prefix"},
                              {"IP4", "namedconf.value.ipv4"},      {"IP6", "namedconf.value.ipv6"},        {"IP4 | IP6", "namedconf.value.address"},
                              {"{", "namedconf.value.block"},       {"ELEMENT", "namedconf.value.element"}, {"PREFIX", "namedconf.value.incomplete"},
                              {"LENGTH", "namedconf.value.length"}, {"BITS", "namedconf.value.bits"},       {"CLASS", "namedconf.value.class"}};
    for (const Code &one : codes) {
        if (expected == one.expected)
            return one.code;
    }
    return "namedconf.value.other";
}

// The grammar's words for types in the words of BIND's manual.
QString manualWords(const QByteArray &expected)
{
    struct Word
    {
        const char *type;
        const char *manual;
    };
    constexpr Word words[] = {
        {"BOOL", "yes | no"},      {"NUM", "<integer>"},    {"PORT", "<port>"},       {"SIZE", "<size>"},  {"PCT", "<percentage>"},
        {"TIME", "<duration>"},    {"FIX", "<fixedpoint>"}, {"QSTR", "\"<string>\""}, {"STR", "<string>"}, {"IP4", "<ipv4_address>"},
        {"IP6", "<ipv6_address>"}, {"NET", "<netprefix>"},  {"CLASS", "<class>"},     {"{", "{ ... }"},    {"ELEMENT", "<address_match_element>"}};
    QStringList shown;
    for (const QByteArray &part : expected.split('|')) {
        QString text = QString::fromUtf8(part.trimmed());
        for (const Word &word : words) {
            if (text == QLatin1String(word.type))
                text = QString::fromLatin1(word.manual);
        }
        shown.append(text);
    }
    return shown.join(QLatin1String(" | "));
}

class Checking
{
public:
    Checking(const Config &config, int version) : m_config(config), m_version(version), m_hasViews(!config.views.isEmpty()) {}

    void list(int file, const QList<ConfStatement> &statements, ConfPlaces place)
    {
        Block block{place, {}};
        visitStatements(m_config, file, statements, [&](const ConfStatement &statement, int in) { one(in, statement, block); });
    }

    QList<ConfFinding> findings;

private:
    struct Block
    {
        ConfPlaces place;
        QHash<QByteArray, Origin> seen; // what may stand once, by the keyword that others are spellings of
    };

    void tell(Severity severity, const char *code, const QStringList &args, const Origin &origin)
    {
        findings.append({severity, Error{QString::fromLatin1(code), args, origin, {}}});
    }

    void one(int file, const ConfStatement &statement, Block &block)
    {
        const QByteArray keyword = statement.keyword();
        const Origin origin{{}, m_config.files[file].path(), statement.line, statement.column};
        if (keyword.isEmpty() || statement.words.first().quoted) {
            tell(Severity::Error, "namedconf.keyword", {QString::fromUtf8(keyword)}, origin);
            return;
        }
        const ConfRow *row = findConfRow(keyword, block.place, m_version);
        if (!row) {
            notKnown(keyword, block.place, origin);
            return;
        }
        lifeOf(*row, origin);
        once(*row, block, origin);
        shape(file, statement, *row);
        if (statement.hasBlock && placeInside(*row) != 0)
            inside(file, statement, *row, origin);
        else if (row->flags & flag::named)
            name(*row, statement, origin);
    }

    void notKnown(const QByteArray &keyword, ConfPlaces place, const Origin &origin)
    {
        const QString shown = QString::fromUtf8(keyword);
        ConfPlaces elsewhere = 0;
        for (const ConfRow *row : confRows(keyword)) {
            if ((row->places & place) && row->life.removed != 0 && row->life.removed <= m_version)
                return tell(Severity::Error, "namedconf.removed", {shown, versionText(m_version)}, origin);
            if ((row->places & place) && row->life.since > m_version)
                return tell(Severity::Error, "namedconf.newer", {shown, versionText(row->life.since), versionText(m_version)}, origin);
            elsewhere |= row->life.covers(m_version) ? row->places : 0;
        }
        if (elsewhere != 0)
            return tell(Severity::Error, "namedconf.place",
                        {shown, QString::fromLatin1(placeName(place)), QString::fromLatin1(placeNames(elsewhere))}, origin);
        const QByteArray nearest = nearestKeyword(keyword, place, m_version);
        tell(Severity::Error, nearest.isEmpty() ? "namedconf.unknown" : "namedconf.unknown.near", {shown, QString::fromLatin1(nearest)}, origin);
    }

    void lifeOf(const ConfRow &row, const Origin &origin)
    {
        const QStringList args{QString::fromLatin1(row.name), versionText(m_version)};
        if (row.life.obsolete != 0 && row.life.obsolete <= m_version)
            tell(Severity::Warning, "namedconf.obsolete", args, origin);
        else if (row.life.deprecated != 0 && row.life.deprecated <= m_version)
            tell(Severity::Warning, "namedconf.deprecated", args, origin);
        if (row.flags & flag::trial)
            tell(Severity::Note, "namedconf.trial", args, origin);
        if (row.flags & flag::built)
            tell(Severity::Note, "namedconf.built", args, origin);
    }

    void once(const ConfRow &row, Block &block, const Origin &origin)
    {
        if (row.flags & flag::many)
            return;
        const QByteArray key = row.same ? row.same : row.name;
        const auto first = block.seen.constFind(key);
        if (first == block.seen.cend())
            block.seen.insert(key, origin);
        else
            tell(Severity::Error, "namedconf.twice", {QString::fromLatin1(row.name), QString::number(first->line), first->file}, origin);
    }

    void shape(int file, const ConfStatement &statement, const ConfRow &row)
    {
        const QString keyword = QString::fromLatin1(row.name);
        for (const ShapeFault &fault : compareShape(statement, 1, row.shape, m_version)) {
            const Origin origin = m_config.files[file].originOf(fault.offset, statement);
            const QString found = QString::fromUtf8(fault.found);
            switch (fault.kind) {
            case ShapeFault::Kind::Deprecated:
                tell(Severity::Warning, "namedconf.word", {keyword, found}, origin);
                break;
            case ShapeFault::Kind::Extra:
                tell(Severity::Error, "namedconf.extra", {keyword, found}, origin);
                break;
            case ShapeFault::Kind::Missing:
                tell(Severity::Error, "namedconf.missing", {keyword, manualWords(fault.expected)}, origin);
                break;
            default:
                tell(Severity::Error, valueCode(fault.expected), {keyword, found, manualWords(fault.expected)}, origin);
            }
        }
    }

    void inside(int file, const ConfStatement &statement, const ConfRow &row, const Origin &origin)
    {
        ConfPlaces place = placeInside(row);
        QHash<QByteArray, QByteArray> has; // keyword, or what it is a spelling of -> its first word
        visitStatements(m_config, file, statement.block, [&](const ConfStatement &inner, int) {
            const QByteArray keyword = inner.keyword();
            has.insert(keyword == "masters" ? QByteArray("primaries") : keyword, inner.word(1));
        });
        if (place == at::zone)
            place = has.contains("type") ? zonePlace(has.value("type")) : has.contains("in-view") ? at::inView : at::zone;
        if (place == at::view)
            m_view = statement.word(1);
        if (row.flags & flag::named)
            name(row, statement, origin);
        if (placeInside(row) == at::zone)
            zone(statement, place, has, origin);
        if (place == at::key)
            needs(row, statement, has, {"algorithm", "secret"}, origin);
        list(file, statement.block, place);
        if (place == at::view)
            m_view.clear();
    }

    void zone(const ConfStatement &statement, ConfPlaces place, const QHash<QByteArray, QByteArray> &has, const Origin &origin)
    {
        static const ConfRow zoneRow{"zone", "", at::top};
        name(zoneRow, statement, origin);
        if (m_view.isEmpty() && m_hasViews)
            tell(Severity::Error, "namedconf.outside", {QString::fromUtf8(statement.word(1))}, origin);
        if (place == at::zone) {
            needs(zoneRow, statement, has, {"type"}, origin);
            return;
        }
        const bool elsewhere = has.contains("database") || has.contains("dlz");
        if ((place == at::primary && !elsewhere) || place == at::hint)
            needs(zoneRow, statement, has, {"file"}, origin);
        if (place == at::secondary || place == at::stub || (place == at::mirror && statement.word(1) != "."))
            needs(zoneRow, statement, has, {"primaries"}, origin);
    }

    void needs(const ConfRow &row, const ConfStatement &statement, const QHash<QByteArray, QByteArray> &has, const QByteArrayList &wanted,
               const Origin &origin)
    {
        for (const QByteArray &one : wanted) {
            if (!has.contains(one))
                tell(Severity::Error, "namedconf.lacks",
                     {QString::fromLatin1(row.name), QString::fromUtf8(statement.word(1)), QString::fromLatin1(one)}, origin);
        }
    }

    // A name is defined once: in a view for zones, keys and servers, as a whole for the others.
    void name(const ConfRow &row, const ConfStatement &statement, const Origin &origin)
    {
        QByteArray text = statement.word(1).toLower();
        if (text.size() > 1 && text.endsWith('.'))
            text.chop(1);
        const QByteArrayView kind(row.name);
        if (kind == "acl" && (text == "any" || text == "none" || text == "localhost" || text == "localnets"))
            tell(Severity::Error, "namedconf.builtin", {QString::fromUtf8(text)}, origin);
        const QByteArray owner = kind == "view" ? QByteArray() : m_view;
        QByteArray classWord = kind == "view" || kind == "zone" ? statement.word(2).toUpper() : QByteArray();
        if (classWord == "IN")
            classWord.clear();
        // Views, policies and key stores are compared as they are written, everything else as domain names are.
        const bool exact = kind == "view" || kind == "dnssec-policy" || kind == "key-store";
        const QByteArray key = QByteArray(row.same ? row.same : row.name) + '\n' + owner + '\n' + classWord + '\n' +
                               (exact ? statement.word(1) : text);
        const auto first = m_names.constFind(key);
        if (first == m_names.cend())
            m_names.insert(key, origin);
        else
            tell(Severity::Error, "namedconf.again",
                 {QString::fromLatin1(row.name), QString::fromUtf8(statement.word(1)), QString::number(first->line), first->file}, origin);
    }

    const Config &m_config;
    int m_version;
    bool m_hasViews;
    QByteArray m_view;
    QHash<QByteArray, Origin> m_names;
};

// A word that stands where it should not may be a secret.
QList<ConfFinding> withoutSecrets(const Config &config, QList<ConfFinding> findings)
{
    QList<QByteArray> texts;
    for (const ConfFile &file : config.files)
        texts.append(file.print());
    QList<Error *> errors;
    for (ConfFinding &finding : findings)
        errors.append(&finding.error);
    hideSecrets(errors, texts);
    return findings;
}

} // namespace

QString versionText(int version) { return QStringLiteral("%1.%2").arg(version / 100).arg(version % 100); }

QList<ConfFinding> checkStatements(const Config &config, int version)
{
    if (config.files.isEmpty())
        return {};
    Checking checking(config, version);
    checking.list(0, config.files.first().statements(), at::top);
    return withoutSecrets(config, checking.findings + checkReferences(config, version));
}

QList<ConfFinding> checkStatements(const ConfFile &file, ConfPlaces place, int version)
{
    Config config;
    config.files.append(file);
    Checking checking(config, version);
    checking.list(0, file.statements(), place);
    return withoutSecrets(config, checking.findings);
}

} // namespace lockstep
