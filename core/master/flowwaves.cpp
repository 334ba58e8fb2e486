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

double share(qint64 part, qint64 of) { return of > 0 ? 100.0 * double(part) / double(of) : 0.0; }

} // namespace

// As long as a deploy is not decided. Those that were asked to switch, whether they did or not.
Task<> Flows::renew(Shipment shipment, std::shared_ptr<QStringList> switched, Cancel stop)
{
    for (;;) {
        Task<bool> sleeping = m_clock.sleep(shipment.guardMs / 3, stop);
        const bool passed = co_await sleeping;
        if (!passed)
            co_return;
        // At once: one that does not answer must not use up the time of the others.
        Task<QList<bool>> renewing = forEach<bool, QString>(*switched, 32, [this, shipment](QString member) -> Task<bool> {
            const auto agent = m_peers.value(member);
            if (!agent || !agent->isOpen())
                co_return false; // whoever speaks to it opens it again; others must not wait for that
            Task<Result<Nothing>> asking = agent->call(agentcalls::renew, named(shipment), 5000);
            const Result<Nothing> renewed = co_await asking;
            co_return renewed.has_value();
        });
        co_await renewing;
    }
}

// Whether none of these members says that it does not hold what it switched to any more. One that says nothing is not known: its
// guard runs.
Task<bool> Flows::allHold(Shipment shipment, QStringList members)
{
    Task<QList<bool>> renewing = forEach<bool, QString>(members, 32, [this, shipment](QString member) -> Task<bool> {
        for (int tries = 0; tries < 2; ++tries) { // the connection may be one to an agent that has ended since
            Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
            const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
            if (!peer)
                continue;
            const std::shared_ptr<AgentPeer> agent = *peer;
            Task<Result<Nothing>> asking = agent->call(agentcalls::renew, named(shipment), 5000);
            const Result<Nothing> renewed = co_await asking;
            if (renewed)
                break;
            if (renewed.error().code.startsWith(QLatin1String("agent."))) {
                learn(member, fail(renewed.error()));
                co_return false;
            }
        }
        co_return true;
    });
    const QList<bool> held = co_await renewing;
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

// Whether clients of these members are told SERVFAIL and NXDOMAIN more often than before the deploy.
bool Flows::answersWorse(const Answers &before, const Answers &now)
{
    bool worse = false;
    for (auto it = now.cbegin(); it != now.cend(); ++it) {
        const auto first = before.constFind(it.key());
        if (first == before.cend())
            continue;
        // One that was started again counts from nothing.
        const AnswerReport since = first->started == it->started ? *first : AnswerReport();
        const qint64 answered = it->answered - since.answered;
        const double then = share(first->failed + first->unknown, first->answered);
        const double here = share(it->failed + it->unknown - since.failed - since.unknown, answered);
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

// Waits, as long as nobody stops it, and says until when. True when the time passed in full.
Task<bool> Flows::waitUntil(QString step, qint64 milliseconds, Cancel other)
{
    m_operation.step = step;
    m_operation.until = m_clock.now() + milliseconds;
    Q_EMIT m_desk.operationChanged(m_operation);
    const AnyOf any({m_stop, m_closing, other});
    Task<bool> sleeping = m_clock.sleep(milliseconds, any.raised);
    const bool passed = co_await sleeping;
    m_operation.until.reset();
    co_return passed;
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
        Task<bool> waiting = waitUntil(QStringLiteral("watching"), pause, {});
        const bool waited = co_await waiting;
        if (!waited)
            co_return false;
        Task<bool> holding = allHold(shipment, *touched);
        bool held = co_await holding;
        if (held && watched) {
            Task<Answers> asking = askAnswers(*touched);
            const Answers now = co_await asking;
            held = !answersWorse(before, now);
        }
        if (!held)
            co_return false;
    }
    co_return true;
}

// Nobody has to press anything in a group without such a window. Time that runs out takes the deployment back.
Task<bool> Flows::awaitKeep()
{
    if (m_keepMinutes <= 0)
        co_return true;
    m_kept = Cancel();
    const Cancel kept = m_kept;
    Task<bool> waiting = waitUntil(QStringLiteral("keeping"), m_keepMinutes * 60000LL, kept);
    const bool passed = co_await waiting;
    if (passed)
        m_operation.problems.append(Error{QStringLiteral("master.notkept"), {QString::number(m_keepMinutes)}, {}, {}});
    co_return kept.raised();
}

Result<Operation> Flows::keep(const QString &operation, const QString &user)
{
    if (!m_running || m_operation.id != operation)
        return fail(QStringLiteral("master.nooperation"), {operation});
    if (m_operation.step != QLatin1String("keeping"))
        return fail(QStringLiteral("master.notkeeping"));
    m_desk.note({0, 0, {}, {}, user, QStringLiteral("deploy"), QStringLiteral("deployment %1 was kept").arg(m_operation.deployment), {}, {}, {}});
    m_kept.raise();
    return m_operation;
}

} // namespace lockstep
