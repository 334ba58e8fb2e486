// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/bind/checkeroutput.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

QString told(const CheckerFinding &one)
{
    QStringList parts{one.severity == CheckerFinding::Severity::Error ? QStringLiteral("error") : QStringLiteral("warning"), one.code};
    if (!one.file.isEmpty())
        parts.append(one.file + u':' + QString::number(one.line));
    if (!one.zone.isEmpty())
        parts.append(QStringLiteral("zone ") + one.zone + (one.view.isEmpty() ? QString() : u'@' + one.view) + u'#' +
                     QString::number(one.occurrence));
    if (!one.owner.isEmpty())
        parts.append(one.owner + u'/' + one.type + u'/' + one.target);
    if (!one.near.isEmpty())
        parts.append(QStringLiteral("near ") + one.near);
    if (one.summary)
        parts.append(QStringLiteral("summary"));
    return parts.join(u' ');
}

} // namespace

// Lines as BIND 9.18 and 9.20 print them.
class TestCheckerOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesAreTakenApart_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QString>("expected"); // of every finding
        const auto row = [](const char *name, const char *output, const char *expected) {
            QTest::newRow(name) << QByteArray(output) << QString::fromLatin1(expected);
        };
        row("nothing", "", "");
        row("a zone that was loaded", "zone example.net/IN: loaded serial 1\n", "");
        row("signed", "zone example.net/IN: loaded serial 1 (DNSSEC signed)\nOK\n", "");
        row("a place and a word", "dns_rdata_fromtext: /z.db:5: near '192.0.2.300': bad dotted quad\n",
            "error bind.check.ipv4 /z.db:5 near 192.0.2.300");
        row("a word with a quotation mark", "/z.db:5: unknown RR type 'A'X'\n", "error zone.type /z.db:5 near A'X");
        row("a path with a blank and a colon", "/my zones/a:b.db:17: no TTL specified; zone rejected\n", "error zone.nottl /my zones/a:b.db:17");
        row("of a zone", "zone example.net/IN: NS 'ns2.example.net' has no address records (A or AAAA)\n",
            "error zone.check.target.none zone example.net#0 example.net/NS/ns2.example.net");
        row("of a record of it", "zone Example.NET/IN: www.example.net/MX 'Mail.example.net' is a CNAME (illegal)\n",
            "error zone.check.target.cname zone example.net#0 www.example.net/MX/mail.example.net");
        row("a name with a slash", "zone 0/25.2.0.192.in-addr.arpa/IN: has no NS records\n",
            "error zone.check.ns.none zone 0/25.2.0.192.in-addr.arpa#0");
        row("the view comes last",
            "/z.db:2: no TTL specified; zone rejected\nzone a/IN: loading from master file /z.db failed: no ttl\n"
            "zone a/IN: not loaded due to errors.\nv/a/IN: no ttl\n",
            "error zone.nottl /z.db:2 zone a@v#0\nerror agent.checker zone a@v#0 summary");
        row("the default view has no name", "zone a/IN: has no NS records\n_default/a/IN: bad zone\n", "error zone.check.ns.none zone a#0");
        row("what a loaded zone is told is a warning",
            "zone a/IN: a/MX 'b' has no address records (A or AAAA)\nzone a/IN: loaded serial 1\nv/b/IN: bad zone\n",
            "warning zone.check.target.none zone a#0 a/MX/b");
        row("the same zone again", "zone a/IN: loaded serial 1\nzone a/IN: has no NS records\nw/a/IN: bad zone\n",
            "error zone.check.ns.none zone a@w#1");
        row("words that nobody knows", "/named.conf:3: the moon is full\n\tmore of it\nand what stands alone\n",
            "error agent.checker /named.conf:3\nerror agent.checker");
        row("an option that goes", "/named.conf:3: option 'max-zone-ttl' is deprecated\n/named.conf:4: unknown option 'x'\n",
            "warning agent.checker /named.conf:3 near max-zone-ttl\nerror namedconf.unknown /named.conf:4 near x");
        row("only warnings, and refused all the same", "/named.conf:3: option 'max-zone-ttl' is deprecated\n",
            "error agent.checker /named.conf:3 near max-zone-ttl");
    }

    void linesAreTakenApart()
    {
        QFETCH(QByteArray, output);
        QFETCH(QString, expected);
        QStringList found;
        for (const CheckerFinding &one : parseCheckerOutput(output, true)) {
            found.append(told(one));
            QVERIFY2(sentenceOf(one.code), qPrintable(one.code));
            QVERIFY(output.contains(one.text.toUtf8()));
        }
        QCOMPARE(found.join(u'\n'), expected);
    }

    void thereAreNotMoreThanALimit()
    {
        QCOMPARE(parseCheckerOutput(QByteArray("/z.db:5: unknown RR type 'A'\n").repeated(5000), true).size(), mostCheckerFindings);
    }
};

LOCKSTEP_SUITE(TestCheckerOutput)
#include "tst_checkeroutput.moc"
