// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/agent.h"

#include "core/agent/proof.h"
#include "core/snapshot/packing.h"

#include <QPointer>

#include <algorithm>

namespace lockstep {

namespace {
bool isLockedOut(const Error &error) { return error.code == QLatin1String("bind.unreachable") || error.code == QLatin1String("bind.key"); }

constexpr qint64 hangUpPause = 600 * 1000; // it reads every zone

constexpr qint64 guardSlice = 5000;

// Half of the guard's time, so that what failed is told before the member returns by itself.
int proofDeadline(qint64 guardMs) { return int(std::clamp<qint64>(guardMs / 2, 30000, 3600 * 1000)); }
} // namespace

template <class T> Task<Result<T>> Agent::ask(QString verb, QJsonObject params)
{
    Task<Result<HelperReply>> calling = m_helper.call(verb, params);
    const Result<HelperReply> reply = co_await calling;
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return fromJson<T>(reply->json);
}

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
        Task<Result<MemberStatus>> asking = status();
        Result<MemberStatus> result = co_await asking;
        co_return result;
    });
    m_dispatcher.on(agentcalls::giveBack, [this](DeploymentRequest request) { return giveBack(request); });
    m_dispatcher.on(agentcalls::forget, [this](DeploymentRequest request) { return ask<Nothing>(QStringLiteral("forget"), toJson(request)); });
    m_dispatcher.on(agentcalls::serials, [this](Nothing) { return serials(); });
    m_dispatcher.on(agentcalls::release, [this](Nothing) { return release(); });
}

Agent::~Agent()
{
    *m_alive = false;
    m_stop.raise();
    m_wake.raise();
}

