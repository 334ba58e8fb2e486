// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/groupdesk.h"

namespace lockstep {

namespace {

const QString liveKey = QStringLiteral("live");
const QString preparedKey = QStringLiteral("prepared");
const QString burnedKey = QStringLiteral("serials");

struct BurnedRow
{
    QMap<QString, quint32> serials;
    std::optional<ServedAboves> served;
    template <class V> void fields(V &v)
    {
        v("serials", serials);
        v("served", served);
    }
};

} // namespace

Digest chainHash(const Digest &previous, HistoryEntry entry)
{
    entry.hash = Digest();
    return Digest::of(previous.bytes().toByteArray() + jsonBytes(toJson(entry)));
}

GroupDesk::GroupDesk(Clock &clock, Store &store, ObjectStore &objects, Group group_)
    : group(std::move(group_)), m_clock(clock), m_store(store), m_objects(objects)
{
}

Result<void> GroupDesk::load()
{
    LOCKSTEP_TRY(membersFound, m_store.all<Member>(Table::Member, group.id));
    members = membersFound;
    LOCKSTEP_TRY(liveFound, m_store.find<LiveRecord>(Table::Prepared, group.id, liveKey));
    live = liveFound;
    LOCKSTEP_TRY(preparedFound, m_store.find<PreparedRecord>(Table::Prepared, group.id, preparedKey));
    prepared = preparedFound;
    LOCKSTEP_TRY(burnedFound, m_store.find<BurnedRow>(Table::Burned, group.id, burnedKey));
    const BurnedRow serials = burnedFound.value_or(BurnedRow());
    m_burned = serials.serials;
    m_served = serials.served.value_or(ServedAboves());
    LOCKSTEP_TRY(operations, m_store.all<Operation>(Table::Operation, group.id));
    for (qsizetype i = 0; i < operations.size(); ++i) {
        Operation &one = operations[i];
        if (i + 1 == operations.size()) {
            operation = one;
        } else if (one.outcome == Outcome::Running) { // how it ended could not be written before another one began
            one.outcome = Outcome::Undecided;
            one.step = QStringLiteral("ended");
            one.problems.append(Error{QStringLiteral("master.unwrittenend"), {}, {}, {}});
            (void)keepOperation(one); // else at the next start
        }
    }
    LOCKSTEP_TRY(entries, history());
    if (!entries.isEmpty()) {
        m_lastEntry = entries.last().number;
        m_lastHash = entries.last().hash;
    }
    LOCKSTEP_TRY(changesFound, m_store.all<Change>(Table::Change, group.id));
    m_changes = changesFound;
    // Rows come in the order they were made; the engine's are laid on all of people's.
    std::stable_partition(m_changes.begin(), m_changes.end(), [](const Change &c) { return c.kind != Change::Kind::Serial; });
    return {};
}

const Member *GroupDesk::member(const QString &id) const
{
    for (const Member &one : members) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
}

MemberSync GroupDesk::syncOf(const QString &id) const
{
    MemberSync sync = lastSeen.value(id);
    sync.member = id;
    const Member *known = member(id);
    if (sync.state != SyncState::Unknown) {
        const bool same = live && sync.active == live->snapshot;
        if (!same) {
            sync.state = SyncState::OutOfSync;
            sync.reasons.prepend(Error{QStringLiteral("master.behind"), {sync.active ? sync.active->seal() : QStringLiteral("-")}, {}, {}});
        } else if (undecided.contains(id) && sync.state == SyncState::InSync) {
            sync.state = SyncState::FilesMatch;
            sync.reasons.prepend(Error{QStringLiteral("master.unconfirmed"), {}, {}, {}});
        } else if (sync.state == SyncState::FilesMatch && std::ranges::none_of(sync.reasons, [](const Error &one) {
                       return one.code == QLatin1String("agent.restart") || one.code == QLatin1String("agent.local");
                   })) {
            sync.reasons.append(Error{QStringLiteral("master.notproved"), {}, {}, {}});
        }
    }
    sync.reasons.append(aboveLive(id));
    if (known && known->late && sync.state != SyncState::InSync)
        sync.reasons.prepend(Error{QStringLiteral("master.late"), {}, {}, {}});
    return sync;
}

SyncState GroupDesk::state() const
{
    static const QList<SyncState> worstFirst{SyncState::OutOfSync, SyncState::Unknown, SyncState::FilesMatch};
    QList<SyncState> found;
    for (const Member &one : members) {
        if (one.attachment == Attachment::Attached)
            found.append(syncOf(one.id).state);
    }
    for (const SyncState bad : worstFirst) {
        if (found.contains(bad))
            return bad;
    }
    return found.isEmpty() ? SyncState::Unknown : SyncState::InSync;
}

Result<void> GroupDesk::saveGroup(const Group &saved)
{
    LOCKSTEP_CHECK(m_store.save(Table::Group, {}, saved.id, saved));
    const bool serials = saved.serialPolicy != group.serialPolicy;
    group = saved;
    if (serials && live)
        LOCKSTEP_CHECK(rebuild(peoples()));
    Q_EMIT changed();
    return {};
}

Result<void> GroupDesk::saveMember(const Member &saved)
{
    LOCKSTEP_CHECK(m_store.save(Table::Member, group.id, saved.id, saved));
    bool known = false;
    for (Member &one : members) {
        if (one.id == saved.id) {
            one = saved;
            known = true;
        }
    }
    if (!known)
        members.append(saved);
    Q_EMIT changed();
    return {};
}

Result<void> GroupDesk::removeMember(const QString &id)
{
    LOCKSTEP_CHECK(m_store.remove(Table::Member, group.id, id));
    members.removeIf([&](const Member &one) { return one.id == id; });
    lastSeen.remove(id);
    undecided.remove(id);
    Q_EMIT changed();
    return {};
}

Result<Digest> GroupDesk::keepSnapshot(const Snapshot &snapshot) { return m_objects.put(snapshot.manifest()); }

Result<StagedTree> GroupDesk::tree(const Digest &snapshot) const
{
    m_trees.removeIf([](const RecentTree &one) { return one.tree.unread().has_value(); });
    for (const RecentTree &one : std::as_const(m_trees)) {
        if (one.snapshot == snapshot && one.mainFile == group.mainFile)
            return one.tree;
    }
    LOCKSTEP_TRY(manifest, m_objects.get(snapshot));
    LOCKSTEP_TRY(parsed, Snapshot::parse(manifest));
    const StagedTree read(m_objects, group, parsed, m_known);
    if (m_trees.size() >= keptTrees)
        m_trees.removeFirst();
    m_trees.append({snapshot, group.mainFile, read});
    return read;
}

Result<StagedTree> GroupDesk::liveTree() const
{
    LOCKSTEP_TRY(now, staging());
    return now->live;
}

// All or nothing; an entry that did not reach the disk is no link of the chain.
Result<void> GroupDesk::decide(const std::function<Result<void>()> &work)
{
    const qint64 entry = m_lastEntry;
    const Digest hash = m_lastHash;
    const Result<void> done = m_store.transaction(work);
    if (!done) {
        m_lastEntry = entry;
        m_lastHash = hash;
    }
    return done;
}

Result<void> GroupDesk::setSeed(const Digest &snapshot, const QString &user)
{
    const LiveRecord record{snapshot, 0, m_clock.now()};
    LOCKSTEP_CHECK(decide([&]() -> Result<void> {
        LOCKSTEP_CHECK(m_store.save(Table::Group, {}, group.id, group));
        LOCKSTEP_CHECK(m_store.save(Table::Prepared, group.id, liveKey, record));
        const Deployment seed{0, group.id, snapshot, snapshot, snapshot, Deployment::State::Live, user, {}, m_clock.now(), false};
        LOCKSTEP_CHECK(m_store.save(Table::Deployment, group.id, QStringLiteral("0"), seed));
        return note({0, 0, {}, {}, user, QStringLiteral("seed"), QStringLiteral("the first member's data became live"), {}, {}, {}});
    }));
    live = record;
    Q_EMIT changed();
    return {};
}

Result<void> GroupDesk::setPrepared(const std::optional<PreparedRecord> &record)
{
    LOCKSTEP_CHECK(record ? m_store.save(Table::Prepared, group.id, preparedKey, *record) : m_store.remove(Table::Prepared, group.id, preparedKey));
    prepared = record;
    Q_EMIT changed();
    return {};
}

Result<void> GroupDesk::setLive(const LiveRecord &record, const QStringList &done, const Deployment &deployment, const HistoryEntry &entry)
{
    QList<Change> people = m_changes;
    people.removeIf([&](const Change &c) { return c.kind == Change::Kind::Serial || done.contains(c.id); });
    LOCKSTEP_CHECK(decide([&]() -> Result<void> {
        LOCKSTEP_CHECK(m_store.save(Table::Prepared, group.id, liveKey, record));
        LOCKSTEP_CHECK(m_store.remove(Table::Prepared, group.id, preparedKey));
        LOCKSTEP_CHECK(m_store.save(Table::Deployment, group.id, QString::number(deployment.number), deployment));
        LOCKSTEP_CHECK(m_store.removeAll(Table::Change, group.id));
        for (const Change &change : people)
            LOCKSTEP_CHECK(m_store.save(Table::Change, group.id, change.id, change));
        return note(entry);
    }));
    live = record;
    prepared.reset();
    m_changes = people;
    if (const Result<StagedTree> now = liveTree(); now && !m_served.isEmpty()) { // live may be above some of it now
        m_served.removeIf([&](const std::pair<const QString &, ServedAbove &> &seen) {
            const ZoneDecl *zone = now->zone(seen.first.section(u'/', 1), seen.first.section(u'/', 0, 0));
            const std::optional<quint32> serial = zone ? now->serialOf(*zone) : std::nullopt;
            return !serial || !serialIsAbove(seen.second.serial, *serial);
        });
        (void)saveSerials(); // what stays is only not needed
    }
    // A change that no longer fits stays in the journal: it is a conflict to show, not to lose.
    if (const Result<void> laid = rebuild(people); !laid)
        Q_EMIT changed();
    return {};
}

Result<void> GroupDesk::saveOperation(const Operation &saved)
{
    LOCKSTEP_CHECK(m_store.save(Table::Operation, group.id, saved.id, saved));
    operation = saved;
    Q_EMIT operationChanged(saved);
    return {};
}

Result<void> GroupDesk::note(HistoryEntry entry)
{
    entry.number = m_lastEntry + 1;
    entry.time = entry.time == 0 ? m_clock.now() : entry.time;
    entry.group = group.id;
    entry.hash = chainHash(m_lastHash, entry);
    LOCKSTEP_CHECK(m_store.save(Table::History, group.id, QString::number(entry.number), entry));
    m_lastEntry = entry.number;
    m_lastHash = entry.hash;
    return {};
}

Result<void> GroupDesk::burn(const StagedTree &tree)
{
    for (const ZoneDecl &zone : tree.zones()) {
        const auto serial = tree.serialOf(zone);
        const QString key = zoneKey(zone.name, zone.view);
        if (serial && (!m_burned.contains(key) || serialIsAbove(*serial, m_burned.value(key))))
            m_burned.insert(key, *serial);
    }
    return saveSerials();
}

Result<void> GroupDesk::saveSerials() { return m_store.save(Table::Burned, group.id, burnedKey, BurnedRow{m_burned, m_served}); }

Result<bool> GroupDesk::learnSerials(const QString &memberId, const QMap<QString, qint64> &serials)
{
    if (!live)
        return false;
    LOCKSTEP_TRY(base, liveTree());
    LOCKSTEP_TRY(staged, stagedTree());
    const BurnedSerials burnedBefore = m_burned;
    const ServedAboves servedBefore = m_served;
    for (const StagedTree *tree : {&base, &staged}) {
        const QList<ZoneDecl> zones = tree->zones();
        for (const ZoneDecl &zone : zones) {
            const QString key = zoneKey(zone.name, zone.view);
            const auto found = serials.constFind(key);
            if (found == serials.constEnd() || !std::in_range<quint32>(*found))
                continue;
            const quint32 serial = quint32(*found);
            if (!m_burned.contains(key) || serialIsAbove(serial, m_burned.value(key)))
                m_burned.insert(key, serial);
            const std::optional<quint32> own = tree == &base ? base.serialOf(zone) : std::nullopt;
            if (own && serialIsAbove(serial, *own) && (!m_served.contains(key) || serialIsAbove(serial, m_served.value(key).serial)))
                m_served.insert(key, {serial, memberId});
        }
    }
    if (m_burned == burnedBefore && m_served == servedBefore)
        return false;
    if (const Result<void> saved = saveSerials(); !saved) { // and it is news the next time
        m_burned = burnedBefore;
        m_served = servedBefore;
        return fail(saved.error());
    }
    LOCKSTEP_CHECK(rebuild(peoples()));
    LOCKSTEP_TRY(raised, stagedTree());
    return raised.snapshot() != staged.snapshot();
}

QList<Error> GroupDesk::aboveLive(const QString &memberId) const
{
    QList<Error> found;
    for (const Change &change : m_changes) {
        const auto seen = m_served.constFind(zoneKey(change.zone, change.view));
        if (change.kind == Change::Kind::Serial && seen != m_served.constEnd() && seen->member == memberId)
            found.append(Error{QStringLiteral("master.servedabove"), {QString::number(seen->serial), change.zone, change.after}, {}, {}});
    }
    return found;
}

Result<QList<Deployment>> GroupDesk::deployments() const { return m_store.all<Deployment>(Table::Deployment, group.id); }

Result<QList<HistoryEntry>> GroupDesk::history() const { return m_store.all<HistoryEntry>(Table::History, group.id); }

Result<int> GroupDesk::nextDeployment() const
{
    int highest = 0;
    LOCKSTEP_TRY(all, deployments());
    for (const Deployment &one : std::as_const(all))
        highest = std::max(highest, one.number);
    return highest + 1;
}

Result<int> GroupDesk::servedDeployment() const
{
    if (!live)
        return 0;
    LOCKSTEP_TRY(last, m_store.find<Deployment>(Table::Deployment, group.id, QString::number(live->deployment)));
    if (last && last->state == Deployment::State::Live)
        return live->deployment;
    int served = 0;
    LOCKSTEP_TRY(all, deployments());
    for (const Deployment &one : std::as_const(all)) {
        if (one.state == Deployment::State::Live && one.number < live->deployment)
            served = std::max(served, one.number);
    }
    return served;
}

Result<void> GroupDesk::addReachable(QSet<Digest> &keep) const
{
    QList<Digest> snapshots;
    if (live)
        snapshots.append(live->snapshot);
    if (prepared)
        snapshots += {prepared->set.seal, prepared->set.base, prepared->returning};
    for (const MemberSync &one : lastSeen) {
        if (one.active)
            snapshots.append(*one.active);
    }
    LOCKSTEP_TRY(all, deployments());
    std::sort(all.begin(), all.end(), [](const Deployment &a, const Deployment &b) { return a.number > b.number; });
    for (const Deployment &one : std::as_const(all).first(std::min<qsizetype>(all.size(), std::max(group.keepDeployments, 1)))) {
        snapshots += {one.seal, one.base};
        if (one.state == Deployment::State::Undone)
            snapshots.append(one.returns);
    }
    for (const Digest &id : std::as_const(snapshots)) {
        if (keep.contains(id))
            continue;
        const Result<QByteArray> manifest = m_objects.get(id);
        if (!manifest && manifest.error().code == QLatin1String("snapshot.missing"))
            continue; // a member's own, or of before there was a limit
        if (!manifest)
            return std::unexpected(manifest.error());
        keep.insert(id);
        keep += Snapshot::objectsOf(*manifest);
    }
    for (const Change &change : m_changes) {
        for (const QString &side : {change.before, change.after}) {
            if (const auto digest = Digest::fromHex(side.toLatin1()); change.kind == Change::Kind::File && digest)
                keep.insert(*digest);
        }
    }
    if (m_staging) { // somebody may be reviewing it
        for (const Entry &entry : m_staging->staged.snapshot().entries)
            keep.insert(entry.digest);
    }
    return {};
}

} // namespace lockstep
