// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/masterhouse.h"
#include "tests/support/suite.h"

#include "core/base/errortext.h"

using namespace lockstep;

namespace {

constexpr int masterSide = 0;

template <class T> QString told(const Result<T> &result) { return result ? QStringLiteral("ok") : result.error().code; }

// A program of another version at one end of every connection: its hello, and what it does not know yet or knows already.
struct Other
{
    bool agent = true; // else the master
    int min = 1;
    int max = 1;
    QStringList lacks;        // fields, anywhere in what it sends
    bool newer = false;       // it sends fields that nobody knows, everywhere
    QStringList unknownCalls; // that it does not answer
};

QJsonValue aged(const QJsonValue &value, const Other &other)
{
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            array.append(aged(item, other));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object;
    const QJsonObject fields = value.toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (!other.lacks.contains(it.key()))
            object.insert(it.key(), aged(it.value(), other));
    }
    return object;
}

QJsonValue withMore(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            array.append(withMore(item));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object;
    const QJsonObject fields = value.toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        object.insert(it.key(), it.key() == QLatin1String("serials") || it.key() == QLatin1String("localFiles") ? it.value() : withMore(it.value()));
    object.insert(QStringLiteral("laterField"), QJsonObject{{QStringLiteral("deep"), QJsonArray{1, QStringLiteral("x"), QJsonValue()}}});
    return object;
}

struct Skewed
{
    MasterHouse house{1};
    int altered = 0;

    explicit Skewed(const Other &other)
    {
        house.network.setMeddler([this, other](const auto &, const SimLine::Frame &frame) -> QList<SimLine::Frame> {
            QJsonObject json = parseJson(frame.bytes).value_or(QJsonObject());
            if (frame.binary || frame.end || json.isEmpty())
                return {frame};
            QString method = json.value(QLatin1String("method")).toString();
            const bool itsOwn = (frame.to == masterSide) == other.agent;
            if (!itsOwn && other.unknownCalls.contains(method)) { // as a program that has no row for it hears it
                json.insert(QStringLiteral("method"), QStringLiteral("later.call"));
                return {{frame.to, jsonBytes(json), false, false}};
            }
            if (!itsOwn)
                return {frame};
            for (const char *part : {"params", "result"}) {
                const QJsonValue before = json.value(QLatin1String(part));
                if (!before.isObject() || method.startsWith(QLatin1String("object.")))
                    continue;
                QJsonValue after = aged(before, other);
                if (other.newer)
                    after = withMore(after);
                if (method == QLatin1String("hello")) {
                    QJsonObject hello = after.toObject();
                    hello.insert(QStringLiteral("min"), other.min);
                    hello.insert(QStringLiteral("max"), other.max);
                    hello.insert(QStringLiteral("version"), QStringLiteral("7.5"));
                    after = hello;
                }
                altered += after != before ? 1 : 0;
                json.insert(QLatin1String(part), after);
            }
            return {{frame.to, jsonBytes(json), false, false}};
        });
    }
    QString flow()
    {
        const Operation added = house.add(0);
        if (added.outcome != Outcome::Succeeded)
            return QStringLiteral("added: ") + QString::fromUtf8(MasterHouse::told(added));
        if (const auto staged = house.stageHost(QStringLiteral("a.example"), QStringLiteral("h"), 4); !staged)
            return QStringLiteral("staged: ") + staged.error().code;
        const Operation prepared = house.prepare();
        if (prepared.outcome != Outcome::Succeeded)
            return QStringLiteral("prepared: ") + QString::fromUtf8(MasterHouse::told(prepared));
        const Operation deployed = house.deploy(prepared.seal);
        if (deployed.outcome != Outcome::Succeeded)
            return QStringLiteral("deployed: ") + QString::fromUtf8(MasterHouse::told(deployed));
        if (house.status().state != SyncState::InSync)
            return QStringLiteral("not in sync: ") + house.codes(0).join(u' ');
        const Operation back = house.finished(house.master->call(mastercalls::rollBack, RollBackRequest{house.group, 0, {}, false}));
        return back.outcome == Outcome::Succeeded ? QString() : QStringLiteral("back: ") + QString::fromUtf8(MasterHouse::told(back));
    }
};

} // namespace

