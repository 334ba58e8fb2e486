// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/limits.h"
#include "core/snapshot/delta.h"
#include "core/snapshot/packing.h"
#include "tests/campaigns/flowtrial.h"
#include "tests/campaigns/hand.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

#include <QtEndian>

using namespace lockstep;

namespace {

// What a hostile master knows of the member: all that its own master knows.
struct Known
{
    MasterHouse &house;
    AgentState state;
    Digest live;
    QByteArray manifest;
    QString deployment;

    PrepareRequest prepare() const
    {
        return {QStringLiteral("hostile"), state.masterId, state.epoch, live, manifest, manifest, SimMember::places().mainFile, {}, {}};
    }
    SwitchRequest flip() const { return {deployment, state.masterId, state.epoch, live, 60000}; }
    DeploymentRequest named(const QString &other) const { return {other, state.masterId, state.epoch}; }
    DeploymentRequest named() const { return named(deployment); }
};

using Act = std::function<QString(Hand &, const Known &)>; // gives what came of it, as Hand::ask does
enum class At { Strange, Greeted, Prepared, Switched };

struct Rule
{
    const char *name;
    At at;
    const char *expected; // an error's code, "closed", "nothing" or "" where it is harmless and taken
    Act act;
};

QString sendRaw(Hand &hand, const QByteArray &text)
{
    hand.send(text);
    hand.wait();
    return hand.closed ? QStringLiteral("closed") : QStringLiteral("nothing");
}
QString pushRaw(Hand &hand, const QByteArray &bytes)
{
    hand.push(bytes);
    hand.wait();
    return hand.closed ? QStringLiteral("closed") : QStringLiteral("nothing");
}
Act raw(const QByteArray &text)
{
    return [text](Hand &hand, const Known &) { return sendRaw(hand, text); };
}
Act call(const char *method, const QJsonObject &params = {})
{
    return [method, params](Hand &hand, const Known &) { return hand.ask(QLatin1String(method), params); };
}
template <class Fn> Act asked(const char *method, Fn params)
{
    return [method, params](Hand &hand, const Known &known) { return hand.ask(QLatin1String(method), toJson(params(known))); };
}
QJsonObject begin(int id, const QJsonValue &size, const QByteArray &bytes = "x")
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("digest"), QString::fromLatin1(Digest::of(bytes).hex())},
            {QStringLiteral("size"), size},
            {QStringLiteral("encoding"), QStringLiteral("zstd")}};
}
QByteArray objectFrame(quint32 id, quint64 offset, const QByteArray &payload)
{
    QByteArray head(12, '\0');
    qToBigEndian(id, head.data());
    qToBigEndian(offset, head.data() + 4);
    return head + payload;
}
// An announcement, then one frame.
Act frameAfterBegin(qint64 size, quint32 id, quint64 offset, const QByteArray &payload)
{
    return [=](Hand &hand, const Known &) {
        hand.send(Hand::notice(QStringLiteral("object.begin"), begin(1, size)));
        return pushRaw(hand, objectFrame(id, offset, payload));
    };
}
Act begins(const QList<QJsonObject> &all)
{
    return [all](Hand &hand, const Known &) {
        for (const QJsonObject &one : all)
            hand.send(Hand::notice(QStringLiteral("object.begin"), one));
        hand.wait();
        return hand.closed ? QStringLiteral("closed") : QStringLiteral("nothing");
    };
}
// An object that is not what it is called; it must not be there afterwards.
Act lyingObject(const QByteArray &called, const QByteArray &packed, const QString &encoding)
{
    return [=](Hand &hand, const Known &) {
        QJsonObject head = begin(1, packed.size(), called);
        head.insert(QStringLiteral("encoding"), encoding);
        hand.send(Hand::notice(QStringLiteral("object.begin"), head));
        hand.push(objectFrame(1, 0, packed));
        hand.wait();
        if (hand.closed)
            return QStringLiteral("closed");
        return hand.ask(QStringLiteral("object.get"), toJson(DigestRequest{Digest::of(called)}));
    };
}
QJsonObject without(QJsonObject object, const char *key)
{
    object.remove(QLatin1String(key));
    return object;
}
QJsonObject withField(QJsonObject object, const char *key, const QJsonValue &value)
{
    object.insert(QLatin1String(key), value);
    return object;
}

