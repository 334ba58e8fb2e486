// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/helperhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QByteArray newZone = simZone(8, 3);

QString codeOf(const Result<QJsonObject> &reply) { return reply ? QStringLiteral("ok") : reply.error().code; }

// One word of a script and what the helper answers: "ok", or the error's code.
QString act(HelperHost &host, const Snapshot &live, const QString &word)
{
    const QString verb = word.section(u' ', 0, 0);
    const QString id = word.section(u' ', 1);
    const auto say = [&](const char *name, const QJsonObject &params) { return codeOf(host.say(QLatin1String(name), params)); };
    if (verb == QLatin1String("prepare")) {
        const Snapshot forward = host.edited(live, zoneFileA, newZone);
        return say("prepare", toJson(host.request(id, live.id(), forward, host.edited(live, zoneFileA, simZone(9, 2)))));
    }
    if (verb == QLatin1String("flip"))
        return say("flip", toJson(host.flip(id, live.id())));
    if (verb == QLatin1String("flip-elsewhere"))
        return say("flip", toJson(host.flip(id, Digest::of("another base"))));
    if (verb == QLatin1String("prepare-elsewhere"))
        return say("prepare", toJson(host.request(id, Digest::of("another base"), live, live)));
    if (verb == QLatin1String("prepare-unadopted"))
        return say("prepare", toJson(host.request(id, {}, live, live)));
    if (verb == QLatin1String("flip-unadopted"))
        return say("flip", toJson(host.flip(id)));
    if (verb == QLatin1String("prepare-after")) { // on what a return has left
        const Digest active = host.status().active.value_or(Digest());
        return say("prepare", toJson(host.request(id, active, host.edited(live, zoneFileA, newZone), live)));
    }
    if (verb == QLatin1String("flip-after"))
        return say("flip", toJson(host.flip(id, host.status().active.value_or(Digest()))));
    if (verb == QLatin1String("prove"))
        return codeOf(host.prove());
    if (verb == QLatin1String("wait")) {
        host.schedule.step(host.schedule.time() + id.toLongLong());
        return QStringLiteral("ok");
    }
    if (verb == QLatin1String("expire") || verb == QLatin1String("rm"))
        return codeOf(host.say(verb));
    return say(qPrintable(verb), toJson(host.named(id))); // back, confirm, forget, renew
}

} // namespace

