// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/callwatch.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"
#include "tests/system/flowscene.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QThread>

using namespace lockstep;

namespace {

enum class Victim { Helper, Network, Master };
constexpr const char *victimNames[] = {"helper", "network half", "master"};
constexpr int victimHost = 1; // ns2's agent is the one that is struck

// One kind of trial, with the calls that it makes when nothing happens.
struct Plan
{
    Victim victim;
    Phase phase;
    QList<SystemCall> calls;
    int kills = 0;
    int errors = 0;

    QString name() const { return QStringLiteral("%1, %2").arg(QLatin1String(victimNames[int(victim)]), FlowScene::nameOf(phase)); }
};

struct Blow
{
    SystemCall at;
    QString error; // "": it is killed

    QString told() const { return QStringLiteral("%1 at %2 number %3").arg(error.isEmpty() ? "killed" : error, at.name).arg(at.occurrence); }
};

QList<Plan> plans()
{
    QList<Plan> all;
    for (const Phase phase : {Phase::Prepare, Phase::Deploy, Phase::Return, Phase::RollBack}) {
        for (const Victim victim : {Victim::Helper, Victim::Network, Victim::Master})
            all.append({victim, phase, {}});
    }
    return all;
}

// What a disk or a table of descriptors may say to a call; none for those that only send.
QStringList errorsOf(const SystemCall &call)
{
    if (call.name.startsWith(QLatin1String("send")))
        return {};
    QStringList errors{QStringLiteral("EIO"), QStringLiteral("ENOSPC")};
    if (call.name == QLatin1String("openat"))
        errors.append(QStringLiteral("EMFILE"));
    return errors;
}

} // namespace

// SIGKILL, or an error of the disk, at state-changing system calls of either half of an agent or of the master, in the middle of
// each flow. Afterwards every member holds one known generation, named serves it, also after a restart, and what the master says
// is so. Calls are counted on main threads, where all of the work is done.
class TestCrash : public QObject
{
    Q_OBJECT
    std::unique_ptr<LiveGroup> m_group;
    std::optional<GroupTruth> m_truth;
    std::optional<FlowScene> m_scene;
    QRandomGenerator m_random;

    static constexpr int patience = 90000; // a guard's time and more
    static constexpr int mostFailures = 3; // then the group may be beyond repair

