// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/diffshown.h"
#include "ui/look/theme.h"
#include "ui/review/diffactions.h"

#include <QAction>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>

using namespace lockstep;

class TestDiffWrap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }
    void cleanup() { m_home->forget(); }

    void widthIsCounted_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("cells");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QList<int>>("begins");
        QTest::newRow("nothing") << QString() << 0 << 8 << QList<int>{0};
        QTest::newRow("it fits") << QStringLiteral("12345678") << 8 << 8 << QList<int>{0};
        QTest::newRow("one more") << QStringLiteral("123456789") << 9 << 8 << QList<int>{0, 8};
        QTest::newRow("a tab") << QStringLiteral("12\t34") << 10 << 8 << QList<int>{0, 3};
        QTest::newRow("a tab has no room") << QStringLiteral("12345678\t9") << 17 << 8 << QList<int>{0, 8, 9};
        QTest::newRow("a tab counts from its row") << QStringLiteral("123456789012\t3") << 17 << 10 << QList<int>{0, 10};
        QTest::newRow("an address stays whole") << QStringLiteral("name IN A 192.0.2.10") << 20 << 18 << QList<int>{0, 10};
        QTest::newRow("a space hangs") << QStringLiteral("12345678 9") << 10 << 8 << QList<int>{0, 9};
        QTest::newRow("only one does") << QStringLiteral("12345678  9") << 11 << 8 << QList<int>{0, 9};
        QTest::newRow("an empty row is filled") << QStringLiteral("ab 12345678901234") << 17 << 12 << QList<int>{0, 12};
        QTest::newRow("a long word has rows of its own") << QStringLiteral("abcd 12345678901234567") << 22 << 12 << QList<int>{0, 5, 17};
        QTest::newRow("wide characters") << QStringLiteral("漢字漢字漢") << 10 << 9 << QList<int>{0, 4};
        QTest::newRow("marks stay") << QStringLiteral("abcdefgh\u0301\u0302i") << 9 << 8 << QList<int>{0, 10};
        QTest::newRow("pairs stay whole") << QStringLiteral("abcdefg\U0001f600h") << 10 << 8 << QList<int>{0, 7};
    }

    void widthIsCounted()
    {
        QFETCH(QString, line);
        QFETCH(int, columns);
        QTEST(int(cellsOfLine(line).cells), "cells");
        QTEST(wrapsOf(line, columns), "begins");
        QCOMPARE(wrapCount(line, cellsOfLine(line), columns), wrapsOf(line, columns).size());
    }

    void anyLineWrapsAsItIsCounted()
    {
        QRandomGenerator random(qEnvironmentVariableIntValue("LOCKSTEP_SEED") + 7);
        const QString letters = QStringLiteral("abc \t漢\u0301é.");
        for (int trial = 0; trial < 3000; ++trial) {
            QString line;
            const int size = random.bounded(120);
            const int kinds = trial % 3 == 0 ? 4 : trial % 3 == 1 ? 5 : int(letters.size()); // plain ones and those with tabs too
            for (int i = 0; i < size; ++i)
                line += letters[random.bounded(kinds)];
            const int columns = 10 + random.bounded(60);
            const QList<int> begins = wrapsOf(line, columns);
            QCOMPARE(wrapCount(line, cellsOfLine(line), columns), begins.size());
            const std::optional<LineCells> plain = cellsOfAscii(line.toUtf8());
            QCOMPARE(plain.has_value(), kinds <= 5 || QtPrivate::isAscii(line));
            QVERIFY(!plain || wrapCountOfAscii(line.toUtf8(), *plain, columns) == begins.size());
            QVERIFY(!plain || plain->cells == cellsOfLine(line).cells);
            const std::optional<LineShape> shape = shapeOf(line.toUtf8());
            QCOMPARE(shape.has_value(), plain && line.size() <= LineShape::longest);
            QVERIFY(!shape || wrapCount(*shape, columns) == begins.size());
            QVERIFY(!shape || (cellsOfLine(*shape).cells == plain->cells && cellsOfLine(*shape).ascii));
            for (qsizetype i = 0; i < begins.size(); ++i) {
                const qsizetype end = i + 1 < begins.size() ? begins[i + 1] : line.size();
                QVERIFY(end > begins[i] || line.isEmpty());
                QStringView row = QStringView(line).sliced(begins[i], end - begins[i]);
                // A tab at the end of a row is cut, a space may hang over it.
                const auto chopMarks = [&row] {
                    while (row.endsWith(QChar(0x301)))
                        row.chop(1);
                };
                int over = 0;
                chopMarks();
                if (row.endsWith(u' ')) {
                    over = 1;
                    row.chop(1);
                    chopMarks();
                }
                over += row.endsWith(u'\t') ? 7 : 0;
                QVERIFY(int(cellsOfLine(QStringView(line).sliced(begins[i], end - begins[i])).cells) <= columns + over);
                // A word is broken where it stands alone in its row, or behind too little.
                QStringView above = i > 0 ? QStringView(line).sliced(begins[i - 1], begins[i] - begins[i - 1]) : QStringView();
                while (above.endsWith(QChar(0x301)))
                    above.chop(1);
                const QStringView spaces(u" \t");
                if (above.isEmpty() || spaces.contains(above.last()) || spaces.contains(line[begins[i]]))
                    continue; // it is not
                const qsizetype word = std::max(above.lastIndexOf(u' '), above.lastIndexOf(u'\t')) + 1;
                QVERIFY(word == 0 || int(cellsOfLine(above.first(word)).cells) * 3 < columns);
            }
        }
    }

    // A file may have more shapes than are kept: those that are known stay what they are, the others are looked at one by one.
    void shapesAreNumbered()
    {
        LineShapes shapes;
        const auto shape = [](int i) { return *shapeOf(QByteArray::number(i, 2).rightJustified(20, '0').replace('0', ' ')); };
        int none = 0;
        for (int i = 0; i < 6000; ++i) {
            const quint16 number = shapes.numberOf(shape(i));
            QVERIFY(number == LineShapes::none ? shapes.shapes().size() == 4096 : number == i);
            none += number == LineShapes::none;
        }
        QCOMPARE(none, 6000 - 4096);
        for (int i = 0; i < 4096; ++i)
            QCOMPARE(int(shapes.numberOf(shape(i))), i);
    }

    // In several parts at once; each row is where those above it end.
    void manyRowsAreMeasured()
    {
        QRandomGenerator random(11);
        QByteArray left;
        QByteArray right;
        for (int i = 0; i < 120000; ++i) {
            const QByteArray line = "host" + QByteArray::number(i) + "\tIN\tTXT\t" + QByteArray(random.bounded(60), 'x') +
                                    (i % 97 ? "" : "\u00e9\t.");
            left += line + '\n';
            right += (i % 1000 ? line : line + "\tlonger\tthan before") + '\n';
        }
        const TextDiff diff = textDiff(left, right);
        QVERIFY(diff.rows.size() >= 120000);
        DiffLines lines;
        lines.setDiff(&diff);
        lines.setWrapped(true);
        for (const Arrangement arrangement : {Arrangement::Beside, Arrangement::Unified}) {
            const VisibleRows seen = visibleRows(diff, {}, arrangement, int(diff.rows.size()));
            lines.forgetRows();
            for (const int width : {500, 640, 900}) {
                lines.setArrangement(arrangement, width);
                QVERIFY(lines.columns() > 10);
                const RowTops tops = lines.tops(seen.rows);
                QCOMPARE(tops.rows(), seen.rows.size());
                int at = 0;
                for (int i = 0; i < seen.rows.size(); ++i) {
                    QCOMPARE(tops.top(i), at);
                    qsizetype high = 1;
                    for (const DiffSide side : {DiffSide::Left, DiffSide::Right}) {
                        if (lines.lineOf(seen.rows[i], side) >= 0)
                            high = std::max(high, wrapsOf(lines.text(seen.rows[i], side), lines.columns()).size());
                    }
                    at += int(high);
                }
                QCOMPARE(tops.total(), at);
                QVERIFY(width == 900 || at > tops.rows() + 1000);
            }
        }
    }

    void nothingIsWrappedToo()
    {
        const TextDiff diff = textDiff(QByteArray(), QByteArray());
        DiffLines lines;
        lines.setDiff(&diff);
        lines.setArrangement(Arrangement::Beside, 500);
        lines.setWrapped(true);
        QCOMPARE(lines.tops({}).total(), 0);
    }

    void longLinesWrap()
    {
        const QString text = longText(60);
        const QByteArray left = "short\n" + text.toUtf8() + "\nlast\n";
        const QByteArray right = "short\n" + QString(text).replace(QStringLiteral("word59"), QStringLiteral("other")).toUtf8() + "\nlast\n";
        ShownDiff shown(textDiff(left, right));
        QVERIFY(shown.view.horizontalScrollBar()->maximum() > 0);
        QCOMPARE(shown.view.rowRect(1).height(), shown.view.rowHeight());
        shown.press(Qt::Key_W);
        QVERIFY(shown.view.isWrapped());
        QVERIFY(shown.view.acts().wrap->isChecked());
        QCOMPARE(shown.view.horizontalScrollBar()->maximum(), 0);
        const int lines = shown.view.tops().lines(1);
        QVERIFY(lines > 5);
        QCOMPARE(shown.view.rowRect(1).height(), lines * shown.view.rowHeight());
        QCOMPARE(shown.view.rowRect(2).top(), shown.view.rowRect(1).bottom() + 1);
        QCOMPARE(shown.view.readableRect(2), shown.view.rowRect(2).translated(shown.view.viewport()->pos()));
        // Each row of the line has text in both panes, and the last one what differs.
        const int half = shown.view.viewport()->width() / 2;
        const int middle = shown.view.rowHeight() / 4;
        for (int i = 0; i < lines; ++i) {
            for (const int x : {80, half + 80}) {
                const QRect place(x, shown.view.rowRect(1).top() + i * shown.view.rowHeight() + middle, 30, shown.view.rowHeight() - 2 * middle);
                QVERIFY2(isPainted(shown.image(place)), qPrintable(QStringLiteral("row %1 at %2").arg(i).arg(x)));
            }
        }
        QVERIFY(has(shown.image(shown.view.rowRect(1).adjusted(half, (lines - 1) * shown.view.rowHeight(), 0, 0)),
                    inkOf(Tone::Changed, shown.view.palette())));
        // The mouse selects across its rows.
        const int y = shown.view.rowRect(1).top() + shown.view.rowHeight() / 2;
        QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, QPoint(half + 1, y + shown.view.rowHeight()));
        QTest::mouseMove(shown.view.viewport(), QPoint(half + 1, y + 3 * shown.view.rowHeight()));
        QTest::mouseRelease(shown.view.viewport(), Qt::LeftButton, {}, QPoint(half + 1, y + 3 * shown.view.rowHeight()));
        const QString selected = shown.view.selectedText();
        QVERIFY2(text.contains(selected) && selected.size() > 40 && !text.startsWith(selected), qPrintable(selected));
        QVERIFY(has(shown.image(QRect(half + 60, y + shown.view.rowHeight() / 2, half - 80, shown.view.rowHeight())),
                    shown.view.palette().color(QPalette::Highlight)));
        // One under the other too.
        shown.view.setMode(DiffView::Mode::Unified);
        QCOMPARE(shown.view.seen().rows.size(), 4);
        QVERIFY(shown.view.tops().lines(1) > 1 && shown.view.tops().lines(1) < lines);
        QCOMPARE(shown.view.rowRect(3).top(), shown.view.rowRect(2).bottom() + 1);
        shown.view.setMode(DiffView::Mode::Fitting);
        DiffView other;
        QVERIFY(other.isWrapped()); // kept
        shown.press(Qt::Key_W);
        QCOMPARE(shown.view.tops().lines(1), 1);
    }

    void wrappingKeepsThePlace()
    {
        QByteArray left;
        QByteArray right;
        for (int i = 0; i < 600; ++i) {
            const QByteArray line = QByteArray::number(i) + ' ' + longText(i % 7 == 0 ? 80 : 3).toUtf8() + '\n';
            left += line;
            right += i % 50 == 25 ? "other " + line : line;
        }
        ShownDiff shown(textDiff(left, right));
        shown.view.setFolded(false);
        shown.view.goToHunk(7);
        QScrollBar *bar = shown.view.verticalScrollBar();
        const auto top = [&] { return shown.view.seen().rows[shown.view.tops().at(bar->value() / shown.view.rowHeight())].row; };
        bar->setValue(300 * shown.view.rowHeight());
        QCOMPARE(top(), 300);
        shown.press(Qt::Key_W);
        QCOMPARE(top(), 300);
        const int total = shown.view.tops().total();
        QVERIFY(total > 1000);
        shown.view.resize(1200, 400);
        QCOMPARE(top(), 300);
        QVERIFY(shown.view.tops().total() < total);
        shown.view.resize(760, 400);
        QCOMPARE(top(), 300);
        shown.view.setZoom(4);
        QCOMPARE(top(), 300);
        shown.press(Qt::Key_W);
        QCOMPARE(top(), 300);
        // Every row can be reached, and the last one ends where the bar does.
        shown.press(Qt::Key_W);
        shown.press(Qt::Key_End);
        QCOMPARE(bar->value(), bar->maximum());
        QCOMPARE(shown.view.rowRect(599).bottom(), shown.view.viewport()->height() - 1);
        shown.press(Qt::Key_PageUp);
        QVERIFY(shown.view.currentRow() < 599);
        shown.press(Qt::Key_Home);
        for (int i = 0; i < 30; ++i)
            shown.press(Qt::Key_PageDown);
        QVERIFY(shown.view.currentRow() > 30);
        QVERIFY(shown.view.rowRect(shown.view.readableCurrent()).intersects(shown.view.viewport()->rect()));
    }

    void aRowThatIsHigherThanTheViewIsReadWhole()
    {
        const QByteArray line = longText(400).toUtf8();
        ShownDiff shown(textDiff("a\n" + line + "\nb\n", "a\n" + line + "x\nb\n"), {720, 200});
        shown.press(Qt::Key_W);
        QVERIFY(shown.view.rowRect(1).height() > 3 * shown.view.viewport()->height());
        shown.press(Qt::Key_Home);
        shown.press(Qt::Key_Down);
        QCOMPARE(shown.view.currentRow(), 1);
        QCOMPARE(shown.view.rowRect(1).top(), 0);
        int steps = 0;
        while (shown.view.currentRow() == 1 && steps < 1000) {
            shown.press(Qt::Key_Down);
            ++steps;
        }
        QCOMPARE(shown.view.currentRow(), 2);
        QVERIFY(steps > 10);
        shown.press(Qt::Key_Up);
        QCOMPARE(shown.view.rowRect(1).bottom(), shown.view.viewport()->height() - 1); // from below, its end
        QSignalSpy told(&shown.view, &DiffView::found);
        shown.view.find(QStringLiteral("word200 "), false);
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(shown.view.selectedText(), QStringLiteral("word200 "));
        QVERIFY(has(shown.image(shown.view.viewport()->rect()), shown.view.palette().color(QPalette::Highlight)));
    }

    // What is far too long is cut, and that is said; the whole of it is copied.
    void aHugeLineIsCut()
    {
        const QByteArray huge(5'000'000, 'x');
        ShownDiff shown(textDiff("a\n" + huge + "\nb\n", "a\n" + huge + "y\nb\n"));
        QVERIFY(shown.view.describe(1).size() < 20000);
        QTRY_VERIFY(shown.view.horizontalScrollBar()->maximum() > 0); // how wide long texts are is found beside
        QVERIFY(shown.view.horizontalScrollBar()->maximum() < 5000 * shown.view.rowHeight());
        shown.view.horizontalScrollBar()->setValue(shown.view.horizontalScrollBar()->maximum());
        const QRect right(shown.view.viewport()->width() / 2 + 80, shown.view.rowRect(1).top() + 2, 300, shown.view.rowHeight() - 4);
        QVERIFY(isPainted(shown.image(right))); // the words
        shown.press(Qt::Key_W);
        const int lines = shown.view.tops().lines(1);
        QVERIFY(lines > 4000 / 80 && lines < 4000 / 30);
        shown.view.goToRow(1);
        shown.view.verticalScrollBar()->setValue(lines * shown.view.rowHeight() - 200); // its end, in the middle
        const QRect last = shown.view.rowRect(1);
        QVERIFY(isPainted(shown.image(QRect(80, last.bottom() - shown.view.rowHeight() + 3, 200, shown.view.rowHeight() - 6))));
        shown.view.selectAll();
        QCOMPARE(shown.view.selectedText().size(), 5'000'000 + 5);
    }

    void whiteSpaceIsShownOnDemand()
    {
        ShownDiff shown(textDiff("same  line\there\nend\n", "same  line\there\nother\n"));
        const QRect row = shown.view.rowRect(0);
        const QImage before = shown.image(row);
        shown.press(Qt::Key_S);
        QVERIFY(shown.view.showsWhitespace());
        QVERIFY(shown.image(row) != before);
        shown.press(Qt::Key_Home);
        shown.press(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(shown.view.selectedText().startsWith(QStringLiteral("same  line\there"))); // copied as it is
        DiffView other;
        QVERIFY(other.showsWhitespace());
        shown.press(Qt::Key_Home);
        shown.press(Qt::Key_S);
        shown.press(Qt::Key_End);
        QCOMPARE(shown.image(row), before);
    }

    void whiteSpaceAtTheEndIsAlwaysShown()
    {
        const QColor warning = inkOf(Tone::Attention, lightPalette());
        ShownDiff shown(textDiff("a  \nhost A 192.0.2.1\nsame  \n", "a  \nhost A 192.0.2.2 \t\nsame  \n"));
        const int half = shown.view.viewport()->width() / 2;
        const QColor ground = blend(groundOf(Tone::Attention, shown.view.palette()), warning, 0.25);
        QVERIFY(has(shown.image(shown.view.rowRect(1).adjusted(half, 0, 0, 0)), ground));
        QVERIFY(!has(shown.image(shown.view.rowRect(0)), ground)); // unchanged
        QVERIFY(!has(shown.image(shown.view.rowRect(1).adjusted(0, 0, -half - 20, 0)), ground));
        const int y = shown.view.rowRect(1).center().y();
        QString tip;
        for (int x = half; x < shown.view.viewport()->width() && tip.isEmpty(); x += 3)
            tip = shown.view.tipAt(QPoint(x, y));
        QCOMPARE(tip, QStringLiteral("White space at the end of the line"));
        QCOMPARE(trailingSpace(u"a \t\r"), 1);
        QCOMPARE(trailingSpace(u"a\r"), 2);
        QCOMPARE(trailingSpace(u"  "), 0);
        QCOMPARE(visibleText(u"a\r"), QStringLiteral("a\u21b5"));
        QCOMPARE(hiddenName(QChar(0xa0)), QStringLiteral("U+00A0")); // no space to named
    }

private:
    std::unique_ptr<OwnHome> m_home;
};

LOCKSTEP_SUITE(TestDiffWrap)
#include "tst_diffwrap.moc"
