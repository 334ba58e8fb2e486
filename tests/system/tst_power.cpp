// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/callwatch.h"
#include "tests/support/campaign.h"
#include "tests/support/lossydisk.h"
#include "tests/support/suite.h"
#include "tests/system/flowscene.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUuid>

#include <signal.h>
#include <unistd.h>

using namespace lockstep;

namespace {

constexpr int victimHost = 1; // ns2 loses its power
constexpr int patience = 90000;
constexpr int recoveryTime = 8000; // that lockstep-recover.service has
constexpr int mostFailures = 5;    // then the group may be beyond repair
constexpr int mostMore = 40;       // calls of a flow beyond those it made the first time

const QString bootId = QStringLiteral("/proc/sys/kernel/random/boot_id");
const QString what = QStringLiteral(
    "The power is lost before and after every fsync and rename of prepare, deploy, confirmation, return and roll back: in memory with any "
    "part of what was not synced lost, and for real on ext4 that is shut down without its log, once under a member's state and once "
    "under the master's data. The server boots as its units say. Then one known generation is served, whole; what somebody was told to be "
    "kept is kept; the master says no more than that; everything comes to rest.");

QByteArray anotherBoot() { return QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + '\n'; }

// Where the power goes.
struct Cut
{
    SystemCall at;
    QString place;
};

bool isBoundary(const SystemCall &call)
{
    static const QStringList names{QStringLiteral("fsync"), QStringLiteral("fdatasync"), QStringLiteral("rename"), QStringLiteral("renameat"),
                                   QStringLiteral("renameat2")};
    return names.contains(call.name);
}

QString placeOf(const SystemCall &call) { return QStringLiteral("%1 number %2").arg(call.name).arg(call.occurrence); }

// Before each boundary, and before whatever comes after it: often the next one.
QList<Cut> cutsOf(const QList<SystemCall> &calls)
{
    QList<Cut> cuts;
    for (qsizetype i = 0; i < calls.size(); ++i) {
        if (isBoundary(calls[i]))
            cuts.append({calls[i], QStringLiteral("before ") + placeOf(calls[i])});
        else if (i > 0 && isBoundary(calls[i - 1]))
            cuts.append({calls[i], QStringLiteral("after ") + placeOf(calls[i - 1])});
    }
    return cuts;
}

} // namespace

class TestPower : public QObject
{
    Q_OBJECT
    std::unique_ptr<LiveGroup> m_group;
    std::optional<GroupTruth> m_truth;
    std::optional<FlowScene> m_scene;
    std::unique_ptr<LossyDisk> m_disk; // ns2's state
    std::unique_ptr<LossyDisk> m_home; // the master's data
    QMap<QString, int> m_checked;      // what fsck said, and how often
    QString m_held;                    // the generation that ns2 served when it had booted and nobody had spoken to it
    QList<qint64> m_recoveries;        // ms

    struct Trial
    {
        Phase phase;
        QString earlier = {}; // what www.example.net was before all of it
        QString served = {};  // before the flow
        QString forward = {}; // what the flow wants it to be
        bool told = false;    // the command had ended when the power went
        bool struck = false;
        QList<SystemCall> calls = {};
        QByteArray out = {};
        QJsonObject operation = {};

        // The operation is all that it says, at its end.
        void hear(QProcess &command)
        {
            out += command.readAllStandardOutput() + command.readAllStandardError();
            operation = QJsonDocument::fromJson(out).object();
        }
        QString outcome() const { return operation.value(QLatin1String("outcome")).toString(); }
        QString stepOf(const QString &name) const
        {
            const QJsonArray members = operation.value(QLatin1String("members")).toArray();
            for (const QJsonValue &member : members) {
                if (member.toObject().value(QLatin1String("name")).toString() == name)
                    return member.toObject().value(QLatin1String("step")).toString();
            }
            return {};
        }
    };

    QString stagedAddress()
    {
        static const QRegularExpression line(QStringLiteral("\\nwww\\tIN\\tA\\t(\\S+)\\n"));
        return line.match(QString::fromUtf8(m_group->lockstep(QStringLiteral("stage|show|/etc/bind/zones/example.net.db")).out)).captured(1);
    }

    QString live() const { return m_truth->status().value(QLatin1String("live")).toString(); }

    // --- a member

    // From one moment to the next: nothing reaches its disk any more, nobody hears it, nothing on it runs.
    QString memberOff()
    {
        const QString problem = m_disk->losePower();
        m_group->host(victimHost).cut(true);
        m_group->servers().stopAgent(victimHost);
        m_group->host(victimHost).stopNamed(SIGKILL);
        return problem;
    }