void Agent::serve(Peer *peer, Digest pin, Redeem redeem)
{
    peer->setHandler([this, peer, pin, redeem](QString method, QJsonObject params) -> Task<Result<QJsonObject>> {
        if (redeem && method == QLatin1String(agentcalls::redeem.name)) {
            Task<Result<QJsonObject>> redeeming = redeem(params);
            Result<QJsonObject> redeemed = co_await redeeming;
            co_return redeemed;
        }
        if (method == QLatin1String(agentcalls::bind.name)) { // needs the peer's key
            Task<Result<MemberStatus>> binding = bindTo(params, pin);
            const Result<MemberStatus> bound = co_await binding;
            co_return bound.transform([](const MemberStatus &status) { return toJson(status); });
        }
        // Whoever root let in by a join code may look before it binds: what adoption finds, and the files it would take or replace.
        static const QStringList looking{QLatin1String(agentcalls::preflight.name), QLatin1String(agentcalls::seed.name),
                                         QLatin1String(agentcalls::get.name)};
        const bool looks = m_master.isNull() && looking.contains(method);
        if (pin != m_master && !looks)
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
    m_master = pin;
    Task<Result<MemberStatus>> asking = status();
    Result<MemberStatus> result = co_await asking;
    co_return result;
}

Task<Result<Nothing>> Agent::release()
{
    Task<Result<HelperReply>> releasing = m_helper.call(QStringLiteral("release"), {});
    LOCKSTEP_CO_TRY(released, co_await releasing);
    Q_UNUSED(released)
    m_master = Digest();
    Task<Result<void>> telling = m_bind.reconfigure();
    const Result<void> told = co_await telling;
    co_return told.transform([] { return Nothing(); });
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
    Task<Result<ServerStatus>> asking = m_bind.status();
    const Result<ServerStatus> server = co_await asking;
    status->namedRunning = server.has_value();
    if (server) {
        status->bindVersion = m_bindVersion = server->version;
        status->zones = server->zones;
        if (server->reloadFailed)
            status->problems.append(Error{QStringLiteral("agent.reload"), {}, {}, {}});
        status->served = status->served && !server->reloadFailed;
    } else {
        status->problems.append(server.error());
        status->served = false;
    }
    if (!status->drifted.isEmpty())
        status->problems.append(Error{QStringLiteral("agent.drift"), {status->drifted.first()}, {}, {}});
    co_return status;
}

Task<Result<PrepareReport>> Agent::prepare(PrepareRequest request)
{
    Task<Result<ServerStatus>> asking = m_bind.status();
    const Result<ServerStatus> server = co_await asking;
    if (!server)
        co_return fail(Error{QStringLiteral("agent.nonamed"), {}, {}, server.error().detail});
    Task<Result<PrepareReport>> preparing = ask<PrepareReport>(QStringLiteral("prepare"), toJson(request));
    Result<PrepareReport> report = co_await preparing;
    // An object that could not be stored (a full disk) is missing now: say why.
    const std::optional<Error> unstored = std::exchange(m_unstored, std::nullopt);
    if (!report && unstored && report.error().code == QLatin1String("agent.object"))
        co_return std::unexpected(*unstored);
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

Task<Result<void>> Agent::tellNamed(FlipPlan plan)
{
    if (plan.everything) { // the proof looks whether named could
        Task<Result<void>> telling = m_bind.reload();
        const Result<void> told = co_await telling;
        const bool tried = m_hungUpAt > 0 && m_clock.sinceBoot() - m_hungUpAt < hangUpPause;
        if (told || !isLockedOut(told.error()) || tried)
            co_return told;
        m_hungUpAt = std::max<qint64>(m_clock.sinceBoot(), 1);
        // The configuration that is to go may have changed who may say so.
        Task<Result<HelperReply>> hangingUp = m_helper.call(QStringLiteral("hangup"), {});
        const Result<HelperReply> hungUp = co_await hangingUp;
        co_return hungUp ? Result<void>() : told;
    }
    // While its last reload failed, named would take new files under an old configuration (RELIABILITY 1.2).
    Task<Result<ServerStatus>> looking = m_bind.status();
    LOCKSTEP_CO_TRY(before, co_await looking);
    if (plan.reconfigure || before.reloadFailed) {
        Task<Result<void>> telling = m_bind.reconfigure();
        LOCKSTEP_CO_CHECK(co_await telling);
        Task<Result<ServerStatus>> asking = m_bind.status();
        LOCKSTEP_CO_TRY(server, co_await asking);
        if (server.reloadFailed)
            co_return fail(QStringLiteral("agent.reload"));
    }
    for (const ZoneFacts &zone : plan.reload) {
        Task<Result<void>> telling = m_bind.reloadZone({zone.zone, zone.view});
        LOCKSTEP_CO_CHECK(co_await telling);
    }
    co_return Result<void>();
}

Task<Result<SwitchReport>> Agent::settle(FlipPlan plan, QList<ProofQuestion> questions, int deadlineMs)
{
    const qint64 began = m_clock.sinceBoot();
    Task<Result<void>> telling = tellNamed(plan);
    const Result<void> told = co_await telling;
    const qint64 reloadMs = m_clock.sinceBoot() - began;
    Task<Result<ConfigFacts>> reading = ask<ConfigFacts>(QStringLiteral("config"), {});
    const Result<ConfigFacts> facts = co_await reading;
    if (!facts)
        co_return std::unexpected(facts.error());
    m_statisticsPort = facts->statisticsPort;
    SwitchReport report;
    if (told) {
        Task<SwitchReport> proving = prove(m_bind, m_clock, *facts, questions, deadlineMs);
        report = co_await proving;
    } else {
        report.problems.append(told.error());
    }
    report.switchMs = plan.switchMs;
    report.reloadMs = reloadMs;
    if (report.proved) {
        Task<Result<HelperReply>> noting = m_helper.call(QStringLiteral("proved"), {{QStringLiteral("generation"), plan.generation}});
        co_await noting;
    }
    Task<Result<HelperReply>> asking = m_helper.call(QStringLiteral("state"), {});
    const Result<HelperReply> state = co_await asking;
    if (state)
        report.active = Digest::fromHex(state->json.value(QLatin1String("tree")).toString().toLatin1()).value_or(Digest());
    co_return report;
}

Task<Result<SwitchReport>> Agent::flip(SwitchRequest request)
{
    Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("state"), {});
    LOCKSTEP_CO_TRY(described, co_await describing);
    LOCKSTEP_CO_TRY(state, fromJson<AgentState>(described.json.value(QLatin1String("state"))));
    const QList<ProofQuestion> questions = state.prepared ? state.prepared->forwardProof : QList<ProofQuestion>();
    Task<Result<FlipPlan>> flipping = ask<FlipPlan>(QStringLiteral("flip"), toJson(request));
    const Result<FlipPlan> flipped = co_await flipping;
    m_wake.raise();  // one that sleeps knows of another deadline
    if (!m_guarding) // also when it failed: the intent may be on disk
        m_tasks.add(guard());
    LOCKSTEP_CO_TRY(plan, flipped);
    m_guardMs = request.guardMs;
    Task<Result<SwitchReport>> settling = settle(plan, questions, proofDeadline(m_guardMs));
    Result<SwitchReport> report = co_await settling;
    co_return report;
}

Task<Result<SwitchReport>> Agent::giveBack(DeploymentRequest request)
{
    Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("state"), {});
    LOCKSTEP_CO_TRY(described, co_await describing);
    LOCKSTEP_CO_TRY(state, fromJson<AgentState>(described.json.value(QLatin1String("state"))));
    const QList<ProofQuestion> questions = state.switched && state.prepared && !state.prepared->base.isNull() ? state.prepared->returnProof
                                                                                                              : QList<ProofQuestion>();
    Task<Result<FlipPlan>> flipping = ask<FlipPlan>(QStringLiteral("back"), toJson(request));
    LOCKSTEP_CO_TRY(plan, co_await flipping);
    if (state.switched)
        m_guardMs = state.switched->guardMs;
    Task<Result<SwitchReport>> settling = settle(plan, questions, proofDeadline(m_guardMs));
    Result<SwitchReport> report = co_await settling;
    if (!report || !report->proved)
        m_tasks.add(mend());
    co_return report;
}

// Files that are right but not proved to be served - named was away, or this program was - are told to named again and proved,
// until that holds.
Task<> Agent::mend()
{
    if (std::exchange(m_mending, true))
        co_return;
    const std::shared_ptr<bool> alive = m_alive;
    for (qint64 pause = 500;; pause = std::min<qint64>(pause * 2, 30000)) {
        Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("describe"), {});
        const Result<HelperReply> described = co_await describing;
        if (!*alive)
            co_return;
        const Result<MemberStatus> now = described ? fromJson<MemberStatus>(described->json.value(QLatin1String("status")))
                                                   : fail(QStringLiteral("agent.helper"));
        if (now && (now->served || !now->active || now->phase == MemberPhase::Switched))
            break;
        if (now && now->treeIntact) {
            FlipPlan plan;
            plan.everything = true;
            plan.generation = described->json.value(QLatin1String("active")).toInt();
            Task<Result<SwitchReport>> settling = settle(plan, {}, proofDeadline(m_guardMs));
            co_await settling;
            if (!*alive)
                co_return;
        }
        Task<bool> sleeping = m_clock.sleep(pause, m_stop);
        co_await sleeping;
        if (!*alive)
            co_return;
    }
    m_mending = false;
}

