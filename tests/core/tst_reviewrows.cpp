// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/visiblerows.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace lockstep;

namespace {

QByteArray lines(const char *words) { return QByteArray(words).replace(' ', '\n').replace('_', ' '); }

// "=1:1 ~2:2 -3 +3": kinds and line numbers from 1.
QString told(const TextDiff &diff)
{
    QStringList rows;
    for (const TextRow &row : diff.rows) {
        const QString left = QString::number(row.left + 1);
        const QString right = QString::number(row.right + 1);
        switch (row.kind) {
        case TextRow::Kind::Same:
            rows.append(u'=' + left + u':' + right);
            break;
        case TextRow::Kind::Changed:
            rows.append(u'~' + left + u':' + right);
            break;
        case TextRow::Kind::Removed:
            rows.append(u'-' + left);
            break;
        case TextRow::Kind::Added:
            rows.append(u'+' + right);
            break;
        }
    }
    return rows.join(u' ');
}

QString told(const VisibleRows &seen)
{
    QStringList rows;
    for (const VisibleRow &row : seen.rows) {
        const QString side = row.side == VisibleRow::Side::Left    ? QStringLiteral("l")
                             : row.side == VisibleRow::Side::Right ? QStringLiteral("r")
                                                                   : QString();
        rows.append(row.folded > 0 ? QStringLiteral("(%1)").arg(row.folded) : QString::number(row.row) + side);
    }
    return rows.join(u' ');
}

QByteArray numbered(int count, const QMap<int, QByteArray> &other = {})
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += other.value(i, "host" + QByteArray::number(i) + " IN A 192.0.2.1") + '\n';
    return text;
}

} // namespace

class TestReviewRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesStandBesideEachOther_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *name, const char *left, const char *right, const char *rows) {
            QTest::newRow(name) << lines(left) << lines(right) << QString::fromLatin1(rows);
        };
        row("the same", "a b ", "a b ", "=1:1 =2:2");
        row("nothing at all", "", "", "");
        row("a new file", "", "a b ", "+1 +2");
        row("a file that is gone", "a b ", "", "-1 -2");
        row("a line comes", "a c ", "a b c ", "=1:1 +2 =2:3");
        row("a line goes", "a b c ", "a c ", "=1:1 -2 =3:2");
        row("a line changes", "a www_A_192.0.2.1 c ", "a www_A_192.0.2.9 c ", "=1:1 ~2:2 =3:3");
        row("lines that have nothing in common are two lines", "a old_CNAME_web c ", "a api_AAAA_2001:db8::5 c ", "=1:1 -2 +2 =3:3");
        row("of two lines the one that is alike is the pair", "a www_A_192.0.2.1 c ", "a mail_MX_10_mx www_A_192.0.2.9 c ", "=1:1 +2 ~2:3 =3:4");
        row("pairs keep their order", "one_A_1 two_A_2 ", "two_A_3 one_A_4 ", "-1 ~2:1 +2");
        row("a block ends with its own end", "z_{ a } ", "z_{ a } z_{ b } ", "=1:1 =2:2 =3:3 +4 +5 +6");
        row("a serial below its zone", "@_SOA __1_;_serial ", "@_SOA __2_;_serial ", "=1:1 ~2:2");
        row("the last line has no end", "a b", "a b ", "=1:1 ~2:2");
        row("a blank line changes its blanks", "a  b ", "a __ b ", "=1:1 ~2:2 =3:3");
    }

    void linesStandBesideEachOther()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        const TextDiff diff = textDiff(left, right);
        QTEST(told(diff), "rows");
        for (int i = 0; i < diff.rows.size(); ++i) {
            if (diff.rows[i].left >= 0)
                QCOMPARE(diff.rowsOfLeft[diff.rows[i].left], i);
            if (diff.rows[i].right >= 0)
                QCOMPARE(diff.rowsOfRight[diff.rows[i].right], i);
        }
        for (const TextHunk &hunk : diff.hunks) {
            for (int row = hunk.firstRow; row < hunk.firstRow + hunk.rowCount; ++row)
                QVERIFY(diff.rows[row].kind != TextRow::Kind::Same);
        }
    }

    // Far over what is compared line by line: first words tell.
    void largePlacesArePairedByTheirNames()
    {
        QByteArray left;
        QByteArray right;
        for (int i = 0; i < 500; ++i) {
            left += "h" + QByteArray::number(i) + " IN A 10.1.0." + QByteArray::number(i % 250) + '\n';
            if (i == 100)
                right += "new IN A 10.9.9.9\n";
            if (i != 200)
                right += "h" + QByteArray::number(i) + " IN A 10.2.0." + QByteArray::number(i % 250) + '\n';
        }
        const TextDiff diff = textDiff(left, right);
        QCOMPARE(diff.hunks.size(), 1);
        int changed = 0;
        for (const TextRow &row : diff.rows) {
            if (row.kind != TextRow::Kind::Changed)
                continue;
            ++changed;
            QCOMPARE(diff.left.line(row.left).split(u' ').first(), diff.right.line(row.right).split(u' ').first());
        }
        QCOMPARE(changed, 499);
    }

    void unchangedRunsAreFolded_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QList<int>>("changed");
        QTest::addColumn<QList<int>>("opened");
        QTest::addColumn<bool>("unified");
        QTest::addColumn<QString>("seen");
        const auto row = [](const char *name, int count, const QList<int> &changed, const QList<int> &opened, bool unified, const char *seen) {
            QTest::newRow(name) << count << changed << opened << unified << QString::fromLatin1(seen);
        };
        row("above and below", 20, {9}, {}, false, "(6) 6 7 8 9 10 11 12 (7)");
        row("between", 20, {0, 19}, {}, false, "0 1 2 3 (12) 16 17 18 19");
        row("one line is not worth it", 9, {4}, {}, false, "0 1 2 3 4 5 6 7 8");
        row("opened", 20, {9}, {0, 6}, false, "0 1 2 3 4 5 6 7 8 9 10 11 12 (7)");
        row("opened at its top", 20, {9}, {13, 15}, false, "(6) 6 7 8 9 10 11 12 13 14 (5)");
        row("opened at its bottom", 20, {9}, {4, 6}, false, "(4) 4 5 6 7 8 9 10 11 12 (7)");
        row("opened in its middle", 20, {0, 19}, {8, 10}, false, "0 1 2 3 (4) 8 9 (6) 16 17 18 19");
        row("opened in two places that touch", 30, {0, 29}, {10, 12, 12, 14, 20, 22}, false, "0 1 2 3 (6) 10 11 12 13 (6) 20 21 (4) 26 27 28 29");
        row("one line that is left is shown", 20, {0, 19}, {5, 16}, false, "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19");
        row("opened where nothing is folded", 20, {9}, {7, 11}, false, "(6) 6 7 8 9 10 11 12 (7)");
        row("nothing differs", 5, {}, {}, false, "0 1 2 3 4");
        row("unified: left sides first", 3, {1, 2}, {}, true, "0 1l 2l 1r 2r");
    }

    void unchangedRunsAreFolded()
    {
        QFETCH(int, count);
        QFETCH(QList<int>, changed);
        QFETCH(QList<int>, opened);
        QFETCH(bool, unified);
        QMap<int, QByteArray> other;
        for (const int i : changed)
            other.insert(i, "host" + QByteArray::number(i) + " IN A 192.0.2.2");
        const TextDiff diff = textDiff(numbered(count), numbered(count, other));
        OpenedRows open;
        for (int i = 0; i + 1 < opened.size(); i += 2)
            open.open({opened[i], opened[i + 1]});
        const VisibleRows seen = visibleRows(diff, open, unified ? Arrangement::Unified : Arrangement::Beside);
        QTEST(told(seen), "seen");
        for (int row = 0; row < diff.rows.size(); ++row) {
            const VisibleRow &one = seen.rows[seen.ofRow[row]];
            QVERIFY(row >= one.row && row < one.row + std::max(one.folded, 1));
        }
    }

    void aHunkGoesBack_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::newRow("a changed line") << lines("a b c d e ") << lines("a B c D e ");
        QTest::newRow("a new line") << lines("a c ") << lines("a b c ");
        QTest::newRow("a removed line") << lines("a b c ") << lines("a c ");
        QTest::newRow("the end of the last line") << lines("a b") << lines("a b c ");
        QTest::newRow("everything") << lines("a b c ") << lines("x ");
        QTest::newRow("from nothing") << QByteArray() << lines("x y ");
        QTest::newRow("Windows' line ends") << QByteArray("a\r\nb\r\n") << QByteArray("a\r\nc\r\n");
        QTest::newRow("bytes that are no text") << QByteArray("a\n\xff\xfe\nc\n") << QByteArray("a\n\xc0\nc\n");
    }

    // Each hunk alone leaves the others; all of them give the left text.
    void aHunkGoesBack()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        const qsizetype count = textDiff(left, right).hunks.size();
        for (qsizetype i = count; i > 0; --i) {
            const TextDiff now = textDiff(left, right);
            QCOMPARE(now.hunks.size(), i);
            right = withHunkPutBack(left, right, now.hunks.last().lines);
        }
        QCOMPARE(right, left);
    }

    void theHunkOfARowIsFound()
    {
        const TextDiff diff = textDiff(lines("a b c d e f "), lines("a B c d e F "));
        QCOMPARE(told(diff), QStringLiteral("=1:1 -2 +2 =3:3 =4:4 =5:5 -6 +6"));
        QList<qsizetype> hunks;
        for (int row = 0; row < diff.rows.size(); ++row)
            hunks.append(diff.hunkAt(row));
        QCOMPARE(hunks, (QList<qsizetype>{0, 0, 0, 1, 1, 1, 1, 1}));
        QCOMPARE(diff.hunkAt(8), 2);
    }

    void tabsAndLineEndsCount()
    {
        const TextLines text("a\tb\nlonger line\n\nend");
        QCOMPARE(text.count(), 4);
        QCOMPARE(text.line(1), u"longer line");
        QCOMPARE(text.line(2), u"");
        QCOMPARE(text.line(3), u"end");
        QVERIFY(text.lacksEnd(3));
        QVERIFY(!text.lacksEnd(2));
        QCOMPARE(text.width(), 11);
        QCOMPARE(TextLines("a\tb\n").width(), 9);
        QCOMPARE(TextLines("").count(), 0);
        QCOMPARE(TextLines("\n").count(), 1);
    }
};

LOCKSTEP_SUITE(TestReviewRows)
#include "tst_reviewrows.moc"
