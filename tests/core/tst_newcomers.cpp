// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/packing.h"
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

    // Objects come from a member only while they are asked for: it could fill the store otherwise.
    void nobodyPushesObjects_data()
    {
        QTest::addColumn<QString>("before"); // the reply that it pushes one in front of
        QTest::newRow("long after it was read") << QStringLiteral("member.status");
        QTest::newRow("while it is read") << QStringLiteral("object.get");
        QTest::newRow("after its files were refused") << QString();
    }

    void nobodyPushesObjects()
    {
        QFETCH(QString, before);
        MasterHouse house(1);
        const QByteArray unasked = "nobody asked for this";
        const QByteArray packed = pack(unasked);
        QByteArray frame(12, '\0');
        frame[3] = 99; // its number; it begins at 0
        const auto said = [](const char *method, const QJsonObject &params) {
            return jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                              {QStringLiteral("method"), QLatin1String(method)},
                              {QStringLiteral("params"), params}});
        };
        const QByteArray begin = said("object.begin", {{QStringLiteral("id"), 99},
                                                       {QStringLiteral("digest"), QString::fromLatin1(Digest::of(unasked).hex())},
                                                       {QStringLiteral("size"), packed.size()},
                                                       {QStringLiteral("encoding"), QStringLiteral("zstd")}});
        QHash<qint64, QString> asked;
        bool pushing = before == QLatin1String("object.get");
        bool refusing = before.isEmpty();
        int pushed = 0;
        house.network.setMeddler([&](const auto &, const SimLine::Frame &frame_) -> QList<SimLine::Frame> {
            const QJsonObject json = parseJson(frame_.bytes).value_or(QJsonObject());
            const qint64 id = json.value(QLatin1String("id")).toInteger(-1);
            if (frame_.to != 0) {
                asked.insert(id, json.value(QLatin1String("method")).toString());
                return {frame_};
            }
            const QString about = asked.value(id);
            if (refusing && about == QLatin1String("object.get")) {
                const Error gone{QStringLiteral("agent.object"), {}, {}, {}};
                const QJsonObject error{{QStringLiteral("code"), -1}, {QStringLiteral("message"), gone.code}, {QStringLiteral("data"), toJson(gone)}};
                return {
                    {0, jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")}, {QStringLiteral("id"), id}, {QStringLiteral("error"), error}}),
                     false, false}};
            }
            if (!pushing || pushed > 0 || frame_.binary || id < 0 || (!before.isEmpty() && about != before))
                return {frame_};
            ++pushed;
            return {{0, begin, false, false}, {0, frame + packed, true, false}, frame_};
        });
        const Operation added = house.add(0);
        // One that begins among others breaks the order of frames: the connection ends, and nothing was added.
        const bool holds = !refusing && !pushing;
        QCOMPARE(added.outcome, holds ? Outcome::Succeeded : Outcome::Failed);
        if (refusing) {
            QCOMPARE(told(preflight(house, 0, {})), QStringLiteral("ok"));
            pushing = true;
            refusing = false;
            (void)compare(house, 0);
        } else {
            pushing = true;
            (void)house.status();
            house.pass(30000);
        }
        QCOMPARE(pushed, 1);
        QCOMPARE(told(house.master->object(Digest::of(unasked))), QStringLiteral("snapshot.missing"));
        QCOMPARE(house.syncOf(0).state, holds ? SyncState::InSync : SyncState::Unknown); // it was refused, and the connection holds
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
