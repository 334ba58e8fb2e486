// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/keyplace.h"
#include "tests/core/masterhouse.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString masterKey = QStringLiteral("/data/identity.pem");
const QString agentKey = QStringLiteral("/var/lib/lockstep/identity.pem");

template <class T> QString told(const Result<T> &result) { return result ? QStringLiteral("ok") : result.error().code; }

// Dials as the network does: the agent shows the key of its file, the master one of its own, and each looks at the other's.
class KeyedDialer final : public AgentDialer
{
public:
    KeyedDialer(MasterHouse &house, Clock &clock, Life life, KeyPlace keys)
        : m_house(house), m_clock(clock), m_life(std::move(life)), m_keys(std::move(keys))
    {
    }
    static std::unique_ptr<AgentDialer> make(MasterHouse &house, Clock &clock, const Life &life, Files &files)
    {
        (void)files.makePath(QStringLiteral("/data"), 0700);
        const Result<KeyPlace> keys = KeyPlace::load(files, masterKey, QStringLiteral("master"));
        if (!keys)
            qFatal("%s", qPrintable(keys.error().code));
        return std::make_unique<KeyedDialer>(house, clock, life, *keys);
    }
    static Digest pinOf(SimMember &member) { return Identity::parse(*member.disk.read(agentKey))->pin(); }

    Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString address, Digest pin) override
    {
        return meet(m_keys.now().pin(), name, address, pin);
    }
    Task<Result<std::shared_ptr<AgentPeer>>> dialAsNext(QString name, QString address, Digest pin) override
    {
        return meet(m_keys.next()->pin(), name, address, pin);
    }
    Task<Result<Digest>> redeem(QString address, QString) override { co_return pinOf(at(address)); }
    std::optional<Digest> nextPin() const override { return m_keys.next() ? std::optional(m_keys.next()->pin()) : std::nullopt; }
    Result<Digest> makeNext() override { return m_keys.makeNext(); }
    Result<void> turnToNext() override { return m_keys.turn(m_keys.next()->pin()); }

private:
    SimMember &at(const QString &address)
    {
        for (const auto &member : m_house.members) {
            if (SimDialer::addressOf(member->index) == address)
                return *member;
        }
        qFatal("no such member");
    }
    Task<Result<std::shared_ptr<AgentPeer>>> meet(Digest own, QString name, QString address, Digest pin)
    {
        Task<bool> going = m_clock.sleep(2, Cancel());
        co_await going;
        SimMember &member = at(address);
        if (!member.agentRuns() || m_house.network.partitioned(member.index))
            co_return fail(QStringLiteral("timeout"), {name});
        if (const Digest there = pinOf(member); there != pin)
            co_return fail(QStringLiteral("rpc.pin"), {address, pin.seal(), there.seal()});
        const AgentState state = loadState(member.disk, SimMember::places()).value_or(AgentState());
        const bool known = state.masterPin.isNull() || own == state.masterPin || own == state.nextMasterPin;
        std::unique_ptr<Channel> end;
        if (!known || !member.accept(m_life, end, own))
            co_return fail(QStringLiteral("rpc.lost"), {name});
        auto peer = std::make_unique<Peer>(m_clock, std::move(end), name);
        Task<Result<Hello>> greeting = peer->greet({protocolMin, protocolMax, QStringLiteral("lockstep-master"), {}, {}});
        LOCKSTEP_CO_TRY(hello, co_await greeting);
        Q_UNUSED(hello)
        co_return std::make_shared<AgentPeer>(std::move(peer));
    }

    MasterHouse &m_house;
    Clock &m_clock;
    Life m_life;
    KeyPlace m_keys;
};

struct Keyed
{
    MasterHouse house{2,
                      [](SimMember &member) {
                          (void)member.disk.makePath(QStringLiteral("/var/lib/lockstep"), 0755);
                          (void)Identity::loadOrCreate(member.disk, agentKey, QStringLiteral("agent"));
                      },
                      KeyedDialer::make};

