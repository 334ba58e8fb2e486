// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonescanner.h"

#include "core/zone/wire.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr int deepestInclude = 16;
constexpr qsizetype longestEntry = 1 << 28; // of which parts are read
constexpr qsizetype mostFaults = 10'000;
constexpr int mostIncludes = 10'000; // one file may include others many times, and these others again

QString textOf(QByteArrayView bytes) { return QString::fromUtf8(bytes); }

} // namespace

ZoneScanner::ZoneScanner(const QByteArray &origin, ZoneSink &sink, Reader reader) : m_zone(origin), m_sink(sink), m_reader(std::move(reader))
{
    setOrigin(origin);
}

void ZoneScanner::setOrigin(QByteArrayView wire)
{
    m_context.origin = WireName(wire);
    m_origin = wire.toByteArray();
    m_originInside = isBelow(wire, m_zone);
}

void ZoneScanner::complain(Error error, const ZoneEntry &entry, qsizetype word, const QString &path, QByteArrayView text)
{
    if (++m_faults > mostFaults + 1)
        return;
    if (m_faults > mostFaults)
        error = {QStringLiteral("zone.faults"), {QString::number(mostFaults)}, {}, {}};
    error.origin = wordPlace(entry, word, path, text);
    m_sink.fault(error);
}

ScanMark::ScanMark(const ScannedRecord &record)
    : begin(record.part + record.entry->begin), line(record.entry->line), origin(record.origin),
      owner(record.entry->indented ? record.owner.toByteArray() : QByteArray()), defaultTtl(record.context.defaultTtl),
      lastTtl(record.context.lastTtl)
{
}

ScanMark ScanMark::moved(qsizetype bytes, int lines) const
{
    ScanMark other = *this;
    other.begin += bytes;
    other.line += lines;
    return other;
}

void ZoneScanner::scan(const QString &path, QByteArrayView text)
{
    WholeText whole(text);
    scan(path, whole);
}

void ZoneScanner::scan(const QString &path, TextWindow &text)
{
    m_position = 0;
    m_line = 1;
    readTo(path, text, text.length());
}

void ZoneScanner::scanOn(const QString &path, TextWindow &text, qsizetype end) { readTo(path, text, end); }

void ZoneScanner::scan(const QString &path, TextWindow &text, const ScanMark &mark, qsizetype end)
{
    setOrigin(mark.origin);
    m_context.owner = WireName(mark.owner);
    m_context.defaultTtl = mark.defaultTtl;
    m_context.lastTtl = mark.lastTtl;
    m_position = mark.begin;
    m_line = mark.line;
    readTo(path, text, end);
}

// An entry that reaches to the end of a part may go on behind it: it is read again with more of the text.
void ZoneScanner::readTo(const QString &path, TextWindow &text, qsizetype end)
{
    ZoneEntry entry;
    for (qsizetype least = 1; m_position < end;) {
        const QByteArrayView held = text.hold(m_position, least);
        if (held.isEmpty())
            return;
        const QByteArrayView part = held.first(std::min(held.size(), end - m_position));
        const bool last = m_position + part.size() == end;
        ZoneLexer lexer(part, 0, m_line);
        m_part = m_position;
        while (lexer.next(entry) && (entry.end < part.size() || last)) {
            read(entry, path, part, 0);
            m_position = m_part + entry.end;
            m_line = lexer.line();
        }
        if (m_position != m_part) {
            least = 1;
        } else if (part.size() < longestEntry) {
            least = part.size() * 2;
        } else { // a parenthesis that stays open, and all behind it
            complain({QStringLiteral("zone.open"), {}, {}, {}}, entry, 0, path, part);
            return;
        }
    }
}

void ZoneScanner::read(const ZoneEntry &entry, const QString &path, QByteArrayView text, int depth)
{
    if (entry.broken)
        complain({QStringLiteral("zone.open"), {}, {}, {}}, entry, 0, path, text);
    else if (entry.tokens.isEmpty())
        return;
    else if (text[entry.tokens[0].begin] == '$' && !entry.indented)
        readDirective(entry, path, text, depth);
    else
        readRecord(entry, path, text, depth == 0);
}

// A relative name below an origin inside the zone is inside; most names are, and need no look.
bool ZoneScanner::isInside(const ZoneEntry &entry, QByteArrayView text) const
{
    if (m_originInside && !entry.indented && text[entry.tokens[0].end - 1] != '.')
        return true;
    return isBelow(m_context.owner.view(), m_zone);
}

