// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/agent.h"

#include "core/agent/proof.h"
#include "core/snapshot/packing.h"

#include <QPointer>

#include <algorithm>

namespace lockstep {

Agent::Agent(Clock &clock, HelperLink &helper, Bind &bind) : m_clock(clock), m_helper(helper), m_bind(bind)
{
    using namespace agentcalls;
    m_dispatcher.on(agentcalls::status, [this](Nothing) { return status(); });
    m_dispatcher.on(agentcalls::preflight, [this](Nothing) -> Task<Result<PreflightReport>> {
        Task<Result<PreflightReport>> asking = ask<PreflightReport>(QStringLiteral("preflight"), {});
        LOCKSTEP_CO_TRY(report, co_await asking);
        Task<Result<ServerStatus>> version = m_bind.status();
        const Result<ServerStatus> server = co_await version;
        if (server)
            report.bindVersion = server->version;
        else
            report.problems.append(server.error());
        co_return report;
    });
    m_dispatcher.on(agentcalls::seed, [this](Nothing) { return ask<ManifestReply>(QStringLiteral("seed"), {}); });
    m_dispatcher.on(agentcalls::need, [this](DigestList list) { return ask<DigestList>(QStringLiteral("need"), toJson(list)); });
    m_dispatcher.on(agentcalls::prepare, [this](PrepareRequest request) { return prepare(request); });
    m_dispatcher.on(agentcalls::flip, [this](SwitchRequest request) { return flip(request); });
    m_dispatcher.on(agentcalls::renew, [this](DeploymentRequest request) { return ask<Nothing>(QStringLiteral("renew"), toJson(request)); });
    m_dispatcher.on(agentcalls::confirm, [this](DeploymentRequest request) -> Task<Result<MemberStatus>> {
        Task<Result<HelperReply>> confirming = m_helper.call(QStringLiteral("confirm"), toJson(request));
        LOCKSTEP_CO_TRY(confirmed, co_await confirming);
        Q_UNUSED(confirmed)
        m_wake.raise(); // nothing is left to guard
        Task<Result<MemberStatus>> asking = status();
        Result<MemberStatus> result = co_await asking;
        co_return result;
    });
    m_dispatcher.on(agentcalls::giveBack, [this](DeploymentRequest request) { return giveBack(request); });
    m_dispatcher.on(agentcalls::forget, [this](DeploymentRequest request) { return ask<Nothing>(QStringLiteral("forget"), toJson(request)); });
    m_dispatcher.on(agentcalls::serials, [this](Nothing) { return serials(); });
    m_dispatcher.on(agentcalls::answers, [this](Nothing) { return answers(); });
    m_dispatcher.on(agentcalls::release, [this](Nothing) { return release(); });
    m_dispatcher.on(agentcalls::rotate, [this](RotateRequest request) { return rotate(request); });
    m_dispatcher.on(agentcalls::expect, [this](ExpectRequest request) { return expect(request); });
    m_helper.onTouched([this] { tellTouched(); });
}

Agent::~Agent()
{
    *m_alive = false;
    m_helper.onTouched({});
    m_stop.raise();
    m_wake.raise();
    m_mendWake.raise();
}

// What is served may have been edited by hand: the master asks what it is like now.
void Agent::tellTouched()
{
    m_peers.removeIf([](const QPointer<Peer> &peer) { return !peer || !peer->isOpen(); });
    for (const QPointer<Peer> &peer : std::as_const(m_peers)) {
        if (peer->pin() == m_master)
            peer->notify(QString::fromLatin1(memberChangedEvent), {});
    }
}

void Agent::serve(Peer *peer, Digest pin, Redeem redeem)
{
    m_peers.removeIf([](const QPointer<Peer> &one) { return !one || !one->isOpen(); });
    m_peers.append(peer);
    peer->setHandler([this, peer, pin, redeem](QString method, QJsonObject params) -> Task<Result<QJsonObject>> {
        if (redeem && method == QLatin1String(agentcalls::redeem.name)) {
            Task<Result<QJsonObject>> redeeming = redeem(params);
            Result<QJsonObject> redeemed = co_await redeeming;
            if (redeemed && pin == m_releasedBy)
                m_releasedBy = Digest();
            co_return redeemed;
        }
        // One that gave the server back needs a join code as anybody else does; what it may do is to say it again, when the answer
        // did not reach it.
        if (pin == m_releasedBy && !(method == QLatin1String(agentcalls::release.name) && m_master.isNull()))
            co_return fail(QStringLiteral("agent.othermaster"));
        if (method == QLatin1String(agentcalls::bind.name)) { // needs the peer's key
            Task<Result<MemberStatus>> binding = bindTo(params, pin);
            const Result<MemberStatus> bound = co_await binding;
            co_return bound.transform([](const MemberStatus &status) { return toJson(status); });
        }
        // Whoever root let in by a join code may look before it binds: what adoption finds, and the files it would take or replace.
        static const QStringList looking{QLatin1String(agentcalls::preflight.name), QLatin1String(agentcalls::seed.name),
                                         QLatin1String(agentcalls::get.name)};
        const bool looks = m_master.isNull() && looking.contains(method);
        if (pin != m_master && pin != m_releasedBy && !looks)
            co_return fail(QStringLiteral("agent.othermaster"));
        if (method == QLatin1String(agentcalls::get.name)) { // needs the peer itself: the object goes out on it
            const Result<DigestRequest> request = fromJson<DigestRequest>(params);
            if (!request)
                co_return std::unexpected(request.error());
            Task<Result<Nothing>> sending = sendObject(peer, *request);
            const Result<Nothing> sent = co_await sending;
            co_return sent.transform([](const Nothing &) { return QJsonObject(); });
        }
        Task<Result<QJsonObject>> handling = m_dispatcher.handle({Role::Master}, method, params);
        Result<QJsonObject> reply = co_await handling;
        co_return reply;
    });
    peer->setObjectHandler([this, pin](const ReceivedObject &object) -> Result<void> {
        if (pin != m_master)
            return fail(QStringLiteral("agent.othermaster"));
        // The helper answers in order: a prepare that follows finds it stored or fails by its digest.
        QJsonObject params = toJson(DigestRequest{object.digest});
        params.insert(QStringLiteral("encoding"), object.encoding);
        m_tasks.add(store(params, object.packed));
        return {};
    });
}

Task<Result<MemberStatus>> Agent::bindTo(QJsonObject params, Digest pin)
{
    params.insert(QStringLiteral("pin"), QString::fromLatin1(pin.hex()));
    Task<Result<HelperReply>> binding = m_helper.call(QStringLiteral("bind"), params);
    LOCKSTEP_CO_TRY(bound, co_await binding);
    Q_UNUSED(bound)
    if (m_master != pin)
        m_nextMaster = Digest();
    m_master = pin;
    m_releasedBy = Digest();
    Task<Result<MemberStatus>> asking = status();
    Result<MemberStatus> result = co_await asking;
    co_return result;
}

Task<Result<PinReply>> Agent::rotate(RotateRequest request)
{
    Task<Result<HelperReply>> rotating = m_helper.call(QStringLiteral("rotate"), toJson(request));
    LOCKSTEP_CO_TRY(rotated, co_await rotating);
    if (!rotated.bytes.isEmpty() && onNewKey)
        onNewKey(rotated.bytes); // the key itself stays here
    co_return fromJson<PinReply>(rotated.json);
}

Task<Result<Nothing>> Agent::expect(ExpectRequest request)
{
    Task<Result<HelperReply>> telling = m_helper.call(QStringLiteral("expect"), toJson(request));
    LOCKSTEP_CO_TRY(told, co_await telling);
    Q_UNUSED(told)
    m_nextMaster = request.pin;
    co_return Nothing();
}

Task<Result<Nothing>> Agent::release()
{
    Task<Result<HelperReply>> releasing = m_helper.call(QStringLiteral("release"), {});
    LOCKSTEP_CO_TRY(released, co_await releasing);
    Q_UNUSED(released)
    if (!m_master.isNull())
        m_releasedBy = std::exchange(m_master, Digest());
    m_nextMaster = Digest();
    // The folders are the server's own whatever named says: the release holds, and named is told when it can be.
    Task<Result<void>> telling = m_bind.reconfigure();
    const Result<void> told = co_await telling;
    if (!told)
        m_tasks.add(tellOfRelease());
    co_return Nothing();
}

Task<> Agent::tellOfRelease()
{
    if (std::exchange(m_untold, true))
        co_return;
    const std::shared_ptr<bool> alive = m_alive;
    for (qint64 pause = 500;; pause = std::min<qint64>(pause * 2, 30000)) {
        Task<bool> sleeping = m_clock.sleep(pause, m_stop);
        co_await sleeping;
        if (!*alive || !m_master.isNull()) // another master took over, and tells named what it switches
            break;
        Task<Result<void>> telling = m_bind.reconfigure();
        const Result<void> told = co_await telling;
        if (!*alive || told)
            break;
    }
    if (*alive)
        m_untold = false;
}

Task<Result<MemberStatus>> Agent::status()
{
    Task<Result<HelperReply>> calling = m_helper.call(QStringLiteral("describe"), {});
    const Result<HelperReply> described = co_await calling;
    if (!described)
        co_return std::unexpected(described.error());
    Result<MemberStatus> status = fromJson<MemberStatus>(described->json.value(QLatin1String("status")));
    if (!status)
        co_return status;
    m_mainFile = described->json.value(QLatin1String("mainFile")).toString();
    const AgentState state = fromJson<AgentState>(described->json.value(QLatin1String("state"))).value_or(AgentState());
    Task<Result<ServerStatus>> asking = m_bind.status();
    const Result<ServerStatus> server = co_await asking;
    status->namedRunning = server.has_value();
    if (server) {
        status->bindVersion = m_bindVersion = server->version;
        status->zones = server->zones;
        if (server->reloadFailed)
            status->problems.append(Error{QStringLiteral("agent.reload"), {}, {}, {}});
        const bool again = status->served && !isProvedOf(state, *server);
        if (again)
            status->problems.append(Error{QStringLiteral("agent.restarted"), {}, {}, {}});
        const bool other = status->active && runsOtherFile(*server);
        if (other)
            status->problems.append(Error{QStringLiteral("agent.otherfile"), {server->configuration, m_mainFile}, {}, {}});
        status->served = status->served && !server->reloadFailed && !again && !other;
        const bool touched = described->json.value(QLatin1String("touched")).toBool();
        if ((again || touched) && status->phase != MemberPhase::Switched && !m_mending)
            m_tasks.add(mend());
        else if (m_mending && server->booted != m_mendSaw)
            m_mendWake.raise();
        Task<> learning = learnRun(state, *server);
        co_await learning;
        if (state.started && state.started->booted == server->booted)
            status->pendingRestart = state.started->pending;
        for (const QString &option : status->pendingRestart.value_or(QStringList()))
            status->problems.append(Error{QStringLiteral("agent.restart"), {option}, {}, {}});
    } else {
        status->problems.append(server.error());
        status->served = false;
    }
    if (!status->served && status->treeIntact)
        status->problems += m_unproved;
    if (m_switches == 0) {
        const QList<FrozenZone> frozen = state.frozen.value_or(QList<FrozenZone>());
        for (const FrozenZone &zone : frozen)
            status->problems.append(Error{QStringLiteral("agent.frozen"), {zone.zone, zone.view}, {}, {}});
        if (!frozen.isEmpty() && server && status->phase != MemberPhase::Switched && !m_mending)
            m_tasks.add(mend());
    }
    if (m_untold)
        status->problems.append(Error{QStringLiteral("agent.untold"), {}, {}, {}});
    if (!status->drifted.isEmpty())
        status->problems.append(Error{QStringLiteral("agent.drift"), {status->drifted.first()}, {}, {}});
    co_return status;
}

// With which values of the options that it reads only once this named was started: the helper knows what lay on disk then.
Task<> Agent::learnRun(AgentState state, ServerStatus server)
{
    if (server.booted == 0 || (state.started && state.started->booted == server.booted))
        co_return;
    Task<Result<HelperReply>> noting = m_helper.call(QStringLiteral("started"), {{QStringLiteral("run"), server.booted}});
    co_await noting;
}

// Before what lies on disk changes.
Task<> Agent::learnRun()
{
    Task<Result<ServerStatus>> asking = m_bind.status();
    const Result<ServerStatus> server = co_await asking;
    Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("state"), {});
    const Result<HelperReply> described = co_await describing;
    const Result<AgentState> state = described ? fromJson<AgentState>(described->json.value(QLatin1String("state"))) : fail(described.error());
    if (!server || !state)
        co_return;
    Task<> learning = learnRun(*state, *server);
    co_await learning;
}

