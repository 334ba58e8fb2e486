// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/zonediff.h"
#include "tests/support/suite.h"

#include <QDir>

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);

const QByteArray sample = "; a zone\n"
                          "$TTL 1h\n"
                          "@\tIN SOA ns1 host (\n"
                          "\t\t2026112301 ; serial\n"
                          "\t\t2h 1h 2w 1h )\n"
                          "\tIN NS ns1\n"
                          "ns1\tIN A 192.0.2.1\n"
                          "www\t300 IN A 192.0.2.80 ; the web\n"
                          "\tAAAA 2001:db8::1\n"
                          "txt TXT \"a;b\" \"c (d\"\n";

ZoneFile zone(const QByteArray &text) { return ZoneFile::parse(QStringLiteral("z.db"), text, origin); }

} // namespace

class TestZoneFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsAreRead()
    {
        const ZoneFile file = zone(sample);
        QVERIFY2(file.diagnostics().isEmpty(), file.diagnostics().isEmpty() ? "" : qPrintable(errorText(file.diagnostics()[0])));
        QCOMPARE(file.records().size(), 6);
        QCOMPARE(*file.serial(), 2026112301U);
        QCOMPARE(file.records()[3].ttl, 300U);
        QCOMPARE(file.records()[3].line, 8);
        QCOMPARE(nameToText(file.records()[4].owner), QByteArray("www.example.net."));
        QCOMPARE(rdataToText(28, file.records()[4].rdata), QByteArray("2001:db8::1"));
    }

    void faultsHaveAPlaceAndStopNothing()
    {
        const ZoneFile file = zone("$TTL 60\n@ SOA a b 1 2 3 4 5\na A 1.2.3\nb A 1.2.3.4\nc NOPE x\n\"\nother.org. A 1.2.3.4\n$FOO\n");
        QList<int> lines;
        for (const Error &fault : file.diagnostics())
            lines.append(fault.origin.line);
        QCOMPARE(lines, QList<int>({3, 5, 6, 8}));
        QCOMPARE(file.warnings().size(), 1); // named passes over what is outside the zone
        QCOMPARE(file.warnings().first().code, QStringLiteral("zone.outside"));
        QCOMPARE(file.warnings().first().origin.line, 7);
        QCOMPARE(file.records().size(), 2);
    }

    void editsLeaveEveryOtherByte_data()
    {
        QTest::addColumn<QByteArray>("edit"); // "owner|before|after"
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("changed data keeps TTL, class and comment")
            << QByteArray("www|A 192.0.2.80|A 192.0.2.81") << QByteArray("A 192.0.2.80 ;") << QByteArray("A 192.0.2.81 ;");
        QTest::newRow("a new TTL rewrites the record, not its comment")
            << QByteArray("www|A 192.0.2.80|60 A 192.0.2.80") << QByteArray("300 IN A 192.0.2.80 ;") << QByteArray("60 A 192.0.2.80 ;");
        QTest::newRow("a record is added behind its name")
            << QByteArray("ns1||AAAA 2001:db8::2") << QByteArray("A 192.0.2.1\n") << QByteArray("A 192.0.2.1\nns1\tAAAA 2001:db8::2\n");
        QTest::newRow("a new name comes last") << QByteArray("new||60 A 192.0.2.9") << QByteArray("\"c (d\"\n")
                                               << QByteArray("\"c (d\"\nnew\t60 A 192.0.2.9\n");
        QTest::newRow("a removed record hands its name on")
            << QByteArray("www|A 192.0.2.80|") << QByteArray("www\t300 IN A 192.0.2.80 ; the web\n\tAAAA") << QByteArray("www\tAAAA");
        QTest::newRow("a removed record without name goes alone")
            << QByteArray("www|AAAA 2001:DB8:0::1|") << QByteArray("\tAAAA 2001:db8::1\n") << QByteArray();
    }

    void editsLeaveEveryOtherByte()
    {
        QFETCH(QByteArray, edit);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const QList<QByteArray> words = edit.split('|');
        const ZoneFile file = zone(sample);
        const Result<QByteArray> text = words[1].isEmpty()   ? file.added(words[0], words[2])
                                        : words[2].isEmpty() ? file.removed(words[0], words[1])
                                                             : file.changed(words[0], words[1], words[2]);
        QVERIFY2(text, text ? "" : qPrintable(errorText(text.error())));
        QCOMPARE(sample.count(from), 1);
        QCOMPARE(*text, QByteArray(sample).replace(from, to));
        QVERIFY(zone(*text).diagnostics().isEmpty());
        QCOMPARE(zoneDiff(file.records(), zone(*text).records()).rows.size(), 1);
    }

    void badEditsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("owner");
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QString>("code");
        QTest::newRow("bad address") << QByteArray("a") << QByteArray("A 1.2.3") << QStringLiteral("zone.rdata");
        QTest::newRow("a second line") << QByteArray("a") << QByteArray("A 1.2.3.4\nb A 1.2.3.4") << QStringLiteral("zone.rdata");
        QTest::newRow("an open quote") << QByteArray("a") << QByteArray("TXT \"x") << QStringLiteral("zone.rdata");
        QTest::newRow("an empty label") << QByteArray("a..b") << QByteArray("A 1.2.3.4") << QStringLiteral("zone.name");
        QTest::newRow("another zone") << QByteArray("a.org.") << QByteArray("A 1.2.3.4") << QStringLiteral("zone.outside");
        QTest::newRow("there already") << QByteArray("www") << QByteArray("A 192.0.2.80") << QStringLiteral("zone.record.exists");
        QTest::newRow("no type") << QByteArray("a") << QByteArray("300") << QStringLiteral("zone.type");
    }

    void badEditsAreRefused()
    {
        QFETCH(QByteArray, owner);
        QFETCH(QByteArray, record);
        QFETCH(QString, code);
        const auto added = zone(sample).added(owner, record);
        QVERIFY(!added);
        QCOMPARE(added.error().code, code);
    }

    // Without a record above it, what is added must still be read.
    void anAddedRecordIsRead()
    {
        QCOMPARE(zone("; nothing\n").added("a", "A 192.0.2.1").error().code, QStringLiteral("zone.nottl"));
        QCOMPARE(zone("$TTL ( 60\n").added("a", "60 A 192.0.2.1").error().code, QStringLiteral("zone.open"));
        QCOMPARE(*zone("$TTL 60").added("a", "A 192.0.2.1"), QByteArray("$TTL 60\na.example.net.\tA 192.0.2.1\n"));
    }

    void theSerialAloneChanges()
    {
        const ZoneFile file = zone(sample);
        const auto text = file.withSerial(7);
        QCOMPARE(*text, QByteArray(sample).replace("2026112301", "7"));
        const ZoneDifference difference = zoneDiff(file.records(), zone(*text).records());
        QVERIFY(difference.serialOnly);
        QVERIFY(difference.rows.isEmpty());
    }

    void serialsRise()
    {
        const qint64 now = 1795000000000; // 2026-11-18
        QCOMPARE(nextSerial(SerialStyle::Date, {5}, now), 2026111801U);
        QCOMPARE(nextSerial(SerialStyle::Date, {2026111801U, 2026111807U}, now), 2026111808U);
        QCOMPARE(nextSerial(SerialStyle::PlusOne, {0xFFFFFFFFU}, now), 1U);
        QCOMPARE(nextSerial(SerialStyle::UnixTime, {1}, now), 1795000000U);
        QCOMPARE(nextSerial(SerialStyle::Date, {4000000000U}, now), 4000000001U);
        QVERIFY(serialIsAbove(1, 0xFFFFFFFFU));
    }

    void includesAndGenerateCount()
    {
        const auto reader = [](const QString &name) -> Result<QByteArray> {
            if (name == QLatin1String("part.db"))
                return QByteArray("in A 192.0.2.7\n");
            return fail(QStringLiteral("file.missing"), {name});
        };
        const ZoneFile file = ZoneFile::parse(QStringLiteral("z.db"),
                                              "$TTL 60\n@ SOA a b 1 2 3 4 5\n$INCLUDE part.db sub\n$GENERATE 1-3 g${0,2,d} A 10.0.0.$\n"
                                              "$INCLUDE gone.db\n",
                                              origin, reader);
        QCOMPARE(file.records().size(), 5);
        QCOMPARE(nameToText(file.records()[1].owner), QByteArray("in.sub.example.net."));
        QCOMPARE(nameToText(file.records()[4].owner), QByteArray("g03.example.net."));
        QCOMPARE(file.diagnostics().size(), 1);
        QCOMPARE(file.diagnostics()[0].origin.line, 5);
        QCOMPARE(file.removed("in.sub", "A 192.0.2.7").error().code, QStringLiteral("zone.record.elsewhere"));
    }

    // As named-compilezone has it: the name goes back, the time to live does not.
    void whatFollowsGeneratedRecords()
    {
        const ZoneFile file = zone("@ 60 SOA a b 1 2 3 4 5\nns 50 A 192.0.2.1\n$GENERATE 1-2 g$ 99 A 10.0.0.$\n\tTXT x\n");
        QCOMPARE(file.records().size(), 5);
        QCOMPARE(nameToText(file.records().last().owner), QByteArray("ns.example.net."));
        QCOMPARE(file.records().last().ttl, 99U);
    }

    void layoutMeansNothing()
    {
        const ZoneFile one = zone("$TTL 60\n@ SOA a b 1 2 3 4 5\nx A 1.1.1.1\ny MX 10 Mail\n");
        const ZoneFile two = zone("$ORIGIN example.net.\n@ 1m IN SOA A.example.net. b ( 1\n 2 3 4\n 5 )\n\n"
                                  "Y.example.net.   60 MX 10\tmail.EXAMPLE.net. ; c\n$ORIGIN net.\nx.example IN 60 A 1.1.1.1\n");
        QVERIFY(two.diagnostics().isEmpty());
        QVERIFY(zoneDiff(one.records(), two.records()).isEmpty());
    }

    void realFilesArePrintedBackByteForByte()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with BIND's own zone files is not beside this checkout.");
        QDir folder(sharedFolder() + QStringLiteral("/data/bind/zones"));
        int files = 0;
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QByteArray joined;
            for (const ZoneEntry &entry : lexZone(text))
                joined += text.sliced(entry.begin, entry.end - entry.begin);
            QVERIFY2(joined == text, qPrintable(name));
            QVERIFY2(zone(text).print() == text, qPrintable(name));
            ++files;
        }
        qInfo("%d zone files", files);
        QVERIFY(files > 300);
    }
};

LOCKSTEP_SUITE(TestZoneFile)
#include "tst_zonefile.moc"
