// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/delta.h"
#include "core/snapshot/packing.h"
#include "tests/core/helperhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {
const QString stateFolder = QStringLiteral("/var/lib/lockstep");
const QString options = QStringLiteral("named.conf.options");

QByteArray fileLine(const QByteArray &root, const QByteArray &path, const QByteArray &bytes = "x")
{
    return "f " + root + " plain " + QByteArray::number(bytes.size()) + ' ' + Digest::of(bytes).hex() + ' ' + path + '\n';
}
} // namespace

// What a master that is not trusted may send to the privileged half: nothing outside its own folder changes.
class TestHostileSets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manifestsThatEscapeAreRefused_data()
    {
        QTest::addColumn<QByteArray>("manifest"); // replaces F; and R
        QTest::addColumn<QString>("code");
        const QByteArray head = "lockstep-manifest 1\nroot etc-bind /etc/bind\n";
        const auto row = [&](const char *name, const QByteArray &manifest, const char *code) {
            QTest::newRow(name) << manifest << QString::fromLatin1(code);
        };
        row("a path that goes up", head + fileLine("etc-bind", "../cron.d/x"), "snapshot.manifest");
        row("a path that goes up in the middle", head + fileLine("etc-bind", "a/../../x"), "snapshot.manifest");
        row("an absolute path", head + fileLine("etc-bind", "/etc/shadow"), "snapshot.manifest");
        row("an empty path", head + fileLine("etc-bind", ""), "snapshot.manifest");
        row("a dot", head + fileLine("etc-bind", "."), "snapshot.manifest");
        row("a zero byte in the path", head + fileLine("etc-bind", QByteArray("a\0b", 3)), "snapshot.manifest");
        row("a root that was not declared", head + fileLine("etc", "passwd"), "snapshot.manifest");
        row("a root id that goes up", "lockstep-manifest 1\nroot ../../x /etc/bind\n", "snapshot.manifest");
        row("a link", head + "l etc-bind plain 0 - a\n", "snapshot.manifest");
        row("a file where a folder is needed", head + fileLine("etc-bind", "a") + fileLine("etc-bind", "a/b"), "snapshot.manifest");
        row("a file twice", head + fileLine("etc-bind", "a") + fileLine("etc-bind", "a"), "snapshot.manifest");
        row("a version of the future", "lockstep-manifest 2\nroot etc-bind /etc/bind\n", "snapshot.version");
        row("no manifest at all", "", "snapshot.manifest");
        row("another folder under the known id", "lockstep-manifest 1\nroot etc-bind /etc\n" + fileLine("etc-bind", "shadow"), "agent.roots");
        row("one more folder", "lockstep-manifest 1\nroot etc-bind /etc/bind\nroot more /root\n" + fileLine("more", "x"), "agent.roots");
        row("no folder", "lockstep-manifest 1\n", "agent.roots");
        row("an object that nobody sent", head + fileLine("etc-bind", "a", "never sent"), "agent.object");
        row("more bytes than the disk has", head + "f etc-bind plain 2000000000000 " + Digest::of("x").hex() + " a\n", "agent.space");
    }

    void manifestsThatEscapeAreRefused()
    {
        QFETCH(QByteArray, manifest);
        QFETCH(QString, code);
        HelperHost host;
        const Snapshot live = host.adopt();
        QVERIFY(host.give("x"));
        const auto before = host.everything(stateFolder);
        for (const bool forward : {true, false}) {
            PrepareRequest request = host.request(QStringLiteral("d"), live.id(), live, live);
            (forward ? request.forward : request.returning) = manifest;
            const auto report = host.ask<PrepareReport>(QStringLiteral("prepare"), toJson(request));
            QVERIFY(!report);
            QCOMPARE(report.error().code, code);
            QCOMPARE(host.everything(stateFolder), before);
            QVERIFY(!host.state().prepared);
            QCOMPARE(host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d")))).error().code, QStringLiteral("agent.nodeployment"));
        }
        QVERIFY(host.status().treeIntact); // what is served is whole
    }

    void anotherMainFileIsRefused()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        PrepareRequest request = host.request(QStringLiteral("d"), live.id(), live, live);
        request.mainFile = QStringLiteral("/etc/shadow");
        QCOMPARE(host.ask<PrepareReport>(QStringLiteral("prepare"), toJson(request)).error().code, QStringLiteral("agent.roots"));
    }

    void objectsThatLieAreNotKept_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QByteArray>("packed");
        QTest::newRow("other bytes under that digest") << QStringLiteral("zstd") << pack("other bytes");
        QTest::newRow("no packed bytes") << QStringLiteral("zstd") << QByteArray("not packed");
        QTest::newRow("nothing") << QStringLiteral("zstd") << QByteArray();
        QTest::newRow("an unknown encoding") << QStringLiteral("gzip") << pack("wanted");
        QTest::newRow("a delta to what is not here")
            << QStringLiteral("delta:") + QString::fromLatin1(Digest::of("gone").hex()) << packDelta("gone", "wanted");
        QTest::newRow("a delta to a path") << QStringLiteral("delta:../../state.json") << pack("wanted");
    }

    void objectsThatLieAreNotKept()
    {
        QFETCH(QString, encoding);
        QFETCH(QByteArray, packed);
        HelperHost host;
        QJsonObject params = toJson(DigestRequest{Digest::of("wanted")});
        params.insert(QStringLiteral("encoding"), encoding);
        const auto before = host.everything({});
        QVERIFY(!host.say(QStringLiteral("put"), params, packed));
        QCOMPARE(host.everything({}), before);
        QVERIFY(host.give("wanted"));
        QCOMPARE(host.ask<DigestList>(QStringLiteral("need"), toJson(DigestList{{Digest::of("wanted")}}))->digests, QList<Digest>());
    }

    void aConfigurationThatReadsElsewhereIsRefused_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<QString>("file"); // named in the problem; "": allowed
        const auto row = [](const char *name, const QByteArray &statement, const char *file) {
            QTest::newRow(name) << statement << QString::fromLatin1(file);
        };
        row("a zone from somebody's home", "zone \"x\" { type primary; file \"/root/x\"; };", "/root/x");
        row("an include of the password file", "include \"/etc/shadow\";", "/etc/shadow");
        row("a path that leaves a state folder", "zone \"x\" { type primary; file \"/var/cache/bind/../../../etc/shadow\"; };", "/etc/shadow");
        row("a relative path that leaves the directory", "zone \"x\" { type primary; file \"../../../etc/shadow\"; };", "/etc/shadow");
        row("code from a state folder", "plugin query \"/var/cache/bind/evil.so\";", "/var/cache/bind/evil.so");
        row("a secondary's file in a state folder", "zone \"x\" { type secondary; primaries { 192.0.2.1; }; file \"/var/cache/bind/x\"; };", "");
        row("a file of its own", "zone \"x\" { type primary; file \"/etc/bind/zones/a.example.db\"; };", "");
    }

    void aConfigurationThatReadsElsewhereIsRefused()
    {
        QFETCH(QByteArray, statement);
        QFETCH(QString, file);
        HelperHost host;
        const Snapshot live = host.adopt();
        const QByteArray allowed = host.read(stateFolder + QStringLiteral("/allowed"));
        const Snapshot forward = host.edited(live, QStringLiteral("named.conf.local"),
                                             host.read(QStringLiteral("/etc/bind/named.conf.local")) + statement + '\n');
        const auto report = host.prepare(live, forward, live);
        QVERIFY(report);
        QCOMPARE(report->ok, file.isEmpty());
        QCOMPARE(report->problems.isEmpty() ? QString() : report->problems.first().code,
                 file.isEmpty() ? QString() : QStringLiteral("agent.allowed"));
        QCOMPARE(report->problems.isEmpty() ? QString() : report->problems.first().args.value(0), file);
        QCOMPARE(host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), live.id()))).has_value(), file.isEmpty());
        QCOMPARE(host.read(stateFolder + QStringLiteral("/allowed")), allowed); // whatever was asked
    }

    void whatTheServerUsedBeforeStaysAllowed()
    {
        HelperHost host;
        const QString local = QStringLiteral("/etc/bind/named.conf.local");
        const QByteArray statement = "zone \"x\" { type primary; file \"/srv/dns/x.db\"; };\n";
        QVERIFY(host.disk.makePath(QStringLiteral("/srv/dns"), 0755));
        QVERIFY(host.disk.write(QStringLiteral("/srv/dns/x.db"), simZone(1, 1), 0644));
        QVERIFY(host.disk.append(local, statement, 0644));
        const Snapshot live = host.adopt();
        const auto with = [&](const QByteArray &more) { return host.edited(live, QStringLiteral("named.conf.local"), host.read(local) + more); };
        QVERIFY(host.prepare(live, with("// nothing new\n"), live)->ok);
        // The file is allowed, its neighbour and another use of it are not.
        QVERIFY(!host.prepare(live, with("zone \"y\" { type primary; file \"/srv/dns/y.db\"; };\n"), live)->ok);
        QVERIFY(!host.prepare(live, with("include \"/srv/dns/x.db\";\n"), live)->ok);
    }

    // Whoever has the master's key could empty every server at once.
    void aServerDoesNotLoseManyZonesAtOnce()
    {
        HelperHost host;
        const QString local = QStringLiteral("/etc/bind/named.conf.local");
        const auto zones = [](int from, int to) {
            QByteArray text;
            for (int i = from; i < to; ++i)
                text += "zone \"z" + QByteArray::number(i) + "\" { type primary; file \"/etc/bind/zones/a.example.db\"; };\n";
            return text;
        };
        const QByteArray first = host.read(local); // of three zones
        QVERIFY(host.disk.append(local, zones(0, 600), 0644));
        const Snapshot live = host.adopt();
        const auto left = [&](int count) { return host.edited(live, QStringLiteral("named.conf.local"), first + zones(0, count)); };
        QVERIFY(host.prepare(live, left(600 - 120), live)->ok); // a fifth
        const auto refused = host.prepare(live, left(600 - 121), live);
        QVERIFY(refused && !refused->ok);
        QCOMPARE(refused->problems.first().code, QStringLiteral("agent.removals"));
        QCOMPARE(refused->problems.first().args.first(3), (QStringList{QStringLiteral("121"), QStringLiteral("603"), QStringLiteral("120")}));
        QVERIFY(!host.prepare(live, live, left(0))->ok); // nor on the way back
        // Root of the server may allow it, and forbid more.
        const QString limit = stateFolder + QStringLiteral("/removals");
        QVERIFY(host.disk.write(limit, "600\n", 0600));
        QVERIFY(host.prepare(live, left(0), live)->ok);
        QVERIFY(host.disk.write(limit, "0\n", 0600));
        QVERIFY(!host.prepare(live, left(599), live)->ok);
        QVERIFY(host.disk.write(limit, "many\n", 0600)); // nobody knows what is meant
        QVERIFY(!host.prepare(live, left(599), live)->ok);
    }

    // A view is another place for a zone, and what was served once may be served again.
    void zonesThatStayOrComeBackAreNotLost()
    {
        HelperHost host;
        const QString local = QStringLiteral("/etc/bind/named.conf.local");
        QByteArray many;
        for (int i = 0; i < 150; ++i)
            many += "zone \"z" + QByteArray::number(i) + "\" { type primary; file \"/etc/bind/zones/a.example.db\"; };\n";
        const QByteArray first = host.read(local);
        const Snapshot live = host.adopt(); // three zones
        const auto with = [&](const QByteArray &text) { return host.edited(live, QStringLiteral("named.conf.local"), text); };
        const auto deploy = [&](const Snapshot &base, const Snapshot &forward) {
            const auto report = host.prepare(base, forward, base);
            return report && report->ok && host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), base.id()))) &&
                   host.confirm(QStringLiteral("d"));
        };
        const Snapshot large = with(first + many);
        QVERIFY(deploy(live, large));
        QVERIFY(deploy(large, with("view v {\n" + first + many + "};\n")));
        const Snapshot inView = with("view v {\n" + first + many + "};\n");
        QVERIFY(!deploy(inView, with("// all of them gone\n")));
        QVERIFY(deploy(inView, with(first + "// the three that were there\n")));
    }

    void aSmallServerMayLoseAll()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        QVERIFY(host.prepare(live, host.edited(live, QStringLiteral("named.conf.local"), "// none\n"), live)->ok);
    }

    void damageIsNoticedBeforeTheFlip_data()
    {
        QTest::addColumn<int>("generation"); // 0: F, 1: R
        QTest::addColumn<QString>("what");
        for (const int generation : {0, 1}) {
            const QByteArray side = generation == 0 ? "F" : "R";
            for (const char *what : {"other bytes", "gone", "a link", "a folder"})
                QTest::newRow((side + ": " + what).constData()) << generation << QString::fromLatin1(what);
        }
    }

    void damageIsNoticedBeforeTheFlip()
    {
        QFETCH(int, generation);
        QFETCH(QString, what);
        HelperHost host;
        const Snapshot live = host.adopt();
        QVERIFY(host.prepare(live, host.edited(live, zoneFileA, simZone(8, 3)), host.edited(live, zoneFileA, simZone(9, 2)))->ok);
        const int number = generation == 0 ? host.state().prepared->forward : host.state().prepared->returning;
        const QString file = stateFolder + QStringLiteral("/gen/%1/etc-bind/").arg(number) + zoneFileA;
        QByteArray bytes = host.read(file);
        host.schedule.step(host.schedule.time() + 1);
        QVERIFY(host.disk.remove(file));
        if (what == QLatin1String("other bytes"))
            QVERIFY(host.disk.write(file, bytes.replace("10.0.0.1", "10.0.0.9"), 0644)); // of the same length
        else if (what == QLatin1String("a link"))
            QVERIFY(host.disk.makeLink(QStringLiteral("/etc/bind/") + zoneFileA, file));
        else if (what == QLatin1String("a folder"))
            QVERIFY(host.disk.makeFolder(file, 0755));
        const auto flipped = host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), live.id())));
        QVERIFY(!flipped);
        QCOMPARE(flipped.error().code, QStringLiteral("agent.damaged"));
        QCOMPARE(flipped.error().args, QStringList{zonePathA});
        QCOMPARE(host.read(zonePathA), simZone(7, 2));
        QVERIFY(!host.state().switched);
    }

    // The checker's words may hold what other files hold.
    void theCheckersWordsAreRedacted()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        host.verdict = {1, "/etc/bind/named.conf.local:2: unknown option 'zone'\n/etc/shadow:1: unknown option 'root:$6$salt'\n"};
        const auto report = host.prepare(live, live, live);
        QVERIFY(!report->ok);
        QCOMPARE(report->problems.size(), 2);
        QCOMPARE(report->problems[0].origin.file, QStringLiteral("/etc/bind/named.conf.local"));
        QCOMPARE(report->problems[0].origin.line, 2);
        QCOMPARE(report->problems[0].args, QStringList{QStringLiteral("zone")});
        QCOMPARE(report->problems[1].args.value(0).contains(QLatin1String("salt")), false);
    }
};

LOCKSTEP_SUITE(TestHostileSets)
#include "tst_hostilesets.moc"
