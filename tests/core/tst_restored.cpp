// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/copyofmaster.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

template <class T> QString told(const Result<T> &result) { return result ? QStringLiteral("ok") : result.error().code; }

struct Restored
{
    MasterHouse house{2};
    CopyOfMaster copy{house};

    void add()
    {
        if (!house.addAll())
            qFatal("%s", qPrintable(house.trace.join(u'\n')));
    }
    void takeCopy() { copy.take(); }
    void goBack() { copy.goBack(); }
    bool deploy(int address)
    {
        if (!house.stageHost(QStringLiteral("a.example"), QStringLiteral("h%1").arg(address), address))
            return false;
        const Operation prepared = house.prepare();
        return prepared.outcome == Outcome::Succeeded && house.deploy(prepared.seal).outcome == Outcome::Succeeded;
    }
    Result<RestoreReport> look() { return house.master->call(mastercalls::masterRestored, RestoredRequest()); }
    Result<RestoreReport> confirm(bool missing = false)
    {
        return house.master->call(mastercalls::confirmRestore, ConfirmRestoreRequest{missing, {}});
    }
    AgentState state(int member) { return loadState(house.members[size_t(member)]->disk, SimMember::places()).value_or(AgentState()); }
};

} // namespace

// A master that came out of a backup, older than what its members serve.
class TestRestored : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itChangesNothingBeforeItIsConfirmed()
    {
        Restored one;
        one.add();
        QVERIFY(one.deploy(1));
        one.takeCopy();
        QVERIFY(one.deploy(2));
        const Digest served = *one.house.syncOf(0).active;
        one.goBack();
        const AgentState before[] = {one.state(0), one.state(1)};
        one.house.pass(120000);
        for (int member : {0, 1})
            QCOMPARE(toJson(one.state(member)), toJson(before[member]));
        const GroupStatus status = one.house.status();
        QCOMPARE(status.liveDeployment, 1);
        QCOMPARE(status.state, SyncState::OutOfSync);
        QVERIFY(one.house.codes(0).contains(QStringLiteral("master.behind")));
        for (const auto &code : {told(one.house.stageHost(QStringLiteral("a.example"), QStringLiteral("x"), 9)),
                                 told(one.house.master->call(mastercalls::prepare, PrepareGroupRequest{one.house.group, {}, {}})),
                                 told(one.house.master->call(mastercalls::memberSync, SynchroniseRequest{one.house.group, one.house.idOf(0)})),
                                 told(one.house.master->call(mastercalls::memberRelease, MemberRequest{one.house.group, one.house.idOf(0)})),
                                 told(one.house.master->call(mastercalls::masterRotate, Nothing())),
                                 told(one.house.master->call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("New")}))})
            QCOMPARE(code, QStringLiteral("master.readonly"));
        QCOMPARE(one.house.syncOf(0).active, std::optional(served));
    }

    void whatMembersServeIsShownAndConfirmed()
    {
        Restored one;
        one.add();
        QVERIFY(one.deploy(1));
        one.takeCopy();
        one.goBack();
        Result<RestoreReport> report = one.look();
        QVERIFY(report);
        QVERIFY(report->waiting);
        QCOMPARE(report->taken, CopyOfMaster::taken);
        QCOMPARE(report->members.size(), 2);
        for (const RestoredMember &member : std::as_const(report->members)) {
            QVERIFY(member.answered && member.known);
            QCOMPARE(member.deployment, 1);
            QCOMPARE(member.epoch, 1);
            QCOMPARE(member.group, QStringLiteral("Edge"));
        }
        QVERIFY(one.confirm());
        QCOMPARE(one.look()->waiting, false);
        QCOMPARE(told(one.confirm()), QStringLiteral("master.notrestored"));
        QCOMPARE(one.house.status().state, SyncState::InSync);
        QCOMPARE(one.state(0).epoch, 2);
        one.house.master->start();
        QCOMPARE(one.look()->waiting, false); // and so it stays
        QVERIFY(one.deploy(3));
        QCOMPARE(one.state(1).epoch, 2);
    }

    void itGoesOnFromWhatMembersServe()
    {
        Restored one;
        one.add();
        one.takeCopy();
        QVERIFY(one.deploy(1));
        one.goBack();
        const Result<RestoreReport> report = one.look();
        QVERIFY(!report->members.first().known);
        QCOMPARE(report->members.first().active, one.house.syncOf(0).active);
        QVERIFY(one.confirm());
        const HistoryList history = *one.house.master->call(mastercalls::historyList, HistoryRequest{one.house.group, {}, 1, 0});
        QCOMPARE(history.entries.first().type, QStringLiteral("restored"));
        one.house.pass(60000);
        QVERIFY(one.house.codes(0).contains(QStringLiteral("master.behind"))); // nobody is brought to an older live unasked
        QVERIFY(!one.deploy(2));
        for (const int member : {0, 1})
            QCOMPARE(one.house.sync(member).outcome, Outcome::Succeeded);
        QVERIFY(one.deploy(4));
        QCOMPARE(one.house.status().state, SyncState::InSync);
    }

    // Its epoch is above every one that a member has seen: the master that was thought lost is shut out.
    void theEpochIsAboveTheHighest()
    {
        Restored one;
        one.add();
        one.takeCopy();
        const AgentState bound = one.state(1);
        SimMember &member = *one.house.members[1];
        AgentState later = bound;
        later.epoch = 7; // another restore, of which this backup knows nothing
        QVERIFY(saveState(member.disk, SimMember::places(), later));
        member.disk.syncAll();
        member.startAgent();
        one.goBack();
        QCOMPARE(one.look()->members.last().epoch, 7);
        QCOMPARE(one.confirm()->epoch, 8);
        QCOMPARE(one.house.status().state, SyncState::InSync);
        QCOMPARE(one.state(0).epoch, 8);
        QCOMPARE(one.state(1).epoch, 8);
    }

    void aLiarDoesNotRaiseTheEpochForAll()
    {
        Restored one;
        one.add();
        one.takeCopy();
        AgentState later = one.state(1);
        later.epoch = std::numeric_limits<qint64>::max() - 1;
        SimMember &member = *one.house.members[1];
        QVERIFY(saveState(member.disk, SimMember::places(), later));
        member.disk.syncAll();
        member.startAgent();
        one.goBack();
        QCOMPARE(one.confirm()->epoch, 2);
        QCOMPARE(one.house.syncOf(0).state, SyncState::InSync);
        QCOMPARE(one.house.codes(1), QStringList{QStringLiteral("agent.epoch")});
    }

    void whoDoesNotAnswerIsWaitedFor()
    {
        Restored one;
        one.add();
        one.takeCopy();
        one.house.members[1]->killAgent();
        one.goBack();
        const Result<RestoreReport> report = one.look();
        QVERIFY(report->members.first().answered);
        QVERIFY(!report->members.last().answered);
        QVERIFY(!report->members.last().problems.isEmpty());
        const Result<RestoreReport> refused = one.confirm();
        QCOMPARE(told(refused), QStringLiteral("master.unread"));
        QCOMPARE(refused.error().args, QStringList{QStringLiteral("ns2")});
        QVERIFY(one.look()->waiting);
        QVERIFY(one.confirm(true));
        one.house.members[1]->startAgent();
        one.house.pass(30000);
        QCOMPARE(one.state(1).epoch, 2);
    }

    // What ran when the backup was made has ended since, nobody knows how: it is not taken up, and nobody goes back for it.
    void whatRanThenIsNotTakenUp()
    {
        Restored one;
        one.add();
        QVERIFY(one.house.stageHost(QStringLiteral("a.example"), QStringLiteral("h"), 5));
        const Operation prepared = one.house.prepare();
        const Result<Operation> started = one.house.startDeploy(prepared.seal);
        QVERIFY(started);
        one.takeCopy();
        QCOMPARE(one.house.finished(started).outcome, Outcome::Succeeded);
        const std::optional<Digest> served = one.house.syncOf(0).active;
        one.goBack();
        one.house.pass(200000);
        QCOMPARE(one.house.status().operation->outcome, Outcome::Undecided);
        QCOMPARE(one.house.status().operation->problems.last().code, QStringLiteral("master.unknownend"));
        QVERIFY(!one.house.status().prepared);
        QVERIFY(one.confirm());
        one.house.pass(200000);
        QCOMPARE(one.house.syncOf(0).active, served);
        QCOMPARE(one.house.syncOf(1).active, served);
    }

    // The confirmation is on disk as a whole or not at all.
    void aConfirmationThatIsCutShort()
    {
        for (int n = 1; n < 8; ++n) {
            Restored one;
            one.add();
            one.takeCopy();
            one.goBack();
            bool died = false;
            one.house.master->dieAtStatement(n, [&] { died = true; });
            (void)one.confirm();
            if (!died)
                break;
            one.house.master->start();
            const Result<RestoreReport> report = one.look();
            QVERIFY(report);
            QCOMPARE(report->epoch, report->waiting ? 1 : 2);
            if (report->waiting)
                QVERIFY(one.confirm());
            QCOMPARE(one.house.status().state, SyncState::InSync);
            QCOMPARE(one.state(0).epoch, 2);
        }
    }
};

LOCKSTEP_SUITE(TestRestored)
#include "tst_restored.moc"
