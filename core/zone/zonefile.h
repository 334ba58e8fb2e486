// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/wire.h"
#include "core/zone/zonescanner.h"

namespace lockstep {

// One record as it counts: owner and data in canonical wire form, and where it stands.
struct Record
{
    QByteArray owner;
    int type = 0;
    quint32 ttl = 0;
    QByteArray rdata;
    QString file;
    int line = 0;
};

// A zone file that keeps every byte. Parsing never stops at a fault; what cannot be read is a diagnostic with file:line and
// the text stays as it is. $INCLUDE is followed through `reader`, $GENERATE is expanded.
class ZoneFile
{
public:
    using Reader = ZoneScanner::Reader;
    static ZoneFile parse(const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader = {});
    // For an edit of the records at one name (wire form): those of other names come without their data, in half the
    // time.
    static ZoneFile parseAt(const QByteArray &owner, const QString &path, const QByteArray &text, const QByteArray &origin,
                            const Reader &reader = {});

    const QByteArray &print() const { return m_text; }
    const QList<Record> &records() const { return m_records; }
    const QList<Error> &diagnostics() const { return m_diagnostics; }
    // Records that named passes over, and serves the rest: they stand outside the zone (zone.outside).
    const QList<Error> &warnings() const { return m_warnings; }
    QStringList includes() const { return m_includes; } // as named in the text, nested ones too
    std::optional<quint32> serial() const;
    static std::optional<quint32> serialIn(const Record &soa);
    // The zone's SOA record alone; reads no further than it must.
    static std::optional<Record> soaOf(const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader = {});

    // Edits give the new text of this file; every byte that is not edited stays. `record` is "[TTL] [CLASS] TYPE DATA".
    // Errors: zone.rdata, zone.name, zone.record.missing, zone.record.exists, zone.record.elsewhere (it stands in an included
    // file or comes from $GENERATE), zone.outside.
    Result<QByteArray> added(const QByteArray &owner, const QByteArray &record) const;
    Result<QByteArray> changed(const QByteArray &owner, const QByteArray &before, const QByteArray &after) const;
    Result<QByteArray> removed(const QByteArray &owner, const QByteArray &record) const;
    Result<QByteArray> withSerial(quint32 serial) const;
    // The same on a text that need not be parsed as a whole.
    static Result<QByteArray> withSerial(const QString &path, const QByteArray &text, const QByteArray &origin, const Reader &reader, quint32 serial);

private:
    static QByteArray firstPages(const QByteArray &text);
    // Where a record of this very file stands.
    struct Place
    {
        qsizetype begin; // of its entry
        qsizetype end;
        qsizetype record; // index in m_records
        int typeToken;    // its data follow
        bool ownerWritten;
        QByteArray origin;
    };
    struct Wanted
    {
        QByteArray owner;
        int type;
        std::optional<quint32> ttl;
        QByteArray rdata;
        QByteArray text; // "TTL CLASS TYPE DATA" as given
    };
    class Builder;
    ZoneEntry entryAt(const Place &place) const;
    Result<Wanted> wanted(const QByteArray &owner, const QByteArray &record) const;
    Result<const Place *> find(const Wanted &wanted) const;

    QByteArray m_text;
    QString m_path;
    QByteArray m_origin;
    QList<Place> m_places;
    QList<Record> m_records;
    QList<Error> m_diagnostics;
    QList<Error> m_warnings;
    QStringList m_includes;
};

} // namespace lockstep

Q_DECLARE_TYPEINFO(lockstep::Record, Q_RELOCATABLE_TYPE);
