// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/agenthost.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString id = AgentHost::id;

} // namespace

// What a member does by itself, and what it says of itself.
class TestGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A guard that still sleeps for a switch that was confirmed early must not oversleep the next one.
    void theNextGuardMayBeShorter()
    {
        AgentHost one;
        QVERIFY(one.switchTo(simZone(8, 3), 900000));
        QVERIFY(one.call(agentcalls::confirm, one.host.named(id)));
        one.pass(60000);
        const Snapshot base = one.host.edited(one.live, zoneFileA, simZone(8, 3));
        const QString next = QStringLiteral("e");
        const auto prepared = one.call(agentcalls::prepare, one.host.request(next, base.id(), one.host.edited(base, zoneFileA, simZone(10, 4)),
                                                                             one.host.edited(base, zoneFileA, simZone(11, 3))));
        QVERIFY(prepared && prepared->ok);
        QVERIFY(one.call(agentcalls::flip, one.host.flip(next, base.id(), 60000)));
        QCOMPARE(one.serial(), 10U);
        one.pass(55000);
        QCOMPARE(one.serial(), 10U);
        one.pass(10000);
        QCOMPARE(one.serial(), 11U);
    }

    void withoutAMasterItReturns_data()
    {
        QTest::addColumn<qint64>("guard");
        QTest::addColumn<QList<qint64>>("renewals"); // ms after the switch
        QTest::addColumn<qint64>("last");            // still on F so long after the switch
        QTest::newRow("no word at all") << qint64(60000) << QList<qint64>() << qint64(59000);
        QTest::newRow("a renewal half way") << qint64(60000) << QList<qint64>{30000} << qint64(89000);
        QTest::newRow("renewals every third") << qint64(60000) << QList<qint64>{20000, 40000, 60000, 80000} << qint64(139000);
        QTest::newRow("a guard below the least is a second") << qint64(0) << QList<qint64>() << qint64(300);
        QTest::newRow("a guard over the most is a day") << qint64(1LL << 50) << QList<qint64>() << qint64(86399000);
    }

    void withoutAMasterItReturns()
    {
        QFETCH(qint64, guard);
        QFETCH(QList<qint64>, renewals);
        QFETCH(qint64, last);
        AgentHost one;
        const qint64 before = one.host.schedule.time();
        const auto report = one.switchTo(simZone(8, 3), guard);
        QVERIFY(report);
        QVERIFY(report->proved);
        QCOMPARE(one.serial(), 8U);
        for (const qint64 at : renewals) {
            one.pass(before + at - one.host.schedule.time());
            QVERIFY(one.call(agentcalls::renew, one.host.named(id)));
        }
        one.pass(before + last - one.host.schedule.time());
        QCOMPARE(one.serial(), 8U);
        QCOMPARE(one.host.status().phase, MemberPhase::Switched);
        one.pass(5000);
        QCOMPARE(one.serial(), 9U); // named serves R, nobody told it to
        QCOMPARE(one.host.status().phase, MemberPhase::Idle);
        QCOMPARE(one.call(agentcalls::confirm, one.host.named(id)).error().code, QStringLiteral("agent.returned"));
    }

    void aDecisionEndsTheGuard()
    {
        AgentHost one;
        QVERIFY(one.switchTo(simZone(8, 3), 60000));
        const auto status = one.call(agentcalls::confirm, one.host.named(id));
        QVERIFY(status);
        QCOMPARE(status->phase, MemberPhase::Idle);
        QVERIFY(status->served);
        one.pass(200000);
        QCOMPARE(one.serial(), 8U);
    }

    // A restart of the agent alone, in the same boot, takes the guard up where it was.
    void aRestartTakesTheGuardUp()
    {
        AgentHost one;
        QVERIFY(one.switchTo(simZone(8, 3), 60000));
        *one.life = false; // the first one does nothing more
        one.host.restart();
        const Life life = std::make_shared<bool>(true);
        SimClock clock(one.host.time, life);
        DirectLink link(one.host.helper());
        NamedLink bind(one.named, one.host.schedule, life);
        QCOMPARE(one.host.helper().recover(), Result<bool>(false));
        Agent second(clock, link, bind);
        TaskBag tasks;
        tasks.add(second.resume(false));
        one.pass(50000);
        QCOMPARE(one.serial(), 8U);
        one.pass(15000);
        QCOMPARE(one.serial(), 9U);
        *life = false;
    }

    void whatIsNotServedIsNotProved_data()
    {
        QTest::addColumn<bool>("statistics");
        QTest::newRow("with the statistics channel") << true;
        QTest::newRow("zone by zone") << false;
    }

    // A zone that named refuses: its old data stay, its files are new.
    void whatIsNotServedIsNotProved()
    {
        QFETCH(bool, statistics);
        AgentHost one;
        one.named.statistics = statistics;
        const QByteArray owner = nameToWire("a.example", QByteArray(1, '\0')).value_or(QByteArray());
        const ZoneFile wanted = ZoneFile::parse({}, simZone(8, 2), owner);
        const ProofQuestion question{QStringLiteral("a.example"), {}, owner, 6, {wanted.records().first().rdata}};
        const Snapshot forward = one.host.edited(one.live, zoneFileA, "no zone at all\n");
        PrepareRequest request = one.host.request(id, one.live.id(), forward, one.live);
        request.forwardProof = {question};
        QVERIFY(one.call(agentcalls::prepare, request));
        const auto report = one.call(agentcalls::flip, one.host.flip(id, one.live.id()));
        QVERIFY(report);
        QVERIFY(!report->proved);
        QCOMPARE(report->problems.first().code, QStringLiteral("agent.notserved"));
        QCOMPARE(report->problems.first().args.value(0), QStringLiteral("a.example"));
        QCOMPARE(one.serial(), 7U);
        QVERIFY(!one.call(agentcalls::status, Nothing())->served);
    }

    // Files put right by a switch are also what named has afterwards.
    void anEditByHandIsNotServedAfterASwitch()
    {
        AgentHost one;
        one.pass(1000);
        QVERIFY(one.host.disk.write(one.host.places.state + QStringLiteral("/current/etc-bind/zones/b.example.db"), simZone(4294967295U, 5), 0644));
        QVERIFY(one.named.reload());
        one.pass(1000);
        QCOMPARE(one.named.zones().value({QString(), QStringLiteral("b.example")}).data->serial, 4294967295U);
        QVERIFY(one.host.give(simZone(4294967294U, 2)));
        QVERIFY(one.switchTo(simZone(8, 3), 60000));
        one.pass(1000);
        QCOMPARE(one.named.differs(), QString());
        QCOMPARE(one.named.zones().value({QString(), QStringLiteral("b.example")}).data->serial, 4294967294U);
    }

    // What was proved of one named says nothing about the next one.
    void aNamedThatWasStartedAgainIsAskedAgain()
    {
        AgentHost one;
        QVERIFY(one.switchTo(simZone(8, 3), 60000));
        QVERIFY(one.call(agentcalls::confirm, one.host.named(id)));
        QVERIFY(one.call(agentcalls::status, Nothing())->served);
        one.pass(3000);
        one.named.stop();
        one.named.start();
        const auto status = one.call(agentcalls::status, Nothing());
        QVERIFY(status);
        QVERIFY(!status->served);
        QCOMPARE(status->problems.first().code, QStringLiteral("agent.restarted"));
        one.pass(5000);
        QVERIFY(one.call(agentcalls::status, Nothing())->served);
    }

    void aFileThatNobodyCanReadIsToldAfterARestart()
    {
        AgentHost one;
        QVERIFY(one.switchTo(simZone(8, 3), 60000));
        QVERIFY(one.call(agentcalls::confirm, one.host.named(id)));
        one.pass(3000);
        one.named.stop();
        one.named.unreadable.insert(QStringLiteral("/etc/bind/zones/a.example.db"));
        one.named.start();
        QVERIFY(!one.call(agentcalls::status, Nothing())->served);
        one.pass(100000);
        const auto status = one.call(agentcalls::status, Nothing());
        QVERIFY(!status->served);
        QVERIFY(std::ranges::any_of(status->problems, [](const Error &problem) {
            return problem.code == QLatin1String("agent.zonegone") && problem.args.value(0) == QLatin1String("a.example");
        }));
        one.named.unreadable.clear();
        one.pass(600000);
        QVERIFY(one.call(agentcalls::status, Nothing())->served);
        QCOMPARE(one.serial(), 8U);
    }

    // A named that nobody saw since it was started again, just before the switch.
    void whatNeedsARestartIsToldOfAnUnseenNamed()
    {
        AgentHost one;
        const QString path = QStringLiteral("named.conf.options");
        const auto text = one.host.disk.readThrough(QStringLiteral("/etc/bind/") + path);
        QVERIFY(text);
        const Snapshot forward = one.host.edited(one.live, path, QByteArray(*text).replace("recursion no;", "recursion no;\n\treuseport no;"));
        QVERIFY(one.call(agentcalls::prepare, one.host.request(id, one.live.id(), forward, one.live)));
        one.pass(3000);
        one.named.stop();
        one.named.start();
        one.pass(3000);
        QVERIFY(one.call(agentcalls::flip, one.host.flip(id, one.live.id(), 60000)));
        QVERIFY(one.call(agentcalls::confirm, one.host.named(id)));
        (void)one.call(agentcalls::status, Nothing());
        QCOMPARE(one.call(agentcalls::status, Nothing())->pendingRestart.value_or(QStringList()), QStringList{QStringLiteral("reuseport")});
    }

    // A hang-up that no named heard is no reason to wait before the next one; one that was heard makes it read every zone.
    void aHangUpThatNobodyHeardIsTriedAgain()
    {
        AgentHost one;
        QVERIFY(one.switchTo(simZone(8, 3), 60000));
        bool there = false;
        int heard = 0;
        one.host.hangUp = [&]() -> Result<void> {
            heard += there ? 1 : 0;
            return there ? Result<void>() : fail(QStringLiteral("agent.nonamed"));
        };
        one.named.stop();
        const auto back = one.call(agentcalls::giveBack, one.host.named(id));
        QVERIFY(back && !back->proved);
        QCOMPARE(heard, 0);
        there = true;
        one.pass(60000);
        QCOMPARE(heard, 1);
        one.pass(400000);
        QCOMPARE(heard, 1);
    }

    // Options that named reads only when it starts.
    void whatNeedsARestartIsTold()
    {
        AgentHost one;
        QVERIFY(one.call(agentcalls::status, Nothing()));
        const QString path = QStringLiteral("named.conf.options");
        const auto text = one.host.disk.readThrough(QStringLiteral("/etc/bind/") + path);
        QVERIFY(text);
        const Snapshot forward = one.host.edited(one.live, path, QByteArray(*text).replace("recursion no;", "recursion no;\n\treuseport no;"));
        const auto prepared = one.call(agentcalls::prepare, one.host.request(id, one.live.id(), forward, one.live));
        QVERIFY(prepared && prepared->ok);
        QCOMPARE(prepared->restart.value_or(QStringList()), QStringList{QStringLiteral("reuseport")});
        QVERIFY(one.call(agentcalls::flip, one.host.flip(id, one.live.id(), 60000)));
        QVERIFY(one.call(agentcalls::confirm, one.host.named(id)));
        const auto status = one.call(agentcalls::status, Nothing());
        QCOMPARE(status->pendingRestart.value_or(QStringList()), QStringList{QStringLiteral("reuseport")});
        QVERIFY(status->served);
        one.pass(3000);
        one.named.stop();
        one.named.start();
        (void)one.call(agentcalls::status, Nothing());
        one.pass(3000);
        QCOMPARE(one.call(agentcalls::status, Nothing())->pendingRestart.value_or(QStringList()), QStringList());
    }

    void whatPeopleDoByHandIsTold_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("told");
        QTest::newRow("a file more, which an include may find") << "zones/new.example.db" << true;
        QTest::newRow("a file more beside the main one") << "named.conf.more" << true;
        QTest::newRow("an editor's own file") << "zones/.a.example.db.swp" << false;
        QTest::newRow("what a package left") << "named.conf.dpkg-dist" << false;
    }
    void whatPeopleDoByHandIsTold()
    {
        QFETCH(QString, path);
        QFETCH(bool, told);
        AgentHost one;
        QVERIFY(one.call(agentcalls::status, Nothing())->drifted.isEmpty());
        QVERIFY(one.host.disk.write(one.host.places.state + QStringLiteral("/current/etc-bind/") + path, "// by hand\n", 0644));
        const auto status = one.call(agentcalls::status, Nothing());
        QVERIFY(status);
        QCOMPARE(status->drifted, told ? QStringList{QStringLiteral("/etc/bind/") + path} : QStringList());
        QCOMPARE(status->treeIntact, !told);
    }

    // Written under the same date, with as many bytes.
    void aDateThatWasPutBackHidesNothing()
    {
        AgentHost one;
        QVERIFY(one.call(agentcalls::status, Nothing())->drifted.isEmpty());
        const QString file = one.host.places.state + QStringLiteral("/current/etc-bind/") + zoneFileA;
        const auto facts = one.host.disk.factsThrough(file);
        const auto text = one.host.disk.readThrough(file);
        QVERIFY(facts && text);
        QVERIFY(one.host.disk.write(file, QByteArray(*text).replace("10.", "11."), 0644));
        QVERIFY(one.host.disk.setTime(file, facts->mtime));
        QCOMPARE(one.call(agentcalls::status, Nothing())->drifted, QStringList{QStringLiteral("/etc/bind/") + zoneFileA});
    }

    void withoutNamedNothingIsPrepared()
    {
        AgentHost one;
        one.named.stop();
        QCOMPARE(one.switchTo(simZone(8, 3), 60000).error().code, QStringLiteral("agent.nonamed"));
        const auto status = one.call(agentcalls::status, Nothing());
        QVERIFY(status);
        QVERIFY(!status->namedRunning);
        QVERIFY(!status->served);
        QVERIFY(status->treeIntact);
    }
};

LOCKSTEP_SUITE(TestGuard)
#include "tst_guard.moc"
