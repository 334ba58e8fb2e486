// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/zonecheck.h"
#include "tests/support/partwindow.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);
const QByteArray head = "$TTL 300\n@ SOA ns host 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n"; // lines 1 to 4

ZoneFindings look(const QByteArray &text) { return checkZone(origin, {QStringLiteral("zone"), text}); }

// "5 zone.check.cname error" for each finding.
QStringList told(const ZoneFindings &found)
{
    QStringList list;
    for (const ZoneFinding &one : found.findings)
        list.append(QStringLiteral("%1 %2 %3")
                        .arg(one.error.origin.line)
                        .arg(one.error.code.mid(5), one.severity == ZoneFinding::Severity::Error ? "error" : "warning"));
    return list;
}

} // namespace

class TestZoneCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QByteArray &text, const QStringList &expected) {
            QTest::newRow(name) << head + text << expected;
        };
        row("a good zone", "www A 192.0.2.2\nalias CNAME www\n@ MX 10 www\n_sip._udp SRV 1 2 3 www\n", {});
        row("an alias and an address", "www A 192.0.2.2\nwww CNAME ns\n", {"6 check.cname error"});
        row("an address behind an alias", "www CNAME ns\nwww TXT a\nwww TXT b\n", {"6 check.cname error"});
        row("two aliases", "www CNAME ns\nwww CNAME mail\nmail A 192.0.2.3\n", {"6 check.cnames error"});
        row("the same alias twice", "www CNAME ns\nwww CNAME ns\n", {"6 check.cnames error", "6 check.twice warning"});
        row("a signed alias",
            "www CNAME ns\nwww RRSIG CNAME 13 3 300 20300101000000 20200101000000 1 example.net. AAAA\nwww NSEC zzz CNAME RRSIG NSEC\n", {});
        row("mail to an alias", "mail CNAME ns\n@ MX 10 mail\n", {"6 check.target.cname warning"});
        row("a name server that is an alias", "ns2 CNAME ns\n@ NS ns2\n", {"6 check.target.cname error"});
        row("mail to nowhere", "@ MX 10 mail\n", {"5 check.target.none warning"});
        row("mail to nowhere, many times", "a MX 10 mail\nb MX 10 mail\nc MX 20 mail\n", {"5 check.target.none warning"});
        row("a service nowhere", "_sip._udp SRV 1 2 3 sip\n", {"5 check.target.none warning"});
        row("no service at all", "_sip._udp SRV 0 0 0 .\n@ MX 0 .\n", {});
        row("a name without addresses", "mail TXT a\n@ MX 10 mail\n", {"6 check.target.none warning"});
        row("a name server of the zone that is nowhere", "lab NS dead\n@ NS dead\n", {"6 check.target.none error"});
        row("what another zone has", "@ MX 10 mail.example.org.\n@ NS ns.example.org.\n", {});
        row("an alias to nowhere", "www CNAME gone\n", {"5 check.cname.none warning"});
        row("an alias to a text", "www CNAME here\nhere TXT a\n", {});
        row("a wildcard answers", "* A 192.0.2.9\n@ MX 10 mail\nwww CNAME gone\n", {});
        row("a wildcard that is closer", "* A 192.0.2.9\n*.lab TXT a\n@ MX 10 mail.lab\n", {"7 check.target.none warning"});
        row("a name that exists hides the wildcard", "* A 192.0.2.9\na.b TXT a\nb TXT a\n@ MX 10 mail.b\n", {"8 check.target.none warning"});
        row("a delegation with glue", "lab NS ns.lab\nns.lab A 192.0.2.53\n", {});
        row("a delegation without glue", "lab NS ns.lab\n", {"5 check.glue warning"});
        row("a delegation to a neighbour's server", "lab NS ns.dev\ndev NS ns.dev\nns.dev A 192.0.2.53\n", {});
        row("a delegation to a host of this zone", "lab NS ns\n", {});
        row("a delegation to nowhere", "lab NS nowhere\n", {"5 check.target.none warning"});
        row("mail in another zone below", "lab NS ns\n@ MX 10 mail.lab\n", {});
        row("records below a delegation", "lab NS ns\nwww.lab TXT a\nns.lab A 192.0.2.53\nlab TXT a\nlab DS 1 13 2 " + QByteArray(64, 'A') + "\n",
            {"6 check.hidden warning", "8 check.hidden warning"});
        row("records below a DNAME", "old DNAME new\nnew A 192.0.2.1\nwww.old A 192.0.2.1\n@ MX 10 mail.old\n",
            {"7 check.hidden warning", "8 check.target.dname warning"});
        row("a DS without a delegation", "lab DS 1 13 2 " + QByteArray(64, 'A') + "\n", {"5 check.ds error"});
        row("a record twice", "www A 192.0.2.2\nWWW a 192.0.2.2\n", {"6 check.twice warning"});
        row("two times to live", "www 60 A 192.0.2.2\nwww 90 A 192.0.2.3\n", {"6 check.ttl warning"});
        row("a record twice, not together", "www A 192.0.2.2\na A 192.0.2.3\nwww A 192.0.2.2\n", {"7 check.twice warning"});
        row("a record twice together and once apart", "www A 192.0.2.2\nwww A 192.0.2.2\na A 192.0.2.3\nwww A 192.0.2.2\n",
            {"6 check.twice warning", "8 check.twice warning"});
        row("times to live, not together", "www 60 A 192.0.2.2\na A 192.0.2.4\nwww 90 A 192.0.2.3\nwww 90 A 192.0.2.5\n",
            {"7 check.ttl warning", "8 check.ttl warning"});
        row("three times to live in two places", "www 60 A 192.0.2.2\na A 192.0.2.4\nwww 90 A 192.0.2.3\nwww 30 A 192.0.2.5\n",
            {"7 check.ttl warning", "8 check.ttl warning"});
        row("a signature has the time to live of what it covers",
            "www 60 A 192.0.2.2\nwww 60 RRSIG A 13 3 60 20300101000000 20200101000000 1 example.net. AAAA\n"
            "www 90 RRSIG TXT 13 3 90 20300101000000 20200101000000 1 example.net. AAAA\nwww 90 TXT a\n",
            {});
        row("no fault of two types", "www 60 A 192.0.2.2\nwww 90 TXT a\n", {});
        row("two SOA records", "@ SOA ns host 2 2 3 4 5\n", {"5 check.soa.more error"});
        row("a SOA record below", "www SOA ns host 2 2 3 4 5\n", {"5 check.soa.place error"});
        row("a DNS server over TLS", "_dns SVCB 1 ns alpn=dot\n_853._dns SVCB 1 ns alpn=doq\n", {});
        row("a DNS server over HTTPS", "_dns SVCB 1 ns alpn=dot,h2 dohpath=/q{?dns}\n", {});
        row("a DNS server over HTTPS without a path", "_DNS SVCB 1 ns alpn=dot,h2\n_443._dns.www SVCB 1 ns alpn=http/1.1\n",
            {"5 check.svcb.dohpath error", "6 check.svcb.dohpath error"});
        row("a DNS server over nothing", "_dns SVCB 1 ns port=853\n_dns.www SVCB 0 ns\n", {"5 check.svcb.alpn error", "6 check.svcb.alpn error"});
        row("services of another name",
            "x._dns SVCB 1 ns alpn=h2\n_080._dns SVCB 1 ns alpn=h2\n_dns HTTPS 1 ns alpn=h2\n_65536._dns SVCB 1 ns alpn=h2\n", {});
        row("outside the zone", "www.example.org. A 192.0.2.2\n", {"5 outside warning"});
        row("what cannot be read", "www A 192.0.2.256\n", {"5 rdata error"});
    }

    void findings()
    {
        QFETCH(QByteArray, text);
        QTEST(told(look(text)), "expected");
        PartWindow parts(text, 20);
        QTEST(told(checkZone(origin, ZoneSource{QStringLiteral("zone"), parts})), "expected");
    }

    void theSentencesSayWhatToDo()
    {
        const ZoneFindings found = look(head + "@ MX 10 mail\n");
        QCOMPARE(errorText(found.findings.value(0).error),
                 QStringLiteral("zone:5: MX of example.net. names mail.example.net., which has no address in this zone. Add an A or AAAA record for "
                                "it, or correct the name; is a dot missing at its end?"));
    }

    // Sixteen levels of ten would be more reads than anybody waits for.
    void filesThatIncludeThemselvesManyTimes()
    {
        const QByteArray ring = QByteArray("$INCLUDE ring\n").repeated(10);
        const ZoneFindings found = checkZone(origin,
                                             {QStringLiteral("zone"), head + ring, [&](const QString &) -> Result<QByteArray> { return ring; }});
        QCOMPARE(found.records, 3);
        QVERIFY(told(found).contains(QStringLiteral("1 include.deep error")));
        QVERIFY(told(found).contains(QStringLiteral("5 include.many error")) || found.more > 0);
    }

    // What stands in another file is told with its name, and what the zone lacks with the zone's own.
    void otherFilesAreNamed()
    {
        const auto reader = [](const QString &) -> Result<QByteArray> { return "\nwww 60 A 192.0.2.9\n"; };
        const ZoneFindings found = checkZone(origin, {QStringLiteral("zone"), "www 60 A 192.0.2.9\n$INCLUDE part\n", reader});
        QStringList texts;
        for (const ZoneFinding &one : found.findings)
            texts.append(errorText(one.error));
        QCOMPARE(texts.size(), 3);
        QVERIFY2(texts[0].startsWith(QStringLiteral("zone:1: The zone example.net. has no SOA record")), qPrintable(texts[0]));
        QVERIFY2(texts[1].startsWith(QStringLiteral("zone:1: The zone example.net. has no NS record")), qPrintable(texts[1]));
        QVERIFY2(texts[2].startsWith(QStringLiteral("part:2: ")) && texts[2].contains(QStringLiteral("in line 1 (zone) already")),
                 qPrintable(texts[2]));
    }

    void anEmptyZone() { QCOMPARE(told(look({})), QStringList({"1 check.soa.none error", "1 check.ns.none error"})); }

    // As many as a person can read are kept, and all are counted.
    void veryManyFaults()
    {
        QByteArray text = head;
        for (int i = 0; i < 3000; ++i)
            text += "h" + QByteArray::number(i) + " A 192.0.2.256\n";
        const ZoneFindings found = look(text);
        QCOMPARE(found.findings.size(), ZoneFindings::mostFindings);
        QCOMPARE(found.more, 2000);
        // Of a file that is no zone at all not even that.
        const ZoneFile none = ZoneFile::parse(QStringLiteral("zone"), QByteArray("x\n").repeated(30000), origin);
        QCOMPARE(none.diagnostics().size(), 10001);
        QCOMPARE(none.diagnostics().last().code, QStringLiteral("zone.faults"));
        QCOMPARE(none.diagnostics().last().origin.line, 10001);
        // Warnings leave room for what is worse.
        QByteArray outside = "$TTL 1\n";
        for (int i = 0; i < 3000; ++i)
            outside += "h" + QByteArray::number(i) + ".example.org. A 192.0.2.1\n";
        QVERIFY(told(look(outside)).contains(QStringLiteral("1 check.soa.none error")));
    }

    // Beside a plain look at every pair, in zones where names have few records and where they have many, together and apart.
    void repeatsAsAPlainLookFindsThem_data()
    {
        QTest::addColumn<int>("names");
        QTest::addColumn<bool>("together");
        for (const int names : {1, 3, 40, 400}) {
            QTest::addRow("%d names apart", names) << names << false;
            QTest::addRow("%d names together", names) << names << true;
        }
    }

    void repeatsAsAPlainLookFindsThem()
    {
        QFETCH(int, names);
        QFETCH(bool, together);
        QRandomGenerator random(quint32(names) + (together ? 1 : 0));
        struct Line
        {
            int name;
            int ttl;
            bool text;
            int data;
        };
        QList<Line> lines;
        for (int i = 0; i < 300; ++i)
            lines.append({int(random.bounded(names)), random.bounded(20) == 0 ? 90 : 60, random.bounded(2) == 0, int(random.bounded(30))});
        if (together)
            std::ranges::stable_sort(lines, {}, &Line::name);
        QByteArray zone = head;
        QStringList expected;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const Line &line = lines[i];
            const QByteArray data = QByteArray::number(line.data);
            zone += 'h' + QByteArray::number(line.name) + ' ' + QByteArray::number(line.ttl) + (line.text ? " TXT " : " A 10.0.0.") + data + '\n';
            const auto before = lines.first(i);
            const auto isSet = [&](const Line &one) { return one.name == line.name && one.text == line.text; };
            const auto first = std::ranges::find_if(before, isSet);
            // What a run of lines finds is told against the first of the run, what remains against the first of all.
            auto run = i;
            while (run > 0 && lines[run - 1].name == line.name)
                --run;
            const auto firstOfRun = std::find_if(lines.cbegin() + run, lines.cbegin() + i, isSet);
            if ((first != before.end() && first->ttl != line.ttl) || (firstOfRun != lines.cbegin() + i && firstOfRun->ttl != line.ttl))
                expected.append(QStringLiteral("%1 check.ttl warning").arg(i + 5));
            if (std::ranges::any_of(before, [&](const Line &one) { return isSet(one) && one.data == line.data; }))
                expected.append(QStringLiteral("%1 check.twice warning").arg(i + 5));
        }
        QStringList found = told(look(zone));
        for (QStringList *list : {&found, &expected})
            list->sort();
        QVERIFY(!expected.isEmpty());
        QCOMPARE(found, expected);
    }

    // A long table grows.
    void manyNames()
    {
        QByteArray text = head;
        for (int i = 0; i < 20000; ++i)
            text += "h" + QByteArray::number(i) + " A 10.0.0.1\n";
        QVERIFY(look(text).findings.isEmpty());
        QCOMPARE(told(look(text + "h77 CNAME ns\nh19999 A 10.0.0.1\n")), QStringList({"20005 check.cname error", "20006 check.twice warning"}));
    }
};

LOCKSTEP_SUITE(TestZoneCheck)
#include "tst_zonecheck.moc"
