// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/flows.h"

namespace lockstep {

namespace {
constexpr qint64 fewestAnswers = 50; // that say anything about a server

// Raised as soon as one of them is.
struct AnyOf
{
    explicit AnyOf(QList<Cancel> cancels)
    {
        for (Cancel &cancel : cancels)
            m_tokens.append(cancel.onRaise([raised = raised]() mutable { raised.raise(); }));
    }
    Cancel raised;

private:
    QList<Cancel::Token> m_tokens;
};

bool isAgents(const Error &error) { return error.code.startsWith(QLatin1String("agent.")); }

double share(qint64 part, qint64 of) { return of > 0 ? 100.0 * double(part) / double(of) : 0.0; }

} // namespace

// As long as a deploy is not decided. Those that were asked to switch, whether they did or not; a connection that broke is made
// anew, for nobody else speaks to a member that waits.
Task<> Flows::renew(Shipment shipment, std::shared_ptr<QStringList> switched, Cancel stop)
{
    for (;;) {
        Task<bool> sleeping = m_clock.sleep(shipment.guardMs / 3, stop);
        const bool passed = co_await sleeping;
        if (!passed)
            co_return;
        // At once: one that does not answer must not use up the time of the others.
        const QStringList members = *switched;
        Task<QList<bool>> renewing = forEach<bool, QString>(members, int(std::max<qsizetype>(members.size(), 1)),
                                                            [this, shipment](QString member) -> Task<bool> {
                                                                Task<Result<void>> one = renewOne(shipment, member);
                                                                const Result<void> renewed = co_await one;
                                                                co_return renewed.has_value();
                                                            });
        co_await renewing;
    }
}

// Errors: those of the agent when it does not hold the set any more.
Task<Result<void>> Flows::renewOne(Shipment shipment, QString member)
{
    Result<void> last;
    for (int tries = 0; tries < 2; ++tries) { // the connection may be one to an agent that has ended since
        Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
        const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
        if (!peer) {
            last = fail(peer.error());
            continue;
        }
        const std::shared_ptr<AgentPeer> agent = *peer;
        Task<Result<Nothing>> asking = agent->call(agentcalls::renew, named(shipment), 5000);
        const Result<Nothing> renewed = co_await asking;
        if (renewed)
            co_return Result<void>();
        last = fail(renewed.error());
        if (isAgents(renewed.error()))
            break;
        if (m_peers.value(member) == agent)
            m_peers.remove(member); // half open, perhaps
    }
    co_return last;
}

// Whether none of these members says that it does not serve what it switched to any more. One that says nothing is not known: its
// guard runs.
Task<bool> Flows::allHold(Shipment shipment, QStringList members)
{
    Task<QList<bool>> holding = forEach<bool, QString>(members, 32, [this, shipment](QString member) -> Task<bool> {
        Task<Result<void>> renewing = renewOne(shipment, member);
        const Result<void> renewed = co_await renewing;
        std::optional<Error> lost = !renewed && isAgents(renewed.error()) ? std::optional(renewed.error()) : std::nullopt;
        if (renewed) {
            const std::shared_ptr<AgentPeer> agent = m_peers.value(member);
            if (!agent)
                co_return true;
            Task<Result<MemberStatus>> asking = agent->call(agentcalls::status, Nothing(), 10000);
            const Result<MemberStatus> status = co_await asking;
            if (status)
                learn(member, status);
            if (status && (!status->namedRunning || !status->served))
                lost = status->problems.isEmpty() ? Error{QStringLiteral("master.notproved"), {}, {}, {}} : status->problems.first();
        } else {
            learn(member, fail(renewed.error()));
        }
        if (!lost)
            co_return true;
        row(member, QStringLiteral("failed"), {*lost});
        co_return false;
    });
    const QList<bool> held = co_await holding;
    const bool all = !held.contains(false);
    if (!all)
        m_operation.problems.append(Error{QStringLiteral("master.unheld"), {}, {}, {}});
    co_return all;
}

// How named on these members answered its clients so far. Who has no statistics channel is told once, and not watched.
Task<Flows::Answers> Flows::askAnswers(QStringList members)
{
    Task<QList<std::optional<AnswerReport>>> asking = forEach<std::optional<AnswerReport>, QString>(
        members, 16, [this](QString member) -> Task<std::optional<AnswerReport>> {
            Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
            const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
            if (!peer)
                co_return std::nullopt;
            const std::shared_ptr<AgentPeer> agent = *peer;
            Task<Result<AnswerReport>> counting = agent->call(agentcalls::answers, Nothing(), 10000);
            const Result<AnswerReport> counted = co_await counting;
            co_return counted ? std::optional(*counted) : std::nullopt;
        });
    const QList<std::optional<AnswerReport>> reports = co_await asking;
    Answers answers;
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (reports[i])
            answers.insert(members[i], *reports[i]);
        else
            warn({Error{QStringLiteral("master.notwatched"), {nameOf(members[i])}, {}, {}}});
    }
    co_return answers;
}

