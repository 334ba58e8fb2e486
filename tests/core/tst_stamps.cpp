// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/helperhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

constexpr qint64 namedBehind = 20; // as the agent reckons
const QString pathB = QStringLiteral("/etc/bind/zones/b.example.db");
const QString optionsPath = QStringLiteral("/etc/bind/named.conf.options");
constexpr qint64 hour = 3600000;
} // namespace

// named reads a zone again exactly when its file is younger than what it has (DESIGN 4): whatever the clock did, what a switch
// changes must be younger than what was served under that name, and what it does not change as old as before.
class TestStamps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatChangesIsYounger_data()
    {
        QTest::addColumn<qint64>("live");  // age of the served file when the set is switched to, ms
        QTest::addColumn<qint64>("clock"); // how far the clock is stepped between prepare and flip
        QTest::newRow("an old file") << 400 * 24 * hour << qint64(0);
        QTest::newRow("a file of this moment") << qint64(0) << qint64(0);
        QTest::newRow("a file of the future") << -24 * hour << qint64(0);
        QTest::newRow("the clock stepped back by an hour") << qint64(1000) << -hour;
        QTest::newRow("the clock stepped back to 1970") << qint64(1000) << qint64(-1790000000000);
        QTest::newRow("the clock stepped forward by a year") << qint64(1000) << 365 * 24 * hour;
    }

    void whatChangesIsYounger()
    {
        QFETCH(qint64, live);
        QFETCH(qint64, clock);
        HelperHost host;
        for (const QString &path : {zonePathA, pathB})
            QVERIFY(host.disk.setTime(path, host.time.now() - live));
        Snapshot base = host.adopt();
        const qint64 dateB = host.mtime(pathB);
        host.time.wall += clock;
        // Forward, confirmed; then forward again and back: every step is younger than the one before it.
        for (int round = 0; round < 3; ++round) {
            const quint32 serial = quint32(8 + 2 * round);
            const qint64 old = host.mtime(zonePathA);
            const Snapshot forward = host.edited(base, zoneFileA, simZone(serial, 3));
            QVERIFY(host.prepare(base, forward, host.edited(base, zoneFileA, simZone(serial + 1, 2)))->ok);
            QCOMPARE(host.mtime(zonePathA), old);
            QVERIFY(host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), base.id()))));
            const qint64 young = host.mtime(zonePathA);
            QVERIFY2(young >= old + 1000, qPrintable(QString::number(young - old)));
            QVERIFY(young >= host.time.now() - namedBehind);
            QCOMPARE(host.mtime(pathB), dateB);
            if (round < 2) {
                QVERIFY(host.confirm(QStringLiteral("d")));
                base = forward;
            } else {
                QVERIFY(host.say(QStringLiteral("back"), toJson(host.named(QStringLiteral("d")))));
                QVERIFY(host.mtime(zonePathA) >= young + 1000);
                QCOMPARE(host.mtime(pathB), dateB);
            }
            host.restart(); // the last stamp is on disk
            QVERIFY(host.helper().load());
        }
    }

    void aZoneIsAsYoungAsWhatItIncludes()
    {
        HelperHost host;
        const QString include = QStringLiteral("zones/hosts.inc");
        QVERIFY(host.disk.append(zonePathA, "$INCLUDE /etc/bind/zones/hosts.inc\n", 0644));
        QVERIFY(host.disk.write(QStringLiteral("/etc/bind/") + include, "h8 IN A 10.0.0.8\n", 0644));
        const Snapshot live = host.adopt();
        const qint64 date = host.mtime(zonePathA);
        host.schedule.step(host.schedule.time() + hour);
        QVERIFY(host.prepare(live, host.edited(live, include, "h8 IN A 10.0.0.9\n"), live)->ok);
        const auto plan = host.ask<FlipPlan>(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), live.id())));
        QVERIFY(plan);
        QCOMPARE(host.mtime(zonePathA), host.time.now() - namedBehind);
        QCOMPARE(host.mtime(QStringLiteral("/etc/bind/") + include), host.time.now() - namedBehind);
        QVERIFY(date < host.time.now());
        QCOMPARE(plan->reload.size(), 1);
        QCOMPARE(plan->reload.first().zone, QStringLiteral("a.example"));
        QVERIFY(!plan->reconfigure);
    }

    // Somebody wrote into the served tree and made named read it: the next switch puts the tree right, so named must read it again.
    void whatWasEditedByHandIsReadAgain_data()
    {
        QTest::addColumn<bool>("changes"); // the deployment changes that very file too
        QTest::newRow("a file that the deployment does not change") << false;
        QTest::newRow("a file that the deployment changes") << true;
    }

    void whatWasEditedByHandIsReadAgain()
    {
        QFETCH(bool, changes);
        HelperHost host;
        const Snapshot live = host.adopt();
        host.schedule.step(host.schedule.time() + hour);
        QVERIFY(host.disk.append(host.places.state + QStringLiteral("/current/etc-bind/") + zoneFileA, "byhand IN A 10.0.0.66\n", 0644));
        const qint64 byHand = host.mtime(zonePathA);
        QCOMPARE(byHand, host.time.now());
        QCOMPARE(host.status().drifted, QStringList{zonePathA});
        host.schedule.step(host.schedule.time() + hour);
        const Snapshot forward = changes ? host.edited(live, zoneFileA, simZone(8, 3))
                                         : host.edited(live, QStringLiteral("named.conf.options"), host.read(optionsPath) + "// x\n");
        QVERIFY(host.give(simZone(7, 2)));
        QVERIFY(host.prepare(live, forward, live)->ok);
        const auto plan = host.ask<FlipPlan>(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), live.id())));
        QVERIFY(plan);
        QCOMPARE(host.read(zonePathA), changes ? simZone(8, 3) : simZone(7, 2));
        QVERIFY(host.mtime(zonePathA) > byHand);
        QCOMPARE(plan->reload.size(), 1);
        QVERIFY(host.mtime(pathB) < byHand);
    }

    // named that was started meanwhile has no such zone, and its failed load is younger than the file.
    void whatWasShutByHandIsReadAgain()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        const qint64 date = host.mtime(zonePathA);
        host.schedule.step(host.schedule.time() + hour);
        const QString file = host.places.state + QStringLiteral("/current/etc-bind/") + zoneFileA;
        QVERIFY(host.disk.setMode(file, 0600));
        QCOMPARE(host.status().drifted, QStringList{zonePathA});
        QCOMPARE(host.status().problems.value(0).code, QStringLiteral("agent.permissions"));
        QCOMPARE(host.status().problems.value(0).args, (QStringList{zonePathA, QStringLiteral("600"), QStringLiteral("644")}));
        QVERIFY(host.prepare(live, live, live)->ok);
        const auto plan = host.ask<FlipPlan>(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), live.id())));
        QVERIFY(plan);
        QCOMPARE(host.status().drifted, QStringList());
        QCOMPARE(host.read(zonePathA), simZone(7, 2));
        QVERIFY(host.mtime(zonePathA) > date);
        QCOMPARE(plan->reload.size(), 1);
        QCOMPARE(plan->reload.first().zone, QStringLiteral("a.example"));
    }

    void aFileThatCannotBeDatedStopsTheSwitch()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        QVERIFY(host.prepare(live, host.edited(live, zoneFileA, simZone(8, 3)), live)->ok);
        for (int n = 1;; ++n) {
            host.files->failAt(n, false);
            const auto flipped = host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), live.id())));
            host.files->clearFaults();
            if (flipped) {
                QVERIFY(n > 5);
                break;
            }
            // Told as a failure: what is served is what was, or the record says that it must go back.
            QVERIFY(host.read(zonePathA) == simZone(7, 2) || host.state().switched);
            if (host.state().switched)
                QVERIFY(host.say(QStringLiteral("back"), toJson(host.named(QStringLiteral("d")))));
            QCOMPARE(host.read(zonePathA), simZone(7, 2));
            if (!host.state().prepared) {
                const Digest active = *host.status().active;
                QVERIFY(host.give(simZone(8, 3)));
                QVERIFY(host.say(QStringLiteral("prepare"),
                                 toJson(host.request(QStringLiteral("d"), active, HelperHost::with(live, zoneFileA, simZone(8, 3)), live))));
            }
        }
    }
};

LOCKSTEP_SUITE(TestStamps)
#include "tst_stamps.moc"
