// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simcontent.h"
#include "tests/simulation/simmaster.h"
#include "tests/simulation/simmember.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace lockstep;

namespace {

// Five members of one group and their master, nothing broken, with one record staged and prepared.
class Group5
{
public:
    static constexpr int size = 5;

    Group5()
    {
        for (int i = 0; i < size; ++i) {
            members.append(std::make_shared<SimMember>(schedule, network, random, i));
            members[i]->tell = [](const QString &) {};
            writeSimContent(members[i]->disk, i);
            members[i]->named.start();
            members[i]->startAgent();
        }
        master.tell = [](const QString &) {};
        master.start();
        const Result<lockstep::Group> made = master.call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("Edge")});
        group = made ? made->id : QString();
        for (int i = 0; i < size; ++i)
            ended(master.call(mastercalls::memberAdd, AddMemberRequest{group, QStringLiteral("ns%1").arg(i + 1), SimDialer::addressOf(i),
                                                                       QStringLiteral("code"), true, i > 0}));
    }

    void pass(qint64 milliseconds)
    {
        const qint64 end = schedule.time() + milliseconds;
        while (schedule.step(end)) {
        }
    }
    Operation now(const QString &operation) { return master.call(mastercalls::operationGet, OperationRequest{operation}).value_or(Operation()); }
    // As it is when `until` holds, at the latest in an hour.
    Operation when(const Result<Operation> &started, const std::function<bool(const Operation &)> &until)
    {
        if (!started)
            return {};
        Operation seen = *started;
        for (const qint64 end = schedule.time() + 3600000; !until(seen) && schedule.time() < end; seen = now(started->id))
            pass(100);
        return seen;
    }
    Operation ended(const Result<Operation> &started)
    {
        return when(started, [](const Operation &one) { return one.outcome != Outcome::Running; });
    }
    // What is prepared then, or a null seal.
    Digest stage()
    {
        ++edits;
        const auto staged = master.call(
            mastercalls::stageRecord,
            StageRecordRequest{
                group, QStringLiteral("a.example"), {}, QStringLiteral("new%1").arg(edits), {}, QStringLiteral("A 192.0.2.%1").arg(edits)});
        const Operation prepared = ended(staged ? master.call(mastercalls::prepare, PrepareGroupRequest{group, {}, {}}) : fail(staged.error()));
        return prepared.outcome == Outcome::Succeeded ? prepared.seal : Digest();
    }
    Result<Operation> deploy(const Rollout &rollout, int keepMinutes = 0)
    {
        return master.call(mastercalls::deploy, DeployGroupRequest{group, stage(), {}, rollout, keepMinutes});
    }
    GroupStatus status() { return master.call(mastercalls::groupStatus, StatusRequest{group, {}}).value_or(GroupStatus()); }
    quint32 serial(int member) const
    {
        const auto data = members[member]->named.zones().value({QString(), QStringLiteral("a.example")}).data;
        return data ? data->serial.value_or(0) : 0;
    }
    QList<quint32> serials() const
    {
        QList<quint32> all;
        for (int i = 0; i < size; ++i)
            all.append(serial(i));
        return all;
    }
    // How many serve something else than before.
    qsizetype switched(const QList<quint32> &before) const
    {
        qsizetype count = 0;
        for (int i = 0; i < size; ++i)
            count += serial(i) != before[i];
        return count;
    }

    std::mt19937 random{11};
    Schedule schedule;
    SimNetwork network{schedule, random};
    QTemporaryDir folder;
    QList<std::shared_ptr<SimMember>> members;
    SimMaster master{schedule, network, random, folder.path(),
                     [this](int member, const Life &life, std::unique_ptr<Channel> &end) { return members[member]->accept(life, end); }};
    QString group;
    int edits = 0;
};

QStringList codesOf(const Operation &operation)
{
    QStringList codes;
    for (const Error &problem : operation.problems)
        codes.append(problem.code);
    for (const MemberProgress &row : operation.members) {
        for (const Error &problem : row.problems)
            codes.append(problem.code);
    }
    return codes;
}

} // namespace

