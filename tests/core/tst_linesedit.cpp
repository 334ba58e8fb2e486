// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/hunkchanges.h"
#include "core/review/linesedit.h"
#include "core/review/neededchanges.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QByteArray origin = *nameToWire("a.example.", {});

QByteArray zoneOf(const QByteArray &records)
{
    return "$TTL 3600\n@ IN SOA ns hostmaster 1 7200 3600 1209600 3600\n@ IN NS ns\nns IN A 192.0.2.53\n" + records;
}

ReviewFile zoneFile(const QByteArray &text)
{
    ReviewFile file = reviewFile(QStringLiteral("zones/a.db"), std::nullopt, text);
    file.kind = ReviewFile::Kind::Zone;
    file.zone = QStringLiteral("a.example");
    return file;
}

std::optional<Record> record(const char *line)
{
    const QList<Record> records = ZoneFile::parse({}, QByteArray("$TTL 3600\n") + line + '\n', origin).records();
    return records.isEmpty() ? std::nullopt : std::optional(records.first());
}

// "+www A 192.0.2.1": comes; "-www A 192.0.2.1": goes.
RecordChange change(const char *id, const char *what)
{
    return {QLatin1String(id), *what == '-' ? record(what + 1) : std::nullopt, *what == '+' ? record(what + 1) : std::nullopt};
}

} // namespace

class TestLinesEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesAreReplaced_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("count");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("result");
        QTest::newRow("one") << QByteArray("a\nb\nc\n") << 2 << 1 << QByteArray("x") << QByteArray("a\nx\nc\n");
        QTest::newRow("one by two") << QByteArray("a\nb\nc\n") << 2 << 1 << QByteArray("x\ny\n") << QByteArray("a\nx\ny\nc\n");
        QTest::newRow("none") << QByteArray("a\nb\nc\n") << 2 << 1 << QByteArray() << QByteArray("a\nc\n");
        QTest::newRow("before") << QByteArray("a\nb\n") << 2 << 0 << QByteArray("x") << QByteArray("a\nx\nb\n");
        QTest::newRow("behind all") << QByteArray("a\nb\n") << 3 << 0 << QByteArray("x") << QByteArray("a\nb\nx\n");
        QTest::newRow("behind a last line without end") << QByteArray("a\nb") << 3 << 0 << QByteArray("x") << QByteArray("a\nb\nx");
        QTest::newRow("last line without end") << QByteArray("a\nb") << 2 << 1 << QByteArray("x") << QByteArray("a\nx");
        QTest::newRow("other line ends") << QByteArray("a\r\nb\r\n") << 1 << 1 << QByteArray("x") << QByteArray("x\r\nb\r\n");
        QTest::newRow("of nothing") << QByteArray() << 1 << 0 << QByteArray("x") << QByteArray("x");
    }
    void linesAreReplaced()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, first);
        QFETCH(int, count);
        QFETCH(QByteArray, lines);
        QTEST(withLines(text, {first, count, lines}), "result");
    }

    // Lines 5 to 8: www, the text over two lines, mail.
    void oneRecordIsStagedAsOne_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("count");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("before"); // "": as a text
        QTest::addColumn<QString>("after");
        const QString none;
        QTest::newRow("data") << 5 << 1 << QByteArray("www IN A 192.0.2.9") << QStringLiteral("A 192.0.2.1") << QStringLiteral("A 192.0.2.9");
        QTest::newRow("removed") << 5 << 1 << QByteArray() << QStringLiteral("A 192.0.2.1") << none;
        QTest::newRow("another owner") << 5 << 1 << QByteArray("web IN A 192.0.2.1") << none << none;
        QTest::newRow("another TTL") << 5 << 1 << QByteArray("www 60 IN A 192.0.2.1") << none << none;
        QTest::newRow("a comment") << 5 << 1 << QByteArray("www IN A 192.0.2.9 ; new") << none << none;
        QTest::newRow("put into a comment") << 5 << 1 << QByteArray(";~ www IN A 192.0.2.1") << none << none;
        QTest::newRow("put into a comment by hand") << 5 << 1 << QByteArray(";www IN A 192.0.2.1") << none << none;
        QTest::newRow("two of one") << 5 << 1 << QByteArray("www IN A 192.0.2.1\nwww IN A 192.0.2.2\n") << none << none;
        QTest::newRow("no record") << 5 << 1 << QByteArray("www IN A 192.0.2.x") << none << none;
        QTest::newRow("several lines") << 6 << 2 << QByteArray("txt IN TXT ( one\n three )\n") << none << none;
        QTest::newRow("half of a record") << 6 << 1 << QByteArray("txt IN TXT ( three") << none << none;
        QTest::newRow("two records") << 4 << 2 << QByteArray("ns IN A 192.0.2.53\nwww IN A 192.0.2.9\n") << none << none;
    }
    void oneRecordIsStagedAsOne()
    {
        const ReviewFile file = zoneFile(zoneOf("www IN A 192.0.2.1\ntxt IN TXT ( one\n two )\nmail IN A 192.0.2.3\n"));
        QFETCH(int, first);
        QFETCH(int, count);
        QFETCH(QByteArray, lines);
        QFETCH(QString, before);
        const std::optional<RecordStep> step = recordStepOf(file, {first, count, lines});
        QCOMPARE(step.has_value(), !before.isEmpty());
        if (!step)
            return;
        QCOMPARE(step->before, before);
        QTEST(step->after, "after");
        QCOMPARE(step->owner, QStringLiteral("www.a.example."));
    }

    void linesBelongTogether()
    {
        const ReviewFile zone = zoneFile(zoneOf("www IN A 192.0.2.1\ntxt IN TXT ( one\n two )\nmail IN A 192.0.2.3\n"));
        for (const int line : {6, 7}) {
            const LinesEdit around = LineUnits(zone, LineUnits::Side::After).around(line);
            QCOMPARE(around.first, 6);
            QCOMPARE(around.count, 2);
            QCOMPARE(around.lines, QByteArray("txt IN TXT ( one\n two )\n"));
        }
        const ReviewFile conf = reviewFile(QStringLiteral("named.conf"), std::nullopt,
                                           QByteArray("options {\n\tallow-transfer {\n\t\tnone;\n\t};\n\trecursion no;\n};\n"));
        const LineUnits units(conf, LineUnits::Side::After);
        QCOMPARE(units.around(2).count, 3); // the statement that begins there
        QCOMPARE(units.around(3).lines, QByteArray("\t\tnone;\n"));
        QCOMPARE(units.around(5).lines, QByteArray("\trecursion no;\n"));
        QCOMPARE(units.around(1).count, 6);
        QCOMPARE(units.around(6).first, 6); // of nothing that begins there
    }

    void aRowIsPutBackAlone()
    {
        ReviewFile file = zoneFile(zoneOf("www IN A 192.0.2.9\nweb IN A 192.0.2.7\ntxt IN TXT ( one\n three )\n"));
        file.before = zoneOf("www IN A 192.0.2.1\nold IN A 192.0.2.8\ntxt IN TXT ( one\n two )\n");
        Change staged;
        staged.id = QStringLiteral("f");
        staged.root = file.root;
        staged.path = file.path;
        const auto back = [&](const QList<LinesOfRow> &rows) { return hunksBack(file, hunksOf(file, rows), {staged}).text.value_or("none"); };
        const Hunk hunk = file.diff().hunks.first().lines;
        const QByteArray head = zoneOf({});
        QCOMPARE(back({{5, 5, hunk}}), head + "www IN A 192.0.2.1\nweb IN A 192.0.2.7\ntxt IN TXT ( one\n three )\n");
        QCOMPARE(back({{0, 6, hunk}}), head + "www IN A 192.0.2.9\ntxt IN TXT ( one\n three )\n"); // what came goes
        QCOMPARE(back({{6, 0, hunk}}), head + "old IN A 192.0.2.8\nwww IN A 192.0.2.9\nweb IN A 192.0.2.7\ntxt IN TXT ( one\n three )\n");
        QCOMPARE(back({{8, 8, hunk}}), head + "www IN A 192.0.2.9\nweb IN A 192.0.2.7\ntxt IN TXT ( one\n two )\n");
        QCOMPARE(back({{5, 5, hunk}, {0, 6, hunk}}), head + "www IN A 192.0.2.1\ntxt IN TXT ( one\n three )\n"); // several at once
    }

    void whatCannotStayGoesToo_data()
    {
        using Changes = QList<RecordChange>;
        QTest::addColumn<Changes>("changes");
        QTest::addColumn<QByteArray>("staged");  // with all of them
        QTest::addColumn<QStringList>("needed"); // when the first goes
        const QStringList none;
        const QStringList second{QStringLiteral("2")};
        QTest::newRow("an alias of a new host") << Changes{change("1", "+web A 192.0.2.1"), change("2", "+www CNAME web")}
                                                << QByteArray("web A 192.0.2.1\nwww CNAME web\n") << second;
        QTest::newRow("a new host without its alias")
            << Changes{change("1", "+www CNAME web"), change("2", "+web A 192.0.2.1")} << QByteArray("web A 192.0.2.1\nwww CNAME web\n") << none;
        QTest::newRow("another address is left") << Changes{change("1", "+web A 192.0.2.1"), change("2", "+www CNAME web")}
                                                 << QByteArray("web A 192.0.2.1\nweb AAAA 2001:db8::1\nwww CNAME web\n") << none;
        QTest::newRow("a wildcard answers") << Changes{change("1", "+web A 192.0.2.1"), change("2", "+www CNAME web")}
                                            << QByteArray("web A 192.0.2.1\n* A 192.0.2.7\nwww CNAME web\n") << none;
        QTest::newRow("over two") << Changes{change("1", "+web A 192.0.2.1"), change("2", "+www CNAME web"), change("3", "+shop CNAME www")}
                                  << QByteArray("web A 192.0.2.1\nwww CNAME web\nshop CNAME www\n")
                                  << QStringList{QStringLiteral("2"), QStringLiteral("3")};
        QTest::newRow("a mail server") << Changes{change("1", "+mail A 192.0.2.3"), change("2", "+@ MX 10 mail"), change("3", "+x A 192.0.2.4")}
                                       << QByteArray("mail A 192.0.2.3\n@ MX 10 mail\nx A 192.0.2.4\n") << second;
        QTest::newRow("another zone's host") << Changes{change("1", "+web A 192.0.2.1"), change("2", "+www CNAME web.example.net.")}
                                             << QByteArray("web A 192.0.2.1\nwww CNAME web.example.net.\n") << none;
        QTest::newRow("a host that an alias had") << Changes{change("1", "-www CNAME web"), change("2", "-web A 192.0.2.1")} << QByteArray()
                                                  << second;
        QTest::newRow("an alias in place of an address")
            << Changes{change("1", "-www A 192.0.2.1"), change("2", "+www CNAME web")} << QByteArray("web A 192.0.2.2\nwww CNAME web\n") << second;
        QTest::newRow("an address in place of an alias")
            << Changes{change("1", "-www CNAME web"), change("2", "+www A 192.0.2.1")} << QByteArray("web A 192.0.2.2\nwww A 192.0.2.1\n") << second;
        QTest::newRow("edited twice") << Changes{{QStringLiteral("1"), record("www A 192.0.2.1"), record("www A 192.0.2.2")},
                                                 {QStringLiteral("2"), record("www A 192.0.2.2"), record("www A 192.0.2.3")}}
                                      << QByteArray("www A 192.0.2.3\n") << second;
        QTest::newRow("nothing in common") << Changes{change("1", "+web A 192.0.2.1"), change("2", "+www A 192.0.2.2")}
                                           << QByteArray("web A 192.0.2.1\nwww A 192.0.2.2\n") << none;
    }
    void whatCannotStayGoesToo()
    {
        QFETCH(QList<RecordChange>, changes);
        QFETCH(QByteArray, staged);
        const QList<Record> records = ZoneFile::parse({}, zoneOf(staged), origin).records();
        QTEST(neededChanges(changes, {QStringLiteral("1")}, records, origin), "needed");
        QFETCH(QStringList, needed);
        // Where included files may hold the address, hosts are no reason.
        if (QByteArrayView(QTest::currentDataTag()) == "a mail server")
            QCOMPARE(neededChanges(changes, {QStringLiteral("1")}, records, origin, false), QStringList());
    }
};

LOCKSTEP_SUITE(TestLinesEdit)
#include "tst_linesedit.moc"