// Two programs that are not of one version, over the production gates of both.
class TestSkew : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rangesThatMeetWork_data()
    {
        QTest::addColumn<bool>("agent"); // whose hello is another one
        QTest::addColumn<int>("min");
        QTest::addColumn<int>("max");
        for (const bool agent : {true, false}) {
            const char *who = agent ? "agent" : "master";
            QTest::addRow("the %s is one major version older, and knows ours", who) << agent << protocolMin - 1 << protocolMax;
            QTest::addRow("the %s is one major version newer, and knows ours", who) << agent << protocolMin << protocolMax + 1;
            QTest::addRow("the %s knows many versions", who) << agent << protocolMin - 1 << protocolMax + 3;
        }
    }

    void rangesThatMeetWork()
    {
        QFETCH(bool, agent);
        QFETCH(int, min);
        QFETCH(int, max);
        Skewed one({agent, min, max, {}, false, {}});
        QCOMPARE(one.flow(), QString());
        QVERIFY(one.altered > 0);
    }

    void rangesThatDoNotMeetAreRefused_data()
    {
        QTest::addColumn<bool>("agent");
        QTest::addColumn<int>("min");
        QTest::addColumn<int>("max");
        for (const bool agent : {true, false}) {
            const char *who = agent ? "agent" : "master";
            QTest::addRow("the %s is too old", who) << agent << protocolMin - 1 << protocolMin - 1;
            QTest::addRow("the %s is too new", who) << agent << protocolMax + 1 << protocolMax + 2;
            QTest::addRow("the range of the %s is turned around", who) << agent << protocolMax + 1 << protocolMin - 1;
        }
    }

    // The one who is asked knows both ranges and says so; nothing is bound or changed.
    void rangesThatDoNotMeetAreRefused()
    {
        QFETCH(bool, agent);
        QFETCH(int, min);
        QFETCH(int, max);
        Skewed one({agent, min, max, {}, false, {}});
        const Operation added = one.house.add(0);
        QCOMPARE(added.outcome, Outcome::Failed);
        const Error why = added.problems.value(0);
        if (agent) { // the master heard it
            QCOMPARE(why.code, QStringLiteral("protocol.version"));
            QCOMPARE(why.args, QStringList({QStringLiteral("lockstep-agent"), QStringLiteral("7.5"), QString::number(min), QString::number(max),
                                            QString::number(protocolMin), QString::number(protocolMax)}));
            for (const QString &part : {QStringLiteral("lockstep-agent 7.5"), QStringLiteral("%1 to %2").arg(min).arg(max),
                                        QStringLiteral("%1 to %2").arg(protocolMin).arg(protocolMax)})
                QVERIFY2(errorText(why).contains(part), qPrintable(errorText(why)));
        } else { // the agent heard it and broke off; over the network it is the channel that says why
            QVERIFY2(why.code == QLatin1String("rpc.lost") || why.code == QLatin1String("protocol.version"), qPrintable(why.code));
        }
        const Result<AgentState> state = loadState(one.house.members[0]->disk, SimMember::places());
        QVERIFY(!state || state->masterId.isEmpty());
    }

    void fieldsOfAnotherVersion_data()
    {
        QTest::addColumn<bool>("agent");
        QTest::addColumn<bool>("newer");
        QTest::addColumn<QStringList>("lacks");
        const QStringList agents{QStringLiteral("pendingRestart"), QStringLiteral("restart")};
        const QStringList masters{QStringLiteral("use"), QStringLiteral("rollout"), QStringLiteral("keepMinutes")};
        QTest::newRow("an older agent lacks what came since") << true << false << agents;
        QTest::newRow("an older master lacks what came since") << false << false << masters;
        QTest::newRow("a newer agent says more") << true << true << QStringList();
        QTest::newRow("a newer master says more") << false << true << QStringList();
        QTest::newRow("an agent of another branch lacks some and says more") << true << true << agents;
    }

    void fieldsOfAnotherVersion()
    {
        QFETCH(bool, agent);
        QFETCH(bool, newer);
        QFETCH(QStringList, lacks);
        Skewed one({agent, 1, 1, lacks, newer, {}});
        QCOMPARE(one.flow(), QString());
        QVERIFY(one.altered > 0);
    }

    // A field that nobody may leave out is asked for by its name, whoever is the older.
    void whatIsMissingIsNamed()
    {
        Skewed one({true, 1, 1, {QStringLiteral("treeIntact")}, false, {}});
        const Operation added = one.house.add(0);
        QCOMPARE(added.outcome, Outcome::Failed);
        QCOMPARE(added.problems.value(0).code, QStringLiteral("json.field"));
        QCOMPARE(added.problems.value(0).args.value(0), QStringLiteral("treeIntact"));
    }

    void callsThatAnOlderAgentDoesNotKnow_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("code"); // of what asks for it; empty: it does without
        QTest::newRow("its serials") << QStringLiteral("member.serials") << QString();
        QTest::newRow("its answers") << QStringLiteral("member.answers") << QString();
        QTest::newRow("another key") << QStringLiteral("identity.rotate") << QStringLiteral("rpc.method");
    }

    void callsThatAnOlderAgentDoesNotKnow()
    {
        QFETCH(QString, method);
        QFETCH(QString, code);
        Skewed one({true, 1, 1, {}, false, {method}});
        QCOMPARE(one.flow(), QString());
        const Result<Member> rotated = one.house.master->call(mastercalls::memberRotate, MemberRequest{one.house.group, one.house.idOf(0)});
        QCOMPARE(told(rotated), code.isEmpty() ? QStringLiteral("ok") : code);
        if (!code.isEmpty())
            QVERIFY(!one.house.status().members.first().nextPin); // nothing was begun
        QCOMPARE(one.house.status().state, SyncState::InSync);
    }

    // What an agent wrote down before these fields were there.
    void anOlderRecordIsRead()
    {
        AgentState state;
        state.masterId = QStringLiteral("m");
        state.masterPin = Digest::of("key");
        state.servedZones = QList<Digest>{Digest::of("z")};
        state.provedRun = 5;
        state.nextMasterPin = Digest::of("next");
        QJsonObject json = toJson(state);
        for (const char *later : {"servedZones", "provedRun", "started", "lastSwitch", "nextMasterPin"})
            json.remove(QLatin1String(later));
        json.insert(QStringLiteral("laterField"), 5);
        const Result<AgentState> read = fromJson<AgentState>(json);
        QVERIFY(read);
        QVERIFY(!read->servedZones && !read->provedRun && !read->started && !read->lastSwitch && !read->nextMasterPin);
        QCOMPARE(read->masterPin, state.masterPin);
        QJsonObject member = toJson(Member{QStringLiteral("i"), QStringLiteral("n"), QStringLiteral("a"), Digest::of("p"), Attachment::Attached,
                                           false, 1, 1, Digest::of("q")});
        member.remove(QStringLiteral("nextPin"));
        QVERIFY(!fromJson<Member>(member)->nextPin);
    }
};

LOCKSTEP_SUITE(TestSkew)
#include "tst_skew.moc"