void ZoneScanner::readRecord(const ZoneEntry &entry, const QString &path, QByteArrayView text, bool own)
{
    ReadRecord record;
    if (const std::optional<RecordFault> fault = readHead(text, entry, m_context, record))
        return complain(fault->error, entry, fault->word, path, text);
    settleTtl(text, entry, m_context, record); // whatever becomes of its data, which not everybody reads
    m_data.clear();
    if (m_sink.wantsData(m_context.owner.view(), record.type)) {
        if (const std::optional<RecordFault> fault = readData(text, entry, m_context, record, m_data))
            return complain(fault->error, entry, fault->word, path, text);
    }
    if (!record.ttl)
        return complain({QStringLiteral("zone.nottl"), {}, {}, {}}, entry, record.typeWord, path, text);
    if (!isInside(entry, text)) {
        m_sink.warning(Error{QStringLiteral("zone.outside"),
                             {textOf(nameToText(m_context.owner.view())), textOf(nameToText(m_zone))},
                             wordPlace(entry, 0, path, text),
                             {}});
        return;
    }
    m_sink.record({m_context.owner.view(), record.type, *record.ttl, m_data.view(), path, entry.line, own ? &entry : nullptr, m_part, record.typeWord,
                   m_origin, m_context});
}

void ZoneScanner::readDirective(const ZoneEntry &entry, const QString &path, QByteArrayView text, int depth)
{
    const QByteArrayView word = entry.word(0, text);
    const QByteArrayView first = entry.tokens.size() > 1 ? entry.word(1, text) : QByteArrayView();
    const auto is = [word](const char *name) { return word.compare(QByteArrayView(name), Qt::CaseInsensitive) == 0; };
    if (is("$ORIGIN")) {
        const Result<QByteArray> name = nameToWire(first, m_origin);
        if (!name)
            return complain(name.error(), entry, 1, path, text);
        setOrigin(*name);
    } else if (is("$TTL")) {
        const std::optional<quint32> ttl = ttlFromText(first);
        if (ttl)
            m_context.defaultTtl = ttl;
        else // the one before counts on
            complain({QStringLiteral("zone.ttl"), {textOf(first)}, {}, {}}, entry, 1, path, text);
    } else if (is("$INCLUDE")) {
        include(entry, path, text, depth);
    } else if (is("$GENERATE")) {
        generate(entry, path, text);
    } else {
        complain({QStringLiteral("zone.directive"), {textOf(word)}, {}, {}}, entry, 0, path, text);
    }
}

void ZoneScanner::include(const ZoneEntry &entry, const QString &path, QByteArrayView text, int depth)
{
    QString name = entry.tokens.size() > 1 ? textOf(entry.word(1, text)) : QString();
    if (name.size() > 1 && name.startsWith(u'"'))
        name = name.mid(1, name.size() - 2);
    m_sink.included(name);
    const Result<QByteArray> bytes = depth >= deepestInclude       ? fail(QStringLiteral("zone.include.deep"), {name})
                                     : ++m_includes > mostIncludes ? fail(QStringLiteral("zone.include.many"), {name, QString::number(mostIncludes)})
                                     : m_reader                    ? m_reader(name)
                                                                   : fail(QStringLiteral("file.missing"), {name});
    if (!bytes)
        return complain(bytes.error(), entry, 1, path, text);
    // The included file begins with its own origin; afterwards origin and owner are as before (RFC 1035 5.1).
    const QByteArray origin = m_origin;
    const WireName owner = m_context.owner;
    if (entry.tokens.size() > 2)
        setOrigin(nameToWire(entry.word(2, text), origin).value_or(origin));
    ZoneLexer lexer(*bytes);
    for (ZoneEntry inner; lexer.next(inner);)
        read(inner, name, *bytes, depth + 1);
    setOrigin(origin);
    m_context.owner = owner;
}

bool mayInclude(QByteArrayView text)
{
    for (qsizetype at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
        if (text.sliced(at).size() > 8 && text.sliced(at + 1, 7).compare("INCLUDE", Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

bool mayInclude(TextWindow &text)
{
    constexpr qsizetype word = 9; // with a byte behind it
    for (qsizetype at = 0; at < text.length();) {
        const QByteArrayView part = text.hold(at, word);
        if (part.isEmpty() || mayInclude(part))
            return !part.isEmpty();
        at += part.size() < word ? part.size() : part.size() - (word - 1);
        if (text.length() - at < word)
            break;
    }
    return false;
}

} // namespace lockstep
