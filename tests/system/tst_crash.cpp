// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"
#include "tests/support/callwatch.h"
#include "tests/support/suite.h"
#include "tests/system/livegroup.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <signal.h>

using namespace lockstep;

namespace {

enum class Victim { Helper, Master };
enum class Phase { Prepare, Deploy, Return, RollBack };
constexpr int victimHost = 1; // ns2's helper is the one that dies
constexpr int absentHost = 2; // ns3's agent is away when everybody has to return

// One kind of trial, with the calls that it makes when nobody dies.
struct Plan
{
    Victim victim;
    Phase phase;
    QByteArray name;
    QList<SystemCall> calls;
    int trials = 0;
};

QList<Plan> plans()
{
    return {{Victim::Helper, Phase::Prepare, "helper, prepare", {}},    {Victim::Master, Phase::Prepare, "master, prepare", {}},
            {Victim::Helper, Phase::Deploy, "helper, deploy", {}},      {Victim::Master, Phase::Deploy, "master, deploy", {}},
            {Victim::Helper, Phase::Return, "helper, return", {}},      {Victim::Master, Phase::Return, "master, return", {}},
            {Victim::Helper, Phase::RollBack, "helper, roll back", {}}, {Victim::Master, Phase::RollBack, "master, roll back", {}}};
}

} // namespace

// kill -9 at random state-changing system calls of a helper or of the master, in the middle of each flow. Afterwards every
// member holds one known generation, named serves it, also after a restart, and what the master says is so. The master's calls
// are counted on its main thread, where all of its work is done.
//   LOCKSTEP_TRIALS=N, LOCKSTEP_SEED=N; ./run test --long makes 200.
class TestCrash : public QObject
{
    Q_OBJECT
    std::unique_ptr<LiveGroup> m_group;
    QRandomGenerator m_random;
    int m_next = 0;

    static constexpr int patience = 90000; // a guard's time and more

    QJsonObject status() { return QJsonDocument::fromJson(m_group->lockstep(QStringLiteral("--json|status")).out).object(); }
    // What the member's own files say www.example.net is.
    QString addressInFiles(int index) const
    {
        static const QRegularExpression line(QStringLiteral("\\nwww\\tIN\\tA\\t(\\S+)\\n"));
        return line.match(QString::fromUtf8(m_group->host(index).read(m_group->tree(index) + QStringLiteral("/etc-bind/zones/example.net.db"))))
            .captured(1);
    }

    // The member's tree is one generation, whole; its id.
    QString generation(int index, QString *fault)
    {
        const Host &host = m_group->host(index);
        const QString folder = m_group->tree(index);
        const Result<Snapshot> manifest = Snapshot::parse(host.read(folder + QStringLiteral(".manifest")));
        if (!manifest) {
            *fault = QStringLiteral("%1: \"%2\" has no manifest").arg(host.name(), folder);
            return {};
        }
        for (const Entry &entry : manifest->entries) {
            const QString path = folder + u'/' + entry.root + u'/' + entry.path;
            if (entry.kind == Entry::Kind::File && Digest::of(host.read(path)) != entry.digest)
                *fault = QStringLiteral("%1: %2 is not what the manifest says").arg(host.name(), path);
        }
        return QString::fromLatin1(manifest->id().hex());
    }

    // Every generation that the group's history knows.
    QStringList known()
    {
        const QJsonObject history = QJsonDocument::fromJson(m_group->lockstep(QStringLiteral("--json|history")).out).object();
        QStringList found;
        const QJsonArray deployments = history.value(QLatin1String("deployments")).toArray();
        for (const QJsonValue &one : deployments) {
            for (const char *which : {"seal", "returns", "base"})
                found.append(one.toObject().value(QLatin1String(which)).toString());
        }
        return found;
    }

    // Every member holds live, named serves it, and nobody says anything else. The first fault, or empty.
    QString untrue()
    {
        const QJsonObject now = status();
        const QString live = now.value(QLatin1String("live")).toString();
        if (now.value(QLatin1String("state")).toString() != QLatin1String("in-sync"))
            return QStringLiteral("the group is %1").arg(now.value(QLatin1String("state")).toString());
        QString fault;
        for (int i = 0; i < 3; ++i) {
            const QString has = generation(i, &fault);
            if (!fault.isEmpty())
                return fault;
            if (has != live)
                return QStringLiteral("ns%1 counts as in sync with generation %2, live is %3").arg(i + 1).arg(has.left(12), live.left(12));
            if (const QString answer = m_group->answer(i), file = addressInFiles(i); answer != file || answer.isEmpty())
                return QStringLiteral("ns%1 answers \"%2\", its files say \"%3\"").arg(i + 1).arg(answer, file);
        }
        if (!known().contains(live))
            return QStringLiteral("no deployment of the history knows live");
        const int changes = now.value(QLatin1String("changes")).toInt();
        return changes == 0 || changes == 1 ? QString() : QStringLiteral("staging holds %1 changes").arg(changes);
    }

    bool step(const QString &words)
    {
        const Host::Output done = m_group->lockstep(words);
        if (done.exit != 0)
            qInfo("\"%s\" ended with %d: %s%s", qPrintable(words), done.exit, done.out.constData(), done.err.constData());
        return done.exit == 0;
    }
    bool stage()
    {
        const QString next = QStringLiteral("198.51.%1.%2").arg(m_next / 250).arg(m_next % 250 + 1);
        ++m_next;
        return step(QStringLiteral("stage|record|change|example.net|www|A %1|A %2|--view|external").arg(addressInFiles(0), next));
    }

