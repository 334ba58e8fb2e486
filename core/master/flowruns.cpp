// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/flows.h"

#include "core/base/errortext.h"
#include "core/snapshot/packing.h"

namespace lockstep {

namespace {

QStringList attached(const GroupDesk &desk, const QStringList &exclude)
{
    QStringList members;
    for (const Member &member : desk.members) {
        if (member.attachment == Attachment::Attached && !exclude.contains(member.id))
            members.append(member.id);
    }
    return members;
}

} // namespace

// --- prepare

Result<Operation> Flows::prepare(const PrepareGroupRequest &request, const QString &user)
{
    const QStringList members = attached(m_desk, request.exclude);
    if (!m_desk.live)
        return fail(QStringLiteral("master.unseeded"), {m_desk.group.name});
    if (members.isEmpty())
        return fail(QStringLiteral("master.nomembers"), {m_desk.group.name});
    LOCKSTEP_TRY(operation, begin(OperationKind::Prepare, user, request.comment, members));
    m_tasks.add(runPrepare(request.exclude));
    return operation;
}

Task<> Flows::runPrepare(QStringList exclude)
{
    m_operation.step = QStringLiteral("checking");
    const Result<StagedTree> live = m_desk.liveTree();
    const Result<StagedTree> staged = m_desk.stagedTree();
    if (!live || !staged)
        co_return finish(Outcome::Failed, {!live ? live.error() : staged.error()});
    QStringList carried;
    for (const Change &change : m_desk.changes())
        carried.append(change.id);
    Task<bool> asking = askAllSerials(attached(m_desk, exclude));
    const bool raised = co_await asking;
    if (raised) // what was reviewed is not what should go out, and prepare changes no byte
        co_return finish(Outcome::Failed, {Error{QStringLiteral("master.raised"), {}, {}, {}}});
    QList<Error> problems = ownChecks(*live, *staged);
    const Result<QMap<QString, Error>> conflicts = m_desk.conflicts();
    for (const Error &conflict : conflicts.value_or(QMap<QString, Error>()))
        problems.append(Error{QStringLiteral("master.unlaid"), {}, conflict.origin, errorText(conflict)});
    if (!problems.isEmpty())
        co_return finish(Outcome::Failed, problems.first(std::min<qsizetype>(problems.size(), 50)));
    Result<Shipment> made = shipmentOf(*live, *staged, attached(m_desk, exclude));
    if (!made)
        co_return finish(Outcome::Failed, {made.error()});
    Shipment shipment = *made;
    m_operation.seal = shipment.forward;
    m_operation.step = QStringLiteral("preparing");
    if (const Result<void> dropped = dropPrepared(); !dropped)
        co_return finish(Outcome::Failed, {dropped.error()});
    Task<bool> preparing = prepareAll(shipment);
    const bool good = co_await preparing;
    if (!good || m_stop.raised()) {
        Task<> forgetting = forgetAll(shipment);
        co_await forgetting;
        co_return finish(Outcome::Failed, m_stop.raised() ? QList<Error>{Error{QStringLiteral("cancelled"), {}, {}, {}}} : QList<Error>());
    }
    PreparedRecord record;
    record.set = {shipment.forward, shipment.base, m_clock.now(), m_operation.owner, m_operation.comment, exclude, true, 0};
    record.deployment = shipment.deployment;
    record.returning = shipment.returning;
    record.loadMs = shipment.guardMs / 3;
    record.changes = carried;
    record.members = shipment.members;
    if (const Result<void> kept = m_desk.setPrepared(record); !kept)
        co_return finish(Outcome::Failed, {kept.error()});
    finish(Outcome::Succeeded);
}

// --- deploy

Result<Operation> Flows::deploy(const DeployGroupRequest &request, const QString &user)
{
    if (!m_desk.prepared)
        return fail(QStringLiteral("master.unprepared"), {m_desk.group.name});
    const PreparedRecord prepared = *m_desk.prepared;
    if (prepared.set.seal != request.seal)
        return fail(QStringLiteral("master.seal"), {prepared.set.seal.seal(), request.seal.seal()});
    if (!m_desk.live || m_desk.live->snapshot != prepared.set.base)
        return fail(QStringLiteral("master.void"));
    const QStringList members = attached(m_desk, prepared.set.excluded);
    const QStringList holders = prepared.members.value_or(QStringList());
    for (const QString &member : members) { // it could not switch, and everybody would go back for it
        if (!holders.contains(member))
            return fail(QStringLiteral("master.notheld"), {nameOf(member)});
    }
    LOCKSTEP_TRY(started, begin(OperationKind::Deploy, user, request.comment, members));
    Q_UNUSED(started)
    m_operation.seal = prepared.set.seal;
    m_operation.deployment = m_desk.nextDeployment();
    m_tasks.add(runDeploy());
    return m_operation;
}

Task<> Flows::runDeploy()
{
    const PreparedRecord prepared = *m_desk.prepared;
    Shipment shipment;
    shipment.deployment = prepared.deployment;
    shipment.base = prepared.set.base;
    shipment.forward = prepared.set.seal;
    shipment.returning = prepared.returning;
    shipment.members = attached(m_desk, prepared.set.excluded);
    shipment.bases = prepared.bases.value_or(QMap<QString, Digest>());
    shipment.guardMs = std::max<qint64>(60000, 3 * prepared.loadMs);
    m_operation.step = QStringLiteral("switching");
    m_operation.shipment = shipment.deployment;
    if (const Result<void> kept = m_desk.saveOperation(m_operation); !kept)
        co_return finish(Outcome::Failed, {kept.error()});
    QStringList touched;
    Task<bool> switching = switchAll(shipment, &touched);
    const bool proved = co_await switching;
    if (m_closing.raised())
        co_return; // undecided: the next start returns everybody
    if (proved && !m_stop.raised()) {
        const Deployment deployment{m_operation.deployment, m_desk.group.id, shipment.forward, shipment.returning, shipment.base, Deployment::State::Live,
                                    m_operation.owner, m_operation.comment, m_clock.now(), m_operation.kind == OperationKind::RollBack};
        // The decision: durable before anybody is told.
        m_operation.step = QStringLiteral("confirming");
        const Result<void> decided = m_desk.setLive({shipment.forward, m_operation.deployment, m_clock.now()}, prepared.changes, deployment,
                                                    {0, 0, {}, {}, m_operation.owner, QStringLiteral("live"),
                                                     QStringLiteral("deployment %1 is live, seal %2").arg(m_operation.deployment).arg(shipment.forward.seal()),
                                                     m_operation.comment, {}, {}});
        if (decided) {
            m_desk.saveOperation(m_operation);
            Task<> finishing = finishDecided(shipment);
            co_await finishing;
            co_return;
        }
        m_operation.problems.append(decided.error());
    }
    shipment.members = touched;
    Task<> returning = finishUndecided(shipment);
    co_await returning;
}

Task<> Flows::finishDecided(Shipment shipment)
{
    Task<QList<bool>> confirming = forEach<bool, QString>(shipment.members, 32, [this, shipment](QString member) { return confirmOne(shipment, member); });
    const QList<bool> confirmed = co_await confirming;
    if (m_closing.raised())
        co_return;
    for (qsizetype i = 0; i < confirmed.size(); ++i)
        keepLate(shipment.members[i], !confirmed[i]);
    finish(Outcome::Succeeded);
}

// Before the decision every failure ends here: whoever may have switched goes to R, and R is what the group serves then.
Task<> Flows::finishUndecided(Shipment shipment)
{
    m_operation.step = QStringLiteral("returning");
    m_desk.saveOperation(m_operation);
    Task<QList<bool>> returning = forEach<bool, QString>(shipment.members, 32, [this, shipment](QString member) { return returnOne(shipment, member); });
    const QList<bool> returned = co_await returning;
    if (m_closing.raised())
        co_return;
    const Deployment undone{m_operation.deployment, m_desk.group.id, shipment.forward, shipment.returning, shipment.base, Deployment::State::Undone,
                            m_operation.owner, m_operation.comment, m_clock.now(), false};
    if (!shipment.members.isEmpty()) {
        const Result<void> kept = m_desk.setLive({shipment.returning, m_operation.deployment, m_clock.now()}, {}, undone,
                                                 {0, 0, {}, {}, m_operation.owner, QStringLiteral("returned"),
                                                  QStringLiteral("deployment %1 was taken back on every member").arg(m_operation.deployment),
                                                  m_operation.comment, {}, {}});
        if (!kept)
            co_return finish(Outcome::Undecided, {kept.error()});
    } else {
        m_desk.setPrepared(std::nullopt);
    }
    // Members that never switched still serve the base, and what was not reached is not known: R is live for them too.
    const QStringList all = attached(m_desk, {});
    for (const QString &member : all) {
        const qsizetype asked = shipment.members.indexOf(member);
        keepLate(member, !shipment.members.isEmpty() && (asked < 0 || !returned[asked]));
    }
    finish(Outcome::Returned);
}

// --- roll back: a deploy of older content

Result<Operation> Flows::rollBack(const RollBackRequest &request, const QString &user)
{
    LOCKSTEP_TRY(deployments, m_desk.deployments());
    const Deployment *target = nullptr;
    for (const Deployment &one : deployments) {
        const bool good = one.state == Deployment::State::Live && m_desk.live && one.number != m_desk.live->deployment;
        if (good && (request.to == one.number || (request.to == 0 && one.number < m_desk.live->deployment)))
            target = &one;
    }
    if (!target)
        return fail(QStringLiteral("master.norollback"), {request.to > 0 ? QString::number(request.to) : QStringLiteral("-")});
    LOCKSTEP_TRY(started, begin(OperationKind::RollBack, user, request.comment, attached(m_desk, {})));
    Q_UNUSED(started)
    m_operation.deployment = m_desk.nextDeployment();
    m_tasks.add(runRollBack(target->number, request.resetStaging));
    return m_operation;
}

Task<> Flows::runRollBack(int to, bool resetStaging)
{
    Task<bool> asking = askAllSerials(attached(m_desk, {}));
    co_await asking;
    const QList<Deployment> deployments = m_desk.deployments().value_or(QList<Deployment>());
    Digest seal;
    for (const Deployment &one : deployments) {
        if (one.number == to)
            seal = one.seal;
    }
    const Result<StagedTree> live = m_desk.liveTree();
    const Result<StagedTree> old = m_desk.tree(seal);
    if (!live || !old)
        co_return finish(Outcome::Failed, {!live ? live.error() : old.error()});
    const Result<Serialled> raised = raiseSerials(*live, *old, m_desk.burned(), m_desk.served(), m_desk.group.serialPolicy, {}, m_clock.now());
    if (!raised)
        co_return finish(Outcome::Failed, {raised.error()});
    PreparedRecord record;
    if (resetStaging) {
        for (const Change &change : m_desk.changes())
            record.changes.append(change.id);
    }
    Task<> running = runTree(raised->tree, record);
    co_await running;
}

// Prepares and deploys that tree in one go. `record` says what goes with it: changes, excluded members, other bases.
Task<> Flows::runTree(StagedTree forward, PreparedRecord record)
{
    const Result<StagedTree> live = m_desk.liveTree();
    const Result<Shipment> made = live ? shipmentOf(*live, forward, attached(m_desk, record.set.excluded)) : fail(live.error());
    if (!made)
        co_return finish(Outcome::Failed, {made.error()});
    Shipment shipment = *made;
    shipment.bases = record.bases.value_or(QMap<QString, Digest>());
    m_operation.seal = shipment.forward;
    m_operation.step = QStringLiteral("preparing");
    if (const Result<void> dropped = dropPrepared(); !dropped)
        co_return finish(Outcome::Failed, {dropped.error()});
    Task<bool> preparing = prepareAll(shipment);
    const bool good = co_await preparing;
    record.set = {shipment.forward, shipment.base, m_clock.now(), m_operation.owner, m_operation.comment, record.set.excluded, true, 0};
    record.deployment = shipment.deployment;
    record.returning = shipment.returning;
    record.loadMs = shipment.guardMs / 3;
    record.members = shipment.members;
    const Result<void> kept = good ? m_desk.setPrepared(record) : Result<void>();
    if (!good || !kept || m_stop.raised()) {
        Task<> forgetting = forgetAll(shipment);
        co_await forgetting;
        co_return finish(Outcome::Failed, kept ? QList<Error>() : QList<Error>{kept.error()});
    }
    Task<> deploying = runDeploy();
    co_await deploying;
}

// --- synchronise: live to one member

Result<Operation> Flows::synchronise(const QString &member, const QString &user)
{
    if (!m_desk.live)
        return fail(QStringLiteral("master.unseeded"), {m_desk.group.name});
    LOCKSTEP_TRY(operation, begin(OperationKind::Synchronise, user, {}, {member}));
    m_tasks.add(runSynchronise(member));
    return operation;
}

Task<> Flows::runSynchronise(QString member)
{
    m_operation.step = QStringLiteral("preparing");
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
    const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
    if (!peer)
        co_return finish(Outcome::Failed, {peer.error().on(nameOf(member))});
    const std::shared_ptr<AgentPeer> agent = *peer;
    Task<Result<MemberStatus>> asking = agent->call(agentcalls::status, Nothing());
    const Result<MemberStatus> status = co_await asking;
    if (!status)
        co_return finish(Outcome::Failed, {status.error().on(nameOf(member))});
    // What it served until now must be under the next serials: it gets live, whatever those who follow it have.
    Task<std::optional<bool>> learning = askSerials(member);
    co_await learning;
    if (const QList<Error> above = m_desk.aboveLive(member); !above.isEmpty())
        row(member, QStringLiteral("contacting"), above.first(std::min<qsizetype>(above.size(), 20)));
    Shipment shipment;
    shipment.deployment = newId();
    shipment.members = {member};
    shipment.base = status->active.value_or(Digest());
    shipment.forward = shipment.returning = m_desk.live->snapshot;
    m_operation.seal = shipment.forward;
    if (const Result<void> dropped = dropPrepared(); !dropped)
        co_return finish(Outcome::Failed, {dropped.error()});
    Task<bool> preparing = prepareAll(shipment);
    const bool prepared = co_await preparing;
    if (!prepared) {
        Task<> forgetting = forgetAll(shipment);
        co_await forgetting;
        co_return finish(Outcome::Failed);
    }
    m_operation.step = QStringLiteral("switching");
    QStringList touched;
    Task<bool> switching = switchAll(shipment, &touched);
    const bool proved = co_await switching;
    Task<bool> ending = proved ? confirmOne(shipment, member) : returnOne(shipment, member);
    const bool ended = co_await ending;
    finish(proved && ended ? Outcome::Succeeded : ended ? Outcome::Returned : Outcome::Undecided);
}

// --- release a member

Task<Result<Nothing>> Flows::release(QString member, QString user)
{
    LOCKSTEP_CO_CHECK(idle());
    m_releasing = true;
    m_releaser = user;
    Task<Result<Nothing>> releasing = releaseNow(member, user);
    Result<Nothing> released = co_await releasing;
    m_releasing = false;
    co_return released;
}

Task<Result<Nothing>> Flows::releaseNow(QString member, QString user)
{
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
    LOCKSTEP_CO_TRY(peer, co_await reaching);
    const std::shared_ptr<AgentPeer> agent = peer;
    Task<Result<Nothing>> releasing = agent->call(agentcalls::release, Nothing());
    LOCKSTEP_CO_TRY(released, co_await releasing);
    m_peers.remove(member);
    LOCKSTEP_CO_CHECK(m_desk.removeMember(member));
    LOCKSTEP_CO_CHECK(m_desk.note({0, 0, {}, member, user, QStringLiteral("member"), QStringLiteral("member released"), {}, {}, {}}));
    co_return released;
}

// --- add a member

Task<Result<PreflightReport>> Flows::preflight(PreflightRequest request)
{
    Digest pin;
    for (const Member &member : m_desk.members) {
        if (member.address == request.address)
            pin = member.pin;
    }
    if (!request.joinCode.isEmpty()) {
        Task<Result<Digest>> redeeming = m_dialer.redeem(request.address, request.joinCode);
        LOCKSTEP_CO_TRY(redeemed, co_await redeeming);
        pin = redeemed;
    }
    if (pin.isNull())
        co_return fail(QStringLiteral("master.nocode"), {request.address});
    Task<Result<std::shared_ptr<AgentPeer>>> dialling = m_dialer.dial(request.address, request.address, pin);
    LOCKSTEP_CO_TRY(peer, co_await dialling);
    const std::shared_ptr<AgentPeer> agent = peer;
    Task<Result<PreflightReport>> asking = agent->call(agentcalls::preflight, Nothing());
    Result<PreflightReport> report = co_await asking;
    co_return report;
}

Result<Operation> Flows::addMember(const AddMemberRequest &request, const QString &user)
{
    for (const Member &member : m_desk.members) {
        if (member.name == request.name)
            return fail(QStringLiteral("master.membername"), {request.name});
        if (member.address == request.address)
            return fail(QStringLiteral("master.memberaddress"), {request.address, member.name});
    }
    if (request.name.trimmed().isEmpty())
        return fail(QStringLiteral("json.field"), {QStringLiteral("name"), QStringLiteral("a name")});
    if (m_desk.live && !request.overwrite)
        return fail(QStringLiteral("master.overwrite"), {request.name});
    LOCKSTEP_TRY(operation, begin(OperationKind::AddMember, user, {}, {}));
    m_tasks.add(runAdd(request));
    return operation;
}

Task<> Flows::runAdd(AddMemberRequest request)
{
    m_operation.step = QStringLiteral("contacting");
    Task<Result<Digest>> redeeming = m_dialer.redeem(request.address, request.joinCode);
    const Result<Digest> pin = co_await redeeming;
    if (!pin)
        co_return finish(Outcome::Failed, {pin.error()});
    const Member member{newId(), request.name, request.address, *pin, Attachment::Attached, false, m_clock.now(), m_clock.now()};
    if (const Result<void> saved = m_desk.saveMember(member); !saved)
        co_return finish(Outcome::Failed, {saved.error()});
    m_operation.members.append({member.id, member.name, QStringLiteral("contacting"), 0, 0, 0, {}});
    const auto giveUp = [&](const QList<Error> &problems) {
        m_peers.remove(member.id);
        m_desk.removeMember(member.id); // it was never adopted; the join code can be printed again
        finish(Outcome::Failed, problems);
    };
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member.id);
    const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
    if (!peer)
        co_return giveUp({peer.error()});
    const std::shared_ptr<AgentPeer> agent = *peer;
    Task<Result<PreflightReport>> asking = agent->call(agentcalls::preflight, Nothing());
    const Result<PreflightReport> report = co_await asking;
    if (!report || !report->problems.isEmpty())
        co_return giveUp(report ? report->problems : QList<Error>{report.error()});
    if (!report->split.isEmpty() && !request.acceptSplit && !m_desk.live)
        co_return giveUp({Error{QStringLiteral("master.split"), {request.name}, {}, {}}});
    if (!m_desk.live) {
        m_operation.step = QStringLiteral("seeding");
        m_desk.group.roots = report->roots;
        m_desk.group.mainFile = report->mainFile;
        Task<Result<Snapshot>> seeding = seed(agent);
        const Result<Snapshot> seeded = co_await seeding;
        const Result<Digest> kept = seeded ? m_desk.keepSnapshot(*seeded) : fail(seeded.error());
        const Result<void> live = kept ? m_desk.setSeed(*kept, m_operation.owner) : fail(kept.error());
        if (!live)
            co_return giveUp({live.error()});
    }
    Task<> syncing = runSynchronise(member.id);
    co_await syncing;
    if (m_operation.outcome == Outcome::Failed)
        m_desk.removeMember(member.id);
}

