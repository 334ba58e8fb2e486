// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/rrtypes.h"
#include "core/zone/signingchange.h"
#include "core/zone/zonemeaning.h"
#include "tests/support/suite.h"

#include <QDateTime>
#include <QTimeZone>

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);
const QByteArray head = "$TTL 300\n@ SOA ns1 host 7 7200 3600 1209600 300\n@ NS ns1\nns1 A 192.0.2.1\n";

ZoneMeaning meaningOf(const QByteArray &before, const QByteArray &after)
{
    return zoneMeaning(origin, {QStringLiteral("before"), before}, {QStringLiteral("after"), after});
}

QByteArray in(const QByteArray &text, TextSpan span) { return text.sliced(span.begin, span.end - span.begin); }

QByteArray told(const ZonePlace &place) { return place.file.toUtf8() + ':' + QByteArray::number(place.line); }

// "~ mail MX: [~ preference 10->20]"
QByteArray told(const MeaningRow &row)
{
    static constexpr char kinds[] = {'+', '-', '~', 't'};
    static constexpr const char *pairs[] = {"=", "+", "-", "~", "t", "off", "on"};
    QByteArray text = kinds[int(row.kind)] + QByteArray(" ") + nameToText(row.owner, origin) + ' ' + typeToText(row.type) + ':';
    for (const RecordPair &pair : row.records) {
        if (pair.kind == RecordPair::Kind::Same)
            continue;
        const QByteArray before = row.textBefore(pair);
        const QByteArray after = row.textAfter(pair);
        text += QByteArray(" [") + pairs[int(pair.kind)];
        if (pair.kind != RecordPair::Kind::Changed)
            text += ' ' + (pair.before >= 0 ? before : after);
        if (pair.comment.line > 0)
            text += ' ' + told(pair.comment);
        for (const FieldMark &mark : pair.marks)
            text += ' ' + mark.name + ' ' + in(before, mark.before) + "->" + in(after, mark.after);
        text += ']';
    }
    return text;
}

// A line for everything that became of a zone.
QByteArray told(const ZoneMeaning &meaning)
{
    QByteArrayList lines;
    for (const MeaningRow &row : meaning.rows)
        lines.append(told(row));
    if (!meaning.isSerialSame() && meaning.serialBefore && meaning.serialAfter)
        lines.append("serial " + QByteArray::number(*meaning.serialBefore) + "->" + QByteArray::number(*meaning.serialAfter));
    const SigningChange &sum = meaning.signing;
    if (!sum.isEmpty()) {
        QByteArray line = "signed +" + QByteArray::number(sum.signaturesAdded) + " -" + QByteArray::number(sum.signaturesRemoved) + " ~" +
                          QByteArray::number(sum.signaturesRenewed) + " names " + QByteArray::number(sum.chainNames);
        if (sum.parametersBefore != sum.parametersAfter)
            line += " parameters " + sum.parametersBefore + "->" + sum.parametersAfter;
        lines.append(line + (sum.zoneDigest ? " digest" : ""));
    }
    for (const CommentChange &one : meaning.comments) {
        QByteArray line = QByteArray("comment ") + "+-~"[int(one.kind)];
        if (one.placeBefore.line > 0)
            line += " \"" + one.before + "\" " + told(one.placeBefore);
        if (one.placeAfter.line > 0)
            line += " \"" + one.after + "\" " + told(one.placeAfter);
        lines.append(line);
    }
    for (const RecordMove &move : meaning.moves)
        lines.append("move " + nameToText(move.record.owner, origin) + ' ' + typeToText(move.record.type) + ' ' + told(move.from) + "->" +
                     told({move.record.file, move.record.line}));
    for (const Error &fault : meaning.faultsBefore)
        lines.append("fault " + told({fault.origin.file, fault.origin.line}));
    for (const Error &fault : meaning.faultsAfter)
        lines.append("fault " + told({fault.origin.file, fault.origin.line}));
    return lines.join('\n');
}

} // namespace

