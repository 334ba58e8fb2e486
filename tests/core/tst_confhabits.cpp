// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/namedconf/confhabits.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace lockstep;

namespace {

const QByteArray directory = "options { directory \"/var/cache/bind\"; };\n";

// "E3 shared": severity, line and the end of the id.
QString told(const QList<ConfFinding> &findings)
{
    QStringList lines;
    for (const ConfFinding &one : findings) {
        if (!sentenceOf(one.error.code))
            qFatal("no sentence for %s", qPrintable(one.error.code));
        const QString place = one.error.origin.file == mainConf ? QString() : one.error.origin.file + u':';
        lines.append(QLatin1Char("EWN"[int(one.severity)]) + place + QString::number(one.error.origin.line) + u' ' + one.error.code.section(u'.', 2));
    }
    return lines.join(QStringLiteral(", "));
}

} // namespace

class TestConfHabits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void habitsAreTold_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const QByteArray &text, const char *told) { QTest::newRow(name) << text << QString::fromLatin1(told); };
        row("nothing", "", "");
        row("an absolute directory", directory, "");
        row("a relative one", "options {\n directory \"zones\"; };", "W2 directory");
        row("a relative include before it", "include \"inner\";\n" + directory, "W1 order");
        row("behind it", directory + "include \"inner\";", "");
        row("in options, before it", "options { include \"inner\";\n directory \"/d\"; };", "W1 order");
        row("an absolute one before it", "include \"/inner\";\n" + directory, "");
        row("where there is no directory", "include \"/inner\";\n", "");

        row("an acl that nothing uses", "acl office { 10.0.0.0/8; };", "W1 unused");
        row("one that is used", "acl Office { 10.0.0.0/8; };\noptions { allow-query { office; }; };", "");
        row("used by its negation", "acl office { 10.0.0.0/8; };\noptions { allow-query { !office; any; }; };", "");
        row("used by another acl alone, which is unused", "acl a { any; };\nacl b { a; };", "W2 unused");
        row("a key", "key k { algorithm hmac-sha256; secret \"b2xk\"; };", "W1 unused");
        row("a key with a dot, in a list", "key k. { algorithm hmac-sha256; secret \"b2xk\"; };\noptions { allow-transfer { key k; }; };", "");
        row("a key of a view", "view v {\n key k { algorithm hmac-sha256; secret \"b2xk\"; }; };", "W2 unused");
        row("tls and http", "tls t { };\nhttp h { };", "W1 unused, W2 unused");
        row("both used", "tls t { };\nhttp h { };\noptions { listen-on tls t http h { any; }; };", "");
        row("a list of servers, in its old spelling", "primaries p { 10.0.0.1; };", "W1 unused");
        row("a policy", "dnssec-policy p { };\nzone z { type primary; file \"/z\"; dnssec-policy other; };", "W1 unused");
        const QByteArray names = "key k { algorithm hmac-sha256; secret \"b2xk\"; };\nacl office { any; };\n";
        const auto updates = [&names](const char *rule) { return names + "zone z { type primary; file \"/z\"; update-policy { " + rule + " }; };"; };
        row("a key and an acl", names, "W1 unused, W2 unused");
        row("a grant to any key", updates("grant * self * A AAAA;"), "W2 unused");
        row("a denial to some keys", updates("deny \"*.dyn.example.net\" zonesub ANY;"), "W2 unused");
        row("a grant to another key", updates("grant other zonesub ANY;"), "W1 unused, W2 unused");
        row("a catalog zone may use keys", names + "options { catalog-zones { zone c default-primaries { 10.0.0.1; }; }; };", "W2 unused");
        row("zones that are added later may use anything", names + "options { allow-new-zones yes; };", "");
        row("of a view", names + "view v { allow-new-zones true; };", "");
        row("no zones are added", names + "options { allow-new-zones no; };", "W1 unused, W2 unused");
        row("what cannot be read may use it", "acl office { any; };\ninclude \"/none\";", "");

        row("a view behind one for everybody", "view a { };\nview b { };", "W2 view");
        row("behind any", "view a { match-clients { any; }; };\nview b { };\nview c { };", "W2 view, W3 view");
        row("behind some", "view a { match-clients { 10.0.0.0/8; }; };\nview b { };", "");
        row("behind any but some", "view a { match-clients { !10.0.0.1; any; }; };\nview b { };", "");
        row("behind another destination", "view a { match-destinations { 10.0.0.1; }; };\nview b { };", "");
        row("behind recursive questions", "view a { match-recursive-only yes; };\nview b { };", "");
        row("of another class", "view a { };\nview b CH { };", "");

        const auto pair = [](const char *one, const char *other) {
            return directory + "zone a { type primary; file \"z.db\"; " + one + "};\nzone b { " + other + "};\n";
        };
        row("two zones of one file", pair("", "type primary; file \"z.db\";"), "");
        row("one is updated", pair("allow-update { any; }; ", "type primary; file \"z.db\";"), "E3 shared");
        row("the other is signed", pair("", "type primary; file \"z.db\"; dnssec-policy default;"), "E3 shared");
        row("the other is transferred", pair("", "type secondary; primaries { 10.0.0.1; }; file \"z.db\";"), "E3 shared");
        row("a stub, at which BIND does not look", pair("", "type stub; primaries { 10.0.0.1; }; file \"z.db\";"), "W3 shared");
        row("another file", pair("allow-update { any; }; ", "type primary; file \"y.db\";"), "");
        row("the same zone in another view",
            "view v { match-clients { 10.0.0.1; }; zone a { type primary; file \"z\"; }; };\nview w { zone a { in-view v; }; };", "");

        row("a dump in a managed folder", "options { directory \"/var/cache/bind\";\n dump-file \"/etc/bind/dump\"; };", "E2 writes");
        row("a log", "logging { channel c {\n file \"/etc/bind/log\"; }; };", "E2 writes");
        row("a secondary's copy", directory + "zone a { type secondary; primaries { 10.0.0.1; }; file \"/etc/bind/a\"; };", "E2 writes, W2 writes");
        row("a zone that is updated", directory + "zone a { type primary; file \"/etc/bind/a\"; allow-update { any; }; };", "W2 writes, E2 writes");
        row("a zone that is only read", directory + "zone a { type primary; file \"/etc/bind/a\"; };", "");
        row("the directory itself", "options {\n directory \"/etc/bind\"; };", "W2 writes");
        row("beside a managed folder", "options { directory \"/etc/bind9\"; };", "");
    }

    void habitsAreTold()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, told);
        const Config config = readSample({{mainConf, text}, {QStringLiteral("/inner"), ""}, {QStringLiteral("/var/cache/bind/inner"), ""}});
        QCOMPARE(::told(checkHabits(config, {QStringLiteral("/etc/bind")})), told);
    }

    // What is an error here named refuses; named-checkconf is the oracle.
    void sharedFilesAreRefusedByNamed()
    {
        const QTemporaryDir folder;
        int refused = 0;
        for (const char *one :
             {"type primary;", "type primary; allow-update { any; };", "type primary; dnssec-policy default;",
              "type secondary; primaries { 10.0.0.1; };", "type mirror; primaries { 10.0.0.1; };", "type stub; primaries { 10.0.0.1; };"}) {
            for (const char *other : {"type primary;", "type primary; allow-update { none; };", "type secondary; primaries { 10.0.0.1; };",
                                      "type primary; inline-signing yes; dnssec-policy default;", "type stub; primaries { 10.0.0.1; };"}) {
                const QByteArray text = "options { directory \"" + folder.path().toUtf8() + "\"; };\nzone a { file \"z\"; " + one +
                                        " };\nzone b { file \"z\"; " + other + " };\n";
                QFile file(folder.filePath(QStringLiteral("named.conf")));
                QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
                file.close();
                QProcess checkconf;
                checkconf.start(QStringLiteral("named-checkconf"), {file.fileName()});
                QVERIFY(checkconf.waitForFinished());
                const QList<ConfFinding> found = checkHabits(readSample(text));
                const bool error = std::ranges::any_of(found, [](const ConfFinding &f) { return f.severity == ConfFinding::Severity::Error; });
                QVERIFY2(error == (checkconf.exitCode() != 0), text + checkconf.readAll());
                refused += error ? 1 : 0;
            }
        }
        QVERIFY(refused > 10);
    }
};

LOCKSTEP_SUITE(TestConfHabits)
#include "tst_confhabits.moc"
