// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/risks.h"
#include "core/zone/hashtable.h"

#include <QHash>
#include <QSet>

namespace lockstep {

// A name of a zone as it is afterwards, and whether it was there before.
struct NameFacts
{
    quint64 key = 0;
    quint32 records = 0;         // at it
    quint32 below = 0;           // at names below it
    quint32 hidden = 0;          // of both, what a delegation of this name would hide
    quint32 pointers = 0;        // CNAME, MX, SRV and the NS of delegations that lead to it
    bool apexServer : 1 = false; // an NS of the zone itself leads to it
    bool address : 1 = false;
    bool cname : 1 = false;
    bool dname : 1 = false;
    bool cut : 1 = false; // it is delegated
    bool was : 1 = false; // it had records
    bool wasBelow : 1 = false;
    bool changes : 1 = false; // it, or a name below it, has an address that changes or goes
    bool loses : 1 = false;   // likewise, one whose addresses of a family go
    bool exists() const { return records > 0 || below > 0; }
    bool existed() const { return was || wasBelow; }
};

// What the rules ask about a zone. The rows that differ say most; where they do not, the side afterwards is read once, and of
// each record only what those rows make worth knowing is kept. The side before is never read: it is what is there afterwards
// but for what differs.
class ZoneLook
{
public:
    explicit ZoneLook(const ZoneSides &sides);

    const ZoneSides &sides() const { return m_sides; }
    const ZoneMeaning &meaning() const { return m_sides.meaning; }
    const QByteArray &origin() const { return m_sides.origin; }
    bool isApex(QByteArrayView name) const { return name.size() == m_sides.origin.size(); }
    bool isInside(QByteArrayView name) const { return isBelow(name, m_sides.origin); }

    // Rows whose records differ: not those whose TTL alone does. None when the zone is new or gone as a whole.
    const QList<const MeaningRow *> &rows() const { return m_rows; }
    const QList<const MeaningRow *> &rows(int type) const;
    // One of them; nullptr when there is none.
    const MeaningRow *row(QByteArrayView owner, int type) const;
    qsizetype removed() const { return m_removed; } // records
    qsizetype added() const { return m_added; }

    // What follows is known when the zone was read, and of names that a row makes worth knowing.
    bool isRead() const { return m_read; }
    NameFacts facts(QByteArrayView name) const;
    qsizetype total() const { return m_total; }       // records afterwards, without what a signer makes
    qsizetype contents() const { return m_contents; } // of these, all but the zone's own SOA and NS
    const QList<QByteArray> &apexServers() const { return m_apexServers; }
    // The wildcard that answers for a name without records, or nothing (RFC 4592 3.3.1); and the one that did before.
    QByteArray wildcardOver(QByteArrayView name) const;
    QByteArray wildcardBefore(QByteArrayView name) const;
    QList<int> typesOf(QByteArrayView wildcard) const;
    bool isDelegated(QByteArrayView name) const; // it, or a name above it
    // Delegations that name this server, which lies in them.
    QList<QByteArray> delegationsTo(QByteArrayView server) const;
    // Whether one of a delegation's servers can still be found.
    bool canBeFound(QByteArrayView delegation) const;

    // A note about a row, or one side of it.
    RiskNote note(const MeaningRow &row) const;
    QString nameText(QByteArrayView name) const; // as a row has it

private:
    class Reading;
    // An NS record of a delegation.
    struct Server
    {
        quint64 name = 0;
        bool inside = false; // it lies in what is delegated
    };
    void want(QByteArrayView name);
    void wantFor(const MeaningRow &row);
    void read();

    ZoneSides m_sides;
    QList<const MeaningRow *> m_rows;
    QHash<int, QList<const MeaningRow *>> m_byType;
    struct RowPlace
    {
        quint64 key = 0;
        const MeaningRow *row = nullptr;
    };
    HashTable<RowPlace> m_places;
    HashTable<NameFacts> m_names;
    QSet<quint64> m_glue; // names of servers of new delegations, which lie in them
    bool m_wanted = false;
    qsizetype m_removed = 0;
    qsizetype m_added = 0;
    bool m_read = false;
    qsizetype m_total = 0;
    qsizetype m_contents = 0;
    QList<QByteArray> m_apexServers;
    QHash<quint64, QList<int>> m_wildcardTypes;
    QMultiHash<quint64, Server> m_servers; // by delegation
    QSet<quint64> m_addressed;             // names with an address, at or below one that loses some
};

inline QByteArrayView parentOf(QByteArrayView name) { return name.sliced(1 + uchar(name[0])); }
inline QByteArray wildcardOf(QByteArrayView name) { return QByteArray("\1*") + name.toByteArray(); }
inline bool isWildcard(QByteArrayView name) { return name.startsWith(QByteArrayView("\1*", 2)); }
inline bool isAddress(int type) { return type == 1 || type == 28; }

} // namespace lockstep
