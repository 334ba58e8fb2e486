// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/masterhouse.h"
#include "tests/support/suite.h"

using namespace lockstep;

#define COMPARE_OUTCOME(operation, expected) \
    QVERIFY2((operation).outcome == Outcome::expected, MasterHouse::told(operation).constData())

// The master's flows over real agents: what is kept, refused and shown.
class TestMasterDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // --- what is sent
    void aDriftedMemberTakesTheNextDeployment()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        // Somebody writes into the live tree: the base of every delta is gone from this member.
        const Result<QString> current = house.members[1]->disk.readLink(QStringLiteral("/var/lib/lockstep/current"));
        QVERIFY(current);
        const QString file = QStringLiteral("/var/lib/lockstep/%1/etc-bind/zones/example.net.db").arg(*current);
        QVERIFY(house.members[1]->disk.write(file, "; by hand\n" + simZone(2026010101, 6), 0644));
        QCOMPARE(house.syncOf(1).state, SyncState::OutOfSync);
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        const Operation deployed = house.deploy(prepared.seal);
        COMPARE_OUTCOME(deployed, Succeeded);
        QCOMPARE(house.syncOf(1).state, SyncState::InSync);
    }

    void aDriftedMemberIsSynchronised()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        const Result<QString> current = house.members[1]->disk.readLink(QStringLiteral("/var/lib/lockstep/current"));
        QVERIFY(current);
        QVERIFY(house.members[1]->disk.write(QStringLiteral("/var/lib/lockstep/%1/etc-bind/zones/a.example.db").arg(*current), simZone(7, 5), 0644));
        QCOMPARE(house.syncOf(1).state, SyncState::OutOfSync);
        const Operation synced = house.sync(1);
        COMPARE_OUTCOME(synced, Succeeded);
        QCOMPARE(house.syncOf(1).state, SyncState::InSync);
    }
};

LOCKSTEP_SUITE(TestMasterDesk)
#include "tst_masterdesk.moc"
