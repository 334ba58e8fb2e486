// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonefile.h"

namespace lockstep {

namespace {

constexpr int deepestInclude = 16;
constexpr int typeSoa = 6;
constexpr int typeSvcb = 64;
constexpr int typeHttps = 65;

QByteArray bytesOf(const QByteArray &text, const ZoneToken &token) { return text.sliced(token.begin, token.end - token.begin); }

bool isClass(const QByteArray &word)
{
    const QByteArray upper = word.toUpper();
    return upper == "IN" || upper == "CH" || upper == "HS" || upper == "CLASS1";
}

} // namespace

struct ZoneFile::State
{
    QByteArray origin;
    QByteArray owner;
    std::optional<quint32> defaultTtl; // $TTL
    std::optional<quint32> lastTtl;
    const Reader &reader;
    QByteArray only; // owner whose data are wanted; all when empty
};

ZoneFile ZoneFile::parse(const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader)
{
    ZoneFile zone;
    zone.m_text = text;
    zone.m_path = path;
    zone.m_origin = origin;
    State state{origin, {}, {}, {}, reader, {}};
    zone.read(state, path, text, 0);
    return zone;
}

ZoneFile ZoneFile::parseAt(const QByteArray &owner, const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader)
{
    ZoneFile zone;
    zone.m_text = text;
    zone.m_path = path;
    zone.m_origin = origin;
    State state{origin, {}, {}, {}, reader, owner};
    zone.read(state, path, text, 0);
    return zone;
}

void ZoneFile::complain(const QString &code, const QStringList &args, const QString &path, int line, const QString &detail)
{
    m_diagnostics.append(Error{code, args, {{}, path, line, 0}, detail});
}

void ZoneFile::read(State &state, const QString &path, const QByteArray &text, int depth)
{
    const QList<ZoneEntry> entries = lexZone(text);
    if (depth == 0)
        m_entries = entries;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const ZoneEntry &entry = entries[i];
        if (entry.broken)
            complain(QStringLiteral("zone.open"), {}, path, entry.line);
        else if (!entry.tokens.isEmpty() && text[entry.tokens[0].begin] == '$' && !entry.indented)
            readDirective(state, entry, path, text, depth);
        else if (!entry.tokens.isEmpty())
            readRecord(state, entry, i, path, text, depth == 0);
    }
}

void ZoneFile::readDirective(State &state, const ZoneEntry &entry, const QString &path, const QByteArray &text, int depth)
{
    const QByteArray word = bytesOf(text, entry.tokens[0]).toUpper();
    const QByteArray first = entry.tokens.size() > 1 ? bytesOf(text, entry.tokens[1]) : QByteArray();
    if (word == "$ORIGIN") {
        const Result<QByteArray> name = nameToWire(first, state.origin);
        if (name)
            state.origin = *name;
        else
            complain(name.error().code, name.error().args, path, entry.line);
    } else if (word == "$TTL") {
        state.defaultTtl = ttlFromText(first);
        if (!state.defaultTtl)
            complain(QStringLiteral("zone.ttl"), {QString::fromUtf8(first)}, path, entry.line);
    } else if (word == "$INCLUDE") {
        QString name = QString::fromUtf8(first);
        if (name.size() > 1 && name.startsWith(u'"'))
            name = name.mid(1, name.size() - 2);
        m_includes.append(name);
        const Result<QByteArray> bytes = depth >= deepestInclude ? fail(QStringLiteral("zone.include.deep"), {name})
                                         : state.reader          ? state.reader(name)
                                                                 : fail(QStringLiteral("file.missing"), {name});
        if (!bytes) {
            complain(bytes.error().code, bytes.error().args, path, entry.line);
            return;
        }
        // The included file begins with its own origin; afterwards origin and owner are as before (RFC 1035 5.1).
        const QByteArray origin = state.origin;
        const QByteArray owner = state.owner;
        if (entry.tokens.size() > 2) {
            const Result<QByteArray> other = nameToWire(bytesOf(text, entry.tokens[2]), origin);
            state.origin = other.value_or(origin);
        }
        read(state, name, *bytes, depth + 1);
        state.origin = origin;
        state.owner = owner;
    } else if (word == "$GENERATE") {
        generate(state, entry, path, text);
    } else {
        complain(QStringLiteral("zone.directive"), {QString::fromUtf8(word)}, path, entry.line);
    }
}