QList<Rule> framing()
{
    const QByteArray deep = QByteArray(limits::jsonDepth, '[') + QByteArray(limits::jsonDepth, ']');
    const QJsonObject hello = toJson(Hello{1, 1, QStringLiteral("hand"), {}, {}});
    QList<QJsonObject> many;
    for (int i = 1; i <= 65; ++i)
        many.append(begin(i, 10));
    return {
        {"a call before the hello", At::Strange, "closed", raw(Hand::request(1, QStringLiteral("member.status")))},
        {"a notification before the hello", At::Strange, "closed", raw(Hand::notice(QStringLiteral("x.y")))},
        {"a transfer before the hello", At::Strange, "closed", raw(Hand::notice(QStringLiteral("object.begin"), begin(1, 1)))},
        {"an object frame before the hello", At::Strange, "closed", [](Hand &h, const Known &) { return pushRaw(h, objectFrame(1, 0, "x")); }},
        {"a hello without versions", At::Strange, "closed", raw(Hand::notice(QStringLiteral("hello")))},
        {"a hello with a text for a version", At::Strange, "closed",
         raw(Hand::notice(QStringLiteral("hello"), withField(hello, "min", QStringLiteral("1"))))},
        {"a hello of versions to come", At::Strange, "closed",
         raw(Hand::notice(QStringLiteral("hello"), toJson(Hello{7, 9, QStringLiteral("hand"), {}, {}})))},
        {"a second hello", At::Greeted, "closed", raw(Hand::notice(QStringLiteral("hello"), hello))},
        {"no JSON", At::Greeted, "closed", raw("hello")},
        {"half a frame of JSON", At::Greeted, "closed", raw(Hand::request(1, QStringLiteral("member.status")).chopped(1))},
        {"an array of calls", At::Greeted, "closed", raw('[' + Hand::request(1, QStringLiteral("member.status")) + ']')},
        {"an empty frame", At::Greeted, "closed", raw("")},
        {"JSON-RPC 1.0", At::Greeted, "closed", raw(R"({"jsonrpc":"1.0","id":1,"method":"member.status","params":{}})")},
        {"no version", At::Greeted, "closed", raw(R"({"id":1,"method":"member.status","params":{}})")},
        {"neither call nor reply", At::Greeted, "closed", raw(R"({"jsonrpc":"2.0"})")},
        {"nested too deeply", At::Greeted, "closed", raw(R"({"jsonrpc":"2.0","id":1,"method":"x","params":{"x":)" + deep + "}}")},
        {"an id that is a list", At::Greeted, "closed", raw(Hand::request(QJsonArray{1}, QStringLiteral("member.status")))},
        {"an id that is null", At::Greeted, "closed", raw(Hand::request(QJsonValue(), QStringLiteral("member.status")))},
        {"an id that is an object", At::Greeted, "closed", raw(Hand::request(QJsonObject(), QStringLiteral("member.status")))},
        {"an id of 101 letters", At::Greeted, "closed", raw(Hand::request(QString(101, u'x'), QStringLiteral("member.status")))},
        {"the id of a call that still runs", At::Greeted, "closed",
         [](Hand &h, const Known &) {
             h.send(Hand::request(5, QStringLiteral("member.status")));
             return sendRaw(h, Hand::request(5, QStringLiteral("member.status")));
         }},
        {"a reply to nothing", At::Greeted, "nothing", raw(R"({"jsonrpc":"2.0","id":99,"result":{}})")},
        {"a cancel of nothing", At::Greeted, "nothing", raw(Hand::notice(QStringLiteral("$/cancel"), {{QStringLiteral("id"), 99}}))},
        {"a notification that nobody knows", At::Greeted, "nothing", raw(Hand::notice(QStringLiteral("member.explode")))},
        {"257 calls at once", At::Greeted, "rpc.busy",
         [](Hand &h, const Known &) {
             for (int i = 1; i <= limits::callsInFlight + 1; ++i)
                 h.send(Hand::request(i, QStringLiteral("member.status")));
             h.wait(60000);
             return h.answerTo(limits::callsInFlight + 1);
         }},
        {"an object frame without a head", At::Greeted, "closed", [](Hand &h, const Known &) { return pushRaw(h, "x"); }},
        {"an object that was never announced", At::Greeted, "closed", [](Hand &h, const Known &) { return pushRaw(h, objectFrame(1, 0, "x")); }},
        {"a frame of another transfer", At::Greeted, "closed", frameAfterBegin(10, 2, 0, QByteArray(10, 'x'))},
        {"a frame at another offset", At::Greeted, "closed", frameAfterBegin(10, 1, 3, QByteArray(7, 'x'))},
        {"a frame with more than was announced", At::Greeted, "closed", frameAfterBegin(10, 1, 0, QByteArray(11, 'x'))},
        {"a frame that is shorter than it must be", At::Greeted, "closed", frameAfterBegin(10, 1, 0, QByteArray(9, 'x'))},
        {"a frame of more than a mebibyte", At::Greeted, "closed", frameAfterBegin(3 << 20, 1, 0, QByteArray((1 << 20) + 1, 'x'))},
        {"an object of less than nothing", At::Greeted, "closed", begins({begin(1, -1)})},
        {"an object of more than a gibibyte", At::Greeted, "closed", begins({begin(1, limits::objectBytes + 1)})},
        {"objects of more than a gibibyte together", At::Greeted, "closed", begins({begin(1, limits::objectBytes), begin(2, 1)})},
        {"two objects of one number", At::Greeted, "closed", begins({begin(1, 5), begin(1, 5)})},
        {"65 objects at once", At::Greeted, "closed", begins(many)},
        {"an encoding of 101 letters", At::Greeted, "closed", begins({withField(begin(1, 5), "encoding", QString(101, u'x'))})},
        {"an object without a digest", At::Greeted, "closed", begins({without(begin(1, 5), "digest")})},
        {"an object whose digest is a path", At::Greeted, "closed", begins({withField(begin(1, 5), "digest", QStringLiteral("../../state.json"))})},
        {"an object whose number is a text", At::Greeted, "closed", begins({withField(begin(1, 5), "id", QStringLiteral("1"))})},
        {"more credit than was used", At::Greeted, "closed", raw(Hand::notice(QStringLiteral("object.credit")))},
        {"the end of a transfer that never began", At::Greeted, "closed",
         raw(Hand::notice(QStringLiteral("object.done"), {{QStringLiteral("id"), 1}}))},
        {"a drop without a number", At::Greeted, "closed", raw(Hand::notice(QStringLiteral("object.drop")))},
        {"a notice of transfers that is none", At::Greeted, "closed", raw(Hand::notice(QStringLiteral("object.explode")))},
    };
}