class TestZoneMeaning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsAndTheirFields_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const QByteArray &expected) {
            QTest::newRow(name) << before << after << expected;
        };
        row("a record more", "", "w A 192.0.2.1\n", "+ w A: [+ 192.0.2.1]");
        row("a record less", "w A 192.0.2.1\n", "", "- w A: [- 192.0.2.1]");
        row("another preference of one of two", "m MX 10 a\nm MX 20 b\n", "m MX 10 a\nm MX 30 b\n", "~ m MX: [~ preference 20->30]");
        row("the exchange and not the preference", "m MX 10 a\nm MX 20 b\n", "m MX 20 b\nm MX 10 c\n",
            "~ m MX: [~ exchange a.example.net.->c.example.net.]");
        row("one changed, by the data that are most alike, and one more", "m MX 10 a\n", "m MX 10 c\nm MX 20 a\n",
            "~ m MX: [~ exchange a.example.net.->c.example.net.] [+ 20 a.example.net.]");
        row("two that change places", "m MX 10 a\nm MX 20 b\n", "m MX 20 a\nm MX 10 b\n", "~ m MX: [~ preference 10->20] [~ preference 20->10]");
        row("a TTL alone", "w A 192.0.2.1\nw A 192.0.2.2\n", "w 60 A 192.0.2.1\nw 60 A 192.0.2.2\n", "t w A: [t 192.0.2.1] [t 192.0.2.2]");
        row("TTL and data", "w A 192.0.2.1\n", "w 60 A 192.0.2.2\n", "~ w A: [~ address 192.0.2.1->192.0.2.2]");
        row("the most alike", "w A 192.0.2.1\nw A 10.0.0.1\n", "w A 10.0.0.7\nw A 192.0.2.7\n",
            "~ w A: [~ address 10.0.0.1->10.0.0.7] [~ address 192.0.2.1->192.0.2.7]");
    }

    void rowsAndTheirFields()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, expected);
        QCOMPARE(told(meaningOf(head + before, head + after)), expected);
    }

    // Whole texts: the kind, what became of comments, and rows.
    void kindsOfChanges_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<MeaningKind>("kind");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, MeaningKind kind, const QByteArray &expected = {}) {
            QTest::newRow(name) << before << after << kind << expected;
        };
        using enum MeaningKind;
        row("the same bytes", head, head, Same);
        row("blanks", head, QByteArray(head).replace("@ NS", "@\tIN NS"), ReformattedOnly);
        row("order", head + "a A 192.0.2.1\nb A 192.0.2.1\n", head + "b A 192.0.2.1\na A 192.0.2.1\n", ReformattedOnly);
        row("a line end and an empty comment", head, head + ";\n \r\n", ReformattedOnly);
        row("a comment that moved", "; one\n" + head, head + "; one\n", ReformattedOnly);
        row("a record that stands there twice", head, head + "ns1 A 192.0.2.1\n", ReformattedOnly);
        row("a comment more", head, head + "; one\n", CommentOnly, "comment + \"one\" after:5");
        row("a comment less, behind a record", head + "a A 192.0.2.1 ; one\n", head + "a A 192.0.2.1\n", CommentOnly, "comment - \"one\" before:5");
        row("a comment is another", head + "a A 192.0.2.1 ; one\n", head + "\na A 192.0.2.1;two\n", CommentOnly,
            "comment ~ \"one\" before:5 \"two\" after:6");
        row("a semicolon in a string is no comment", head + "a TXT \"x;y\" z\\;\n", head + "a  TXT \"x;y\" z\\;\n", ReformattedOnly);
        row("a serial", head, QByteArray(head).replace(" 7 ", " 8 "), SerialOnly, "serial 7->8");
        row("a serial and its comment", head, QByteArray(head).replace(" 7 7200 3600 1209600 300", "( 8 ; new\n 7200 3600 1209600 300)"), SerialOnly,
            "serial 7->8\ncomment + \"new\" after:2");
        row("a TTL", head, QByteArray(head).replace("ns1 A", "ns1 60 A"), TtlOnly, "t ns1 A: [t 192.0.2.1]");
        row("a serial and the TTL of the SOA", head, QByteArray(head).replace("@ SOA ns1 host 7", "@ 60 SOA ns1 host 8"), TtlOnly,
            "t @ SOA: [t ns1.example.net. host.example.net. 7 7200 3600 1209600 300]\nserial 7->8");
        row("a serial and a timer", head, QByteArray(head).replace(" 7 7200", " 8 7201"), Records, "~ @ SOA: [~ refresh 7200->7201]\nserial 7->8");
        row("a record more and a comment less", head + "; one\n", head + "a A 192.0.2.1\n", Records,
            "+ a A: [+ 192.0.2.1]\ncomment - \"one\" before:5");
        row("a record becomes a comment, as the table does it", head + "a A 192.0.2.1 ; one\nb A 192.0.2.2\n",
            head + ";~ a A 192.0.2.1 ; one\nb A 192.0.2.2\n", Records, "- a A: [off 192.0.2.1 after:5]");
        row("by hand", head + "a A 192.0.2.1\n", head + ";a A 192.0.2.1\n", Records, "- a A: [off 192.0.2.1 after:5]");
        row("by hand with a blank", head + "a A 192.0.2.1\n", head + "; A 300 IN A 192.0.2.1\n", Records, "- a A: [off 192.0.2.1 after:5]");
        row("one without an owner", head + "a A 192.0.2.1\n A 192.0.2.2\n", head + "a A 192.0.2.1\n; A 192.0.2.2\n", Records,
            "~ a A: [off 192.0.2.2 after:6]");
        row("below another origin", head + "$ORIGIN lab\na A 192.0.2.1\n", head + "$ORIGIN lab\n;a A 192.0.2.1\n", Records,
            "- a.lab A: [off 192.0.2.1 after:6]");
        row("one of several lines", head + "a TXT ( x ; one\n y ; two\n )\nb A 192.0.2.2\n",
            head + ";~ a TXT ( x ; one\n;~ y ; two\n;~ )\nb A 192.0.2.2\n", Records, "- a TXT: [off \"x\" \"y\" after:5]");
        row("a comment becomes a record", head + ";~ a A 192.0.2.1\n", head + "a A 192.0.2.1 ; new\n", Records,
            "+ a A: [on 192.0.2.1 before:5]\ncomment + \"new\" after:5");
        row("one becomes a comment and another stands in its place", head + "a A 192.0.2.1\n", head + ";a A 192.0.2.1\na A 192.0.2.9\n", Records,
            "~ a A: [+ 192.0.2.9] [off 192.0.2.1 after:5]");
        row("a comment of a record that is there still", head + "a A 192.0.2.1\n", head + "a A 192.0.2.1\n;a A 192.0.2.2\n", CommentOnly,
            "comment + \"a A 192.0.2.2\" after:6");
        row("what cannot be read", head, head + "a NOTYPE 1\nb A 192.0.2.1\n", Unreadable, "+ b A: [+ 192.0.2.1]\nfault after:5");
        row("the same that cannot be read", head + "a NOTYPE 1\n", head + "a NOTYPE 1\n", Unreadable, "fault before:5\nfault after:5");
    }

    void kindsOfChanges()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(MeaningKind, kind);
        QFETCH(QByteArray, expected);
        const ZoneMeaning meaning = meaningOf(before, after);
        QCOMPARE(told(meaning), expected);
        QCOMPARE(meaning.kind, kind);
        QCOMPARE(meaning.files.size(), before == after ? 0 : 1);
        if (before != after)
            QCOMPARE(meaning.files[0].kind, kind);
        QCOMPARE(meaning.isReadable(), kind != MeaningKind::Unreadable);
        QCOMPARE(meaning.unsignedEqual, kind < MeaningKind::TtlOnly);
    }

    void recordsMoveBetweenFiles()
    {
        const QByteArray first = head + "$INCLUDE a\n$INCLUDE b lab\n";
        const QHash<QString, QByteArray> before{{QStringLiteral("a"), "x A 192.0.2.1\ny A 192.0.2.2\nz TXT (\n one )\n"},
                                                {QStringLiteral("b"), "w A 192.0.2.3\n"}};
        const QHash<QString, QByteArray> after{{QStringLiteral("a"), "x A 192.0.2.1\n"},
                                               {QStringLiteral("b"), "; here\nw A 192.0.2.3\nZ.example.net. TXT one\ny.example.net. A 192.0.2.2\n"}};
        int asked = 0;
        const auto from = [&asked](const QHash<QString, QByteArray> &files) {
            return [&asked, files](const QString &name) -> Result<QByteArray> {
                ++asked;
                return files.contains(name) ? Result<QByteArray>(files[name]) : fail(QStringLiteral("file.missing"), {name});
            };
        };
        const ZoneText left{QStringLiteral("before"), first, from(before)};
        const ZoneMeaning meaning = zoneMeaning(origin, left, {QStringLiteral("after"), first, from(after)});
        QCOMPARE(told(meaning), "comment + \"here\" b:1\nmove z TXT a:3->b:3\nmove y A a:2->b:4");
        QCOMPARE(meaning.kind, MeaningKind::MovedBetweenFiles);
        QCOMPARE(asked, 4); // each once
        QCOMPARE(meaning.files.size(), 2);
        QCOMPARE(meaning.files[0].path, QStringLiteral("a"));
        QCOMPARE(meaning.files[0].kind, MeaningKind::MovedBetweenFiles);
        QCOMPARE(meaning.files[1].kind, MeaningKind::MovedBetweenFiles);

        // Into the first file, and the file is gone.
        const QByteArray whole = head + "$INCLUDE a\nw.lab A 192.0.2.3\n";
        const ZoneMeaning other = zoneMeaning(origin, left, {QStringLiteral("after"), whole, from(before)});
        QCOMPARE(told(other), "move w.lab A b:1->after:6");
        QCOMPARE(other.files.size(), 2);
        QCOMPARE(other.files[0].path, QStringLiteral("after"));
        QCOMPARE(other.files[1].path, QStringLiteral("b"));
        QVERIFY(other.files[1].isBefore && !other.files[1].isAfter);

        // A change in each file is no move.
        QHash<QString, QByteArray> changed = before;
        changed[QStringLiteral("a")].replace("x A 192.0.2.1", "x A 192.0.2.9");
        const QByteArray serial = QByteArray(first).replace(" 7 ", " 8 ");
        const ZoneMeaning both = zoneMeaning(origin, left, {QStringLiteral("after"), serial, from(changed)});
        QCOMPARE(told(both), "~ x A: [~ address 192.0.2.1->192.0.2.9]\nserial 7->8");
        QCOMPARE(both.files[0].kind, MeaningKind::SerialOnly);
        QCOMPARE(both.files[1].kind, MeaningKind::Records);

        // A missing file is a fault.
        QVERIFY(!zoneMeaning(origin, left, {QStringLiteral("after"), first, from({})}).isReadable());
    }

    void theSignersWorkIsSummedUp()
    {
        const QByteArray plain = head + "a A 192.0.2.1\n";
        const QByteArray chain = "@ NSEC a NS SOA RRSIG NSEC\na NSEC ns1 A RRSIG NSEC\nns1 NSEC @ A RRSIG NSEC\n";
        const auto signature = [](const char *owner, const char *type, const char *until, int tag) {
            return QByteArray(owner) + " RRSIG " + type + " 13 2 300 " + until + " 20300101000000 " + QByteArray::number(tag) + " example.net. AQID" +
                   QByteArray(until).toBase64() + "\n";
        };
        const QByteArray before = plain + chain + signature("a", "A", "20300201000000", 7) + signature("a", "NSEC", "20300202000000", 7) +
                                  signature("ns1", "A", "20300203000000", 7) + "@ DNSKEY 257 3 13 AQID\n";
        const QByteArray after = QByteArray(plain).replace(" 7 ", " 8 ") + chain + signature("a", "A", "20300301000000", 7) +
                                 signature("a", "NSEC", "20300202000000", 7) + signature("ns1", "A", "20300303000000", 9) +
                                 "@ DNSKEY 257 3 13 AQID\n";
        const ZoneMeaning again = meaningOf(before, after);
        QCOMPARE(told(again), QByteArray("serial 7->8\nsigned +1 -1 ~1 names 0"));
        QCOMPARE(again.kind, MeaningKind::SigningOnly);
        QCOMPARE(again.files[0].kind, MeaningKind::SigningOnly);
        QVERIFY(again.unsignedEqual);
        QCOMPARE(again.signing.before.keyTags, QList<quint16>{7});
        QCOMPARE(again.signing.after.keyTags, (QList<quint16>{7, 9}));
        const auto time = [](const QString &text) {
            return quint32(QDateTime(QDate::fromString(text, Qt::ISODate), QTime(0, 0), QTimeZone::UTC).toSecsSinceEpoch());
        };
        QCOMPARE(again.signing.before.firstExpiration, time(QStringLiteral("2030-02-01")));
        QCOMPARE(again.signing.before.lastExpiration, time(QStringLiteral("2030-02-03")));
        QCOMPARE(again.signing.after.firstExpiration, time(QStringLiteral("2030-03-01")));
        QCOMPARE(again.signing.after.lastExpiration, time(QStringLiteral("2030-03-03")));

        // A zone that is signed for the first time: its key is shown.
        const ZoneMeaning first = meaningOf(plain, before + "@ ZONEMD 7 1 241 000102030405060708090a0b\n");
        QCOMPARE(told(first), QByteArray("+ @ DNSKEY: [+ 257 3 13 AQID]\nsigned +3 -0 ~0 names 3 digest"));
        QCOMPARE(first.kind, MeaningKind::Records);
        QVERIFY(first.unsignedEqual);

        // Other parameters make another chain.
        const QByteArray three = plain +
                                 "@ NSEC3PARAM 1 0 1 AB\n0P9MHAVEQVM6T7VBL5LOP2U3T2RP3TOM NSEC3 1 0 1 AB 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR A\n";
        const ZoneMeaning parameters = meaningOf(three, QByteArray(three).replace("1 0 1 AB", "1 0 0 -"));
        QCOMPARE(told(parameters), QByteArray("signed +0 -0 ~0 names 1 parameters 1 0 1 ab->1 0 0 -"));
        QVERIFY(parameters.unsignedEqual);
        const ZoneMeaning times = meaningOf(three, QByteArray(three).replace("@ NSEC3PARAM", "@ 7 NSEC3PARAM"));
        QCOMPARE(times.kind, MeaningKind::SigningOnly);
        QVERIFY(times.signing.parametersAfter == "7 1 0 1 ab" && times.signing.parametersBefore.endsWith(" 1 0 1 ab"));

        // A name more is a row, whatever was signed.
        const ZoneMeaning more = meaningOf(before, after + "b A 192.0.2.2\n");
        QVERIFY(!more.unsignedEqual);
        QCOMPARE(more.rows.size(), 1);
        QVERIFY(!meaningOf(before, after + "b DS 1 13 2 " + QByteArray(64, '0') + '\n').unsignedEqual);
    }

    // What unsignedEqual says is what the sums say.
    void sumsOfContent()
    {
        const auto sum = [](const QByteArray &text) { return contentSum(origin, {QStringLiteral("zone"), text}); };
        const QByteArray signedToo = QByteArray(head).replace(" 7 ", " 9 ") + "@ NSEC ns1 NS SOA\n@ DNSKEY 257 3 13 AQID\n@ ZONEMD 9 1 241 " +
                                     QByteArray(24, '0') + '\n';
        QVERIFY(sum(head).has_value());
        QVERIFY(sum(head) == sum(signedToo));
        QVERIFY(meaningOf(head, signedToo).unsignedEqual);
        QVERIFY(sum(head) != sum(head + "a A 192.0.2.1\n"));
        QVERIFY(sum(head) != sum(QByteArray(head).replace("3600", "3601")));
        QVERIFY(!sum(head + "a NOTYPE 1\n"));
    }

    // Thousands of records in one RRset: what has one field in common finds its partner, in time that grows with them.
    void manyRecordsOfOneSet()
    {
        QByteArray before = head;
        QByteArray after = head;
        constexpr int count = 20000;
        for (int i = 0; i < count; ++i) {
            before += "m MX " + QByteArray::number(i % 50) + " h" + QByteArray::number(i) + '\n';
            after += "m MX " + QByteArray::number(50 + i % 50) + " h" + QByteArray::number(count - 1 - i) + '\n';
        }
        const ZoneMeaning meaning = meaningOf(before, after);
        QCOMPARE(meaning.rows.size(), 1);
        QCOMPARE(meaning.rows[0].records.size(), count);
        for (const RecordPair &pair : meaning.rows[0].records) {
            QCOMPARE(pair.marks.size(), 1);
            QCOMPARE(pair.marks[0].name, QByteArray("preference"));
        }
        // Nothing in common: pairs all the same, and each record once.
        QByteArray others = head;
        for (int i = 0; i < count; ++i)
            others += "m MX 100 x" + QByteArray::number(i) + '\n';
        QSet<qsizetype> seen;
        const ZoneMeaning apart = meaningOf(before, others + "m MX 1 more\n");
        for (const RecordPair &pair : apart.rows[0].records)
            seen.insert(pair.before);
        QCOMPARE(apart.rows[0].records.size(), count + 1);
        QCOMPARE(seen.size(), count + 1); // -1 among them
    }
};

LOCKSTEP_SUITE(TestZoneMeaning)
#include "tst_zonemeaning.moc"
