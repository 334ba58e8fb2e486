// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

using namespace lockstep;

class TestConfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Zone files are looked for once everything is read: the order of zone and options does not matter [asked named-checkconf].
    void relativePathsBelongToTheDirectory_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("path");
        const QByteArray zone = "zone a { type primary; file \"z/a.db\"; };\n";
        QTest::newRow("no directory is Debian's") << zone << QStringLiteral("/var/cache/bind/z/a.db");
        QTest::newRow("options before the zone") << "options { directory \"/srv\"; };\n" + zone << QStringLiteral("/srv/z/a.db");
        QTest::newRow("options behind the zone") << zone + "options { directory \"/srv\"; };\n" << QStringLiteral("/srv/z/a.db");
        QTest::newRow("a directory in an included file") << "options { include \"/etc/bind/dir\"; };\n" + zone << QStringLiteral("/inc/z/a.db");
        QTest::newRow("a key-store's directory is another")
            << "key-store k { directory \"/keys\"; };\n" + zone << QStringLiteral("/var/cache/bind/z/a.db");
        QTest::newRow("dots are resolved") << QByteArray("options { directory \"/srv/x/\"; }; zone a { type primary; file \"../z//./a.db\"; };")
                                           << QStringLiteral("/srv/z/a.db");
        QTest::newRow("an absolute path stays") << QByteArray("options { directory \"/srv\"; }; zone a { type primary; file \"/z/a.db\"; };")
                                                << QStringLiteral("/z/a.db");
    }

    void relativePathsBelongToTheDirectory()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, path);
        const Config config = readSample({{mainConf, text}, {QStringLiteral("/etc/bind/dir"), "directory \"/inc\";"}});
        QVERIFY(config.problems.isEmpty());
        QCOMPARE(config.zones.size(), 1);
        QCOMPARE(config.zones.first().file, path);
        QCOMPARE(config.uses.last().path, path);
        QCOMPARE(config.directoryGiven, config.directory != QStringLiteral("/var/cache/bind"));
    }

    void namedWritesIntoSomeZones_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("dynamic");
        QTest::addColumn<bool>("signs");
        const auto row = [](const char *name, const QByteArray &text, bool dynamic, bool signs) { QTest::newRow(name) << text << dynamic << signs; };
        row("a plain zone", "zone a { type primary; };", false, false);
        row("an update policy", "zone a { type primary; update-policy local; };", true, false);
        row("updates from somebody", "zone a { type primary; allow-update { key k; }; };", true, false);
        row("updates from nobody", "zone a { type primary; allow-update { none; }; };", false, false);
        row("updates allowed to all zones", "options { allow-update { 10/8; }; }; zone a { type primary; };", true, false);
        row("options behind the zone", "zone a { type primary; }; options { allow-update { 10/8; }; };", true, false);
        row("a zone that says otherwise", "options { allow-update { any; }; }; zone a { type primary; allow-update { none; }; };", false, false);
        row("a view that says otherwise", "options { allow-update { any; }; }; view v { allow-update { none; }; zone a { type primary; }; };", false,
            false);
        row("updates allowed to all zones of all views", "options { allow-update { any; }; }; view v { zone a { type primary; }; };", true, false);
        row("updates allowed to a view's zones", "view v { allow-update { any; }; zone a { type primary; }; };", true, false);
        row("updates allowed to another view's zones", "view w { allow-update { any; }; }; view v { zone a { type primary; }; };", false, false);
        row("a secondary inherits nothing", "options { allow-update { any; }; dnssec-policy default; }; zone a { type secondary; };", false, false);
        row("a policy", "zone a { type primary; dnssec-policy default; };", false, true);
        row("no policy", "zone a { type primary; dnssec-policy none; };", false, false);
        row("a policy for all zones", "options { dnssec-policy default; }; zone a { type master; };", false, true);
        row("a policy for a view's zones", "view v { zone a { type primary; }; dnssec-policy p; };", false, true);
        row("none against the policy of all", "options { dnssec-policy default; }; zone a { type primary; dnssec-policy none; };", false, false);
        row("a policy that is only declared", "dnssec-policy p { keys { }; }; zone a { type primary; };", false, false);
        row("inline signing", "zone a { type primary; inline-signing yes; };", false, true);
        row("no inline signing, but a policy", "zone a { type primary; dnssec-policy p; inline-signing no; };", false, true);
        row("inline signing of a secondary", "zone a { type secondary; inline-signing yes; dnssec-policy p; };", false, true);
    }

    void namedWritesIntoSomeZones()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, dynamic);
        QFETCH(bool, signs);
        const Config config = readSample(text);
        QVERIFY(config.problems.isEmpty());
        QCOMPARE(config.zones.size(), 1);
        QCOMPARE(config.zones.first().dynamic, dynamic);
        QCOMPARE(config.zones.first().signs, signs);
    }

    void everyFileThatIsNamedIsListed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("use"); // "statement path", with "w" when named writes there
        const auto row = [](const char *name, const QByteArray &text, const char *use) { QTest::newRow(name) << text << QString::fromLatin1(use); };
        row("a primary's zone file is read", "zone a { type primary; file \"/z\"; };", "zone /z");
        row("a secondary's is written", "zone a { type slave; file \"/z\"; };", "zone /z w");
        row("the hints are read", "zone . { type hint; file \"/z\"; };", "zone /z");
        row("a zone's journal", "zone a { type primary; journal \"/z.jnl\"; };", "journal /z.jnl w");
        row("a zone's keys", "zone a { type primary; key-directory \"/keys\"; };", "key-directory /keys w");
        row("all zones' keys", "options { key-directory \"/keys\"; };", "key-directory /keys w");
        row("a log", "logging { channel c { file \"/log/x\" versions 3 size 1m; }; };", "log /log/x w");
        row("a certificate", "tls t { cert-file \"/tls/c.pem\"; };", "cert-file /tls/c.pem");
        row("a certificate's key", "tls t { key-file \"/tls/k.pem\"; };", "key-file /tls/k.pem");
        row("the process id", "options { pid-file \"/run/p\"; };", "pid-file /run/p w");
        row("no process id", "options { pid-file none; };", "");
        row("a plugin", "plugin query \"/lib/filter-aaaa.so\" { };", "plugin /lib/filter-aaaa.so");
        row("a plugin in a view", "view v { plugin query \"/lib/p.so\"; };", "plugin /lib/p.so");
    }

    void everyFileThatIsNamedIsListed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, use);
        const Config config = readSample(text);
        QVERIFY(config.problems.isEmpty());
        QStringList uses;
        for (const FileUse &one : config.uses)
            uses.append(QString::fromUtf8(one.statement) + u' ' + one.path + QLatin1String(one.writes ? " w" : ""));
        QCOMPARE(uses.join(u','), use);
    }

    void zonesKnowTheirPlace()
    {
        const QByteArray zone = "zone \"B.Example.\" IN { // c\n type primary; file \"b\"; }";
        const Config config = readSample({{mainConf, "key \"k\" { algorithm hmac-sha256; secret \"x\"; };\ncontrols { };\n"
                                                     "view v {\n  include \"/etc/bind/zones\";\n  zone c { in-view w; }; };\n"},
                                          {QStringLiteral("/etc/bind/zones"), "zone . { type hint; };\n  " + zone + ";\n"}});
        QVERIFY(config.problems.isEmpty());
        QCOMPARE(config.keys, QStringList(QStringLiteral("k")));
        QVERIFY(config.hasControls);
        QCOMPARE(config.views, QStringList(QStringLiteral("v")));
        QCOMPARE(config.zones.size(), 3);
        QCOMPARE(config.zones[0].name, QStringLiteral("."));
        QCOMPARE(config.zones[1].name, QStringLiteral("b.example"));
        QCOMPARE(config.zones[1].view, QStringLiteral("v"));
        QCOMPARE(config.zones[1].text, zone + ';');
        QCOMPARE(config.zones[1].origin, (Origin{{}, QStringLiteral("/etc/bind/zones"), 2, 3}));
        QCOMPARE(config.zones[2].inView, QStringLiteral("w"));
        QVERIFY(config.file(QStringLiteral("/etc/bind/zones")));
        QVERIFY(!config.file(QStringLiteral("/etc/bind/other")));
    }
};

LOCKSTEP_SUITE(TestConfig)
#include "tst_config.moc"
