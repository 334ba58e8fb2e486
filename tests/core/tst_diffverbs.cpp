// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cliprogram.h"
#include "tests/core/jsonschema.h"
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace lockstep;

namespace {

const QByteArray zone = "$TTL 3600\n$ORIGIN example.net.\n@ IN SOA ns1 hostmaster ( 7 7200 3600 1209600 3600 )\n@ NS ns1\nns1 A 192.0.2.1\n"
                        "www A 192.0.2.2\nmail MX 10 mx1\nmx1 A 192.0.2.3\n";
const QByteArray conf = "options {\n\tdirectory \"/etc/bind\";\n\tallow-query { 10.0.0.0/8; };\n};\n"
                        "key k { algorithm hmac-sha256; secret \"b2xkc2VjcmV0\"; };\n"
                        "zone \"example.net\" { type primary; file \"/etc/bind/zones/example.net\"; };\n";

QByteArray changed(QByteArray text, const char *before, const char *after) { return text.replace(before, after); }

QStringList split(const char *command) { return QString::fromLatin1(command).split(u' ', Qt::SkipEmptyParts); }

// A folder's files with their bytes.
QMap<QString, QByteArray> contentOf(const QString &folder)
{
    QMap<QString, QByteArray> content;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            content.insert(QDir(folder).relativeFilePath(file.fileName()), file.readAll());
    }
    return content;
}

QByteArray madeUpText(QRandomGenerator &random)
{
    QByteArray text;
    for (int lines = int(random.bounded(40)); lines > 0; --lines)
        text += QByteArray::number(random.bounded(30)) + (random.bounded(8) == 0 ? "\r\n" : random.bounded(9) == 0 ? " \xff\xe4 \n" : "\n");
    if (random.bounded(3) == 0 && !text.isEmpty())
        text.chop(1);
    return text;
}

QByteArray edited(QByteArray text, QRandomGenerator &random)
{
    QList<QByteArray> lines = text.split('\n');
    for (int edits = 1 + int(random.bounded(4)); edits > 0; --edits) {
        const qsizetype at = random.bounded(int(lines.size()));
        switch (random.bounded(3)) {
        case 0:
            lines.insert(at, "new " + QByteArray::number(random.bounded(9)));
            break;
        case 1:
            if (lines.size() > 1)
                lines.removeAt(at);
            break;
        default:
            lines[at] = "other";
        }
    }
    return lines.join('\n');
}

} // namespace

