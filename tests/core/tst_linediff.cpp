// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/textsamples.h"

using namespace lockstep;

namespace {

// One line a letter: "abc" is three lines.
QByteArray letters(const QByteArray &word)
{
    QByteArray text;
    for (const char c : word)
        text += QByteArray(1, c) + '\n';
    return text;
}

QByteArray shown(const QList<Hunk> &hunks)
{
    QByteArray text;
    for (const Hunk &h : hunks)
        text += QByteArray::number(h.left) + '+' + QByteArray::number(h.leftCount) + '=' + QByteArray::number(h.right) + '+' +
                QByteArray::number(h.rightCount) + ' ';
    return text.trimmed();
}

} // namespace

class TestLineDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesKeepTheirEnds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("lines");
        QTest::newRow("no bytes are no line") << QByteArray() << QByteArrayList();
        QTest::newRow("one end is one empty line") << QByteArray("\n") << QByteArrayList{"\n"};
        QTest::newRow("a last line without an end is a line") << QByteArray("a\nb") << QByteArrayList{"a\n", "b"};
        QTest::newRow("a last line with an end is followed by none") << QByteArray("a\nb\n") << QByteArrayList{"a\n", "b\n"};
        QTest::newRow("a carriage return belongs to its line") << QByteArray("a\r\nb\rc\n") << QByteArrayList{"a\r\n", "b\rc\n"};
        QTest::newRow("a zero byte ends nothing") << QByteArray("a\0b\n", 4) << QByteArrayList{QByteArray("a\0b\n", 4)};
    }

    void linesKeepTheirEnds()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArrayList, lines);
        QCOMPARE(linesOf(text), lines);
        QCOMPARE(linesOf(text).join(), text);
    }

    void hunksAreWhatAPersonWouldMark_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("hunks"); // left+count=right+count
        QTest::newRow("equal texts have none") << QByteArray("abc") << QByteArray("abc") << QByteArray();
        QTest::newRow("two empty texts have none") << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("everything is new") << QByteArray() << QByteArray("ab") << QByteArray("0+0=0+2");
        QTest::newRow("everything is gone") << QByteArray("ab") << QByteArray() << QByteArray("0+2=0+0");
        QTest::newRow("nothing in common is one hunk") << QByteArray("abc") << QByteArray("xy") << QByteArray("0+3=0+2");
        QTest::newRow("one line in the middle changes") << QByteArray("abc") << QByteArray("axc") << QByteArray("1+1=1+1");
        QTest::newRow("a line goes in at the beginning") << QByteArray("bc") << QByteArray("abc") << QByteArray("0+0=0+1");
        QTest::newRow("a line is added at the end") << QByteArray("ab") << QByteArray("abc") << QByteArray("2+0=2+1");
        QTest::newRow("two places stay two hunks") << QByteArray("abcde") << QByteArray("axcye") << QByteArray("1+1=1+1 3+1=3+1");
        QTest::newRow("unique lines hold, not the braces around them") << QByteArray("A{}B{}") << QByteArray("A{}X{}B{}") << QByteArray("3+0=3+3");
    }

    void hunksAreWhatAPersonWouldMark()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(QByteArray, hunks);
        const QList<QByteArray> a = linesOf(letters(left));
        const QList<QByteArray> b = linesOf(letters(right));
        const QList<Hunk> found = lineDiff(a, b);
        QCOMPARE(hunksFault(a, b, found), QByteArray());
        QCOMPARE(shown(found), hunks);
    }

    void everyPairIsDescribedCompletely()
    {
        std::mt19937 random(20260101);
        for (int round = 0; round < 3000; ++round) {
            const int alphabet = 1 + int(random() % 12);
            QList<QByteArray> sides[2];
            for (QList<QByteArray> &side : sides) {
                for (quint32 i = random() % 30; i > 0; --i)
                    side.append(QByteArray(1, char('a' + random() % quint32(alphabet))) + '\n');
            }
            const QByteArray fault = hunksFault(sides[0], sides[1], lineDiff(sides[0], sides[1]));
            QVERIFY2(fault.isEmpty(), fault + ": " + sides[0].join() + "->\n" + sides[1].join());
        }
    }

    // Every line stands at least twice, so that nothing is an anchor: then the answer is as short as there is one.
    void withoutAnchorsNothingIsShorter()
    {
        std::mt19937 random(7);
        int compared = 0;
        for (int round = 0; round < 500; ++round) {
            QList<QByteArray> sides[2];
            for (QList<QByteArray> &side : sides) {
                side = {"a", "b", "c", "a", "b", "c"};
                for (quint32 i = random() % 20; i > 0; --i)
                    side.append(QByteArray(1, char('a' + random() % 3)));
                std::shuffle(side.begin(), side.end(), random);
            }
            // Ends that agree are trimmed first, which may leave lines that stand once.
            if (sides[0].first() == sides[1].first() || sides[0].last() == sides[1].last())
                continue;
            ++compared;
            qsizetype kept = sides[0].size();
            for (const Hunk &hunk : lineDiff(sides[0], sides[1]))
                kept -= hunk.leftCount;
            QCOMPARE(kept, mostInCommon(sides[0], sides[1]));
        }
        QVERIFY(compared > 100);
    }

    void aGapThatCostsTooMuchIsOneHunk()
    {
        QList<QByteArray> left;
        QList<QByteArray> right;
        for (int i = 0; i < 6000; ++i) {
            left.append(i % 2 ? "a" : "b");
            right.append(i % 3 ? "c" : "d");
        }
        QCOMPARE(shown(lineDiff(left, right)), QByteArray("0+6000=0+6000"));
    }

    void halfAMillionLinesWithOneChange()
    {
        QList<QByteArray> left;
        for (int i = 0; i < 500000; ++i)
            left.append("host" + QByteArray::number(i % 1000) + " A 192.0.2.1\n");
        QList<QByteArray> right = left;
        right[250000] = "changed\n";
        QCOMPARE(shown(lineDiff(left, right)), QByteArray("250000+1=250000+1"));
    }

    void unifiedTextIsThatOfDiff_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        const QByteArray ten = letters("abcdefghij");
        QTest::newRow("equal texts give nothing") << ten << ten;
        QTest::newRow("a change in the middle") << ten << letters("abcdXfghij");
        QTest::newRow("a change of the first line") << ten << letters("Xbcdefghij");
        QTest::newRow("a change of the last line") << ten << letters("abcdefghiX");
        QTest::newRow("a new file") << QByteArray() << letters("abc");
        QTest::newRow("a new file of one line") << QByteArray() << letters("a");
        QTest::newRow("a file that becomes empty") << letters("abc") << QByteArray();
        QTest::newRow("one line for another") << letters("a") << letters("b");
        QTest::newRow("lines added at the end") << ten << ten + letters("XY");
        QTest::newRow("lines added at the beginning") << ten << letters("XY") + ten;
        QTest::newRow("six equal lines between: one piece") << letters("AbcdefgH") << letters("XbcdefgY");
        QTest::newRow("seven equal lines between: two pieces") << letters("AbcdefghI") << letters("XbcdefghY");
        QTest::newRow("no end of line on the left") << QByteArray("a\nb") << QByteArray("a\nb\n");
        QTest::newRow("no end of line on the right") << QByteArray("a\nb\n") << QByteArray("a\nb");
        QTest::newRow("no end of line on either side, unchanged") << QByteArray("a\nb\nc") << QByteArray("x\nb\nc");
        QTest::newRow("three pieces with other lengths") << letters("abcdefghijklmnopqrstuvwxyz") << letters("abXYdefghijklmnpqrstuvwxyzZ");
    }

    void unifiedTextIsThatOfDiff()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        const QTemporaryDir folder;
        for (const auto &[name, text] : {std::pair("left", left), std::pair("right", right)}) {
            QFile file(folder.filePath(QLatin1String(name)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        }
        QProcess oracle;
        oracle.setWorkingDirectory(folder.path());
        oracle.start(QStringLiteral("diff"), {QStringLiteral("-u"), QStringLiteral("left"), QStringLiteral("right")});
        QVERIFY(oracle.waitForFinished() && oracle.exitCode() < 2);
        QByteArrayList expected = linesOf(oracle.readAllStandardOutput());
        if (!expected.isEmpty())
            expected.remove(0, 2); // the names
        QCOMPARE(expected.isEmpty(), left == right);
        QCOMPARE(linesOf(unifiedDiff(left, right)), expected);
    }
};

LOCKSTEP_SUITE(TestLineDiff)
#include "tst_linediff.moc"
