// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/zonelook.h"

#include "core/review/rowdata.h"
#include "core/zone/hosttarget.h"
#include "core/zone/rrtypes.h"
#include "core/zone/signingchange.h"

#include <QVarLengthArray>

#include <algorithm>

namespace lockstep {

namespace {

using Kind = MeaningRow::Kind;

constexpr qsizetype leastOfMany = 20; // removed records from which on their share counts

quint64 keyOf(QByteArrayView name, int type = 0) { return XXH3_64bits_withSeed(name.data(), size_t(name.size()), quint64(type)) | 1; }

// Of the wildcard below a name.
quint64 wildcardKey(QByteArrayView name)
{
    char bytes[longestName + 3] = {1, '*'};
    memcpy(bytes + 2, name.data(), size_t(name.size()));
    return keyOf(QByteArrayView(bytes, name.size() + 2));
}

// What stands at a delegation and is seen there all the same (RFC 1034 4.2.1, RFC 4035 2.4).
bool standsAtDelegation(int type) { return type == rrtype::ns || type == rrtype::ds; }

} // namespace

// Keeps of every record what the names in the table ask for.
class ZoneLook::Reading : public ZoneSink
{
public:
    explicit Reading(ZoneLook &look) : m_look(look) {}
    bool wantsData(QByteArrayView, int type) override
    {
        return type == rrtype::ns || type == rrtype::cname || type == rrtype::mx || type == rrtype::srv;
    }

    void record(const ScannedRecord &record) override
    {
        const int type = record.type;
        if (isMadeBySigner(m_look.origin(), record.owner, type))
            return;
        const bool apex = m_look.isApex(record.owner);
        ++m_look.m_total;
        if (!apex || (type != rrtype::soa && type != rrtype::ns))
            ++m_look.m_contents;
        moveTo(record.owner);
        if (m_here || !m_above.isEmpty())
            count(record, apex);
        if (!record.rdata.isEmpty())
            follow(record, apex);
    }

private:
    // Records of a name mostly stand together.
    void moveTo(QByteArrayView owner)
    {
        const quint64 key = keyOf(owner);
        if (key == m_key)
            return;
        m_key = key;
        m_here = find(m_key);
        m_above.clear();
        if (m_look.isApex(owner))
            return;
        for (QByteArrayView at = parentOf(owner); !m_look.isApex(at); at = parentOf(at)) {
            if (NameFacts *above = find(keyOf(at)))
                m_above.append(above);
        }
    }

    NameFacts *find(quint64 key) { return const_cast<NameFacts *>(m_look.m_names.find(key)); } // the table stays as it is meanwhile

    void count(const ScannedRecord &record, bool apex)
    {
        const int type = record.type;
        const bool address = isAddress(type);
        const MeaningRow *row = m_look.row(record.owner, type);
        const bool old = !row || row->kind != Kind::Added;
        const bool glue = address && m_look.m_glue.contains(m_key);
        bool losing = m_here && m_here->loses;
        if (m_here) {
            ++m_here->records;
            m_here->was |= old;
            m_here->address |= address;
            m_here->cname |= type == rrtype::cname;
            m_here->dname |= type == rrtype::dname;
            m_here->cut |= type == rrtype::ns && !apex;
            m_here->hidden += !glue && !standsAtDelegation(type) ? 1 : 0;
            if (isWildcard(record.owner) && !m_look.m_wildcardTypes[m_key].contains(type))
                m_look.m_wildcardTypes[m_key].append(type);
        }
        for (NameFacts *above : m_above) {
            ++above->below;
            above->wasBelow |= old;
            above->hidden += !glue ? 1 : 0;
            losing = losing || above->loses;
        }
        if (address && losing)
            m_look.m_addressed.insert(m_key);
    }

    void follow(const ScannedRecord &record, bool apex)
    {
        const QByteArrayView target = hostTarget(record.type, record.rdata);
        if (target.isEmpty() || !m_look.isInside(target))
            return server(record, target, apex, false);
        const quint64 key = keyOf(target);
        if (NameFacts *there = find(key)) {
            if (record.type == rrtype::ns && apex)
                there->apexServer = true;
            else
                ++there->pointers;
        }
        server(record, target, apex, isBelow(target, record.owner));
    }

    void server(const ScannedRecord &record, QByteArrayView target, bool apex, bool inside)
    {
        if (record.type != rrtype::ns)
            return;
        if (apex)
            m_look.m_apexServers.append(target.toByteArray());
        else if (m_here && m_here->changes)
            m_look.m_servers.insert(m_key, {keyOf(target), inside});
    }

