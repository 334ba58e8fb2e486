// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonerows.h"

#include "core/zone/recordreader.h"
#include "core/zone/rrtypes.h"

#include <cstring>

namespace lockstep {

namespace {

constexpr qsizetype markSize = 3;      // of ";~ "
constexpr qsizetype mostMarked = 1000; // lines of one record: each of them may be asked

// A part of a text that shares its room and keeps it: no row needs room for what it was read from.
QByteArray partOf(const QByteArray &text, qsizetype begin, qsizetype end)
{
    QByteArray::DataPointer part = std::as_const(text).data_ptr();
    if (begin == end || !part.d_ptr()) // room that is somebody else's may go
        return text.sliced(begin, end - begin);
    part.setBegin(part.data() + begin);
    part.size = end - begin;
    return QByteArray(std::move(part));
}

QByteArray wordOf(const QByteArray &text, const ZoneToken &token) { return partOf(text, token.begin, token.end); }

// The same without blanks around.
QByteArray trimmedPart(const QByteArray &text, qsizetype begin, qsizetype end)
{
    const QByteArrayView bytes = QByteArrayView(text).sliced(begin, end - begin).trimmed();
    const qsizetype at = bytes.isEmpty() ? begin : bytes.data() - text.constData();
    return partOf(text, at, at + bytes.size());
}

bool isMarked(const QByteArray &text, const ZoneEntry &entry) { return QByteArrayView(text).sliced(entry.begin).startsWith(";~ "); }

// The first ';' of a part of the text; -1 for none. The whole text may be long and have none.
qsizetype markIn(const QByteArray &text, qsizetype begin, qsizetype end)
{
    const qsizetype found = begin < end ? QByteArrayView(text).sliced(begin, end - begin).indexOf(';') : -1;
    return found < 0 ? -1 : begin + found;
}

QByteArray withoutLineEnd(const QByteArray &text, const ZoneEntry &entry)
{
    qsizetype end = entry.end;
    while (end > entry.begin && (text[end - 1] == '\n' || text[end - 1] == '\r'))
        --end;
    return partOf(text, entry.begin, end);
}

// Words from `first` on with a blank between them; key="value" is one word where `parameters` may stand (RFC 9460 2.1).
QByteArray joined(const QByteArray &text, const ZoneEntry &entry, qsizetype first, bool parameters)
{
    const qsizetype count = entry.tokens.size();
    if (first >= count)
        return {};
    const auto touches = [&](qsizetype i) { return parameters && entry.tokens[i].begin == entry.tokens[i - 1].end; };
    bool asWritten = true;
    for (qsizetype i = first + 1; i < count && asWritten; ++i)
        asWritten = touches(i) || (entry.tokens[i].begin == entry.tokens[i - 1].end + 1 && text[entry.tokens[i - 1].end] == ' ');
    if (asWritten)
        return partOf(text, entry.tokens[first].begin, entry.tokens[count - 1].end);
    QByteArray data;
    for (qsizetype i = first; i < count; ++i) {
        if (i > first && !touches(i))
            data += ' ';
        data += entry.word(i, text);
    }
    return data;
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
    const qsizetype mark = markIn(text, place.begin, place.end);
    return mark < 0 ? QByteArray() : trimmedPart(text, mark + 1, place.end);
}

struct ZoneRows::Reading
{
    const QByteArray &zone;
    const QString &path;
    WireBuffer &data;
    ZoneContext context{};
    QByteArray origin{}; // those of the context, to be shared by rows
    QByteArray owner{};
    bool included = false; // a TTL may come from there

