// SPDX-License-Identifier: GPL-3.0-or-later
// Where a DiffView goes, and what it opens for that.
#include "ui/review/diffgoto.h"
#include "ui/review/diffruler.h"
#include "ui/review/diffview.h"

#include <QScrollBar>

#include <algorithm>

namespace lockstep {

// What is hidden comes with some lines around it.
void DiffView::goToRow(int row)
{
    if (row < 0 || row >= m_seen.ofRow.size())
        return;
    if (m_seen.rows[m_seen.ofRow[row]].folded > 0) {
        const VisibleRow fold = m_seen.rows[m_seen.ofRow[row]];
        const int around = DiffLines::foldStep / 2;
        openRows({std::max(row - around, fold.row), std::min(row + around + 1, fold.row + fold.folded)});
    }
    setCurrent(m_seen.ofRow[row]);
}

bool DiffView::goToLine(DiffSide side, int line)
{
    const QList<int> &rows = side == DiffSide::Left ? m_diff.rowsOfLeft : m_diff.rowsOfRight;
    if (line < 1 || line > rows.size())
        return false;
    goToRow(rows[line - 1]);
    const std::optional<DiffPoint> point = pointOf({side, line - 1, 0}); // unified, that side of the row
    if (point && point->visible != m_current)
        setCurrent(point->visible);
    m_side = side;
    // Somewhere in the middle, unless it was seen before.
    QScrollBar *bar = verticalScrollBar();
    const QRect rect = rowRect(m_current);
    if (rect.top() < 3 * rowHeight() || rect.bottom() > viewport()->height() - 3 * rowHeight())
        bar->setValue(bar->value() + rect.top() - viewport()->height() / 3);
    return true;
}

void DiffView::goToHunk(qsizetype hunk)
{
    if (hunk < 0 || hunk >= m_diff.hunks.size())
        return;
    const TextHunk &one = m_diff.hunks[hunk];
    setCurrent(m_seen.ofRow[one.firstRow]);
    // With what stands around it, and all of it when it has room.
    const int first = m_seen.ofRow[one.firstRow];
    const int last = m_seen.ofRow[one.firstRow + one.rowCount - 1];
    const int height = viewport()->height();
    QScrollBar *bar = verticalScrollBar();
    const int around = 3 * rowHeight();
    const int from = rowTop(first);
    const int to = rowTop(last + 1) + around;
    if (to > bar->value() + height || from - around < bar->value())
        bar->setValue(from - std::max(std::min(height / 3, height - (to - from)), around));
}

bool DiffView::goToMove()
{
    const int row = currentRow();
    const TextDiff::Moved moved = row < 0 ? TextDiff::Moved() : m_diff.movedTo(m_diff.rows[row]);
    if (!moved.move)
        return false;
    goToRow(m_diff.rows[row].kind == TextRow::Kind::Removed ? m_diff.rowsOfRight[moved.other] : m_diff.rowsOfLeft[moved.other]);
    return true;
}

bool DiffView::nextChange()
{
    const int row = currentRow();
    const std::optional<qsizetype> now = currentHunk();
    const qsizetype next = now ? *now + 1 : m_diff.hunkAt(row);
    if (row < 0 || next >= m_diff.hunks.size())
        return false;
    goToHunk(next);
    return true;
}

bool DiffView::previousChange()
{
    const int row = currentRow();
    const qsizetype next = row < 0 ? 0 : m_diff.hunkAt(row) - 1;
    if (next < 0 || next >= m_diff.hunks.size())
        return false;
    goToHunk(next);
    return true;
}

// Where a row of the diff, or its right side alone, is seen now.
int DiffView::visibleOf(const VisibleRow &row) const
{
    if (row.row < 0 || row.row >= m_seen.ofRow.size())
        return -1;
    const int first = m_seen.ofRow[row.row];
    int visible = first;
    if (row.side == VisibleRow::Side::Right) {
        while (visible < m_seen.rows.size() && (m_seen.rows[visible].row != row.row || m_seen.rows[visible].side != row.side))
            ++visible;
    }
    return visible < m_seen.rows.size() ? visible : first;
}

// What stands there goes on standing there: the cursor's row, or the top where that is not seen.
void DiffView::openRows(RowRange rows)
{
    const Top before = top();
    const VisibleRow topRow = m_seen.rows.value(before.visible);
    const VisibleRow cursor = m_seen.rows.value(std::max(m_current, 0));
    const QRect at = rowRect(m_current);
    const bool held = m_current >= 0 && cursor.folded == 0 && at.bottom() >= 0 && at.top() < viewport()->height();
    const auto selected = selectedPlaces();
    const std::optional<DiffPoint> anchor = m_selection.anchor;
    m_opened.open(rows);
    m_selection = {};
    arrange();
    if (held) {
        m_current = visibleOf(cursor);
        verticalScrollBar()->setValue(rowTop(m_current) - at.top());
    } else {
        m_current = m_current >= 0 ? visibleOf(cursor) : -1;
        const int visible = visibleOf(topRow);
        if (visible >= 0)
            verticalScrollBar()->setValue(rowTop(visible) + before.offset);
    }
    if (anchor)
        selectPlaces(selected);
    viewport()->update();
}

void DiffView::openPart(int visible, FoldPart part)
{
    const VisibleRow fold = m_seen.rows[visible];
    if (!m_lines.opens(fold, part))
        return;
    const bool here = visible == m_current;
    const int end = fold.row + fold.folded;
    const RowRange rows = part == FoldPart::Top      ? RowRange{fold.row, fold.row + DiffLines::foldStep}
                          : part == FoldPart::Bottom ? RowRange{end - DiffLines::foldStep, end}
                                                     : RowRange{fold.row, end};
    const int y = rowRect(visible).top();
    openRows(rows);
    if (!here && m_current >= 0)
        return;
    // The cursor stood on the fold: it goes to the line that is nearest to what was seen.
    const int row = part == FoldPart::Bottom ? rows.end - 1 : rows.begin;
    m_selection = {};
    m_current = m_seen.ofRow[row];
    if (part != FoldPart::Bottom)
        verticalScrollBar()->setValue(rowTop(m_current) - y);
    reveal(m_current);
    setAccessibleDescription(describe(m_current));
    tellCurrent(this, m_current);
    viewport()->update();
    Q_EMIT currentRowChanged();
}

// Seen row of the fold that openMore() means; -1: there is none.
int DiffView::foldFor(FoldPart part) const
{
    if (m_current < 0 || m_current >= m_seen.rows.size())
        return -1;
    const int step = part == FoldPart::Bottom ? -1 : 1;
    for (int visible = m_current; visible >= 0 && visible < m_seen.rows.size(); visible += step) {
        const VisibleRow &row = m_seen.rows[visible];
        if (row.folded > 0)
            return visible;
        if (part == FoldPart::All)
            return -1; // the one at the cursor, or none
    }
    return -1;
}

// A fold that is too short for a part opens whole.
bool DiffView::openMore(FoldPart part)
{
    const int fold = foldFor(part);
    if (fold < 0)
        return false;
    openPart(fold, m_lines.opens(m_seen.rows[fold], part) ? part : FoldPart::All);
    return true;
}

QRect DiffView::foldTarget(int visible, FoldPart part) const
{
    return visible >= 0 && visible < m_seen.rows.size() && m_lines.opens(m_seen.rows[visible], part)
               ? m_lines.foldTarget(part, rowRect(visible).top())
               : QRect();
}

void DiffView::openGoTo()
{
    if (!m_goTo) {
        m_goTo = new DiffGoTo(this);
        connect(m_goTo, &DiffGoTo::wanted, this, [this](int line) {
            if (goToLine(m_side, line))
                m_goTo->close();
            else
                m_goTo->say(tr("This side has %n lines.", nullptr, int((m_side == DiffSide::Left ? m_diff.left : m_diff.right).count())));
        });
        connect(m_goTo, &DiffGoTo::closed, this, [this] {
            placeGoTo();
            setFocus();
        });
    }
    m_goTo->open(m_side);
    placeGoTo();
}

// Above the difference, which gives way.
void DiffView::placeGoTo()
{
    const bool open = m_goTo && m_goTo->isVisibleTo(this);
    const int height = open ? m_goTo->sizeHint().height() : 0;
    if (m_goTo)
        m_goTo->setGeometry(0, 0, width(), height);
    if (viewportMargins().top() != height)
        setViewportMargins(0, height, DiffRuler::breadth, 0);
}

} // namespace lockstep