// lockstep diff on files and folders, as the real program.
class TestDiffVerbs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QFile schema(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/docs/diff-schema.json"));
        QVERIFY(schema.open(QIODevice::ReadOnly));
        m_schema = schema.readAll();
        QVERIFY(QJsonDocument::fromJson(m_schema).isObject());
    }

    void init()
    {
        tree("old", conf, zone);
        tree("same", conf, zone);
        tree("layout", changed(conf, "options {\n\t", "options { // here\n"), changed(zone, "www A", "www   IN  A"));
        tree("records", conf, changed(changed(zone, "192.0.2.2", "192.0.2.9"), "MX 10 mx1", "MX 20 mx1"));
        tree("serial", conf, changed(zone, "( 7", "( 8"));
        tree("ttl", conf, changed(zone, "www A", "www 60 A"));
        tree("comment", conf, zone + "; a word\n");
        tree("statements", changed(conf, "10.0.0.0/8;", "10.0.0.0/8; 192.0.2.0/24;"), zone);
        tree("secret", changed(conf, "b2xkc2VjcmV0", "bmV3c2VjcmV0"), zone);
        tree("faulty", conf + "broken {\n", changed(zone, "www A 192.0.2.2", "www A 192.0.2.666"));
        m_home.write(QStringLiteral("a.db"), zone);
        m_home.write(QStringLiteral("b.db"), changed(zone, "192.0.2.2", "192.0.2.9"));
        m_home.write(QStringLiteral("a.conf"), conf);
        m_home.write(QStringLiteral("b.conf"), changed(conf, "10.0.0.0/8;", ""));
        m_home.write(QStringLiteral("zero.bin"), QByteArray("a\0b", 3));
        m_home.write(QStringLiteral("one.bin"), QByteArray("a\0c", 3));
        m_home.write(QStringLiteral("block.txt"), "alpha line of some length\nbeta\ngamma\ndelta\none\ntwo\nthree\nfour\n");
        m_home.write(QStringLiteral("moved.txt"), "one\ntwo\nthree\nfour\nalpha line of some length\nbeta\ngamma\ndelta\n");
    }

    void everyDifferenceIsToldAsItIs_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("out");
        QTest::addColumn<QString>("err");
        const auto row = [](const char *name, const char *command, int exit, const char *out, const char *err = "^$") {
            QTest::newRow(name) << QString::fromLatin1(command) << exit << QString::fromLatin1(out) << QString::fromLatin1(err);
        };
        const char *same = "^The meaning is the same: .*--text\\.\n$";
        row("nothing", "diff old same", 0, "^No differences\\.\n$");
        row("layout is no difference of meaning", "diff old layout", 0, "zones/example.net \\(layout only\\)\n", same);
        row("comments of a configuration", "diff old layout named.conf", 0, "^changed named.conf \\((comments|layout) only\\)\n$", same);
        row("layout is a difference of lines", "diff --text old layout", 1, "\n  -www A 192.0.2.2\n  \\+www   IN  A 192.0.2.2\n");
        row("comments of a zone", "diff old comment", 0, "example.net \\(comments only\\)\n  \\+ ;a word\n$", same);
        row("records, field by field", "diff old records", 1,
            "^changed zones/example.net\n  ~ mail MX 3600 10 mx1.example.net. -> 20 mx1.example.net.\n  ~ www A 3600 192.0.2.2 -> 192.0.2.9\n$");
        row("a serial", "diff old serial", 1, "^changed zones/example.net \\(serial only\\)\n    serial 7 -> 8\n$");
        row("a TTL", "diff old ttl", 1, "^changed zones/example.net \\(TTLs only\\)\n  ~ www A TTL 3600 -> 60\n$");
        row("statements, by the elements of their lists", "diff old statements", 1,
            "^changed named.conf\n  ~ options, allow-query\n  \\+   192.0.2.0/24\n$");
        row("a secret that changed", "diff old secret", 1, "^changed named.conf\n  ~ key \"k\", secret \\(changed\\)\n$");
        row("a secret in lines", "diff --text old secret", 1, "secret \\(changed\\)");
        row("what cannot be read is different", "diff old faulty", 1, "-www A 192.0.2.2\n", "named.conf:7:");
        row("what cannot be read is as it is", "diff faulty faulty", 0, "^No differences\\.\n$");
        row("some of it", "diff old records zones", 1, "^changed zones/example.net\n");
        row("another part of it", "diff old records named.conf", 0, "^No differences\\.\n$");
        row("a part that is not there", "diff old records nowhere", 2, "^$", "^Neither side has a file or folder nowhere\\.\n$");
        row("two configurations alone", "diff a.conf b.conf", 1, "^changed b.conf\n  ~ options, allow-query\n  -   10.0.0.0/8\n$");
        row("a zone and a configuration", "diff a.db a.conf", 1, "\n  -www A 192.0.2.2\n", "^a\\.conf:1:9: ");
        row("binary files", "diff zero.bin one.bin", 1, "^changed one.bin\n  It is binary, and differs\\.\n$");
        row("binary files line by line", "diff --text zero.bin one.bin", 1, "It is binary, and differs\\.");
        row("a patch of binary files", "diff --patch zero.bin one.bin", 2, "^$", "^zero\\.bin is binary, which a patch cannot carry");
        row("a patch with a secret", "diff --patch old secret", 2, "^$", "^The patch would carry key material of named.conf: .*--with-secrets");
        row("a patch that may carry a secret", "diff --patch --with-secrets old secret", 1, "\n\\+key k \\{ .*bmV3c2VjcmV0");
        row("a patch of nothing", "diff --patch old same", 0, "^$");
        row("a patch as JSON", "diff --patch --json old same", 2, "^$", "^A patch is no JSON");
        row("two lenses", "diff --text --patch old same", 2, "^$", "^The command cannot be understood");
        row("a block that moved", "diff --text block.txt moved.txt", 1,
            "  \\(4 lines came from line 5\\)\n  >one\n  >two\n(.*\n)+   delta\n  \\(4 lines went to line 1\\)\n  <one\n");
        row("words in their colour", "--color always diff --text a.db b.db", 1, "\033\\[31m-www A \033\\[1;4m192.0.2.2\033\\[22;24m\033\\[0m\n");
        row("fields in their colour", "--color always diff a.db b.db", 1, "~ www A 3600 \033\\[1;4m192.0.2.2\033\\[22;24m -> ");
    }

    void everyDifferenceIsToldAsItIs()
    {
        QFETCH(QString, command);
        QFETCH(QString, out);
        QFETCH(QString, err);
        const CliRun run = m_home.run(command.split(u' '));
        const auto fits = [](const QString &pattern, const QByteArray &text) {
            return QRegularExpression(pattern).match(QString::fromUtf8(text)).hasMatch();
        };
        QVERIFY2(fits(out, run.out), run.out.constData());
        QVERIFY2(fits(err, run.err), run.err.constData());
        QTEST(run.exit, "exit");
        QVERIFY(!run.out.contains("c2VjcmV0") || command.contains(QLatin1String("--with-secrets")));
    }

    void jsonFitsItsSchema_data()
    {
        QTest::addColumn<int>("exit");
        for (const char *words : {"old same", "old layout", "old serial", "faulty faulty"}) {
            const bool equal = !QByteArray(words).contains("serial");
            QTest::newRow(words) << int(!equal);
            QTest::newRow(qPrintable(QStringLiteral("--text ") + QLatin1String(words)))
                << int(QByteArray(words) != "old same" && QByteArray(words) != "faulty faulty");
        }
        for (const char *words : {"old records", "old ttl", "old statements", "old secret", "old faulty", "--text old secret", "a.db b.db",
                                  "a.conf b.conf", "zero.bin one.bin", "--records a.db b.db", "--text block.txt moved.txt", "a.db a.conf"})
            QTest::newRow(words) << 1;
    }

    void jsonFitsItsSchema()
    {
        const CliRun run = m_home.run(split("--json diff") + split(QTest::currentDataTag()));
        QTEST(run.exit, "exit");
        QCOMPARE(run.err, QByteArray());
        QJsonParseError fault;
        const QJsonDocument document = QJsonDocument::fromJson(run.out, &fault);
        QCOMPARE(fault.error, QJsonParseError::NoError);
        const QStringList faults = JsonSchema(m_schema).faults(document.object());
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
        QCOMPARE(document.object().value(QLatin1String("equal")).toBool(), run.exit == 0);
        QVERIFY(!run.out.contains("c2VjcmV0"));
        QVERIFY(run.exit == 0 || !document.object().value(QLatin1String("files")).toArray().isEmpty());
    }

    // The check itself can fail.
    void aSchemaThatDoesNotFitIsNoticed()
    {
        const JsonSchema schema(m_schema);
        QVERIFY(schema.faults(QJsonObject()).size() >= 8);
        const CliRun run = m_home.run(split("--json diff old records"));
        QJsonObject document = QJsonDocument::fromJson(run.out).object();
        QVERIFY(schema.faults(document).isEmpty());
        document.insert(QStringLiteral("version"), 2);
        document.insert(QStringLiteral("more"), true);
        QCOMPARE(schema.faults(document).size(), 2);
    }

    // What `git apply` makes of the old folder is the new one, byte for byte; so for patch(1) where there is one.
    void patchesMakeTheNewBytes()
    {
        QList<QStringList> programs{{QStringLiteral("git"), QStringLiteral("apply"), QStringLiteral("--whitespace=nowarn")}};
        if (!QStandardPaths::findExecutable(QStringLiteral("patch")).isEmpty())
            programs.append({QStringLiteral("patch"), QStringLiteral("-p1"), QStringLiteral("--binary"), QStringLiteral("-s"), QStringLiteral("-E")});
        QRandomGenerator random(20261126);
        const QStringList names{QStringLiteral("a"),      QStringLiteral("with blank"), QStringLiteral("deep/er/file"), QStringLiteral("quote\"d"),
                                QStringLiteral("\u00e4"), QStringLiteral("zones/b.db"), QStringLiteral("empty"),        QStringLiteral("tab\there")};
        for (int round = 0; round < 12; ++round) {
            const QString before = QStringLiteral("patch%1/old").arg(round);
            const QString after = QStringLiteral("patch%1/new").arg(round);
            m_home.write(before + QStringLiteral("/keep"), "kept\n");
            m_home.write(after + QStringLiteral("/keep"), "kept\n");
            for (const QString &name : names) {
                const QByteArray text = name == QLatin1String("empty") ? QByteArray() : madeUpText(random);
                const quint32 fate = random.bounded(5);
                if (fate != 0)
                    m_home.write(before + u'/' + name, text);
                if (fate != 1)
                    m_home.write(after + u'/' + name, fate == 2 ? text : edited(text, random));
            }
            const CliRun run = m_home.run({QStringLiteral("diff"), QStringLiteral("--patch"), before, after});
            QCOMPARE(run.exit, 1);
            QCOMPARE(run.err, QByteArray());
            const auto expected = contentOf(m_home.path(after));
            for (const QStringList &program : std::as_const(programs)) {
                const QString copy = m_home.path(QStringLiteral("patch%1/copy-%2").arg(round).arg(program.first()));
                QCOMPARE(QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-r"), m_home.path(before), copy}), 0);
                QProcess process;
                process.setWorkingDirectory(copy);
                process.start(program.first(), program.sliced(1));
                process.write(run.out);
                process.closeWriteChannel();
                QVERIFY(process.waitForFinished());
                QVERIFY2(process.exitCode() == 0, process.readAllStandardError() + run.out);
                QCOMPARE(contentOf(copy), expected);
            }
        }
    }

    void aPatchOfTwoFilesNamesTheOldOne()
    {
        const CliRun run = m_home.run(split("diff --patch a.db b.db"));
        QCOMPARE(run.exit, 1);
        QVERIFY(run.out.startsWith("diff --git a/a.db b/a.db\n--- a/a.db\n+++ b/a.db\n"));
    }

    // A record that moves into a file that the zone includes, and a change in that file alone.
    void whatAZoneIncludesIsToldWithIt()
    {
        const QByteArray including = changed(zone, "www A 192.0.2.2\n", "$INCLUDE \"/etc/bind/zones/part\"\n");
        tree("including", conf, including);
        m_home.write(QStringLiteral("including/zones/part"), "www A 192.0.2.2\n");
        tree("other", conf, including);
        m_home.write(QStringLiteral("other/zones/part"), "www A 192.0.2.99\n");
        tree("spaced", conf, including);
        m_home.write(QStringLiteral("spaced/zones/part"), "www  A  192.0.2.2\n");

        const CliRun moved = m_home.run(split("diff old including"));
        QVERIFY2(moved.out.startsWith("changed zones/example.net (only in which file things stand)\n"), moved.out.constData());
        QCOMPARE(moved.exit, 0);
        const CliRun inside = m_home.run(split("diff including other"));
        QCOMPARE(inside.out, QByteArray("changed zones/example.net\n  ~ www A 3600 192.0.2.2 -> 192.0.2.99\n"));
        QCOMPARE(inside.exit, 1);
        const CliRun layout = m_home.run(split("diff including spaced"));
        QCOMPARE(layout.exit, 0);
    }

private:
    void tree(const char *name, const QByteArray &named, const QByteArray &text)
    {
        const QString top = QLatin1String(name) + u'/';
        m_home.write(top + QStringLiteral("named.conf"), named);
        m_home.write(top + QStringLiteral("zones/example.net"), text);
    }

    CliHome m_home;
    QByteArray m_schema;
};

LOCKSTEP_SUITE(TestDiffVerbs)
#include "tst_diffverbs.moc"
