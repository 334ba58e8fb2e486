// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/masterhouse.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {
template <class T> QString told(const Result<T> &result) { return result ? QStringLiteral("ok") : result.error().code; }
} // namespace

// Servers that are no members yet: who knows whom, and what the master may read of them.
class TestNewcomers : public QObject
{
    Q_OBJECT

    static Result<PreflightReport> preflight(MasterHouse &house, int member, const QString &code)
    {
        return house.master->call(mastercalls::memberPreflight, PreflightRequest{SimDialer::addressOf(member), code});
    }
    static Result<ManifestReply> compare(MasterHouse &house, int member)
    {
        return house.master->call(mastercalls::memberCompare, CompareRequest{house.group, SimDialer::addressOf(member)});
    }
    static Result<Operation> add(MasterHouse &house, const QString &group, int member, const QString &code)
    {
        return house.master->call(mastercalls::memberAdd,
                                  AddMemberRequest{group, MasterHouse::nameOf(member), SimDialer::addressOf(member), code, true, true});
    }

private Q_SLOTS:
    void oneCodeIsEnough()
    {
        MasterHouse house(1);
        QCOMPARE(told(preflight(house, 0, {})), QStringLiteral("master.nocode"));
        const QString code = SimDialer::freshCode();
        QCOMPARE(told(preflight(house, 0, code)), QStringLiteral("ok"));
        QCOMPARE(told(preflight(house, 0, code)), QStringLiteral("identity.secret")); // it works once
        QCOMPARE(told(preflight(house, 0, {})), QStringLiteral("ok"));                // and is not needed again
        house.master->start();                                                        // not after a restart either
        const Operation added = house.finished(add(house, house.group, 0, {}));
        QVERIFY2(added.outcome == Outcome::Succeeded, MasterHouse::told(added));
    }

    void aRemovedMemberComesBackWithoutACode()
    {
        MasterHouse house(1);
        QVERIFY(house.addAll());
        QVERIFY(house.master->call(mastercalls::memberRemove, MemberRequest{house.group, house.idOf(0)}));
        QCOMPARE(house.finished(add(house, house.group, 0, {})).outcome, Outcome::Succeeded);
        QVERIFY(house.master->call(mastercalls::memberRelease, MemberRequest{house.group, house.idOf(0)}));
        QCOMPARE(told(preflight(house, 0, {})), QStringLiteral("master.nocode")); // a released one has forgotten every master
    }

    void itsFilesAreReadWithoutBindingIt()
    {
        MasterHouse house(2, [](SimMember &member) {
            if (member.index == 1)
                (void)member.disk.write(QStringLiteral("/etc/bind/zones/a.example.db"), simZone(9, 5), 0644);
        });
        QCOMPARE(house.add(0).outcome, Outcome::Succeeded);
        QCOMPARE(told(compare(house, 1)), QStringLiteral("master.nocode"));
        QVERIFY(preflight(house, 1, SimDialer::freshCode()));
        const Result<ManifestReply> reply = compare(house, 1);
        QCOMPARE(told(reply), QStringLiteral("ok"));
        const Result<Snapshot> there = Snapshot::parse(reply->manifest);
        const auto zone = there->find(QStringLiteral("etc-bind"), QStringLiteral("zones/a.example.db"));
        QVERIFY(zone);
        QCOMPARE(*house.master->object(zone->digest), simZone(9, 5));
        // Statements of its own are split off, as in what is live: they are no difference.
        const Result<ManifestReply> live = house.master->call(mastercalls::snapshotGet, SnapshotRequest{house.group, QStringLiteral("live")});
        const SnapshotDiff difference = diff(*there, *Snapshot::parse(live->manifest));
        QCOMPARE(difference.changed.size(), 1);
        QCOMPARE(difference.added.size() + difference.removed.size(), 0);
        const Result<AgentState> state = loadState(house.members[1]->disk, SimMember::places());
        QVERIFY(!state || state->masterId.isEmpty());
    }

    void aServerBelongsToOneGroup()
    {
        MasterHouse house(1);
        QVERIFY(house.addAll());
        const Result<Group> other = house.master->call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("Other")});
        QCOMPARE(told(add(house, other->id, 0, {})), QStringLiteral("master.elsewhere"));
        const auto sameElsewhere = house.master->call(
            mastercalls::memberAdd,
            AddMemberRequest{other->id, QStringLiteral("x"), QStringLiteral("10.53.0.1"), {}, true, true}); // the port that is left out
        QCOMPARE(told(sameElsewhere), QStringLiteral("master.elsewhere"));
    }
};

LOCKSTEP_SUITE(TestNewcomers)
#include "tst_newcomers.moc"
