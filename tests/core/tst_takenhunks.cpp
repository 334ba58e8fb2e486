// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/takenhunks.h"
#include "core/review/textdiff.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

using namespace lockstep;

namespace {

QList<Hunk> hunksBetween(const QByteArray &left, const QByteArray &right)
{
    QList<Hunk> hunks;
    for (const TextHunk &hunk : textDiff(left, right).hunks)
        hunks.append(hunk.lines);
    return hunks;
}

QByteArray joined(const QList<QByteArray> &lines) { return lines.isEmpty() ? QByteArray() : lines.join('\n') + '\n'; }

// Some of its lines are others, gone or new; those of `kept` stay.
QList<QByteArray> edited(QRandomGenerator &random, const QList<QByteArray> &lines, qsizetype from, qsizetype to, const char *mark)
{
    QList<QByteArray> list;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const int what = i >= from && i < to ? int(random.bounded(6)) : 9;
        if (what == 0)
            continue;
        if (what == 1)
            list.append(mark + QByteArray::number(i) + " new");
        list.append(what == 2 ? mark + QByteArray::number(i) + " other" : lines[i]);
    }
    return list;
}

} // namespace

class TestTakenHunks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ofAnUntouchedTextTheyMakeTheOther()
    {
        QRandomGenerator random(qEnvironmentVariableIntValue("LOCKSTEP_SEED") + 11);
        for (int trial = 0; trial < 400; ++trial) {
            QList<QByteArray> lines;
            for (int i = 0; i < 30; ++i)
                lines.append("line " + QByteArray::number(trial % 2 ? i : int(random.bounded(4))));
            const QByteArray left = joined(lines);
            const QByteArray right = joined(edited(random, lines, 0, 30, "r"));
            const QList<Hunk> hunks = hunksBetween(left, right);
            QCOMPARE(withHunksTaken(left, right, left, hunks).value(), right);
            QCOMPARE(withHunksTaken(left, right, right, hunks).value(), right); // it has them
            // One after the other, the last one first.
            Result<QByteArray> step = left;
            for (qsizetype at = hunks.size() - 1; step && at >= 0; --at)
                step = withHunksTaken(left, right, *step, {hunks[at]});
            if (trial % 2) // lines that are all different tell their places
                QVERIFY(step);
            if (step)
                QCOMPARE(*step, right);
        }
    }

    // Edits of two people at places that lie apart: both are there in the end, whoever comes first.
    void whatLiesApartStays()
    {
        QRandomGenerator random(qEnvironmentVariableIntValue("LOCKSTEP_SEED") + 12);
        for (int trial = 0; trial < 400; ++trial) {
            QList<QByteArray> lines;
            for (int i = 0; i < 40; ++i)
                lines.append("line " + QByteArray::number(i));
            const QByteArray left = joined(lines);
            const QByteArray one = joined(edited(random, lines, 0, 18, "a"));
            const QByteArray other = joined(edited(random, lines, 22, 40, "b"));
            const Result<QByteArray> first = withHunksTaken(left, one, other, hunksBetween(left, one));
            const Result<QByteArray> second = withHunksTaken(left, other, one, hunksBetween(left, other));
            QVERIFY(first && second);
            QCOMPARE(*first, *second);
            for (const QByteArray &line : (one + other).split('\n'))
                QVERIFY(lines.contains(line) || first->contains(line));
        }
    }

    void whatMeetsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("taken"); // empty: refused
        QTest::addColumn<QString>("line");
        QTest::newRow("the same line") << QByteArray("a\nB\nc\n") << QByteArray("a\nX\nc\n") << QByteArray() << QStringLiteral("2");
        QTest::newRow("the same change") << QByteArray("a\nB\nc\n") << QByteArray("a\nB\nc\n") << QByteArray("a\nB\nc\n") << QString();
        QTest::newRow("removed there") << QByteArray("a\nB\nc\n") << QByteArray("a\nc\n") << QByteArray() << QStringLiteral("2");
        QTest::newRow("two at one place") << QByteArray("a\nnew\nb\nc\n") << QByteArray("a\nmine\nb\nc\n") << QByteArray() << QStringLiteral("2");
        QTest::newRow("beside a change") << QByteArray("a\nnew\nb\nc\n") << QByteArray("a\nB\nc\n") << QByteArray() << QStringLiteral("2");
        QTest::newRow("the next line") << QByteArray("a\nB\nc\n") << QByteArray("a\nb\nC\n") << QByteArray("a\nB\nC\n") << QString();
        QTest::newRow("behind added lines") << QByteArray("a\nb\nC\n") << QByteArray("x\ny\na\nb\nc\n") << QByteArray("x\ny\na\nb\nC\n") << QString();
        QTest::newRow("no line end") << QByteArray("a\nb\nc\nd") << QByteArray("A\nb\nc\n") << QByteArray("A\nb\nc\nd") << QString();
    }

    void whatMeetsIsRefused()
    {
        QFETCH(QByteArray, right);
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, taken);
        QFETCH(QString, line);
        const QByteArray left = "a\nb\nc\n";
        const Result<QByteArray> got = withHunksTaken(left, right, base, hunksBetween(left, right));
        if (!taken.isEmpty()) {
            QCOMPARE(got.value(), taken);
            return;
        }
        QVERIFY(!got);
        QCOMPARE(got.error().code, QStringLiteral("review.overlap"));
        QCOMPARE(got.error().args.value(0), line);
    }

    void aLastLineWithoutAnEndGetsOne()
    {
        const QByteArray left = "a\nb";
        const QByteArray right = "a\nB";
        QCOMPARE(withHunksTaken(left, right, "x\na\nb", hunksBetween(left, right)).value(), QByteArray("x\na\nB"));
        QCOMPARE(withHunksTaken(left, right, "a\nb\n", hunksBetween(left, right)).has_value(), false); // its end was added there
    }
};

LOCKSTEP_SUITE(TestTakenHunks)
#include "tst_takenhunks.moc"