// The privileged half's verbs in their order, and out of it.
class TestHelper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verbsComeInTheirOrder_data()
    {
        QTest::addColumn<QStringList>("script"); // "verb id = answer"
        QTest::addColumn<int>("serial");         // that the tree of a.example has in the end
        const auto row = [](const char *name, int serial, const QStringList &script) { QTest::newRow(name) << script << serial; };
        row("prepared, switched, confirmed", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("prove = ok"), QStringLiteral("confirm d = ok")});
        row("prepared, switched, returned: the old content under a higher serial", 9,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("back d = ok")});
        row("prepared and forgotten changes nothing", 7,
            {QStringLiteral("prepare d = ok"), QStringLiteral("forget d = ok"), QStringLiteral("flip d = agent.nodeployment")});
        row("preparing alone changes nothing", 7, {QStringLiteral("prepare d = ok")});
        row("the set of another deployment is not switched to", 7, {QStringLiteral("prepare d = ok"), QStringLiteral("flip e = agent.nodeployment")});
        row("nothing is switched to that was never prepared", 7, {QStringLiteral("flip d = agent.nodeployment")});
        row("live moved between prepare and flip", 7, {QStringLiteral("prepare d = ok"), QStringLiteral("flip-elsewhere d = agent.base")});
        row("live is not what the master believes", 7, {QStringLiteral("prepare-elsewhere d = agent.base")});
        row("an adopted server takes no set without a base", 7, {QStringLiteral("prepare-unadopted d = agent.adopted")});
        row("nor does it switch without one", 7, {QStringLiteral("prepare d = ok"), QStringLiteral("flip-unadopted d = agent.adopted")});
        row("what was not proved is not confirmed, and may be once it is", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("confirm d = agent.unproved"),
             QStringLiteral("prove = ok"), QStringLiteral("confirm d = ok")});
        row("what was not proved returns in its time, whoever confirmed it", 9,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("confirm d = agent.unproved"),
             QStringLiteral("wait 60000 = ok"), QStringLiteral("expire = ok")});
        row("the proof of a set before says nothing of the next", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("prove = ok"), QStringLiteral("back d = ok"),
             QStringLiteral("prepare-after d = ok"), QStringLiteral("flip-after d = ok"), QStringLiteral("confirm d = agent.unproved")});
        row("no second flip while one is undecided", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("flip d = agent.busy")});
        row("nothing is prepared or forgotten while a switch is undecided", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("prepare e = agent.busy"),
             QStringLiteral("forget d = agent.busy")});
        row("a confirmation may be repeated, its answer may have been lost", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("prove = ok"), QStringLiteral("confirm d = ok"),
             QStringLiteral("confirm d = ok")});
        row("what returned cannot be confirmed", 9,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("back d = ok"),
             QStringLiteral("confirm d = agent.returned")});
        row("a return may be repeated", 9,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("back d = ok"), QStringLiteral("back d = ok")});
        row("what is confirmed stays, whoever asks it back", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("prove = ok"), QStringLiteral("confirm d = ok"),
             QStringLiteral("back d = ok")});
        row("another deployment does not return or confirm this one", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("back e = agent.nodeployment"),
             QStringLiteral("confirm e = agent.returned"), QStringLiteral("renew e = agent.nodeployment")});
        row("a guard does not expire early", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("wait 59999 = ok"),
             QStringLiteral("expire = agent.notdue")});
        row("a guard expires in its time", 9,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("wait 60000 = ok"), QStringLiteral("expire = ok")});
        row("a renewed guard begins anew", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("flip d = ok"), QStringLiteral("wait 59000 = ok"), QStringLiteral("renew d = ok"),
             QStringLiteral("wait 59000 = ok"), QStringLiteral("expire = agent.notdue")});
        row("no guard, nothing to expire or renew", 7, {QStringLiteral("expire = agent.notdue"), QStringLiteral("renew d = agent.nodeployment")});
        row("a second set replaces the first", 8,
            {QStringLiteral("prepare d = ok"), QStringLiteral("prepare e = ok"), QStringLiteral("flip d = agent.nodeployment"),
             QStringLiteral("flip e = ok")});
        row("no other verbs", 7, {QStringLiteral("rm = agent.verb")});
    }

    void verbsComeInTheirOrder()
    {
        QFETCH(QStringList, script);
        QFETCH(int, serial);
        HelperHost host;
        const Snapshot live = host.adopt();
        QCOMPARE(host.read(zonePathA), simZone(7, 2));
        for (const QString &line : script) {
            const QString word = line.section(QStringLiteral(" = "), 0, 0);
            const QString answer = act(host, live, word);
            QVERIFY2(answer == line.section(QStringLiteral(" = "), 1), qPrintable(word + QStringLiteral(": ") + answer));
        }
        QCOMPARE(host.read(zonePathA), serial == 8 ? newZone : simZone(quint32(serial), 2));
        QVERIFY(host.status().treeIntact);
        host.restart(); // and so it stays
        QCOMPARE(host.helper().recover(), Result<bool>(false));
        QCOMPARE(host.read(zonePathA), serial == 8 ? newZone : simZone(quint32(serial), 2));
    }

    void onlyItsOwnMasterMayCommand_data()
    {
        QTest::addColumn<QString>("verb");
        for (const char *verb : {"bind", "prepare", "flip", "back", "confirm", "forget", "renew"})
            QTest::newRow(verb) << QString::fromLatin1(verb);
    }

    void onlyItsOwnMasterMayCommand()
    {
        QFETCH(QString, verb);
        HelperHost host;
        host.epoch = 5;
        const Snapshot live = host.adopt();
        const bool switched = verb == QLatin1String("back") || verb == QLatin1String("confirm") || verb == QLatin1String("renew");
        if (verb != QLatin1String("prepare") && verb != QLatin1String("bind"))
            QCOMPARE(act(host, live, QStringLiteral("prepare d")), QStringLiteral("ok"));
        if (switched) {
            QCOMPARE(act(host, live, QStringLiteral("flip d")), QStringLiteral("ok"));
            QVERIFY(host.prove());
        }
        const auto attempt = [&] {
            return verb == QLatin1String("bind") ? codeOf(host.say(verb, host.binding(host.epoch))) : act(host, live, verb + QStringLiteral(" d"));
        };
        const AgentState before = host.state();
        host.epoch = 4;
        QCOMPARE(attempt(), QStringLiteral("agent.epoch"));
        host.epoch = 6;
        for (const QString &other : {QStringLiteral("master-2"), QString(), QStringLiteral("master-1 ")}) {
            host.master = other;
            QCOMPARE(attempt(), QStringLiteral("agent.othermaster"));
        }
        QCOMPARE(toJson(host.state()), toJson(before));
        host.master = QStringLiteral("master-1");
        QCOMPARE(attempt(), QStringLiteral("ok")); // it was only who asked
    }

    void aHigherEpochShutsTheLowerOneOut()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        QVERIFY(host.say(QStringLiteral("bind"), host.binding(2)));
        QCOMPARE(act(host, live, QStringLiteral("prepare d")), QStringLiteral("agent.epoch"));
        host.restart();
        QVERIFY(host.helper().load());
        QCOMPARE(act(host, live, QStringLiteral("prepare d")), QStringLiteral("agent.epoch"));
    }

    // A second key that was let in does not become its master by claiming to be it.
    void aHigherEpochOfAnotherKeyTakesNothingOver()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        const auto asOther = [&](qint64 epoch) {
            QJsonObject params = host.binding(epoch);
            params.insert(QStringLiteral("pin"), QString::fromLatin1(Digest::of("another key").hex()));
            return codeOf(host.say(QStringLiteral("bind"), params));
        };
        const AgentState before = host.state();
        for (const qint64 epoch : {1, 2, 1000})
            QCOMPARE(asOther(epoch), QStringLiteral("agent.otherkey"));
        QCOMPARE(toJson(host.state()), toJson(before));
        host.restart();
        QVERIFY(host.helper().load());
        QCOMPARE(asOther(2), QStringLiteral("agent.otherkey"));
        QVERIFY(host.say(QStringLiteral("bind"), host.binding(2))); // its own goes on
        host.restart();
        QCOMPARE(host.helper().rebind(false), Result<bool>(false)); // as root on the server
        QCOMPARE(asOther(1), QStringLiteral("agent.epoch"));
        QCOMPARE(asOther(2), QStringLiteral("ok"));
        QCOMPARE(codeOf(host.say(QStringLiteral("bind"), host.binding(3))), QStringLiteral("agent.otherkey"));
    }

    void releaseGivesPlainFoldersBack()
    {
        HelperHost host;
        const QByteArray key = host.read(QStringLiteral("/etc/bind/rndc.key"));
        const Snapshot live = host.adopt();
        QCOMPARE(act(host, live, QStringLiteral("prepare d")), QStringLiteral("ok"));
        QCOMPARE(act(host, live, QStringLiteral("flip d")), QStringLiteral("ok"));
        QVERIFY(host.confirm(QStringLiteral("d")));
        const qint64 date = host.mtime(zonePathA);
        host.restart();
        QVERIFY(host.helper().release());
        QCOMPARE(host.disk.facts(QStringLiteral("/etc/bind"))->kind, FileFacts::Kind::Folder);
        QCOMPARE(host.read(zonePathA), newZone);
        QCOMPARE(host.mtime(zonePathA), date); // or named would read all zones again
        QCOMPARE(host.read(QStringLiteral("/etc/bind/rndc.key")), key);
        QCOMPARE(host.status().masterId, QString());
        const QMap<QString, QByteArray> before = host.everything(QStringLiteral("/var/lib/lockstep"));
        QVERIFY(host.say(QStringLiteral("release"))); // said again: its answer was lost
        host.restart();
        QVERIFY(host.helper().release());
        QCOMPARE(host.everything(QStringLiteral("/var/lib/lockstep")), before);
        host.master = QStringLiteral("master-2"); // free for another one
        host.adopt();
        QCOMPARE(host.read(zonePathA), newZone);
    }

    // Bound, but its folders never were the group's.
    void releaseOfAServerThatWasNotAdoptedDropsItsMaster()
    {
        HelperHost host;
        QVERIFY(host.say(QStringLiteral("bind"), host.binding(1)));
        QVERIFY(host.say(QStringLiteral("release")));
        QCOMPARE(host.status().masterId, QString());
        host.adopt(); // a link that leads nowhere is another matter
        QVERIFY(host.disk.remove(QStringLiteral("/var/lib/lockstep/current")));
        QCOMPARE(codeOf(host.say(QStringLiteral("release"))), QStringLiteral("agent.unadopted"));
        QCOMPARE(host.status().masterId, host.master);
    }

    void rebindFreesTheServerAndKeepsWhatItServes()
    {
        HelperHost host;
        host.epoch = 5;
        const Snapshot live = host.adopt();
        QCOMPARE(act(host, live, QStringLiteral("prepare d")), QStringLiteral("ok"));
        host.restart();
        QCOMPARE(host.helper().rebind(false), Result<bool>(false));
        QCOMPARE(host.read(zonePathA), simZone(7, 2));
        QCOMPARE(host.disk.facts(QStringLiteral("/etc/bind"))->kind, FileFacts::Kind::Link);
        QCOMPARE(act(host, live, QStringLiteral("flip d")), QStringLiteral("agent.othermaster")); // the lost one is back
        host.master = QStringLiteral("master-2");
        QCOMPARE(codeOf(host.say(QStringLiteral("bind"), host.binding(4))), QStringLiteral("agent.epoch"));
        QVERIFY(host.say(QStringLiteral("bind"), host.binding(5)));
        QCOMPARE(act(host, live, QStringLiteral("flip d")), QStringLiteral("agent.nodeployment"));         // what the lost one had prepared
        QCOMPARE(act(host, live, QStringLiteral("prepare-unadopted e")), QStringLiteral("agent.adopted")); // what it serves, it follows
        for (const char *verb : {"prepare e", "flip-elsewhere e", "flip e", "prove", "confirm e"}) {
            const bool elsewhere = QLatin1String(verb).startsWith(QLatin1String("flip-elsewhere"));
            QCOMPARE(act(host, live, QLatin1String(verb)), elsewhere ? QStringLiteral("agent.base") : QStringLiteral("ok"));
        }
        QCOMPARE(host.read(zonePathA), newZone);
    }

    void anUndecidedSwitchHoldsARebindUp()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        QCOMPARE(act(host, live, QStringLiteral("prepare d")), QStringLiteral("ok"));
        QCOMPARE(act(host, live, QStringLiteral("flip d")), QStringLiteral("ok"));
        host.restart();
        const QMap<QString, QByteArray> before = host.everything({});
        QCOMPARE(host.helper().rebind(false).error().code, QStringLiteral("agent.undecided"));
        QCOMPARE(host.everything({}), before);
        QCOMPARE(host.status().masterId, host.master);
        QCOMPARE(host.helper().rebind(true), Result<bool>(true));
        QCOMPARE(host.read(zonePathA), simZone(9, 2)); // back, under a serial that secondaries follow
        QCOMPARE(host.status().phase, MemberPhase::Idle);
        QCOMPARE(host.status().masterId, QString());
        QVERIFY(!host.status().served); // named is to be asked
    }

    // Edited, read by named, put back under its old date: the file is right, and nobody knows what is served.
    void whatWasInOtherHandsIsProvedAgain_data()
    {
        QTest::addColumn<bool>("seen");
        QTest::newRow("the edit was seen") << true;
        QTest::newRow("nobody looked in between") << false;
    }
    void whatWasInOtherHandsIsProvedAgain()
    {
        QFETCH(bool, seen);
        HelperHost host;
        host.adopt();
        const auto prove = [&] {
            return host.say(
                QStringLiteral("proved"),
                {{QStringLiteral("generation"), host.say(QStringLiteral("describe"))->value(QLatin1String("active"))}, {QStringLiteral("run"), 1}});
        };
        QVERIFY(prove());
        QVERIFY(host.status().served);
        QVERIFY(host.status().served); // looking changes nothing
        const QByteArray bytes = host.read(zonePathA);
        const qint64 date = host.mtime(zonePathA);
        const QString path = QStringLiteral("/var/lib/lockstep/gen/%1/etc-bind/zones/a.example.db")
                                 .arg(host.say(QStringLiteral("describe"))->value(QLatin1String("active")).toInt());
        QVERIFY(host.disk.write(path, simZone(7, 5), 0644));
        if (seen)
            QVERIFY(!host.status().treeIntact);
        QVERIFY(host.disk.write(path, bytes, 0644));
        QVERIFY(host.disk.setTime(path, date));
        QVERIFY(host.status().treeIntact);
        QVERIFY(!host.status().served);
        QVERIFY(prove());
        QVERIFY(host.status().served);
    }

    void anAdoptionThatFailsLeavesTheFoldersAsTheyWere()
    {
        HelperHost host;
        const auto etc = [&] { return host.everything(QStringLiteral("/var")); };
        QMap<QString, QByteArray> before = etc();
        QVERIFY(host.say(QStringLiteral("bind"), host.binding(host.epoch)));
        const Snapshot tree = *Snapshot::parse(host.ask<ManifestReply>(QStringLiteral("seed"))->manifest);
        QVERIFY(host.say(QStringLiteral("prepare"), toJson(host.request(QStringLiteral("d"), {}, tree, tree))));
        QVERIFY(host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d")))));
        QCOMPARE(host.disk.facts(QStringLiteral("/etc/bind"))->kind, FileFacts::Kind::Link);
        QVERIFY(host.say(QStringLiteral("back"), toJson(host.named(QStringLiteral("d")))));
        QMap<QString, QByteArray> after = etc();
        after.removeIf([](auto it) { return it.key().startsWith(QLatin1String("/etc/lockstep")); });
        QCOMPARE(after, before);
        QCOMPARE(host.status().phase, MemberPhase::Unadopted);
    }
};

LOCKSTEP_SUITE(TestHelper)
#include "tst_helper.moc"
