// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewrows.h"
#include "core/zone/names.h"
#include "tests/core/confsample.h"
#include "tests/core/reviewtold.h"
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);
const QByteArray head = "$TTL 300\n@ SOA ns1 host 7 7200 3600 1209600 300\n@ NS ns1\nns1 A 192.0.2.1\n";

QList<ReviewRow> rowsOf(const QByteArray &before, const QByteArray &after, const QByteArray &zone = origin)
{
    return reviewRows(zoneMeaning(zone, {QStringLiteral("before"), before}, {QStringLiteral("after"), after}), zone);
}

QList<ReviewRow> confRows(const QMap<QString, QByteArray> &before, const QMap<QString, QByteArray> &after)
{
    const ConfDifference found = confDiff(readSample(before), readSample(after));
    return reviewRows(found.changes, found.texts);
}

QList<Digest> contentsOf(const QList<ReviewRow> &rows)
{
    QList<Digest> all;
    for (const ReviewRow &row : rows)
        all.append(row.content());
    return all;
}

} // namespace

class TestReviewMeaning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsAreRows_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const char *expected) {
            QTest::newRow(name) << head + before << head + after << QString::fromUtf8(expected);
        };
        row("nothing", "", "", "");
        row("order and layout", "a A 192.0.2.1\nb A 192.0.2.2\n", "b  IN A 192.0.2.2\na A 192.0.2.1\n", "");
        row("a record comes", "", "w A 192.0.2.1\n", "+ w A 300 192.0.2.1");
        row("a record goes", "w 60 A 192.0.2.1\n", "", "- w A 60 192.0.2.1");
        row("one changed, and its data are one field", "w A 192.0.2.1\n", "w A 192.0.2.9\n", "~ w A 300 192.0.2.1 -> 192.0.2.9");
        row("a field of several", "m MX 10 a\n", "m MX 20 a\n", "~ m MX 300 10 a.example.net. -> 20 a.example.net. [10|20]");
        row("a string more", "w TXT a\n", "w TXT a b\n", "~ w TXT 300 \"a\" -> \"a\" \"b\" [|\"b\"]");
        row("of two fields both", "m MX 10 a\n", "m MX 20 b\n",
            "~ m MX 300 10 a.example.net. -> 20 b.example.net. [10,a.example.net.|20,b.example.net.]");
        row("TTL and data", "w A 192.0.2.1\n", "w 60 A 192.0.2.9\n", "~ w A 300>60 192.0.2.1 -> 192.0.2.9");
        row("the TTL of an RRset is a row", "w A 192.0.2.1\nw A 192.0.2.2\n", "w 60 A 192.0.2.1\nw 60 A 192.0.2.2\n", "~ w A 300>60");
        row("of a record beside another change one too", "w A 192.0.2.1\nw A 192.0.2.2\n", "w 60 A 192.0.2.1\nw 60 A 192.0.2.9\n",
            "~ w A 300>60 192.0.2.1 -> 192.0.2.1\n~ w A 300>60 192.0.2.2 -> 192.0.2.9");
        row("canonical order, the apex first", "", "b.a A 192.0.2.1\nb A 192.0.2.1\na A 192.0.2.1\n@ A 192.0.2.1\n",
            "+ @ A 300 192.0.2.1\n+ a A 300 192.0.2.1\n+ b.a A 300 192.0.2.1\n+ b A 300 192.0.2.1");
        row("an international name", "", "xn--bcher-kva A 192.0.2.1\n", "+ xn--bcher-kva A 300 192.0.2.1");
        row("escaped bytes in a name", "", "a\\.b A 192.0.2.1\na\\032b A 192.0.2.1\n\xc3\xa4 A 192.0.2.1\n",
            "+ a\\032b A 300 192.0.2.1\n+ a\\.b A 300 192.0.2.1\n+ \\195\\164 A 300 192.0.2.1");
        row("bytes of UTF-8 in data", "w TXT \"\xc3\xa4\" \"\xc3\xb6\" x\n", "w TXT \"\xc3\xa4\" \"\xc3\xbc\" x\n",
            "~ w TXT 300 \"\\195\\164\" \"\\195\\182\" \"x\" -> \"\\195\\164\" \"\\195\\188\" \"x\" [\"\\195\\182\"|\"\\195\\188\"]");
        row("a type without a name", "", "w TYPE999 \\# 2 0102\n", "+ w TYPE999 300 \\# 2 0102");
        row("a record becomes a comment", "a A 192.0.2.1\n", ";a A 192.0.2.1\n", "- a A 300 192.0.2.1 (after:5: The record stands in a comment now)");
        row("a comment becomes a record", ";~ a A 192.0.2.1\n", "a A 192.0.2.1\n",
            "+ a A 300 192.0.2.1 (before:5: The record stood in a comment before)");
        row("comments beside other changes are counted", "; one\n; two\n", "a A 192.0.2.1\n", "+ a A 300 192.0.2.1\nI~ (2 comments differ)");
        row("a comment comes", "", "; one\n", "I+ ;one (A comment is new)");
        row("a comment goes", "; one\n", "", "I- ;one (A comment is gone)");
        row("a comment changes", "a A 192.0.2.1 ; it is here\n", "a A 192.0.2.1 ; it was here\n",
            "I~ ;it is here -> ;it was here [is|was] (A comment changed)");
        row("what cannot be read", "", "a NOTYPE 1\nb A 192.0.2.1\n",
            "+ b A 300 192.0.2.1\nI  (1 fault after: what cannot be read has no rows here)");
    }

    void recordsAreRows()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, expected);
        QCOMPARE(told(rowsOf(before, after)), expected);
    }

    void serialsAndSoaAreTold()
    {
        const QByteArray serial = QByteArray(head).replace(" 7 ", " 8 ");
        QCOMPARE(told(rowsOf(head, serial)), QStringLiteral("I~ (Serial 7 becomes 8)"));
        QCOMPARE(told(rowsOf(head, QByteArray(serial).replace("7200", "7201") + "; one\n")),
                 QStringLiteral("~ @ SOA 300 ns1.example.net. host.example.net. 7 7200 3600 1209600 300 -> "
                                "ns1.example.net. host.example.net. 8 7201 3600 1209600 300 [7200|7201]\n"
                                "I~ (1 comment differs)\nI~ (Serial 7 becomes 8)"));
        QCOMPARE(told(rowsOf(head, {})).count(u'\n'), 2); // no serial that becomes one
    }

    void rowsSayWhere()
    {
        const QList<ReviewRow> rows = rowsOf(head + "a A 192.0.2.1\nb A 192.0.2.1\n", head + "\n\nc A 192.0.2.1\nb A 192.0.2.2\n;a A 192.0.2.1\n");
        QStringList places;
        for (const ReviewRow &row : rows)
            places.append(row.name + u' ' + placesOf(row));
        QCOMPARE(places.join(u'\n'), QStringLiteral("a before:5>\nb before:6>after:8\nc >after:7"));
        QCOMPARE(rows[0].said->origin.line, 9);
    }

    void aZoneOfTheRoot()
    {
        const QByteArray root(1, '\0');
        const QByteArray text = ". 300 SOA a. b. 1 2 3 4 5\n. 300 NS a.\n";
        QCOMPARE(told(rowsOf(text, text + "com. 300 NS a.com.\nb.c. 300 A 192.0.2.1\n. 300 NS b.\n", root)),
                 QStringLiteral("+ @ NS 300 b.\n+ b.c A 300 192.0.2.1\n+ com NS 300 a.com."));
    }

    void filesInInclude()
    {
        const auto from = [](const QByteArray &a, const QByteArray &b) {
            return [a, b](const QString &name) -> Result<QByteArray> { return name == QLatin1String("a") ? a : b; };
        };
        const QByteArray text = head + "$INCLUDE a\n$INCLUDE b\n";
        const ZoneText before{QStringLiteral("before"), text, from("x A 192.0.2.1\ny A 192.0.2.2\nz A 192.0.2.3\n", "w A 192.0.2.4\n")};
        const ZoneText after{QStringLiteral("after"), text, from("x A 192.0.2.9\n", "\ny A 192.0.2.2\nz A 192.0.2.3\nw A 192.0.2.4\n")};
        const QList<ReviewRow> rows = reviewRows(zoneMeaning(origin, before, after), origin);
        QCOMPARE(told(rows), QStringLiteral("~ x A 300 192.0.2.1 -> 192.0.2.9\nI> (2 records stand in b instead of a)"));
        QCOMPARE(placesOf(rows[0]), QStringLiteral("a:1>a:1"));
        QCOMPARE(placesOf(rows[1]), QStringLiteral("a:2>b:2"));
    }

    void aVeryLongText()
    {
        QByteArray before("w TXT");
        for (int i = 0; i < 250; ++i)
            before += " \"" + QByteArray::number(i).rightJustified(250, '.') + '"';
        const QByteArray after = QByteArray(before).replace(".77\"", ".x\"").replace(".99\"", ".y\"");
        const QList<ReviewRow> rows = rowsOf(head + before + '\n', head + after + '\n');
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0].before.size(), qsizetype(250 * 253 - 1));
        QCOMPARE(rows[0].marksBefore.size(), 2);
        QVERIFY(markedIn(rows[0].before, rows[0].marksBefore).contains(QLatin1String(".77\",\"..")));
        QVERIFY(markedIn(rows[0].after, rows[0].marksAfter).endsWith(QLatin1String(".y\"")));
    }

    void whatTheSignerMadeIsSaid()
    {
        ZoneMeaning meaning;
        meaning.signing.signaturesRenewed = 12;
        meaning.signing.signaturesAdded = 1;
        meaning.signing.signaturesRemoved = 2;
        meaning.signing.after.firstExpiration = 1796083200;
        meaning.signing.after.lastExpiration = 1796256000;
        meaning.signing.chainNames = 3;
        meaning.signing.parametersAfter = "1 0 0 -";
        meaning.signing.zoneDigest = true;
        meaning.comments.append(CommentChange());
        meaning.moves.append({{{}, 1, 60, {}, QStringLiteral("b"), 4}, {QStringLiteral("a"), 3}});
        meaning.serialBefore = 1;
        meaning.serialAfter = 2;
        QCOMPARE(told(reviewRows(meaning, origin)),
                 QStringLiteral("I> (1 record stands in b instead of a)\nI~ (1 comment differs)\nI~ (12 signatures were renewed)\n"
                                "I+ (1 signature was added)\nI- (2 signatures were removed)\n"
                                "I  (The new signatures expire from 2026-12-01 to 2026-12-03)\nI~ (3 names of the NSEC chain changed)\n"
                                "I+ (NSEC3PARAM was added: 1 0 0 -)\nI~ (The digest of the zone (ZONEMD) changed)\nI~ (Serial 1 becomes 2)"));
        SigningChange fewer;
        fewer.signaturesRenewed = 1;
        fewer.after.firstExpiration = fewer.after.lastExpiration = 1796083200;
        fewer.chainNames = 1;
        fewer.parametersBefore = "1 0 0 -";
        meaning = ZoneMeaning();
        meaning.signing = fewer;
        QCOMPARE(told(reviewRows(meaning, origin)), QStringLiteral("I~ (1 signature was renewed)\nI  (The new signatures expire on 2026-12-01)\n"
                                                                   "I~ (1 name of the NSEC chain changed)\nI- (NSEC3PARAM was removed: 1 0 0 -)"));
    }

    void everyCodeHasASentence()
    {
        static const QRegularExpression use(QStringLiteral("(counted\\()?(?:QStringLiteral\\()\"(review\\.[a-z.]+)\""));
        int seen = 0;
        QDirIterator files(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/core/review"), {QStringLiteral("*.cpp")}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto found = use.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext(); ++seen) {
                const auto match = found.next();
                QVERIFY2(sentenceOf(match.captured(2)), qPrintable(match.captured(2)));
                if (match.hasCaptured(1))
                    QVERIFY2(sentenceOf(match.captured(2) + QStringLiteral(".one")), qPrintable(match.captured(2)));
            }
        }
        QVERIFY(seen > 30);
        for (const char *code : {"unreadable.before", "unreadable.after", "signatures.renewed", "signatures.added", "signatures.removed", "chain"})
            QVERIFY2(sentenceOf(QStringLiteral("review.%1.one").arg(QLatin1String(code))), code);
        for (const char *code : {"changed", "changed.other", "changed.others", "ttl", "ttl.other", "ttl.others"})
            QVERIFY2(sentenceOf(QStringLiteral("review.pattern.%1").arg(QLatin1String(code))), code);
    }

    void statementsAreRows_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(expected);
        };
        row("a zone comes", "", "zone a { type hint; file \"a\"; };", "S+ zone \"a\" a { type hint; file \"a\"; }");
        row("a zone goes", "zone a { type hint; file \"a\"; };", "", "S- zone \"a\" a { type hint; file \"a\"; }");
        row("a value", "options { max-cache-size 90; };", "options { max-cache-size 90%; };", "S~ options max-cache-size 90 -> 90%");
        row("a word of a value", "options { listen-on port 53 { any; }; };", "options { listen-on port 54 { any; }; };",
            "S~ options listen-on \"port 54\" port 53 { any; } -> port 54 { any; } [53|54]");
        row("views, zones and options", "view v { zone a { type primary; file \"x\"; allow-query { 10.0.0.1; any; }; }; };",
            "view v { zone a { type primary; file \"y\"; allow-query { any; 10.0.0.2; }; }; };",
            "S~ view \"v\", zone \"a\" file \"x\" -> \"y\" [x|y]\n"
            "S~ view \"v\", zone \"a\" allow-query { 10.0.0.1; any; } -> { any; 10.0.0.2; } [10.0.0.1,any|any,10.0.0.2]\n"
            "E- 10.0.0.1 ^1\nE+ 10.0.0.2 ^1");
        row("an element moves", "acl a { 10.0.0.1; !10.0.0.0/24; any; };", "acl a { !10.0.0.0/24; 10.0.0.1; any; };",
            "S~ acl \"a\" a { 10.0.0.1; !10.0.0.0/24; any; } -> a { !10.0.0.0/24; 10.0.0.1; any; } [10.0.0.1,!10.0.0.0/24|!10.0.0.0/24,10.0.0.1]\n"
            "E> !10.0.0.0/24 -> !10.0.0.0/24 ^0");
        row("of several lists", "options { deny-answer-addresses { 10/8; } except-from { a; }; };",
            "options { deny-answer-addresses { 10/8; } except-from { a; b; }; };",
            "S~ options deny-answer-addresses { 10/8; } except-from { a; } -> { 10/8; } except-from { a; b; } [|b;]\nE+ except-from b ^0");
        row("views change places", "view a { recursion no; }; view b { recursion no; }; view c { recursion no; };",
            "view c { recursion no; }; view a { recursion no; }; view b { recursion no; };", "S> view \"c\" (Place 3 becomes place 1)");
        row("a zone goes to another view", "view i { recursion no; zone a { type hint; file \"a\"; }; }; view e { recursion no; };",
            "view i { recursion no; }; view e { recursion no; zone a { type hint; file \"a\"; }; };",
            "S> view \"e\" zone \"a\" (It stands in view \"e\" instead of view \"i\")");
        row("into a view", "zone a { type hint; file \"a\"; };", "view v { zone a { type hint; file \"a\"; }; };",
            "S+ view \"v\" v { zone a { type hint; file \"a\"; }; }\nS> view \"v\" zone \"a\" (It stands in view \"v\" and stood in none)");
        row("out of one", "view v { zone a { type hint; file \"a\"; }; };", "zone a { type hint; file \"a\"; };",
            "S- view \"v\" v { zone a { type hint; file \"a\"; }; }\nS> zone \"a\" (It stands in no view and stood in view \"v\")");
        row("comments", "options { };\n", "options { }; # x\n", "I~ (Comments differ in /etc/bind/named.conf)");
        row("white space", "options { };\n", "options {\n};\n", "I~ (White space alone differs in /etc/bind/named.conf)");
        row("another order", "acl a { any; }; acl b { any; };", "acl b { any; }; acl a { any; };",
            "I~ (The same is written in another way in /etc/bind/named.conf)");
    }

    void statementsAreRows()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, expected);
        QCOMPARE(told(confRows({{mainConf, before}}, {{mainConf, after}})), expected);
    }

    void statementsSayWhere()
    {
        const QString part = QStringLiteral("/etc/bind/part.conf");
        const QByteArray include = "include \"/etc/bind/part.conf\";\n";
        const QList<ReviewRow> rows = confRows({{mainConf, include}, {part, "acl a {\n 10.0.0.1; };\nacl b { any; };\n"}},
                                               {{mainConf, include + "acl b { any; };\n"}, {part, "\nacl a {\n\n 10.0.0.2; };\n"}});
        QCOMPARE(rows.size(), 4);
        QStringList places;
        for (const ReviewRow &row : rows)
            places.append(placesOf(row));
        QCOMPARE(places.join(u' '), QStringLiteral("/etc/bind/part.conf:1>/etc/bind/part.conf:2 /etc/bind/part.conf:2> >/etc/bind/part.conf:4 >"));
        QCOMPARE(told(rows[3]), QStringLiteral("I> (1 statement stands in /etc/bind/named.conf instead of /etc/bind/part.conf)"));
    }

    void secretsStandNowhere()
    {
        const auto conf = [](const QByteArray &one, const QByteArray &two, const QByteArray &name) {
            return QByteArray("key k { algorithm hmac-sha256; secret \"" + one + "\"; };\nkey " + name + " { algorithm hmac-sha256; secret \"" + two +
                              "\"; };\noptions { cookie-secret \"" + one.toHex() + "\"; };\n");
        };
        const QByteArray one = QByteArray("the first secret").toBase64();
        const QByteArray two = QByteArray("the other secret").toBase64();
        const QList<ReviewRow> rows = confRows({{mainConf, conf(one, one, "gone")}}, {{mainConf, conf(two, two, "new")}});
        const QString text = told(rows);
        QVERIFY2(text.contains(QLatin1String("S~ key \"k\" secret secret (changed) -> secret (changed) (A secret in it changed)")), qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("S+ key \"new\"")) && text.contains(QLatin1String("S- key \"gone\"")), qPrintable(text));
        for (const QByteArray &secret : {one, two, one.toHex(), two.toHex()})
            QVERIFY2(!text.contains(QString::fromLatin1(secret), Qt::CaseInsensitive), qPrintable(text));
        const QString comments = told(rowsOf(head + "; secret \"" + one + "\";\n", head + "; secret \"" + two + "\";\n"));
        QVERIFY2(comments.startsWith(QLatin1String("I~ ")) && !comments.contains(QString::fromLatin1(one)) &&
                     !comments.contains(QString::fromLatin1(two)),
                 qPrintable(comments));
    }

    void contentIsWhatIsShown()
    {
        const QByteArray before = "a A 192.0.2.1\nb MX 10 a\nc TXT x\nd A 192.0.2.1\n";
        const QByteArray after = "a A 192.0.2.2\nb MX 20 a\ne TXT x\n;d A 192.0.2.1\n";
        const QList<ReviewRow> here = rowsOf(head + before, head + after);
        const QList<ReviewRow> below = rowsOf(head + "\n\n" + before, head + "\n\n\n" + after);
        QCOMPARE(here.size(), 5);
        QCOMPARE(contentsOf(here), contentsOf(below));
        for (qsizetype i = 0; i < here.size(); ++i)
            QVERIFY(here[i] != below[i]);
        const QByteArray acl = "acl a { 10.0.0.1; any; };\n";
        const QList<ReviewRow> conf = confRows({{mainConf, acl}}, {{mainConf, "acl a { any; };\n"}});
        QCOMPARE(contentsOf(conf), contentsOf(confRows({{mainConf, "\n" + acl}}, {{mainConf, "\n\nacl a { any; };\n"}})));
    }

    void contentDiffersWithAllThatIsShown()
    {
        ReviewRow row;
        row.name = QStringLiteral("a");
        row.what = QStringLiteral("b");
        row.said = Error{QStringLiteral("review.serial"), {QStringLiteral("1"), QStringLiteral("2")}, {}, {}};
        ReviewRow same = row;
        same.above = same.covers = 3;
        same.placeBefore.line = same.placeAfter.line = same.said->origin.line = 7;
        same.marksBefore = same.marksAfter = {{0, 1}};
        QCOMPARE(same.content(), row.content());
        QSet<Digest> seen{row.content()};
        const auto differs = [&](const char *what, const std::function<void(ReviewRow &)> &change) {
            ReviewRow other = row;
            change(other);
            const qsizetype known = seen.size();
            seen.insert(other.content());
            QVERIFY2(seen.size() > known, what);
        };
        for (const auto member :
             {&ReviewRow::name, &ReviewRow::what, &ReviewRow::ttlBefore, &ReviewRow::ttlAfter, &ReviewRow::before, &ReviewRow::after})
            differs("a text", [member](ReviewRow &other) { (other.*member).append(u'c'); });
        differs("the kind", [](ReviewRow &other) { other.kind = ReviewRow::Kind::Said; });
        differs("the sign", [](ReviewRow &other) { other.sign = ReviewRow::Sign::Added; });
        differs("letters that go to the next text", [](ReviewRow &other) {
            other.name.clear();
            other.what = QStringLiteral("ab");
        });
        differs("no sentence", [](ReviewRow &other) { other.said.reset(); });
        differs("another sentence", [](ReviewRow &other) { other.said->code = QStringLiteral("review.view"); });
        differs("an argument", [](ReviewRow &other) { other.said->args[1] = QStringLiteral("3"); });
        differs("arguments in one", [](ReviewRow &other) { other.said->args = {QStringLiteral("12")}; });
    }
};

LOCKSTEP_SUITE(TestReviewMeaning)
#include "tst_reviewmeaning.moc"
