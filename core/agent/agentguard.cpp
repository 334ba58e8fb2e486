// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/agent.h"

#include <QDir>

#include <algorithm>

namespace lockstep {

namespace {
constexpr qint64 guardSlice = 5000;
constexpr int startOfZone = 5; // ms that a named which has just been started may take to load one
constexpr int longestStart = 300 * 1000;
constexpr qint64 longestMendPause = 600 * 1000;
} // namespace

// Whether it is the same named that was seen to serve what lies on disk. One that was started since may have found the files
// unreadable.
bool Agent::isProvedOf(const AgentState &state, const ServerStatus &server)
{
    return server.booted == 0 || state.provedRun.value_or(0) == server.booted;
}

// One that was started with another configuration serves what that says, whatever lies where Lockstep writes.
bool Agent::runsOtherFile(const ServerStatus &server) const
{
    return server.configuration.startsWith(u'/') && !m_mainFile.isEmpty() && QDir::cleanPath(server.configuration) != m_mainFile;
}

// Files that are right but not proved to be served - named was away or was started again, or this program was - are told to named
// and proved, until that holds.
Task<> Agent::mend()
{
    if (std::exchange(m_mending, true))
        co_return;
    const std::shared_ptr<bool> alive = m_alive;
    bool tried = false;
    for (qint64 pause = 500;; pause = std::min<qint64>(pause * 2, longestMendPause)) {
        Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("describe"), {});
        const Result<HelperReply> described = co_await describing;
        if (!*alive)
            co_return;
        const Result<MemberStatus> now = described ? fromJson<MemberStatus>(described->json.value(QLatin1String("status")))
                                                   : fail(QStringLiteral("agent.helper"));
        const Result<AgentState> state = described ? fromJson<AgentState>(described->json.value(QLatin1String("state")))
                                                   : fail(QStringLiteral("agent.helper"));
        Task<Result<ServerStatus>> asking = m_bind.status();
        const Result<ServerStatus> server = co_await asking;
        if (!*alive)
            co_return;
        if (now && (!now->active || now->phase == MemberPhase::Switched))
            break;
        if (state && state->frozen && server && m_switches == 0) {
            Task<QList<Error>> closing = closeWindows(false);
            co_await closing;
            if (!*alive)
                co_return;
        }
        if (now && state && !state->frozen && now->served && server && isProvedOf(*state, *server))
            break;
        const qint64 run = server ? server->booted : 0;
        const bool fresh = std::exchange(m_mendSaw, run) != run;
        const bool proved = now && state && now->served && server && isProvedOf(*state, *server);
        if (now && (now->treeIntact || now->served) && !proved) {
            FlipPlan plan;
            plan.everything = !now->served || (tried && !fresh); // one that was only started again reads it all by itself
            plan.generation = described->json.value(QLatin1String("active")).toInt();
            const int start = std::min(server ? server->zones * startOfZone : 0, longestStart);
            Task<Result<SwitchReport>> settling = settle(plan, {}, std::max(proofDeadline(), plan.everything ? 0 : start), false);
            const Result<SwitchReport> settled = co_await settling;
            if (!*alive)
                co_return;
            tried = true;
            if (settled && settled->proved)
                break;
        }
        m_mendWake = Cancel();
        Task<bool> sleeping = m_clock.sleep(pause, m_mendWake);
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
        Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("state"), {});
        const Result<HelperReply> described = co_await describing;
        if (!*alive)
            co_return;
        const Result<AgentState> state = described ? fromJson<AgentState>(described->json.value(QLatin1String("state"))) : fail(described.error());
        if (state && !state->switched)
            break;
        const qint64 guardLeft = state ? state->switched->deadline - m_clock.sinceBoot() : 1000;
        if (guardLeft > 0) {
            // In slices: a timer stands still while the machine is suspended, the deadline does not.
            m_wake = Cancel();
            const Cancel wake = m_wake;
            const qint64 until = m_clock.sinceBoot() + guardLeft;
            for (qint64 left = until - m_clock.sinceBoot(); left > 0 && !wake.raised(); left = until - m_clock.sinceBoot()) {
                Task<bool> sleeping = m_clock.sleep(std::min<qint64>(left, guardSlice), wake);
                co_await sleeping;
                if (!*alive)
                    co_return;
            }
            continue;
        }
        if (state) {
            Task<QList<Error>> opening = openWindows({state->switched->deployment, state->masterId, state->epoch}, true);
            co_await opening;
            if (!*alive)
                co_return;
        }
        Task<Result<FlipPlan>> expiring = ask<FlipPlan>(QStringLiteral("expire"), {});
        const Result<FlipPlan> plan = co_await expiring;
        if (!*alive)
            co_return;
        if (plan) {
            const bool proof = state && state->prepared && !state->prepared->base.isNull();
            if (state && state->switched)
                m_guardMs = state->switched->guardMs;
            Task<Result<SwitchReport>> settling = settle(*plan, proof ? state->prepared->returnProof : QList<ProofQuestion>(), proofDeadline());
            co_await settling;
        } else {
            Task<QList<Error>> closing = closeWindows(true); // a renewal came, or the disk is full
            co_await closing;
            if (!*alive)
                co_return;
            Task<bool> sleeping = m_clock.sleep(1000, m_stop); // tried again
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
    m_mainFile = described ? described->json.value(QLatin1String("mainFile")).toString() : QString();
    const Result<AgentState> state = described ? fromJson<AgentState>(described->json.value(QLatin1String("state"))) : fail(described.error());
    if (state && m_master.isNull())
        m_master = state->masterPin;
    if (state)
        m_nextMaster = state->nextMasterPin.value_or(Digest());
    if (recovered) {
        Task<Result<void>> telling = m_bind.reload(); // named may not run yet: then it reads the right files when it starts
        co_await telling;
    }
    if (*alive && state && state->frozen) { // whoever froze it has ended
        Task<QList<Error>> closing = closeWindows(false);
        co_await closing;
    }
    if (*alive && !m_guarding)
        m_tasks.add(guard());
}

} // namespace lockstep