void ZoneFile::readRecord(State &state, const ZoneEntry &entry, qsizetype index, const QString &path, const QByteArray &text, bool own)
{
    qsizetype at = 0;
    if (!entry.indented) {
        const Result<QByteArray> owner = nameToWire(bytesOf(text, entry.tokens[0]), state.origin);
        if (!owner)
            return complain(owner.error().code, owner.error().args, path, entry.line);
        state.owner = *owner;
        at = 1;
    }
    if (state.owner.isEmpty())
        return complain(QStringLiteral("zone.noowner"), {}, path, entry.line);
    std::optional<quint32> ttl;
    for (bool ttlSeen = false, classSeen = false; at < entry.tokens.size(); ++at) {
        const QByteArray word = bytesOf(text, entry.tokens[at]);
        if (!classSeen && isClass(word)) {
            classSeen = true;
            if (word.toUpper() != "IN" && word.toUpper() != "CLASS1")
                return complain(QStringLiteral("zone.class"), {QString::fromUtf8(word)}, path, entry.line);
        } else if (const auto number = ttlFromText(word); number && !ttlSeen) {
            ttlSeen = true;
            ttl = number;
        } else {
            break;
        }
    }
    const QByteArray word = at < entry.tokens.size() ? bytesOf(text, entry.tokens[at]) : QByteArray();
    const int type = typeFromText(word);
    if (type == 0)
        return complain(QStringLiteral("zone.type"), {QString::fromUtf8(word)}, path, entry.line);
    const bool wanted = state.only.isEmpty() || state.owner == state.only || type == typeSoa;
    QByteArray data;
    for (qsizetype i = at + 1; wanted && i < entry.tokens.size(); ++i) {
        // key="value" is one word (RFC 9460 2.1); elsewhere a quotation mark begins another.
        const bool joined = (type == typeSvcb || type == typeHttps) && entry.tokens[i].begin == entry.tokens[i - 1].end;
        data += (data.isEmpty() || joined ? "" : " ") + bytesOf(text, entry.tokens[i]);
    }
    const Result<QByteArray> rdata = wanted ? rdataToWire(type, data, state.origin) : Result<QByteArray>(QByteArray());
    if (!rdata)
        return complain(rdata.error().code, rdata.error().args, path, entry.line, rdata.error().detail);
    if (type == typeSoa && !ttl && !state.defaultTtl && !state.lastTtl && rdata->size() >= 4) // RFC 2308 4
        ttl = ttlFromText(bytesOf(text, entry.tokens.last()));
    if (ttl)
        state.lastTtl = ttl;
    if (!ttl)
        ttl = state.defaultTtl ? state.defaultTtl : state.lastTtl;
    if (!ttl)
        return complain(QStringLiteral("zone.nottl"), {}, path, entry.line);
    if (!isBelow(state.owner, m_origin)) {
        m_warnings.append(Error{QStringLiteral("zone.outside"),
                                {QString::fromUtf8(nameToText(state.owner)), QString::fromUtf8(nameToText(m_origin))},
                                {{}, path, entry.line, 0},
                                {}});
        return;
    }
    if (own)
        m_places.append({index, m_records.size(), int(at) + 1, int(at), !entry.indented, state.origin});
    m_records.append({state.owner, type, *ttl, *rdata, path, entry.line});
}

std::optional<quint32> ZoneFile::serial() const
{
    for (const Record &record : m_records) {
        if (const std::optional<quint32> found = serialIn(record))
            return found;
    }
    return {};
}

std::optional<quint32> ZoneFile::serialIn(const Record &soa)
{
    if (soa.type != typeSoa || soa.rdata.size() < 20)
        return {};
    const uchar *bytes = reinterpret_cast<const uchar *>(soa.rdata.constData()) + soa.rdata.size() - 20;
    return quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 | bytes[3];
}

// The SOA is the first record of almost every file: the first pages do, cut where an entry ends.
QByteArray ZoneFile::firstPages(const QByteArray &text)
{
    QByteArray part = text.first(std::min<qsizetype>(text.size(), 16 << 10));
    if (part.size() < text.size()) {
        const QList<ZoneEntry> entries = lexZone(part);
        part.truncate(entries.isEmpty() ? 0 : entries.last().begin);
    }
    return part;
}

Result<QByteArray> ZoneFile::withSerial(const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader, quint32 serial)
{
    const QByteArray part = firstPages(text);
    if (const Result<QByteArray> raised = parse(path, part, origin, reader).withSerial(serial))
        return *raised + text.sliced(part.size());
    return parse(path, text, origin, reader).withSerial(serial);
}

std::optional<Record> ZoneFile::soaOf(const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader)
{
    for (const QByteArray &one : {firstPages(text), text}) {
        const ZoneFile file = parse(path, one, origin, reader);
        for (const Record &record : file.records()) {
            if (record.type == typeSoa && record.owner == origin)
                return record;
        }
        if (one.size() == text.size())
            break;
    }
    return {};
}

} // namespace lockstep