    // What must be before the flow, and the flow itself.
    bool before(Phase phase)
    {
        if (phase == Phase::RollBack) // to something that differs
            return stage() && step(QStringLiteral("prepare")) && step(QStringLiteral("deploy"));
        if (!stage() || (phase != Phase::Prepare && !step(QStringLiteral("prepare"))))
            return false;
        if (phase == Phase::Return)
            m_group->servers().stopAgent(absentHost);
        return true;
    }
    QString flow(Phase phase) const
    {
        return phase == Phase::Prepare ? QStringLiteral("prepare") : phase == Phase::RollBack ? QStringLiteral("rollback") : QStringLiteral("deploy");
    }
    qint64 pidOf(Victim victim) const { return victim == Victim::Master ? m_group->servers().masterPid() : m_group->servers().agentPid(victimHost); }

    // Everything runs again, as after a reboot of what died.
    void revive(const Plan &plan, bool killed)
    {
        if (killed && plan.victim == Victim::Helper) {
            m_group->servers().stopAgent(victimHost);
            m_group->servers().startAgent(victimHost);
        }
        if (plan.phase == Phase::Return)
            m_group->servers().startAgent(absentHost);
    }

    // The call at which the victim died, if it came to it. `problem`: what is wrong afterwards.
    std::optional<SystemCall> trial(const Plan &plan, const std::optional<SystemCall> &at, QList<SystemCall> *seen, QString *problem)
    {
        if (!before(plan.phase)) {
            *problem = QStringLiteral("what comes before the flow failed");
            return {};
        }
        const qint64 pid = pidOf(plan.victim);
        CallWatch watch(pid, QStringLiteral("/tmp/lockstep-hosts/calls"), at);
        if (!watch.watching()) {
            *problem = QStringLiteral("strace cannot watch: ") + watch.said();
            return {};
        }
        const std::unique_ptr<QProcess> flowing = m_group->start(flow(plan.phase));
        bool revived = false;
        while (!flowing->waitForFinished(20)) {
            if (!revived && watch.over()) { // whatever starts a service again does so at once
                revive(plan, true);
                revived = true;
            }
        }
        watch.letGo();
        if (seen)
            *seen = watch.calls();
        const std::optional<SystemCall> died = watch.killedAt();
        if (died && plan.victim == Victim::Master)
            m_group->host(0).ended(pid); // a real init would take it away too
        if (!revived)
            revive(plan, died.has_value());
        QElapsedTimer timer;
        timer.start();
        for (*problem = untrue(); !problem->isEmpty() && timer.elapsed() < patience; *problem = untrue())
            QTest::qWait(100);
        // Also after a restart of every named.
        for (int i = 0; i < 3; ++i) {
            m_group->host(i).stopNamed();
            m_group->host(i).startNamed();
        }
        timer.restart();
        for (QString again = untrue(); problem->isEmpty() && !again.isEmpty(); again = untrue()) {
            if (timer.elapsed() > 15000)
                *problem = QStringLiteral("after named was restarted: ") + again;
            else
                QTest::qWait(20);
        }
        m_group->lockstep(QStringLiteral("stage|discard|--all"));
        return died;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<LiveGroup>();
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
    }
    void cleanupTestCase() { m_group.reset(); }

    void everythingIsTrueAfterAKill()
    {
        const bool whole = !qEnvironmentVariableIsEmpty("LOCKSTEP_LONG");
        const int wanted = qEnvironmentVariable("LOCKSTEP_TRIALS", QString::number(whole ? 200 : 8)).toInt();
        const uint seed = qEnvironmentVariable("LOCKSTEP_SEED",
                                               whole ? QString::number(QRandomGenerator::system()->generate() % 100000) : QStringLiteral("1"))
                              .toUInt();
        m_random.seed(seed);
        QVERIFY(wanted > 0);
        QList<Plan> all = plans();
        for (Plan &plan : all) {
            QString problem;
            trial(plan, {}, &plan.calls, &problem);
            QVERIFY2(problem.isEmpty(), qPrintable(QString::fromLatin1(plan.name) + QStringLiteral(" without a kill: ") + problem));
            QVERIFY2(plan.calls.size() > 5, plan.name.constData());
        }
        int done = 0;
        int missed = 0;
        QStringList failed;
        while (done < wanted && missed < wanted + 20) {
            Plan &plan = all[done % all.size()];
            const SystemCall at = plan.calls.at(m_random.bounded(int(plan.calls.size())));
            QString problem;
            const std::optional<SystemCall> died = trial(plan, at, nullptr, &problem);
            if (!died) // fewer calls than the last time
                ++missed;
            if (!problem.isEmpty())
                failed.append(QStringLiteral("trial %1, %2, %3 number %4 (%5): %6")
                                  .arg(done)
                                  .arg(QString::fromLatin1(plan.name), at.name)
                                  .arg(at.occurrence)
                                  .arg(died ? died->text : QStringLiteral("not reached"), problem));
            if (!problem.isEmpty())
                qInfo("%s", qPrintable(failed.last()));
            if (failed.size() > 2)
                break; // the group may be beyond repair
            if (died) {
                ++plan.trials;
                ++done;
            }
        }
        for (const Plan &plan : std::as_const(all))
            qInfo("%-20s %3d kills, drawn from %d calls", plan.name.constData(), plan.trials, int(plan.calls.size()));
        qInfo("%d trials, %d failures; seed %u; %d more did not come to their call", done, int(failed.size()), seed, missed);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.join(u'\n')));
        QCOMPARE(done, wanted);
    }
};

LOCKSTEP_SUITE(TestCrash)
#include "tst_crash.moc"
