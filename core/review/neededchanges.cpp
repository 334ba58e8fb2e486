// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/neededchanges.h"

#include "core/zone/hosttarget.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

bool same(const Record &a, const Record &b) { return a.owner == b.owner && a.type == b.type && a.rdata == b.rdata; }
bool same(const std::optional<Record> &a, const std::optional<Record> &b) { return a && b && same(*a, *b); }
bool makesHost(int type) { return type == rrtype::a || type == rrtype::aaaa || type == rrtype::cname; }
bool standsBesideCname(int type) { return type == rrtype::rrsig || type == rrtype::sig || type == rrtype::nsec || type == rrtype::nxt; }

// What names have while more and more changes are taken back.
class Names
{
public:
    Names(const QList<Record> &staged, const QByteArray &origin, bool whole) : m_origin(origin), m_whole(whole)
    {
        for (const Record &record : staged)
            count(record, 1);
    }
    void takeBack(const RecordChange &change)
    {
        if (change.after)
            count(*change.after, -1);
        if (change.before)
            count(*change.before, 1);
    }
    // Whether a name of this zone can be found as a host; one of another zone counts as found.
    bool isHost(QByteArrayView name) const
    {
        if (!m_whole || !isBelow(name, m_origin) || m_hosts.value(name.toByteArray()) > 0)
            return true;
        for (QByteArrayView above = name; above.size() > m_origin.size();) {
            above = above.sliced(1 + uchar(above[0]));
            if (m_hosts.value(QByteArray("\1*") + above.toByteArray()) > 0)
                return true; // the wildcard answers
        }
        return false;
    }

private:
    void count(const Record &record, int more)
    {
        if (makesHost(record.type))
            m_hosts[record.owner] += more;
    }
    QByteArray m_origin;
    bool m_whole;
    QHash<QByteArray, int> m_hosts; // records
};

bool leadsTo(const std::optional<Record> &record, const QByteArray &name) { return record && hostTarget(record->type, record->rdata) == name; }

bool clash(const std::optional<Record> &comesBack, const std::optional<Record> &stays)
{
    return comesBack && stays && comesBack->owner == stays->owner && (comesBack->type == rrtype::cname) != (stays->type == rrtype::cname) &&
           !standsBesideCname(comesBack->type) && !standsBesideCname(stays->type);
}

// Whether `other` cannot stay now that `gone` is taken back.
bool needs(const RecordChange &other, const RecordChange &gone, const Names &names)
{
    if (same(gone.before, other.after) || same(gone.after, other.before) || clash(gone.before, other.after))
        return true;
    if (gone.after && makesHost(gone.after->type) && leadsTo(other.after, gone.after->owner) && !names.isHost(gone.after->owner))
        return true;
    const QByteArrayView target = gone.before ? hostTarget(gone.before->type, gone.before->rdata) : QByteArrayView();
    return target.size() > 1 && other.before && makesHost(other.before->type) && other.before->owner == target && !names.isHost(target);
}

} // namespace

QStringList neededChanges(const QList<RecordChange> &changes, const QStringList &discarded, const QList<Record> &staged, const QByteArray &origin,
                          bool whole)
{
    Names names(staged, origin, whole);
    QSet<QString> gone;
    QList<const RecordChange *> open; // that are taken back, and what needs them was not looked for
    const auto take = [&](const RecordChange &change) {
        names.takeBack(change);
        gone.insert(change.id);
        open.append(&change);
    };
    for (const RecordChange &change : changes) {
        if (discarded.contains(change.id))
            take(change);
    }
    while (!open.isEmpty()) {
        const RecordChange *now = open.takeFirst();
        for (const RecordChange &other : changes) {
            if (!gone.contains(other.id) && needs(other, *now, names))
                take(other);
        }
    }
    QStringList needed;
    for (const RecordChange &change : changes) {
        if (gone.contains(change.id) && !discarded.contains(change.id))
            needed.append(change.id);
    }
    return needed;
}

} // namespace lockstep
