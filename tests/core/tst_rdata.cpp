// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/wire.h"
#include "tests/support/recordsamples.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {
const QByteArray origin = QByteArray("\7example\3net\0", 13);
}

class TestRdata : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dataComesBack_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("text");
        int number = 0;
        for (const RecordSample &sample : recordSamples())
            QTest::addRow("%d: %s %s", ++number, sample.type.constData(), sample.data.left(40).constData()) << sample.type << sample.data;
    }

    void dataComesBack()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, text);
        const int number = typeFromText(type);
        QVERIFY(number > 0);
        QCOMPARE(typeFromText(typeToText(number)), number);
        QCOMPARE(typeFromText("TYPE" + QByteArray::number(number)), number);
        const auto wire = rdataToWire(number, text, origin);
        QVERIFY2(wire, wire ? "" : qPrintable(errorText(wire.error())));
        const QByteArray shown = rdataToText(number, *wire);
        const auto again = rdataToWire(number, shown, origin);
        QVERIFY2(again, shown.constData());
        QVERIFY2(*again == *wire, (shown + ": " + wire->toHex() + " became " + again->toHex()).constData());
        QCOMPARE(rdataToText(number, *again), shown);
        // The form for unknown types (RFC 3597 5) says the same.
        const auto generic = rdataToWire(number, "\\# " + QByteArray::number(wire->size()) + ' ' + wire->toHex(), origin);
        QVERIFY2(generic, generic ? "" : qPrintable(errorText(generic.error())));
        QCOMPARE(generic->toHex(), wire->toHex());
    }

    void badDataIsRefused_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *type, const char *text) { QTest::addRow("%s %s", type, text) << QByteArray(type) << QByteArray(text); };
        row("A", "1.2.3");
        row("A", "1.2.3.256");
        row("A", "01.2.3.4.5");
        row("A", "192.0.2.1 192.0.2.2");
        row("A", "");
        row("AAAA", "2001:db8::1::2");
        row("AAAA", "192.0.2.1");
        row("MX", "mx1");
        row("MX", "65536 mx1");
        row("MX", "10");
        row("MX", "10 a..b");
        row("SRV", "1 2 3");
        row("SRV", "1 2 65536 a");
        row("CNAME", "");
        row("CNAME", "a b");
        row("TXT", "");
        row("CAA", "0 issue");
        row("CAA", "256 issue \"ca.example\"");
        row("CAA", "0 iss-ue \"ca.example\"");
        row("SSHFP", "4 2 xyz");
        row("TLSA", "3 1 1 012");
        row("TLSA", "3 1 1 01zz");
        row("DS", "12345 13 2 01234");
        row("DNSKEY", "257 3 13 ???");
        row("DNSKEY", "65536 3 13 AA==");
        row("NAPTR", "100 50 \"s\" \"x\" \"\"");
        row("HINFO", "\"PC\"");
        row("HTTPS", "1 . port=65536");
        row("HTTPS", "1 . port=\"65536\"");
        row("HTTPS", "65536 .");
        row("DS", "12345 13 256 0123");
        row("DS", "-1 13 2 0123");
        row("SSHFP", "4 2 01 2");
        row("URI", "10 65536 \"https://a\"");
        row("AVC", "");
        row("SOA", "a b 1 2 3 4");
        row("SOA", "a b 4294967296 2 3 4 5");
        row("EUI48", "00-00-5e-00-53");
        row("TYPE65280", "\\# 4 010203");
        row("TYPE65280", "\\# 2 010203");
        row("TYPE65280", "01020304");
        row("A", "\\# 3 C00002");
        row("CERT", "PKIX 1 RSASHA256 !!!");
    }

    void badDataIsRefused()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, text);
        const auto wire = rdataToWire(typeFromText(type), text, origin);
        QVERIFY2(!wire, wire ? wire->toHex().constData() : "");
        QCOMPARE(wire.error().code, QStringLiteral("zone.rdata"));
        QCOMPARE(wire.error().args.value(0).toUtf8(), typeToText(typeFromText(type)));
    }

    void wordsThatAreNoTypes()
    {
        for (const char *word : {"", "IN", "NOPE", "TYPE", "TYPE0", "TYPE65536", "TYPE-1", "TYPE1x", "AX", "\"A\""})
            QVERIFY2(typeFromText(word) == 0, word);
        QCOMPARE(typeFromText("aaaa"), 28);
        QCOMPARE(typeFromText("Type28"), 28);
    }

    // Bytes of a server that lies, or of a damaged object: shown somehow, and never fatal.
    void anyBytesCanBeShown()
    {
        quint32 seed = 3;
        const auto random = [&] { return (seed = seed * 1664525 + 1013904223) >> 8; };
        for (const RecordSample &sample : recordSamples()) {
            const int type = typeFromText(sample.type);
            const QByteArray wire = rdataToWire(type, sample.data, origin).value_or(QByteArray());
            for (int round = 0; round < 200; ++round) {
                QByteArray other = wire.left(qsizetype(random() % quint32(wire.size() + 1)));
                for (qsizetype i = 0; i < other.size(); ++i)
                    other[i] = random() % 8 == 0 ? char(random()) : other[i];
                const QByteArray shown = rdataToText(type, other);
                QVERIFY(!shown.contains('\n'));
            }
        }
    }
};

LOCKSTEP_SUITE(TestRdata)
#include "tst_rdata.moc"
