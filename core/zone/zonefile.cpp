// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonefile.h"

#include "core/zone/rrtypes.h"

namespace lockstep {

// Keeps what a scan finds.
class ZoneFile::Builder : public ZoneSink
{
public:
    // `only`: the owner whose data are wanted, all when it is empty; the SOA's always are.
    Builder(ZoneFile &zone, QByteArrayView only) : m_zone(zone), m_only(only) {}

    bool wantsData(QByteArrayView owner, int type) override { return m_only.isEmpty() || type == rrtype::soa || owner == m_only; }
    void record(const ScannedRecord &record) override
    {
        if (m_owner != record.owner)
            m_owner = record.owner.toByteArray(); // records of one name share it
        if (record.entry)
            m_zone.m_places.append(
                {record.entry->begin, record.entry->end, m_zone.m_records.size(), record.typeWord, !record.entry->indented, record.origin});
        m_zone.m_records.append({m_owner, record.type, record.ttl, record.rdata.toByteArray(), record.file, record.line});
    }
    void fault(const Error &error) override { m_zone.m_diagnostics.append(error); }
    void warning(const Error &warning) override { m_zone.m_warnings.append(warning); }
    void included(const QString &name) override { m_zone.m_includes.append(name); }

private:
    ZoneFile &m_zone;
    QByteArrayView m_only;
    QByteArray m_owner;
};

ZoneFile ZoneFile::parse(const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader)
{
    return parseAt({}, path, text, origin, reader);
}

ZoneFile ZoneFile::parseAt(const QByteArray &owner, const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader)
{
    ZoneFile zone;
    zone.m_text = text;
    zone.m_path = path;
    zone.m_origin = origin;
    Builder builder(zone, owner);
    ZoneScanner(origin, builder, reader).scan(path, text);
    return zone;
}

ZoneEntry ZoneFile::entryAt(const Place &place) const
{
    ZoneEntry entry;
    ZoneLexer(m_text, place.begin).next(entry);
    return entry;
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
    if (soa.type != rrtype::soa || soa.rdata.size() < 20)
        return {};
    const uchar *bytes = reinterpret_cast<const uchar *>(soa.rdata.constData()) + soa.rdata.size() - 20;
    return quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 | bytes[3];
}

// The SOA is the first record of almost every file: the first pages do, cut where an entry ends.
QByteArray ZoneFile::firstPages(const QByteArray &text)
{
    QByteArray part = text.first(std::min<qsizetype>(text.size(), 16 << 10));
    if (part.size() < text.size()) {
        qsizetype last = 0;
        ZoneLexer lexer(part);
        for (ZoneEntry entry; lexer.next(entry);)
            last = entry.begin;
        part.truncate(last);
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
            if (record.type == rrtype::soa && record.owner == origin)
                return record;
        }
        if (one.size() == text.size())
            break;
    }
    return {};
}

} // namespace lockstep