QList<Rule> calls()
{
    const QJsonObject get = toJson(DigestRequest{Digest::of("nobody has this")});
    return {
        {"a method that does not exist", At::Greeted, "rpc.method", call("member.explode")},
        {"a method of masters", At::Greeted, "rpc.method", call("group.deploy")},
        {"a method with a space behind it", At::Greeted, "rpc.method", call("member.status ")},
        {"a method in capitals", At::Greeted, "rpc.method", call("MEMBER.STATUS")},
        {"a verb of the privileged half", At::Greeted, "rpc.method", call("flip")},
        {"the control key", At::Greeted, "rpc.method", call("key")},
        {"a join code where none is asked for", At::Greeted, "rpc.method", call("enrol.redeem")},
        {"a field too many", At::Greeted, "agent.object", call("object.get", withField(get, "evil", QStringLiteral("x")))},
        {"an object that nobody has", At::Greeted, "agent.object", call("object.get", get)},
        {"a digest that is a path", At::Greeted, "json.field", call("object.get", withField(get, "digest", QStringLiteral("../state.json")))},
        {"a digest that is a number", At::Greeted, "json.field", call("object.get", withField(get, "digest", 5))},
        {"a list that is an object", At::Greeted, "json.field", call("object.need", {{QStringLiteral("digests"), QJsonObject()}})},
        {"other bytes under a digest", At::Greeted, "agent.object", lyingObject("wanted", pack("other bytes"), QStringLiteral("zstd"))},
        {"bytes that are not packed", At::Greeted, "agent.object", lyingObject("wanted", "not packed", QStringLiteral("zstd"))},
        {"a packing that nobody knows", At::Greeted, "agent.object", lyingObject("wanted", pack("wanted"), QStringLiteral("gzip"))},
        {"a delta to a path", At::Greeted, "agent.object", lyingObject("wanted", pack("wanted"), QStringLiteral("delta:../../state.json"))},
        {"a delta to what is not there", At::Greeted, "agent.object",
         lyingObject("wanted", packDelta("gone", "wanted"), QStringLiteral("delta:") + QString::fromLatin1(Digest::of("gone").hex()))},
        {"another master binds", At::Greeted, "agent.othermaster",
         asked(agentcalls::bind.name, [](const Known &k) { return BindRequest{QStringLiteral("other"), k.state.epoch}; })},
        {"nobody binds", At::Greeted, "agent.othermaster",
         asked(agentcalls::bind.name, [](const Known &k) { return BindRequest{{}, k.state.epoch}; })},
        {"an older epoch binds", At::Greeted, "agent.epoch",
         asked(agentcalls::bind.name, [](const Known &k) { return BindRequest{k.state.masterId, k.state.epoch - 1}; })},
        {"a name of 101 letters binds", At::Greeted, "agent.othermaster",
         asked(agentcalls::bind.name, [](const Known &k) { return BindRequest{QString(101, u'x'), k.state.epoch}; })},
    };
}

