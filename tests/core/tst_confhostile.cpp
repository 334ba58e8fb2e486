// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/namedconf/confcheck.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace lockstep;

// Whatever the bytes are, there is a tree, the bytes come back, and each fault is a diagnostic with a place.
class TestConfHostile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextGivesATree_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code"); // "" when the text itself is well formed
        const auto row = [](const char *name, const QByteArray &text, const char *code) { QTest::newRow(name) << text << QString::fromLatin1(code); };
        const int megabytes = qEnvironmentVariableIsSet("LOCKSTEP_LONG") ? 64 : 2;
        row("nothing", "", "");
        row("100,000 braces that open", QByteArray(100000, '{'), "namedconf.deep");
        row("100,000 braces that close", QByteArray(100000, '}'), "namedconf.close");
        row("100,000 nested lists", "acl a " + QByteArray("{ ").repeated(100000) + QByteArray("}; ").repeated(100000), "namedconf.deep");
        row("100,000 semicolons", QByteArray(100000, ';'), "namedconf.empty");
        row("100,000 quotation marks and one", QByteArray(100001, '"'), "namedconf.quote");
        row("zero bytes", QByteArray("options { directory a\0b; };", 27), "namedconf.zero");
        row("only zero bytes", QByteArray(1000, '\0'), "namedconf.zero");
        row("bytes that are no UTF-8", "acl \"\xFF\xFE\xC3\" { any; };", "");
        row("a keyword that is no UTF-8", "\xFF\xFE\xC3 x;", "");
        row("a byte order mark", "\xEF\xBB\xBFoptions { };", "namedconf.bom");
        row("a comment that is not closed", "options { }; /* " + QByteArray(1000, '*'), "namedconf.comment");
        row("a quotation mark that is not closed", "include \"x", "namedconf.quote");
        row("a backslash at the end", "include \"x\\", "namedconf.quote");
        row("a slash at the end", "options { }; /", "namedconf.semicolon");
        row("one word of megabytes", QByteArray(megabytes * 1024 * 1024, 'x') + ';', "");
        row("one line of megabytes", "acl a { " + QByteArray("10.0.0.1; ").repeated(megabytes * 1024 * 1024 / 10) + "};", "");
        row("one quoted text of megabytes", "include \"" + QByteArray(megabytes * 1024 * 1024, '/') + "\";", "");
        row("one comment of megabytes", "//" + QByteArray(megabytes * 1024 * 1024, '/'), "");
        row("faults in every line", QByteArray("}\n").repeated(megabytes * 200000), "namedconf.close");
    }

    void everyTextGivesATree()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QElapsedTimer timer;
        timer.start();
        const ConfFile file = ConfFile::parse(mainConf, text);
        QVERIFY(file.print() == text);
        QStringList codes;
        for (const Error &fault : file.diagnostics()) {
            codes.append(fault.code);
            QVERIFY(fault.origin.line >= 1 && fault.origin.column >= 1);
            QVERIFY(!errorText(fault).isEmpty());
        }
        QCOMPARE(codes.isEmpty(), code.isEmpty());
        QVERIFY2(code.isEmpty() || codes.contains(code), qPrintable(codes.value(0)));
        for (const ConfFinding &finding : checkStatements(file)) {
            QVERIFY(finding.error.origin.line >= 1 && finding.error.origin.column >= 1);
            QVERIFY(!errorText(finding.error).isEmpty());
        }
        QVERIFY2(timer.elapsed() < 20000, "this must not take longer than the text is long");
    }

    // Reading, checking and asking never depend on what a random change leaves of a file.
    void randomChangesAreSurvived()
    {
        quint32 seed = 11;
        const auto random = [&] { return (seed = seed * 1664525 + 1013904223) >> 8; };
        const QByteArray sample = "options { allow-query { !10/8; { any; }; key k; }; response-policy { zone \"r\" log yes; } nsip-enable no; };\n"
                                  "view v { zone \"a\" { type primary; file \"x\"; check-names warn; }; };\n"
                                  "controls { inet * allow { any; } keys { k; }; };\n";
        int judged = 0;
        for (int round = 0; round < 5000; ++round) {
            QByteArray text = sample;
            for (int k = 0; k < 3; ++k)
                text[qsizetype(random() % quint32(text.size()))] = "{};\"/*#\n\\ a!\0"[random() % 13];
            const Config config = readSample(text);
            for (const ConfFinding &finding : checkStatements(config)) {
                QVERIFY(finding.error.origin.line >= 1 && finding.error.origin.line <= 7);
                QVERIFY2(!errorText(finding.error).contains(u'%'), qPrintable(errorText(finding.error)));
                ++judged;
            }
        }
        QVERIFY(judged > 5000);
    }
};

LOCKSTEP_SUITE(TestConfHostile)
#include "tst_confhostile.moc"
