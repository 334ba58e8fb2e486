// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/rrtypes.h"
#include "core/zone/zonemeaning.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);
const QByteArray head = "$TTL 300\n@ SOA ns1 host 7 7200 3600 1209600 300\n@ NS ns1\nns1 A 192.0.2.1\n";

ZoneMeaning meaningOf(const QByteArray &before, const QByteArray &after)
{
    return zoneMeaning(origin, {QStringLiteral("before"), before}, {QStringLiteral("after"), after});
}

QByteArray in(const QByteArray &text, TextSpan span) { return text.sliced(span.begin, span.end - span.begin); }

// "~ mail.example.net. MX: 10 mx1.example.net. | preference 10->20"
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
        for (const FieldMark &mark : pair.marks)
            text += ' ' + mark.name + ' ' + in(before, mark.before) + "->" + in(after, mark.after);
        text += ']';
    }
    return text;
}

QByteArray told(const ZoneMeaning &meaning)
{
    QByteArrayList lines;
    for (const MeaningRow &row : meaning.rows)
        lines.append(told(row));
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
};

LOCKSTEP_SUITE(TestZoneMeaning)
#include "tst_zonemeaning.moc"
