// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/agenthost.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString localFile = QStringLiteral("named.conf.local");

QByteArray zoneOf(const QByteArray &more) { return "zone \"d.example\" { type primary; file \"/var/lib/bind/d.example.db\"; " + more + " };\n"; }

// A member whose clients update the zone d.example; its file is this server's own.
struct DynamicHost : AgentHost
{
    QByteArray base = host.read(QStringLiteral("/etc/bind/named.conf.local"));
    QByteArray statement = zoneOf("allow-update { any; };");

    DynamicHost()
    {
        (void)host.disk.makePath(QStringLiteral("/var/lib/bind"), 0755);
        (void)host.disk.write(QStringLiteral("/var/lib/bind/d.example.db"), simZone(100, 1), 0644);
        const auto report = deploy(QStringLiteral("dynamic"), statement);
        if (!report || !report->proved || !call(agentcalls::confirm, host.named(QStringLiteral("dynamic"))))
            qFatal("the zone is not there");
        live = tree(statement);
        pass(1000);
    }
    Snapshot tree(const QByteArray &zone) { return host.edited(live, localFile, base + zone); }
    Result<SwitchReport> deploy(const QString &deployment, const QByteArray &zone)
    {
        const auto prepared = call(agentcalls::prepare, host.request(deployment, live.id(), tree(zone), live));
        if (!prepared || !prepared->ok)
            return fail(prepared ? QStringLiteral("refused") : prepared.error().code);
        return call(agentcalls::flip, host.flip(deployment, live.id(), 60000));
    }
    bool isFrozen() { return named.zones().value({QString(), QStringLiteral("d.example")}).frozen; }
    MemberStatus status() { return call(agentcalls::status, Nothing()).value_or(MemberStatus()); }
    bool tellsOfFrozen()
    {
        const QList<Error> problems = status().problems;
        return std::ranges::any_of(problems, [](const Error &one) {
            return one.code == QLatin1String("agent.frozen") && one.args == QStringList{QStringLiteral("d.example"), QString()};
        });
    }
};

const QByteArray otherJournal = zoneOf("allow-update { any; }; journal \"/var/lib/bind/other.jnl\";");
const QStringList once{QStringLiteral("freeze d.example"), QStringLiteral("thaw d.example")};

} // namespace