// Whether clients of these members are told SERVFAIL and NXDOMAIN more often than before the deploy. `since`: behind the proof,
// whose questions are counted too.
bool Flows::answersWorse(const Answers &before, const Answers &since, const Answers &now)
{
    bool worse = false;
    for (auto it = now.cbegin(); it != now.cend(); ++it) {
        const auto first = before.constFind(it.key());
        const auto last = since.constFind(it.key());
        if (first == before.cend() || last == since.cend())
            continue;
        // One that was started again counts from nothing.
        const AnswerReport from = last->started == it->started ? *last : AnswerReport();
        const qint64 answered = it->answered - from.answered;
        const double then = share(first->failed + first->unknown, first->answered);
        const double here = share(it->failed + it->unknown - from.failed - from.unknown, answered);
        if (answered < fewestAnswers || here - then <= m_rollout.mostFailed)
            continue;
        worse = true;
        row(it.key(), QStringLiteral("failed"),
            {Error{QStringLiteral("master.answersworse"),
                   {QString::number(here, 'f', 1), QString::number(answered), QString::number(then, 'f', 1)},
                   {},
                   {}}});
    }
    return worse;
}

// A connection that only looks open is made anew by the next one who needs it.
Task<bool> Flows::knock(QString member)
{
    const std::shared_ptr<AgentPeer> agent = m_peers.value(member);
    if (!agent)
        co_return false;
    Task<Result<MemberStatus>> asking = agent->call(agentcalls::status, Nothing(), 5000);
    const Result<MemberStatus> status = co_await asking;
    if (!status && !isAgents(status.error()) && m_peers.value(member) == agent)
        m_peers.remove(member);
    co_return status.has_value();
}

// Waits and says until when, asking these members all the while whether they hold what they serve.
Task<Flows::Waited> Flows::waitUntil(Shipment shipment, QStringList members, QString step, qint64 milliseconds, Cancel other)
{
    m_operation.step = step;
    m_operation.until = m_clock.now() + milliseconds;
    Q_EMIT m_desk.operationChanged(m_operation);
    const AnyOf any({m_stop, m_closing, other});
    const qint64 end = m_clock.sinceBoot() + milliseconds;
    Waited waited = Waited::Passed;
    for (qint64 left = milliseconds; left > 0 && waited == Waited::Passed; left = end - m_clock.sinceBoot()) {
        Task<bool> sleeping = m_clock.sleep(std::min(left, shipment.guardMs / 3), any.raised);
        const bool passed = co_await sleeping;
        if (!passed) {
            waited = Waited::Interrupted;
            break;
        }
        Task<bool> holding = allHold(shipment, members);
        const bool held = co_await holding;
        waited = !held ? Waited::Lost : any.raised.raised() ? Waited::Interrupted : Waited::Passed;
    }
    m_operation.until.reset();
    co_return waited;
}

