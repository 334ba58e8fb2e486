// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/namedconf/confcheck.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

QString shown(const QList<ConfFinding> &findings)
{
    QStringList lines;
    for (const ConfFinding &one : findings) {
        QString code = one.error.code.section(u'.', 1);
        if (one.severity != ConfFinding::Severity::Error)
            code += QLatin1String(one.severity == ConfFinding::Severity::Warning ? "?" : "~");
        lines.append(QStringLiteral("%1 %2:%3").arg(code).arg(one.error.origin.line).arg(one.error.origin.column));
    }
    return lines.join(QLatin1String(", "));
}

} // namespace

class TestConfCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void faultsHaveAnIdAndAPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("findings"); // "id line:column"; "?" marks a warning, "~" a note
        const auto row = [](const char *name, const QByteArray &text, const char *findings) {
            QTest::newRow(name) << text << QString::fromLatin1(findings);
        };
        row("nothing to say", "options { recursion no; };", "");
        row("an unknown statement", "options {\n  xyzzyplugh 1; };", "unknown 2:3");
        row("a misspelt one", "options {\n  recusrion no; };", "unknown.near 2:3");
        row("a keyword in quotation marks", "options { \"recursion\" no; };", "keyword 1:11");
        row("a statement of view in options", "options { match-clients { any; }; };", "place 1:11");
        row("a statement of options at the top", "recursion no;", "place 1:1");
        row("a statement of another type of zone", "zone a { type forward; file \"x\"; };", "place 1:24");
        row("removed", "options { auto-dnssec off; };", "removed 1:11");
        row("deprecated", "options { dialup no; };", "deprecated? 1:11");
        row("without effect", "options { keep-response-order { any; }; };", "obsolete? 1:11");
        row("experimental", "options { allow-proxy { any; }; };", "trial~ 1:11");
        row("only in some builds", "options { dnstap { all; }; };", "built~ 1:11");
        row("a deprecated word", "options { notify-source 192.0.2.1 port 5; };", "word? 1:35");
        row("twice", "options { recursion no; recursion no; };", "twice 1:25");
        row("twice by two names", "zone a { type slave; masters { 192.0.2.1; }; primaries { 192.0.2.1; }; };", "twice 1:46");
        row("what may stand several times", "options { listen-on { any; }; listen-on { none; }; };", "");
        row("a zone twice", "zone a { type hint; file \"x\"; };\nzone \"A.\" { type hint; file \"x\"; };", "again 2:1");
        row("a zone in two views", "view v { zone a { type hint; file \"x\"; }; }; view w { zone a { type hint; file \"x\"; }; };", "");
        row("a view twice", "view v { };\nview v { };", "again 2:1");
        row("views of other letters", "view v { };\nview V { };", "");
        row("a zone outside of the views", "view v { };\nzone a { type hint; file \"x\"; };", "outside 2:1");
        row("a list that BIND defines", "acl ANY { 10/8; };", "builtin 1:1");
        row("a zone without type", "zone a { file \"x\"; };", "lacks 1:1");
        row("a primary without file", "zone a { type primary; };", "lacks 1:1");
        row("a secondary without primaries", "zone a { type secondary; };", "lacks 1:1");
        row("a key without secret", "key k { algorithm hmac-sha256; };", "lacks 1:1");
        row("not a boolean", "options { recursion maybe; };", "value.bool 1:21");
        row("a quoted boolean", "options { recursion \"no\"; };", "value.bool 1:21");
        row("not a number", "options { tcp-clients many; };", "value.number 1:23");
        row("a number that is too large", "options { tcp-clients 4294967296; };", "value.number 1:23");
        row("a port that is too large", "options { port 65536; };", "value.port 1:16");
        row("a port behind an optional word", "options { listen-on port 65536 { any; }; };", "value.port 1:26");
        row("not a duration", "options { max-cache-ttl 1x; };", "value.duration 1:25");
        row("not a percentage", "options { max-ixfr-ratio 10; };", "value.other 1:26");
        row("a path without quotation marks", "options { directory /tmp; };", "value.quoted 1:21");
        row("a name with a slash", "key-store a/b { };", "value.name 1:11");
        row("none of the words", "options { check-mx perhaps; };", "value.other 1:20");
        row("not an address", "options { forwarders { a; }; };", "value.address 1:24");
        row("an IPv6 address for IPv4", "options { notify-source ::1; };", "value.other 1:25");
        row("no list", "options { allow-query any; };", "value.block 1:23");
        row("an element that is none", "options { allow-query { a/b; }; };", "value.element 1:25");
        row("half an address", "options { allow-query { 10.0.0; }; };", "value.incomplete 1:25");
        row("a length that is too long", "options { allow-query { 10.0.0.0/33; }; };", "value.length 1:25");
        row("bits behind the length", "options { allow-query { !10.0.0.1/8; }; };", "value.bits 1:25");
        row("in a nested list", "acl a { { any; };\n { !{ 10.0.0.1/8; }; }; };", "value.bits 2:7");
        row("nothing behind the keyword", "options { recursion; };", "missing 1:20");
        row("a word too many", "options { recursion no yes; };", "extra 1:24");
        row("a block too many", "options { recursion no { }; };", "extra 1:24");
        row("a statement without semicolon before it", "options { recursion no\n  notify no; };", "extra 2:3");
        row("a list nobody defines", "options { allow-query { office; }; };", "undefined 1:25");
        row("a list that is defined later", "options { allow-query { OFFICE; }; }; acl office { any; };", "");
        row("a key nobody defines", "server 192.0.2.1 { keys k; };", "undefined 1:25");
        row("servers nobody defines", "zone a { type secondary; primaries { hidden; }; };", "undefined 1:38");
        row("a policy nobody defines", "zone a { type primary; file \"x\"; dnssec-policy p; };", "undefined 1:48");
        row("what only named itself refuses", "statistics-channels { inet * allow { office; }; };", "undefined? 1:38");
        row("two blocks are told apart", "controls { inet * allow { any; } keys { \"a/b\"; }; };", "undefined 1:41");
        row("the words of a plugin are its own", "plugin query \"/x.so\" { anything goes; };", "");
    }

    void faultsHaveAnIdAndAPlace()
    {
        QFETCH(QByteArray, text);
        const Config config = readSample(text);
        QVERIFY(config.problems.isEmpty());
        const QList<ConfFinding> findings = checkStatements(config);
        QTEST(shown(findings), "findings");
        for (const ConfFinding &one : findings) {
            QVERIFY(!errorText(one.error).contains(u'%'));
            QCOMPARE(one.error.origin.file, mainConf);
        }
    }

    void sentencesSayWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("version");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const QByteArray &text, int version, const char *sentence) {
            QTest::newRow(sentence) << text << version << QString::fromLatin1(sentence);
        };
        row("options { recusrion no; };", 920, "BIND does not know a statement \"recusrion\". Is \"recursion\" meant?");
        row("options { check-svcb no; };", 918, "BIND knows \"check-svcb\" from version 9.20 on, not in 9.18. Remove the statement or update BIND.");
        row("options { glue-cache no; };", 920, "BIND 9.20 does not know \"glue-cache\" any more. Remove the statement.");
        row("options { glue-cache no; };", 918, "\"glue-cache\" is deprecated in BIND 9.18: a later version will refuse it. Plan to do without it.");
        row("options { minimal-responses some; };", 920,
            "\"minimal-responses\" takes here: no-auth | no-auth-recursive | yes | no. It has \"some\".");
        row("options { min-transfer-rate-in 1; };", 920, "\"min-transfer-rate-in\" ends too early: add <integer> before the semicolon.");
    }

    void sentencesSayWhatToDo()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, version);
        QFETCH(QString, sentence);
        const QList<ConfFinding> findings = checkStatements(readSample(text), version);
        QCOMPARE(findings.size(), 1);
        Error error = findings.first().error;
        error.origin = {};
        QCOMPARE(errorText(error), sentence);
    }

    // While somebody types, a file is judged alone: names may be defined in others.
    void aFileAloneHasNoUndefinedNames()
    {
        const ConfFile file = ConfFile::parse(mainConf, "allow-query { office; };\nrecusrion no;");
        QCOMPARE(shown(checkStatements(file, at::options)), QStringLiteral("unknown.near 2:1"));
    }
};

LOCKSTEP_SUITE(TestConfCheck)
#include "tst_confcheck.moc"
