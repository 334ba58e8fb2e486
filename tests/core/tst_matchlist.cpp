// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/matchlist.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

// The acls that the rows use; the host has 192.0.2.1/24 and 2001:db8::1/64.
const QByteArray definitions = "acl office { !10.0.0.66; 10.0.0.0/8; };\nacl nobody { none; };\nacl loop { loop; };\n"
                               "acl six { 2001:db8::/33; };\nacl signed { !key bad; key good; };\n";

MatchHost host()
{
    return {{*parseAddressWord("192.0.2.1"), *parseAddressWord("2001:db8::1"), *parseAddressWord("127.0.0.1")},
            {parsePrefixWord("192.0.2.0/24").prefix, parsePrefixWord("2001:db8::/64").prefix, parsePrefixWord("127.0.0.0/8").prefix},
            true,
            false};
}

} // namespace

class TestMatchList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstElementThatFitsDecides_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArray>("client"); // address, perhaps with a key
        QTest::addColumn<QString>("verdict");   // yes, no, never, unknown, and by which elements
        const auto row = [](const char *name, const char *list, const char *client, const char *verdict) {
            QTest::newRow(name) << QByteArray(list) << QByteArray(client) << QString::fromLatin1(verdict);
        };
        row("everybody", "any;", "10.1.2.3", "yes: any");
        row("nobody", "none;", "10.1.2.3", "never: none");
        row("an empty list", "", "10.1.2.3", "no");
        row("a prefix", "10/8;", "10.1.2.3", "yes: 10/8");
        row("the last address of a prefix", "10.1.2.0/30;", "10.1.2.3", "yes: 10.1.2.0/30");
        row("the address behind it", "10.1.2.0/30;", "10.1.2.4", "no");
        row("a prefix of no bits", "0/0;", "203.0.113.1", "yes: 0/0");
        row("which is of one family", "0/0;", "2001:db8::1", "no");
        row("a prefix in pieces", "10 / 8;", "10.1.2.3", "yes: 10 / 8");
        row("an IPv6 prefix", "2001:db8::/32;", "2001:DB8::5", "yes: 2001:db8::/32");
        row("an IPv6 prefix that ends within a byte", "six;", "2001:db8:7fff::1", "yes: six > 2001:db8::/33");
        row("the address behind it, in IPv6", "six;", "2001:db8:8000::1", "no");
        row("a mapped address is IPv6", "10/8;", "::ffff:10.1.2.3", "no");
        row("an excluded address", "!10.1.2.3; any;", "10.1.2.3", "never: !10.1.2.3");
        row("behind everybody it excludes nothing", "any; !10.1.2.3;", "10.1.2.3", "yes: any");
        row("a named list", "office;", "10.1.2.3", "yes: office > 10.0.0.0/8");
        row("what it denies is no match outside", "office;", "10.0.0.66", "no");
        row("so the search goes on", "office; any;", "10.0.0.66", "yes: any");
        row("a negated list denies what it allows", "!office; any;", "10.1.2.3", "never: !office > 10.0.0.0/8");
        row("and says nothing of what it denies", "!office; any;", "10.0.0.66", "yes: any");
        row("two negations allow nothing", "!{ !10.0.0.66; };", "10.0.0.66", "no");
        row("three neither", "!{ !{ !10.0.0.66; }; };", "10.0.0.66", "no");
        row("a negated list in a negated list", "!{ !{ 10/8; }; any; }; any;", "10.1.2.3", "yes: any");
        row("in braces", "{ { 10/8; }; };", "10.1.2.3", "yes: { ... } > { ... } > 10/8");
        row("not nobody is everybody", "!none;", "10.1.2.3", "yes: !none");
        row("a list that holds nobody", "nobody; any;", "10.1.2.3", "yes: any");
        row("localhost", "localhost;", "192.0.2.1", "yes: localhost");
        row("a neighbour is not localhost", "localhost;", "192.0.2.2", "no");
        row("but of localnets", "localnets;", "192.0.2.2", "yes: localnets");
        row("in IPv6 too", "localnets;", "2001:db8::99", "yes: localnets");
        row("a stranger is not", "!localnets; any;", "198.51.100.1", "yes: any");
        row("a key", "key good;", "10.1.2.3 good.", "yes: key good");
        row("a key in capitals", "key \"GOOD\";", "10.1.2.3 good", "yes: key GOOD");
        row("without a key", "key good;", "10.1.2.3", "no");
        row("another key", "key good;", "10.1.2.3 other", "no");
        row("a denied key in a list", "signed; any;", "10.1.2.3 bad", "yes: any");
        row("a denied key", "!key bad; any;", "10.1.2.3 bad", "never: !key bad");
        row("an address and a key", "!{ !10/8; any; }; key good;", "10.1.2.3 good", "yes: key good");
        row("the key alone from elsewhere", "!{ !10/8; any; }; key good;", "192.0.2.9 good", "never: ! { ... } > any");
        row("a list nobody defines", "elsewhere;", "10.1.2.3", "unknown: elsewhere");
        row("not asked when something fits before", "10/8; elsewhere;", "10.1.2.3", "yes: 10/8");
        row("a list that names itself", "loop;", "10.1.2.3", "unknown");
        row("a country", "geoip country DE;", "10.1.2.3", "unknown: geoip country DE");
        row("a quoted address is a name", "\"10.1.2.3\";", "10.1.2.3", "unknown: 10.1.2.3");
    }

    void theFirstElementThatFitsDecides()
    {
        QFETCH(QByteArray, list);
        QFETCH(QByteArray, client);
        const Config config = readSample(definitions + "acl asked { " + list + " };");
        QVERIFY(config.problems.isEmpty());
        const auto address = parseAddressWord(client.split(' ').first());
        QVERIFY(address);
        const MatchResult result = matches(config, QStringLiteral("asked"), {*address, QString::fromUtf8(client.split(' ').value(1))}, host());
        constexpr const char *words[] = {"yes", "no", "never", "unknown"};
        QString told = QString::fromLatin1(words[int(result.verdict)]);
        QStringList steps;
        for (const MatchStep &step : result.steps) {
            steps.append(QString::fromUtf8(step.element));
            QCOMPARE(step.file, mainConf);
        }
        if (!steps.isEmpty() && steps.size() < 10) // a loop has as many as the deepest list
            told += QStringLiteral(": ") + steps.join(QLatin1String(" > "));
        QTEST(told, "verdict");
    }

    void stepsHaveAPlace()
    {
        const Config config = readSample(definitions + "acl asked {\n  office; };");
        const MatchResult result = matches(config, QStringLiteral("asked"), {*parseAddressWord("10.1.1.1"), {}}, host());
        QCOMPARE(result.steps.size(), 2);
        QCOMPARE(result.steps[0].line, 7);
        QCOMPARE(result.steps[0].column, 3);
        QCOMPARE(result.steps[1].line, 1);
        QCOMPARE(result.steps[1].column, 26);
    }

    void interfacesMayBeUnknown()
    {
        MatchHost some = host();
        some.complete = false;
        const Config config = readSample(definitions);
        const auto verdict = [&](const char *acl, const char *address) {
            return matches(config, QString::fromLatin1(acl), {*parseAddressWord(address), {}}, some).verdict;
        };
        QCOMPARE(verdict("localhost", "192.0.2.1"), MatchVerdict::Yes);
        QCOMPARE(verdict("localhost", "198.51.100.1"), MatchVerdict::Unknown);
        some.mapped = true;
        QCOMPARE(verdict("office", "::ffff:10.1.2.3"), MatchVerdict::Yes);
    }
};

LOCKSTEP_SUITE(TestMatchList)
#include "tst_matchlist.moc"