// Switches the members wave by wave; the first that fails ends it. `touched`: who was asked to switch.
Task<bool> Flows::switchWaves(Shipment shipment, std::shared_ptr<QStringList> touched)
{
    const QList<QStringList> waves = m_rollout.waves(shipment.members);
    const bool watched = m_rollout.mostFailed > 0;
    const qint64 pause = m_rollout.watchSeconds * 1000LL;
    if (waves.size() > 1) {
        m_operation.waves = int(waves.size());
        for (qsizetype i = 0; i < waves.size(); ++i) {
            for (const QString &member : waves[i]) {
                if (MemberProgress *progress = m_operation.find(member))
                    progress->wave = int(i) + 1;
            }
        }
    }
    Answers before;
    if (watched) {
        Task<Answers> asking = askAnswers(shipment.members);
        before = co_await asking;
    }
    for (qsizetype i = 0; i < waves.size(); ++i) {
        if (m_stop.raised() || m_closing.raised())
            co_return false;
        if (i > 0) { // nobody has spoken to them for as long as the others were watched
            Task<QList<bool>> knocking = forEach<bool, QString>(waves[i], 32, [this](QString member) { return knock(member); });
            co_await knocking;
        }
        m_operation.step = QStringLiteral("switching");
        if (waves.size() > 1)
            m_operation.wave = int(i) + 1;
        *touched += waves[i];
        Task<QList<Step>> switching = forEach<Step, QString>(waves[i], 32, [this, shipment](QString member) { return switchOne(shipment, member); });
        const QList<Step> steps = co_await switching;
        bool good = true;
        for (const Step &step : steps) {
            good = good && step.good;
            if (!step.mayBeSwitched)
                touched->removeAll(step.member);
        }
        if (!good || m_stop.raised() || m_closing.raised())
            co_return false;
        if (pause <= 0 || (i + 1 == waves.size() && !watched))
            continue;
        Answers since;
        if (watched) {
            Task<Answers> asking = askAnswers(*touched);
            since = co_await asking;
        }
        Task<Waited> waiting = waitUntil(shipment, *touched, QStringLiteral("watching"), pause, {});
        const Waited waited = co_await waiting;
        if (waited != Waited::Passed)
            co_return false;
        if (watched) {
            Task<Answers> asking = askAnswers(*touched);
            const Answers now = co_await asking;
            if (answersWorse(before, since, now))
                co_return false;
        }
    }
    co_return true;
}

// Nobody has to press anything in a group without such a window. Time that runs out takes the deployment back.
Task<bool> Flows::awaitKeep(Shipment shipment)
{
    if (m_keepMinutes <= 0)
        co_return true;
    m_kept = Cancel();
    const Cancel kept = m_kept;
    Task<Waited> waiting = waitUntil(shipment, shipment.members, QStringLiteral("keeping"), m_keepMinutes * 60000LL, kept);
    const Waited waited = co_await waiting;
    if (waited == Waited::Passed)
        m_operation.problems.append(Error{QStringLiteral("master.notkept"), {QString::number(m_keepMinutes)}, {}, {}});
    co_return waited == Waited::Interrupted &&kept.raised();
}

Result<Operation> Flows::keep(const QString &operation, const QString &user)
{
    if (!m_running || m_operation.id != operation)
        return fail(QStringLiteral("master.nooperation"), {operation});
    const bool waits = m_operation.step == QLatin1String("keeping") && m_operation.until;
    if (!waits || m_kept.raised() || m_stop.raised())
        return fail(QStringLiteral("master.notkeeping"));
    record({0, 0, {}, {}, user, QStringLiteral("deploy"), QStringLiteral("deployment %1 was kept").arg(m_operation.deployment), {}, {}, {}});
    m_kept.raise();
    return m_operation;
}

} // namespace lockstep
