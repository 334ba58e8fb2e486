// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/commonruns.h"
#include "tests/support/partwindow.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

using namespace lockstep;

class TestCommonRuns : public QObject
{
    Q_OBJECT

    // Whether they are what both texts have, in order, by whole lines.
    static bool areCommon(const QByteArray &before, const QByteArray &after, const std::vector<CommonRun> &runs, qsizetype least)
    {
        qsizetype left = 0;
        qsizetype right = 0;
        for (const CommonRun &run : runs) {
            const auto beginsLine = [](const QByteArray &text, qsizetype at) { return at == 0 || text[at - 1] == '\n'; };
            if (run.before < left || run.after < right || run.size < least || !beginsLine(before, run.before) || !beginsLine(after, run.after))
                return false;
            left = run.before + run.size;
            right = run.after + run.size;
            const bool ends = left <= before.size() && right <= after.size() &&
                              (before[left - 1] == '\n' || (left == before.size() && right == after.size()));
            if (!ends || QByteArrayView(before).sliced(run.before, run.size) != QByteArrayView(after).sliced(run.after, run.size))
                return false;
        }
        return true;
    }

    static std::vector<CommonRun> runsOf(const QByteArray &before, const QByteArray &after)
    {
        WholeText left(before);
        WholeText right(after);
        return commonRuns(left, right, 64);
    }

private Q_SLOTS:
    void fewChangesLeaveAlmostAll()
    {
        for (quint32 seed = 1; seed < 500; ++seed) {
            QRandomGenerator random(seed);
            QByteArrayList lines;
            for (int i = 0; i < 400; ++i)
                lines.append("line " + QByteArray::number(random.bounded(3) ? i : random.bounded(20)) + '\n');
            QByteArrayList other = lines;
            for (int i = random.bounded(4); i >= 0; --i) {
                const qsizetype at = random.bounded(int(other.size()));
                if (random.bounded(3) == 0)
                    other.removeAt(at);
                else if (random.bounded(2) == 0)
                    other.insert(at, "new " + QByteArray::number(i) + '\n');
                else
                    other[at] = "other\n";
            }
            QByteArray before = lines.join();
            QByteArray after = other.join();
            if (random.bounded(4) == 0)
                after.chop(1);
            const std::vector<CommonRun> runs = runsOf(before, after);
            QVERIFY2(areCommon(before, after, runs, 64), QByteArray::number(seed).constData());
            qsizetype common = 0;
            for (const CommonRun &run : runs)
                common += run.size;
            QVERIFY2(common > before.size() / 2, QByteArray::number(seed).constData());
            // Held part by part, the one and the other in parts of their own.
            PartWindow left(before, 1 + random.bounded(400));
            PartWindow right(after, 1 + random.bounded(400));
            const std::vector<CommonRun> byParts = commonRuns(left, right, 64, 1200);
            QVERIFY2(areCommon(before, after, byParts, 64), QByteArray::number(seed).constData());
            common = 0;
            for (const CommonRun &run : byParts)
                common += run.size;
            QVERIFY2(common > before.size() / 3, QByteArray::number(seed).constData());
        }
    }

    void otherTexts_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<qsizetype>("common");
        const QByteArray half = QByteArray("a line\n").repeated(200);
        QTest::newRow("nothing") << QByteArray() << QByteArray() << qsizetype(0);
        QTest::newRow("the same") << half << half << half.size();
        QTest::newRow("nothing on one side") << half << QByteArray() << qsizetype(0);
        QTest::newRow("one line without an end") << QByteArray(5000, 'a') << QByteArray(5001, 'a') << qsizetype(0);
        // Only the end is found, as it should be: too much lies between.
        QTest::newRow("a long piece that is new") << half << "first\n" + QByteArray("new\n").repeated(500) + half << half.size() - 7;
        // A line that is looked at again and again would take as long as anybody likes.
        QTest::newRow("one line as long as a file")
            << QByteArray(";" + QByteArray(140, 'a') + '\n').repeated(20000) << ';' + QByteArray(2840000, 'a') + '\n'
            << qsizetype(0);
    }
    void otherTexts()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const std::vector<CommonRun> runs = runsOf(before, after);
        QVERIFY(areCommon(before, after, runs, 64));
        qsizetype sum = 0;
        for (const CommonRun &run : runs)
            sum += run.size;
        QTEST(sum, "common");
    }
};

LOCKSTEP_SUITE(TestCommonRuns)
#include "tst_commonruns.moc"
