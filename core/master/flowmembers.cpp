// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/flows.h"

#include "core/snapshot/packing.h"

namespace lockstep {

// --- synchronise: live to one member

Result<Operation> Flows::synchronise(const SynchroniseRequest &request, const QString &user)
{
    if (!m_desk.live)
        return fail(QStringLiteral("master.unseeded"), {m_desk.group.name});
    LOCKSTEP_TRY(operation, begin(OperationKind::Synchronise, user, {}, {request.member}));
    m_acceptedUnsigned = request.acceptUnsigned;
    m_tasks.add(runSynchronise(request.member, true));
    return operation;
}

// A synchronised member that fails goes back to the files that it has now, edits by hand included, with serials above those of
// live; and what differs from them is what the proof asks for.
Task<Result<void>> Flows::wayBack(std::shared_ptr<AgentPeer> peer, Shipment *shipment)
{
    Task<Result<Snapshot>> reading = seed(peer);
    LOCKSTEP_CO_TRY(snapshot, co_await reading);
    if (snapshot.id() == m_desk.live->snapshot)
        co_return Result<void>();
    LOCKSTEP_CO_TRY(kept, m_desk.keepSnapshot(snapshot));
    LOCKSTEP_CO_TRY(own, m_desk.tree(kept));
    LOCKSTEP_CO_TRY(live, m_desk.liveTree());
    LOCKSTEP_CO_TRY(back, returnTree(own, live, m_desk.group.serialPolicy, m_clock.now()));
    LOCKSTEP_CO_TRY(returning, back.seal());
    LOCKSTEP_CO_CHECK(m_desk.burn(back));
    const ChangedZones changed(own, live);
    LOCKSTEP_CO_TRY(backProof, changed.wayBack(back));
    shipment->returning = returning;
    shipment->forwardProof = changed.questions();
    shipment->returnProof = backProof;
    co_return Result<void>();
}

Task<> Flows::runSynchronise(QString member, bool ownWayBack)
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
    m_unlearned.reset();
    Task<std::optional<bool>> learning = askSerials(member);
    co_await learning;
    if (m_unlearned)
        co_return finish(Outcome::Failed, {*m_unlearned});
    if (const QList<Error> above = m_desk.aboveLive(member); !above.isEmpty())
        row(member, QStringLiteral("contacting"), above.first(std::min<qsizetype>(above.size(), 20)));
    Shipment shipment;
    shipment.deployment = newId();
    shipment.members = {member};
    shipment.base = status->active.value_or(Digest());
    shipment.forward = shipment.returning = m_desk.live->snapshot;
    if (status->active && ownWayBack) {
        Task<Result<void>> reading = wayBack(agent, &shipment);
        const Result<void> read = co_await reading;
        if (!read) // it goes to live all the same: that is what mends a tree that cannot be read
            warn({read.error().on(nameOf(member))});
    }
    m_operation.seal = shipment.forward;
    if (const Result<void> dropped = dropPrepared(); !dropped)
        co_return finish(Outcome::Failed, {dropped.error()});
    Task<bool> preparing = prepareAll(shipment);
    const bool prepared = co_await preparing;
    // Live may be unsigned where this server alone has signed, by hand or before it was a member. One that is late was asked for when
    // live was deployed.
    const Result<void> accepted = prepared && !m_liveAgain ? acceptsUnsigned(m_unsigned, std::exchange(m_acceptedUnsigned, std::nullopt))
                                                           : Result<void>();
    if (!prepared || !accepted || m_stop.raised()) {
        Task<> forgetting = forgetAll(shipment);
        co_await forgetting;
        co_return finish(Outcome::Failed, accepted ? QList<Error>() : QList<Error>{accepted.error()});
    }
    m_operation.step = QStringLiteral("switching");
    const auto touched = std::make_shared<QStringList>();
    Cancel decided;
    Task<> renewing = renew(shipment, touched, decided);
    Task<bool> switching = switchWaves(shipment, touched);
    const bool proved = co_await switching;
    decided.raise();
    co_await renewing;
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
    m_releaseWord = QStringLiteral("release");
    Task<Result<Nothing>> releasing = releaseNow(member, user);
    Result<Nothing> released = co_await releasing;
    m_releasing = false;
    co_return released;
}

Task<Result<Nothing>> Flows::releaseNow(QString member, QString user)
{
    Task<Reached> reaching = reach(member);
    Reached peer = co_await reaching;
    const Member *known = m_desk.member(member);
    if (!peer && known && peer.error().code == QLatin1String("agent.othermaster")) { // which could not be written: it is said again
        Task<Reached> dialling = dialAs(OwnKey::Now, *known);
        peer = co_await dialling;
    }
    LOCKSTEP_CO_CHECK(peer);
    const std::shared_ptr<AgentPeer> agent = *peer;
    Task<Result<Nothing>> releasing = agent->call(agentcalls::release, Nothing());
    LOCKSTEP_CO_TRY(released, co_await releasing);
    m_peers.remove(member);
    known = m_desk.member(member);
    if (known)
        LOCKSTEP_CO_CHECK(m_introductions.forget(known->address));
    LOCKSTEP_CO_CHECK(m_desk.removeMember(member));
    record({0, 0, {}, member, user, QStringLiteral("member"), QStringLiteral("member released"), {}, {}, {}});
    co_return released;
}