    qint64 pidOf(Victim victim) const
    {
        if (victim == Victim::Master)
            return m_group->servers().masterPid();
        const qint64 helper = m_group->servers().agentPid(victimHost);
        QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(helper));
        if (victim == Victim::Helper || !children.open(QIODevice::ReadOnly))
            return helper;
        return children.readAll().split(' ').value(0).toLongLong();
    }

    static bool isAlive(qint64 pid)
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(pid));
        return pid > 0 && status.open(QIODevice::ReadOnly) && !status.readAll().contains("State:\tZ");
    }

    // What the agent that is struck wrote in the end, and how its halves are.
    QString lastWords() const
    {
        QStringList halves;
        for (const qint64 pid : {pidOf(Victim::Helper), pidOf(Victim::Network)}) {
            QFile status(QStringLiteral("/proc/%1/status").arg(pid));
            const QString text = status.open(QIODevice::ReadOnly) ? QString::fromUtf8(status.readAll()) : QString();
            halves.append(QStringLiteral("%1 (%2)").arg(pid).arg(text.section(QStringLiteral("State:\t"), 1).section(u'\n', 0, 0)));
        }
        return QStringLiteral("its halves: %1; it is told: %2; its agent's log ends: %3")
            .arg(halves.join(QStringLiteral(", ")), QString::fromUtf8(m_group->lockstep(QStringLiteral("status")).out),
                 m_group->servers().log(victimHost).right(1500));
    }

    // As whatever starts a service again does, at once.
    void revive(Victim victim)
    {
        if (victim == Victim::Master)
            return; // the next command starts it
        // What the one that was killed had begun may still hold the state: then the new one ends, soon or late, and is started again.
        // It has the state when its other half is there.
        for (int tries = 0; tries < 50; ++tries) {
            m_group->servers().stopAgent(victimHost);
            m_group->servers().startAgent(victimHost);
            for (int waits = 0; waits < 200 && isAlive(m_group->servers().agentPid(victimHost)); ++waits) {
                if (isAlive(pidOf(Victim::Network)))
                    return;
                QThread::msleep(50); // no events: whoever waits for the command has to see it end
            }
        }
    }

    // Whether the blow fell. `problem`: what is wrong afterwards.
    bool trial(const Plan &plan, const std::optional<Blow> &blow, QList<SystemCall> *seen, QString *problem)
    {
        if (!m_scene->before(plan.phase)) {
            *problem = QStringLiteral("what comes before the flow failed; ") + lastWords();
            return false;
        }
        const qint64 pid = pidOf(plan.victim);
        CallWatch watch(pid, QStringLiteral("/tmp/lockstep-hosts/calls"), blow ? std::optional(blow->at) : std::nullopt,
                        blow ? blow->error : QString());
        if (!watch.watching()) {
            *problem = QStringLiteral("strace cannot watch: %1; %2").arg(watch.said(), lastWords());
            return false;
        }
        const std::unique_ptr<QProcess> flowing = m_group->start(FlowScene::flow(plan.phase));
        QElapsedTimer timer;
        timer.start();
        bool over = false;
        while (!flowing->waitForFinished(20) && timer.elapsed() < patience) {
            if (!over && watch.over()) {
                over = true;
                revive(plan.victim);
            }
        }
        const bool hangs = flowing->state() != QProcess::NotRunning;
        watch.letGo();
        over = over || !isAlive(pid); // killed in the moment in which the command ended
        if (seen)
            *seen = watch.calls();
        const bool struck = watch.struckAt().has_value();
        if (over && plan.victim == Victim::Master)
            m_group->host(0).ended(pid); // a real init would take it away too
        if (over)
            revive(plan.victim);
        m_scene->after(plan.phase);
        if (hangs)
            *problem = QStringLiteral("the command does not come to its end");
        else if (*problem = m_scene->settled(patience); problem->isEmpty())
            *problem = m_scene->settledAfterRestart();
        else
            *problem += QStringLiteral("; ") + lastWords();
        m_group->lockstep(QStringLiteral("stage|discard|--all"));
        return struck;
    }

    std::optional<Blow> draw(const Plan &plan, bool kill)
    {
        for (int tries = 0; tries < 200; ++tries) {
            const SystemCall at = plan.calls.at(m_random.bounded(int(plan.calls.size())));
            const QStringList errors = errorsOf(at);
            if (kill)
                return Blow{at, {}};
            if (!errors.isEmpty())
                return Blow{at, errors.at(m_random.bounded(int(errors.size())))};
        }
        return {}; // this one touches no disk
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<LiveGroup>();
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
        m_truth.emplace(*m_group);
        m_scene.emplace(*m_group, *m_truth);
    }
    void cleanupTestCase()
    {
        m_scene.reset();
        m_truth.reset();
        m_group.reset();
    }

    void everythingIsTrueAfterABlow()
    {
        Campaign campaign("kills", "real processes",
                          "The privileged half of an agent, its network half or the master is killed, or told an error of the disk, at a "
                          "state-changing system call of prepare, deploy, return or roll back: in memory at every such call of the helper, "
                          "recovery included, with real processes at calls that are drawn. Then every member holds one known generation, "
                          "whole, named serves it, also when it is started again, and the master says no more than that.",
                          8, 240);
        m_random.seed(campaign.seed());
        QList<Plan> all = plans();
        int missed = 0;
        for (int drawn = 0; campaign.goesOn() && campaign.failures() < mostFailures && missed < campaign.wanted() + 20; ++drawn) {
            Plan &plan = all[drawn * 5 % all.size()];
            QString problem;
            if (plan.calls.isEmpty()) {
                trial(plan, {}, &plan.calls, &problem);
                QVERIFY2(problem.isEmpty(), qPrintable(plan.name() + QStringLiteral(" without a blow: ") + problem));
                QVERIFY2(plan.calls.size() > 5, qPrintable(plan.name()));
            }
            std::optional<Blow> blow = draw(plan, drawn % 2 == 0);
            if (!blow)
                blow = draw(plan, true);
            const bool struck = trial(plan, blow, nullptr, &problem);
            if (!problem.isEmpty() || struck)
                campaign.trial(problem.isEmpty() ? QString() : QStringLiteral("%1, %2: %3").arg(plan.name(), blow->told(), problem));
            if (!struck)
                ++missed; // fewer calls than the first time
            else
                ++(blow->error.isEmpty() ? plan.kills : plan.errors);
        }
        for (const Plan &plan : std::as_const(all)) {
            if (!plan.calls.isEmpty())
                campaign.figure(plan.name(),
                                QStringLiteral("%1 kills, %2 errors, drawn from %3 calls").arg(plan.kills).arg(plan.errors).arg(plan.calls.size()));
        }
        campaign.figure(QStringLiteral("drawn, but the call did not come"), QString::number(missed));
        QVERIFY2(campaign.good(), campaign.told());
        QVERIFY2(!campaign.goesOn(), qPrintable(QStringLiteral("%1 blows did not fall").arg(missed)));
    }
};

LOCKSTEP_SUITE(TestCrash)
#include "tst_crash.moc"
