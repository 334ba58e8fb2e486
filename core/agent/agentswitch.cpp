// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/agent.h"

#include "core/agent/proof.h"

#include <algorithm>

namespace lockstep {

namespace {
bool isLockedOut(const Error &error) { return error.code == QLatin1String("bind.unreachable") || error.code == QLatin1String("bind.key"); }

constexpr qint64 hangUpPause = 600 * 1000; // it reads every zone
} // namespace

// Half of the guard's time, so that what failed is told before the member returns by itself.
int Agent::proofDeadline() const { return int(std::clamp<qint64>(m_guardMs / 2, 30000, 3600 * 1000)); }

// What named says of itself since it was told, as far as it had to be asked.
Task<Result<std::optional<ServerStatus>>> Agent::tellNamed(FlipPlan plan)
{
    if (plan.everything) { // the proof looks whether named could
        Task<Result<void>> telling = m_bind.reload();
        const Result<void> told = co_await telling;
        const bool tried = m_hungUpAt > 0 && m_clock.sinceBoot() - m_hungUpAt < hangUpPause;
        if (told || !isLockedOut(told.error()) || tried)
            co_return told.transform([] { return std::optional<ServerStatus>(); });
        // The configuration that is to go may have changed who may say so.
        Task<Result<HelperReply>> hangingUp = m_helper.call(QStringLiteral("hangup"), {});
        const Result<HelperReply> hungUp = co_await hangingUp;
        if (hungUp) // there was a named
            m_hungUpAt = std::max<qint64>(m_clock.sinceBoot(), 1);
        co_return (hungUp ? Result<void>() : told).transform([] { return std::optional<ServerStatus>(); });
    }
    // While its last reload failed, named would take new files under an old configuration (RELIABILITY 1.2).
    Task<Result<ServerStatus>> looking = m_bind.status();
    LOCKSTEP_CO_TRY(server, co_await looking);
    if (plan.reconfigure || server.reloadFailed) {
        Task<Result<void>> telling = m_bind.reconfigure();
        LOCKSTEP_CO_CHECK(co_await telling);
        Task<Result<ServerStatus>> asking = m_bind.status();
        LOCKSTEP_CO_TRY(now, co_await asking);
        server = now;
        if (server.reloadFailed)
            co_return fail(QStringLiteral("agent.reload"));
    }
    for (const ZoneFacts &zone : plan.reload) {
        Task<Result<void>> telling = m_bind.reloadZone({zone.zone, zone.view});
        LOCKSTEP_CO_CHECK(co_await telling);
    }
    co_return server;
}

Task<Result<SwitchReport>> Agent::settle(FlipPlan plan, QList<ProofQuestion> questions, int deadlineMs, bool switched)
{
    qint64 run = 0;
    m_settled = false;
    const qint64 began = m_clock.sinceBoot();
    Task<Result<std::optional<ServerStatus>>> telling = tellNamed(plan);
    const Result<std::optional<ServerStatus>> told = co_await telling;
    const qint64 reloadMs = m_clock.sinceBoot() - began;
    Task<QList<Error>> closing = closeWindows(switched);
    const QList<Error> frozen = co_await closing;
    Task<Result<ConfigFacts>> reading = ask<ConfigFacts>(QStringLiteral("config"), {});
    const Result<ConfigFacts> facts = co_await reading;
    if (!facts)
        co_return std::unexpected(facts.error());
    learnZones(*facts);
    SwitchReport report;
    if (told) {
        // One named from the first question to the last: another one may have found the files otherwise.
        Result<ServerStatus> first = told->value_or(ServerStatus());
        if (!*told) {
            Task<Result<ServerStatus>> before = m_bind.status();
            first = co_await before;
        }
        const bool read = plan.everything || plan.reconfigure;
        Task<SwitchReport> proving = prove(m_bind, m_clock, *facts, questions, deadlineMs, plan.changed, read);
        report = co_await proving;
        Task<Result<ServerStatus>> after = m_bind.status();
        const Result<ServerStatus> ended = co_await after;
        if (report.proved && (!first || !ended || first->booted != ended->booted)) {
            report.proved = false;
            report.problems.append(ended ? Error{QStringLiteral("agent.restarted"), {}, {}, {}} : ended.error());
        } else if (report.proved && runsOtherFile(*ended)) {
            report.proved = false;
            report.problems.append(Error{QStringLiteral("agent.otherfile"), {ended->configuration, m_mainFile}, {}, {}});
        } else if (report.proved && ended->reloadFailed) {
            report.proved = false;
            report.problems.append(Error{QStringLiteral("agent.reload"), {}, {}, {}});
        }
        run = ended ? ended->booted : 0;
    } else {
        report.problems.append(told.error());
    }
    report.proved = report.proved && frozen.isEmpty();
    report.problems += frozen;
    report.switchMs = plan.switchMs;
    report.reloadMs = reloadMs;
    if (report.proved) {
        const QJsonObject proved{{QStringLiteral("generation"), plan.generation}, {QStringLiteral("run"), run}};
        Task<Result<HelperReply>> noting = m_helper.call(QStringLiteral("proved"), proved);
        const Result<HelperReply> noted = co_await noting;
        if (!noted) { // nobody would know it any more
            report.proved = false;
            report.problems.append(noted.error());
        }
    }
    m_settled = report.proved;
    m_unproved = report.problems;
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
    Task<QList<Error>> opening = openWindows({request.deployment, request.masterId, request.epoch}, false);
    const QList<Error> shut = co_await opening;
    if (!shut.isEmpty()) { // nothing is switched yet
        Task<QList<Error>> closing = closeWindows(true);
        co_await closing;
        co_return std::unexpected(shut.first());
    }
    Task<Result<FlipPlan>> flipping = ask<FlipPlan>(QStringLiteral("flip"), toJson(request));
    const Result<FlipPlan> flipped = co_await flipping;
    m_wake.raise();  // one that sleeps knows of another deadline
    if (!m_guarding) // also when it failed: the intent may be on disk
        m_tasks.add(guard());
    if (!flipped) {
        Task<QList<Error>> closing = closeWindows(true);
        co_await closing;
    }
    LOCKSTEP_CO_TRY(plan, flipped);
    // A zone that named could not load is none that differs, and has to be read all the same.
    plan.everything = plan.everything || !m_unproved.isEmpty();
    m_guardMs = request.guardMs;
    Task<Result<SwitchReport>> settling = settle(plan, questions, proofDeadline());
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
    Task<QList<Error>> opening = openWindows(request, true);
    co_await opening; // it goes back all the same
    Task<Result<FlipPlan>> flipping = ask<FlipPlan>(QStringLiteral("back"), toJson(request));
    const Result<FlipPlan> flipped = co_await flipping;
    if (!flipped) {
        Task<QList<Error>> closing = closeWindows(true);
        co_await closing;
    }
    LOCKSTEP_CO_TRY(plan, flipped);
    if (state.switched)
        m_guardMs = state.switched->guardMs;
    Task<Result<SwitchReport>> settling = settle(plan, questions, proofDeadline());
    Result<SwitchReport> report = co_await settling;
    if (!report || !report->proved)
        m_tasks.add(mend());
    co_return report;
}

} // namespace lockstep