    Keyed()
    {
        if (!house.addAll())
            qFatal("%s", qPrintable(house.trace.join(u'\n')));
    }
    Result<Member> rotate(int member) { return house.master->call(mastercalls::memberRotate, MemberRequest{house.group, house.idOf(member)}); }
    Result<RotationReport> rotateMaster() { return house.master->call(mastercalls::masterRotate, Nothing()); }
    Member known(int member)
    {
        const GroupStatus status = house.status();
        for (const Member &one : status.members) {
            if (one.name == MasterHouse::nameOf(member))
                return one;
        }
        return {};
    }
    Digest shown(int member) { return KeyedDialer::pinOf(*house.members[size_t(member)]); }
    Digest masterPin() { return Identity::parse(*house.master->disk.read(masterKey))->pin(); }
    AgentState state(int member) { return loadState(house.members[size_t(member)]->disk, SimMember::places()).value_or(AgentState()); }
    // Every connection ends, and is made anew.
    bool inSyncAnew()
    {
        for (int member : {0, 1})
            house.network.reset(member);
        house.pass(15000);
        return house.status().state == SyncState::InSync;
    }
    // Master and member are both started again, whatever became of them.
    void startAll()
    {
        house.master->clearFaults();
        if (!house.master->runs())
            house.master->start();
        for (const auto &member : house.members) {
            if (member->files()) // one that did not come to pass must not strike what follows
                member->files()->clearFaults();
            if (!member->agentRuns())
                member->startAgent();
        }
        house.pass(5000);
    }
};

} // namespace