Task<> Agent::guard()
{
    m_guarding = true;
    const std::shared_ptr<bool> alive = m_alive;
    for (;;) {
        Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("describe"), {});
        const Result<HelperReply> described = co_await describing;
        if (!*alive)
            co_return;
        const Result<MemberStatus> now = described ? fromJson<MemberStatus>(described->json.value(QLatin1String("status")))
                                                   : fail(QStringLiteral("agent.helper"));
        if (now && now->phase != MemberPhase::Switched)
            break;
        if (!now || now->guardLeft > 0) {
            // In slices: a timer stands still while the machine is suspended, the deadline does not.
            m_wake = Cancel();
            const Cancel wake = m_wake;
            const qint64 until = m_clock.sinceBoot() + (now ? now->guardLeft : 1000);
            for (qint64 left = until - m_clock.sinceBoot(); left > 0 && !wake.raised(); left = until - m_clock.sinceBoot()) {
                Task<bool> sleeping = m_clock.sleep(std::min<qint64>(left, guardSlice), wake);
                co_await sleeping;
                if (!*alive)
                    co_return;
            }
            continue;
        }
        const Result<AgentState> state = fromJson<AgentState>(described->json.value(QLatin1String("state")));
        Task<Result<FlipPlan>> expiring = ask<FlipPlan>(QStringLiteral("expire"), {});
        const Result<FlipPlan> plan = co_await expiring;
        if (!*alive)
            co_return;
        if (plan) {
            const bool proof = state && state->prepared && !state->prepared->base.isNull();
            if (state && state->switched)
                m_guardMs = state->switched->guardMs;
            Task<Result<SwitchReport>> settling = settle(*plan, proof ? state->prepared->returnProof : QList<ProofQuestion>(),
                                                         proofDeadline(m_guardMs));
            co_await settling;
        } else {
            Task<bool> sleeping = m_clock.sleep(1000, m_stop); // a full disk, say: tried again
            co_await sleeping;
        }
        if (!*alive)
            co_return;
    }
    m_guarding = false;
    Task<> mending = mend();
    co_await mending;
}

Task<> Agent::resume(bool recovered)
{
    const std::shared_ptr<bool> alive = m_alive;
    Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("describe"), {});
    const Result<HelperReply> described = co_await describing;
    if (!*alive)
        co_return;
    const Result<AgentState> state = described ? fromJson<AgentState>(described->json.value(QLatin1String("state"))) : fail(described.error());
    if (state && m_master.isNull())
        m_master = state->masterPin;
    if (recovered) {
        Task<Result<void>> telling = m_bind.reload(); // named may not run yet: then it reads the right files when it starts
        co_await telling;
    }
    if (*alive && !m_guarding)
        m_tasks.add(guard());
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

Task<Result<ServedSerials>> Agent::serials()
{
    ServedSerials served;
    ConfigFacts facts;
    facts.statisticsPort = m_statisticsPort;
    // The port is known from the last proof; without an answer there the configuration is read again.
    for (const bool known : {true, false}) {
        if (!known) {
            Task<Result<ConfigFacts>> reading = ask<ConfigFacts>(QStringLiteral("config"), {});
            LOCKSTEP_CO_TRY(now, co_await reading);
            facts = now;
        }
        Task<Result<QList<LoadedZone>>> asking = m_bind.loadedZones(facts.statisticsPort);
        const Result<QList<LoadedZone>> zones = co_await asking;
        if (!zones)
            continue;
        for (const LoadedZone &zone : *zones) {
            if (zone.serial)
                served.serials.insert(zone.name.view + u'/' + zone.name.zone, *zone.serial);
        }
        co_return served;
    }
    const QList<ZoneFacts> list = facts.zones;
    for (const ZoneFacts &zone : list) {
        Task<Result<ZoneStatus>> one = m_bind.zoneStatus({zone.zone, zone.view});
        const Result<ZoneStatus> status = co_await one;
        if (status && status->loaded)
            served.serials.insert(zone.view + u'/' + zone.zone, status->serial);
    }
    co_return served;
}

} // namespace lockstep