    std::optional<RecordFault> record(const QByteArray &text, const ZoneEntry &entry, FileRow &row);
    std::optional<RecordFault> directive(const QByteArray &text, const ZoneEntry &entry);
    bool disabledLine(const QByteArray &text, const ZoneEntry &entry, FileRow &row) const;
    bool markedLines(const QByteArray &text, const ZoneEntry &first, ZoneLexer &lexer, FileRow &row) const;
    void entry(const QByteArray &text, const ZoneEntry &entry, FileRow &row);
    void setOrigin(const QByteArray &wire)
    {
        context.origin = WireName(wire);
        origin = wire;
    }
};

std::optional<RecordFault> ZoneRows::Reading::record(const QByteArray &text, const ZoneEntry &entry, FileRow &row)
{
    row.origin = origin;
    row.text.comment = commentOf(text, entry);
    ReadRecord found;
    std::optional<RecordFault> fault = readHead(text, entry, context, found);
    if (context.owner.view() != owner)
        owner = context.owner.view().toByteArray();
    row.name = owner; // even of one that cannot be read to its end
    if (!entry.indented)
        row.text.owner = wordOf(text, entry.tokens[0]);
    if (found.ttlWord >= 0)
        row.text.ttl = wordOf(text, entry.tokens[found.ttlWord]);
    if (fault && fault->error.code == QLatin1String("zone.name"))
        row.name.clear(); // what follows has the owner above
    if (fault)
        return fault;
    row.text.type = wordOf(text, entry.tokens[found.typeWord]);
    row.type = found.type;
    row.text.data = joined(text, entry, found.typeWord + 1, row.type == rrtype::svcb || row.type == rrtype::https);
    settleTtl(text, entry, context, found); // it counts for the records below whatever becomes of the data
    data.clear();
    if ((fault = readData(text, entry, context, found, data)))
        return fault;
    if (!found.ttl && !included)
        return RecordFault{Error{QStringLiteral("zone.nottl"), {}, {}, {}}, found.typeWord};
    row.ttl = found.ttl.value_or(0);
    return {};
}

std::optional<RecordFault> ZoneRows::Reading::directive(const QByteArray &text, const ZoneEntry &entry)
{
    const QByteArray word = wordOf(text, entry.tokens[0]).toUpper();
    const QByteArray first = entry.tokens.size() > 1 ? wordOf(text, entry.tokens[1]) : QByteArray();
    if (word == "$ORIGIN") {
        const Result<QByteArray> name = nameToWire(first, origin);
        if (!name)
            return RecordFault{name.error(), 1};
        setOrigin(*name);
    } else if (word == "$TTL") {
        const std::optional<quint32> ttl = ttlFromText(first);
        if (!ttl) // the one before counts on
            return RecordFault{Error{QStringLiteral("zone.ttl"), {QString::fromUtf8(first)}, {}, {}}, 1};
        context.defaultTtl = ttl;
    } else if (word == "$INCLUDE") {
        included = true;
    } else if (word != "$GENERATE") {
        return RecordFault{Error{QStringLiteral("zone.directive"), {QString::fromUtf8(word)}, {}, {}}, 0};
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
    Reading inside = *this;
    inside.included = true; // it needs no TTL
    FileRow found = row;
    if (inside.record(line, inner[0], found) || found.text.type != found.text.type.toUpper())
        return false;
    row = found;
    return true;
}

// As many marked lines as make a whole record, from `first` on; the lexer then stands behind them.
bool ZoneRows::Reading::markedLines(const QByteArray &text, const ZoneEntry &first, ZoneLexer &lexer, FileRow &row) const
{
    QByteArray inner;
    QVarLengthArray<qsizetype> ends; // of the lines, in the text
    ZoneLexer ahead = lexer;
    ZoneEntry line = first;
    ZoneEntry made;
    bool open = true;
    do {
        inner += QByteArrayView(text).sliced(line.begin + markSize, line.end - line.begin - markSize);
        ends.append(line.end);
        if (ends.size() == 1) // most have one line
            open = !ZoneLexer(inner).next(made) || made.broken;
    } while (open && ends.size() < mostMarked && ahead.next(line) && line.tokens.isEmpty() && isMarked(text, line));
    if (!ZoneLexer(inner).next(made) || made.broken || made.tokens.isEmpty() || made.indented)
        return false; // without an owner it would be another's whenever something is added above
    const qsizetype lines = std::max<qsizetype>(1, inner.first(made.end).count('\n') + (inner[made.end - 1] == '\n' ? 0 : 1));
    FileRow found = row;
    Reading inside = *this;
    inside.included = true;
    if (inside.record(inner, made, found))
        return false;
    row = found;
    row.end = ends[lines - 1];
    lexer = ZoneLexer(text, row.end, row.line + int(lines));
    return true;
}

// One that has words: a directive, a record, or what is neither.
void ZoneRows::Reading::entry(const QByteArray &text, const ZoneEntry &entry, FileRow &row)
{
    std::optional<RecordFault> fault;
    if (entry.broken || entry.tokens.isEmpty()) {
        fault = RecordFault{Error{QStringLiteral("zone.open"), {}, {}, {}}, 0};
    } else if (text[entry.tokens[0].begin] == '$' && !entry.indented) {
        row.kind = FileRow::Kind::Directive;
        row.origin = origin;
        fault = directive(text, entry);
        row.shown = withoutLineEnd(text, entry);
    } else {
        row.kind = FileRow::Kind::Record;
        fault = record(text, entry, row);
        if (!fault && !isBelow(row.name, zone)) {
            const Error outside{
                QStringLiteral("zone.outside"), {QString::fromUtf8(nameToText(row.name)), QString::fromUtf8(nameToText(zone))}, {}, {}};
            row.fault = std::make_shared<const Error>(outside.at(path, row.line));
        }
    }
    if (fault) {
        row.kind = FileRow::Kind::Fault;
        row.shown = withoutLineEnd(text, entry);
        const Origin place = wordPlace(entry, fault->word, path, text);
        row.fault = std::make_shared<const Error>(fault->error.at(path, place.line, place.column));
    }
}

ZoneRows ZoneRows::parse(const QString &path, const QByteArray &text, const QByteArray &origin)
{
    ZoneRows result;
    result.m_path = path;
    result.m_text = text;
    result.m_zone = origin;
    QList<FileRow> &rows = result.m_rows;
    WireBuffer data;
    Reading reading{result.m_zone, result.m_path, data};
    reading.setOrigin(origin);
    rows.reserve(text.count('\n') + 1);
    ZoneLexer lexer(text);
    for (ZoneEntry entry; lexer.next(entry);) {
        FileRow row;
        row.begin = entry.begin;
        row.end = entry.end;
        row.line = entry.line;
        const bool wordless = entry.tokens.isEmpty() && !entry.broken;
        const QByteArray line = wordless ? trimmedPart(text, entry.begin, entry.end) : QByteArray();
        if (!wordless || (!line.isEmpty() && !line.startsWith(';'))) {
            reading.entry(text, entry, row);
        } else if (line.isEmpty()) {
            row.kind = FileRow::Kind::Blank;
        } else if (isMarked(text, entry)) {
            row.kind = reading.markedLines(text, entry, lexer, row) ? FileRow::Kind::Disabled : FileRow::Kind::Comment;
        } else {
            row.kind = reading.disabledLine(text, entry, row) ? FileRow::Kind::Disabled : FileRow::Kind::Comment;
        }
        if (row.kind == FileRow::Kind::Comment)
            row.shown = partOf(line, line.startsWith("; ") ? 2 : 1, line.size());
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