class TestRotating : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAgentGetsAnotherKey()
    {
        Keyed one;
        const Digest before = one.shown(0);
        QCOMPARE(one.known(0).pin, before);
        const Result<Member> rotated = one.rotate(0);
        QCOMPARE(told(rotated), QStringLiteral("ok"));
        QVERIFY(one.shown(0) != before);
        QCOMPARE(rotated->pin, one.shown(0));
        QVERIFY(!rotated->nextPin);
        QCOMPARE(one.known(1).pin, one.shown(1));
        QVERIFY(one.inSyncAnew());
        one.house.master->start();
        QVERIFY(one.inSyncAnew());
        // And taken out of the group it comes back without another code.
        QVERIFY(one.house.master->call(mastercalls::memberRemove, MemberRequest{one.house.group, one.house.idOf(0)}));
        QCOMPARE(one.house
                     .finished(one.house.master->call(
                         mastercalls::memberAdd, AddMemberRequest{one.house.group, QStringLiteral("ns1"), SimDialer::addressOf(0), {}, true, true}))
                     .outcome,
                 Outcome::Succeeded);
    }

    void theMasterGetsAnotherKey()
    {
        Keyed one;
        const Digest before = one.masterPin();
        QCOMPARE(one.state(0).masterPin, before);
        const Result<RotationReport> report = one.rotateMaster();
        QCOMPARE(told(report), QStringLiteral("ok"));
        QCOMPARE(report->waiting, QStringList());
        QCOMPARE(report->problems.size(), 0);
        QVERIFY(report->pin != before);
        QCOMPARE(one.masterPin(), report->pin);
        for (int member : {0, 1}) {
            QCOMPARE(one.state(member).masterPin, report->pin);
            QVERIFY(!one.state(member).nextMasterPin);
        }
        QVERIFY(one.inSyncAnew());
        one.house.master->start();
        QVERIFY(one.inSyncAnew());
        QVERIFY(one.rotateMaster()); // and once more: who was met with the last key was not met with this one
        QVERIFY(one.masterPin() != report->pin);
        QCOMPARE(one.state(1).masterPin, one.masterPin());
        QVERIFY(one.inSyncAnew());
    }

    // The key before is kept for who is away, and dropped when it is met.
    void whoIsAwayIsWaitedFor()
    {
        Keyed one;
        const Digest before = one.masterPin();
        one.house.members[1]->killAgent();
        const Result<RotationReport> report = one.rotateMaster();
        QCOMPARE(told(report), QStringLiteral("ok"));
        QCOMPARE(report->waiting, QStringList{QStringLiteral("ns2")});
        QVERIFY(!report->problems.isEmpty());
        QCOMPARE(one.masterPin(), before);
        one.house.master->start(); // both are on disk
        one.house.pass(30000);
        QCOMPARE(one.house.syncOf(0).state, SyncState::InSync);
        QCOMPARE(one.masterPin(), before);
        one.house.members[1]->startAgent();
        one.house.pass(30000);
        QCOMPARE(one.masterPin(), report->pin);
        QCOMPARE(one.state(1).masterPin, report->pin);
        QVERIFY(one.inSyncAnew());
    }

    // Only its master may: with the key that it is bound to, and no lower epoch.
    void nobodyElseRotates()
    {
        Keyed one;
        const AgentState state = one.state(0);
        const Digest before = one.shown(0);
        SimMember &member = *one.house.members[0];
        static const Life life = std::make_shared<bool>(true);
        std::unique_ptr<Channel> end;
        QVERIFY(member.accept(life, end, Digest::of("somebody's key")));
        Peer peer(member.diskClock, std::move(end), QStringLiteral("member"));
        Task<Result<Hello>> greeting = peer.greet(Hello{});
        one.house.pass(100);
        const auto ask = [&](const char *method, const QJsonObject &params) {
            Task<Result<QJsonObject>> asking = peer.call(QLatin1String(method), params, 1000);
            one.house.pass(500);
            const auto code = std::make_shared<QString>(QStringLiteral("nothing"));
            [](Task<Result<QJsonObject>> one_, std::shared_ptr<QString> into) -> Task<> {
                const Result<QJsonObject> reply = co_await one_;
                *into = told(reply);
            }(std::move(asking), code);
            one.house.pass(2000);
            return *code;
        };
        const QJsonObject bind = toJson(BindRequest{state.masterId, state.epoch + 1});
        QCOMPARE(ask("identity.rotate", toJson(RotateRequest{state.masterId, state.epoch, {}})), QStringLiteral("agent.othermaster"));
        QCOMPARE(ask("identity.expect", toJson(ExpectRequest{state.masterId, state.epoch, Digest::of("somebody's key")})),
                 QStringLiteral("agent.othermaster"));
        QCOMPARE(ask("member.bind", bind), QStringLiteral("agent.otherkey"));
        QCOMPARE(toJson(one.state(0)), toJson(state));
        QCOMPARE(one.shown(0), before);
        QVERIFY(one.inSyncAnew());
    }

    void itEndsWherever_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"agent's key: the agent, before a change of its disk", "agent's key: the agent, after a change of its disk",
                                 "agent's key: the master, at a statement", "master's key: an agent, before a change of its disk",
                                 "master's key: an agent, after a change of its disk", "master's key: the master, at a statement",
                                 "master's key: the master, before a change of its disk", "master's key: the master, after a change of its disk"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }

    // Each side ends at each of its steps: afterwards the two know each other, and saying it again ends it.
    void itEndsWherever()
    {
        QFETCH(QString, what);
        const bool agents = what.startsWith(QLatin1String("agent's"));
        const bool master = what.contains(QLatin1String("the master"));
        const bool after = what.contains(QLatin1String("after"));
        int trials = 0;
        for (int n = 1;; ++n) {
            Keyed one;
            const QString id = one.house.idOf(0);
            bool died = false;
            if (!master) {
                SimMember *member = one.house.members[0].get();
                member->files()->dieAt(n, after, [&died, member] {
                    died = true;
                    member->killAgent();
                });
            } else if (what.contains(QLatin1String("statement"))) {
                one.house.master->dieAtStatement(n, [&died] { died = true; });
            } else {
                one.house.master->files()->dieAt(n, after, [&died, &one] {
                    died = true;
                    one.house.master->kill();
                });
            }
            if (agents)
                (void)one.house.master->call(mastercalls::memberRotate, MemberRequest{one.house.group, id});
            else
                (void)one.rotateMaster();
            one.startAll();
            QVERIFY2(one.inSyncAnew(), qPrintable(QStringLiteral("step %1: %2").arg(n).arg(one.house.codes(0).join(u' '))));
            const QString again = agents ? told(one.rotate(0)) : told(one.rotateMaster());
            QVERIFY2(again == QLatin1String("ok"), qPrintable(QStringLiteral("step %1, again: %2").arg(n).arg(again)));
            QVERIFY2(one.inSyncAnew(), qPrintable(QStringLiteral("step %1, again").arg(n)));
            QCOMPARE(one.known(0).pin, one.shown(0));
            QVERIFY(!one.known(0).nextPin);
            QCOMPARE(one.state(0).masterPin, one.masterPin());
            QVERIFY(!one.state(0).nextMasterPin);
            if (!died)
                break;
            ++trials;
            QVERIFY(n < 60);
        }
        QVERIFY(trials > 0);
    }
};

LOCKSTEP_SUITE(TestRotating)
#include "tst_rotating.moc"
