// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/checkerplaces.h"
#include "core/base/errortext.h"
#include "core/base/files.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace lockstep;

namespace {

const QByteArray top = "$TTL 3600\n@ IN SOA ns1 hostmaster 1 7200 3600 1209600 3600\n@ IN NS ns1\nns1 IN A 192.0.2.1\n"; // four lines
const QByteArray oneZone = "options { directory \"@\"; };\nzone \"example.net\" { type primary; file \"@/z.db\"; };\n";

// A managed folder on the real disk, "@" in its texts.
class Managed
{
public:
    Managed()
    {
        places.roots = {{QStringLiteral("etc-bind"), base()}};
        places.mainFile = base() + QStringLiteral("/named.conf");
        QDir().mkpath(base());
    }
    QString base() const { return folder.filePath(QStringLiteral("bind")); }
    void put(const QString &name, QByteArray text, const QString &in = {})
    {
        const QString path = (in.isEmpty() ? base() : in) + u'/' + name;
        (void)files->makePath(path.section(u'/', 0, -2), 0755);
        if (!files->write(path, text.replace("\"@", "\"" + base().toUtf8()), 0644))
            qFatal("cannot write %s", qPrintable(path));
    }
    std::pair<QByteArray, int> check(const QString &mainFile = {}) const
    {
        QProcess checkconf;
        checkconf.setProcessChannelMode(QProcess::MergedChannels);
        checkconf.start(QStringLiteral("named-checkconf"), {QStringLiteral("-z"), mainFile.isEmpty() ? places.mainFile : mainFile});
        if (!checkconf.waitForFinished())
            qFatal("named-checkconf does not end");
        return {checkconf.readAll(), checkconf.exitCode()};
    }
    CheckerVerdict place(const std::pair<QByteArray, int> &words, const QString &version = QStringLiteral("9.20.1"))
    {
        const TreeReader reader(*files, places, {}, Snapshot{places.roots, {}});
        return placeFindings(parseCheckerOutput(words.first, words.second != 0),
                             {reader, places.mainFile, {{folder.filePath(QStringLiteral("gen/7/etc-bind")), base()}}, version});
    }
    // "z.db:5 bind.check.ipv4", warnings with "~" before them.
    QString told(const CheckerVerdict &verdict) const
    {
        QStringList lines;
        const auto add = [&](const Error &error, const char *mark) {
            QString file = error.origin.file;
            if (file.startsWith(base() + u'/'))
                file.remove(0, base().size() + 1);
            lines.append(QLatin1String(mark) + file + u':' + QString::number(error.origin.line) + u' ' + error.code);
            if (!sentenceOf(error.code))
                lines.append(QStringLiteral("no sentence for ") + error.code);
        };
        for (const Error &error : verdict.problems)
            add(error, "");
        for (const Error &error : verdict.warnings)
            add(error, "~");
        return lines.join(QStringLiteral(", "));
    }

    std::unique_ptr<Files> files = realFiles();
    QTemporaryDir folder;
    AgentPlaces places;
};

} // namespace