// --- add a member

// The pin of the agent there; the code is used up by it. Without one it must have been redeemed before.
Task<Result<Digest>> Flows::introduce(QString address, QString joinCode)
{
    if (!joinCode.isEmpty()) {
        Task<Result<Digest>> redeeming = m_dialer.redeem(address, joinCode);
        LOCKSTEP_CO_TRY(pin, co_await redeeming);
        LOCKSTEP_CO_CHECK(m_introductions.keep(address, pin));
        co_return std::as_const(pin);
    }
    for (const Member &member : m_desk.members) {
        if (Introductions::same(member.address, address))
            co_return std::as_const(member.pin);
    }
    co_return m_introductions.find(address);
}

// An agent that is not bound yet. One that knows its masters and this one not among them breaks off at once.
Task<Result<std::shared_ptr<AgentPeer>>> Flows::meet(QString address, QString joinCode)
{
    Task<Result<Digest>> introducing = introduce(address, joinCode);
    LOCKSTEP_CO_TRY(pin, co_await introducing);
    Task<Result<std::shared_ptr<AgentPeer>>> dialling = m_dialer.dial(address, address, pin);
    Result<std::shared_ptr<AgentPeer>> peer = co_await dialling;
    if (!peer && peer.error().code == QLatin1String("rpc.lost") && joinCode.isEmpty())
        co_return fail(QStringLiteral("master.nocode"), {address});
    co_return peer;
}

Task<Result<PreflightReport>> Flows::preflight(PreflightRequest request)
{
    Task<Result<std::shared_ptr<AgentPeer>>> meeting = meet(request.address, request.joinCode);
    LOCKSTEP_CO_TRY(peer, co_await meeting);
    const std::shared_ptr<AgentPeer> agent = peer;
    Task<Result<PreflightReport>> asking = agent->call(agentcalls::preflight, Nothing());
    Result<PreflightReport> report = co_await asking;
    co_return report;
}

Task<Result<Snapshot>> Flows::compare(QString address)
{
    Task<Result<std::shared_ptr<AgentPeer>>> meeting = meet(address, {});
    LOCKSTEP_CO_TRY(peer, co_await meeting);
    Task<Result<Snapshot>> reading = seed(peer);
    Result<Snapshot> snapshot = co_await reading;
    co_return snapshot;
}

Result<Operation> Flows::addMember(const AddMemberRequest &request, const QString &user)
{
    for (const Member &member : m_desk.members) {
        if (member.name == request.name)
            return fail(QStringLiteral("master.membername"), {request.name});
        if (Introductions::same(member.address, request.address))
            return fail(QStringLiteral("master.memberaddress"), {request.address, member.name});
    }
    if (request.name.trimmed().isEmpty())
        return fail(QStringLiteral("json.field"), {QStringLiteral("name"), QStringLiteral("a name")});
    if (m_desk.live && !request.overwrite)
        return fail(QStringLiteral("master.overwrite"), {request.name});
    LOCKSTEP_TRY(operation, begin(OperationKind::AddMember, user, {}, {}));
    m_acceptedUnsigned = request.acceptUnsigned;
    m_tasks.add(runAdd(request));
    return operation;
}

Task<> Flows::runAdd(AddMemberRequest request)
{
    m_operation.step = QStringLiteral("contacting");
    Task<Result<Digest>> introducing = introduce(request.address, request.joinCode);
    const Result<Digest> pin = co_await introducing;
    if (!pin)
        co_return finish(Outcome::Failed, {pin.error()});
    const Member member{newId(), request.name, request.address, *pin, Attachment::Attached, false, m_clock.now(), m_clock.now()};
    if (const Result<void> saved = m_desk.saveMember(member); !saved)
        co_return finish(Outcome::Failed, {saved.error()});
    m_operation.members.append({member.id, member.name, QStringLiteral("contacting"), 0, 0, 0, {}});
    const auto giveUp = [&](QList<Error> problems) {
        m_peers.remove(member.id);
        if (const Result<void> removed = m_desk.removeMember(member.id); !removed) // it was never adopted, and knows this master from here on
            problems.append(removed.error());
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
    Task<> syncing = runSynchronise(member.id, false);
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
    QList<Digest> wanted;
    for (const Entry &entry : snapshot.entries) {
        if (entry.kind == Entry::Kind::File && !m_objects.has(entry.digest))
            wanted.append(entry.digest);
    }
    const AgentPeer::Asking awaited(peer, wanted, [this](const ReceivedObject &object) -> Result<void> {
        LOCKSTEP_TRY(bytes, unpack(object.packed, 1LL << 30));
        if (Digest::of(bytes) != object.digest)
            return fail(QStringLiteral("snapshot.damaged"), {QString::fromLatin1(object.digest.hex())});
        return m_objects.put(bytes).transform([](const Digest &) {});
    });
    Task<QList<std::optional<Error>>> fetching = forEach<std::optional<Error>, Digest>(
        wanted, 8, [peer](Digest digest) -> Task<std::optional<Error>> {
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