Task<Result<PrepareReport>> Agent::prepare(PrepareRequest request)
{
    Task<Result<ServerStatus>> looking = m_bind.status();
    const Result<ServerStatus> server = co_await looking;
    if (!server)
        co_return fail(Error{QStringLiteral("agent.nonamed"), {}, {}, server.error().detail});
    Task<> learning = learnRun();
    co_await learning;
    Task<Result<PrepareReport>> preparing = ask<PrepareReport>(QStringLiteral("prepare"), toJson(request));
    Result<PrepareReport> report = co_await preparing;
    // An object that could not be stored (a full disk) is missing now: say why.
    const std::optional<Error> unstored = std::exchange(m_unstored, std::nullopt);
    if (!report && unstored && report.error().code == QLatin1String("agent.object"))
        co_return std::unexpected(*unstored);
    if (report && report->owned) {
        Task<QList<OwnedZone>> asking = withKeys(*report->owned);
        report->owned = co_await asking;
    }
    if (report)
        report->bindVersion = server->version;
    co_return report;
}

Task<> Agent::store(QJsonObject params, QByteArray packed)
{
    const std::shared_ptr<bool> alive = m_alive;
    Task<Result<HelperReply>> storing = m_helper.call(QStringLiteral("put"), params, packed);
    const Result<HelperReply> stored = co_await storing;
    if (!stored && *alive && !m_unstored)
        m_unstored = stored.error();
}

