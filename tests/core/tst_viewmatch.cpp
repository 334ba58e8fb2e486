// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/matchlist.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

using namespace lockstep;

// Rows marked [named] were asked from a real BIND 9.20, with source addresses of 127/8.
class TestViewMatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstElementThatFitsDecides_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("view"); // "one", "two", "?" when it cannot be told
        const auto row = [](const char *name, const char *list, const char *address, const char *view) {
            QTest::newRow(name) << QByteArray(list) << QString::fromLatin1(address) << QString::fromLatin1(view);
        };
        row("everybody", "any;", "10.1.2.3", "one");
        row("nobody", "none;", "10.1.2.3", "two");
        row("an empty list", "", "10.1.2.3", "two");
        row("the address itself", "10.1.2.3;", "10.1.2.3", "one");
        row("its neighbour", "10.1.2.4;", "10.1.2.3", "two");
        row("a short prefix", "10/8;", "10.1.2.3", "one");
        row("a prefix with bits behind it", "10.1.2.255/24;", "10.1.2.3", "one");
        row("a prefix that ends within a byte", "10.1.2.0/30;", "10.1.2.3", "one");
        row("the address behind that prefix", "10.1.2.0/30;", "10.1.2.4", "two");
        row("a prefix of 32 bits", "10.1.2.3/32;", "10.1.2.3", "one");
        row("a prefix of no bits", "0.0.0.0/0;", "203.0.113.9", "one");
        row("an excluded address before everybody", "!10.1.2.3; any;", "10.1.2.3", "two");
        row("everybody before an excluded address", "any; !10.1.2.3;", "10.1.2.3", "one");
        row("another than the excluded address", "!10.1.2.3; any;", "10.1.2.4", "one");
        row("an excluded address alone", "!10.1.2.3;", "10.1.2.4", "two");
        row("an exclamation mark of its own", "! 10.1.2.3; any;", "10.1.2.3", "two");
        row("IPv6 addresses do not fit", "2001:db8::/32; ::1; 10.1.2.3;", "10.1.2.3", "one");
        row("nobody before everybody [named]", "none; any;", "127.0.0.1", "two");
        row("not nobody is everybody [named]", "!none;", "127.0.0.1", "one");
        row("a name of a list [named]", "nested;", "10.1.2.3", "one");
        row("a name in capitals [named]", "NESTED;", "10.1.2.3", "one");
        row("ANY in capitals", "ANY;", "10.1.2.3", "one");
        row("what a list inside denies is no match [named]", "nested;", "127.0.0.5", "two");
        row("and the search goes on [named]", "nested; 127.0.0.5;", "127.0.0.5", "one");
        row("also for a list in braces [named]", "{ !127.0.0.5; any; }; any;", "127.0.0.5", "one");
        row("a list inside that ends with none [named]", "nobody; any;", "127.0.0.1", "one");
        row("the negation of a list that denies allows nothing [named]", "!nobody;", "127.0.0.1", "two");
        row("a negated list that allows excludes [named]", "!nested; any;", "127.0.0.1", "two");
        row("a negated list that denies is passed over [named]", "!nested; any;", "127.0.0.5", "one");
        row("a negated list in braces [named]", "!{ 127/8; }; any;", "127.0.0.1", "two");
        row("localhost from the loopback address", "localhost;", "127.0.0.1", "one");
        row("localhost from another address of 127/8 [named]", "localhost;", "127.0.0.5", "?");
        row("localnets from 127/8 [named]", "localnets;", "127.0.0.5", "one");
        row("localhost from somewhere", "localhost;", "10.1.2.3", "?");
        row("a fitting address before what is unknown", "10.1.2.3; localnets;", "10.1.2.3", "one");
        row("an unknown name", "elsewhere;", "10.1.2.3", "?");
        row("a country", "geoip country DE;", "10.1.2.3", "?");
        row("a key, with which nothing is signed", "key \"k\"; 10.1.2.3;", "10.1.2.3", "one");
        row("a key only", "key k;", "10.1.2.3", "two");
        row("a list that names itself", "loop;", "10.1.2.3", "?");
        row("an address of IPv6 asks", "any;", "2001:db8::1", "?");
        row("no address asks", "any;", "", "?");
        row("five numbers", "any;", "1.2.3.4.5", "?");
        row("a number beyond a byte", "any;", "10.1.2.256", "?");
    }

    void theFirstElementThatFitsDecides()
    {
        QFETCH(QByteArray, list);
        QFETCH(QString, address);
        QFETCH(QString, view);
        const Config config = readSample("acl nested { !127.0.0.5; any; }; acl \"nobody\" { none; }; acl loop { loop; };\n"
                                         "view one { match-clients { " +
                                         list + " }; };\nview \"two\" { };\n");
        QVERIFY(config.problems.isEmpty());
        QCOMPARE(viewFor(config, address).value_or(QStringLiteral("?")), view);
    }

    void viewsAreTriedInOrder_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("view"); // of 10.1.2.3
        const auto row = [](const char *name, const QByteArray &text, const char *view) { QTest::newRow(name) << text << QString::fromLatin1(view); };
        row("no views", "zone a { type hint; };", "");
        row("a view without a list takes everybody", "view a { }; view b { match-clients { any; }; };", "a");
        row("a later view fits", "view a { match-clients { 10.9.0.0/16; }; }; view b { match-clients { 10.1/16; }; };", "b");
        row("no view fits", "view a { match-clients { none; }; };", "?");
        row("what is unknown hides the views behind it", "view a { match-clients { localnets; }; }; view b { };", "?");
        row("a list that stands in an included file", "view a { include \"/etc/bind/clients\"; }; view b { };", "b");
        row("destinations decide too", "view a { match-destinations { any; }; }; view b { };", "?");
        row("destinations in an included file", "view a { include \"/etc/bind/destinations\"; }; view b { };", "?");
        row("recursion decides too", "view a { match-recursive-only yes; }; view b { };", "?");
        row("recursion that decides nothing", "view a { match-recursive-only no; }; view b { };", "a");
        row("a view of class CHAOS is not asked", "view c ch { match-clients { any; }; }; view b IN { };", "b");
        row("a list that a later statement declares", "view a { match-clients { late; }; }; acl late { 10.1.2.3; };", "a");
    }

    void viewsAreTriedInOrder()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, view);
        const Config config = readSample({{mainConf, text},
                                          {QStringLiteral("/etc/bind/clients"), "match-clients { 10.9.0.0/16; };"},
                                          {QStringLiteral("/etc/bind/destinations"), "match-destinations { 10.1.2.3; };"}});
        QVERIFY(config.problems.isEmpty());
        QCOMPARE(viewFor(config, QStringLiteral("10.1.2.3")).value_or(QStringLiteral("?")), view);
    }

    void anOwnAddressIsLocal()
    {
        const Config config = readSample("view inside { match-clients { localhost; }; }; view outside { };");
        QVERIFY(!viewFor(config, QStringLiteral("10.1.2.3")));
        QCOMPARE(viewFor(config, QStringLiteral("10.1.2.3"), true), QStringLiteral("inside"));
    }

    void namedListensThere_data()
    {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<QStringList>("addresses");
        const auto row = [](const char *name, const char *options, const QStringList &addresses) {
            QTest::newRow(name) << QByteArray(options) << addresses;
        };
        const QString loopback = QStringLiteral("127.0.0.1");
        const QString own = QStringLiteral("192.0.2.1");
        row("nothing said", "", {loopback});
        row("an address alone", "listen-on { 192.0.2.1; };", {own});
        row("two addresses", "listen-on { 192.0.2.1; 127.0.0.1; };", {own, loopback});
        row("in two statements", "listen-on { 192.0.2.1; }; listen-on port 53 { localhost; };", {own, loopback});
        row("everywhere", "listen-on { any; };", {loopback});
        row("everywhere but there", "listen-on { !127.0.0.1; any; };", {});
        row("an address that is excluded", "listen-on { !192.0.2.1; any; };", {loopback});
        row("another port", "listen-on port 5353 { 192.0.2.1; 127.0.0.1; };", {});
        row("another port beside", "listen-on port 5353 { 127.0.0.1; }; listen-on { 192.0.2.1; };", {own});
        row("over TLS", "listen-on port 853 tls ephemeral { 192.0.2.1; }; listen-on { 127.0.0.1; };", {loopback});
        row("plain, in so many words", "listen-on port 53 tls none { 192.0.2.1; };", {own});
        row("all at another port", "port 5353;", {});
        row("all at another port but one", "port 5353; listen-on port 53 { 192.0.2.1; };", {own});
        row("behind a proxy", "listen-on proxy plain { 192.0.2.1; }; listen-on { 127.0.0.1; };", {loopback});
        row("IPv6 is not asked", "listen-on-v6 { ::1; };", {loopback});
        row("nowhere", "listen-on { none; };", {});
    }
    void namedListensThere()
    {
        QFETCH(QByteArray, options);
        QTEST(listenersOf(readSample("options { " + options + " };")), "addresses");
    }

    void aServerMayAskItself_data()
    {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<QByteArray>("view");
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("verdict"); // at 192.0.2.1
        const auto row = [](const char *name, const char *options, const char *view, const char *zone, const char *verdict) {
            QTest::newRow(name) << QByteArray(options) << QByteArray(view) << QByteArray(zone) << QString::fromLatin1(verdict);
        };
        row("nothing said", "", "", "", "yes");
        row("options refuse", "allow-query { none; };", "", "", "no");
        row("the view counts before options", "allow-query { none; };", "allow-query { any; };", "", "yes");
        row("the zone counts before the view", "", "allow-query { any; };", "allow-query { 198.51.100.0/24; };", "no");
        row("the zone opens itself", "allow-query { none; };", "allow-query { none; };", "allow-query { any; };", "yes");
        row("its own network", "allow-query { 192.0.2.0/24; };", "", "", "yes");
        row("localhost is any own address", "allow-query { localhost; };", "", "", "yes");
        row("its networks, as far as known", "allow-query { localnets; };", "", "", "yes");
        row("an excluded address", "allow-query { !192.0.2.1; any; };", "", "", "no");
        row("a list by name", "allow-query { office; };", "", "", "yes");
        row("a key only", "allow-query { key k; };", "", "", "no");
        row("a country", "allow-query { geoip country DE; };", "", "", "?");
        row("not at this address", "allow-query-on { 127.0.0.1; };", "", "", "no");
        row("at this address", "", "", "allow-query-on { 192.0.2.1; };", "yes");
        row("both, one of them refuses", "allow-query-on { any; };", "", "allow-query { none; };", "no");
        row("what is unknown and what refuses", "allow-query { geoip country DE; }; allow-query-on { none; };", "", "", "no");
        row("a black hole", "blackhole { 192.0.2.0/24; };", "", "allow-query { any; };", "no");
        row("a black hole elsewhere", "blackhole { 198.51.100.1; };", "", "", "yes");
        row("a black hole that is not known", "blackhole { geoip country DE; };", "", "", "?");
    }
    void aServerMayAskItself()
    {
        QFETCH(QByteArray, options);
        QFETCH(QByteArray, view);
        QFETCH(QByteArray, zone);
        QFETCH(QString, verdict);
        const Config config = readSample("acl office { 192.0.2.1; };\noptions { " + options + " };\nview v { " + view +
                                         " zone example.net { type primary; file \"/etc/bind/z\"; " + zone + " }; };\n");
        QVERIFY(config.problems.isEmpty());
        const MatchVerdict found = mayAskItself(config, config.zones.first(), QStringLiteral("192.0.2.1"));
        QCOMPARE(found == MatchVerdict::Yes ? "yes" : found == MatchVerdict::Unknown ? "?" : "no", verdict);
    }
};

LOCKSTEP_SUITE(TestViewMatch)
#include "tst_viewmatch.moc"
