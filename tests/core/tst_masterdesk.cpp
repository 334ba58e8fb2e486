// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/masterhouse.h"
#include "tests/support/suite.h"

using namespace lockstep;

#define COMPARE_OUTCOME(operation, expected) QVERIFY2((operation).outcome == Outcome::expected, MasterHouse::told(operation).constData())

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

    // What differs per server is in no snapshot: that somebody edited it is told until it was checked, read by named and proved.
    void aFileOfOneServerAloneIsEdited()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        const QString file = QStringLiteral("/etc/lockstep/local.d/options.conf");
        MemoryFiles &disk = house.members[1]->disk;
        const auto isTold = [&](const QList<Error> &problems) {
            return std::ranges::any_of(problems,
                                       [&](const Error &one) { return one.code == QLatin1String("agent.local") && one.args.value(0) == file; });
        };
        const QByteArray before = disk.read(file).value_or(QByteArray());
        QCOMPARE(house.syncOf(1).state, SyncState::InSync);
        QVERIFY(disk.write(file + u'~', "a copy that an editor left\n", 0640));
        QCOMPARE(house.syncOf(1).state, SyncState::InSync);
        QVERIFY(disk.write(file, before + "// by hand\n", 0640));
        QCOMPARE(house.syncOf(1).state, SyncState::FilesMatch);
        QCOMPARE(house.syncOf(1).reasons.size(), 1);
        QVERIFY(isTold(house.syncOf(1).reasons));
        QVERIFY(disk.write(file, before, 0640)); // put back
        QCOMPARE(house.syncOf(1).state, SyncState::InSync);

        QVERIFY(disk.write(file, before + "// by hand\n", 0640));
        const int read = house.members[1]->named.reconfigured;
        COMPARE_OUTCOME(house.sync(1), Succeeded);
        QCOMPARE(house.syncOf(1).state, SyncState::InSync);
        QVERIFY(house.members[1]->named.reconfigured > read);

        // A deployment takes it along and says so; a file that goes counts, too.
        QVERIFY(disk.remove(QStringLiteral("/etc/lockstep/local.d/server.conf")) && disk.write(file, before, 0640));
        QCOMPARE(house.syncOf(1).state, SyncState::FilesMatch);
        QVERIFY(disk.write(QStringLiteral("/etc/lockstep/local.d/server.conf"), "// another\n", 0640));
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        QVERIFY2(isTold(prepared.warnings.value_or(QList<Error>())), MasterHouse::told(prepared).constData());
        QCOMPARE(house.syncOf(1).state, SyncState::FilesMatch);
        // Edited once more after the check: the deployment does not cover that.
        QVERIFY(disk.write(file, before + "// later\n", 0640));
        COMPARE_OUTCOME(house.deploy(prepared.seal), Succeeded);
        QCOMPARE(house.syncOf(1).state, SyncState::FilesMatch);
        QVERIFY(isTold(house.syncOf(1).reasons));
        COMPARE_OUTCOME(house.sync(1), Succeeded);
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

    // --- groups and members that go while something waits
    void aGroupIsDeletedWhileItsMembersAreLookedAt()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        house.network.setPartition(1, true);
        house.network.reset(1);
        COMPARE_OUTCOME(house.deploy(prepared.seal), Returned);
        // ns2 is being dialled, and will be late: nothing may come of that.
        QVERIFY(house.master->call(mastercalls::groupDelete, GroupRequest{house.group}));
        house.network.setPartition(1, false);
        house.pass(120000);
        const auto list = house.master->call(mastercalls::groupList, Nothing());
        QVERIFY(list && list->groups.isEmpty());
        QCOMPARE(house.master->call(mastercalls::groupStatus, StatusRequest{house.group, {}}).error().code, QStringLiteral("master.nogroup"));
    }

    void nobodyLeavesWhileAnOperationRuns()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        const MemberRequest leaver{house.group, house.idOf(1)};
        house.members[0]->named.setSlowness(3000);
        const Result<Operation> deploying = house.startDeploy(prepared.seal);
        QVERIFY(deploying);
        house.pass(100);
        QCOMPARE(house.master->call(mastercalls::memberRelease, leaver).error().code, QStringLiteral("master.busy"));
        QCOMPARE(house.master->call(mastercalls::memberDetach, leaver).error().code, QStringLiteral("master.busy"));
        QCOMPARE(house.master->call(mastercalls::memberRemove, leaver).error().code, QStringLiteral("master.busy"));
        QCOMPARE(house.master->call(mastercalls::groupDelete, GroupRequest{house.group}).error().code, QStringLiteral("master.busy"));
        COMPARE_OUTCOME(house.finished(deploying), Succeeded);
        QVERIFY(house.master->call(mastercalls::memberRelease, leaver));
        QCOMPARE(house.status().members.size(), 1);
    }

    void aMemberWithAnUndecidedDeployStaysAttached()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        const MemberRequest member{house.group, house.idOf(1)};
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        QVERIFY(house.startDeploy(prepared.seal));
        for (int i = 0; i < 2000 && !house.switched(1); ++i)
            house.pass(5);
        QVERIFY(house.switched(1));
        house.master->kill(); // the next start takes it back, and waits for the other member
        house.network.setPartition(0, true);
        house.master->start();
        house.pass(1000);
        const auto refused = house.master->call(mastercalls::memberDetach, member);
        QVERIFY(!refused);
        QVERIFY2(refused.error().code == QLatin1String("master.busy") || refused.error().code == QLatin1String("master.undecided"),
                 qPrintable(refused.error().code));
        house.network.setPartition(0, false);
        house.pass(200000);
        QVERIFY(house.master->call(mastercalls::memberDetach, member));
    }

    void aMemberAttachedAfterPrepareIsNamed()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        const MemberRequest second{house.group, house.idOf(1)};
        QVERIFY(house.master->call(mastercalls::memberDetach, second));
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        QVERIFY(house.master->call(mastercalls::memberAttach, second));
        const auto refused = house.startDeploy(prepared.seal);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("master.notheld"));
        QCOMPARE(refused.error().args, QStringList{QStringLiteral("ns2")});
        QVERIFY(house.master->call(mastercalls::memberDetach, second));
        COMPARE_OUTCOME(house.deploy(prepared.seal), Succeeded);
    }

    void aMemberExcludedByNameIsNotAskedFor()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const Operation prepared = house.prepare({house.idOf(1)});
        COMPARE_OUTCOME(prepared, Succeeded);
        COMPARE_OUTCOME(house.deploy(prepared.seal), Succeeded);
        QCOMPARE(house.syncOf(1).state, SyncState::OutOfSync);
    }

    // --- serials
    void aServerWithHigherSerialsIsOvertaken()
    {
        // The second server's zone is ahead of the group's, with other content: its outside secondaries hold 2026010150.
        MasterHouse house(2, [](SimMember &member) {
            if (member.index == 1)
                (void)member.disk.write(QStringLiteral("/etc/bind/zones/example.net.db"), simZone(2036010150, 9), 0644);
        });
        COMPARE_OUTCOME(house.add(0), Succeeded);
        const Operation added = house.add(1);
        COMPARE_OUTCOME(added, Succeeded);
        QVERIFY2(MasterHouse::told(added).contains("master.servedabove(2036010150,example.net"), MasterHouse::told(added).constData());
        QCOMPARE(house.syncOf(1).state, SyncState::InSync);
        QVERIFY(house.codes(1).contains(QStringLiteral("master.servedabove")));
        // Visible in staging, without any edit of a person, and not in other zones.
        const auto staged = house.master->call(mastercalls::stageList, GroupRequest{house.group});
        QVERIFY(staged);
        QCOMPARE(staged->changes.size(), 1);
        QCOMPARE(staged->changes[0].zone, QStringLiteral("example.net"));
        QCOMPARE(staged->changes[0].kind, Change::Kind::Serial);
        QVERIFY(serialIsAbove(staged->changes[0].after.toUInt(), 2036010150));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        QCOMPARE(prepared.seal, staged->staged);
        COMPARE_OUTCOME(house.deploy(prepared.seal), Succeeded);
        for (const auto &member : house.members)
            QVERIFY(serialIsAbove(*member->named.zones().value({QString(), QStringLiteral("example.net")}).data->serial, 2036010150));
        QVERIFY(house.codes(1).isEmpty());
        QVERIFY(house.master->call(mastercalls::stageList, GroupRequest{house.group})->changes.isEmpty());
    }

    void whatIsNotWhatWasReviewedIsNotPrepared()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const auto reviewed = house.master->call(mastercalls::stageList, GroupRequest{house.group});
        QVERIFY(reviewed);
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("newer"), 2));
        const auto now = house.master->call(mastercalls::stageList, GroupRequest{house.group});
        const auto refused = house.master->call(mastercalls::prepare, PrepareGroupRequest{house.group, {}, {}, reviewed->staged});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("master.reviewed"));
        QCOMPARE(refused.error().args, (QStringList{now->staged.seal(), reviewed->staged.seal()}));
        const Operation prepared = house.finished(house.master->call(mastercalls::prepare, PrepareGroupRequest{house.group, {}, {}, now->staged}));
        COMPARE_OUTCOME(prepared, Succeeded);
        QCOMPARE(prepared.seal, now->staged);
    }

    void prepareDoesNotRaiseWhatWasReviewed()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const auto before = house.master->call(mastercalls::stageList, GroupRequest{house.group});
        QVERIFY(before);
        // Somebody raises the serial on a member by hand, unseen until the prepare.
        const Result<QString> current = house.members[1]->disk.readLink(QStringLiteral("/var/lib/lockstep/current"));
        QVERIFY(current);
        QVERIFY(house.members[1]->disk.write(QStringLiteral("/var/lib/lockstep/%1/etc-bind/zones/example.net.db").arg(*current),
                                             simZone(2036010150, 6), 0644));
        house.pass(2000);
        QVERIFY(house.members[1]->named.reload());
        house.pass(1000);
        const Operation first = house.prepare();
        COMPARE_OUTCOME(first, Failed);
        QCOMPARE(first.problems.value(0).code, QStringLiteral("master.raised"));
        const Operation second = house.prepare();
        COMPARE_OUTCOME(second, Succeeded);
        QVERIFY(second.seal != before->staged);
        COMPARE_OUTCOME(house.deploy(second.seal), Succeeded);
        QVERIFY(serialIsAbove(*house.members[1]->named.zones().value({QString(), QStringLiteral("example.net")}).data->serial, 2036010150));
    }

    // --- staging
    void anEditIsThereAfterARestart()
    {
        MasterHouse house(1);
        QVERIFY(house.addAll());
        const auto text = [&](const QString &path, const QByteArray &bytes) {
            const auto manifest = house.master->call(mastercalls::snapshotGet, SnapshotRequest{house.group, QStringLiteral("staged")});
            const Result<Snapshot> staged = manifest ? Snapshot::parse(manifest->manifest) : fail(manifest.error());
            const auto entry = staged ? staged->find(QStringLiteral("etc-bind"), path) : std::nullopt;
            return house.master->call(mastercalls::stageFile, StageFileRequest{house.group, QStringLiteral("etc-bind"), path,
                                                                               entry ? QString::fromLatin1(entry->digest.hex()) : QString(), bytes});
        };
        // Edits that build on each other, the engine's serial in between.
        QVERIFY(house.stageHost(QStringLiteral("a.example"), QStringLiteral("one"), 1));
        QVERIFY(text(QStringLiteral("zones/a.example.db"), simZone(9, 4)));
        QVERIFY(house.stageHost(QStringLiteral("a.example"), QStringLiteral("two"), 2));
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("three"), 3));
        const auto before = house.master->call(mastercalls::stageList, GroupRequest{house.group});
        QVERIFY(before && before->conflicts.isEmpty());
        house.master->losePower();
        house.master->start();
        const auto after = house.master->call(mastercalls::stageList, GroupRequest{house.group});
        QVERIFY(after);
        QCOMPARE(after->staged, before->staged);
        QCOMPARE(after->changes, before->changes);
        const auto none = house.master->call(mastercalls::stageDiscard, DiscardRequest{house.group, {}});
        QVERIFY(none && none->changes.isEmpty());
        QCOMPARE(none->staged, house.status().live);
        QVERIFY(house.stageHost(QStringLiteral("b.example"), QStringLiteral("four"), 4));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        COMPARE_OUTCOME(house.deploy(prepared.seal), Succeeded);
    }

    void whatNoGroupNeedsIsSwept()
    {
        MasterHouse house(1);
        QVERIFY(house.addAll());
        const auto objects = [&] {
            qsizetype count = 0;
            const QStringList folders = house.master->disk.list(QStringLiteral("/objects")).value_or(QStringList());
            for (const QString &folder : folders)
                count += house.master->disk.list(QStringLiteral("/objects/") + folder).value_or(QStringList()).size();
            return count;
        };
        const qsizetype begin = objects();
        QVERIFY(begin > 0);
        Digest prepared;
        for (int i = 0; i < 5; ++i) { // prepared and given up, again and again
            QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new%1").arg(i), i));
            const Operation operation = house.prepare();
            COMPARE_OUTCOME(operation, Succeeded);
            prepared = operation.seal;
        }
        const qsizetype full = objects();
        COMPARE_OUTCOME(house.deploy(prepared), Succeeded);
        house.pass(10000);
        QVERIFY2(objects() < full && objects() <= begin + 4, qPrintable(QStringLiteral("%1 %2 %3").arg(begin).arg(full).arg(objects())));
        // Nothing that counts is gone: an older deployment goes out again, and the next edit too.
        const Operation back = house.finished(house.master->call(mastercalls::rollBack, RollBackRequest{house.group, 0, {}, false}));
        COMPARE_OUTCOME(back, Succeeded);
        house.pass(10000);
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("more"), 9));
        const Operation again = house.prepare();
        COMPARE_OUTCOME(again, Succeeded);
        COMPARE_OUTCOME(house.deploy(again.seal), Succeeded);
        QCOMPARE(house.status().state, SyncState::InSync);
    }

    // --- what is shown
    void whatIsShownWhileADeploymentRunsIsTrue()
    {
        MasterHouse house;
        QVERIFY(house.addAll());
        QVERIFY(house.stageHost(QStringLiteral("example.net"), QStringLiteral("new"), 1));
        const Operation prepared = house.prepare();
        COMPARE_OUTCOME(prepared, Succeeded);
        const Digest before = house.status().live.value_or(Digest());
        house.members[1]->named.setSlowness(5000);
        const Result<Operation> deploying = house.startDeploy(prepared.seal);
        QVERIFY(deploying);
        for (int i = 0; i < 4000 && house.syncOf(0).active != prepared.seal; ++i)
            house.pass(1);
        QCOMPARE(house.status().live, before);
        QCOMPARE(house.syncOf(0).state, SyncState::OutOfSync); // it has switched, the group has not
        QVERIFY(house.codes(0).contains(QStringLiteral("master.behind")));
        QCOMPARE(house.syncOf(1).state, SyncState::InSync);
        house.members[1]->named.setSlowness(20);
        for (int i = 0; i < 20000 && house.status().live != prepared.seal; ++i)
            house.pass(1);
        QCOMPARE(house.status().live, prepared.seal);
        QCOMPARE(house.syncOf(0).state, SyncState::FilesMatch); // decided, and not told yet: its guard runs
        QVERIFY(house.codes(0).contains(QStringLiteral("master.unconfirmed")));
        // Not confirmed and not to be reached: whatever was seen of it before, it is not known.
        house.network.setPartition(1, true);
        house.network.reset(1);
        house.pass(20000);
        QCOMPARE(house.status().operation->outcome, Outcome::Running);
        QCOMPARE(house.syncOf(0).state, SyncState::InSync);
        QCOMPARE(house.syncOf(1).state, SyncState::Unknown);
        QCOMPARE(house.status().state, SyncState::Unknown);
        house.network.setPartition(1, false);
        COMPARE_OUTCOME(house.finished(deploying), Succeeded);
    }

    void aGroupWithoutAnAttachedMemberIsUnknown()
    {
        MasterHouse house(1);
        QVERIFY(house.addAll());
        QCOMPARE(house.status().state, SyncState::InSync);
        QVERIFY(house.master->call(mastercalls::memberDetach, MemberRequest{house.group, house.idOf(0)}));
        QCOMPARE(house.status().state, SyncState::Unknown);
    }
};

LOCKSTEP_SUITE(TestMasterDesk)
#include "tst_masterdesk.moc"
