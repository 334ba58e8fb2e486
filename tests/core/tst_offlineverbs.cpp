// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

using namespace lockstep;

namespace {

const QByteArray zoneText =
    "$TTL 3600 ; an hour\r\n@\tIN SOA ns1 hostmaster (\n\t7 7200 3600 ; wrapped\n\t1209600 3600 )\n@ NS ns1\nns1 A 192.0.2.1\nwww A 192.0.2.2\n";

QByteArray changed(QByteArray text, const char *before, const char *after) { return text.replace(before, after); }

// Two copies of a server's folder, as an administrator has them: they name their files where the server has them.
void writeFolders(const CliHome &home)
{
    const QByteArray conf = "include \"/etc/bind/named.conf.local\";\nkey k { algorithm hmac-sha256; secret \"b2xkc2VjcmV0\"; };\n"
                            "options { allow-transfer { key k; }; };\n";
    const QByteArray local = "zone \"example.net\" { type primary; file \"/etc/bind/zones/example.net\"; };\n";
    for (const char *folder : {"old", "same", "new", "broken"}) {
        const QString top = QLatin1String(folder) + u'/';
        home.write(top + QStringLiteral("named.conf"), conf);
        home.write(top + QStringLiteral("named.conf.local"), local);
        home.write(top + QStringLiteral("zones/example.net"), zoneText);
    }
    home.write(QStringLiteral("new/named.conf"), changed(conf, "b2xkc2VjcmV0", "bmV3c2VjcmV0"));
    home.write(QStringLiteral("new/zones/example.net"), changed(changed(zoneText, "\t7 ", "\t8 "), "192.0.2.2", "192.0.2.9"));
    home.write(QStringLiteral("new/extra"), "more\n");
    home.write(QStringLiteral("broken/named.conf.local"), local + "zone \"b\" { type primary; file \"/etc/bind/zones/none\"; };\nbroken {\n");
    home.write(QStringLiteral("broken/zones/example.net"), changed(zoneText, "www A 192.0.2.2", "www A 192.0.2.666"));
    home.write(QStringLiteral("zone.db"), zoneText);
    home.write(QStringLiteral("zone-next.db"), changed(zoneText, "192.0.2.2", "192.0.2.3"));
    home.write(QStringLiteral("faulty.db"), changed(zoneText, "www A", "www NOTATYPE"));
    home.write(QStringLiteral("habits/named.conf"),
               "options { directory \"/var/cache/bind\"; allow-proxy { any; }; dump-file \"/etc/bind/dump\"; };\n"
               "acl office { any; };\n");
    home.write(QStringLiteral("trial/named.conf"), "options { directory \"/var/cache/bind\"; allow-proxy { any; }; };\n");
    home.write(QStringLiteral("hopeless.db"), zoneText + QByteArray("x NOTATYPE 1\n").repeated(1500));
    home.write(QStringLiteral("typo/named.conf"), "optoins { directory \"/var\"; };\n");
    home.write(QStringLiteral("doubtful.db"), zoneText + "www A 192.0.2.2\n");
    home.write(QStringLiteral("binary.db"), QByteArray("\0\1\2\xff\xfe(\"\r\n\0$INCLUDE \0", 20));
    home.write(QStringLiteral("empty.db"), {});
    home.write(QStringLiteral("named.db"),
               "$TTL 60\nexample.net. SOA ns1.example.net. h ( 7 1 1 1 1 )\n NS ns1.example.net.\nns1.example.net. A 192.0.2.1\n");
    home.write(QStringLiteral("open.conf"), "options {\n\tdirectory \"/var\";\n");
}

} // namespace

