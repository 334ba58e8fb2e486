// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/namedconf/confcheck.h"
#include "core/namedconf/confhabits.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

using FileMap = QMap<QString, QByteArray>;

constexpr int mostIncludes = 10000;

Config readWithFolders(const FileMap &files)
{
    const ConfLister lister = [files](const QString &folder) {
        QStringList names;
        const QString prefix = folder.endsWith(u'/') ? folder : folder + u'/';
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (it.key().startsWith(prefix))
                names.prepend(it.key().mid(prefix.size()).section(u'/', 0, 0)); // in another order than sorted
        }
        names.removeDuplicates();
        return names;
    };
    const ConfReader reader = [files](const QString &path) -> Result<QByteArray> {
        if (files.contains(path))
            return files.value(path);
        return fail(QStringLiteral("file.missing"), {path});
    };
    return readConfig(mainConf, reader, lister, mostIncludes);
}

QString zone(const char *name) { return QStringLiteral("zone %1 { type primary; file \"x\"; };").arg(QLatin1String(name)); }

} // namespace

class TestConfIncludes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void patternsNameFiles_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("zones"); // in the order they were read; "-" for a fault
        const auto row = [](const char *name, const char *pattern, const char *zones) {
            QTest::newRow(name) << QString::fromLatin1(pattern) << QString::fromLatin1(zones);
        };
        row("a name", "/etc/bind/zones/b.conf", "b");
        row("any file, sorted by bytes", "/etc/bind/zones/*.conf", "B,a,b");
        row("relative to the directory", "zones/*.conf", "B,a,b");
        row("one letter", "/etc/bind/zones/?.conf", "B,a,b");
        row("some letters", "/etc/bind/zones/[a-z].conf", "a,b");
        row("folders", "/etc/bind/*/b.conf", "b2,b");
        row("a hidden file is named", "/etc/bind/zones/.h*", "h");
        row("no file fits", "/etc/bind/zones/*.none", "-");
        row("no folder fits", "/etc/none/*.conf", "-");
        row("a name that is not there", "/etc/bind/zones/c.conf", "-");
    }

    void patternsNameFiles()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, zones);
        FileMap files{{mainConf, "options { directory \"/etc/bind\"; };\ninclude \"" + pattern.toUtf8() + "\";\n"}};
        for (const auto &[path, name] : {std::pair("zones/a.conf", "a"),
                                         {"zones/b.conf", "b"},
                                         {"zones/B.conf", "B"},
                                         {"zones/.h.conf", "h"},
                                         {"more/b.conf", "b2"},
                                         {"zones/a.txt", "txt"}})
            files.insert(QStringLiteral("/etc/bind/") + QLatin1String(path), zone(name).toUtf8());
        const Config config = readWithFolders(files);
        QStringList read;
        for (const ConfFile &file : config.files.sliced(1))
            read.append(QString::fromUtf8(file.statements().first().word(1)));
        QCOMPARE(read.join(u','), zones == QLatin1String("-") ? QString() : zones);
        QCOMPARE(config.problems.isEmpty(), zones != QLatin1String("-"));
        if (!config.problems.isEmpty())
            QCOMPARE(config.problems.first().origin, (Origin{{}, mainConf, 2, 1}));
        QCOMPARE(config.zones.size(), read.size());
    }

    void loopsAreTold()
    {
        const Config config = readWithFolders({{mainConf, "include \"/a\";\ninclude \"/a\";\n"},
                                               {QStringLiteral("/a"), "\ninclude \"/b\";"},
                                               {QStringLiteral("/b"), "acl x { any; };\n include \"/a\";"}});
        QCOMPARE(config.problems.size(), 2); // once for each include of the main file
        QCOMPARE(config.problems[0].code, QStringLiteral("namedconf.loop"));
        QCOMPARE(config.problems[0].origin, (Origin{{}, QStringLiteral("/b"), 2, 2}));
        QCOMPARE(config.files.size(), 5);
    }

    // Ten includes on each of five levels are 100,000 files; what fails multiplies as well.
    void includesThatMultiplyEnd_data()
    {
        QTest::addColumn<QByteArray>("last"); // the file of the last level
        QTest::newRow("an acl") << QByteArray("acl a { any; };\n");
        QTest::newRow("missing files") << QByteArray("include \"/none\";\n").repeated(10);
        QTest::newRow("loops") << QByteArray("include \"/1\";\n").repeated(10);
        QTest::newRow("patterns") << QByteArray("include \"/5*\";\n").repeated(10);
    }

    void includesThatMultiplyEnd()
    {
        QFETCH(QByteArray, last);
        FileMap files{{mainConf, QByteArray("include \"/1\";\n").repeated(10)}, {QStringLiteral("/5"), last}};
        for (int level = 1; level < 5; ++level)
            files.insert(u'/' + QString::number(level), ("include \"/" + QByteArray::number(level + 1) + "\";\n").repeated(10));
        const Config config = readWithFolders(files);
        QVERIFY(config.files.size() <= 10001);
        QVERIFY(config.uses.size() <= 10000 && config.problems.size() <= 10001);
        const auto isMany = [](const Error &one) { return one.code == QLatin1String("namedconf.include.many"); };
        QCOMPARE(std::ranges::count_if(config.problems, isMany), 1);
        const Error many = *std::ranges::find_if(config.problems, isMany);
        QVERIFY(many.origin.line > 0 && !errorText(many).contains(u'%'));
        qsizetype met = 0;
        visitStatements(config, 0, config.files.first().statements(), [&](const ConfStatement &, int) { ++met; });
        QVERIFY2(met < 10001 * 10, qPrintable(QString::number(met)));
    }

    void whatWasNotReadMayUseAName()
    {
        const Config config = readWithFolders(
            {{mainConf, "acl a { any; };\n" + QByteArray("include \"/inner\";\n").repeated(10001)}, {QStringLiteral("/inner"), "# nothing\n"}});
        QCOMPARE(config.files.size(), 10001);
        QCOMPARE(config.problems.size(), 1);
        QCOMPARE(config.problems.first().origin, (Origin{{}, mainConf, 10002, 1}));
        QVERIFY(checkHabits(config).isEmpty());
    }

    // What is included stands where the include stands.
    void includedStatementsAreJudgedInTheirPlace()
    {
        const QByteArray inner = "recursion no;\nmatch-clients { any; };\n";
        const auto findings = [&](const QByteArray &text) {
            QStringList codes;
            for (const ConfFinding &finding : checkStatements(readSample({{mainConf, text}, {QStringLiteral("/inner"), inner}})))
                codes.append(finding.error.code + u' ' + finding.error.origin.file + u':' + QString::number(finding.error.origin.line));
            return codes.join(u',');
        };
        QCOMPARE(findings("view v { include \"/inner\"; };"), QString());
        QCOMPARE(findings("options { include \"/inner\"; };"), QStringLiteral("namedconf.place /inner:2"));
        QCOMPARE(findings("view v { include \"/inner\"; recursion yes; };"), QStringLiteral("namedconf.twice /etc/bind/named.conf:1"));
        QCOMPARE(findings("view v { recursion yes; include \"/inner\"; };"), QStringLiteral("namedconf.twice /inner:1"));
        QCOMPARE(findings("include \"/inner\";"), QStringLiteral("namedconf.place /inner:1,namedconf.place /inner:2"));
    }

    // BIND lets an include stand in every block of statements.
    void everyBlockMayInclude_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text); };
        row("zone", "zone z { type primary; file \"z\"; include \"/inner\"; };");
        row("zone in a view", "view v { zone z { type primary; file \"z\"; include \"/inner\"; }; };");
        row("server", "server 192.0.2.1 { include \"/inner\"; };");
        row("key", "key k { algorithm hmac-sha256; include \"/inner\"; };");
        row("dnssec-policy", "dnssec-policy p { include \"/inner\"; };");
        row("rate-limit", "options { rate-limit { include \"/inner\"; }; };");
        row("controls", "controls { include \"/inner\"; };");
        row("channel", "logging { channel c { include \"/inner\"; }; };");
        row("http", "http h { include \"/inner\"; };");
    }

    void everyBlockMayInclude()
    {
        QFETCH(QByteArray, text);
        const Config config = readSample({{mainConf, text}, {QStringLiteral("/inner"), "# nothing\n"}});
        QCOMPARE(config.files.size(), 2);
        QVERIFY(std::ranges::any_of(config.uses, [](const FileUse &use) { return use.statement == "include"; }));
        QCOMPARE(config.problems.size(), 0);
        QCOMPARE(config.includes.size(), 1);
    }

    // ... and an element of a list that happens to have that name is none.
    void aListNamesNoFile()
    {
        QCOMPARE(readSample("acl include { any; };\nacl x { include; };\noptions { allow-query { include; }; };").files.size(), 1);
    }

    void aZoneIsReadWithWhatItIncludes()
    {
        const Config config = readSample({{mainConf, "zone z { include \"/inner\"; };\nzone y { type secondary; file \"y\"; };"},
                                          {QStringLiteral("/inner"), "type primary;\nfile \"/z.db\";\nupdate-policy local;\njournal \"/z.j\";\n"}});
        QCOMPARE(config.zones.first().type, QStringLiteral("primary"));
        QCOMPARE(config.zones.first().file, QStringLiteral("/z.db"));
        QVERIFY(config.zones.first().dynamic && config.zones.first().journal && !config.zones.last().dynamic);
        QCOMPARE(config.zones.first().origin, (Origin{{}, mainConf, 1, 1}));
        QStringList journals;
        for (const FileUse &use : filesOf(config)) {
            if (use.statement == "journal")
                journals.append(use.path);
        }
        QCOMPARE(journals.join(u','), QStringLiteral("/z.j,/var/cache/bind/y.jnl"));
        QVERIFY(checkStatements(config).isEmpty() || checkStatements(config).first().error.code == QLatin1String("namedconf.lacks")); // y's primaries
    }

    void namesMayBeDefinedInIncludedFiles()
    {
        const QByteArray text =
            "logging { include \"/channels\"; category default { c; }; };\noptions { allow-query { office; }; };\ninclude \"/acls\";\n";
        FileMap files{{mainConf, text}, {QStringLiteral("/channels"), "channel c { null; };"}, {QStringLiteral("/acls"), "acl office { any; };"}};
        QVERIFY(checkStatements(readSample(files)).isEmpty());
        files[QStringLiteral("/acls")] = "acl other { any; };";
        QCOMPARE(checkStatements(readSample(files)).size(), 1);
        files.remove(QStringLiteral("/acls")); // what is not there may define it
        QVERIFY(checkStatements(readSample(files)).isEmpty());
    }
};

LOCKSTEP_SUITE(TestConfIncludes)
#include "tst_confincludes.moc"
