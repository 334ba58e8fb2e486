// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewrows.h"
#include "tests/core/reviewtold.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

#include <algorithm>

#include <ctime>

using namespace lockstep;

namespace {

using Kind = ReviewRow::Kind;
using Sign = ReviewRow::Sign;

const QByteArray origin = QByteArray("\7example\3net\0", 13);

ReviewRow record(Sign sign, const QString &name, const QString &what, const QString &before, const QString &after,
                 const QString &ttlBefore = QStringLiteral("300"), const QString &ttlAfter = QStringLiteral("300"))
{
    ReviewRow row;
    row.sign = sign;
    row.name = name;
    row.what = what;
    row.before = before;
    row.after = after;
    row.ttlBefore = sign == Sign::Added ? QString() : ttlBefore;
    row.ttlAfter = sign == Sign::Removed ? QString() : ttlAfter;
    return row;
}

// A row for each number; %1 in the data is the number, %2 its low part, %3 its high one.
QList<ReviewRow> many(int first, int count, const char *what, const QString &before, const QString &after,
                      const QString &ttlBefore = QStringLiteral("300"), const QString &ttlAfter = QStringLiteral("300"))
{
    QList<ReviewRow> rows;
    const Sign sign = before.isEmpty() && !after.isEmpty() ? Sign::Added : after.isEmpty() && !before.isEmpty() ? Sign::Removed : Sign::Changed;
    for (int i = first; i < first + count; ++i) {
        const auto filled = [i](QString text) {
            return text.replace(QLatin1String("%1"), QString::number(i))
                .replace(QLatin1String("%2"), QString::number(i % 256))
                .replace(QLatin1String("%3"), QString::number(i / 256));
        };
        rows.append(record(sign, QStringLiteral("n%1").arg(i), QLatin1String(what), filled(before), filled(after), ttlBefore, ttlAfter));
    }
    return rows;
}

// What stands outside of patterns, and the patterns.
QString outside(const QList<ReviewRow> &rows)
{
    QStringList lines;
    for (const ReviewRow &row : rows) {
        if (row.above < 0)
            lines.append(told(row));
    }
    return lines.join(u'\n');
}

QString pattern(const QList<ReviewRow> &rows)
{
    const QList<ReviewRow> folded = withPatterns(rows);
    return folded.isEmpty() || folded.first().kind != Kind::Pattern ? QString() : outside(folded);
}

// Whether an address went the way that its pattern says.
bool follows(const ReviewRow &row, const Error &said)
{
    const QStringList from = said.args[2].split(u'.');
    const QStringList to = said.args[3].split(u'.');
    const QStringList before = row.before.split(u'.');
    const QStringList after = row.after.split(u'.');
    bool good = from.size() == 4 && to.size() == 4;
    for (int i = 0; i < 4 && good; ++i) {
        const bool kept = from[i] == QLatin1String("x") || from[i] == QLatin1String("y") || from[i] == QLatin1String("z");
        good = kept ? before[i] == after[i] && from[i] == to[i] : before[i] == from[i] && after[i] == to[i];
    }
    return good;
}

// Nothing is lost or doubled, and all that stands below something stands right.
void check(const QList<ReviewRow> &rows, const QList<ReviewRow> &folded)
{
    QStringList left;
    QStringList right;
    QList<int> below(folded.size(), 0);
    for (const ReviewRow &row : rows)
        left.append(told(row).section(QLatin1String(" ^"), 0, 0) + (row.above < 0 ? QString() : u'^' + rows[row.above].what));
    for (qsizetype i = 0; i < folded.size(); ++i) {
        const ReviewRow &row = folded[i];
        if (row.above >= 0) {
            QVERIFY(row.above < i);
            ++below[row.above];
        }
        if (row.kind == Kind::Pattern)
            continue;
        const bool member = row.above >= 0 && folded[row.above].kind == Kind::Pattern;
        if (member) {
            QCOMPARE(row.sign, folded[row.above].sign);
            QVERIFY(folded[row.above].what.isEmpty() || row.what == folded[row.above].what);
            QCOMPARE(row.kind, Kind::Record);
            const Error &said = *folded[row.above].said;
            if (said.code.startsWith(QLatin1String("review.pattern.changed")) && row.what == QLatin1String("A"))
                QVERIFY2(follows(row, said), qPrintable(told(row)));
        }
        right.append(told(row).section(QLatin1String(" ^"), 0, 0) + (member || row.above < 0 ? QString() : u'^' + folded[row.above].what));
    }
    for (qsizetype i = 0; i < folded.size(); ++i) {
        if (folded[i].kind == Kind::Pattern)
            QCOMPARE(below[i], folded[i].covers);
    }
    left.sort();
    right.sort();
    QCOMPARE(right, left);
}

QList<ReviewRow> randomRows(QRandomGenerator &random)
{
    QList<ReviewRow> rows;
    const int count = random.bounded(120);
    for (int i = 0; i < count; ++i) {
        const QString name = QStringLiteral("n%1").arg(i);
        const QString low = QString::number(random.bounded(4));
        switch (random.bounded(9)) {
        case 0:
        case 1:
            rows.append(record(Sign::Changed, name, QStringLiteral("A"), QStringLiteral("10.1.%1.%2").arg(low).arg(i),
                               QStringLiteral("10.%1.%2.%3").arg(random.bounded(10) ? 2 : 3).arg(low).arg(i)));
            break;
        case 2:
            rows.append(record(Sign::Changed, name, QStringLiteral("MX"), low + QStringLiteral(" m.old."),
                               (random.bounded(5) ? low : QStringLiteral("9")) + QStringLiteral(" m.new.")));
            break;
        case 3:
            rows.append(record(Sign::Changed, name, random.bounded(2) ? QStringLiteral("A") : QStringLiteral("TXT"), {}, {}, QStringLiteral("60"),
                               QString::number(61 + random.bounded(2))));
            break;
        case 4:
            rows.append(record(Sign::Added, name, QStringLiteral("CNAME"), {}, low + QStringLiteral(".host.")));
            break;
        case 5:
            rows.append(record(Sign::Removed, name, QStringLiteral("TXT"), u'"' + low + u'"', {}));
            break;
        case 6: {
            ReviewRow statement;
            statement.kind = Kind::Statement;
            statement.sign = Sign::Changed;
            statement.what = QStringLiteral("acl \"%1\"").arg(i);
            rows.append(statement);
            const int above = int(rows.size()) - 1;
            for (int k = random.bounded(3); k > 0; --k) {
                ReviewRow element;
                element.kind = Kind::Element;
                element.sign = Sign::Added;
                element.after = QString::number(k);
                element.above = above;
                rows.append(element);
            }
            break;
        }
        case 7:
            rows.append(record(Sign::Removed, name, QStringLiteral("TXT"), QStringLiteral("\"x\""), {}));
            rows.last().said = Error{QStringLiteral("review.disabled"), {}, {}, {}};
            break;
        default:
            rows.append(
                record(Sign::Changed, name, QStringLiteral("A"), QStringLiteral("192.0.2.%1").arg(i), QStringLiteral("198.51.100.%1").arg(i + 1)));
        }
    }
    return rows;
}

} // namespace

