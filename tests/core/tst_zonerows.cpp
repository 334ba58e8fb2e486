// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/zonefile.h"
#include "core/zone/zonerows.h"
#include "tests/support/recordsamples.h"
#include "tests/support/suite.h"

#include <QDir>

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);

const QByteArray sample = "; example.net\n"                    // 0
                          "$TTL 1h\n"                          // 1
                          "@\tIN SOA ns1 host ( ; the start\n" // 2
                          "\t\t2026112301 ; serial\n"
                          "\t\t2h 1h 2w 1h )\n"
                          "\n"                   // 3
                          "; --- name servers\n" // 4
                          "; two of them\n"
                          "\tIN NS ns1\n"                        // 5
                          "\tIN NS ns2\n"                        // 6
                          "ns1\tIN A 192.0.2.1\n"                // 7
                          "www   300 IN A    192.0.2.80 ; web\n" // 8
                          "          IN AAAA 2001:db8::1\n"      // 9
                          ";old\tIN A 192.0.2.9\n"               // 10
                          ";~ tmp\tIN TXT ( \"a;b\"\n"           // 11
                          ";~ \t\"c\" ) ; later\n"
                          "bad\tIN A 1.2.3\n"  // 12
                          "$INCLUDE more.db\n" // 13
                          "; the end\n";       // 14

ZoneRows rowsOf(const QByteArray &text) { return ZoneRows::parse(QStringLiteral("z.db"), text, origin); }

QByteArray letters(const ZoneRows &rows)
{
    QByteArray kinds;
    for (const FileRow &row : rows.rows())
        kinds += "RDC$ !"[int(row.kind)];
    return kinds;
}

bool coversAll(const ZoneRows &rows)
{
    QByteArray joined;
    for (qsizetype i = 0; i < rows.rows().size(); ++i)
        joined += rows.bytesOf(i);
    return joined == rows.text();
}

// "owner|ttl|type|data|comment", where "=" leaves the field as it is.
RecordText edited(const RecordText &old, const QByteArray &line)
{
    const QList<QByteArray> words = line.split('|');
    const auto pick = [&](int i, const QByteArray &was) { return words.value(i) == "=" ? was : words.value(i); };
    return {pick(0, old.owner), pick(1, old.ttl), pick(2, old.type), pick(3, old.data), pick(4, old.comment)};
}

Result<QByteArray> apply(const ZoneRows &rows, const QByteArray &verb, qsizetype row, const QByteArray &with)
{
    const RecordText old = row >= 0 ? rows.rows()[row].text : RecordText();
    return verb == "change"    ? rows.changed(row, edited(old, with))
           : verb == "add"     ? rows.added(row, edited({}, with))
           : verb == "remove"  ? rows.removed(row)
           : verb == "disable" ? rows.disabled(row)
           : verb == "enable"  ? rows.enabled(row)
           : verb == "comment" ? rows.withComment(row, with)
           : verb == "addtext" ? rows.addedComment(row, with)
                               : rows.withLine(row, with);
}

} // namespace

class TestZoneRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The one before counts on: a record that is added below finds its time to live.
    void aWrongTtlTakesNoneAway()
    {
        const QByteArray text = "$TTL 1h\n@ SOA ns h 1 2 3 4 5\n$TTL 1h[\nns A 192.0.2.1\n";
        const ZoneRows rows = ZoneRows::parse(QStringLiteral("zone"), text, QByteArray("\7example\3net\0", 13));
        QCOMPARE(rows.rows().size(), 4);
        QCOMPARE(rows.rows()[2].kind, FileRow::Kind::Fault);
        QCOMPARE(rows.rows()[3].ttl, 3600U);
        const auto added = rows.added(2, {"www", {}, "A", "192.0.2.2", {}});
        QVERIFY(added);
        const ZoneRows more = ZoneRows::parse(QStringLiteral("zone"), *added, QByteArray("\7example\3net\0", 13));
        QCOMPARE(more.rows()[3].kind, FileRow::Kind::Record);
        QCOMPARE(more.rows()[3].ttl, 3600U);
        const ZoneFile whole = ZoneFile::parse(QStringLiteral("zone"), text, QByteArray("\7example\3net\0", 13));
        QCOMPARE(whole.records().last().ttl, 3600U);
        QCOMPARE(whole.diagnostics().size(), 1);
    }

    void rowsAreReadInFileOrder()
    {
        const ZoneRows rows = rowsOf(sample);
        QCOMPARE(letters(rows), QByteArray("C$R CRRRRRDD!$C"));
        QVERIFY(coversAll(rows));
        const QList<FileRow> &all = rows.rows();
        QVERIFY(all[0].head);
        QVERIFY(all[4].head);
        QVERIFY(!all[14].head);
        QCOMPARE(all[4].shown, QByteArray("--- name servers\ntwo of them"));
        QCOMPARE(all[2].text, (RecordText{"@", {}, "SOA", "ns1 host 2026112301 2h 1h 2w 1h", "the start"}));
        QCOMPARE(all[5].text.owner, QByteArray());
        QCOMPARE(nameToText(all[5].name, origin), QByteArray("@"));
        QCOMPARE(all[5].ttl, 3600U);
        QCOMPARE(all[8].text, (RecordText{"www", "300", "A", "192.0.2.80", "web"}));
        QCOMPARE(all[9].ttl, 3600U);
        QCOMPARE(all[10].text, (RecordText{"old", {}, "A", "192.0.2.9", {}}));
        QCOMPARE(all[11].text, (RecordText{"tmp", {}, "TXT", "\"a;b\" \"c\"", {}}));
        QCOMPARE(all[12].fault->origin.line, 17);
        QCOMPARE(all[12].fault->code, QStringLiteral("zone.rdata"));
        QCOMPARE(all[13].shown, QByteArray("$INCLUDE more.db"));
        QCOMPARE(rows.lastRecord(), 13);
    }

    void onlyLinesThatAreRecordsAreDisabledOnes_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("disabled");
        const auto row = [](const char *line, bool disabled) { QTest::newRow(line) << QByteArray(line) << disabled; };
        row(";www A 192.0.2.1", true);
        row(";www 300 IN A 192.0.2.1 ; was the web", true);
        row(";*.lab A 192.0.2.1", true);
        row(";~ www a 192.0.2.1", true);
        row("; www A 192.0.2.1", false);
        row(";www a 192.0.2.1", false);
        row(";www A 192.0.2", false);
        row(";see NS", false);
        row(";;www A 192.0.2.1", false);
        row(";www TXT \"open", false);
        row(";~ nothing of the kind", false);
        row(";~ ", false);
        row(";$TTL 300", false);
        row(";", false);
    }

    void onlyLinesThatAreRecordsAreDisabledOnes()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, disabled);
        for (const QByteArray &end : {QByteArray("\n"), QByteArray("\r\n"), QByteArray()}) {
            const ZoneRows rows = rowsOf("$TTL 60" + QByteArray(end.isEmpty() ? "\n" : end) + line + end);
            QCOMPARE(letters(rows), disabled ? QByteArray("$D") : QByteArray("$C"));
            QVERIFY(coversAll(rows));
        }
    }

    void editsChangeTheirBytesAlone_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("row");
        QTest::addColumn<QByteArray>("with");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        const auto row = [](const char *name, const char *verb, int at, const char *with, const char *from, const char *to) {
            QTest::newRow(name) << QByteArray(verb) << at << QByteArray(with) << QByteArray(from) << QByteArray(to);
        };
        row("data", "change", 8, "=|=|=|192.0.2.81|=", "A    192.0.2.80 ; web", "A    192.0.2.81 ; web");
        row("a comment", "change", 8, "=|=|=|=|the web", "; web", "; the web");
        row("a comment that was not there", "change", 7, "=|=|=|=|first", "192.0.2.1\n", "192.0.2.1 ; first\n");
        row("no comment any more", "change", 8, "=|=|=|=|", " ; web", "");
        row("a TTL", "change", 8, "=|600|=|=|=", "www   300 IN", "www   600 IN");
        row("no TTL any more", "change", 8, "=||=|=|=", "www   300 IN", "www   IN");
        row("a TTL that was not there", "change", 7, "=|1d|=|=|=", "ns1\tIN A", "ns1\t1d\tIN A");
        row("a TTL in a line without owner", "change", 9, "=|60|=|=|=", "          IN AAAA", "          60 IN AAAA");
        row("a type with its data", "change", 7, "=|=|CNAME|web|=", "IN A 192.0.2.1\n", "IN CNAME web\n");
        row("an owner keeps the columns, and the line below its name", "change", 8, "web|=|=|=|=", "www   300 IN A    192.0.2.80 ; web\n          IN",
            "web   300 IN A    192.0.2.80 ; web\nwww       IN");
        row("a longer owner", "change", 8, "www4|=|=|=|=", "www   300 IN A    192.0.2.80 ; web\n          IN",
            "www4  300 IN A    192.0.2.80 ; web\nwww       IN");
        row("an owner in a line without one", "change", 9, "web|=|=|=|=", "          IN AAAA", "web       IN AAAA");
        row("the same owner in other letters", "change", 8, "WWW|=|=|=|=", "www   300", "WWW   300");
        row("one word of data in parentheses keeps the lines", "change", 2, "=|=|=|ns1 host 7 2h 1h 2w 1h|=", "2026112301 ; serial", "7 ; serial");
        row("the comment of a first line", "change", 2, "=|=|=|=|it begins", "; the start", "; it begins");
        row("the first of an owner is removed", "remove", 8, "", "www   300 IN A    192.0.2.80 ; web\n          IN", "www       IN");
        row("the second of an owner is removed", "remove", 9, "", "          IN AAAA 2001:db8::1\n", "");
        row("what follows had no owner in a line with tabs", "remove", 2, "",
            "@\tIN SOA ns1 host ( ; the start\n\t\t2026112301 ; serial\n\t\t2h 1h 2w 1h )\n\n; --- name servers\n; two of them\n\tIN NS ns1",
            "\n; --- name servers\n; two of them\n@\tIN NS ns1");
        row("the first of an owner is disabled", "disable", 8, "", "www   300 IN A    192.0.2.80 ; web\n          IN",
            ";~ www   300 IN A    192.0.2.80 ; web\nwww       IN");
        row("one without owner gets it", "disable", 9, "", "          IN AAAA", ";~ www       IN AAAA");
        row("several lines are disabled", "disable", 2, "",
            "@\tIN SOA ns1 host ( ; the start\n\t\t2026112301 ; serial\n\t\t2h 1h 2w 1h )\n\n; --- name servers\n; two of them\n\tIN NS ns1",
            ";~ @\tIN SOA ns1 host ( ; the start\n;~ \t\t2026112301 ; serial\n;~ \t\t2h 1h 2w 1h )\n\n; --- name servers\n; two of them\n@\tIN NS ns1");
        row("what cannot be read is taken out", "disable", 12, "", "bad\tIN A 1.2.3\n", ";bad\tIN A 1.2.3\n");
        row("one disabled by hand is enabled", "enable", 10, "", ";old\t", "old\t");
        row("several lines are enabled", "enable", 11, "", ";~ tmp\tIN TXT ( \"a;b\"\n;~ \t\"c\" )", "tmp\tIN TXT ( \"a;b\"\n\t\"c\" )");
        row("a disabled one is changed", "change", 10, "=|=|=|192.0.2.8|=", ";old\tIN A 192.0.2.9", ";old\tIN A 192.0.2.8");
        row("a new one takes the columns", "add", 8, "api|300||A|", "", "");
        row("a comment line", "comment", 4, "--- servers\ntwo of them", "; --- name servers\n", "; --- servers\n");
        row("a comment grows", "comment", 14, "the end\n\nreally", "; the end\n", "; the end\n;\n; really\n");
        row("a comment is added", "addtext", 7, "here", "ns1\tIN A 192.0.2.1\n", "ns1\tIN A 192.0.2.1\n; here\n");
        row("a directive", "line", 1, "$TTL 2h", "$TTL 1h", "$TTL 2h");
        row("a broken line is mended", "line", 12, "bad\tIN A 1.2.3.4", "bad\tIN A 1.2.3\n", "bad\tIN A 1.2.3.4\n");
        row("a comment is removed", "remove", 4, "", "; --- name servers\n; two of them\n", "");
    }

    void editsChangeTheirBytesAlone()
    {
        QFETCH(QByteArray, verb);
        QFETCH(int, row);
        QFETCH(QByteArray, with);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        if (from.isEmpty() && to.isEmpty()) {
            with = "api|300|A|192.0.2.7|new";
            from = "; web\n          IN";
            to = "; web\napi   300 IN A    192.0.2.7  ; new\nwww       IN";
        }
        const ZoneRows rows = rowsOf(sample);
        QCOMPARE(sample.count(from), 1);
        const Result<QByteArray> text = apply(rows, verb, row, with);
        QVERIFY2(text, text ? "" : qPrintable(errorText(text.error())));
        QCOMPARE(*text, QByteArray(sample).replace(from, to));
        QVERIFY(coversAll(rowsOf(*text)));
        // Windows' line ends stay what they are.
        const auto crlf = [](QByteArray one) { return one.replace("\n", "\r\n"); };
        const Result<QByteArray> other = apply(rowsOf(crlf(sample)), verb, row, with);
        QVERIFY(other);
        QCOMPARE(*other, crlf(*text));
    }

    void whatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QByteArray>("with");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, int at, const char *with, const char *code) {
            QTest::newRow(name) << at << QByteArray(with) << QString::fromLatin1(code);
        };
        row("an address that is none", 8, "=|=|=|192.0.2.|=", "zone.rdata");
        row("a second line", 8, "=|=|=|192.0.2.1\nx A 192.0.2.2|=", "zone.rdata");
        row("a comment in the data", 8, "=|=|=|192.0.2.1 ; x|=", "zone.rdata");
        row("an open parenthesis", 8, "=|=|=|( 192.0.2.1|=", "zone.rdata");
        row("no data", 8, "=|=|=||=", "zone.rdata");
        row("an empty label", 8, "a..b|=|=|=|=", "zone.name");
        row("two words", 8, "a b|=|=|=|=", "zone.name");
        row("a directive's name", 8, "$TTL|=|=|=|=", "zone.name");
        row("another zone", 8, "www.example.org.|=|=|=|=", "zone.outside");
        row("no TTL", 8, "=|soon|=|=|=", "zone.ttl");
        row("no type", 8, "=|=|NOPE|=|=", "zone.type");
        row("the class as a type", 8, "=|=|IN|=|=", "zone.type");
        row("a comment row is no record", 4, "a|=|A|192.0.2.1|=", "zone.row");
        row("a first record without owner", 2, "|=|=|=|=", "zone.noowner");
    }

    void whatDoesNotFitIsRefused()
    {
        QFETCH(int, row);
        QFETCH(QByteArray, with);
        QFETCH(QString, code);
        const ZoneRows rows = rowsOf(sample);
        const Result<QByteArray> text = rows.changed(row, edited(rows.rows()[row].text, with));
        QVERIFY(!text);
        QCOMPARE(text.error().code, code);
    }

    // What would be taken in by the parenthesis is not written there.
    void nothingStandsBehindAnOpenParenthesis()
    {
        const RecordText record{"b", "60", "A", "192.0.2.2", {}};
        const ZoneRows rows = rowsOf("a 60 A 192.0.2.1\nx TXT ( y\n");
        const Result<QByteArray> text = rows.added(1, record);
        QVERIFY(!text);
        QCOMPARE(text.error().code, QStringLiteral("zone.open"));
        QCOMPARE(text.error().origin.line, 2);
        QVERIFY(rows.added(0, record).has_value());
        QVERIFY(rowsOf("a 60 A 192.0.2.1\nx TXT \"y\n").added(1, record).has_value()); // a quotation mark ends with its line
    }

    // It would be another's whenever something is added above.
    void aMarkedLineWithoutAnOwnerIsAComment()
    {
        const ZoneRows rows = rowsOf("$TTL 60\na A 192.0.2.1\n;~ \tTXT x\n;~ b TXT x\n");
        QVERIFY(rows.rows()[2].kind == FileRow::Kind::Comment && rows.rows()[3].kind == FileRow::Kind::Disabled);
        QCOMPARE(*rows.changed(3, {{}, {}, "TXT", "y", {}}), QByteArray("$TTL 60\na A 192.0.2.1\n;~ \tTXT x\n;~ a TXT y\n"));
    }

    // A record without an owner has the one that could be read last, and keeps it.
    void anOwnerThatCannotBeReadIsNobodys()
    {
        const ZoneRows rows = rowsOf("$TTL 60\na A 192.0.2.1\nb A 192.0.2.2\nx..y A 192.0.2.3\n A 192.0.2.4\n");
        QVERIFY(rows.rows()[3].kind == FileRow::Kind::Fault && rows.rows()[3].name.isEmpty());
        QCOMPARE(*rows.removed(2), QByteArray("$TTL 60\na A 192.0.2.1\nx..y A 192.0.2.3\nb A 192.0.2.4\n"));
    }

    void anEmptyFileTakesItsFirstLines()
    {
        const Result<QByteArray> soa = rowsOf({}).added(-1, {"@", "3600", "SOA", "ns1 host 1 2 3 4 5", {}});
        QVERIFY(soa);
        QCOMPARE(*soa, QByteArray("@\t3600\tSOA\tns1 host 1 2 3 4 5\n"));
        const ZoneRows rows = rowsOf(soa->chopped(1)); // without a line end
        const Result<QByteArray> next = rows.added(rows.lastRecord(), {{}, {}, "NS", "ns1", "x"});
        QVERIFY(next);
        QCOMPARE(*next, *soa + "@\t\tNS\tns1 ; x\n");
        QCOMPARE(rowsOf("").added(-1, {"a", {}, "A", "192.0.2.1", {}}).error().code, QStringLiteral("zone.nottl"));
    }

    void everyTypeCanBeWritten()
    {
        for (const RecordSample &one : recordSamples()) {
            const ZoneRows rows = rowsOf(sample);
            const Result<QByteArray> text = rows.added(9, {"x", {}, one.type, one.data, "c"});
            QVERIFY2(text, (one.type + ' ' + one.data).constData());
            const ZoneRows again = rowsOf(*text);
            QCOMPARE(again.rows()[10].kind, FileRow::Kind::Record);
            QCOMPARE(again.rows()[10].text.comment, QByteArray("c"));
            const Result<QByteArray> off = again.disabled(10);
            QVERIFY(off);
            QCOMPARE(rowsOf(*off).rows()[10].kind, FileRow::Kind::Disabled);
            QCOMPARE(*rowsOf(*off).enabled(10), *text);
            QCOMPARE(*again.removed(10), sample);
        }
    }

    // Rows are the bytes of the file, they say what ZoneFile says, and an edit of one row touches no other.
    void realFilesKeepTheirBytes()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with BIND's own zone files is not beside this checkout.");
        const QDir folder(sharedFolder() + QStringLiteral("/data/bind/zones"));
        int edits = 0;
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            const ZoneRows rows = rowsOf(text);
            QVERIFY2(coversAll(rows), qPrintable(name));
            QList<QByteArray> data;
            for (const FileRow &row : rows.rows()) {
                if (row.kind == FileRow::Kind::Record && !row.fault)
                    data.append(row.name + char(row.type) + QByteArray::number(row.ttl));
            }
            QList<QByteArray> expected;
            const ZoneFile whole = ZoneFile::parse({}, text, origin);
            for (const Record &record : whole.records())
                expected.append(record.owner + char(record.type) + QByteArray::number(record.ttl));
            if (!text.toUpper().contains("$GENERATE"))
                QVERIFY2(data == expected, qPrintable(name));
            for (qsizetype i = 0; i < rows.rows().size(); i += std::max<qsizetype>(1, rows.rows().size() / 12)) {
                const FileRow &row = rows.rows()[i];
                if (row.kind != FileRow::Kind::Record || row.fault)
                    continue;
                RecordText to = row.text;
                to.comment = "noted";
                const Result<QByteArray> after = rows.changed(i, to);
                QVERIFY2(after, qPrintable(name + (after ? QString() : errorText(after.error()))));
                QVERIFY2(after->startsWith(text.first(row.begin)) && after->endsWith(text.sliced(row.end)), qPrintable(name));
                const ZoneRows again = rowsOf(*after);
                QVERIFY2(again.rows().size() == rows.rows().size() && again.rows()[i].text == to, qPrintable(name));
                const Result<QByteArray> off = rows.disabled(i);
                QVERIFY2(off && off->startsWith(text.first(row.begin)), qPrintable(name));
                ++edits;
            }
        }
        QVERIFY2(edits > 1000, QByteArray::number(edits).constData());
    }
};

LOCKSTEP_SUITE(TestZoneRows)
#include "tst_zonerows.moc"
