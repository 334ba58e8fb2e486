// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/masterhouse.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

using namespace lockstep;

// A server that takes its time to load what it was told to: what it will serve counts as what it serves.
class TestSlowNamed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The second member proves and its agent ends before it is told of the decision. It comes back, goes back by itself, and its named
    // has not loaded that yet when the master brings it forward.
    void serialsRiseAboveWhatIsStillToBeLoaded()
    {
        Campaign campaign("kills", "in memory, a member goes back and its named is slow", "");
        for (int away = 52000; away < 80000; away += Campaign::isWhole() ? 250 : 2000) {
            MasterHouse house{2};
            QVERIFY(house.addAll());
            QVERIFY(house.stageHost(QStringLiteral("a.example"), QStringLiteral("one"), 1));
            const Operation prepared = house.prepare();
            QCOMPARE(prepared.outcome, Outcome::Succeeded);
            const Result<Operation> started = house.startDeploy(prepared.seal);
            QVERIFY(started);
            const auto proved = [&] {
                const auto now = house.master->call(mastercalls::operationGet, OperationRequest{started->id});
                return now && now->members.value(1).step == QLatin1String("proved");
            };
            for (int tries = 0; !proved() && tries < 2000; ++tries)
                house.pass(1);
            house.members[1]->killAgent();
            house.members[1]->named.setSlowness(60000);
            house.pass(away);
            house.members[1]->startAgent();
            house.pass(300000);
            house.members[1]->named.setSlowness(20);
            house.pass(300000);
            QStringList wrong = house.trace.filter(QStringLiteral("went from serial"));
            if (house.status().state != SyncState::InSync)
                wrong.append(QStringLiteral("not everybody is in sync"));
            campaign.trial(wrong.isEmpty() ? QString() : QStringLiteral("%1 ms away: %2").arg(away).arg(wrong.join(QStringLiteral(", "))));
        }
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestSlowNamed)
#include "tst_slownamed.moc"
