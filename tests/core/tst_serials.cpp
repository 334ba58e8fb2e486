// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/deskhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

constexpr quint32 today = 2026092101; // the host's day, first serial
constexpr quint32 unixTime = 1790000000;

// The zone's serial in a tree.
quint32 serialIn(const StagedTree &tree, const QString &zone = QStringLiteral("a.example"))
{
    const ZoneDecl *decl = tree.zone(zone, {});
    return decl ? tree.read(*decl).serial().value_or(0) : 0;
}

bool allAbove(quint32 serial, const QList<quint32> &others)
{
    return std::all_of(others.cbegin(), others.cend(), [&](quint32 one) { return serialIsAbove(serial, one); });
}

} // namespace

// The engine keeps every staged zone's serial above whatever anybody may have seen of it (DESIGN 3, RFC 1982).
class TestSerials : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneIsAboveTheOther_data()
    {
        QTest::addColumn<quint32>("one");
        QTest::addColumn<quint32>("other");
        QTest::addColumn<bool>("above");
        QTest::newRow("the next one") << 2U << 1U << true;
        QTest::newRow("the same") << 1U << 1U << false;
        QTest::newRow("the one before") << 1U << 2U << false;
        QTest::newRow("over the end of the numbers") << 0U << 4294967295U << true;
        QTest::newRow("not back over it") << 4294967295U << 0U << false;
        QTest::newRow("as far as it goes") << 2147483648U << 1U << true;
        QTest::newRow("the opposite point is not defined, so not above") << 2147483649U << 1U << false;
        QTest::newRow("nor from the other side") << 1U << 2147483649U << false;
    }

    void oneIsAboveTheOther()
    {
        QFETCH(quint32, one);
        QFETCH(quint32, other);
        QTEST(serialIsAbove(one, other), "above");
    }

    void aStagedZoneGetsASerial_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<quint32>("live");
        QTest::addColumn<quint32>("burned"); // 0: none
        QTest::addColumn<quint32>("staged");
        const auto row = [](const char *name, SerialPolicy policy, quint32 live, quint32 burned, quint32 staged) {
            QTest::newRow(name) << int(policy) << live << burned << staged;
        };
        row("date: an old number becomes today's first", SerialPolicy::Date, 7, 0, today);
        row("date: an old date becomes today's first", SerialPolicy::Date, 2025123199, 0, today);
        row("date: today's first becomes today's second", SerialPolicy::Date, today, 0, today + 1);
        row("date: after the 99th the next number, whatever day it reads", SerialPolicy::Date, 2026092199, 0, 2026092200);
        row("date: a date ahead is passed by one", SerialPolicy::Date, 2030010100, 0, 2030010101);
        row("date: a serial so far ahead that the date is not above it", SerialPolicy::Date, 4000000000U, 0, 4000000001U);
        row("date: a burned serial counts as used", SerialPolicy::Date, 7, today, today + 1);
        row("date: the higher one of live and burned counts", SerialPolicy::Date, today + 5, today, today + 6);
        row("plus one", SerialPolicy::PlusOne, 7, 0, 8);
        row("plus one: over burned ones", SerialPolicy::PlusOne, 7, 12, 13);
        row("plus one: over the end of the numbers, and never 0", SerialPolicy::PlusOne, 4294967295U, 0, 1);
        row("plus one: burned beyond the end counts as higher", SerialPolicy::PlusOne, 4294967294U, 3, 4);
        row("unix time", SerialPolicy::UnixTime, 7, 0, unixTime);
        row("unix time: within the same second", SerialPolicy::UnixTime, unixTime, 0, unixTime + 1);
        row("unix time: a date serial is above it for long", SerialPolicy::UnixTime, today, 0, today + 1);
    }

    void aStagedZoneGetsASerial()
    {
        QFETCH(int, policy);
        QFETCH(quint32, live);
        QFETCH(quint32, burned);
        QFETCH(quint32, staged);
        DeskHost host{SerialPolicy(policy)};
        host.makeLive(host.with(zoneFileA, simZone(live, 2)), {});
        if (burned > 0)
            QVERIFY(host.desk->burn(host.treeOf(host.with(zoneFileA, simZone(burned, 2)))));
        host.reopen(); // what is burned stays so
        QVERIFY(host.desk->stageRecord({{}, QStringLiteral("a.example"), {}, QStringLiteral("h9"), {}, QStringLiteral("A 10.0.0.9")},
                                       QStringLiteral("anna")));
        const StagedTree tree = *host.desk->stagedTree();
        QCOMPARE(serialIn(tree), staged);
        QVERIFY(allAbove(staged, burned > 0 ? QList<quint32>{live, burned} : QList<quint32>{live}));
        // One visible change of the engine's, for that zone alone.
        QCOMPARE(host.desk->changes().size(), 2);
        const Change serial = host.desk->changes().last();
        QCOMPARE(serial.kind, Change::Kind::Serial);
        QCOMPARE(serial.zone, QStringLiteral("a.example"));
        QCOMPARE(serial.author, QString());
        QCOMPARE(serial.before, QString::number(live));
        QCOMPARE(serial.after, QString::number(staged));
        QCOMPARE(serialIn(tree, QStringLiteral("b.example")), 4294967294U);
    }

    void whatAPersonSetsStaysIfItIsHighEnough_data()
    {
        QTest::addColumn<quint32>("own");
        QTest::addColumn<quint32>("staged");
        QTest::newRow("higher than live and burned") << 200U << 200U;
        QTest::newRow("higher than live, but burned") << 100U << today;
        QTest::newRow("as live") << 50U << today;
        QTest::newRow("lower than live") << 49U << today;
    }

    void whatAPersonSetsStaysIfItIsHighEnough()
    {
        QFETCH(quint32, own);
        DeskHost host;
        host.makeLive(host.with(zoneFileA, simZone(50, 2)), {});
        QVERIFY(host.desk->burn(host.treeOf(host.with(zoneFileA, simZone(100, 2)))));
        const QString seen = QString::fromLatin1(host.desk->stagedTree()->snapshot().find(DeskHost::root, zoneFileA)->digest.hex());
        QVERIFY(host.desk->stageFile({{}, DeskHost::root, zoneFileA, seen, simZone(own, 3)}, QStringLiteral("anna")));
        QTEST(serialIn(*host.desk->stagedTree()), "staged");
    }

    // It does not climb with every keystroke, and stays when it has to be made again another day.
    void theSerialStaysWhileItIsHighEnough()
    {
        DeskHost host;
        const auto add = [&](const char *owner) {
            return host.desk->stageRecord({{}, QStringLiteral("a.example"), {}, QLatin1String(owner), {}, QStringLiteral("A 10.0.0.9")},
                                          QStringLiteral("anna"));
        };
        QVERIFY(add("one"));
        const QString id = host.desk->changes().last().id;
        QCOMPARE(serialIn(*host.desk->stagedTree()), today);
        host.schedule.step(3 * 24 * 3600000LL);
        QVERIFY(add("two"));
        QCOMPARE(serialIn(*host.desk->stagedTree()), today);
        QCOMPARE(host.desk->changes().last().id, id);
        // Prepared: the number is burned, the next edit gets another one.
        QVERIFY(host.desk->burn(*host.desk->stagedTree()));
        QVERIFY(add("three"));
        QCOMPARE(serialIn(*host.desk->stagedTree()), 2026092401U);
    }

    void burningNeverGoesBack()
    {
        DeskHost host;
        const QString key = zoneKey(QStringLiteral("a.example"), {});
        for (const auto &[burn, highest] :
             QList<QPair<quint32, quint32>>{{100, 100}, {50, 100}, {101, 101}, {4000000000U, 101}, {2147483000U, 2147483000U}}) {
            QVERIFY(host.desk->burn(host.treeOf(host.with(zoneFileA, simZone(burn, 2)))));
            QCOMPARE(host.desk->burned().value(key), highest);
        }
        host.reopen();
        QCOMPARE(host.desk->burned().value(key), 2147483000U);
    }

    void theWayBackIsAboveTheWayForward_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<quint32>("live");
        QTest::addColumn<quint32>("forward");
        for (const SerialPolicy policy : {SerialPolicy::Date, SerialPolicy::PlusOne, SerialPolicy::UnixTime}) {
            const QByteArray name = wordsOf(policy).at(qsizetype(policy));
            QTest::newRow((name + ": usual").constData()) << int(policy) << 7U << 8U;
            QTest::newRow((name + ": today's").constData()) << int(policy) << today << today + 1;
            QTest::newRow((name + ": the end of the numbers").constData()) << int(policy) << 4294967294U << 4294967295U;
            QTest::newRow((name + ": over it").constData()) << int(policy) << 4294967295U << 1U;
        }
    }

    void theWayBackIsAboveTheWayForward()
    {
        QFETCH(int, policy);
        QFETCH(quint32, live);
        QFETCH(quint32, forward);
        DeskHost host{SerialPolicy(policy)};
        host.makeLive(host.with(zoneFileA, simZone(live, 2)), {});
        const StagedTree now = *host.desk->liveTree();
        const StagedTree next = host.treeOf(host.with(zoneFileA, simZone(forward, 3)));
        const Result<StagedTree> back = returnTree(now, next, SerialPolicy(policy), host.clock.now());
        QVERIFY(back);
        const quint32 serial = serialIn(*back);
        QVERIFY2(allAbove(serial, {live, forward}) && serial != 0, qPrintable(QString::number(serial)));
        QCOMPARE(*back->bytes(zonePathA), simZone(serial, 2)); // live's content, and nothing else differs
        QCOMPARE(back->snapshot().with(*now.snapshot().find(DeskHost::root, zoneFileA)), now.snapshot());
    }

    // Zones that come or go with the forward tree, and one that changes in what it includes.
    void theWayBackKnowsWhichZonesChange()
    {
        DeskHost host;
        const QString local = QStringLiteral("named.conf.local");
        host.makeLive(host.with(QStringLiteral("zones/hosts.inc"), "h7 IN A 10.0.0.7\n"), {});
        host.makeLive(host.with(zoneFileA, simZone(7, 2) + "$INCLUDE /etc/bind/zones/hosts.inc\n"), {});
        const StagedTree live = *host.desk->liveTree();
        const QByteArray conf = *live.bytes(QStringLiteral("/etc/bind/") + local);
        StagedTree next = *live.with(DeskHost::root, QStringLiteral("zones/hosts.inc"), QByteArray("h7 IN A 10.0.0.8\n"));
        next = *next.with(DeskHost::root, local,
                          conf.left(conf.indexOf("zone \"b.example\"")) + "zone \"c\" { type primary; file \"/etc/bind/zones/c\"; };\n");
        next = *next.with(DeskHost::root, QStringLiteral("zones/c"), simZone(3, 1));
        const Result<Serialled> raised = raiseSerials(live, next, {}, {}, SerialPolicy::PlusOne, {}, host.clock.now());
        QVERIFY(raised);
        QCOMPARE(raised->changes.size(), 1); // of the zone that includes; a new one keeps its own
        QCOMPARE(serialIn(raised->tree), 8U);
        QCOMPARE(serialIn(raised->tree, QStringLiteral("c")), 3U);
        const StagedTree back = *returnTree(live, raised->tree, SerialPolicy::PlusOne, host.clock.now());
        QCOMPARE(serialIn(back), 9U);
        QCOMPARE(serialIn(back, QStringLiteral("b.example")), 4294967294U); // unloaded meanwhile: nobody saw another one
        QCOMPARE(serialIn(back, QStringLiteral("example.net")), 2026010101U);
    }
};

LOCKSTEP_SUITE(TestSerials)
#include "tst_serials.moc"
