// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linewalk.h"
#include "tests/core/textsamples.h"

#include <ctime>
#include <limits>

using namespace lockstep;

class TestDiffLength : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTextAndItsLinesHaveOneAnswer()
    {
        TextPairs pairs(3);
        for (int trial = 0; trial < textTrials(200); ++trial) {
            const TextPair pair = pairs.next();
            const QList<QByteArray> left = linesOf(pair.left);
            const QList<QByteArray> right = linesOf(pair.right);
            const QList<Hunk> hunks = lineDiff(pair.left, pair.right);
            QCOMPARE(hunksFault(left, right, hunks), QByteArray());
            QCOMPARE(hunksFault(left, right, lineDiff(left, right)), QByteArray());
            QCOMPARE(editsOf(hunks), editsOf(lineDiff(left, right)));
            QCOMPARE(lineDiff(pair.left, pair.right), hunks);
        }
    }

    // What costs little to find out is found out.
    void smallTextsAreNeverLongerThanTheyMustBe()
    {
        TextPairs pairs(4);
        for (int trial = 0; trial < textTrials(300); ++trial) {
            const TextPair pair = pairs.edited(pairs.madeOf(pairs.below(80), 1 + pairs.below(30)), 1 + pairs.below(20));
            const QList<QByteArray> left = linesOf(pair.left);
            const QList<QByteArray> right = linesOf(pair.right);
            QCOMPARE(editsOf(lineDiff(pair.left, pair.right)), left.size() + right.size() - 2 * mostInCommon(left, right));
        }
    }

    void aWalkGivesTheShortestOrNothing()
    {
        TextPairs pairs(5);
        int given = 0;
        const int trials = textTrials(400);
        for (int trial = 0; trial < trials; ++trial) {
            // Rare lines, so that walks are proved; and few, so that some are not.
            const TextPair pair = pairs.edited(pairs.madeOf(pairs.below(200), 5 + pairs.below(2000)), 1 + pairs.below(12));
            const auto hunks = lineWalk(pair.left, pair.right);
            if (!hunks)
                continue;
            ++given;
            const QList<QByteArray> left = linesOf(pair.left);
            const QList<QByteArray> right = linesOf(pair.right);
            QCOMPARE(hunksFault(left, right, *hunks), QByteArray());
            QCOMPARE(editsOf(*hunks), left.size() + right.size() - 2 * mostInCommon(left, right));
        }
        QVERIFY2(given > trials / 10, QByteArray::number(given));
    }

    void aWalkIsRefusedWhereLinesMoved()
    {
        QList<QByteArray> lines;
        for (int i = 0; i < 3000; ++i)
            lines.append("host" + QByteArray::number(i) + " A 192.0.2.1\n");
        const QByteArray left = lines.join();
        const QByteArray right = lines.sliced(0, 500).join() + lines.sliced(900).join() + lines.sliced(500, 400).join();
        QVERIFY(!lineWalk(left, right));
        QCOMPARE(editsOf(lineDiff(left, right)), 800);
    }

    // Beside git's histogram diff of the same pairs.
    void noMoreLinesThanGit()
    {
        TextPairs pairs(20260101);
        const QTemporaryDir folder;
        const QString left = folder.filePath(QStringLiteral("left"));
        const QString right = folder.filePath(QStringLiteral("right"));
        qsizetype ours = 0;
        qsizetype theirs = 0;
        qsizetype worst = std::numeric_limits<qsizetype>::min();
        int worstTrial = 0;
        int longer = 0;
        int compared = 0;
        const int trials = textTrials(40);
        for (int trial = 0; trial < trials; ++trial) {
            const TextPair pair = pairs.next();
            QVERIFY(writeText(left, pair.left) && writeText(right, pair.right));
            QProcess git;
            git.start(QStringLiteral("git"), {QStringLiteral("diff"), QStringLiteral("--no-index"), QStringLiteral("--histogram"),
                                              QStringLiteral("--numstat"), QStringLiteral("--text"), left, right});
            QVERIFY(git.waitForFinished() && git.exitCode() < 2);
            const QList<QByteArray> fields = git.readAllStandardOutput().split('\t');
            if (fields[0] == "-")
                continue; // git does not count the lines of a text with zero bytes
            ++compared;
            const qsizetype histogram = fields.size() > 1 ? fields[0].toLongLong() + fields[1].toLongLong() : 0;
            const qsizetype own = editsOf(lineDiff(pair.left, pair.right));
            ours += own;
            theirs += histogram;
            longer += own > histogram;
            if (own - histogram > worst) {
                worst = own - histogram;
                worstTrial = trial;
            }
        }
        qInfo("%d pairs: %lld lines, git's histogram diff %lld; %d pairs are longer; the worst, pair %d, has %lld lines more", compared,
              qlonglong(ours), qlonglong(theirs), longer, worstTrial, qlonglong(worst));
        QVERIFY(ours <= theirs);
        QCOMPARE(longer, 0);
    }

    void hostileTextsTakeTheirLinearTime_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        std::mt19937 random(11);
        const auto made = [&](int lines, auto line) {
            QByteArray text;
            for (int i = 0; i < lines; ++i)
                text += line(i);
            return text;
        };
        const auto bits = [&](int) { return random() % 2 ? QByteArray("a\n") : QByteArray("b\n"); };
        const auto noise = [&](int) { return QByteArray(1, char(random())); };
        const auto letters = [&](int) { return QByteArray(1, char('a' + random() % 20)) + '\n'; };
        const QByteArray binary = made(1 << 20, noise);
        QTest::newRow("one long line for another") << QByteArray(8 << 20, 'x') << QByteArray(8 << 20, 'x') + 'y';
        QTest::newRow("many long lines") << made(60, [](int i) { return QByteArray(200'000, 'x') + QByteArray::number(i) + '\n'; })
                                         << made(60, [](int i) { return QByteArray(200'000, 'x') + QByteArray::number(i * 3) + '\n'; });
        QTest::newRow("zero bytes") << QByteArray(1 << 20, '\0') << QByteArray(1 << 19, '\0') + '\n';
        QTest::newRow("bytes that are no UTF-8") << binary << binary.first(500'000) + "\xFF\xFE\n\x80" + binary.sliced(500'001);
        QTest::newRow("nothing for something") << QByteArray() << binary;
        QTest::newRow("one line without an end") << QByteArray("x") << QByteArray("x\n");
        QTest::newRow("empty lines, one more") << QByteArray(1'000'000, '\n') << QByteArray(1'000'001, '\n');
        QTest::newRow("empty lines with words between")
            << QByteArray(1'000'000, '\n') << made(500'000, [](int i) { return i % 3 ? QByteArray("\n") : QByteArray("x\n"); });
        QTest::newRow("two lines in any order") << made(200'000, bits) << made(200'000, bits);
        QTest::newRow("twenty lines in any order") << made(200'000, letters) << made(200'000, letters);
        QTest::newRow("all lines the other way round") << made(100'000, [](int i) { return QByteArray::number(i) + '\n'; })
                                                       << made(100'000, [](int i) { return QByteArray::number(99'999 - i) + '\n'; });
        QTest::newRow("every second line is another") << made(200'000, [](int i) { return QByteArray::number(i) + '\n'; })
                                                      << made(200'000, [](int i) { return QByteArray::number(i % 2 ? i : -i) + '\n'; });
    }

    void hostileTextsTakeTheirLinearTime()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        const std::clock_t began = std::clock();
        const QList<Hunk> hunks = lineDiff(left, right);
        const qint64 took = qint64(std::clock() - began) * 1000 / CLOCKS_PER_SEC; // of the processor, however busy the machine is
        QCOMPARE(hunksFault(linesOf(left), linesOf(right), hunks), QByteArray());
        QVERIFY(lineDiff(right, right).isEmpty());
        // A square of the lines would take hours.
        QVERIFY2(took < 20000, QByteArray::number(took) + " ms");
        if (qEnvironmentVariableIsSet("LOCKSTEP_TRIALS"))
            qInfo("%lld ms, %lld lines", took, qlonglong(editsOf(hunks)));
    }
};

LOCKSTEP_SUITE(TestDiffLength)
#include "tst_difflength.moc"
