// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/groupdesk.h"
#include "core/master/zonelisting.h"

namespace lockstep {

// In their order; one that does not fit is left out and told, it is never lost.
GroupDesk::Laid GroupDesk::lay(const StagedTree &base, const QList<Change> &changes)
{
    Laid laid{base, {}};
    for (const Change &change : changes) {
        const Result<StagedTree> next = laid.tree.with(change);
        if (next)
            laid.tree = *next;
        else if (change.kind != Change::Kind::Serial)
            laid.conflicts.insert(change.id, next.error());
    }
    return laid;
}

QList<Change> GroupDesk::peoples() const
{
    QList<Change> people = m_changes;
    people.removeIf([](const Change &c) { return c.kind == Change::Kind::Serial; });
    return people;
}

Result<std::shared_ptr<const GroupDesk::Staging>> GroupDesk::staging() const
{
    if (!live)
        return fail(QStringLiteral("master.unseeded"), {group.name});
    if (m_staging && m_staging->live.unread())
        m_staging.reset();
    if (m_staging && m_staging->base == live->snapshot && m_staging->journal == m_changes)
        return m_staging;
    const bool sameLive = m_staging && m_staging->base == live->snapshot;
    LOCKSTEP_TRY(base, sameLive ? Result<StagedTree>(m_staging->live) : tree(live->snapshot));
    base.zones(); // read once, for every tree that follows from it
    const QList<Change> people = peoples();
    const Laid laid = lay(base, people);
    const StagedTree staged = lay(laid.tree, m_changes.mid(people.size())).tree;
    if (base.unread())
        return fail(*base.unread());
    m_staging = std::make_shared<Staging>(Staging{live->snapshot, m_changes, base, laid, staged, staged.snapshot().id(), nullptr});
    return m_staging;
}

Result<StagedTree> GroupDesk::stagedTree() const
{
    LOCKSTEP_TRY(now, staging());
    return now->staged;
}

Result<Digest> GroupDesk::stagedId() const
{
    LOCKSTEP_TRY(now, staging());
    return now->id;
}

Result<QMap<QString, Error>> GroupDesk::conflicts() const
{
    if (!live)
        return {};
    LOCKSTEP_TRY(now, staging());
    return now->people.conflicts;
}

Task<Result<std::shared_ptr<const QList<ZoneListing>>>> GroupDesk::zoneListings() const
{
    LOCKSTEP_CO_TRY(found, staging());
    const std::shared_ptr<const Staging> now = found; // stays what it is while others edit
    if (!now->zones) {
        Task<QList<ZoneListing>> listing = listZones(now->live, now->staged, m_clock);
        QList<ZoneListing> zones = co_await listing;
        now->zones = std::make_shared<const QList<ZoneListing>>(std::move(zones));
    }
    co_return now->zones;
}

int GroupDesk::peopleChanges() const
{
    return int(std::count_if(m_changes.cbegin(), m_changes.cend(), [](const Change &c) { return c.kind != Change::Kind::Serial; }));
}

// Lays people's changes on live anew.
Result<void> GroupDesk::rebuild(QList<Change> people)
{
    m_unsettled = true; // until it is done
    LOCKSTEP_TRY(base, liveTree());
    LOCKSTEP_CHECK(keepJournal(base, people, lay(base, people)));
    m_unsettled = false;
    return {};
}

Result<bool> GroupDesk::settle()
{
    if (!m_unsettled)
        return false;
    LOCKSTEP_TRY(before, stagedId());
    LOCKSTEP_CHECK(rebuild(peoples()));
    LOCKSTEP_TRY(after, stagedId());
    return before != after;
}

// Adds the engine's serials and stores what became another one.
Result<void> GroupDesk::keepJournal(const StagedTree &base, const QList<Change> &people, const Laid &laid)
{
    LOCKSTEP_TRY(serialled, raiseSerials(base, laid.tree, m_burned, m_served, group.serialPolicy, m_changes, m_clock.now()));
    const QList<Change> all = people + serialled.changes;
    QHash<QString, const Change *> gone;
    for (const Change &change : std::as_const(m_changes))
        gone.insert(change.id, &change);
    LOCKSTEP_CHECK(m_store.transaction([&]() -> Result<void> {
        for (const Change &change : all) {
            const Change *stored = gone.take(change.id);
            if (!stored || *stored != change)
                LOCKSTEP_CHECK(m_store.save(Table::Change, group.id, change.id, change));
        }
        for (auto it = gone.cbegin(); it != gone.cend(); ++it)
            LOCKSTEP_CHECK(m_store.remove(Table::Change, group.id, it.key()));
        return {};
    }));
    m_changes = all;
    m_staging = std::make_shared<Staging>(Staging{live->snapshot, all, base, laid, serialled.tree, serialled.tree.snapshot().id(), nullptr});
    Q_EMIT changed();
    return {};
}

Result<void> GroupDesk::addChange(const Change &change)
{
    LOCKSTEP_TRY(now, staging());
    LOCKSTEP_TRY(next, now->people.tree.with(change)); // a new one must fit
    return keepJournal(now->live, peoples() + QList<Change>{change}, {next, now->people.conflicts});
}

Result<void> GroupDesk::stageFile(const StageFileRequest &request, const QString &author)
{
    if (std::none_of(group.roots.cbegin(), group.roots.cend(), [&](const Root &root) { return root.id == request.root; }))
        return fail(QStringLiteral("master.noroot"), {request.root});
    // What the person saw is people's text plus the engine's serials; the journal lays the edit on people's text alone.
    LOCKSTEP_TRY(now, staging());
    const auto seen = now->staged.snapshot().find(request.root, request.path);
    const auto there = now->people.tree.snapshot().find(request.root, request.path);
    Change change{newId(), Change::Kind::File, m_clock.now(), author, request.root, request.path, {}, {}, {}, {}, {}};
    change.before = there ? QString::fromLatin1(there->digest.hex()) : QString();
    // Or the engine's serial came since: when a statement makes it the file of a zone that had another one.
    if ((seen ? QString::fromLatin1(seen->digest.hex()) : QString()) != request.base && change.before != request.base)
        return fail(QStringLiteral("master.conflict"), {request.path});
    if (there && there->kind == Entry::Kind::File) { // both sides of it outlive this process
        LOCKSTEP_TRY(old, now->people.tree.bytes(now->people.tree.snapshot().absolutePath(*there)));
        LOCKSTEP_CHECK(m_objects.put(old));
    }
    if (request.bytes) {
        LOCKSTEP_TRY(digest, m_objects.put(*request.bytes));
        change.after = QString::fromLatin1(digest.hex());
    } else if (request.object) {
        if (!m_objects.has(*request.object))
            return fail(QStringLiteral("snapshot.missing"), {QString::fromLatin1(request.object->hex())});
        change.after = QString::fromLatin1(request.object->hex());
    }
    if (change.before == change.after)
        return fail(QStringLiteral("master.same"), {request.path});
    return addChange(change);
}

Result<void> GroupDesk::stageRecord(const StageRecordRequest &request, const QString &author)
{
    if (request.before.isEmpty() && request.after.isEmpty())
        return fail(QStringLiteral("json.field"), {QStringLiteral("after"), QStringLiteral("a record")});
    LOCKSTEP_TRY(staged, stagedTree());
    QString view = request.view;
    if (view.isEmpty() && !staged.config().views.isEmpty()) {
        QStringList holding;
        for (const QString &one : staged.config().views) {
            if (staged.zone(request.zone, one))
                holding.append(one);
        }
        if (holding.size() > 1)
            return fail(QStringLiteral("master.whichview"), {request.zone, holding.join(QStringLiteral(", "))});
        view = holding.value(0);
    }
    const ZoneDecl *zone = staged.zone(request.zone, view);
    const auto place = zone ? staged.snapshot().placeOf(zone->file) : std::nullopt;
    if (!place)
        return fail(QStringLiteral("master.nozone"), {request.zone, view});
    return addChange({newId(), Change::Kind::Record, m_clock.now(), author, place->first, place->second, zone->name, view, request.owner,
                      request.before, request.after});
}

Result<void> GroupDesk::discard(const QStringList &ids)
{
    QList<Change> people = m_changes;
    people.removeIf([&](const Change &c) { return c.kind == Change::Kind::Serial || ids.isEmpty() || ids.contains(c.id); });
    return rebuild(people);
}

} // namespace lockstep