template <class Fn> Rule preparing(const char *name, const char *code, Fn change, At at = At::Greeted)
{
    return {name, at, code, asked(agentcalls::prepare.name, [change](const Known &k) {
                PrepareRequest request = k.prepare();
                change(request);
                return request;
            })};
}
template <class Fn> Rule switching(const char *name, const char *code, Fn change, At at = At::Prepared)
{
    return {name, at, code, asked(agentcalls::flip.name, [change](const Known &k) {
                SwitchRequest request = k.flip();
                change(request);
                return request;
            })};
}
Rule told(const char *name, const MethodRow &method, At at, const char *code, const std::function<void(DeploymentRequest &)> &change)
{
    return {name, at, code, asked(method.name, [change](const Known &k) {
                DeploymentRequest request = k.named();
                change(request);
                return request;
            })};
}

QList<Rule> deployments()
{
    using namespace agentcalls;
    const auto otherMaster = [](auto &r) { r.masterId = QStringLiteral("other"); };
    const auto older = [](auto &r) { --r.epoch; };
    const auto other = [](auto &r) { r.deployment = QStringLiteral("other"); };
    const auto as = [](auto &) {};
    const QByteArray head = "lockstep-manifest 1\nroot etc-bind /etc/bind\n";
    QList<Rule> rules{
        preparing("another master prepares", "agent.othermaster", otherMaster),
        preparing("an older epoch prepares", "agent.epoch", older),
        preparing("prepared on another base", "agent.base", [](auto &r) { r.base = Digest::of("x"); }),
        preparing("prepared as for an adoption", "agent.adopted", [](auto &r) { r.base = Digest(); }),
        preparing("a manifest that is none", "snapshot.manifest", [](auto &r) { r.forward = "x"; }),
        preparing("a return that is none", "snapshot.manifest", [](auto &r) { r.returning = "x"; }),
        preparing("a manifest of a version to come", "snapshot.version",
                  [](auto &r) { r.forward = "lockstep-manifest 2\nroot etc-bind /etc/bind\n"; }),
        preparing("another folder", "agent.roots", [](auto &r) { r.forward = "lockstep-manifest 1\nroot etc-bind /etc\n"; }),
        preparing("one more folder", "agent.roots",
                  [](auto &r) { r.forward.insert(r.forward.indexOf('\n', r.forward.indexOf("root ")) + 1, "root more /root\n"); }),
        preparing("another main file", "agent.roots", [](auto &r) { r.mainFile = QStringLiteral("/etc/shadow"); }),
        preparing("an object that was not sent", "agent.object",
                  [head](auto &r) { r.forward = head + "f etc-bind plain 1 " + Digest::of("never sent").hex() + " a\n"; }),
        preparing("more than the disk holds", "agent.space",
                  [head](auto &r) { r.forward = head + "f etc-bind plain 2000000000000000 " + Digest::of("x").hex() + " a\n"; }),
        preparing("prepared while it is switched", "agent.busy", as, At::Switched),
        switching("another master switches", "agent.othermaster", otherMaster),
        switching("an older epoch switches", "agent.epoch", older),
        switching("another deployment is switched to", "agent.nodeployment", other),
        switching("switched on another base", "agent.base", [](auto &r) { r.base = Digest::of("x"); }),
        switching("switched as for an adoption", "agent.adopted", [](auto &r) { r.base = Digest(); }),
        switching("nothing is prepared", "agent.nodeployment", as, At::Greeted),
        switching("switched twice", "agent.busy", as, At::Switched),
        told("the guard is renewed when nothing is switched", renew, At::Prepared, "agent.nodeployment", as),
        told("another master renews", renew, At::Switched, "agent.othermaster", otherMaster),
        told("an older epoch renews", renew, At::Switched, "agent.epoch", older),
        told("another deployment is renewed", renew, At::Switched, "agent.nodeployment", other),
        told("confirmed when nothing is switched", confirm, At::Prepared, "agent.returned", as),
        told("another master confirms", confirm, At::Switched, "agent.othermaster", otherMaster),
        told("an older epoch confirms", confirm, At::Switched, "agent.epoch", older),
        told("another deployment is confirmed", confirm, At::Switched, "agent.returned", other),
        told("another master returns", giveBack, At::Switched, "agent.othermaster", otherMaster),
        told("an older epoch returns", giveBack, At::Switched, "agent.epoch", older),
        told("another deployment is returned", giveBack, At::Switched, "agent.nodeployment", other),
        told("another master forgets", forget, At::Prepared, "agent.othermaster", otherMaster),
        told("an older epoch forgets", forget, At::Prepared, "agent.epoch", older),
        told("forgotten while it is switched", forget, At::Switched, "agent.busy", as),
    };
    return rules;
}

} // namespace