    // In the order of the units: lockstep-recover, named, lockstep-agent.
    QString memberBoots()
    {
        Host &host = m_group->host(victimHost);
        if (const QString problem = m_disk->comeBack(); !problem.isEmpty())
            return problem;
        ++m_checked[m_disk->checked()];
        host.write(QStringLiteral("/run/boot_id"), anotherBoot());
        host.cut(false);
        QElapsedTimer timer;
        timer.start();
        const Host::Output recovered = host.run({qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep-agent"), QStringLiteral("recover")},
                                                recoveryTime);
        m_recoveries.append(timer.elapsed());
        if (recovered.exit != 0)
            return QStringLiteral("recovery ended with %1: %2").arg(recovered.exit).arg(QString::fromUtf8(recovered.out + recovered.err));
        host.startNamed();
        if (!comes([&] { return m_group->answer(victimHost) == m_truth->addressInFiles(victimHost); }))
            return QStringLiteral("named does not answer after the boot what its files say");
        QString fault;
        m_held = m_truth->generation(victimHost, &fault);
        if (fault.isEmpty()) // it answers before it has loaded every zone
            (void)comes([&] { return (fault = m_truth->unserved(victimHost)).isEmpty(); });
        m_group->servers().startAgent(victimHost);
        return fault.isEmpty() ? QString() : QStringLiteral("after the boot: ") + fault;
    }

    // --- the master

    QString masterOff(qint64 pid, QProcess &flowing)
    {
        const QString problem = m_home->losePower();
        flowing.kill();
        flowing.waitForFinished();
        ::kill(pid_t(pid), SIGKILL);
        m_group->host(0).ended(pid);
        return problem;
    }

    QString masterBoots()
    {
        const QString problem = m_home->comeBack();
        ++m_checked[m_home->checked()];
        QFile boot(QStringLiteral("/tmp/lockstep-hosts/boot_id"));
        if (!boot.open(QIODevice::WriteOnly) || boot.write(anotherBoot()) < 0)
            return boot.errorString();
        return problem;
    }

    // --- a trial

    // The flow, in the middle of which the power goes, or when it has ended.
    QString lose(Trial &trial, const std::optional<Cut> &cut, bool master)
    {
        trial.earlier = m_truth->addressInFiles(0);
        (void)m_group->lockstep(QStringLiteral("stage|discard|--all")); // of the last trial
        if (!m_scene->before(trial.phase))
            return QStringLiteral("what comes before the flow failed");
        trial.served = m_truth->addressInFiles(0);
        trial.forward = trial.phase == Phase::RollBack ? trial.earlier : stagedAddress();
        const qint64 pid = master ? m_group->servers().masterPid() : m_group->servers().agentPid(victimHost);
        CallWatch watch(pid, QStringLiteral("/tmp/lockstep-hosts/calls"), cut ? std::optional(cut->at) : std::nullopt);
        if (!watch.watching())
            return QStringLiteral("strace cannot watch: ") + watch.said();
        const std::unique_ptr<QProcess> flowing = m_group->start(QStringLiteral("--json|") + FlowScene::flow(trial.phase));
        QElapsedTimer timer;
        timer.start();
        while (!flowing->waitForFinished(1) && !watch.over() && timer.elapsed() < patience) {
        }
        trial.hear(*flowing);
        trial.told = !trial.outcome().isEmpty();
        trial.struck = !trial.told && cut;
        if (!trial.struck)
            watch.letGo();
        trial.calls = watch.calls();
        QString problem = master ? masterOff(pid, *flowing) : memberOff();
        if (problem.isEmpty())
            problem = master ? masterBoots() : memberBoots();
        timer.start();
        while (!flowing->waitForFinished(50) && flowing->state() != QProcess::NotRunning && timer.elapsed() < patience) {
        }
        m_scene->after(trial.phase);
        watch.letGo();
        if (trial.struck && !watch.struckAt())
            return QStringLiteral("the call came, and nothing was struck"); // or the command hangs
        if (flowing->state() != QProcess::NotRunning)
            return QStringLiteral("the command does not come to its end");
        trial.hear(*flowing);
        return problem;
    }

    QString rest()
    {
        QString problem = m_truth->falseGreen();
        if (problem.isEmpty())
            problem = m_scene->settled(patience);
        return problem.isEmpty() ? m_truth->falseGreen() : problem;
    }

    // What the command said, against what is.
    QString wrongWord(const Trial &trial)
    {
        const QString now = m_truth->addressInFiles(0);
        const bool succeeded = trial.outcome() == QLatin1String("succeeded");
        const bool forward = succeeded && trial.phase != Phase::Prepare;
        if (trial.outcome().isEmpty())
            return QStringLiteral("the command does not say how it ended: ") + QString::fromUtf8(trial.out);
        if (trial.outcome() != QLatin1String("undecided") && now != (forward ? trial.forward : trial.served))
            return QStringLiteral("the command says \"%1\", and everybody serves %2, before it %3").arg(trial.outcome(), now, trial.served);
        if (succeeded && trial.phase == Phase::Prepare && trial.told) {
            if (!m_scene->step(QStringLiteral("deploy")))
                return QStringLiteral("what was prepared cannot be deployed");
            return m_scene->settled(patience);
        }
        return {};
    }

    QString memberTrial(Trial &trial, const std::optional<Cut> &cut)
    {
        m_held.clear();
        QString problem = lose(trial, cut, false);
        if (problem.isEmpty())
            problem = rest();
        if (problem.isEmpty() && !m_truth->known().contains(m_held))
            problem = QStringLiteral("after the boot it served a generation that the history does not know");
        const QString step = trial.stepOf(QStringLiteral("ns2"));
        const bool forward = m_held == trial.operation.value(QLatin1String("seal")).toString();
        if (problem.isEmpty() && step == QLatin1String("confirmed") && !forward)
            problem = QStringLiteral("the deployment counts as confirmed, and after the boot it was not there");
        if (problem.isEmpty() && forward && trial.outcome() != QLatin1String("succeeded"))
            problem = QStringLiteral("after the boot it served what nobody had decided");
        if (problem.isEmpty() && trial.told && step == QLatin1String("returned") && m_held != live())
            problem = QStringLiteral("the return counts as done, and after the boot it was not there");
        return problem.isEmpty() ? wrongWord(trial) : problem;
    }

    QString masterTrial(Trial &trial, const std::optional<Cut> &cut)
    {
        QString problem = lose(trial, cut, true);
        bool confirmed = false; // a member was told to keep it
        for (int i = 0; i < 3; ++i)
            confirmed = confirmed || (trial.phase != Phase::Prepare && m_truth->addressInFiles(i) == trial.forward && !m_group->isSwitched(i));
        if (problem.isEmpty())
            problem = rest();
        const QString now = m_truth->addressInFiles(0);
        if (problem.isEmpty() && now != trial.served && now != trial.forward)
            problem = QStringLiteral("everybody serves %1, before it %2").arg(now, trial.served);
        if (problem.isEmpty() && confirmed && now != trial.forward)
            problem = QStringLiteral("a member had been told to keep the deployment, and it was taken back");
        if (const QString staged = stagedAddress(); problem.isEmpty() && trial.phase != Phase::RollBack && staged != trial.forward)
            problem = QStringLiteral("%1 was staged, and staging says %2").arg(trial.forward, staged);
        return problem.isEmpty() && trial.told ? wrongWord(trial) : problem;
    }

    void everyBoundary(const char *part, bool master)
    {
        Campaign campaign("power", part, qPrintable(what));
        const QString missing = m_disk->fault();
        if (!missing.isEmpty()) {
            campaign.figure(QStringLiteral("not run"), missing);
            QSKIP(qPrintable(QStringLiteral("No disk that can lose its power can be made here: ") + missing));
        }
        m_checked.clear();
        m_recoveries.clear();
        const auto run = [&](Phase phase, const std::optional<Cut> &cut) {
            Trial trial{phase};
            const QString problem = master ? masterTrial(trial, cut) : memberTrial(trial, cut);
            const QString place = trial.struck ? cut->place : QStringLiteral("when it had ended");
            campaign.trial(problem.isEmpty() ? QString() : QStringLiteral("%1, power lost %2: %3").arg(FlowScene::nameOf(phase), place, problem));
            return trial;
        };
        for (const Phase phase : {Phase::Deploy, Phase::Prepare, Phase::Return, Phase::RollBack}) {
            const QList<SystemCall> calls = run(phase, std::nullopt).calls; // cut when it has ended
            const qsizetype boundaries = std::ranges::count_if(calls, isBoundary);
            QList<Cut> cuts = cutsOf(calls);
            QVERIFY2(boundaries > 5, campaign.told());
            const qsizetype every = Campaign::isWhole() ? 1 : cuts.size();
            int struck = 0;
            for (qsizetype i = every / 2; i < cuts.size() && campaign.failures() < mostFailures; i += every)
                struck += run(phase, cuts[i]).struck ? 1 : 0;
            // It does not make the same calls each time: until there is none of a number.
            QMap<QString, int> last;
            for (const SystemCall &call : calls) {
                if (isBoundary(call))
                    last[call.name] = call.occurrence;
            }
            for (auto it = last.cbegin(); it != last.cend() && Campaign::isWhole(); ++it) {
                for (int n = 1; n < mostMore && campaign.failures() < mostFailures; ++n) {
                    const SystemCall beyond{it.key(), *it + n, {}};
                    if (!run(phase, Cut{beyond, QStringLiteral("before ") + placeOf(beyond)}).struck)
                        break;
                    ++struck;
                }
            }
            campaign.figure(FlowScene::nameOf(phase), QStringLiteral("%1 boundaries, %2 cuts").arg(boundaries).arg(struck));
        }
        for (auto it = m_checked.cbegin(); it != m_checked.cend(); ++it)
            campaign.figure(QStringLiteral("fsck says \"%1\"").arg(it.key()), QStringLiteral("%1 times").arg(*it));
        if (!m_recoveries.isEmpty())
            campaign.figure(QStringLiteral("recovery before named starts"), spread(m_recoveries, QStringLiteral("ms, least / median / most")));
        QVERIFY2(campaign.good(), campaign.told());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<LiveGroup>([this](const Host &host) {
            if (host.number() != victimHost + 1)
                return;
            m_disk = std::make_unique<LossyDisk>(host.name(), QStringLiteral("/var/lib/lockstep"), &host);
            host.write(QStringLiteral("/run/boot_id"), anotherBoot());
            host.run({QStringLiteral("mount"), QStringLiteral("--bind"), QStringLiteral("/run/boot_id"), bootId});
        });
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
        m_truth.emplace(*m_group);
        m_scene.emplace(*m_group, *m_truth);
    }
    void cleanupTestCase()
    {
        m_scene.reset();
        m_truth.reset();
        if (m_group) {
            if (const qint64 pid = m_group->servers().masterPid(); pid > 1 && m_home) {
                ::kill(pid_t(pid), SIGKILL);
                m_group->host(0).ended(pid);
            }
        }
        m_home.reset();
        m_disk.reset();
        m_group.reset();
    }

    // Otherwise all that follows would prove nothing.
    void whatWasNotSyncedIsLost()
    {
        if (!m_disk->fault().isEmpty())
            QSKIP(qPrintable(m_disk->fault()));
        const QString folder = QStringLiteral("/var/lib/lockstep-trial");
        const Host &host = m_group->host(0);
        QCOMPARE(host.run({QStringLiteral("mkdir"), folder}).exit, 0);
        LossyDisk disk(QStringLiteral("trial"), folder, &host);
        QCOMPARE(disk.fault(), QString());
        host.write(folder + QStringLiteral("/before"), "old");
        QCOMPARE(host.run({QStringLiteral("sync"), QStringLiteral("-f"), folder}).exit, 0);
        host.write(folder + QStringLiteral("/synced"), "kept");
        QCOMPARE(host.run({QStringLiteral("sync"), folder + QStringLiteral("/synced"), folder}).exit, 0);
        host.write(folder + QStringLiteral("/unsynced"), "lost");
        host.write(folder + QStringLiteral("/new"), "new");
        QCOMPARE(host.run({QStringLiteral("mv"), folder + QStringLiteral("/new"), folder + QStringLiteral("/before")}).exit, 0);
        QCOMPARE(disk.losePower(), QString());
        QVERIFY(host.run({QStringLiteral("touch"), folder + QStringLiteral("/after")}).exit != 0);
        QCOMPARE(disk.comeBack(), QString());
        QCOMPARE(host.read(folder + QStringLiteral("/synced")), QByteArray("kept"));
        QCOMPARE(host.read(folder + QStringLiteral("/before")), QByteArray("old"));
        QCOMPARE(host.read(folder + QStringLiteral("/unsynced")), QByteArray());
    }

    void aMemberLosesItsPower() { everyBoundary("a member's ext4", false); }

    void theMasterLosesItsPower()
    {
        if (m_disk->fault().isEmpty()) {
            const qint64 pid = m_group->servers().masterPid();
            QVERIFY(pid > 1);
            ::kill(pid_t(pid), SIGTERM);
            QVERIFY(m_group->host(0).ended(pid));
            m_home = std::make_unique<LossyDisk>(QStringLiteral("home"), m_group->servers().home());
            QCOMPARE(m_home->fault(), QString());
            QFile boot(QStringLiteral("/tmp/lockstep-hosts/boot_id"));
            QVERIFY(boot.open(QIODevice::WriteOnly) && boot.write(anotherBoot()) > 0);
            boot.close();
            QCOMPARE(QProcess::execute(QStringLiteral("mount"), {QStringLiteral("--bind"), boot.fileName(), bootId}), 0);
        }
        everyBoundary("the master's ext4", true);
    }
};

LOCKSTEP_SUITE(TestPower)
#include "tst_power.moc"