// Zones that take updates are frozen for a switch that needs it, and never stay so.
class TestWindows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatNeedsItIsFrozen_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QStringList>("windows");
        const QByteArray other = "zone \"e.example\" { type primary; file \"/etc/bind/zones/b.example.db\"; };\n";
        QTest::newRow("another zone comes") << zoneOf("allow-update { any; };") + other << QStringList();
        QTest::newRow("others may ask") << zoneOf("allow-update { any; }; allow-query { any; };") << QStringList();
        QTest::newRow("others may update") << zoneOf("update-policy { grant * zonesub ANY; };") << QStringList();
        QTest::newRow("its journal has the name that it had")
            << zoneOf("allow-update { any; }; journal \"/var/lib/bind/d.example.db.jnl\";") << QStringList();
        QTest::newRow("another journal") << otherJournal << once;
        QTest::newRow("it takes no more updates") << zoneOf("") << once;
        QTest::newRow("it goes") << QByteArray() << QStringList();
    }
    void onlyWhatNeedsItIsFrozen()
    {
        QFETCH(QByteArray, after);
        QFETCH(QStringList, windows);
        DynamicHost one;
        const auto report = one.deploy(QStringLiteral("e"), after);
        QVERIFY2(report && report->proved, report ? "not proved" : qPrintable(report.error().code));
        QCOMPARE(one.named.windows, windows);
        QVERIFY(!one.isFrozen());
        QVERIFY(!one.host.state().frozen);
    }

    // The way back changes the statement as well.
    void theReturnHasItsOwn()
    {
        DynamicHost one;
        QVERIFY(one.deploy(QStringLiteral("e"), otherJournal));
        const auto back = one.call(agentcalls::giveBack, one.host.named(QStringLiteral("e")));
        QVERIFY(back && back->proved);
        QCOMPARE(one.named.windows, once + once);
    }
    void soHasTheReturnWithoutAMaster()
    {
        DynamicHost one;
        QVERIFY(one.deploy(QStringLiteral("e"), otherJournal));
        one.pass(70000);
        QCOMPARE(one.host.status().phase, MemberPhase::Idle);
        QCOMPARE(one.named.windows, once + once);
        QVERIFY(!one.isFrozen() && !one.host.state().frozen);
    }

    // The note comes before the freeze, and goes after the thaw.
    void itIsNotedBefore()
    {
        DynamicHost one;
        const auto prepared = one.call(agentcalls::prepare, one.host.request(AgentHost::id, one.live.id(), one.tree(otherJournal), one.live));
        QVERIFY(prepared && prepared->ok);
        QJsonObject params = toJson(one.host.named(AgentHost::id));
        const auto wanted = one.host.ask<FrozenZones>(QStringLiteral("windows"), params);
        QVERIFY(wanted);
        const QList<FrozenZone> zones{{QStringLiteral("d.example"), QString()}};
        QCOMPARE(wanted->zones, zones);
        one.host.restart();
        QVERIFY(one.host.helper().load());
        QCOMPARE(one.host.state().frozen, std::optional(zones)); // on disk
        params.insert(QStringLiteral("masterId"), QStringLiteral("another"));
        QVERIFY(!one.host.say(QStringLiteral("windows"), params));
    }

    void onesThatStayFrozenGoBackAndAreTold()
    {
        DynamicHost one;
        one.named.stuck.insert(QStringLiteral("d.example"));
        const auto report = one.deploy(QStringLiteral("e"), otherJournal);
        QVERIFY(report);
        QVERIFY(!report->proved);
        QCOMPARE(report->problems.last().code, QStringLiteral("agent.frozen"));
        const auto back = one.call(agentcalls::giveBack, one.host.named(QStringLiteral("e")));
        QVERIFY(back && !back->proved);
        QVERIFY(one.isFrozen() && one.tellsOfFrozen());
        one.pass(60000);
        QVERIFY(one.isFrozen() && one.tellsOfFrozen());
        one.named.stuck.clear(); // whatever held it
        one.pass(700000);
        QVERIFY(!one.isFrozen() && !one.tellsOfFrozen());
        QVERIFY(!one.host.state().frozen);
        QVERIFY(one.status().served);
    }

    // The agent ends between the freeze and the thaw; the next one thaws first of all.
    void theNextAgentThaws()
    {
        DynamicHost one;
        one.named.stuck.insert(QStringLiteral("d.example"));
        QVERIFY(one.deploy(QStringLiteral("e"), otherJournal));
        QVERIFY(one.isFrozen());
        *one.life = false;
        one.named.stuck.clear();
        one.host.restart();
        const Life life = std::make_shared<bool>(true);
        SimClock clock(one.host.time, life);
        DirectLink link(one.host.helper());
        NamedLink bind(one.named, one.host.schedule, life);
        QCOMPARE(one.host.helper().recover(), Result<bool>(false));
        Agent second(clock, link, bind);
        TaskBag tasks;
        tasks.add(second.resume(false));
        one.pass(2000); // the guard has most of its time left
        QVERIFY(!one.isFrozen());
        QVERIFY(!one.host.state().frozen);
        QCOMPARE(one.host.status().phase, MemberPhase::Switched);
        *life = false;
    }

    void whatAPersonFrozeStaysFrozen()
    {
        DynamicHost one;
        QCOMPARE(one.named.freeze({QStringLiteral("d.example"), {}}), Result<bool>(true));
        const auto report = one.deploy(QStringLiteral("e"), otherJournal);
        QVERIFY(report && report->proved);
        QVERIFY(one.isFrozen());
        QVERIFY(!one.host.state().frozen);
    }

    void withoutAFreezeNothingIsSwitched()
    {
        DynamicHost one;
        const auto prepared = one.call(agentcalls::prepare, one.host.request(AgentHost::id, one.live.id(), one.tree(otherJournal), one.live));
        QVERIFY(prepared && prepared->ok);
        one.named.stop();
        const auto report = one.call(agentcalls::flip, one.host.flip(AgentHost::id, one.live.id()));
        QVERIFY(!report);
        QCOMPARE(report.error().code, QStringLiteral("agent.notfrozen"));
        QCOMPARE(one.host.status().phase, MemberPhase::Prepared);
        QCOMPARE(one.host.status().active, std::optional(one.live.id()));
        one.named.start();
        QVERIFY(one.call(agentcalls::flip, one.host.flip(AgentHost::id, one.live.id()))->proved);
        QVERIFY(!one.host.state().frozen);
    }
};

LOCKSTEP_SUITE(TestWindows)
#include "tst_windows.moc"