Task<Result<Snapshot>> Flows::active(QString member)
{
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
    LOCKSTEP_CO_TRY(peer, co_await reaching);
    Task<Result<Snapshot>> reading = seed(peer);
    Result<Snapshot> snapshot = co_await reading;
    co_return snapshot;
}

Task<Result<Snapshot>> Flows::seed(std::shared_ptr<AgentPeer> peer)
{
    Task<Result<ManifestReply>> asking = peer->call(agentcalls::seed, Nothing());
    LOCKSTEP_CO_TRY(reply, co_await asking);
    LOCKSTEP_CO_TRY(snapshot, Snapshot::parse(reply.manifest));
    peer->peer().setObjectHandler([this](const ReceivedObject &object) -> Result<void> {
        LOCKSTEP_TRY(bytes, unpack(object.packed, 1LL << 30));
        if (Digest::of(bytes) != object.digest)
            return fail(QStringLiteral("snapshot.damaged"), {QString::fromLatin1(object.digest.hex())});
        return m_objects.put(bytes).transform([](const Digest &) {});
    });
    QList<Digest> wanted;
    for (const Entry &entry : snapshot.entries) {
        if (entry.kind == Entry::Kind::File && !m_objects.has(entry.digest))
            wanted.append(entry.digest);
    }
    Task<QList<std::optional<Error>>> fetching = forEach<std::optional<Error>, Digest>(wanted, 8, [peer](Digest digest) -> Task<std::optional<Error>> {
        Task<Result<Nothing>> getting = peer->call(agentcalls::get, DigestRequest{digest});
        const Result<Nothing> got = co_await getting;
        co_return got ? std::nullopt : std::optional(got.error());
    });
    const QList<std::optional<Error>> results = co_await fetching;
    for (const std::optional<Error> &error : results) {
        if (error)
            co_return std::unexpected(*error);
    }
    co_return snapshot;
}

} // namespace lockstep
