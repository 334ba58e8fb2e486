// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confdiff.h"
#include "core/namedconf/confpairs.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const char *sign(ConfChange::Kind kind)
{
    return kind == ConfChange::Kind::Added ? "+ " : kind == ConfChange::Kind::Removed ? "- " : kind == ConfChange::Kind::Moved ? "~ " : "! ";
}

// A row on a line: its kind, where it stands, what it is, its elements; values of what changed.
QString shown(const ConfChange &change)
{
    QStringList where = change.path;
    where.append(change.title());
    QString line = QLatin1String(sign(change.kind)) + where.join(QLatin1String(" > "));
    if (change.otherView)
        return line + QStringLiteral(" [%1 to %2]").arg(change.viewBefore, change.viewAfter);
    if (change.kind == ConfChange::Kind::Moved)
        return line + QStringLiteral(" [%1 to %2]").arg(change.placeBefore).arg(change.placeAfter);
    if (change.kind == ConfChange::Kind::Changed && change.elements.isEmpty())
        line += QStringLiteral(": ") + QString::fromUtf8(change.before) + QStringLiteral(" -> ") + QString::fromUtf8(change.after);
    for (const ConfElement &element : change.elements) {
        const char *kind = element.kind == ConfElement::Kind::Added ? " +" : element.kind == ConfElement::Kind::Removed ? " -" : " ~";
        line += QLatin1String(kind) + (element.list.isEmpty() ? QString() : QString::fromUtf8(element.list) + u':') + QString::fromUtf8(element.text);
    }
    return line;
}

QString shown(const ConfDifference &difference)
{
    QStringList lines;
    for (const ConfChange &change : difference.changes)
        lines.append(shown(change));
    return lines.join(u'\n');
}

QString textsOf(const ConfDifference &difference)
{
    static const char *const kinds[] = {"comments", "layout", "spelling", "statements"};
    QStringList lines;
    for (const ConfTextChange &one : difference.texts) {
        QString line = QStringLiteral("%1 %2>%3").arg(QLatin1String(kinds[int(one.kind)]), one.before, one.after);
        lines.append(one.kind == ConfTextChange::Kind::Statements ? line + QStringLiteral(" %1").arg(one.statements) : line);
    }
    return lines.join(u'\n');
}

using FileMap = QMap<QString, QByteArray>;

FileMap tree(const QByteArray &main, const QByteArray &part = {}, const QByteArray &other = {})
{
    FileMap files{{mainConf, main}};
    if (!part.isNull())
        files.insert(QStringLiteral("/etc/bind/part.conf"), part);
    if (!other.isNull())
        files.insert(QStringLiteral("/etc/bind/other.conf"), other);
    return files;
}

} // namespace

class TestConfDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameMeaning_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const char *before, const char *after) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after);
        };
        const auto option = [](const char *name, const char *before, const char *after) {
            QTest::newRow(name) << "options { " + QByteArray(before) + " };" << "options { " + QByteArray(after) + " };";
        };
        row("comments and white space", "options { recursion no; };", "# said\noptions /* a */ {\n\trecursion no; // b\n};\n");
        row("marks around a zone's name", "zone example.com { type hint; file \"x\"; };", "zone \"example.com\" { type hint; file \"x\"; };");
        row("case and dot of a zone's name", "zone \"Example.COM.\" { type hint; file \"x\"; };", "zone \"example.com\" { type hint; file \"x\"; };");
        row("class IN of a zone", "zone x IN { type hint; file \"x\"; };", "zone x { type hint; file \"x\"; };");
        row("class in of a view", "view x in { recursion no; };", "view x { recursion no; };");
        row("class CH of a zone in a view of CH", "view x CH { zone a { type hint; file \"x\"; }; };",
            "view x chaos { zone a chaos { type hint; file \"x\"; }; };");
        row("master and primary", "zone x { type master; file \"x\"; };", "zone x { type primary; file \"x\"; };");
        row("slave, masters", "zone x { type slave; masters { 192.0.2.1; }; };", "zone x { type secondary; primaries { 192.0.2.1; }; };");
        row("zones shuffled", "zone a { type hint; file \"a\"; }; zone b { type hint; file \"b\"; };",
            "zone b { type hint; file \"b\"; }; zone a { type hint; file \"a\"; };");
        row("statements of a zone shuffled", "zone a { type hint; file \"a\"; };", "zone a { file \"a\"; type hint; };");
        row("acls and keys shuffled", "acl a { any; }; key K { algorithm hmac-sha256; secret \"eA==\"; };",
            "key k. { secret eA==; algorithm HMAC-SHA256; }; acl A { ANY; };");
        row("key names in lists", "acl a { key K.; };", "acl a { key \"k\"; };");
        row("a category's channels", "logging { category default { a; b; }; };", "logging { category default { b; a; }; };");
        row("trust anchors", "trust-anchors { a. initial-key 257 3 8 \"AA\"; b static-key 257 3 8 \"BB\"; };",
            "trust-anchors { b static-key 257 3 8 \"BB\"; a. initial-key 257 3 8 \"AA\"; };");
        row("white space in an anchor", "trust-anchors { a. initial-key 257 3 8 \"AAAA BBBB\"; };",
            "trust-anchors { a. initial-key 257 3 8 \"AA AA\n\tBBBB\"; };");
        row("in one of the older kinds", "trusted-keys { a. 257 3 8 \"AAAA BBBB\"; }; managed-keys { b initial-key 257 3 8 \"AA AA\"; };",
            "trusted-keys { a. 257 3 8 \"AAAABBBB\"; }; managed-keys { b initial-key 257 3 8 \"AAAA\"; };");
        row("in a secret", "key k { algorithm hmac-sha256; secret \"YWJj ZGVm\"; };", "key k { algorithm hmac-sha256; secret \"YWJjZGVm\"; };");
        row("comments in words", "acl a { 10.0.0.0/8; 192.0.2.0/24; };", "acl#x\na#x\n{ 10.0.0.0/8#x\n; 192.0.2.0/* x */24; };");
        row("parts in any order", "logging { channel c { file \"l\" versions 3 size 1k; }; };",
            "logging { channel c { file \"l\" size 1024 versions 3; }; };");
        row("dnssec-policy times", "dnssec-policy p { signatures-validity P14D; };", "dnssec-policy p { signatures-validity 2w; };");
        option("days and seconds", "max-cache-ttl 1d;", "max-cache-ttl 86400;");
        option("mixed units", "max-cache-ttl 1h30m;", "max-cache-ttl 90M;");
        option("ISO months and minutes", "max-cache-ttl P1MT1M;", "max-cache-ttl 2678460;");
        option("megabytes", "max-cache-size 10M;", "max-cache-size 10485760;");
        option("yes, true, 1", "recursion yes; allow-new-zones false;", "allow-new-zones no; recursion TRUE;");
        option("a number in hexadecimal", "tcp-clients 0x10;", "tcp-clients 16;");
        option("fractions", "fetch-quota-params 1 .1 0.5 1;", "fetch-quota-params 1 0.10 .50 1.0;");
        option("a short prefix", "allow-query { 10/8; 192.0.2.1/32; };", "allow-query { 10.0.0.0/8; 192.0.2.1; };");
        option("an IPv6 address", "allow-query { 2001:DB8:0::1; };", "allow-query { 2001:db8::1; };");
        option("a mark before an element", "allow-query { !10.0.0.1; };", "allow-query { ! 10.0.0.1; };");
        option("also-notify is a set", "also-notify { 192.0.2.1; 192.0.2.2 port 0x35; };", "also-notify { 192.0.2.2 port 53; 192.0.2.1; };");
        option("listen-on by ports", "listen-on port 53 { any; }; listen-on port 5300 { any; };",
               "listen-on port 5300 { any; }; listen-on port 53 { any; };");
        option("white space in a cookie's secret", "cookie-secret \"00112233445566778899aabbccddeeff\";",
               "cookie-secret \"0011223344556677 8899aabb\tccddeeff\";");
        option("empty zones", "disable-empty-zone 10.IN-ADDR.ARPA; disable-empty-zone a;",
               "disable-empty-zone \"a.\"; disable-empty-zone \"10.in-addr.arpa\";");
    }

    void sameMeaning()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        for (const auto &[one, other] : {std::pair(before, after), std::pair(after, before)}) {
            const ConfDifference found = confDiff(readSample(one), readSample(other));
            QCOMPARE(shown(found), QString());
            QVERIFY(found.meansTheSame());
            QVERIFY(!found.identical);
            QCOMPARE(found.texts.size(), 1);
        }
    }

    void differences_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(expected);
        };
        const auto option = [](const char *name, const char *before, const char *after, const char *expected) {
            QTest::newRow(name) << "options { " + QByteArray(before) + " };" << "options { " + QByteArray(after) + " };"
                                << QString::fromUtf8(expected);
        };
        row("a zone is new", "zone a { type hint; file \"a\"; };", "zone a { type hint; file \"a\"; }; zone b { type hint; file \"b\"; };",
            "+ zone \"b\"");
        row("a zone is gone", "zone a { type hint; file \"a\"; }; zone b { type hint; file \"b\"; };", "zone b { type hint; file \"b\"; };",
            "- zone \"a\"");
        row("a zone's statement changes", "zone a { type primary; file \"a\"; };", "zone a { type primary; file \"b\"; notify no; };",
            "! zone \"a\" > file: \"a\" -> \"b\"\n+ zone \"a\" > notify");
        row("a zone's type changes", "zone a { type primary; file \"a\"; };", "zone a { type secondary; file \"a\"; };",
            "! zone \"a\" > type: primary -> secondary");
        row("a zone in a zone goes nowhere", "view i { zone a { zone b { type primary; }; }; }; view e { zone b { }; };",
            "view i { recursion no; }; view e { zone a { zone c { }; zone d { }; }; };",
            "+ view \"i\" > recursion\n- view \"e\" > zone \"b\"\n~ view \"e\" > zone \"a\" [i to e]\n"
            "! view \"e\" > zone \"a\" > zone: b { type primary; } -> c { }\n+ view \"e\" > zone \"a\" > zone");
        row("a zone goes to another view", "view i { zone a { type primary; file \"a\"; }; }; view e { recursion no; };",
            "view i { recursion no; }; view e { recursion no; zone a { type primary; file \"b\"; }; };",
            "+ view \"i\" > recursion\n~ view \"e\" > zone \"a\" [i to e]\n! view \"e\" > zone \"a\" > file: \"a\" -> \"b\"");
        row("views come to be", "zone a { type primary; file \"a\"; };", "view v { match-clients { any; }; zone a { type primary; file \"a\"; }; };",
            "+ view \"v\"\n~ view \"v\" > zone \"a\" [ to v]");
        row("a view is gone", "view v { zone a { type hint; file \"a\"; }; };", "", "- view \"v\"");
        row("views in another order", "view a { recursion no; }; view b { recursion no; }; view c { recursion no; };",
            "view c { recursion no; }; view a { recursion no; }; view b { recursion no; };", "~ view \"c\" [3 to 1]");
        row("names of views are as written", "view A { recursion no; };", "view a { recursion no; };", "- view \"A\"\n+ view \"a\"");
        row("a view's class", "view a { recursion no; };", "view a CH { recursion no; };", "! view \"a\": a -> a CH");
        row("an acl has one more", "acl a { 10.0.0.1; 10.0.0.2; 10.0.0.3; };", "acl a { 10.0.0.1; 10.0.0.9; 10.0.0.2; 10.0.0.3; };",
            "! acl \"a\" +10.0.0.9");
        row("an acl has another order", "acl a { 10.0.0.1; !10.0.0.0/24; any; };", "acl a { !10.0.0.0/24; 10.0.0.1; any; };",
            "! acl \"a\" ~!10.0.0.0/24");
        row("an element is denied", "acl a { 10.0.0.1; };", "acl a { !10.0.0.1; };", "! acl \"a\" -10.0.0.1 +!10.0.0.1");
        row("a key and an acl of one name", "acl a { key x; };", "acl a { x; };", "! acl \"a\" -key x +x");
        row("a key's secret", "key k { algorithm hmac-sha256; secret \"b25l\"; };", "key k { algorithm hmac-sha256; secret \"dHdv\"; };",
            "! key \"k\" > secret: secret (changed) -> secret (changed)");
        row("a key's algorithm", "key k { algorithm hmac-sha256; secret \"b25l\"; };", "key k { algorithm hmac-sha512; secret \"b25l\"; };",
            "! key \"k\" > algorithm: hmac-sha256 -> hmac-sha512");
        row("several lists", "options { deny-answer-addresses { 10/8; } except-from { a; }; };",
            "options { deny-answer-addresses { 10/8; 11/8; } except-from { b; a; c; }; };",
            "! options > deny-answer-addresses +11/8 +except-from:b +except-from:c");
        row("an unknown statement", "options { wonder 1d; };", "options { wonder 86400; };", "! options > wonder: 1d -> 86400");
        row("unknown statements are not a set", "wonder a; wonder b;", "wonder b; wonder a;", "~ wonder [2 to 1]");
        row("control channels", "controls { inet 127.0.0.1 allow { localhost; } keys { \"k\"; }; };",
            "controls { inet 127.0.0.1 allow { any; } keys { \"k.\"; j; }; };", "! controls > inet \"127.0.0.1\" -localhost +any +keys:j");
        row("a zone in class CH", "zone a { type hint; file \"a\"; };", "zone a CH { type hint; file \"a\"; };", "- zone \"a\"\n+ zone \"a\"");
        option("percent and bytes", "max-cache-size 90;", "max-cache-size 90%;", "! options > max-cache-size: 90 -> 90%");
        option("listen-on another port", "listen-on port 53 { any; };", "listen-on port 54 { any; };",
               "! options > listen-on \"port 54\": port 53 { any; } -> port 54 { any; }");
        option("forwarders in another order", "forwarders { 192.0.2.1; 192.0.2.2; };", "forwarders { 192.0.2.2; 192.0.2.1; };",
               "! options > forwarders ~192.0.2.2");
        option("cookie secrets", "cookie-secret \"aa\"; cookie-secret \"bb\";", "cookie-secret \"bb\"; cookie-secret \"aa\";",
               "~ options > cookie-secret [2 to 1]");
        option("a path in marks and without", "directory \"/a\";", "directory /a;", "! options > directory: \"/a\" -> /a");
        option("other numbers", "tcp-clients 010;", "tcp-clients 10;", "! options > tcp-clients: 010 -> 10");
    }

    void differences()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, expected);
        const ConfDifference found = confDiff(readSample(before), readSample(after));
        QCOMPARE(shown(found), expected);
        QVERIFY(!found.meansTheSame());
        QCOMPARE(found.texts, QList<ConfTextChange>());
    }

    void rowsSayWhere()
    {
        const Config before = readSample(
            tree("acl a {\n  10.0.0.1;\n};\ninclude \"/etc/bind/part.conf\";\n", "zone x { type primary; file \"x\"; };\n"));
        const Config after = readSample(
            tree("acl a {\n  10.0.0.2; };\ninclude \"/etc/bind/part.conf\";\n", "\n  zone x { type primary;\n\tfile \"y\"; };\n"));
        const ConfDifference found = confDiff(before, after);
        QCOMPARE(found.changes.size(), 2);
        QCOMPARE(found.changes[0].originAfter, (Origin{{}, mainConf, 1, 1}));
        QCOMPARE(found.changes[0].elements[0].before, (Origin{{}, mainConf, 2, 3}));
        QCOMPARE(found.changes[0].elements[0].after, Origin());
        QCOMPARE(found.changes[0].elements[1].after, (Origin{{}, mainConf, 2, 3}));
        QCOMPARE(found.changes[1].originBefore, (Origin{{}, QStringLiteral("/etc/bind/part.conf"), 1, 24}));
        QCOMPARE(found.changes[1].originAfter, (Origin{{}, QStringLiteral("/etc/bind/part.conf"), 3, 2}));
        QCOMPARE(found.changes[1].before, QByteArray("\"x\""));
    }

    void filesAreTold_data()
    {
        QTest::addColumn<FileMap>("before");
        QTest::addColumn<FileMap>("after");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const FileMap &before, const FileMap &after, const char *expected) {
            QTest::newRow(name) << before << after << QString::fromUtf8(expected);
        };
        const QByteArray zoneA("zone a { type hint; file \"a\"; };\n"), zoneB("zone b { type hint; file \"b\"; };\n");
        const QByteArray include("include \"/etc/bind/part.conf\";\n");
        row("comments", tree("options { };\n"), tree("options { }; # x\n"), "comments /etc/bind/named.conf>/etc/bind/named.conf");
        row("comments in words", tree("options { recursion#x\n no; };\n"), tree("options { recursion#y\n no; };\n"),
            "comments /etc/bind/named.conf>/etc/bind/named.conf");
        row("layout", tree("options { }; /* a */\n"), tree("options {\n};\n/* a */\n"), "layout /etc/bind/named.conf>/etc/bind/named.conf");
        row("order", tree(zoneA + zoneB), tree(zoneB + zoneA), "spelling /etc/bind/named.conf>/etc/bind/named.conf");
        row("a mark in a text is no comment", tree("options { version \"a # b\"; };\n"), tree("options { version \"a # b\" ; };\n"),
            "layout /etc/bind/named.conf>/etc/bind/named.conf");
        row("statements move", tree(zoneA + zoneB), tree(zoneA + include, zoneB), "statements /etc/bind/named.conf>/etc/bind/part.conf 1");
        row("statements move back", tree(include, zoneA + zoneB), tree(zoneA + zoneB), "statements /etc/bind/part.conf>/etc/bind/named.conf 2");
        row("only the included file", tree(include, zoneA), tree(include, "// here\n" + zoneA), "comments /etc/bind/part.conf>/etc/bind/part.conf");
    }

    void filesAreTold()
    {
        QFETCH(FileMap, before);
        QFETCH(FileMap, after);
        QFETCH(QString, expected);
        const ConfDifference found = confDiff(readSample(before), readSample(after));
        QCOMPARE(shown(found), QString());
        QCOMPARE(textsOf(found), expected);
        QVERIFY(found.meansTheSame() && !found.identical);
        QVERIFY(confDiff(readSample(after), readSample(after)).identical);
    }

    // What a zone may hold goes by its type, wherever that stands.
    void theTypeOfAZoneMayBeIncluded()
    {
        const QByteArray zone("zone a { include \"/etc/bind/part.conf\"; };\n");
        for (const auto &[part, place] : {std::pair(QByteArray("file \"x\"; type slave;\n"), at::secondary),
                                          {QByteArray("in-view v;\n"), at::inView},
                                          {QByteArray("file \"x\";\n"), at::zone}}) {
            const Config config = readSample(tree(zone, part));
            const ConfSide side(config);
            QCOMPARE(side.placeInside({&config.files.first().statements().first(), 0}, at::top), place);
        }
    }

    void faultsAreNeverEqual()
    {
        const Config broken = readSample("options { recursion no; ");
        const ConfDifference found = confDiff(broken, broken);
        QVERIFY(found.identical && !found.isReadable() && !found.meansTheSame());
        QCOMPARE(found.faultsBefore, broken.problems);
        QCOMPARE(found.faultsAfter, broken.problems);
        QVERIFY(!confDiff(readSample("include \"/none\";"), readSample("include \"/none\";")).meansTheSame());
        QVERIFY(!confDiff(Config(), readSample("options { };")).meansTheSame());
    }
};

LOCKSTEP_SUITE(TestConfDiff)
#include "tst_confdiff.moc"