    ZoneLook &m_look;
    quint64 m_key = 0;
    NameFacts *m_here = nullptr;
    QVarLengthArray<NameFacts *, 8> m_above;
};

ZoneLook::ZoneLook(const ZoneSides &sides) : m_sides(sides)
{
    if (!sides.before || !sides.after)
        return;
    const auto rows = size_t(sides.meaning.rows.size());
    m_places = HashTable<RowPlace>(rows);
    m_names = HashTable<NameFacts>(rows);
    for (const MeaningRow &row : sides.meaning.rows) {
        if (row.kind == Kind::TtlOnly)
            continue;
        m_rows.append(&row);
        m_byType[row.type].append(&row);
        m_places.at(keyOf(row.owner, row.type + 1)).row = &row;
        for (const RecordPair &pair : row.records) {
            m_removed += pair.kind == RecordPair::Kind::Removed || pair.kind == RecordPair::Kind::Disabled ? 1 : 0;
            m_added += pair.kind == RecordPair::Kind::Added || pair.kind == RecordPair::Kind::Enabled ? 1 : 0;
        }
    }
    for (const MeaningRow *row : std::as_const(m_rows))
        wantFor(*row);
    if (m_wanted || m_removed >= leastOfMany)
        read();
}

// The name, those above it, and the wildcards that may answer for them.
void ZoneLook::want(QByteArrayView name)
{
    m_wanted = true;
    for (; !isApex(name); name = parentOf(name)) {
        m_names.at(keyOf(name));
        m_names.at(wildcardKey(parentOf(name)));
    }
    m_names.at(keyOf(name));
}

void ZoneLook::wantFor(const MeaningRow &row)
{
    const bool address = isAddress(row.type);
    if (row.type == rrtype::soa || !isInside(row.owner))
        return;
    if (row.kind != Kind::Changed || address)
        want(row.owner);
    if (row.kind == Kind::Removed || (address && row.kind == Kind::Changed)) {
        QByteArrayView name = row.owner;
        NameFacts &here = m_names.at(keyOf(name));
        here.was = true;
        here.changes |= address;
        here.loses |= address && row.kind == Kind::Removed;
        while (!isApex(name) && !isApex(name = parentOf(name))) {
            NameFacts &above = m_names.at(keyOf(name));
            above.wasBelow = true;
            above.changes |= address;
            above.loses |= address && row.kind == Kind::Removed;
        }
    }
    const bool leads = row.type == rrtype::cname || (row.type == rrtype::ns && isApex(row.owner));
    for (const Record &record : row.after) {
        const QByteArrayView target = hostTarget(row.type, record.rdata);
        if (leads && isInside(target))
            want(target);
        if (row.type == rrtype::ns && row.kind == Kind::Added && isBelow(target, row.owner))
            m_glue.insert(keyOf(target));
    }
}

void ZoneLook::read()
{
    m_read = true;
    Reading reading(*this);
    ZoneScanner(m_sides.origin, reading, m_sides.after->reader).scan(m_sides.after->path, m_sides.after->text);
}

const QList<const MeaningRow *> &ZoneLook::rows(int type) const
{
    static const QList<const MeaningRow *> none;
    const auto found = m_byType.constFind(type);
    return found == m_byType.cend() ? none : *found;
}

const MeaningRow *ZoneLook::row(QByteArrayView owner, int type) const
{
    const RowPlace *place = m_places.find(keyOf(owner, type + 1));
    return place ? place->row : nullptr;
}

NameFacts ZoneLook::facts(QByteArrayView name) const
{
    const NameFacts *found = m_names.find(keyOf(name));
    return found ? *found : NameFacts();
}

QByteArray ZoneLook::wildcardOver(QByteArrayView name) const
{
    if (isApex(name) || facts(name).exists())
        return {};
    QByteArrayView above = parentOf(name);
    while (!isApex(above) && !facts(above).exists())
        above = parentOf(above);
    const NameFacts *wildcard = m_names.find(wildcardKey(above));
    return wildcard && wildcard->records > 0 ? wildcardOf(above) : QByteArray();
}

QByteArray ZoneLook::wildcardBefore(QByteArrayView name) const
{
    if (isApex(name) || facts(name).existed())
        return {};
    QByteArrayView above = parentOf(name);
    while (!isApex(above) && !facts(above).existed())
        above = parentOf(above);
    const NameFacts *wildcard = m_names.find(wildcardKey(above));
    return wildcard && wildcard->was ? wildcardOf(above) : QByteArray();
}

QList<int> ZoneLook::typesOf(QByteArrayView wildcard) const { return m_wildcardTypes.value(keyOf(wildcard)); }

bool ZoneLook::isDelegated(QByteArrayView name) const
{
    for (; !isApex(name); name = parentOf(name)) {
        if (facts(name).cut)
            return true;
    }
    return false;
}

QList<QByteArray> ZoneLook::delegationsTo(QByteArrayView server) const
{
    QList<QByteArray> found;
    const quint64 key = keyOf(server);
    for (QByteArrayView at = server; !isApex(at); at = parentOf(at)) {
        const auto [begin, end] = m_servers.equal_range(keyOf(at));
        if (std::any_of(begin, end, [&](const Server &one) { return one.name == key && one.inside; }))
            found.append(at.toByteArray());
    }
    return found;
}

bool ZoneLook::canBeFound(QByteArrayView delegation) const
{
    const auto [begin, end] = m_servers.equal_range(keyOf(delegation));
    return std::any_of(begin, end, [&](const Server &one) { return !one.inside || m_addressed.contains(one.name); });
}

QString ZoneLook::nameText(QByteArrayView name) const
{
    // Relative to the root a name has its dot still, which no row has.
    const QByteArray text = nameToText(name, m_sides.origin);
    return QString::fromLatin1(m_sides.origin.size() == 1 && text.size() > 1 ? text.chopped(1) : text);
}

RiskNote ZoneLook::note(const MeaningRow &row) const
{
    RiskNote note;
    note.name = nameText(row.owner);
    note.what = shownType(row.type);
    const auto place = [](const QString &file, int line) { return Origin{{}, file, line, 0}; };
    for (const RecordPair &pair : row.records) {
        if (pair.kind == RecordPair::Kind::Same)
            continue;
        if (pair.before >= 0 && note.before.line == 0)
            note.before = place(row.before[pair.before].file, row.before[pair.before].line);
        if (pair.after >= 0 && note.after.line == 0)
            note.after = place(row.after[pair.after].file, row.after[pair.after].line);
    }
    if (row.kind != Kind::TtlOnly)
        note.staleMs = longestTtl(row) * 1000;
    return note;
}

} // namespace lockstep
