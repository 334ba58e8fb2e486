// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonerows.h"

#include <cstring>

namespace lockstep {

namespace {

constexpr int typeSoa = 6;
constexpr int typeSvcb = 64;
constexpr int typeHttps = 65;
constexpr qsizetype markSize = 3; // of ";~ "

QByteArray wordOf(const QByteArray &text, const ZoneToken &token) { return text.sliced(token.begin, token.end - token.begin); }

bool isClass(const QByteArray &word)
{
    return word.compare("IN", Qt::CaseInsensitive) == 0 || word.compare("CH", Qt::CaseInsensitive) == 0 ||
           word.compare("HS", Qt::CaseInsensitive) == 0 || word.compare("CLASS1", Qt::CaseInsensitive) == 0;
}

bool isMarked(const QByteArray &text, const ZoneEntry &entry) { return QByteArrayView(text).sliced(entry.begin).startsWith(";~ "); }

// The first ';' of a part of the text; -1 for none. The whole text may be long and have none.
qsizetype markIn(const QByteArray &text, qsizetype begin, qsizetype end)
{
    const qsizetype found = begin < end ? QByteArrayView(text).sliced(begin, end - begin).indexOf(';') : -1;
    return found < 0 ? -1 : begin + found;
}

QByteArray withoutLineEnd(QByteArray line)
{
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

ZoneToken ZoneRows::commentPlace(const QByteArray &text, const ZoneEntry &entry)
{
    qsizetype stop = entry.begin; // of the first line
    while (stop < entry.end && text[stop] != '\n')
        ++stop;
    qsizetype at = entry.begin;
    for (const ZoneToken &token : entry.tokens) {
        if (token.begin >= stop)
            break;
        if (markIn(text, at, token.begin) >= 0)
            break;
        at = token.end;
    }
    qsizetype end = stop;
    while (end > at && (text[end - 1] == '\r' || text[end - 1] == ' ' || text[end - 1] == '\t'))
        --end;
    const qsizetype mark = markIn(text, at, stop);
    if (mark < 0)
        return {end, end};
    qsizetype begin = mark;
    while (begin > at && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
        --begin;
    return {begin, end};
}

QByteArray ZoneRows::commentOf(const QByteArray &text, const ZoneEntry &entry)
{
    const ZoneToken place = commentPlace(text, entry);
    return text.sliced(place.begin, place.end - place.begin).trimmed().mid(1).trimmed();
}

struct ZoneRows::Reading
{
    const QByteArray &zone;
    const QString &path;
    QByteArray origin;
    QByteArray owner;
    std::optional<quint32> defaultTtl;
    std::optional<quint32> lastTtl;
    bool included = false; // a TTL may come from there

    Error at(const Error &error, int line) const { return Error{error.code, error.args, {{}, path, line, 0}, error.detail}; }
    std::optional<Error> record(const QByteArray &text, const ZoneEntry &entry, FileRow &row);
    std::optional<Error> words(const QByteArray &text, const ZoneEntry &entry, FileRow &row, std::optional<quint32> &ttl);
    std::optional<Error> directive(const QByteArray &text, const ZoneEntry &entry);
    bool disabledLine(const QByteArray &text, const ZoneEntry &entry, FileRow &row) const;
    std::optional<qsizetype> markedLines(const QByteArray &text, const QList<ZoneEntry> &entries, qsizetype first, FileRow &row) const;
    void entry(const QByteArray &text, const ZoneEntry &entry, FileRow &row);
};

// The words of a record; owner and TTL of the reading stay as they are.
std::optional<Error> ZoneRows::Reading::words(const QByteArray &text, const ZoneEntry &entry, FileRow &row, std::optional<quint32> &ttl)
{
    row.origin = origin;
    row.name = owner;
    row.text.comment = commentOf(text, entry);
    qsizetype at = 0;
    if (!entry.indented) {
        row.text.owner = wordOf(text, entry.tokens[0]);
        const Result<QByteArray> name = nameToWire(row.text.owner, origin);
        if (!name)
            return name.error();
        row.name = *name;
        at = 1;
    }
    if (row.name.isEmpty())
        return Error{QStringLiteral("zone.noowner"), {}, {}, {}};
    for (bool ttlSeen = false, classSeen = false; at < entry.tokens.size(); ++at) {
        const QByteArray word = wordOf(text, entry.tokens[at]);
        if (!classSeen && isClass(word)) {
            classSeen = true;
            if (word.compare("IN", Qt::CaseInsensitive) != 0 && word.compare("CLASS1", Qt::CaseInsensitive) != 0)
                return Error{QStringLiteral("zone.class"), {QString::fromUtf8(word)}, {}, {}};
        } else if (!ttlSeen && (ttl = ttlFromText(word))) {
            ttlSeen = true;
            row.text.ttl = word;
        } else {
            break;
        }
    }
    row.text.type = at < entry.tokens.size() ? wordOf(text, entry.tokens[at]) : QByteArray();
    row.type = typeFromText(row.text.type);
    if (row.type == 0)
        return Error{QStringLiteral("zone.type"), {QString::fromUtf8(row.text.type)}, {}, {}};
    for (qsizetype i = at + 1; i < entry.tokens.size(); ++i) {
        const bool joined = (row.type == typeSvcb || row.type == typeHttps) && entry.tokens[i].begin == entry.tokens[i - 1].end;
        if (i > at + 1 && !joined)
            row.text.data += ' ';
        row.text.data.append(text.constData() + entry.tokens[i].begin, entry.tokens[i].end - entry.tokens[i].begin);
    }
    const Result<QByteArray> data = rdataToWire(row.type, row.text.data, origin);
    if (!data)
        return data.error();
    if (row.type == typeSoa && !ttl && !defaultTtl && !lastTtl) // RFC 2308 4
        ttl = ttlFromText(wordOf(text, entry.tokens.last()));
    return {};
}

std::optional<Error> ZoneRows::Reading::record(const QByteArray &text, const ZoneEntry &entry, FileRow &row)
{
    std::optional<quint32> ttl;
    const std::optional<Error> fault = words(text, entry, row, ttl);
    if (!entry.indented && !row.name.isEmpty() && row.name != owner)
        owner = row.name; // even of one that cannot be read to its end
    if (fault)
        return fault;
    if (ttl)
        lastTtl = ttl;
    if (!ttl)
        ttl = defaultTtl ? defaultTtl : lastTtl;
    if (!ttl && !included)
        return Error{QStringLiteral("zone.nottl"), {}, {}, {}};
    row.ttl = ttl.value_or(0);
    if (!isBelow(row.name, zone))
        row.fault = std::make_shared<const Error>(
            at({QStringLiteral("zone.outside"), {QString::fromUtf8(nameToText(row.name)), QString::fromUtf8(nameToText(zone))}, {}, {}}, row.line));
    return {};
}

std::optional<Error> ZoneRows::Reading::directive(const QByteArray &text, const ZoneEntry &entry)
{
    const QByteArray word = wordOf(text, entry.tokens[0]).toUpper();
    const QByteArray first = entry.tokens.size() > 1 ? wordOf(text, entry.tokens[1]) : QByteArray();
    if (word == "$ORIGIN") {
        const Result<QByteArray> name = nameToWire(first, origin);
        if (!name)
            return name.error();
        origin = *name;
    } else if (word == "$TTL") {
        defaultTtl = ttlFromText(first);
        if (!defaultTtl)
            return Error{QStringLiteral("zone.ttl"), {QString::fromUtf8(first)}, {}, {}};
    } else if (word == "$INCLUDE") {
        included = true;
    } else if (word != "$GENERATE") {
        return Error{QStringLiteral("zone.directive"), {QString::fromUtf8(word)}, {}, {}};
    }
    return {};
}

// A line of a comment that holds a record, the way people take one out by hand.
bool ZoneRows::Reading::disabledLine(const QByteArray &text, const ZoneEntry &entry, FileRow &row) const
{
    const char next = entry.begin + 1 < entry.end ? text[entry.begin + 1] : '\n';
    if (std::strchr(" \t\r\n;~$-=*#/(\"", next) && next != '*')
        return false;
    const QByteArray line = text.sliced(entry.begin + 1, entry.end - entry.begin - 1);
    const QList<ZoneEntry> inner = lexZone(line);
    if (inner.size() != 1 || inner[0].broken || inner[0].tokens.size() < 3)
        return false;
    Reading reading = *this;
    std::optional<quint32> ttl;
    FileRow found = row;
    if (reading.words(line, inner[0], found, ttl) || found.text.type != found.text.type.toUpper())
        return false;
    row = found;
    row.ttl = ttl ? *ttl : defaultTtl.value_or(lastTtl.value_or(0));
    return true;
}

// As many marked lines as make a whole record; gives the last of them, or nothing.
std::optional<qsizetype> ZoneRows::Reading::markedLines(const QByteArray &text, const QList<ZoneEntry> &entries, qsizetype first, FileRow &row) const
{
    QByteArray inner;
    for (qsizetype last = first; last < entries.size() && entries[last].tokens.isEmpty() && isMarked(text, entries[last]); ++last) {
        inner += text.sliced(entries[last].begin + markSize, entries[last].end - entries[last].begin - markSize);
        const QList<ZoneEntry> made = lexZone(inner);
        if (made.size() != 1 || made[0].broken)
            continue; // a parenthesis is open
        std::optional<quint32> ttl;
        FileRow found = row;
        Reading inside = *this;
        if (made[0].tokens.isEmpty() || inside.words(inner, made[0], found, ttl))
            return {};
        row = found;
        row.end = entries[last].end;
        row.ttl = ttl ? *ttl : defaultTtl.value_or(lastTtl.value_or(0));
        return last;
    }
    return {};
}

// One that has words: a directive, a record, or what is neither.
void ZoneRows::Reading::entry(const QByteArray &text, const ZoneEntry &entry, FileRow &row)
{
    std::optional<Error> fault;
    if (entry.broken || entry.tokens.isEmpty()) {
        fault = Error{QStringLiteral("zone.open"), {}, {}, {}};
    } else if (text[entry.tokens[0].begin] == '$' && !entry.indented) {
        row.kind = FileRow::Kind::Directive;
        row.origin = origin;
        fault = directive(text, entry);
        row.shown = withoutLineEnd(text.sliced(entry.begin, entry.end - entry.begin));
    } else {
        row.kind = FileRow::Kind::Record;
        fault = record(text, entry, row);
    }
    if (fault) {
        row.kind = FileRow::Kind::Fault;
        row.shown = withoutLineEnd(text.sliced(entry.begin, entry.end - entry.begin));
        row.fault = std::make_shared<const Error>(at(*fault, row.line));
    }
}

ZoneRows ZoneRows::parse(const QString &path, const QByteArray &text, const QByteArray &origin)
{
    ZoneRows result;
    result.m_path = path;
    result.m_text = text;
    result.m_zone = origin;
    QList<FileRow> &rows = result.m_rows;
    Reading reading{result.m_zone, result.m_path, origin, {}, {}, {}};
    const QList<ZoneEntry> entries = lexZone(text);
    rows.reserve(entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const ZoneEntry &entry = entries[i];
        FileRow row;
        row.begin = entry.begin;
        row.end = entry.end;
        row.line = entry.line;
        const bool wordless = entry.tokens.isEmpty() && !entry.broken;
        const QByteArray line = wordless ? text.sliced(entry.begin, entry.end - entry.begin).trimmed() : QByteArray();
        if (!wordless || (!line.isEmpty() && !line.startsWith(';'))) {
            reading.entry(text, entry, row);
        } else if (line.isEmpty()) {
            row.kind = FileRow::Kind::Blank;
        } else if (isMarked(text, entry)) {
            const std::optional<qsizetype> last = reading.markedLines(text, entries, i, row);
            row.kind = last ? FileRow::Kind::Disabled : FileRow::Kind::Comment;
            i = last.value_or(i);
        } else {
            row.kind = reading.disabledLine(text, entry, row) ? FileRow::Kind::Disabled : FileRow::Kind::Comment;
        }
        if (row.kind == FileRow::Kind::Comment)
            row.shown = line.mid(line.startsWith("; ") ? 2 : 1);
        const FileRow::Kind before = rows.isEmpty() ? FileRow::Kind::Blank : rows.last().kind;
        if (!rows.isEmpty() && row.kind == before && (row.kind == FileRow::Kind::Blank || row.kind == FileRow::Kind::Comment)) {
            rows.last().end = row.end;
            if (row.kind == FileRow::Kind::Comment)
                rows.last().shown += '\n' + row.shown;
            continue;
        }
        row.head = row.kind == FileRow::Kind::Comment && before == FileRow::Kind::Blank;
        if (row.origin.isEmpty())
            row.origin = reading.origin;
        rows.append(row);
    }
    return result;
}

QByteArray ZoneRows::nameAfter(qsizetype row) const
{
    for (qsizetype i = row; i >= 0; --i) {
        const FileRow &one = m_rows[i];
        if ((one.kind == FileRow::Kind::Record || one.kind == FileRow::Kind::Fault) && !one.name.isEmpty())
            return one.name;
    }
    return {};
}

QByteArray ZoneRows::originAfter(qsizetype row) const
{
    // A directive knows the origin before it: the next row has the one behind.
    if (row + 1 < m_rows.size())
        return m_rows[row + 1].origin;
    QByteArray origin = m_zone;
    if (row >= 0) {
        origin = m_rows[row].origin;
        if (m_rows[row].kind == FileRow::Kind::Directive && m_rows[row].shown.toUpper().startsWith("$ORIGIN"))
            origin = nameToWire(m_rows[row].shown.simplified().split(' ').value(1), origin).value_or(origin);
    }
    return origin;
}

QByteArray ZoneRows::writtenNameAfter(qsizetype row) const
{
    const QByteArray name = nameAfter(row);
    const QByteArray origin = originAfter(row);
    for (qsizetype i = row; i >= 0 && !name.isEmpty(); --i) {
        const FileRow &one = m_rows[i];
        if (one.kind == FileRow::Kind::Record && !one.text.owner.isEmpty())
            return one.name == name && one.origin == origin ? one.text.owner : nameToText(name, origin);
    }
    return name.isEmpty() ? QByteArray() : nameToText(name, origin);
}

qsizetype ZoneRows::lastRecord() const
{
    for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
        if (m_rows[i].kind != FileRow::Kind::Blank && m_rows[i].kind != FileRow::Kind::Comment)
            return i;
    }
    return m_rows.size() - 1;
}

} // namespace lockstep