// What the real checkers say of real faults, at the line that a person must mend (FEATURES B20).
class TestCheckerPlaces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void faultsOfZonesHaveALine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const QByteArray &text, const char *told) { QTest::newRow(name) << text << QString::fromLatin1(told); };
        row("no fault", top, "");
        row("an address", top + "www IN A 192.0.2.300\n", "z.db:5 bind.check.ipv4");
        row("an IPv6 address", top + "www IN AAAA 2001:db8:::1\n", "z.db:5 bind.check.ipv6");
        row("a word too many", top + "www IN A 192.0.2.3 5\n", "z.db:5 bind.check.extra");
        row("a word too few", top + "\nwww IN MX 10\n", "z.db:6 bind.check.short");
        row("a type", top + "www IN AX 10\n", "z.db:5 zone.type");
        row("no TTL but that of the SOA", top.sliced(10), "~z.db:1 bind.check.minttl");
        row("no TTL at all", "@ IN NS ns1\nns1 A 192.0.2.1\n", "z.db:1 zone.nottl, z.db:2 zone.nottl");
        row("CNAME and other data", top + "\nwww IN CNAME ns1\nwww IN A 192.0.2.1\n", "z.db:7 bind.check.cname");
        row("two CNAME", top + "www IN CNAME ns1\nwww IN CNAME ns2\n", "z.db:6 bind.check.singleton");
        row("MX without an address", top + "a A 192.0.2.1\n@ IN MX 10 mail\n", "~z.db:6 zone.check.target.none");
        row("one of two MX", top + "@ IN MX 10 ns1\n@ IN MX 10 mail\n", "~z.db:6 zone.check.target.none");
        row("MX to an alias", top + "@ IN MX 10 mail\nmail CNAME ns1\n", "~z.db:5 zone.check.target.cname");
        row("SRV without an address", top + "_x._tcp IN SRV 1 1 1 nowhere\n", "~z.db:5 zone.check.target.none");
        row("NS without an address", top + "a A 192.0.2.1\n@ NS ns2\n", "z.db:6 zone.check.target.none");
        row("NS that is an alias", top + "@ NS ns2\nns2 CNAME ns1\n", "z.db:5 zone.check.target.cname");
        row("no glue", top + "sub IN NS ns.sub\n", "~z.db:5 zone.check.glue");
        row("outside the zone", top + "www.example.org. IN A 192.0.2.1\n", "~z.db:5 zone.outside");
        row("no SOA", "$TTL 3600\n@ IN NS ns1\nns1 IN A 192.0.2.1\n", "z.db:1 zone.check.soa.none");
        row("no NS", "$TTL 3600\n\n@ IN SOA ns1 hostmaster 1 7200 3600 1209600 3600\n", "z.db:3 zone.check.ns.none");
        row("a second SOA", top + "@ IN SOA ns1 hostmaster 2 7200 3600 1209600 3600\n", "z.db:5 bind.check.singleton");
        row("an included file that is not there", top + "$INCLUDE nothere.db\n", "z.db:5 bind.check.include");
        row("a fault in an included file", top + "$INCLUDE inc/bad.db\n", "inc/bad.db:2 bind.check.ipv4");
        row("under another $ORIGIN", top + "$ORIGIN sub\nx MX 10 none\n", "~z.db:6 zone.check.target.none");
        row("of the zone, in an included file", top + "$INCLUDE inc/mx.db sub\n", "~inc/mx.db:3 zone.check.target.none");
        row("a parenthesis", top + "www IN TXT ( a b\n", "z.db:6 zone.open");
        row("a quotation mark", top + "www IN TXT \"a b\nx A 192.0.2.1\n", "z.db:5 zone.open");
        row("a long label", top + QByteArray(70, 'a') + " IN A 192.0.2.1\n", "z.db:5 bind.check.label");
        row("$GENERATE", top + "$GENERATE 1-x h$ A 192.0.2.$\n", "z.db:5 zone.generate");
        row("a directive", top + "$FOO bar\n", "z.db:5 zone.directive, z.db:5 zone.type");
        row("the name of a host", top + "a_b IN A 192.0.2.1\n", "z.db:5 bind.check.names.owner");
        row("a name that it points to", top + "@ IN MX 10 a_b\n", "z.db:5 bind.check.names.target");
        row("several TTLs", top + "www 60 IN A 192.0.2.1\nwww 70 IN A 192.0.2.2\n", "~z.db:6 bind.check.ttl");
        row("SPF", top + "\nwww IN SPF \"v=spf1 -all\"\n", "~z.db:6 bind.check.spf");
        row("a wildcard with NS", top + "*.x IN NS ns1\n", "z.db:5 bind.check.wildcard");
        row("DS without NS", top + "x IN DS 1 8 2 " + QByteArray(64, '0') + "\n", "z.db:5 zone.check.ds");
        row("another class", top + "x CH TXT a\n", "z.db:5 zone.class");
        row("a long text", top + "x TXT \"" + QByteArray(300, 'a') + "\"\n", "z.db:5 bind.check.syntax");
        row("a number", top + "@ NSEC3PARAM 1 0 a -\n", "z.db:5 bind.check.number");
        row("parameters of a service", top + "_dns SVCB 1 ns1 alpn=h2\n", "z.db:5 bind.check.svcb");
        row("no owner", "$TTL 3600\n IN SOA ns1 hostmaster 1 7200 3600 1209600 3600\n", "z.db:2 zone.noowner");
        row("a reason without a line", "\n$TTL abc\n" + top, "z.db:2 zone.ttl");
    }

    void faultsOfZonesHaveALine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, told);
        Managed managed;
        managed.put(QStringLiteral("named.conf"), oneZone);
        managed.put(QStringLiteral("z.db"), text);
        managed.put(QStringLiteral("inc/bad.db"), "www A 192.0.2.1\nmail A 1.2.3\n");
        managed.put(QStringLiteral("inc/mx.db"), "; comment\na A 192.0.2.1\n@ MX 10 nomail\n");
        const auto words = managed.check();
        const CheckerVerdict verdict = managed.place(words);
        QVERIFY2(managed.told(verdict) == told, qPrintable(managed.told(verdict) + u'\n' + QString::fromUtf8(words.first)));
        QCOMPARE(verdict.problems.isEmpty(), words.second == 0);
        for (const Error &error : verdict.problems)
            QVERIFY2(!error.detail.isEmpty() && words.first.contains(error.detail.toUtf8()), qPrintable(error.detail));
    }

    void faultsOfTheConfigurationHaveALine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const QByteArray &text, const char *told) { QTest::newRow(name) << text << QString::fromLatin1(told); };
        const QByteArray zone = "zone \"example.net\" { type primary; file \"@/z.db\"; };\n";
        row("an option", "options {\n  directory \"@\";\n  foo bar;\n};\n", "named.conf:3 namedconf.unknown");
        row("a semicolon", "options { directory \"@\" };\n", "named.conf:1 namedconf.semicolon");
        row("a brace", "# here\noptions { directory \"@\";\n", "named.conf:2 namedconf.open");
        row("a zone twice", "\n" + zone + zone, "named.conf:3 namedconf.again");
        row("no file", "\nzone \"example.net\" { type primary; };\n", "named.conf:2 namedconf.lacks");
        row("a file that is not there", "\nzone \"example.net\" { type primary; file \"@/none.db\"; };\n", "named.conf:2 file.missing");
        row("a match list", "options {\n allow-query { foo; }; };\n", "named.conf:2 namedconf.undefined");
        row("a number", "options {\n recursive-clients abc; };\n", "named.conf:2 namedconf.value.number");
        row("yes or no", "options {\n recursion maybe; };\n", "named.conf:2 namedconf.value.bool");
        row("a policy", "\nzone \"example.net\" { type primary; file \"@/z.db\"; dnssec-policy foo; };\n", "named.conf:2 namedconf.undefined");
        row("no primaries", "\nzone \"example.net\" { type secondary; file \"x\"; };\n", "named.conf:2 namedconf.lacks");
        row("outside of views", "view v { " + zone + "};\nzone \"example.org\" { type primary; file \"@/z.db\"; };\n",
            "named.conf:3 namedconf.outside");
        row("in an included file", "options { directory \"@\";\n include \"@/third/a.conf\"; };\n", "third/b.conf:2 namedconf.unknown");
        row("an include", "\ninclude \"@/none.conf\";\n", "named.conf:2 file.missing");
        row("a pattern", "\ninclude \"@/none*.conf\";\n", "named.conf:2 namedconf.pattern");
        row("a channel", "logging {\n category default { nope; }; };\n", "named.conf:2 namedconf.undefined");
        row("in the wrong zone", "\nzone \"example.net\" { type primary; file \"@/z.db\"; primaries { 10.0.0.1; }; };\n",
            "named.conf:2 namedconf.place");
        row("a secret", "\nkey k { algorithm hmac-sha256; secret \"a\"; };\n", "named.conf:2 bind.check.secret");
        row("a secret of a key that nothing uses, in one line with what is deprecated",
            "options { max-zone-ttl 6000; }; key k { algorithm hmac-sha256; secret \"a\"; };\n",
            "named.conf:1 bind.check.secret, ~named.conf:1 namedconf.deprecated");
        row("a file of two zones",
            "options { directory \"@\"; };\n" + zone + "zone \"example.org\" { type secondary; primaries { 10.0.0.1; }; file \"@/z.db\"; };\n",
            "named.conf:3 namedconf.habit.shared");
        row("a folder", "options { directory \"@\"; };\nzone \"example.net\" { type primary; file \"@/z.db\"; key-directory \"/none\"; };\n",
            "~named.conf:2 bind.check.folder");
        row("a time to live that is not allowed", "options {\n max-zone-ttl 600; };\n" + zone,
            "z.db:2 bind.check.maxttl, ~named.conf:2 namedconf.deprecated");
        row("a deprecated option beside a zone", "options {\n max-zone-ttl 6000; };\n" + zone, "~named.conf:2 namedconf.deprecated");
        row("and a zone that is refused", "options {\n max-zone-ttl 6000; };\nzone \"example.net\" { type primary; file \"@/none.db\"; };\n",
            "named.conf:3 file.missing, ~named.conf:2 namedconf.deprecated");
        row("a view's variant of a zone",
            "options { directory \"@\"; };\nview v { " + zone + "};\nview w { zone \"example.net\" { type primary; file \"@/w.db\"; }; };\n",
            "w.db:5 zone.check.target.none");
    }

    void faultsOfTheConfigurationHaveALine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, told);
        Managed managed;
        managed.put(QStringLiteral("named.conf"), text);
        managed.put(QStringLiteral("z.db"), top);
        managed.put(QStringLiteral("w.db"), top + "@ NS ns2\n");
        managed.put(QStringLiteral("third/a.conf"), "include \"@/third/b.conf\";\n");
        managed.put(QStringLiteral("third/b.conf"), "recursion no;\nfoo bar;\n");
        const auto words = managed.check();
        const CheckerVerdict verdict = managed.place(words);
        QVERIFY2(managed.told(verdict) == told, qPrintable(managed.told(verdict) + u'\n' + QString::fromUtf8(words.first)));
        QCOMPARE(verdict.problems.isEmpty(), words.second == 0);
    }

    // A tree that was checked where it lies is told by the paths that named sees.
    void pathsOfAGenerationAreStagedPaths()
    {
        Managed managed;
        const QString copy = managed.folder.filePath(QStringLiteral("gen/7/etc-bind"));
        managed.put(QStringLiteral("named.conf"), oneZone);
        managed.put(QStringLiteral("z.db"), top + "www A 1.2.3\n");
        managed.put(QStringLiteral("z.db"), top + "www A 1.2.3\n", copy);
        managed.put(QStringLiteral("named.conf"), QByteArray(oneZone).replace("@", copy.toUtf8()), copy);
        const auto words = managed.check(copy + QStringLiteral("/named.conf"));
        QVERIFY(words.first.contains(copy.toUtf8()));
        QCOMPARE(managed.told(managed.place(words)), QStringLiteral("z.db:5 bind.check.ipv4"));
        QCOMPARE(managed.place(words).problems.first().origin.column, 7);
    }

    // What BIND 9.18 prints for an option of 9.20, and what it may be told for it.
    void theVersionOfTheServerIsNamed()
    {
        Managed managed;
        managed.put(QStringLiteral("named.conf"), "options {\n\tdirectory \"@\";\n\tsig0key-checks-limit 4;\n};\n");
        const std::pair<QByteArray, int> words{managed.places.mainFile.toUtf8() + ":3: unknown option 'sig0key-checks-limit'\n", 1};
        const CheckerVerdict old = managed.place(words, QStringLiteral("9.18.49"));
        QCOMPARE(managed.told(old), QStringLiteral("named.conf:3 bind.check.newer"));
        QVERIFY2(errorText(old.problems.first().on(QStringLiteral("ns3"))).contains(QLatin1String("runs BIND 9.18.49, which does not know")),
                 qPrintable(errorText(old.problems.first())));
        QCOMPARE(managed.told(managed.place(words, QString())), QStringLiteral("named.conf:3 namedconf.unknown"));
        managed.put(QStringLiteral("named.conf"), "options {\n\tdirectory \"@\";\n\tauto-dnssec off;\n};\n");
        const std::pair<QByteArray, int> gone{managed.places.mainFile.toUtf8() + ":3: unknown option 'auto-dnssec'\n", 1};
        QCOMPARE(managed.told(managed.place(gone, QStringLiteral("9.20.4"))), QStringLiteral("named.conf:3 bind.check.removed"));
    }

    // The checker quotes what it does not like: a secret in another's place.
    void secretsAreHidden_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("hidden");
        QTest::newRow("as an algorithm") << QByteArray("key a { algorithm \"U0VDUkVUMQ==\"; secret \"U0VDUkVUMQ==\"; };\n")
                                         << QByteArray("U0VDUkVUMQ==");
        QTest::newRow("in two words") << QByteArray("key a { algorithm hmac-sha256; secret QUFB QkJC; };\n") << QByteArray("QkJC");
        QTest::newRow("as a keyword") << QByteArray("key a { algorithm hmac-sha256; secret \"U0VDUkVUMQ==\"; };\nU0VDUkVUMQ== a;\n")
                                      << QByteArray("U0VDUkVUMQ==");
        QTest::newRow("as a view's name") << QByteArray("key a { algorithm hmac-sha256; secret \"U0VDUkVUMQ==\"; };\nview U0VDUkVUMQ== { foo; };\n")
                                          << QByteArray("U0VDUkVUMQ==");
    }

    void secretsAreHidden()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, hidden);
        Managed managed;
        managed.put(QStringLiteral("named.conf"), text);
        const auto words = managed.check();
        const CheckerVerdict verdict = managed.place(words);
        QVERIFY2(!verdict.problems.isEmpty(), words.first.constData());
        for (const Error &error : verdict.problems + verdict.warnings) {
            const QString all = errorText(error) + error.args.join(u' ') + error.detail;
            QVERIFY2(!all.contains(QString::fromLatin1(hidden), Qt::CaseInsensitive), qPrintable(all));
        }
    }

    // What other files hold is not told: a zone may be "made" of any file (RELIABILITY 1.4).
    void wordsOfOtherFilesAreBlackened()
    {
        Managed managed;
        const QString secret = managed.folder.filePath(QStringLiteral("shadow"));
        QVERIFY(managed.files->write(secret, "root:hunter2:1\nhunter2 A hunter2\n$TTL 5\nhunter2 A 1.2.3.4\nhunter2.org. A 1.2.3.4\n@ MX 1 hunter2\n",
                                     0644));
        managed.put(QStringLiteral("z.db"), top + "$INCLUDE " + secret.toUtf8() + "\n");
        const QByteArrayList texts{"include \"" + secret.toUtf8() + "\";\n",
                                   "zone \"example.net\" { type primary; file \"" + secret.toUtf8() + "\"; };\n", oneZone};
        for (const QByteArray &text : texts) {
            managed.put(QStringLiteral("named.conf"), text);
            const CheckerVerdict verdict = managed.place(managed.check());
            for (const Error &error : verdict.problems + verdict.warnings)
                QVERIFY2(!errorText(error).contains(QLatin1String("hunter2")), qPrintable(errorText(error)));
        }
    }
};

LOCKSTEP_SUITE(TestCheckerPlaces)
#include "tst_checkerplaces.moc"