// Each rule of the protocol is broken once, with the key of the member's own master: the member refuses, its disk stays as it was,
// and its true master goes on.
class TestHostileMasters : public QObject
{
    Q_OBJECT
    // Every path of the disk with what it holds, but for objects that wait to be used.
    static QMap<QString, QByteArray> everything(MemoryFiles &disk, const QString &folder = {})
    {
        QMap<QString, QByteArray> all;
        const QStringList names = disk.list(folder.isEmpty() ? QStringLiteral("/") : folder).value_or(QStringList());
        for (const QString &name : names) {
            const QString path = folder + u'/' + name;
            if (path == QLatin1String("/var/lib/lockstep/objects") || path == QLatin1String("/var/lib/lockstep/state.json"))
                continue;
            const FileFacts facts = disk.facts(path).value_or(FileFacts());
            if (facts.kind == FileFacts::Kind::Folder)
                all.insert(everything(disk, path));
            else if (facts.kind == FileFacts::Kind::Link)
                all.insert(path, disk.readLink(path).value_or(QString()).toUtf8());
            else
                all.insert(path, QByteArray::number(facts.mode) + disk.read(path).value_or(QByteArray()));
        }
        return all;
    }
    static QJsonObject recordOf(MemoryFiles &disk) // what a renewal, which is allowed, moves is left out
    {
        AgentState state = loadState(disk, SimMember::places()).value_or(AgentState());
        state.nextGeneration = 0; // numbers may be used up
        if (state.switched)
            state.switched->deadline = 0;
        return toJson(state);
    }