// The verbs that need no master, as a person meets them: exit code, words, and nothing started.
class TestOfflineVerbs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { writeFolders(m_home); }

    void everyVerbEndsAsItSays_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("out"); // patterns that must be found
        QTest::addColumn<QString>("err");
        const auto row = [](const char *name, const char *command, int exit, const char *out, const char *err = "") {
            QTest::newRow(name) << QString::fromLatin1(command) << exit << QString::fromLatin1(out) << QString::fromLatin1(err);
        };
        row("the same file twice", "diff zone.db zone.db", 0, "^No differences\\.\n$");
        row("two files of one content", "diff old/zones/example.net zone.db", 0, "^No differences\\.\n$");
        row("two files that differ", "diff zone.db zone-next.db", 1, "^changed zone-next.db\n  ~ www A 3600 192.0.2.2 -> 192.0.2.3\n$");
        row("two files line by line", "diff --text zone.db zone-next.db", 1,
            "^changed zone-next.db\n  @@ -4,4 \\+4,4 @@\n(.*\n)*  -www A 192.0.2.2\n  \\+www A 192.0.2.3\n$");
        row("two folders of one content", "diff old same", 0, "^No differences\\.\n$");
        row("a zone differs by its records", "diff old new", 1,
            "^changed zones/example.net\n  ~ www A 3600 192.0.2.2 -> 192.0.2.9\n    serial 7 -> 8\n");
        row("a file that came", "diff old new", 1, "\nadded extra\n  @@ -0,0 \\+1,1 @@\n  \\+more\n");
        row("a file that went", "diff new old", 1, "\nremoved extra\n");
        row("an old side that is not there", "diff gone zone.db", 2, "^$", "gone does not exist\\.");
        row("a new side that is not there", "diff old gone", 2, "^$", "gone does not exist\\.");
        row("a file and a folder", "diff zone.db old", 2, "^$", "give two files or two folders\\.");
        row("one side alone", "diff old", 2, "^$", "Give the old and the new");
        row("a good folder", "check old", 0, "^1 zone, no fault found\\.");
        row("a folder with faults names file and line", "check broken", 1, "^$", "named.conf.local:3:8: The block that begins here is not closed");
        row("a zone with a fault names file and line", "check broken", 1, "^$", "zones/example.net:7:7: ");
        row("a statement that is misspelt", "check typo", 1, "^$",
            "named.conf:1:1: BIND does not know a statement \"optoins\"\\. Is \"options\" meant\\?");
        row("a file that named writes among the managed ones", "check habits", 1, "^$", "named.conf:1:.*named writes to /etc/bind/dump");
        row("a name that nothing uses", "check habits", 1, "^$", "warning: .*named.conf:2:1: Nothing uses the acl \"office\"");
        row("a note is no fault", "check --strict trial", 0, "^$", "^note: .*named.conf:1:.*experimental");
        row("a zone without its file names who wants it", "check broken", 1, "^$", "named.conf.local:2:1: .*zones/none does not exist");
        row("a good zone", "zone check zone.db", 0, "^4 records, serial 7, no fault found\\.");
        row("a zone with a fault", "zone check faulty.db", 1, "^$", "faulty.db:7:5: \"NOTATYPE\" is not a record type\\.");
        row("a zone with a doubtful record", "zone check doubtful.db", 0, "^$", "^warning: doubtful.db:8: .* twice");
        row("doubt counts when one says so", "zone check --strict doubtful.db", 1, "^$", "^warning: doubtful.db:8: .* twice");
        row("no zone to check", "zone check gone", 2, "^$", "gone does not exist\\.");
        row("no folder to check", "check gone", 2, "^$", "gone is not a folder\\.");
        row("a file to check", "check zone.db", 2, "^$", "zone.db is not a folder\\.");
        row("what counts for a zone", "explain old example.net allow-query", 0,
            "^For the zone example\\.net \\(primary\\), allow-query is: \\{ any; \\}\nIt comes from the default of BIND 9\\.20\\.\n$");
        row("what counts in a folder with faults", "explain broken example.net notify", 1, "^For the zone example\\.net", "named.conf.local:3:8: ");
        row("an option that does not exist", "explain old example.net alow-query", 2, "^$", "Is \"allow-query\" meant\\?");
        row("a zone that does not exist", "explain old example.org allow-query", 2, "^$", "has no zone example\\.org\\.");
        row("no folder to explain", "explain gone example.net allow-query", 2, "^$", "gone is not a folder\\.");
        row("counts of a zone", "zone stat zone.db", 0, "^4 records of 3 names, serial 7\n  A            2\n  NS           1\n  SOA          1\n$");
        row("a zone that says its own name", "zone check named.db", 0, "^3 records, serial 7, no fault found\\.");
        row("counts of one", "zone stat named.db", 0, "^3 records of 2 names, serial 7\n");
        row("another name than its own", "zone stat --origin example.org named.db", 0, "^0 records of 0 names");
        row("counts of nothing", "zone stat empty.db", 0, "^0 records of 0 names, no serial\n$");
        row("counts with a fault", "zone stat faulty.db", 1, "^3 records", "faulty.db:7:5: \"NOTATYPE\" is not a record type\\.");
        row("more faults than anybody reads", "zone stat hopeless.db", 1, "^4 records", "There are 500 more\\.");
        row("a checksum", "zone stat --checksum zone.db", 0, "^4 records, checksum [0-9a-f]{32}\n$");
        row("a checksum with a fault", "zone stat --checksum faulty.db", 1, "^3 records, checksum ", "faulty.db:7:5: ");
        row("two zones by their records", "diff --records zone.db zone-next.db", 1, "^~ www A 3600 192.0.2.2 -> 192.0.2.3\n$");
        row("a zone and itself by its records", "diff --records zone.db zone.db", 0, "^No differences\\.\n$");
        row("records that cannot be read are different", "diff --records zone.db faulty.db", 1, "", "faulty.db:7:5: ");
        row("colours that are wanted", "--color always diff --records zone.db zone-next.db", 1, "^\033\\[33m~ www A .*\033\\[0m\n$");
        row("colours that are not", "diff --color never --records zone.db zone-next.db", 1, "^~ www A ");
        row("colours of a kind that is not there", "diff --color pink zone.db zone.db", 2, "^$", "The command cannot be understood: ");
        row("folders have no records", "diff --records old new", 2, "^$", "old is a folder: --records compares two zone files\\.");
        row("an origin and lines", "diff --text --origin a zone.db zone.db", 2, "^$", "The command cannot be understood: ");
        row("counts of what is not there", "zone stat gone", 2, "^$", "gone does not exist\\.");
        row("a fault in a printed zone", "zone print faulty.db", 1, "www NOTATYPE", "faulty.db:7:5: ");
        row("a fault in a printed configuration", "conf print open.conf", 1, "^options \\{", "open.conf:1:9: .*not closed");
        row("printing what is not there", "zone print gone", 2, "^$", "gone does not exist\\.");
        row("printing a folder", "conf print old", 2, "^$", "could not read");
        row("help", "--help", 0, "Exit codes: 0 done .*\n1 refused.*\n2 wrong usage");
        row("help of a verb tells the exit codes too", "zone print --help", 0, "Exit codes: 0 done");
        row("version", "--version", 0, "^lockstep \\d+\\.\\d+\\.\\d+\n$");
        row("no verb", "", 2, "^$", "^Say what to do; the commands are listed by: lockstep --help\n$");
        row("an unknown verb", "frobnicate", 2, "^$", "^There is no command \"frobnicate\" here\\. See: lockstep --help\n$");
        row("an unknown second verb", "zone frobnicate", 2, "^$", "^There is no command \"frobnicate\" here\\. See: lockstep zone --help\n$");
        row("a verb without its second", "zone", 2, "^$", "^Say what to do; the commands are listed by: lockstep zone --help\n$");
        row("an unknown option", "diff --frobnicate", 2, "^$", "^There is no option \"--frobnicate\" here\\. See: lockstep diff --help\n$");
        row("an unknown option before the verb", "--frobnicate check old", 2, "^$", "^There is no option \"--frobnicate\" here\\.");
        row("a word too many", "zone print zone.db zone.db", 2, "^$", "^The word \"zone.db\" is one too many\\. See: lockstep zone print --help\n$");
        row("a word too few", "zone print", 2, "^$", "^The command cannot be understood: .*\\. See: lockstep zone print --help\n$");
        row("an option without its value", "zone print zone.db --origin", 2, "^$",
            "^The command cannot be understood: .*\\. See: lockstep zone print --help\n$");
    }

    void everyVerbEndsAsItSays()
    {
        QFETCH(QString, command);
        QFETCH(QString, out);
        QFETCH(QString, err);
        const CliRun run = m_home.run(command.split(u' ', Qt::SkipEmptyParts));
        QTEST(run.exit, "exit");
        const auto fits = [](const QString &pattern, const QByteArray &text) {
            return QRegularExpression(pattern).match(QString::fromUtf8(text)).hasMatch();
        };
        QVERIFY2(fits(out, run.out), run.out.constData());
        QVERIFY2(err.isEmpty() ? run.err.isEmpty() : fits(err, run.err), run.err.constData());
    }

    void secretsDoNotShow()
    {
        const CliRun run = m_home.run({QStringLiteral("diff"), QStringLiteral("old"), QStringLiteral("new")});
        QVERIFY(run.out.contains("key \"k\", secret (changed)\n"));
        QVERIFY(!run.out.contains("b2xkc2VjcmV0"));
        QVERIFY(!run.out.contains("bmV3c2VjcmV0"));
    }

    void whatIsPrintedBackIsWhatWasThere_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("exit");
        QTest::newRow("mixed line ends, comments and a wrapped record") << QStringLiteral("zone.db") << 0;
        QTest::newRow("a zone with a fault") << QStringLiteral("faulty.db") << 1;
        QTest::newRow("bytes that are no text") << QStringLiteral("binary.db") << 1;
        QTest::newRow("nothing") << QStringLiteral("empty.db") << 0;
        QTest::newRow("a link to a zone") << QStringLiteral("link.db") << 0;
        for (const char *name : {"unknown__ns1__broken1.db", "masterfile__ns2__example.db", "checkzone__zones__good-generate-modifier.db"}) {
            const QString file = sharedFolder() + QStringLiteral("/data/bind/zones/") + QLatin1String(name);
            if (QFileInfo::exists(file)) // this checkout may stand alone
                QTest::newRow(name) << file << -1;
        }
    }

    void whatIsPrintedBackIsWhatWasThere()
    {
        QFETCH(QString, file);
        QFETCH(int, exit);
        QFile::link(m_home.path(QStringLiteral("zone.db")), m_home.path(QStringLiteral("link.db")));
        QFile source(QDir(m_home.path({})).absoluteFilePath(file));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QByteArray bytes = source.readAll();
        for (const char *verb : {"zone", "conf"}) {
            const CliRun run = m_home.run({QLatin1String(verb), QStringLiteral("print"), file});
            QCOMPARE(run.out, bytes);
            QVERIFY(run.exit == 0 || run.exit == 1);
            QCOMPARE(run.exit == 1, !run.err.isEmpty());
            if (exit >= 0 && verb[0] == 'z')
                QCOMPARE(run.exit, exit);
            const CliRun json = m_home.run({QLatin1String(verb), QStringLiteral("print"), file, QStringLiteral("--json")});
            const QJsonObject told = QJsonDocument::fromJson(json.out).object();
            QCOMPARE(QByteArray::fromBase64(told.value(QLatin1String("bytes")).toString().toLatin1()), bytes);
            QCOMPARE(json.exit, run.exit);
            QCOMPARE(told.value(QLatin1String("problems")).toArray().isEmpty(), run.exit == 0);
            QCOMPARE(json.err, QByteArray()); // told once, in the JSON
        }
    }

    void jsonHasItsFields_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("exit");
        QTest::addColumn<bool>("list");
        QTest::addColumn<QStringList>("fields"); // of the object, or of a list's first one
        const QStringList error{QStringLiteral("args"),   QStringLiteral("code"),     QStringLiteral("detail"),
                                QStringLiteral("origin"), QStringLiteral("severity"), QStringLiteral("text")};
        const QStringList printed{QStringLiteral("bytes"), QStringLiteral("digest"), QStringLiteral("path"), QStringLiteral("problems")};
        QTest::newRow("nothing to complain of") << QStringLiteral("check old") << 0 << true << QStringList();
        QTest::newRow("what counts") << QStringLiteral("explain old example.net allow-query") << 0 << false
                                     << QStringList{QStringLiteral("levels"), QStringLiteral("option"), QStringLiteral("problems"),
                                                    QStringLiteral("type"),   QStringLiteral("view"),   QStringLiteral("zone")};
        QTest::newRow("faults") << QStringLiteral("check broken") << 1 << true << error;
        QTest::newRow("counts") << QStringLiteral("zone stat zone.db") << 0 << false
                                << QStringList{QStringLiteral("checksum"), QStringLiteral("names"),  QStringLiteral("problems"),
                                               QStringLiteral("records"),  QStringLiteral("serial"), QStringLiteral("types")};
        QTest::newRow("a zone") << QStringLiteral("zone print zone.db") << 0 << false << printed;
        QTest::newRow("a configuration") << QStringLiteral("conf print open.conf") << 1 << false << printed;
    }

    void jsonHasItsFields()
    {
        QFETCH(QString, command);
        QFETCH(bool, list);
        for (const bool before : {false, true}) { // --json may stand before the verb or behind it
            QStringList words = command.split(u' ');
            before ? words.prepend(QStringLiteral("--json")) : words.append(QStringLiteral("--json"));
            const CliRun run = m_home.run(words);
            QTEST(run.exit, "exit");
            QCOMPARE(run.err, QByteArray());
            QJsonParseError fault;
            const QJsonDocument document = QJsonDocument::fromJson(run.out, &fault);
            QCOMPARE(fault.error, QJsonParseError::NoError);
            QCOMPARE(document.isArray(), list);
            QTEST((list ? document.array().at(0).toObject() : document.object()).keys(), "fields");
        }
    }

    // After all of the above.
    void noMasterWasStarted()
    {
        QVERIFY(!QFileInfo::exists(m_home.home()));
        QCOMPARE(m_home.masterPid(), 0);
    }

private:
    CliHome m_home;
};

LOCKSTEP_SUITE(TestOfflineVerbs)
#include "tst_offlineverbs.moc"
