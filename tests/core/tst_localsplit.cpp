// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString local = QStringLiteral("/etc/lockstep/local.d");
const QByteArray intoOptions = "\n\tinclude \"/etc/lockstep/local.d/options.conf\";";
const QByteArray head = "// What differs on every server: kept beside the managed files.\ninclude \"/etc/lockstep/local.d/server.conf\";\n";

using Tree = QMap<QString, QByteArray>;

// What the tree is once the split is made.
Tree after(const Tree &before, const LocalSplit &split)
{
    Tree tree = before;
    for (auto it = split.files.cbegin(); it != split.files.cend(); ++it)
        tree[it.key()] = it.value();
    tree[local + QStringLiteral("/server.conf")] = split.serverConf;
    tree[local + QStringLiteral("/options.conf")] = split.optionsConf;
    return tree;
}

} // namespace

class TestLocalSplit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsLocalMoves_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shared"); // of the main file, without its new head
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<QByteArray>("options");
        const auto row = [](const char *name, const QByteArray &text, const QByteArray &shared, const QByteArray &server, const QByteArray &options) {
            QTest::newRow(name) << text << shared << server << options;
        };
        row("an address that is listened on", "options {\n\tlisten-on { 10.0.0.1; };\n};\n", "options {" + intoOptions + "\n};\n", "",
            "listen-on { 10.0.0.1; };\n");
        row("a source address", "options {\n\tquery-source address 10.0.0.1;\n};\n", "options {" + intoOptions + "\n};\n", "",
            "query-source address 10.0.0.1;\n");
        row("nothing but what is shared", "options {\n\trecursion no;\n};\n", "options {" + intoOptions + "\n\trecursion no;\n};\n", "", "");
        row("everything in one line", "options { server-id \"a\"; recursion no; listen-on { any; }; };",
            "options {" + intoOptions + "  recursion no;  };", "", "server-id \"a\";\nlisten-on { any; };\n");
        row("no space behind the brace", "options{listen-on { any; };};", "options{" + intoOptions + "};", "", "listen-on { any; };\n");
        row("a comment beside it stays", "options {\n\tserver-id \"a\"; // mine\n};\n", "options {" + intoOptions + "\n\t // mine\n};\n", "",
            "server-id \"a\";\n");
        row("Windows line ends", "options {\r\n\tserver-id \"a\";\r\n};\r\n", "options {" + intoOptions + "\r\n};\r\n", "", "server-id \"a\";\n");
        row("the control channel", "controls { };\noptions { };\n", "options {" + intoOptions + " };\n", "controls { };\n", "");
        row("the statistics channel", "options { };\nstatistics-channels { inet *; };", "options {" + intoOptions + " };\n",
            "statistics-channels { inet *; };\n", "");
        row("the control key", "include \"/etc/bind/rndc.key\";\noptions { };", "options {" + intoOptions + " };",
            "include \"/etc/bind/rndc.key\";\n", "");
        row("the control key in place", "key \"rndc-key\" { secret \"x\"; };\nkey t { secret \"y\"; };\noptions { };",
            "key t { secret \"y\"; };\noptions {" + intoOptions + " };", "key \"rndc-key\" { secret \"x\"; };\n", "");
        row("a view's source address is no server's", "options { };\nview v { query-source address *; };",
            "options {" + intoOptions + " };\nview v { query-source address *; };", "", "");
        row("a zone's source address neither", "options { };\nzone z { notify-source *; };",
            "options {" + intoOptions + " };\nzone z { notify-source *; };", "", "");
        row("no options at all", "zone z { type hint; };", "options {" + intoOptions + "\n};\nzone z { type hint; };", "", "");
        row("an empty file", "", "options {" + intoOptions + "\n};\n", "", "");
    }

    void whatIsLocalMoves()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shared);
        QFETCH(QByteArray, server);
        QFETCH(QByteArray, options);
        const Tree before{{mainConf, text}, {QStringLiteral("/etc/bind/rndc.key"), "key \"rndc-key\" { };"}};
        const LocalSplit split = splitLocal(readSample(before), local);
        QCOMPARE(split.files.value(mainConf), head + shared);
        QCOMPARE(split.serverConf, server);
        QCOMPARE(split.optionsConf, options);
        QCOMPARE(split.files.size(), 1);
        // A second time there is nothing to do, and both read without a fault.
        const Config again = readSample(after(before, split));
        QVERIFY(again.problems.isEmpty());
        QVERIFY(splitLocal(again, local).files.isEmpty());
    }

    void aFileIncludedInOptionsIsPartOfThem()
    {
        const QString inner = QStringLiteral("/etc/bind/listen.conf");
        const Tree before{{mainConf, "options {\n\tinclude \"/etc/bind/listen.conf\";\n};\n"},
                          {inner, "// where\nlisten-on { 10.0.0.1; };\nrecursion no;\n"}};
        const LocalSplit split = splitLocal(readSample(before), local);
        QCOMPARE(split.files.value(inner), QByteArray("// where\nrecursion no;\n"));
        QCOMPARE(split.optionsConf, QByteArray("listen-on { 10.0.0.1; };\n"));
        QVERIFY(splitLocal(readSample(after(before, split)), local).files.isEmpty());
    }

    void aFileIncludedInAViewIsNot()
    {
        const QString inner = QStringLiteral("/etc/bind/source.conf");
        const Tree before{{mainConf, "options { };\nview v {\n\tinclude \"/etc/bind/source.conf\";\n};\n"}, {inner, "query-source address *;\n"}};
        const LocalSplit split = splitLocal(readSample(before), local);
        QVERIFY(!split.files.contains(inner));
        QCOMPARE(split.optionsConf, QByteArray());
    }

    void aFileIncludedTwiceIsSplitOnce()
    {
        const QString inner = QStringLiteral("/etc/bind/common.conf");
        const Tree before{
            {mainConf, "options { };\nview a { include \"/etc/bind/common.conf\"; };\nview b { include \"/etc/bind/common.conf\"; };\n"},
            {inner, "key \"rndc-key\" { };\nrecursion no;\nzone z { type hint; };\n"}};
        const LocalSplit split = splitLocal(readSample(before), local);
        QCOMPARE(split.files.value(inner), QByteArray("recursion no;\nzone z { type hint; };\n"));
        QCOMPARE(split.serverConf, QByteArray("key \"rndc-key\" { };\n"));
    }

    void piecesAreReplacedAtOnce_data()
    {
        QTest::addColumn<QByteArray>("edits");  // "offset+length=text ..."
        QTest::addColumn<QByteArray>("result"); // of "abcdef"
        QTest::newRow("none") << QByteArray() << QByteArray("abcdef");
        QTest::newRow("in any order") << QByteArray("4+1=X 0+1=YY") << QByteArray("YYbcdXf");
        QTest::newRow("pieces that touch") << QByteArray("0+2=X 2+2=Y") << QByteArray("XYef");
        QTest::newRow("one goes where another comes in") << QByteArray("2+2= 2+0=XYZ") << QByteArray("abXYZef");
        QTest::newRow("the same, told the other way round") << QByteArray("2+0=XYZ 2+2=") << QByteArray("abXYZef");
        QTest::newRow("at both ends") << QByteArray("6+0=Z 0+0=A") << QByteArray("AabcdefZ");
    }

    void piecesAreReplacedAtOnce()
    {
        QFETCH(QByteArray, edits);
        QFETCH(QByteArray, result);
        QList<TextEdit> list;
        for (const QByteArray &edit : edits.isEmpty() ? QByteArrayList() : edits.split(' '))
            list.append({edit.first(1).toLongLong(), edit.sliced(2, 1).toLongLong(), edit.sliced(4)});
        QCOMPARE(applyEdits("abcdef", list), result);
    }
};

LOCKSTEP_SUITE(TestLocalSplit)
#include "tst_localsplit.moc"
