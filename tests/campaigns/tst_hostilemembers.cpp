// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/flowtrial.h"
#include "tests/campaigns/hand.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

constexpr int masterSide = 0;

using Frames = QList<QByteArray>;
using Alter = std::function<Frames(const QJsonObject &reply)>;

// The first reply to `method` is another one; "hello" is the first frame of a connection, of each while the flow runs.
struct Lie
{
    const char *name;
    Flow flow;
    const char *method;
    bool harmless; // the flow ends as it would without
    Alter alter;
};

Frames one(const QJsonObject &reply) { return {jsonBytes(reply)}; }
Frames before(const QByteArray &frame, const QJsonObject &reply) { return {frame, jsonBytes(reply)}; }

Alter raw(const QByteArray &frame)
{
    return [frame](const QJsonObject &) { return Frames{frame}; };
}
Alter inFront(const QByteArray &frame)
{
    return [frame](const QJsonObject &reply) { return before(frame, reply); };
}
// A field of the reply itself, or gone.
Alter outer(const char *key, const QJsonValue &value)
{
    return [key, value](QJsonObject reply) {
        value.isUndefined() ? reply.remove(QLatin1String(key)) : void(reply.insert(QLatin1String(key), value));
        return one(reply);
    };
}
// A field of its result, or gone.
Alter inner(const char *key, const QJsonValue &value)
{
    return [key, value](QJsonObject reply) {
        QJsonObject result = reply.value(QLatin1String("result")).toObject();
        value.isUndefined() ? result.remove(QLatin1String(key)) : void(result.insert(QLatin1String(key), value));
        reply.insert(QStringLiteral("result"), result);
        return one(reply);
    };
}
Alter failing(const Error &error)
{
    return [error](QJsonObject reply) {
        reply.remove(QStringLiteral("result"));
        reply.insert(QStringLiteral("error"),
                     QJsonObject{{QStringLiteral("code"), -1}, {QStringLiteral("message"), error.code}, {QStringLiteral("data"), toJson(error)}});
        return one(reply);
    };
}
const QJsonValue gone(QJsonValue::Undefined);
QString hexOf(const char *words) { return QString::fromLatin1(Digest::of(words).hex()); }

QList<Lie> frames()
{
    const QString flood(100000, u'x');
    const QByteArray begin = Hand::notice(QStringLiteral("object.begin"), {{QStringLiteral("id"), 1},
                                                                           {QStringLiteral("digest"), hexOf("x")},
                                                                           {QStringLiteral("size"), 5},
                                                                           {QStringLiteral("encoding"), QStringLiteral("zstd")}});
    const char *const prepare = agentcalls::prepare.name;
    return {
        {"versions to come", Flow::Prepare, "hello", false,
         raw(Hand::notice(QStringLiteral("hello"), toJson(Hello{8, 9, QStringLiteral("x"), {}, {}})))},
        {"no hello", Flow::Prepare, "hello", false, [](const QJsonObject &) { return Frames(); }},
        {"a hello without fields", Flow::Prepare, "hello", false, raw(Hand::notice(QStringLiteral("hello")))},
        {"two hellos", Flow::Prepare, "hello", false, [](const QJsonObject &hello) { return Frames{jsonBytes(hello), jsonBytes(hello)}; }},
        {"no JSON", Flow::Prepare, prepare, false, raw("x")},
        {"half of a frame", Flow::Prepare, prepare, false, [](const QJsonObject &reply) { return Frames{jsonBytes(reply).chopped(1)}; }},
        {"neither result nor error", Flow::Prepare, prepare, false, outer("result", gone)},
        {"a result that is a list", Flow::Prepare, prepare, false, outer("result", QJsonArray())},
        {"a result that is a text", Flow::Prepare, prepare, false, outer("result", QStringLiteral("yes"))},
        {"JSON-RPC 1.0", Flow::Prepare, prepare, false, outer("jsonrpc", QStringLiteral("1.0"))},
        {"nested too deeply", Flow::Prepare, prepare, false, raw(QByteArray(40, '[') + QByteArray(40, ']'))},
        {"the reply twice", Flow::Prepare, prepare, true, [](const QJsonObject &reply) { return Frames{jsonBytes(reply), jsonBytes(reply)}; }},
        {"a reply to no call before it", Flow::Prepare, prepare, true, inFront(R"({"jsonrpc":"2.0","id":100000,"result":{}})")},
        {"an error of empty words", Flow::Prepare, prepare, false, failing({})},
        {"an error that is a flood", Flow::Prepare, prepare, false, failing({flood, {flood, flood}, {flood, flood, 1, 1}, flood})},
        {"an error without its data", Flow::Prepare, prepare, false,
         [](QJsonObject reply) {
             reply.remove(QStringLiteral("result"));
             reply.insert(QStringLiteral("error"), QStringLiteral("no"));
             return one(reply);
         }},
        {"a call of the master's own methods", Flow::Prepare, prepare, true, inFront(Hand::request(1, QStringLiteral("group.deploy")))},
        {"a call that would enrol", Flow::Prepare, prepare, true, inFront(Hand::request(2, QStringLiteral("enrol.redeem")))},
        {"an event that nobody knows", Flow::Prepare, prepare, true, inFront(Hand::notice(QStringLiteral("group.explode")))},
        {"an event of wrong types", Flow::Prepare, prepare, true,
         inFront(Hand::notice(QLatin1String(memberChangedEvent), {{QStringLiteral("phase"), QJsonArray()}}))},
        {"more credit than was used", Flow::Prepare, prepare, false, inFront(Hand::notice(QStringLiteral("object.credit")))},
        {"the end of a transfer that never was", Flow::Prepare, prepare, false,
         inFront(Hand::notice(QStringLiteral("object.done"), {{QStringLiteral("id"), 100000}}))},
        {"an object that was announced twice", Flow::Prepare, prepare, false,
         [begin](const QJsonObject &reply) { return Frames{begin, begin, jsonBytes(reply)}; }},
    };
}