class TestReviewPatterns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatRowsHaveInCommon_data()
    {
        QTest::addColumn<QList<ReviewRow>>("rows");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QList<ReviewRow> &rows, const QString &expected) { QTest::newRow(name) << rows << expected; };
        const auto data = [&](const char *name, const char *what, const QString &before, const QString &after, const QString &from,
                              const QString &to) {
            row(name, many(1, 9, what, before, after), QStringLiteral("P~ %1 (9 %1 records: %2 becomes %3) #9").arg(QLatin1String(what), from, to));
        };
        const auto text = [](const char *one) { return QString::fromUtf8(one); };
        data("three octets", "A", text("10.1.7.%1"), text("10.2.7.%1"), text("10.1.7.x"), text("10.2.7.x"));
        data("two octets", "A", text("10.1.%1.%1"), text("10.2.%1.%1"), text("10.1.x.y"), text("10.2.x.y"));
        data("one octet", "A", text("10.%1.1.2"), text("11.%1.1.2"), text("10.x.y.z"), text("11.x.y.z"));
        data("all octets", "A", text("10.0.0.1"), text("10.0.0.2"), text("10.0.0.1"), text("10.0.0.2"));
        data("one address whose first octets changed", "A", text("10.0.0.1"), text("11.0.0.1"), text("10.0.0.1"), text("11.0.0.1"));
        data("IPv6 prefixes", "AAAA", text("2001:db8:1:%1::53"), text("2001:db8:2:%1::53"), text("2001:db8:1::/60"), text("2001:db8:2::/60"));
        data("IPv6 prefixes as narrow as they are", "AAAA", text("2001:db8:1:7::%1"), text("2001:db8:2:7::%1"), text("2001:db8:1:7::/124"),
             text("2001:db8:2:7::/124"));
        data("IPv6 addresses", "AAAA", text("2001:db8::1"), text("2001:db8::2"), text("2001:db8::1"), text("2001:db8::2"));
        data("names below another", "CNAME", text("w%1.old.example."), text("w%1.new.example."), text("\u2026.old.example."),
             text("\u2026.new.example."));
        data("and as narrow as they are", "PTR", text("w%1.lab.old."), text("w%1.lab.new."), text("\u2026.lab.old."), text("\u2026.lab.new."));
        data("one name", "NS", text("a.old.example."), text("a.new.example."), text("a.old.example."), text("a.new.example."));
        data("a dot that is missing", "CNAME", text("w%1.example.net."), text("w%1.example.net.example.net."), text("\u2026.example.net."),
             text("\u2026.example.net.example.net."));
        data("a dot too many", "CNAME", text("w%1.example.net."), text("w%1."), text("\u2026.example.net."), text("\u2026."));
        data("the root", "CNAME", text("a."), text("."), text("a."), text("."));
        data("escaped dots end no label", "PTR", text("x%1\\.lab.old."), text("x%1\\.lab.new."), text("\u2026.old."), text("\u2026.new."));
        data("an exchange, whatever its preference", "MX", text("%1 m.old."), text("%1 m.new."), text("exchange m.old."), text("exchange m.new."));
        data("a preference, whatever its exchange", "MX", text("10 m%1.old."), text("20 m%1.old."), text("preference 10"), text("preference 20"));
        data("a target", "SRV", text("0 %1 53 a%1.old."), text("0 %1 53 a%1.new."), text("target \u2026.old."), text("target \u2026.new."));
        data("a target of a service", "HTTPS", text("%1 a%1.old. alpn=\"h2\""), text("%1 a%1.new. alpn=\"h2\""), text("target \u2026.old."),
             text("target \u2026.new."));
        data("two fields", "MX", text("10 a.old."), text("20 a.new."), text("10 a.old."), text("20 a.new."));
        data("a text", "TXT", text("\"v=spf1 -all\""), text("\"v=spf1 ~all\""), text("\"v=spf1 -all\""), text("\"v=spf1 ~all\""));
        const QString dots(200, u'.');
        data("a long text", "TXT", u'"' + dots + text("old\""), u'"' + dots + text("new\""), u'\u2026' + dots.first(116) + text("old\""),
             u'\u2026' + dots.first(116) + text("new\""));
        row("a TTL too", many(1, 9, "A", text("10.1.0.%1"), text("10.2.0.%1"), text("300"), text("60")),
            text("P~ A 300>60 (9 A records: 10.1.0.x becomes 10.2.0.x) #9"));
        row("TTLs of one type", many(1, 9, "A", {}, {}, text("300"), text("60")), text("P~ A 300>60 (9 TTLs: 300 becomes 60) #9"));
        row("of all types, of an RRset or a record",
            many(1, 4, "A", {}, {}, text("300"), text("60")) + many(1, 4, "MX", text("1 a."), text("1 a."), text("300"), text("60")),
            text("P~ 300>60 (8 TTLs: 300 becomes 60) #8"));
        row("the same comes", many(1, 9, "CNAME", {}, text("w.")), text("P+ CNAME 300 (9 CNAME records are new: w.) #9"));
        row("the same goes", many(1, 9, "A", text("192.0.2.1"), {}), text("P- A 300 (9 A records are gone: 192.0.2.1) #9"));
        row("another comes each time", many(1, 9, "CNAME", {}, text("w%1.")), {});
        row("too few", many(1, 7, "A", text("10.1.0.%1"), text("10.2.0.%1")), {});
        row("other octets each time", many(1, 90, "A", text("10.1.0.%1"), text("10.2.%1.0")), {});
        row("several types", many(1, 7, "A", text("10.1.0.1"), text("10.2.0.1")) + many(1, 7, "AAAA", text("::1"), text("::2")), {});
        row("several TTLs",
            many(1, 7, "A", text("10.1.0.1"), text("10.2.0.1")) + many(1, 7, "A", text("10.1.0.1"), text("10.2.0.1"), text("300"), text("60")), {});
    }

    void whatRowsHaveInCommon()
    {
        QFETCH(QList<ReviewRow>, rows);
        QFETCH(QString, expected);
        QCOMPARE(pattern(rows), expected);
        check(rows, withPatterns(rows));
        if (expected.isEmpty())
            QCOMPARE(withPatterns(rows), rows);
    }

    // The others of a type stand before the largest pattern, and other rows stay where they are.
    void theOddOnesStandBefore()
    {
        const auto address = [](int i, const char *before, const char *after) {
            return many(i, 1, "A", QString::fromLatin1(before), QString::fromLatin1(after)).first();
        };
        QList<ReviewRow> rows;
        rows += many(0, 1, "MX", QStringLiteral("10 a."), QStringLiteral("20 a."));
        rows += many(1, 8, "A", QStringLiteral("10.1.0.%1"), QStringLiteral("10.2.0.%1"));
        rows += address(9, "10.1.0.9", "10.3.0.9");
        rows += many(10, 1, "TXT", {}, QStringLiteral("\"x\""));
        rows += many(11, 9, "A", QStringLiteral("10.7.0.%1"), QStringLiteral("10.8.0.%1"));
        rows += many(20, 1, "A", {}, {}, QStringLiteral("300"), QStringLiteral("60"));
        const QString one = QStringLiteral("~ n0 MX 300 10 a. -> 20 a.\n~ n9 A 300 10.1.0.9 -> 10.3.0.9\n"
                                           "P~ A (9 A records: 10.7.0.x becomes 10.8.0.x; 1 other changes in another way) #9\n"
                                           "P~ A (8 A records: 10.1.0.x becomes 10.2.0.x) #8\n+ n10 TXT 300 \"x\"\n~ n20 A 300>60");
        QCOMPARE(outside(withPatterns(rows)), one);
        check(rows, withPatterns(rows));
        rows.prepend(address(99, "10.1.0.99", "10.2.9.99"));
        const QList<ReviewRow> folded = withPatterns(rows);
        QVERIFY(outside(folded).startsWith(QLatin1String("~ n99 A 300 10.1.0.99 -> 10.2.9.99\n~ n9 A")));
        QVERIFY(outside(folded).contains(QLatin1String("10.8.0.x; 2 others change in another way) #9")));
        QCOMPARE(folded[2].said->args.last(), QStringLiteral("2"));
    }

    void ofTtlsToo()
    {
        const QList<ReviewRow> rows = many(1, 9, "A", {}, {}, QStringLiteral("300"), QStringLiteral("60")) +
                                      many(11, 1, "NS", {}, {}, QStringLiteral("300"), QStringLiteral("6")) +
                                      many(12, 1, "MX", {}, {}, QStringLiteral("30"), QStringLiteral("60"));
        QCOMPARE(outside(withPatterns(rows)), QStringLiteral("~ n11 NS 300>6\n~ n12 MX 30>60\n"
                                                             "P~ A 300>60 (9 TTLs: 300 becomes 60; 2 others change in another way) #9"));
        QCOMPARE(outside(withPatterns(rows.first(10))),
                 QStringLiteral("~ n11 NS 300>6\nP~ A 300>60 (9 TTLs: 300 becomes 60; 1 other changes in another way) #9"));
    }

    // 10,000 addresses get another prefix, four of them are mistaken: one row and those four.
    void aRenumberedZone()
    {
        QByteArray before = "$TTL 300\n@ SOA ns1 host 7 7200 3600 1209600 300\n@ NS ns1\nns1 A 192.0.2.1\n";
        QByteArray after = QByteArray(before).replace(" 7 ", " 8 ");
        const QHash<int, QByteArray> mistaken{{17, "10.3.0.17"}, {4000, "10.1.15.160"}, {4001, "10.2.15.16"}, {9999, "20.1.39.15"}};
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray host = "\nh" + QByteArray::number(i) + " A ";
            const QByteArray rest = QByteArray::number(i / 256) + '.' + QByteArray::number(i % 256);
            before += host + (i == 4000 ? "10.9." : "10.1.") + rest;
            after += host + mistaken.value(i, "10.2." + rest);
        }
        const QList<ReviewRow> rows = reviewRows(zoneMeaning(origin, {QStringLiteral("before"), before}, {QStringLiteral("after"), after}), origin);
        const QList<ReviewRow> folded = withPatterns(rows);
        QCOMPARE(folded.size(), 10'002);
        QCOMPARE(outside(folded), QStringLiteral("~ h17 A 300 10.1.0.17 -> 10.3.0.17\n~ h4000 A 300 10.9.15.160 -> 10.1.15.160\n"
                                                 "~ h4001 A 300 10.1.15.161 -> 10.2.15.16\n~ h9999 A 300 10.1.39.15 -> 20.1.39.15\n"
                                                 "P~ A (9996 A records: 10.1.x.y becomes 10.2.x.y; 4 others change in another way) #9996\n"
                                                 "I~ (Serial 7 becomes 8)"));
        check(rows, folded);
    }

    void nothingIsLostOrDoubled()
    {
        const int trials = std::max(200, qEnvironmentVariableIntValue("LOCKSTEP_TRIALS"));
        const quint32 seed = quint32(std::max(1, qEnvironmentVariableIntValue("LOCKSTEP_SEED")));
        int folds = 0;
        for (int i = 0; i < trials; ++i) {
            QRandomGenerator random(seed + quint32(i));
            const QList<ReviewRow> rows = randomRows(random);
            const qsizetype least = 2 + random.bounded(8);
            const QList<ReviewRow> folded = withPatterns(rows, least);
            check(rows, folded);
            folds += folded != rows;
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QStringLiteral("seed %1").arg(seed + quint32(i))));
            QCOMPARE(withPatterns(rows, 1000), rows);
            QCOMPARE(withPatterns(folded, least), folded);
        }
        QVERIFY(folds > trials / 3 && folds < trials);
    }

    // Rows that are all alike, all apart, or many small patterns; a pass over all for each would take hours.
    void timeGrowsWithTheRows_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<int>("patterns");
        QTest::newRow("all alike") << "2001:db8:1::%3:%2" << "2001:db8:2::%3:%2" << 1;
        QTest::newRow("all apart") << "w%1.a." << "v%1.b." << 0;
        QTest::newRow("many patterns") << "w.a%3." << "w.b%3." << -1;
        QTest::newRow("all that comes is apart") << "" << "w%1.b." << 0;
    }

    void timeGrowsWithTheRows()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(int, patterns);
        const int count = qEnvironmentVariableIsSet("LOCKSTEP_LONG") ? 1'000'000 : 200'000;
        const QList<ReviewRow> rows = many(0, count, before.contains(u'w') || after.contains(u'w') ? "CNAME" : "AAAA", before, after);
        const std::clock_t began = std::clock(); // of this process, whatever else the machine does
        const QList<ReviewRow> folded = withPatterns(rows);
        const double milliseconds = double(std::clock() - began) * 1000 / CLOCKS_PER_SEC;
        qInfo("%d rows in %.0f ms", count, milliseconds);
        QVERIFY(milliseconds < count / 10); // a pass over all of them for each takes longer
        QCOMPARE(folded.size(), count + (patterns < 0 ? (count + 255) / 256 : patterns));
    }
};

LOCKSTEP_SUITE(TestReviewPatterns)
#include "tst_reviewpatterns.moc"
