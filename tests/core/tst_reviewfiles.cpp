// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/hunkchanges.h"
#include "core/review/secrets.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString confPath = QStringLiteral("/etc/bind/named.conf");

// Files in memory as a snapshot below /etc/bind.
struct Tree
{
    QMap<QString, QByteArray> files;
    std::shared_ptr<QStringList> read = std::make_shared<QStringList>();

    Snapshot snapshot() const
    {
        Snapshot made;
        made.roots = {{QStringLiteral("etc-bind"), QStringLiteral("/etc/bind")}};
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            made = made.with({QStringLiteral("etc-bind"), it.key(), Entry::Kind::File,
                              it.key().endsWith(QLatin1String(".key")) ? Entry::Class::Secret : Entry::Class::Plain, it->size(), Digest::of(*it)});
        return made;
    }
    EntryReader reader() const
    {
        return [texts = files, asked = read](Entry entry) -> Task<Result<QByteArray>> {
            asked->append(entry.path);
            co_return texts.value(entry.path);
        };
    }
};

QByteArray zoneText(const QByteArray &serial, const QByteArray &records)
{
    return "$TTL 3600\n@ IN SOA ns1 hostmaster " + serial + " 7200 3600 1209600 3600\n@ IN NS ns1\nns1 IN A 192.0.2.1\n" + records;
}

Tree house()
{
    return {{{QStringLiteral("named.conf"), "include \"/etc/bind/named.conf.local\";\noptions { directory \"/var/cache/bind\"; };\n"},
             {QStringLiteral("named.conf.local"), "view internal { zone \"a.example\" { type primary; file \"/etc/bind/zones/a.db\"; }; };\n"
                                                  "view external { zone \"b.example\" { type primary; file \"/etc/bind/zones/b.db\"; }; };\n"},
             {QStringLiteral("tsig.key"), "key k { algorithm hmac-sha256; secret \"b2xk\"; };\n"},
             {QStringLiteral("zones/a.db"), zoneText("1", "www IN A 192.0.2.1\n")},
             {QStringLiteral("zones/b.db"), zoneText("1", "www IN A 192.0.2.1\n")}},
            std::make_shared<QStringList>()};
}

QList<ReviewFile> between(const Tree &before, const Tree &after)
{
    const auto files = waitFor(reviewFiles(before.snapshot(), after.snapshot(), confPath, before.reader(), after.reader()));
    return files ? *files : QList<ReviewFile>();
}

QString told(const QList<ReviewFile> &files)
{
    QStringList rows;
    for (const ReviewFile &file : files) {
        const char *marks[] = {"~", "+", "-"};
        rows.append(QLatin1String(marks[int(file.mark())]) + file.title + (file.serialOnly ? QStringLiteral(" serial") : QString()) +
                    (file.secret ? QStringLiteral(" secret") : QString()));
    }
    return rows.join(QStringLiteral(", "));
}

Change recordChange(const char *id, const char *owner, const char *before, const char *after)
{
    return {QString::fromLatin1(id),     Change::Kind::Record,       1,
            QStringLiteral("anna"),      QStringLiteral("etc-bind"), QStringLiteral("zones/a.db"),
            QStringLiteral("a.example"), QStringLiteral("internal"), QString::fromLatin1(owner),
            QString::fromLatin1(before), QString::fromLatin1(after)};
}

Change fileChange(const char *id)
{
    Change change = recordChange(id, "", "x", "y");
    change.kind = Change::Kind::File;
    return change;
}

} // namespace

class TestReviewFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filesThatDifferAreNamed_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("text"); // "-": the file goes
        QTest::addColumn<QString>("files");
        const auto row = [](const char *name, const char *path, const QByteArray &text, const char *files) {
            QTest::newRow(name) << QString::fromLatin1(path) << text << QString::fromLatin1(files);
        };
        row("nothing", "zones/a.db", house().files[QStringLiteral("zones/a.db")], "");
        row("a zone, with its view", "zones/a.db", zoneText("2", "www IN A 192.0.2.2\n"), "~a.example (internal)");
        row("its serial alone", "zones/a.db", zoneText("2", "www IN A 192.0.2.1\n"), "~a.example (internal) serial");
        row("a comment is more than the serial", "zones/a.db", zoneText("2", "www IN A 192.0.2.1 ; web\n"), "~a.example (internal)");
        row("a zone that goes is named by what was", "zones/b.db", "-", "-b.example (external)");
        row("a file of nobody", "extra", "x\n", "+extra");
        row("a key", "tsig.key", "key k { algorithm hmac-sha256; secret \"bmV1\"; };\n", "~tsig.key secret");
    }

    void filesThatDifferAreNamed()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, text);
        const Tree before = house();
        Tree after = house();
        after.files.insert(path, text);
        if (text == "-") {
            after.files.remove(path);
            after.files[QStringLiteral("named.conf.local")].replace("zone \"b.example\" { type primary; file \"/etc/bind/zones/b.db\"; };", "");
        }
        QList<ReviewFile> files = between(before, after);
        files.removeIf([](const ReviewFile &file) { return file.path == QLatin1String("named.conf.local"); });
        QTEST(told(files), "files");
    }

    void zonesComeFirstAndUnchangedTextsAreNotRead()
    {
        const Tree before = house();
        Tree after = house();
        after.files.insert(QStringLiteral("zones/b.db"), zoneText("2", "www IN A 192.0.2.2\n"));
        after.files[QStringLiteral("named.conf")] += "// more\n";
        QCOMPARE(told(between(before, after)), QStringLiteral("~b.example (external), ~named.conf"));
        QVERIFY(!after.read->contains(QStringLiteral("zones/a.db")));
        QVERIFY(!before.read->contains(QStringLiteral("zones/a.db")));
    }

    void secretsAreMasked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("hidden");
        const auto row = [](const char *name, const QByteArray &text, const QByteArray &hidden) { QTest::newRow(name) << text << hidden; };
        row("a key statement", "key k { algorithm hmac-sha256; secret \"QUFBQQ==\"; };\n", "QUFBQQ==");
        row("without quotes", "secret QUFBQQ==;\n", "QUFBQQ==");
        row("behind a comment", "secret /* x */ \"QUFBQQ==\";\n", "QUFBQQ==");
        row("on the next line", "secret\n\t\"QUFBQQ==\";\n", "QUFBQQ==");
        row("in capitals", "SECRET \"QUFBQQ==\";\n", "QUFBQQ==");
        row("that is commented out", "// secret \"QUFBQQ==\";\n", "QUFBQQ==");
        row("over two lines", "secret \"QUFB\nQQ==\";\n", "QUFB");
        row("a private key in PEM", "-----BEGIN PRIVATE KEY-----\nQUFB\nQkJC\n-----END PRIVATE KEY-----\n", "QkJC");
        row("a private key of BIND", "Private-key-format: v1.3\nAlgorithm: 13\nPrivateKey: QUFBQQ==\n", "QUFBQQ==");
    }

    void secretsAreMasked()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, hidden);
        QVERIFY(text.contains(hidden));
        const QByteArray shown = withoutSecrets(text);
        QVERIFY2(!shown.contains(hidden), shown);
        QVERIFY2(shown.contains("<secret "), shown);
        QCOMPARE(shown.count('\n'), text.count('\n'));
        QCOMPARE(withoutSecrets(text), shown); // the same, the same mark
        QByteArray other = text;
        other.replace(hidden, "b3RoZXI=");
        QVERIFY(withoutSecrets(other) != shown); // another, another
    }

    void whatIsNoSecretStays()
    {
        const QByteArray text = "// nothing to hide here\noptions { directory \"/var\"; };\n\xff\n";
        QCOMPARE(withoutSecrets(text), text);
        ReviewFile zone = reviewFile(QStringLiteral("zones/a.db"), QByteArray("txt IN TXT secret \"shown\"\n"), std::nullopt);
        zone.kind = ReviewFile::Kind::Zone;
        QVERIFY(zone.shownBefore().contains("shown"));
    }

    void aHunkIsUnstaged_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QList<Change>>("changes");
        QTest::addColumn<int>("hunk");
        QTest::addColumn<QStringList>("discard");
        QTest::addColumn<bool>("text");
        const QByteArray live = zoneText("1", "www IN A 192.0.2.1\nmail IN A 192.0.2.3\nold IN A 192.0.2.4\n");
        const QByteArray two = zoneText("2", "www IN A 192.0.2.9\nmail IN A 192.0.2.3\nold IN A 192.0.2.5\n");
        const auto row = [&](const char *name, const QByteArray &after, const QList<Change> &changes, int hunk, const QStringList &discard,
                             bool text) { QTest::newRow(name) << live << after << changes << hunk << discard << text; };
        const Change www = recordChange("w", "www", "A 192.0.2.1", "3600 IN A 192.0.2.9");
        const Change old = recordChange("o", "old.a.example.", "A 192.0.2.4", "A 192.0.2.5");
        row("the record that stands there", two, {www, old}, 1, {QStringLiteral("w")}, false);
        row("another one", two, {www, old}, 2, {QStringLiteral("o")}, false);
        row("the serial is the engine's", two, {www, old}, 0, {}, false);
        row("edited twice, both go", two,
            {recordChange("a", "www", "A 192.0.2.1", "A 192.0.2.7"), recordChange("b", "www", "A 192.0.2.7", "A 192.0.2.9"), old}, 1,
            {QStringLiteral("a"), QStringLiteral("b")}, false);
        row("an edit of the text", two, {fileChange("f")}, 1, {}, true);
        row("the last place of an edit takes all of it", zoneText("2", "www IN A 192.0.2.9\nmail IN A 192.0.2.3\nold IN A 192.0.2.4\n"),
            {fileChange("f")}, 1, {QStringLiteral("f")}, false);
        row("a record among edits of the text", two, {fileChange("f"), www}, 1, {QStringLiteral("w")}, false);
        // What stands on it would not fit any more.
        row("a record under an edit of the text", two, {www, fileChange("f")}, 1, {}, true);
    }

    void aHunkIsUnstaged()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QList<Change>, changes);
        QFETCH(int, hunk);
        ReviewFile file = reviewFile(QStringLiteral("zones/a.db"), before, after);
        file.root = QStringLiteral("etc-bind");
        file.kind = ReviewFile::Kind::Zone;
        file.zone = QStringLiteral("a.example");
        const TextDiff diff = file.diff();
        QVERIFY(hunk < diff.hunks.size());
        const HunkBack back = hunksBack(file, {diff.hunks[hunk].lines}, changes);
        QTEST(back.discard, "discard");
        QFETCH(bool, text);
        QCOMPARE(back.text.has_value(), text);
        if (text)
            QCOMPARE(*back.text, zoneText("2", "www IN A 192.0.2.1\nmail IN A 192.0.2.3\nold IN A 192.0.2.5\n"));
    }

    void anAddedFileGoesAsAWhole()
    {
        ReviewFile file = reviewFile(QStringLiteral("zones/a.db"), std::nullopt, QByteArray("a\n"));
        file.root = QStringLiteral("etc-bind");
        const HunkBack back = hunksBack(file, {file.diff().hunks.first().lines}, {fileChange("f")});
        QCOMPARE(back.discard, QStringList{QStringLiteral("f")});
    }
};

LOCKSTEP_SUITE(TestReviewFiles)
#include "tst_reviewfiles.moc"
