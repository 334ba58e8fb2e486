// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/movedlines.h"
#include "tests/core/textsamples.h"

using namespace lockstep;

namespace {

QByteArray shown(const QList<Move> &moves)
{
    QByteArray text;
    for (const Move &move : moves)
        text += QByteArray::number(move.left) + '>' + QByteArray::number(move.right) + 'x' + QByteArray::number(move.count) + ' ';
    return text.trimmed();
}

QList<Move> moved(const QByteArray &left, const QByteArray &right) { return movedLines(left, right, lineDiff(left, right)); }

// One line a word.
QByteArray text(const char *words) { return QByteArray(words).replace(' ', '\n') + '\n'; }

} // namespace

class TestMovedLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void blocksThatMovedAreFound_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("moves"); // left>rightxcount
        QTest::newRow("equal texts have none") << text("a b c") << text("a b c") << QByteArray();
        QTest::newRow("new lines are none") << text("a b c") << text("a b c d e f") << QByteArray();
        QTest::newRow("three lines go down") << text("a b c 1 2 3 4 5") << text("1 2 3 4 5 a b c") << QByteArray("0>5x3");
        QTest::newRow("three lines go up") << text("1 2 3 4 5 a b c") << text("a b c 1 2 3 4 5") << QByteArray("5>0x3");
        QTest::newRow("two short lines are too few") << text("a b 1 2 3 4 5") << text("1 2 3 4 5 a b") << QByteArray();
        QTest::newRow("one line of twenty characters")
            << text("twenty-characters-xx 1 2 3") << text("1 2 3 twenty-characters-xx") << QByteArray("0>3x1");
        QTest::newRow("one line of nineteen") << text("nineteen-characters 1 2 3") << text("1 2 3 nineteen-characters") << QByteArray();
        QTest::newRow("two blocks change with a third")
            << text("a b c 1 2 3 4 5 x y z") << text("x y z 1 2 3 4 5 a b c") << QByteArray("0>8x3 8>0x3");
        QTest::newRow("common lines go with the block around them")
            << text("a } b } 1 2 3 4 5 6 }") << text("1 2 3 4 5 6 } a } b }") << QByteArray("0>7x3");
        QTest::newRow("a line that changed on the way parts the block")
            << text("a b c d e f g 1 2 3 4 5 6 7 8") << text("1 2 3 4 5 6 7 8 a b c X e f g") << QByteArray("0>8x3 4>12x3");
        QTest::newRow("white space is no block") << QByteArray("\n \n\t\n1\n2\n3\n4\n5\n") << QByteArray("1\n2\n3\n4\n5\n\n \n\t\n") << QByteArray();
        QTest::newRow("a last line without an end is another line")
            << QByteArray("a\nb\nc\n1\n2\n3\n4\n") << QByteArray("1\n2\n3\n4\na\nb\nc") << QByteArray();
        QTest::newRow("of two equal blocks each takes one place")
            << text("a b c | a b c 1 2 3 4 5 6 7 8 9") << text("1 2 3 4 5 6 7 8 9 a b c ; a b c") << QByteArray("0>9x3 4>13x3");
    }

    void blocksThatMovedAreFound()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(QByteArray, moves);
        QCOMPARE(shown(moved(left, right)), moves);
        QCOMPARE(moved(left, right), moved(left, right));
    }

    void everyMoveIsOneAndNoLineMovesTwice()
    {
        TextPairs pairs(8);
        qsizetype found = 0;
        for (int trial = 0; trial < textTrials(200); ++trial) {
            const TextPair pair = pairs.next();
            const QList<QByteArray> left = linesOf(pair.left);
            const QList<QByteArray> right = linesOf(pair.right);
            const QList<Hunk> hunks = lineDiff(pair.left, pair.right);
            std::vector<int> free[2] = {std::vector<int>(size_t(left.size())), std::vector<int>(size_t(right.size()))};
            for (const Hunk &hunk : hunks) {
                std::fill_n(free[0].begin() + hunk.left, hunk.leftCount, 1);
                std::fill_n(free[1].begin() + hunk.right, hunk.rightCount, 1);
            }
            qsizetype before = -1;
            for (const Move &move : movedLines(pair.left, pair.right, hunks)) {
                ++found;
                QVERIFY(move.left > before);
                before = move.left;
                QVERIFY(move.count >= 3 ||
                        std::ranges::any_of(left.sliced(move.left, move.count), [](const QByteArray &line) { return line.trimmed().size() >= 20; }));
                for (qsizetype i = 0; i < move.count; ++i) {
                    QCOMPARE(left[move.left + i], right[move.right + i]);
                    QCOMPARE(std::exchange(free[0][size_t(move.left + i)], 0), 1);
                    QCOMPARE(std::exchange(free[1][size_t(move.right + i)], 0), 1);
                }
            }
        }
        QVERIFY(found > 0);
    }

    void aLongBlockIsOneMove()
    {
        QList<QByteArray> lines;
        for (int i = 0; i < 100000; ++i)
            lines.append(i % 7 ? "host" + QByteArray::number(i) + "\n" : QByteArray("};\n"));
        const QByteArray left = lines.join();
        const QByteArray right = lines.sliced(0, 40000).join() + lines.sliced(60000).join() + lines.sliced(40000, 20000).join();
        const QList<Move> moves = moved(left, right);
        QVERIFY2(moves.size() == 1 && moves[0].count >= 19998, shown(moves));
    }
};

LOCKSTEP_SUITE(TestMovedLines)
#include "tst_movedlines.moc"