    static QString broken(const Rule &rule)
    {
        MasterHouse house(1);
        FlowTrial trial(house);
        if (const QString wrong = trial.ready(rule.at == At::Strange || rule.at == At::Greeted ? Flow::Prepare : Flow::Deploy); !wrong.isEmpty())
            return wrong;
        MemoryFiles &disk = house.members[0]->disk;
        const auto manifest = house.master->call(mastercalls::snapshotGet, SnapshotRequest{house.group, QStringLiteral("live")});
        const GroupStatus status = house.status();
        Known known{house, *loadState(disk, SimMember::places()), *status.live, manifest->manifest, {}};
        if (known.state.prepared)
            known.deployment = known.state.prepared->deployment;
        house.master->kill(); // its own connections are another matter
        const std::unique_ptr<Hand> hand = Hand::ofItsMaster(house);
        if (rule.at != At::Strange)
            hand->greet();
        hand->wait(50);
        if (rule.at == At::Switched) {
            if (const QString code = hand->ask(QLatin1String(agentcalls::flip.name), toJson(known.flip()), 1); !code.isEmpty())
                return QStringLiteral("it does not switch: ") + code;
        }
        const auto before = everything(disk);
        const QJsonObject record = recordOf(disk);
        const QString came = rule.act(*hand, known);
        if (came != QLatin1String(rule.expected))
            return QStringLiteral("\"%1\" came of it, not \"%2\"").arg(came, QLatin1String(rule.expected));
        const bool mayForget = rule.at == At::Greeted || rule.at == At::Strange;
        if (everything(disk) != before && !mayForget)
            return QStringLiteral("the disk is another one");
        if (recordOf(disk) != record && !mayForget)
            return QStringLiteral("the member's record is another one");
        if (mayForget && activeOf(disk) != activeOf(before))
            return QStringLiteral("what is served is another thing");
        house.master->start();
        return trial.settle(rule.at != At::Switched); // one that goes back by itself goes to what only the hostile master knows
    }
    static QMap<QString, QByteArray> activeOf(const QMap<QString, QByteArray> &all)
    {
        QMap<QString, QByteArray> found;
        for (const auto &[path, bytes] : all.asKeyValueRange()) {
            if (!path.startsWith(QLatin1String("/var/lib/lockstep/")))
                found.insert(path, bytes);
        }
        found.insert(QStringLiteral("current"), all.value(QStringLiteral("/var/lib/lockstep/current")));
        return found;
    }
    static QMap<QString, QByteArray> activeOf(MemoryFiles &disk) { return activeOf(everything(disk)); }

private Q_SLOTS:
    void everyRuleOnce()
    {
        Campaign campaign(
            "hostile", "masters",
            "A hostile master and hostile members break each rule of the protocol once (frames, order, types, objects, credit, digests, epochs, "
            "deployments): it is refused, nothing that is served changes, and the true other side goes on.");
        int number = 0;
        for (const Rule &rule : framing() + calls() + deployments()) {
            if (!Campaign::isWhole() && number++ % 9 != 0)
                continue;
            const QString wrong = broken(rule);
            campaign.trial(wrong.isEmpty() ? QString() : QStringLiteral("%1: %2").arg(QLatin1String(rule.name), wrong));
        }
        QVERIFY2(campaign.good(), campaign.told());
    }

    // Another key than its master's opens nothing, whatever it asks.
    void anotherKeyOpensNothing()
    {
        Campaign campaign("hostile", "another key", "");
        MasterHouse house(1);
        QVERIFY(house.addAll());
        const auto before = everything(house.members[0]->disk);
        const auto hand = Hand::ofSomebody(house);
        hand->greet();
        int id = 1;
        for (const MethodRow &row : agentMethods()) {
            const QString code = hand->ask(QLatin1String(row.name), {}, ++id);
            const bool bind = QLatin1String(row.name) == QLatin1String(agentcalls::bind.name); // tells first what it lacks
            campaign.trial(code == (bind ? QLatin1String("json.field") : QLatin1String("agent.othermaster"))
                               ? QString()
                               : QStringLiteral("%1: \"%2\"").arg(QLatin1String(row.name), code));
        }
        const AgentState state = *loadState(house.members[0]->disk, SimMember::places());
        const QString bound = hand->ask(QLatin1String(agentcalls::bind.name), toJson(BindRequest{QStringLiteral("evil"), state.epoch + 5}), ++id);
        campaign.trial(bound == QLatin1String("agent.othermaster") ? QString() : QStringLiteral("it binds: ") + bound);
        const QString same = hand->ask(QLatin1String(agentcalls::bind.name), toJson(BindRequest{state.masterId, state.epoch + 5}), ++id);
        campaign.trial(same == QLatin1String("agent.otherkey") ? QString() : QStringLiteral("it takes over: ") + same);
        campaign.trial(everything(house.members[0]->disk) == before ? QString() : QStringLiteral("the disk is another one"));
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestHostileMasters)
#include "tst_hostilemasters.moc"