// In which order the members of a group are switched, what stops a deploy, and who decides it.
class TestRollout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wavesFollowEachOther()
    {
        Group5 five;
        const QList<quint32> before = five.serials();
        Rollout rollout{1, 2, Rollout::Unit::Members, {}, 30, 0};
        rollout.canary = five.status().members[3].id;
        const auto started = five.deploy(rollout);
        QVERIFY(started);
        const auto watching = [](int wave) {
            return [wave](const Operation &one) {
                return (one.step == QLatin1String("watching") && one.wave == wave) || one.outcome != Outcome::Running;
            };
        };
        Operation seen = five.when(started, watching(1));
        QCOMPARE(seen.step, QStringLiteral("watching"));
        QCOMPARE(seen.waves, std::optional(3));
        QVERIFY(seen.until);
        QCOMPARE(five.switched(before), 1);
        QVERIFY(five.serial(3) != before[3]); // the canary
        QCOMPARE(seen.find(rollout.canary)->wave, std::optional(1));
        seen = five.when(started, watching(2));
        QCOMPARE(five.switched(before), 3);
        const qint64 second = five.schedule.time();
        seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Succeeded);
        QVERIFY(five.schedule.time() - second >= 29000);
        QCOMPARE(five.switched(before), 5);
        QVERIFY(!seen.until);
        QCOMPARE(five.status().state, SyncState::InSync);
    }

    // A wave may be watched longer than a guard lasts: the members that wait are renewed.
    void watchedLongerThanTheGuard()
    {
        Group5 five;
        const QList<quint32> before = five.serials();
        const Operation seen = five.ended(five.deploy({2, 0, Rollout::Unit::Members, {}, 400, 0}));
        QCOMPARE(seen.outcome, Outcome::Succeeded);
        QCOMPARE(five.switched(before), 5);
    }

    void aWaveThatFailsStopsTheOthers()
    {
        Group5 five;
        const QList<quint32> before = five.serials();
        const Digest seal = five.stage();
        // The second member's named is gone when its wave comes.
        const auto started = five.master.call(mastercalls::deploy,
                                              DeployGroupRequest{five.group, seal, {}, Rollout{1, 1, Rollout::Unit::Members, {}, 30, 0}, 0});
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("watching"); });
        five.members[1]->named.stop();
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Returned);
        for (int i = 2; i < Group5::size; ++i)
            QCOMPARE(five.serial(i), before[i]); // their wave never came
        QVERIFY(five.serial(0) != before[0]);    // back, above what it had served
        five.members[1]->named.start();
        five.pass(300000);
        QCOMPARE(five.status().state, SyncState::InSync);
        QSet<quint32> served;
        for (const quint32 serial : five.serials())
            served.insert(serial);
        QCOMPARE(served.size(), 1);
    }

    void clientsThatGetWorseAnswersStopIt()
    {
        Group5 five;
        for (const auto &member : five.members)
            member->named.counts = {100000, 1000, 2000}; // three per cent
        const auto started = five.deploy({1, 0, Rollout::Unit::Members, {}, 30, 10});
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("watching"); });
        five.members[0]->named.counts = {101000, 1500, 2000}; // of the last thousand the half
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Returned);
        QVERIFY(codesOf(seen).contains(QStringLiteral("master.answersworse")));
        QCOMPARE(seen.members[0].problems.first().args.first(), QStringLiteral("50.0"));
    }

    void clientsThatGetTheSameAnswersDoNot()
    {
        Group5 five;
        for (const auto &member : five.members)
            member->named.counts = {100000, 1000, 2000};
        five.members[4]->named.statistics = false;
        const auto started = five.deploy({1, 0, Rollout::Unit::Members, {}, 30, 10});
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("watching"); });
        five.members[0]->named.counts = {101000, 1030, 2040};
        five.members[1]->named.counts = {100010, 1010, 2000}; // too few to say anything
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Succeeded);
        QCOMPARE(seen.warnings.value_or(QList<Error>()).size(), 1);
        QCOMPARE(seen.warnings->first().code, QStringLiteral("master.notwatched"));
        QCOMPARE(seen.warnings->first().args.first(), QStringLiteral("ns5"));
    }

    void aMemberThatGoesBackWhileItIsWatchedStopsIt()
    {
        Group5 five;
        const auto started = five.deploy({1, 0, Rollout::Unit::Members, {}, 120, 0});
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("watching"); });
        const quint32 forward = five.serial(0);
        five.members[0]->reboot(2000);
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Returned);
        QVERIFY(codesOf(seen).contains(QStringLiteral("master.unheld")));
        for (int i = 1; i < Group5::size; ++i)
            QVERIFY(five.serial(i) != forward);
    }

    // A member that proved and whose named ends while somebody thinks it over.
    void aNamedThatEndsMeanwhileStopsIt()
    {
        Group5 five;
        const auto started = five.deploy({}, 10);
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("keeping"); });
        five.members[2]->named.stop();
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Returned);
        QVERIFY(codesOf(seen).contains(QStringLiteral("master.unheld")));
        QVERIFY(!seen.members[2].problems.isEmpty());
    }

    // The agent alone, and every connection: the set is renewed by new ones.
    void aConnectionThatBreaksMeanwhileIsMadeAnew()
    {
        Group5 five;
        const auto started = five.deploy({1, 0, Rollout::Unit::Members, {}, 300, 0}, 10);
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("watching"); });
        for (int i = 0; i < Group5::size; ++i)
            five.network.reset(i);
        five.members[0]->killAgent();
        five.pass(3000);
        five.members[0]->startAgent();
        const Operation waiting = five.when(
            started, [](const Operation &one) { return one.step == QLatin1String("keeping") || one.outcome != Outcome::Running; });
        QCOMPARE(waiting.step, QStringLiteral("keeping"));
        for (int i = 0; i < Group5::size; ++i)
            five.network.reset(i);
        five.pass(200000);
        QVERIFY(five.master.call(mastercalls::operationKeep, OperationRequest{started->id}));
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Succeeded);
        QCOMPARE(std::ranges::count(seen.members, QStringLiteral("confirmed"), &MemberProgress::step), 5);
    }

    void itIsNotKeptAfterItWasStopped()
    {
        Group5 five;
        const auto started = five.deploy({}, 10);
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("keeping"); });
        QVERIFY(five.master.call(mastercalls::operationStop, OperationRequest{started->id}));
        QVERIFY(!five.master.call(mastercalls::operationKeep, OperationRequest{started->id}));
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Returned);
        QVERIFY(codesOf(seen).contains(QStringLiteral("master.stopped")));
    }

    void theCanaryMustTakePart()
    {
        Group5 five;
        const QString canary = five.status().members[4].id;
        const Digest seal = five.stage();
        Rollout rollout{1, 0, Rollout::Unit::Members, QStringLiteral("gone"), 5, 0};
        const auto refused = five.master.call(mastercalls::deploy, DeployGroupRequest{five.group, seal, {}, rollout, 0});
        QCOMPARE(refused ? QString() : refused.error().code, QStringLiteral("master.canary"));
        rollout.canary = canary;
        QCOMPARE(five.master.call(mastercalls::deploy, DeployGroupRequest{five.group, seal, {}, rollout, -5}).error().code,
                 QStringLiteral("json.field"));
        QCOMPARE(five.ended(five.master.call(mastercalls::deploy, DeployGroupRequest{five.group, seal, {}, rollout, 0})).outcome, Outcome::Succeeded);
    }

    void somebodyKeepsIt()
    {
        Group5 five;
        const auto started = five.deploy({}, 10);
        const Operation waiting = five.when(started, [](const Operation &one) { return one.step == QLatin1String("keeping"); });
        QCOMPARE(waiting.step, QStringLiteral("keeping"));
        QVERIFY(waiting.until);
        five.pass(400000); // longer than any guard
        QCOMPARE(five.now(started->id).step, QStringLiteral("keeping"));
        const int live = five.status().liveDeployment;
        QVERIFY(five.master.call(mastercalls::operationKeep, OperationRequest{started->id}));
        QCOMPARE(five.ended(started).outcome, Outcome::Succeeded);
        QCOMPARE(five.status().liveDeployment, live + 1);
        QCOMPARE(five.master.call(mastercalls::operationKeep, OperationRequest{started->id}).error().code, QStringLiteral("master.nooperation"));
    }

    void nobodyKeepsIt_data()
    {
        QTest::addColumn<bool>("stopped");
        QTest::newRow("the time runs out") << false;
        QTest::newRow("somebody takes it back") << true;
    }
    void nobodyKeepsIt()
    {
        QFETCH(bool, stopped);
        Group5 five;
        const auto started = five.deploy({}, 10);
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("keeping"); });
        const QList<quint32> switched = five.serials();
        const qint64 from = five.schedule.time();
        if (stopped)
            QVERIFY(five.master.call(mastercalls::operationStop, OperationRequest{started->id}));
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Returned);
        QCOMPARE(codesOf(seen).contains(QStringLiteral("master.notkept")), !stopped);
        QVERIFY(stopped ? five.schedule.time() - from < 60000 : five.schedule.time() - from >= 590000);
        for (int i = 0; i < Group5::size; ++i)
            QVERIFY(five.serial(i) != switched[i]);
        five.pass(60000);
        QCOMPARE(five.status().state, SyncState::InSync);
    }

    // What nobody kept when the master ended is taken back by whoever starts it again.
    void aMasterThatEndsMeanwhile()
    {
        Group5 five;
        const QList<quint32> before = five.serials();
        const auto started = five.deploy({}, 10);
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("keeping"); });
        five.master.kill();
        five.pass(5000);
        five.master.start();
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Returned);
        five.pass(60000);
        QCOMPARE(five.status().state, SyncState::InSync);
        QCOMPARE(five.switched(before), 5); // above what they had, with the same content
    }

    void theGroupsOwnRolloutCounts()
    {
        Group5 five;
        EditGroupRequest settings;
        settings.group = five.group;
        settings.rollout = Rollout{50, 0, Rollout::Unit::Percent, {}, 5, 0};
        settings.keepMinutes = 3;
        const auto set = five.master.call(mastercalls::groupEdit, settings);
        QVERIFY(set);
        QCOMPARE(set->rollout->first, 50);
        const auto started = five.master.call(mastercalls::deploy, DeployGroupRequest{five.group, five.stage(), {}});
        const Operation waiting = five.when(
            started, [](const Operation &one) { return one.step == QLatin1String("keeping") || one.outcome != Outcome::Running; });
        QCOMPARE(waiting.waves, std::optional(2));
        QCOMPARE(std::ranges::count(waiting.members, std::optional(1), &MemberProgress::wave), 3);
        QVERIFY(five.master.call(mastercalls::operationKeep, OperationRequest{started->id}));
        QCOMPARE(five.ended(started).outcome, Outcome::Succeeded);
    }

    void settingsThatMakeNoSense_data()
    {
        QTest::addColumn<EditGroupRequest>("asked");
        const auto with = [](auto change) {
            EditGroupRequest request;
            change(request);
            return request;
        };
        QTest::newRow("a hundred and one per cent")
            << with([](EditGroupRequest &r) { r.rollout = Rollout{101, 0, Rollout::Unit::Percent, {}, 0, 0}; });
        QTest::newRow("fewer than none") << with([](EditGroupRequest &r) { r.rollout = Rollout{-1, 0, Rollout::Unit::Members, {}, 0, 0}; });
        QTest::newRow("watched for ever") << with([](EditGroupRequest &r) { r.rollout = Rollout{1, 0, Rollout::Unit::Members, {}, 1 << 30, 0}; });
        QTest::newRow("later waves without a first one")
            << with([](EditGroupRequest &r) { r.rollout = Rollout{0, 2, Rollout::Unit::Members, {}, 5, 0}; });
        QTest::newRow("watched for no time") << with([](EditGroupRequest &r) { r.rollout = Rollout{1, 0, Rollout::Unit::Members, {}, 0, 5}; });
        QTest::newRow("a canary that is no member")
            << with([](EditGroupRequest &r) { r.rollout = Rollout{1, 0, Rollout::Unit::Members, QStringLiteral("nobody"), 5, 0}; });
        QTest::newRow("a rule that is no pattern") << with([](EditGroupRequest &r) { r.driftRules = QStringList{QStringLiteral("/etc/bind/[")}; });
        QTest::newRow("kept for a week") << with([](EditGroupRequest &r) { r.keepMinutes = 7 * 24 * 60; });
        QTest::newRow("no deployment kept") << with([](EditGroupRequest &r) { r.keepDeployments = 0; });
        QTest::newRow("no name") << with([](EditGroupRequest &r) { r.name = QStringLiteral("  "); });
        QTest::newRow("a rule that is no path") << with([](EditGroupRequest &r) { r.driftRules = QStringList{QStringLiteral("zones/*")}; });
    }
    void settingsThatMakeNoSense()
    {
        QFETCH(EditGroupRequest, asked);
        Group5 five;
        asked.group = five.group;
        QVERIFY(!five.master.call(mastercalls::groupEdit, asked));
        QCOMPARE(five.status().group.name, QStringLiteral("Edge"));
        QVERIFY(!five.status().group.rollout);
    }

    // What a person looked at is what goes out, or nothing does.
    void aRollBackIsWhatWasLookedAt()
    {
        Group5 five;
        QCOMPARE(five.ended(five.deploy({})).outcome, Outcome::Succeeded);
        const auto shown = five.master.call(mastercalls::snapshotGet, SnapshotRequest{five.group, QStringLiteral("rollback:0")});
        QVERIFY(shown);
        const Result<Snapshot> tree = Snapshot::parse(shown->manifest);
        QVERIFY(tree);
        const Operation moved = five.ended(five.master.call(mastercalls::rollBack, RollBackRequest{five.group, 0, {}, false, Digest::of("other")}));
        QCOMPARE(moved.outcome, Outcome::Failed);
        QCOMPARE(codesOf(moved), QStringList{QStringLiteral("master.moved")});
        const Operation back = five.ended(five.master.call(mastercalls::rollBack, RollBackRequest{five.group, 0, {}, false, tree->id()}));
        QCOMPARE(back.outcome, Outcome::Succeeded);
        QCOMPARE(back.seal, tree->id());
        QCOMPARE(five.status().live, std::optional(tree->id()));
    }

    // Members forget what a stop has thrown away: it is not shown as a set that somebody may deploy.
    void aRollBackThatIsStoppedLeavesNoSet()
    {
        Group5 five;
        QCOMPARE(five.ended(five.deploy({})).outcome, Outcome::Succeeded);
        const std::optional<Digest> live = five.status().live;
        const auto started = five.master.call(mastercalls::rollBack, RollBackRequest{five.group, 0, {}, false, {}});
        QVERIFY(started);
        QVERIFY(five.master.call(mastercalls::operationStop, OperationRequest{started->id}));
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Failed);
        QCOMPARE(codesOf(seen), QStringList{QStringLiteral("master.stopped")});
        QVERIFY(!five.status().prepared);
        QCOMPARE(five.status().live, live);
    }

    // Its other end waits for the rest of a record that a flipped bit has made longer, say, and TCP has nothing to complain of.
    void aConnectionThatOnlyLooksOpenIsMadeAnew()
    {
        std::shared_ptr<SimLine> deaf;
        Group5 five;
        five.pass(15000);
        QCOMPARE(five.status().sync[2].state, SyncState::InSync);
        five.network.setMeddler([&](const std::shared_ptr<SimLine> &line, const SimLine::Frame &frame) {
            if (!deaf && line->member == 2)
                deaf = line;
            return line == deaf && frame.to == 1 && !frame.end ? QList<SimLine::Frame>() : QList<SimLine::Frame>{frame};
        });
        five.pass(60000);
        QVERIFY(deaf);
        QCOMPARE(five.status().sync[2].state, SyncState::InSync);
    }

    // Its disk was full when it should have noted the decision: it serves live for now, goes back when its time is over, and is brought
    // to live again.
    void whoCouldNotConfirmIsBroughtToLive()
    {
        Group5 five;
        five.pass(15000);
        SimMember &member = *five.members[2];
        const quint32 before = five.serial(2);
        const auto started = five.deploy({});
        QVERIFY(started);
        for (int tries = 0; five.now(started->id).members.value(2).step != QLatin1String("proved") && tries < 5000; ++tries)
            five.pass(1);
        member.disk.setFree(0);
        const Operation ended = five.ended(started);
        QCOMPARE(ended.outcome, Outcome::Succeeded);
        QVERIFY(five.status().members[2].late);
        five.pass(20000); // looked at while it still serves live
        const GroupStatus meanwhile = five.status();
        QCOMPARE(five.serial(2), five.serial(0));
        QCOMPARE(meanwhile.state, SyncState::FilesMatch); // it serves live, and will go back: nobody is told that all is well
        QCOMPARE(meanwhile.sync[2].reasons.value(1).code, QStringLiteral("master.unconfirmed"));
        member.disk.setFree(1LL << 40);
        five.pass(300000);
        QCOMPARE(five.status().state, SyncState::InSync);
        QCOMPARE(five.serials(), QList<quint32>(5, five.serial(0)));
        QVERIFY(five.serial(0) > before);
    }

    // A member that cannot take live goes back to its own files, not to live's.
    void aSynchronisedMemberThatFailsKeepsItsOwn()
    {
        Group5 five;
        SimMember &member = *five.members[2];
        const QString zone = QStringLiteral("/var/lib/lockstep/current/etc-bind/zones/a.example.db");
        five.pass(2000);
        QVERIFY(member.disk.write(zone, simZone(77, 9), 0644));
        QVERIFY(member.named.reload());
        five.pass(2000);
        QCOMPARE(five.serial(2), 77U);
        const GroupStatus before = five.status();
        QCOMPARE(before.state, SyncState::OutOfSync);
        QCOMPARE(before.sync[2].drifted.value_or(QStringList()), QStringList{QStringLiteral("/etc/bind/zones/a.example.db")});
        // What is switched to is not what named reads: it is stopped in between.
        const auto started = five.master.call(mastercalls::memberSync, SynchroniseRequest{five.group, before.members[2].id});
        five.when(started, [](const Operation &one) { return one.step == QLatin1String("switching") || one.outcome != Outcome::Running; });
        member.named.stop();
        five.pass(40000);
        member.named.start();
        const Operation seen = five.ended(started);
        QCOMPARE(seen.outcome, Outcome::Undecided); // nobody can prove anything without named
        five.pass(120000);
        const auto data = member.named.zones().value({QString(), QStringLiteral("a.example")}).data;
        QVERIFY(data);
        QCOMPARE(data->records.size(), ZoneFile::parse({}, simZone(77, 9), QByteArray("\1a\7example\0", 11)).records().size());
        QVERIFY(serialIsAbove(*data->serial, 77));
        // Asked again with nothing broken it takes live.
        QCOMPARE(five.ended(five.master.call(mastercalls::memberSync, SynchroniseRequest{five.group, before.members[2].id})).outcome,
                 Outcome::Succeeded);
        QCOMPARE(five.serial(2), five.serial(1));
    }

    void driftThatIsAllowedIsNone()
    {
        Group5 five;
        EditGroupRequest settings;
        settings.group = five.group;
        settings.driftRules = QStringList{QStringLiteral("/etc/bind/zones/a.*")};
        QVERIFY(five.master.call(mastercalls::groupEdit, settings));
        five.pass(2000);
        QVERIFY(five.members[0]->disk.write(QStringLiteral("/var/lib/lockstep/current/etc-bind/zones/a.example.db"), simZone(77, 9), 0644));
        five.pass(2000);
        QCOMPARE(five.status().state, SyncState::InSync);
        QVERIFY(five.members[0]->disk.write(QStringLiteral("/var/lib/lockstep/current/etc-bind/zones/b.example.db"), simZone(77, 9), 0644));
        five.pass(2000);
        const GroupStatus status = five.status();
        QCOMPARE(status.state, SyncState::OutOfSync);
        QCOMPARE(status.sync[0].drifted.value_or(QStringList()), QStringList{QStringLiteral("/etc/bind/zones/b.example.db")});
    }
};

LOCKSTEP_SUITE(TestRollout)
#include "tst_rollout.moc"