Task<Result<Nothing>> Agent::sendObject(Peer *peer, DigestRequest request)
{
    const QPointer<Peer> still = peer;
    Task<Result<HelperReply>> reading = m_helper.call(QStringLiteral("object"), toJson(request));
    LOCKSTEP_CO_TRY(found, co_await reading);
    if (!still)
        co_return fail(QStringLiteral("cancelled"));
    Task<Result<void>> sending = still->sendObject(request.digest, pack(found.bytes), QStringLiteral("zstd"));
    const Result<void> sent = co_await sending;
    co_return sent.transform([] { return Nothing(); });
}

Task<Result<AnswerReport>> Agent::answers()
{
    if (m_statisticsPort == 0) { // no proof was made yet
        Task<Result<ConfigFacts>> reading = ask<ConfigFacts>(QStringLiteral("config"), {});
        LOCKSTEP_CO_TRY(facts, co_await reading);
        learnZones(facts);
    }
    Task<Result<ServerStatus>> looking = m_bind.status();
    LOCKSTEP_CO_TRY(server, co_await looking);
    Task<Result<AnswerCounts>> asking = m_bind.answerCounts(m_statisticsPort);
    LOCKSTEP_CO_TRY(counts, co_await asking);
    co_return AnswerReport{server.booted, counts.answered, counts.failed, counts.unknown};
}

} // namespace lockstep
