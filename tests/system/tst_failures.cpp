// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/system/livegroup.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <signal.h>

using namespace lockstep;

// Members and masters that die, hang or are cut off in the middle of a flow. A stopped named holds a deploy between its flip and
// its proof for as long as a test needs.
class TestFailures : public QObject
{
    Q_OBJECT
    std::unique_ptr<LiveGroup> m_group;
    int m_next = 60;

    static constexpr int patience = 60000;

    QString freshAddress() { return QStringLiteral("192.0.2.%1").arg(m_next++); }
    void prepared()
    {
        QVERIFY(m_group->stageAddress(freshAddress()));
        const Host::Output done = m_group->lockstep(QStringLiteral("prepare"));
        QVERIFY2(done.exit == 0, (done.out + done.err).constData());
    }
    void pauseNamed(int index) { m_group->host(index).signal(m_group->host(index).namedPid(), SIGSTOP); }
    void resumeNamed(int index) { m_group->host(index).signal(m_group->host(index).namedPid(), SIGCONT); }
    // Waits for the end of a command that runs in the background.
    static Host::Output ended(QProcess &process)
    {
        if (process.state() != QProcess::NotRunning && !process.waitForFinished(90000)) {
            process.kill();
            process.waitForFinished();
            return {-1, process.readAllStandardOutput(), process.readAllStandardError() + "it did not end in time"};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    void killMaster()
    {
        const qint64 pid = m_group->servers().masterPid();
        QVERIFY(pid > 1);
        QCOMPARE(::kill(pid_t(pid), SIGKILL), 0);
        QVERIFY(m_group->host(0).ended(pid)); // this program is init here, and takes it away
    }
    bool isLate(int index)
    {
        const Host::Output list = m_group->lockstep(QStringLiteral("--json|member|list"));
        const QJsonArray all = QJsonDocument::fromJson(list.out).array();
        return all.at(index).toObject().value(QLatin1String("late")).toBool();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<LiveGroup>();
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
    }
    void cleanup()
    {
        for (int i = 0; i < 3; ++i)
            resumeNamed(i);
        m_group->lockstep(QStringLiteral("stage|discard|--all"));
        QTRY_COMPARE_WITH_TIMEOUT(m_group->quiet(), QString(), patience);
    }
    void cleanupTestCase() { m_group.reset(); }

    void aMemberIsDownAtPrepare()
    {
        m_group->servers().stopAgent(1);
        QVERIFY(m_group->stageAddress(freshAddress()));
        const Host::Output refused = m_group->lockstep(QStringLiteral("prepare"));
        QVERIFY2(refused.exit == 1 && refused.out.contains("ns2"), (refused.out + refused.err).constData());
        QVERIFY(m_group->everyServerAnswersLive());
        // Left out by name, the others go on; it is shown as behind until it is synchronised.
        QCOMPARE(m_group->lockstep(QStringLiteral("prepare|--exclude|ns2")).exit, 0);
        const Host::Output done = m_group->lockstep(QStringLiteral("deploy"));
        QVERIFY2(done.exit == 0, (done.out + done.err).constData());
        const QString old = m_group->answer(1);
        m_group->deployed();
        QVERIFY(m_group->answer(0) != old);
        m_group->servers().startAgent(1);
        QTRY_VERIFY_WITH_TIMEOUT(m_group->lockstep(QStringLiteral("status")).out.contains("ns2     out-of-sync"), patience);
        const Host::Output synced = m_group->lockstep(QStringLiteral("member|sync|ns2"));
        QVERIFY2(synced.exit == 0, (synced.out + synced.err).constData());
    }

    void aMemberIsCutOffAtPrepare()
    {
        m_group->lockstep(QStringLiteral("status")); // connections are open
        m_group->host(1).cut(true);
        QVERIFY(m_group->stageAddress(freshAddress()));
        const auto preparing = m_group->start(QStringLiteral("prepare"));
        QTest::qWait(500);
        m_group->host(1).cut(false); // a short outage: TCP goes on where it was
        const Host::Output done = ended(*preparing);
        QVERIFY2(done.exit == 0, (done.out + done.err).constData());
    }

    void aMemberIsSlowAtPrepare()
    {
        QVERIFY(m_group->stageAddress(freshAddress()));
        m_group->servers().signalAgent(1, SIGSTOP);
        const auto preparing = m_group->start(QStringLiteral("prepare"));
        QTest::qWait(2000);
        QCOMPARE(preparing->state(), QProcess::Running);
        m_group->servers().signalAgent(1, SIGCONT);
        const Host::Output done = ended(*preparing);
        QVERIFY2(done.exit == 0, (done.out + done.err).constData());
    }

    void aMemberIsKilledDuringPrepare()
    {
        QVERIFY(m_group->stageAddress(freshAddress()));
        m_group->servers().signalAgent(1, SIGSTOP);
        const auto preparing = m_group->start(QStringLiteral("prepare"));
        QTest::qWait(500);
        m_group->servers().stopAgent(1);
        const Host::Output done = ended(*preparing);
        QVERIFY2(done.exit == 1 && done.out.contains("ns2"), (done.out + done.err).constData());
        QVERIFY(m_group->everyServerAnswersLive());
        m_group->servers().startAgent(1);
    }

    void aMemberIsKilledBetweenFlipAndProof()
    {
        prepared();
        pauseNamed(1);
        const auto deploying = m_group->start(QStringLiteral("deploy"));
        QTRY_VERIFY_WITH_TIMEOUT(m_group->isSwitched(1), patience);
        m_group->servers().stopAgent(1);
        resumeNamed(1);
        m_group->servers().startAgent(1);
        const Host::Output done = ended(*deploying);
        QVERIFY2(done.exit == 1 && done.out.contains("ns2"), (done.out + done.err).constData());
        QVERIFY(m_group->everyServerAnswersLive());
    }

    void aMemberIsKilledBetweenProofAndDecision()
    {
        prepared();
        pauseNamed(2);
        const auto deploying = m_group->start(QStringLiteral("deploy"));
        QTRY_VERIFY_WITH_TIMEOUT(m_group->isKnownProved(1) && m_group->isSwitched(2), patience);
        m_group->servers().stopAgent(1);
        resumeNamed(2);
        m_group->servers().startAgent(1);
        const Host::Output done = ended(*deploying);
        QVERIFY2(done.exit == 0, (done.out + done.err).constData());
        m_group->deployed();
    }

    // Another boot: it returns by itself, and nobody may say then that it serves what it proved.
    void aMemberRebootsBetweenProofAndDecision()
    {
        prepared();
        pauseNamed(2);
        const auto deploying = m_group->start(QStringLiteral("deploy"));
        QTRY_VERIFY_WITH_TIMEOUT(m_group->isKnownProved(1) && m_group->isSwitched(2), patience);
        m_group->servers().stopAgent(1);
        const QString boot = QStringLiteral("/proc/sys/kernel/random/boot_id");
        m_group->host(1).write(QStringLiteral("/run/boot_id"), "11111111-2222-3333-4444-555555555555\n");
        QCOMPARE(m_group->host(1).run({QStringLiteral("mount"), QStringLiteral("--bind"), QStringLiteral("/run/boot_id"), boot}).exit, 0);
        m_group->servers().startAgent(1);
        QTRY_VERIFY_WITH_TIMEOUT(!m_group->isSwitched(1), patience);
        QVERIFY(m_group->servers().awaitAgent(1));
        resumeNamed(2);
        const Host::Output done = ended(*deploying);
        QVERIFY2(done.exit == 1 && done.out.contains("does not hold them any more"), (done.out + done.err).constData());
        QTRY_VERIFY_WITH_TIMEOUT(m_group->everyServerAnswersLive(), patience);
        m_group->host(1).run({QStringLiteral("umount"), boot});
    }

    void theMasterIsKilledBeforeTheDecision()
    {
        prepared();
        pauseNamed(2);
        const auto deploying = m_group->start(QStringLiteral("deploy"));
        QTRY_VERIFY_WITH_TIMEOUT(m_group->isProved(0) && m_group->isSwitched(2), patience);
        killMaster();
        QVERIFY(ended(*deploying).exit == 2); // the command says that the master is lost
        resumeNamed(2);
        // The next command starts it again: everybody returns. cleanup() demands in-sync and the old answers.
        QTRY_VERIFY_WITH_TIMEOUT(m_group->lockstep(QStringLiteral("status")).out.contains("in-sync\n"), patience);
        QVERIFY(m_group->everyServerAnswersLive());
    }

    void theMasterIsKilledAfterTheDecision()
    {
        prepared();
        pauseNamed(2);
        const auto deploying = m_group->start(QStringLiteral("deploy"));
        QTRY_VERIFY_WITH_TIMEOUT(m_group->isProved(0) && m_group->isKnownProved(1) && m_group->isSwitched(2), patience);
        m_group->servers().stopAgent(1); // it cannot take the confirm
        resumeNamed(2);
        QTRY_VERIFY_WITH_TIMEOUT(!m_group->isSwitched(0) && !m_group->isSwitched(2), patience); // confirmed: it was decided
        killMaster();
        QVERIFY(ended(*deploying).exit == 2);
        QVERIFY(m_group->isSwitched(1));
        m_group->servers().startAgent(1);
        m_group->deployed();
        QTRY_VERIFY_WITH_TIMEOUT(m_group->lockstep(QStringLiteral("status")).out.contains("in-sync\n") && !m_group->isSwitched(1), patience);
        QVERIFY(m_group->everyServerAnswersLive());
    }

    void namedRestartsWithAnUndecidedDeploy()
    {
        prepared();
        pauseNamed(2);
        const auto deploying = m_group->start(QStringLiteral("deploy"));
        QTRY_VERIFY_WITH_TIMEOUT(m_group->isProved(0) && m_group->isSwitched(2), patience);
        m_group->host(2).stopNamed(SIGKILL);
        const Host::Output done = ended(*deploying);
        QVERIFY2(done.exit == 1 && done.out.contains("ns3"), (done.out + done.err).constData());
        m_group->host(2).startNamed();
        QTRY_VERIFY_WITH_TIMEOUT(m_group->everyServerAnswersLive(), patience);
    }

    // Written into the served tree and loaded: seen, shown, put right - and no other data are served in the end.
    void anEditByHandIsShownAndPutRight()
    {
        const QString file = m_group->tree(1) + QStringLiteral("/etc-bind/zones/example.net.db");
        const QByteArray zone = m_group->host(1).read(file);
        QVERIFY(zone.contains("mx1\tIN\tA\t192.0.2.25"));
        m_group->host(1).write(file, QByteArray(zone).replace("mx1\tIN\tA\t192.0.2.25", "mx1\tIN\tA\t192.0.2.66"));
        m_group->host(1).run({QStringLiteral("rndc"), QStringLiteral("reload")});
        const auto mail = [&] {
            return m_group->host(0).dig({QStringLiteral("+short"), QStringLiteral("+norec"), u'@' + m_group->host(1).address(),
                                         QStringLiteral("mx1.example.net"), QStringLiteral("A")});
        };
        QTRY_COMPARE_WITH_TIMEOUT(mail(), QStringLiteral("192.0.2.66"), patience);
        const Host::Output status = m_group->lockstep(QStringLiteral("status"));
        QVERIFY2(status.out.contains("ns2     out-of-sync") && status.out.contains("zones/example.net.db"), status.out.constData());
        const Host::Output drift = m_group->lockstep(QStringLiteral("diff|--member|ns2"));
        QVERIFY2(drift.exit == 1 && drift.out.contains("192.0.2.66"), (drift.out + drift.err).constData());
        QCOMPARE(m_group->lockstep(QStringLiteral("diff|--member|ns1")).exit, 0);
        const Host::Output synced = m_group->lockstep(QStringLiteral("member|sync|ns2"));
        QVERIFY2(synced.exit == 0, (synced.out + synced.err).constData());
        QCOMPARE(mail(), QStringLiteral("192.0.2.25"));
        QCOMPARE(m_group->lockstep(QStringLiteral("diff|--member|ns2")).exit, 0);
    }

    void aMemberThatStaysAwayIsBroughtForward()
    {
        if (qEnvironmentVariableIsEmpty("LOCKSTEP_LONG"))
            QSKIP("Takes the guard's minute: ./run test --long.");
        prepared();
        pauseNamed(2);
        const auto deploying = m_group->start(QStringLiteral("deploy"));
        QTRY_VERIFY_WITH_TIMEOUT(m_group->isKnownProved(1) && m_group->isSwitched(2), patience);
        m_group->servers().stopAgent(1);
        resumeNamed(2);
        QVERIFY(deploying->waitForFinished(90000));
        QCOMPARE(deploying->exitCode(), 1); // live, but not on all
        QVERIFY(isLate(1));
        m_group->deployed();
        m_group->servers().startAgent(1);
        QTRY_VERIFY_WITH_TIMEOUT(m_group->lockstep(QStringLiteral("status")).out.startsWith("Edge: in-sync"), 60000);
        QVERIFY(!isLate(1));
    }
};

LOCKSTEP_SUITE(TestFailures)
#include "tst_failures.moc"
