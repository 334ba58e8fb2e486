// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/master.h"

#include "core/protocol/limits.h"
#include "core/snapshot/packing.h"

#include <QPointer>

namespace lockstep {

namespace {

constexpr qint64 eventPause = 25;        // ms; as fast as anybody can see
constexpr qint64 tidyAfter = 2000;       // ms
constexpr qint64 keptUnstaged = 3600000; // ms: who sends an object stages it soon

} // namespace

Master::Master(Clock &clock, Store &store, ObjectStore &objects, AgentDialer &dialer)
    : m_clock(clock), m_store(store), m_objects(objects), m_dialer(dialer), m_introductions(store)
{
}

Master::~Master() { m_closing.raise(); }

Result<void> Master::load()
{
    LOCKSTEP_TRY(self, m_store.find<SelfRecord>(Table::Setting, {}, selfKey));
    const SelfRecord record = self.value_or(SelfRecord{newId(), 1});
    if (!self)
        LOCKSTEP_CHECK(m_store.save(Table::Setting, {}, selfKey, record));
    m_id = record.id;
    m_epoch = record.epoch;
    LOCKSTEP_TRY(restored, m_store.find<RestoredRecord>(Table::Setting, {}, restoredKey));
    m_restored = restored;
    LOCKSTEP_TRY(groups, m_store.all<Group>(Table::Group, {}));
    for (const Group &group : groups)
        LOCKSTEP_CHECK(open(group));
    for (auto &[id, room] : m_rooms) {
        if (m_restored)
            LOCKSTEP_CHECK(room->flows->holdStill());
        else
            LOCKSTEP_CHECK(room->flows->resume());
    }
    return {};
}

Result<void> Master::open(const Group &group)
{
    const auto room = std::make_shared<Room>();
    room->desk = std::make_unique<GroupDesk>(m_clock, m_store, m_objects, group);
    LOCKSTEP_CHECK(room->desk->load());
    room->flows = std::make_unique<Flows>(m_clock, *room->desk, m_objects, m_dialer, m_introductions, m_id, m_epoch);
    room->flows->onTouched([this, id = group.id](const QString &member) { m_tasks.add(lookAt(id, member)); });
    connect(room->desk.get(), &GroupDesk::changed, this, [this, id = group.id] { Q_EMIT groupChanged(id); });
    connect(room->desk.get(), &GroupDesk::operationChanged, this, [this](const Operation &operation) {
        Q_EMIT operationChanged(operation);
        if (operation.outcome == Outcome::Returned && operation.kind != OperationKind::Synchronise)
            m_tasks.add(look(operation.group)); // late ones are brought to what is live now
        if (operation.outcome != Outcome::Running && (operation.kind == OperationKind::Deploy || operation.kind == OperationKind::RollBack))
            m_tasks.add(tidy());
    });
    m_rooms[group.id] = room;
    return {};
}

bool Master::isBusy() const
{
    return std::any_of(m_rooms.begin(), m_rooms.end(), [](const auto &pair) { return pair.second->flows->isBusy(); });
}

Result<std::shared_ptr<Master::Room>> Master::room(const QString &group)
{
    const auto it = m_rooms.find(group);
    return it == m_rooms.end() ? fail(QStringLiteral("master.nogroup"), {group}) : Result<std::shared_ptr<Room>>(it->second);
}

Task<Result<GroupStatus>> Master::status(StatusRequest request)
{
    LOCKSTEP_CO_TRY(found, room(request.group));
    if (!found->flows->isBusy() && !request.known.value_or(false)) {
        Task<> watching = found->flows->watchOnce();
        co_await watching;
    }
    LOCKSTEP_CO_TRY(again, room(request.group));
    const GroupDesk &desk = *again->desk;
    GroupStatus status;
    status.group = desk.group;
    status.members = desk.members;
    status.changes = desk.peopleChanges();
    status.operation = again->flows->operation();
    status.state = desk.state();
    for (const Member &member : desk.members)
        status.sync.append(desk.syncOf(member.id));
    if (desk.live) {
        status.live = desk.live->snapshot;
        status.liveDeployment = desk.servedDeployment().value_or(desk.live->deployment);
        status.liveTime = desk.live->time;
        status.staged = desk.stagedId().value_or(Digest());
    }
    if (desk.prepared) {
        status.prepared = desk.prepared->set;
        status.prepared->valid = desk.live && desk.live->snapshot == desk.prepared->set.base;
        for (const Change &change : desk.changes())
            status.prepared->newerChanges += change.kind != Change::Kind::Serial && !desk.prepared->changes.contains(change.id);
    }
    co_return status;
}

Result<ManifestReply> Master::snapshot(const SnapshotRequest &request)
{
    LOCKSTEP_TRY(found, room(request.group));
    const GroupDesk &desk = *found->desk;
    std::optional<Digest> wanted;
    if (request.which == QLatin1String("staged")) {
        LOCKSTEP_TRY(staged, desk.stagedTree());
        LOCKSTEP_CHECK(staged.keepTexts()); // whoever reviews asks for them
        return ManifestReply{staged.snapshot().manifest()};
    }
    if (request.which.startsWith(QLatin1String("rollback:"))) {
        bool number = false;
        const int to = request.which.section(u':', 1).toInt(&number);
        if (!number || to < 0)
            return fail(QStringLiteral("master.nosnapshot"), {request.which});
        LOCKSTEP_TRY(back, found->flows->rolledBack(to));
        LOCKSTEP_CHECK(back.keepTexts());
        keepAWhile(back.snapshot());
        return ManifestReply{back.snapshot().manifest()};
    }
    if (request.which == QLatin1String("live") && desk.live)
        wanted = desk.live->snapshot;
    if (request.which == QLatin1String("prepared") && desk.prepared)
        wanted = desk.prepared->set.seal;
    if (request.which.startsWith(QLatin1String("deployment:")) || request.which.startsWith(QLatin1String("base:"))) {
        LOCKSTEP_TRY(deployments, desk.deployments());
        for (const Deployment &one : deployments) {
            if (QString::number(one.number) == request.which.section(u':', 1))
                wanted = request.which.startsWith(u'b') ? one.base : one.state == Deployment::State::Undone ? one.returns : one.seal;
        }
    }
    if (!wanted)
        return fail(QStringLiteral("master.nosnapshot"), {request.which});
    LOCKSTEP_TRY(manifest, m_objects.get(*wanted));
    return ManifestReply{manifest};
}

// No group needs its objects: they are kept while somebody looks at them.
void Master::keepAWhile(const Snapshot &snapshot)
{
    for (const Entry &entry : snapshot.entries) {
        if (entry.kind == Entry::Kind::File)
            m_received.insert(entry.digest, m_clock.sinceBoot());
    }
}

Result<void> Master::nowhereElse(const QString &group, const QString &address) const
{
    for (const auto &[id, other] : m_rooms) {
        for (const Member &member : other->desk->members) {
            if (id != group && Introductions::same(member.address, address))
                return fail(QStringLiteral("master.elsewhere"), {address, other->desk->group.name});
        }
    }
    return {};
}

Result<ChangeList> Master::changeList(const Room &room) const
{
    LOCKSTEP_TRY(staged, room.desk->stagedId());
    LOCKSTEP_TRY(conflicts, room.desk->conflicts());
    return ChangeList{room.desk->changes(), conflicts, staged};
}

void Master::serve(Peer *peer, const QString &user, Redeem redeem)
{
    const auto gate = std::make_shared<Dispatcher>(dispatcherFor(user));
    const QPointer<Peer> still = peer;
    peer->setHandler([this, gate, still, redeem](QString method, QJsonObject params) -> Task<Result<QJsonObject>> {
        if (redeem && method == QLatin1String(mastercalls::redeem.name)) { // whoever redeems cannot know that it is known already
            Task<Result<QJsonObject>> redeeming = redeem(params);
            Result<QJsonObject> redeemed = co_await redeeming;
            co_return redeemed;
        }
        if (method == QLatin1String(mastercalls::objectGet.name)) { // the object goes out on the peer itself
            const Result<DigestRequest> request = fromJson<DigestRequest>(params);
            const Result<QByteArray> bytes = request ? m_objects.get(request->digest) : fail(request.error());
            if (!bytes || !still)
                co_return bytes ? fail(QStringLiteral("cancelled")) : fail(bytes.error());
            Task<Result<void>> sending = still->sendObject(request->digest, pack(*bytes), QStringLiteral("zstd"));
            const Result<void> sent = co_await sending;
            co_return sent.transform([] { return QJsonObject(); });
        }
        Task<Result<QJsonObject>> handling = gate->handle({Role::Viewer, Role::Administrator}, method, params);
        Result<QJsonObject> reply = co_await handling;
        co_return reply;
    });
    peer->setObjectHandler([this](const ReceivedObject &object) -> Result<void> {
        LOCKSTEP_TRY(bytes, unpack(object.packed, limits::objectBytes));
        if (Digest::of(bytes) != object.digest)
            return fail(QStringLiteral("snapshot.damaged"), {QString::fromLatin1(object.digest.hex())});
        LOCKSTEP_CHECK(m_objects.put(bytes));
        m_received.insert(object.digest, m_clock.sinceBoot());
        return {};
    });
    connect(this, &Master::groupChanged, peer,
            [peer](const QString &group) { peer->notify(QString::fromLatin1(groupChangedEvent), toJson(GroupEvent{group})); });
    // Every event carries the whole value: of those that follow each other at once the last one is enough, and the end is told
    // without delay.
    const auto pending = std::make_shared<std::optional<Operation>>();
    connect(this, &Master::operationChanged, peer, [this, peer, pending](const Operation &operation) {
        const bool waiting = pending->has_value();
        if (operation.outcome == Outcome::Running) {
            *pending = operation;
            if (!waiting)
                m_tasks.add(tellLater(peer, pending));
            return;
        }
        pending->reset();
        peer->notify(QString::fromLatin1(operationChangedEvent), toJson(operation));
    });
}

Task<> Master::tellLater(QPointer<Peer> peer, std::shared_ptr<std::optional<Operation>> pending)
{
    Task<bool> sleeping = m_clock.sleep(eventPause, m_closing);
    co_await sleeping;
    const std::optional<Operation> operation = std::exchange(*pending, std::nullopt);
    if (peer && operation)
        peer->notify(QString::fromLatin1(operationChangedEvent), toJson(*operation));
}

Task<> Master::watch(qint64 milliseconds)
{
    while (!m_closing.raised()) {
        Task<bool> sleeping = m_clock.sleep(milliseconds, m_closing);
        co_await sleeping;
        QStringList ids;
        for (const auto &[id, room] : m_rooms)
            ids.append(id);
        for (const QString &id : ids) {
            Task<> looking = look(id);
            co_await looking;
        }
        Task<> rotating = continueRotation();
        co_await rotating;
    }
}

Task<> Master::tidy()
{
    Task<bool> sleeping = m_clock.sleep(tidyAfter, m_closing);
    co_await sleeping;
    if (!m_closing.raised())
        (void)sweep(); // what stays is only space, until the next deployment
}

Result<int> Master::sweep()
{
    if (isBusy())
        return 0; // what is on its way to members is named nowhere yet; its end comes here again
    QSet<Digest> keep;
    for (const auto &[id, room] : m_rooms)
        LOCKSTEP_CHECK(room->desk->addReachable(keep));
    m_received.removeIf([&](const std::pair<const Digest &, qint64 &> &one) { return m_clock.sinceBoot() - one.second > keptUnstaged; });
    for (auto it = m_received.cbegin(); it != m_received.cend(); ++it)
        keep.insert(it.key());
    return m_objects.sweep(keep);
}

// Keeps the room: the group may be deleted meanwhile.
Task<> Master::look(QString group)
{
    const Result<std::shared_ptr<Room>> found = m_closing.raised() ? fail(QStringLiteral("cancelled")) : room(group);
    const std::shared_ptr<Room> kept = found.value_or(nullptr);
    if (!kept || kept->flows->isBusy())
        co_return;
    Task<> watching = kept->flows->watchOnce();
    co_await watching;
    Q_EMIT groupChanged(group);
}

Task<> Master::lookAt(QString group, QString member)
{
    const Result<std::shared_ptr<Room>> found = m_closing.raised() ? fail(QStringLiteral("cancelled")) : room(group);
    const std::shared_ptr<Room> kept = found.value_or(nullptr);
    if (!kept)
        co_return;
    Task<> watching = kept->flows->watchTouched(member);
    co_await watching;
}

} // namespace lockstep
