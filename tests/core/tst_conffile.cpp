// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

Config read(const QMap<QString, QByteArray> &files)
{
    return readConfig(QStringLiteral("/etc/bind/named.conf"), [files](const QString &path) -> Result<QByteArray> {
        if (files.contains(path))
            return files.value(path);
        return fail(QStringLiteral("file.missing"), {path});
    });
}

} // namespace

class TestConfFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void configurationIsRead()
    {
        const Config config = read({{QStringLiteral("/etc/bind/named.conf"), "options { directory \"/etc/bind\"; listen-on { 10.0.0.1; }; };\n"
                                                                             "# comment\ninclude \"/etc/bind/more.conf\"; // another\n"
                                                                             "statistics-channels { inet 127.0.0.1 port 8053 allow { any; }; };\n"},
                                    {QStringLiteral("/etc/bind/more.conf"),
                                     "view \"a\" { match-clients { 10/8; }; zone \"Example.NET.\" IN { type master; file \"z.db\"; };\n"
                                     "zone \"dyn\" { type primary; file \"/var/lib/bind/d\"; update-policy local; }; };\n"
                                     "/* view b */ view b { zone \"s\" { type slave; file \"s.db\"; allow-update { none; }; }; };\n"}});
        QVERIFY(config.problems.isEmpty());
        QCOMPARE(config.zones.size(), 3);
        QCOMPARE(config.zones[0].name, QStringLiteral("example.net"));
        QCOMPARE(config.zones[0].file, QStringLiteral("/etc/bind/z.db"));
        QCOMPARE(config.zones[0].type, QStringLiteral("primary"));
        QCOMPARE(config.zones[0].view, QStringLiteral("a"));
        QVERIFY(config.zones[1].dynamic);
        QVERIFY(!config.zones[2].dynamic);
        QCOMPARE(config.zones[2].origin.line, 3);
        QCOMPARE(config.statisticsPort, quint16(8053));
        QCOMPARE(listenersOf(config), QStringList{QStringLiteral("10.0.0.1")});
    }

    void faultsHaveAPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("line");
        QTest::newRow("no semicolon at the end") << QByteArray("options { };\nzone \"a\" { }") << QStringLiteral("namedconf.semicolon") << 2;
        QTest::newRow("no semicolon in a block") << QByteArray("options {\n recursion no\n};") << QStringLiteral("namedconf.semicolon") << 2;
        QTest::newRow("an open block") << QByteArray("\noptions { recursion no;") << QStringLiteral("namedconf.open") << 2;
        QTest::newRow("a stray brace") << QByteArray("};") << QStringLiteral("namedconf.close") << 1;
        QTest::newRow("an open quote") << QByteArray("include \"x;\n") << QStringLiteral("namedconf.quote") << 1;
        QTest::newRow("an open comment") << QByteArray("options { };\n\n/* x") << QStringLiteral("namedconf.comment") << 3;
        QTest::newRow("10,000 levels") << QByteArray(10000, '{') + QByteArray("};").repeated(10000) << QStringLiteral("namedconf.deep") << 1;
        QTest::newRow("a missing include") << QByteArray("\n\ninclude \"/gone\";") << QStringLiteral("file.missing") << 3;
        QTest::newRow("a file that includes itself") << QByteArray("include \"/etc/bind/named.conf\";") << QStringLiteral("namedconf.loop") << 1;
    }

    void faultsHaveAPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(int, line);
        const Config config = read({{QStringLiteral("/etc/bind/named.conf"), text}});
        QVERIFY(!config.problems.isEmpty());
        QCOMPARE(config.problems.first().code, code);
        QCOMPARE(config.problems.first().origin.line, line);
        QCOMPARE(config.files.first().print(), text);
    }

    // As named-checkconf 9.20 reads them.
    void commentsEndWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("words"); // of the first statement, with "|" between
        const auto row = [](const char *name, const char *text, const char *words) { QTest::newRow(name) << QByteArray(text) << QByteArray(words); };
        row("a hash", "a#b; c\nd;", "a|d");
        row("two slashes", "a//b; c\nd;", "a|d");
        row("a hash behind a slash", "10.0.0.0/#b\n8;", "10.0.0.0/|8");
        row("a hash behind a quotation mark", "\"a\"#b\n;", "a");
        row("a hash within quotation marks", "\"a#b\"c;", "a#b|c");
        row("a hash behind a backslash", "a\\#b\nd;", "a\\|d");
        row("a quotation mark in it", "a#\"b\nd;", "a|d");
        row("the last slash of a block counts once more", "10.0.0.0/* b */8;", "10.0.0.0|/8");
        row("before white space", "a/* b */ d;", "a|/|d");
        row("before another block, which is a line then", "a/* b *//* c */d;\ne;", "a|e");
        row("before a star", "a/* b */* c */d;", "a|d");
        row("before a line", "a/* b *// c\nd;", "a|d");
        row("not behind white space", "a /* b */d;", "a|d");
        row("not behind a quotation mark", "\"a\"/* b */d;", "a|d");
        row("not behind an exclamation mark", "!/* b */d;", "!|d");
    }

    void commentsEndWords()
    {
        QFETCH(QByteArray, text);
        const ConfFile file = ConfFile::parse({}, text);
        QVERIFY(file.diagnostics().isEmpty());
        QCOMPARE(file.statements().size(), 1);
        QByteArrayList words;
        for (const ConfWord &word : file.statements().first().words) {
            words.append(word.text);
            QCOMPARE(text.sliced(word.begin, word.end - word.begin), word.quoted ? '"' + word.text + '"' : word.text);
        }
        QTEST(words.join('|'), "words");
    }

    void commentsMayStandInWords()
    {
        const Config config = read({{QStringLiteral("/etc/bind/named.conf"), "options { recursion# x\n no; listen-on { 10.0.0.1#foo\n; }; }; "
                                                                             "acl x { 10.0.0.0/8#c\n;};"}});
        QVERIFY(config.problems.isEmpty());
        QCOMPARE(listenersOf(config), QStringList{QStringLiteral("10.0.0.1")});
        QCOMPARE(config.acls.value(QStringLiteral("x")).first().word(0), QByteArray("10.0.0.0/8"));
    }

    void theSplitMovesOnlyWhatIsLocal()
    {
        const QMap<QString, QByteArray> before{
            {QStringLiteral("/etc/bind/named.conf"),
             "// main\ninclude \"/etc/bind/o.conf\";\ncontrols { inet 127.0.0.1 allow { localhost; }; };\nzone \"a\" { type primary; file \"/etc/bind/a\"; };\n"},
            {QStringLiteral("/etc/bind/o.conf"),
             "options {\n\tdirectory \"/x\"; // here\n\tlisten-on { 10.0.0.1; };\n\trecursion no;\n\tserver-id \"n\"; /* c */\n};\n"}};
        const QString local = QStringLiteral("/etc/lockstep/local.d");
        const LocalSplit split = splitLocal(read(before), local);
        QCOMPARE(split.files.value(QStringLiteral("/etc/bind/o.conf")),
                 QByteArray(
                     "options {\n\tinclude \"/etc/lockstep/local.d/options.conf\";\n\tdirectory \"/x\"; // here\n\trecursion no;\n\t /* c */\n};\n"));
        QCOMPARE(split.files.value(QStringLiteral("/etc/bind/named.conf")),
                 QByteArray("// What differs on every server: kept beside the managed files.\ninclude \"/etc/lockstep/local.d/server.conf\";\n"
                            "// main\ninclude \"/etc/bind/o.conf\";\nzone \"a\" { type primary; file \"/etc/bind/a\"; };\n"));
        QCOMPARE(split.optionsConf, QByteArray("listen-on { 10.0.0.1; };\nserver-id \"n\";\n"));
        QVERIFY(split.serverConf.startsWith("controls {"));
        QMap<QString, QByteArray> after = before;
        for (auto it = split.files.cbegin(); it != split.files.cend(); ++it)
            after[it.key()] = it.value();
        after[local + QStringLiteral("/server.conf")] = split.serverConf;
        after[local + QStringLiteral("/options.conf")] = split.optionsConf;
        const LocalSplit again = splitLocal(read(after), local);
        QVERIFY(again.files.isEmpty());
    }

    void noByteIsLostOrFatal()
    {
        quint32 seed = 7;
        const auto random = [&] { return seed = seed * 1664525 + 1013904223; };
        const QByteArray sample = "options { listen-on port 53 { 1.2.3.4; }; }; // c\n/* d */ zone \"a\" { type primary; file \"x\"; };\n";
        for (int round = 0; round < 20000; ++round) {
            QByteArray text = sample;
            for (int k = 0; k < 4; ++k)
                text[qsizetype(random() % quint32(text.size()))] = "{};\"/*#\n\\ a\0"[random() % 12];
            const ConfFile file = ConfFile::parse({}, text);
            QVERIFY(file.print() == text);
            for (const ConfStatement &statement : file.statements())
                QVERIFY(statement.begin <= statement.end && statement.end <= text.size());
        }
    }
};

LOCKSTEP_SUITE(TestConfFile)
#include "tst_conffile.moc"