QList<Lie> words()
{
    QJsonArray many;
    for (int i = 0; i < 20000; ++i)
        many.append(hexOf(QByteArray::number(i).constData()));
    const Error returned{QStringLiteral("agent.nodeployment"), {QStringLiteral("x")}, {}, {}};
    const char *const need = agentcalls::need.name;
    const char *const prepare = agentcalls::prepare.name;
    const char *const flip = agentcalls::flip.name;
    const char *const confirm = agentcalls::confirm.name;
    const char *const giveBack = agentcalls::giveBack.name;
    return {
        {"it needs what nobody offered", Flow::Prepare, need, true,
         [many](QJsonObject reply) {
             QJsonObject result = reply.value(QLatin1String("result")).toObject();
             QJsonArray digests = result.value(QLatin1String("digests")).toArray();
             for (const QJsonValue &more : many)
                 digests.append(more);
             result.insert(QStringLiteral("digests"), digests);
             reply.insert(QStringLiteral("result"), result);
             return one(reply);
         }},
        {"it needs paths", Flow::Prepare, need, false, inner("digests", QJsonArray{QStringLiteral("../../etc/shadow")})},
        {"it needs numbers", Flow::Prepare, need, false, inner("digests", QJsonArray{1})},
        {"it needs nothing, and says so without a list", Flow::Prepare, need, false, inner("digests", gone)},
        {"it needs nothing, though it has not got it", Flow::Prepare, need, false, inner("digests", QJsonArray())},
        {"prepared, in words", Flow::Prepare, prepare, false, inner("ok", QStringLiteral("yes"))},
        {"prepared, without saying so", Flow::Prepare, prepare, false, inner("ok", gone)},
        {"problems that are no list", Flow::Prepare, prepare, false, inner("problems", QJsonObject())},
        {"zones that are numbers", Flow::Prepare, prepare, false, inner("zones", QJsonArray{1})},
        {"a class of zones that nobody knows", Flow::Prepare, prepare, false,
         inner("zones", QJsonArray{QJsonObject{{QStringLiteral("zone"), QStringLiteral("x")},
                                               {QStringLiteral("view"), QString()},
                                               {QStringLiteral("what"), QStringLiteral("evil")}}})},
        {"loading took since the beginning of time", Flow::Prepare, prepare, true, inner("loadMs", 1e18)},
        {"loading took less than no time", Flow::Prepare, prepare, true, inner("loadMs", -1e18)},
        {"a field that nobody knows", Flow::Prepare, prepare, true, inner("evil", QStringLiteral("x"))},
        {"not ok", Flow::Prepare, prepare, false, inner("ok", false)},
        {"proved, with another tree", Flow::Deploy, flip, false, inner("active", hexOf("another tree"))},
        {"proved, without a tree", Flow::Deploy, flip, false, inner("active", gone)},
        {"proved, with a path for a tree", Flow::Deploy, flip, false, inner("active", QStringLiteral("../etc"))},
        {"proved, in words", Flow::Deploy, flip, false, inner("proved", QStringLiteral("true"))},
        {"proved, by a number", Flow::Deploy, flip, false, inner("proved", 1)},
        {"proved, without saying so", Flow::Deploy, flip, false, inner("proved", gone)},
        {"not proved, though it is", Flow::Deploy, flip, false, inner("proved", false)},
        {"less than no zones", Flow::Deploy, flip, true, inner("zonesTotal", -5)},
        {"a number of zones that is a text", Flow::Deploy, flip, false, inner("zonesProved", QStringLiteral("5"))},
        {"it failed, though it switched", Flow::Deploy, flip, false, failing({QStringLiteral("file.full"), {}, {}, {}})},
        {"it has no such deployment, though it switched", Flow::Deploy, flip, false, failing(returned)},
        {"it went back before the decision", Flow::Deploy, agentcalls::renew.name, false, failing(returned)},
        {"confirmed, in a list", Flow::Deploy, confirm, true, outer("result", QJsonArray())},
        {"confirmed, with nothing said", Flow::Deploy, confirm, true, outer("result", QJsonObject())},
        {"confirmed, with a phase that nobody knows", Flow::Deploy, confirm, true, inner("phase", QStringLiteral("evil"))},
        {"confirmed, with another master", Flow::Deploy, confirm, true, inner("masterId", QStringLiteral("evil"))},
        {"returned, to another tree", Flow::Return, giveBack, true, inner("active", hexOf("another tree"))},
        {"returned, in words", Flow::Return, giveBack, true, inner("proved", QStringLiteral("true"))},
        {"it never had what it is to return from", Flow::Return, giveBack, true, failing(returned)},
        {"it cannot return", Flow::Return, giveBack, true, failing({QStringLiteral("file.full"), {}, {}, {}})},
    };
}

