// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/datafields.h"
#include "core/zone/rrtypes.h"
#include "core/zone/wire.h"
#include "tests/support/recordsamples.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

QByteArray in(QByteArrayView text, TextSpan span) { return text.sliced(span.begin, span.end - span.begin).toByteArray(); }

const QByteArray root(1, '\0');

// The data as Lockstep shows them.
QByteArray shown(int type, const QByteArray &data)
{
    const Result<QByteArray> wire = rdataToWire(type, data, root);
    return wire ? rdataToText(type, *wire) : "not read: " + data;
}

QByteArray told(const QList<FieldMark> &marks, const QByteArray &before, const QByteArray &after)
{
    QByteArrayList all;
    for (const FieldMark &mark : marks)
        all.append(mark.name + ' ' + in(before, mark.before) + "->" + in(after, mark.after));
    return all.join("; ");
}

} // namespace

class TestDataFields : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Every type that has a text form has names, and as many as its letters have fields.
    void everyTypeHasNames()
    {
        int seen = 0;
        for (int number = 0; number < 65536; ++number) {
            const RrType *type = rrType(number);
            const bool named = type && type->fields;
            seen += named;
            QVERIFY2((fieldsSource(number) != nullptr) == named, QByteArray::number(number).constData());
        }
        QVERIFY(seen > 70);
    }

    // Nothing of the data is outside a field, and fields do not overlap.
    void fieldsAreTheData()
    {
        for (const RecordSample &sample : recordSamples()) {
            const int type = typeFromText(sample.type);
            const QByteArray text = shown(type, sample.data);
            const QList<DataField> fields = dataFields(type, text);
            qsizetype end = -1;
            for (const DataField &field : fields) {
                QCOMPARE(field.span.begin, end + 1);
                QVERIFY(!field.name.isEmpty());
                end = field.span.end;
            }
            QCOMPARE(end, text.size());
            const RrType *known = rrType(type);
            if (!known || text.startsWith("\\#")) {
                QCOMPARE(fields.size(), 1);
                continue;
            }
            // Letters that stand for one word each are a field each.
            const QByteArray letters(known->fields);
            const bool plain = std::ranges::none_of(letters, [](char c) { return QByteArrayView("?SVmABDGHIOPRWZ").contains(c); });
            QVERIFY2(!plain || fields.size() == letters.size(), sample.type.constData());
        }
    }

    void oneFieldIsMarked_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *type, const QByteArray &before, const QByteArray &after, const QByteArray &expected) {
            QTest::addRow("%s %s", type, expected.constData()) << QByteArray(type) << before << after << expected;
        };
        row("A", "192.0.2.1", "192.0.2.2", "address 192.0.2.1->192.0.2.2");
        row("SOA", "a. b. 1 2 3 4 5", "a. b. 2 2 3 4 5", "serial 1->2");
        row("SOA", "a. b. 1 2 3 4 5", "c. b. 1 2 9 4 5", "mname a.->c.; retry 3->9");
        row("SOA", "a. b. 1 2 3 4 5", "a. c. 1 6 3 7 8", "rname b.->c.; refresh 2->6; expire 4->7; minimum 5->8");
        row("MX", "10 a.", "20 a.", "preference 10->20");
        row("MX", "10 a.", "10 b.", "exchange a.->b.");
        row("SRV", "1 2 3 a.", "5 6 7 b.", "priority 1->5; weight 2->6; port 3->7; target a.->b.");
        row("SRV", "1 2 3 a.", "1 2 4 a.", "port 3->4");
        row("NAPTR", "1 2 \"s\" \"x y\" \"\" a.", "1 2 \"u\" \"x z\" \"!a b!\" .",
            "flags \"s\"->\"u\"; services \"x y\"->\"x z\"; regexp \"\"->\"!a b!\"; replacement a.->.");
        row("CAA", "0 issue \"a; b\"", "128 issuewild \"a; c\"", "flags 0->128; tag issue->issuewild; value \"a; b\"->\"a; c\"");
        row("TXT", "\"a\" \"b c\" \"d\"", "\"a\" \"b x\" \"d\"", "txt-data \"b c\"->\"b x\"");
        row("TXT", "\"a\" \"b\"", "\"new\" \"a\" \"b\"", "txt-data ->\"new\"");
        row("TXT", "\"a\" \"b\" \"c\"", "\"a\" \"c\"", "txt-data \"b\"->");
        row("TXT", "\"q \\\" ; (\" \"b\"", "\"q \\\" ; )\" \"b\"", "txt-data \"q \\\" ; (\"->\"q \\\" ; )\"");
        row("TXT", "\"a\" \"c\" \"d\"", "\"c\" \"c\" \"d\"", "txt-data \"a\"->\"c\"");
        row("HINFO", "\"a b\" \"c\"", "\"a b\" \"d\"", "os \"c\"->\"d\"");
        row("ISDN", "\"1\"", "\"1\" \"2\"", "sa ->\"2\"");
        row("DS", "1 8 2 " + QByteArray(64, '0'), "2 13 2 " + QByteArray(64, '1'),
            "key-tag 1->2; algorithm 8->13; digest " + QByteArray(64, '0') + "->" + QByteArray(64, '1'));
        row("DNSKEY", "256 3 8 AQID", "257 3 13 AQIE", "flags 256->257; algorithm 8->13; public-key AQID->AQIE");
        row("RRSIG", "A 8 2 300 20300101000000 20200101000000 1 a. AQID", "MX 13 3 600 20310101000000 20210101000000 2 b. AQIE",
            "type-covered A->MX; algorithm 8->13; labels 2->3; original-ttl 300->600; expiration 20300101000000->20310101000000; "
            "inception 20200101000000->20210101000000; key-tag 1->2; signer a.->b.; signature AQID->AQIE");
        row("NSEC", "a. A NS", "b. A NS MX", "next-domain-name a.->b.; types A NS->A NS MX");
        row("NSEC3", "1 0 1 AB 0P9MHAVEQVM6T7VBL5LOP2U3T2RP3TOM A", "1 1 2 - 0P9MHAVEQVM6T7VBL5LOP2U3T2RP3TOM A NS",
            "flags 0->1; iterations 1->2; salt ab->-; types A->A NS");
        row("NSEC3PARAM", "1 0 1 AB", "1 0 0 -", "iterations 1->0; salt ab->-");
        row("TLSA", "3 1 1 " + QByteArray(64, '0'), "2 0 2 " + QByteArray(128, '0'),
            "certificate-usage 3->2; selector 1->0; matching-type 1->2; association-data " + QByteArray(64, '0') + "->" + QByteArray(128, '0'));
        row("SSHFP", "1 1 " + QByteArray(40, '0'), "4 1 " + QByteArray(40, '0'), "algorithm 1->4");
        row("SVCB", "1 a. alpn=h2 port=8", "2 b. alpn=h3 port=8", "priority 1->2; target a.->b.; alpn alpn=\"h2\"->alpn=\"h3\"");
        row("HTTPS", "1 . alpn=h2 port=8", "1 . port=9 ipv4hint=192.0.2.1", "alpn alpn=\"h2\"->; port port=8->port=9; ipv4hint ->ipv4hint=192.0.2.1");
        row("HTTPS", "1 . key667=\"a b=c\" key668", "1 . key667=\"a b=d\" key668", "key667 key667=\"a b=c\"->key667=\"a b=d\"");
        row("HTTPS", "0 a.", "0 b.", "target a.->b.");
        row("LOC", "42 21 54 N 71 6 18 W -24m 30m", "42 22 54 N 71 6 18 W -25m 30m",
            "latitude 42 21 54.000 N->42 22 54.000 N; altitude -24.00m->-25.00m");
        row("LOC", "42 21 54 N 71 6 18 W 1m 1m 1m 1m", "42 21 54 N 71 6 18 E 1m 2m 3m 4m",
            "longitude 71 6 18.000 W->71 6 18.000 E; size 1m->2m; horizontal-precision 1m->3m; vertical-precision 1m->4m");
        row("APL", "1:192.0.2.0/24 !1:10.0.0.0/8", "1:192.0.2.0/24 2:ff00::/8 !1:10.0.0.0/8", "prefix ->2:ff00::/8");
        row("HIP", "2 AB AQID a. b.", "2 AC AQID a. c.", "hit ab->ac; rendezvous-server b.->c.");
        row("IPSECKEY", "1 1 2 192.0.2.1 AQID", "1 3 2 gw. AQID", "gateway-type 1->3; gateway 192.0.2.1->gw.");
        row("IPSECKEY", "1 0 0 .", "1 0 2 . AQID", "algorithm 0->2; public-key ->AQID");
        row("AMTRELAY", "1 0 1 192.0.2.1", "2 1 1 192.0.2.2", "precedence 1->2; discovery-optional 0->1; relay 192.0.2.1->192.0.2.2");
        row("A6", "64 ::1 a.", "128 a.", "prefix-length 64->128; address-suffix ::1->");
        row("WKS", "192.0.2.1 tcp 25 53", "192.0.2.1 tcp 25 80", "services 25 53->25 80");
        row("URI", "1 2 \"a b\"", "1 3 \"a c\"", "weight 2->3; target \"a b\"->\"a c\"");
        row("CSYNC", "1 3 A", "2 3 NS", "soa-serial 1->2; types A->NS");
        row("DSYNC", "CDS NOTIFY 5359 a.", "CDS 2 5360 b.", "scheme NOTIFY->2; port 5359->5360; target a.->b.");
        row("BRID", "AQID", "AQIE", "data AQID->AQIE");
        row("ZONEMD", "1 1 241 000102030405060708090a0b", "2 1 241 000102030405060708090a0c",
            "serial 1->2; digest 000102030405060708090a0b->000102030405060708090a0c");
        row("CERT", "PKIX 1 8 AQID", "PGP 2 8 AQID", "type PKIX->PGP; key-tag 1->2");
        row("RP", "a. b.", "a. c.", "txt-dname b.->c.");
        row("PX", "1 a. b.", "1 c. b.", "map822 a.->c.");
        row("DOA", "1 2 3 \"text/plain\" AQID", "1 2 3 \"text/html\" AQID", "media-type \"text/plain\"->\"text/html\"");
        row("TYPE65280", "\\# 2 0102", "\\# 2 0103", "data \\# 2 0102->\\# 2 0103");
    }

    void oneFieldIsMarked()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, expected);
        const QByteArray left = shown(typeFromText(type), before);
        const QByteArray right = shown(typeFromText(type), after);
        QCOMPARE(told(fieldMarks(typeFromText(type), left, right), left, right), expected);
        QVERIFY(fieldMarks(typeFromText(type), left, left).isEmpty());
    }

    // Where a string would stand that the other side does not have.
    void whatIsMissingHasAPlace()
    {
        const QList<FieldMark> marks = fieldMarks(rrtype::txt, "\"a\" \"c\"", "\"a\" \"b\" \"c\"");
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks[0].before, (TextSpan{3, 3}));
        QCOMPARE(marks[0].after, (TextSpan{4, 7}));
    }
};

LOCKSTEP_SUITE(TestDataFields)
#include "tst_datafields.moc"