// Reads along, and puts other frames for one of the member's.
struct Liar
{
    const Lie &lie;
    bool on = true;
    bool told = false;
    QHash<QPair<const SimLine *, qint64>, QString> asked;

    QList<SimLine::Frame> meddle(const std::shared_ptr<SimLine> &line, const SimLine::Frame &frame)
    {
        if (!on || line->member != 0 || frame.end || frame.binary)
            return {frame};
        const QJsonObject json = parseJson(frame.bytes).value_or(QJsonObject());
        const QString method = json.value(QLatin1String("method")).toString();
        const qint64 id = json.value(QLatin1String("id")).toInteger(-1);
        if (frame.to != masterSide) {
            asked.insert({line.get(), id}, method);
            return {frame};
        }
        const QString about = method.isEmpty() ? asked.value({line.get(), id}) : method;
        if (about != QLatin1String(lie.method) || (told && about != QLatin1String("hello")))
            return {frame};
        told = true;
        QList<SimLine::Frame> out;
        for (const QByteArray &text : lie.alter(json))
            out.append({frame.to, text, false, false});
        return out;
    }
};

} // namespace

// A member that lies once in a flow: the master believes nothing that it cannot be, says nothing untrue of it, and goes on.
class TestHostileMembers : public QObject
{
    Q_OBJECT
    static QString broken(const Lie &lie)
    {
        MasterHouse house;
        FlowTrial trial(house);
        if (const QString wrong = trial.ready(lie.flow); !wrong.isEmpty())
            return wrong;
        const bool anew = QLatin1String(lie.method) == QLatin1String("hello");
        Liar liar{lie, true, false, {}};
        house.network.setMeddler([&](const auto &line, const auto &frame) { return liar.meddle(line, frame); });
        if (anew)
            house.network.reset(0);
        house.pass(anew ? 10 : 0);
        const Operation told = trial.run();
        liar.on = false;
        if (!liar.told)
            return QStringLiteral("there was nothing to lie about");
        const Outcome good = lie.flow == Flow::Return ? Outcome::Returned : Outcome::Succeeded;
        if ((told.outcome == good) != lie.harmless)
            return QStringLiteral("it ended: ") + QString::fromUtf8(MasterHouse::told(told));
        if (const QString untrue = trial.lies(told); !untrue.isEmpty())
            return untrue;
        if (jsonBytes(toJson(told)).size() > 60000)
            return QStringLiteral("what it said floods the operation: %1 bytes").arg(jsonBytes(toJson(told)).size());
        return trial.settle();
    }

private Q_SLOTS:
    void everyLieOnce()
    {
        Campaign campaign("hostile", "members", "");
        int number = 0;
        for (const Lie &lie : frames() + words()) {
            if (!Campaign::isWhole() && number++ % 9 != 0)
                continue;
            const QString wrong = broken(lie);
            campaign.trial(wrong.isEmpty() ? QString()
                                           : QStringLiteral("%1, in reply to %2: %3").arg(QLatin1String(lie.name), QLatin1String(lie.method), wrong));
        }
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestHostileMembers)
#include "tst_hostilemembers.moc"
