// SPDX-License-Identifier: GPL-3.0-or-later
// Looking for text in a DiffView, and for screen readers.
#include "ui/review/diffview.h"

#include <QCoroFuture>
#include <QPointer>
#include <QScrollBar>
#include <QtConcurrentRun>

#include <algorithm>

namespace lockstep {

void DiffView::find(const QString &text, bool backwards)
{
    if (m_matched && text == m_findText)
        return goToMatch(backwards);
    m_findText = text;
    search(backwards);
}

// In a thread of its own: a million lines take longer than anybody's key.
Task<> DiffView::search(bool backwards)
{
    forgetMatches();
    const quint64 turn = m_findTurn;
    const QPointer<DiffView> here(this);
    const auto stop = m_findStop = std::make_shared<std::atomic<bool>>(false);
    QFuture<TextMatches> working = QtConcurrent::run([diff = m_diff, text = m_findText, stop] { return findText(diff, text, *stop); });
    const TextMatches matches = co_await working;
    if (!here || turn != m_findTurn)
        co_return;
    m_matches = matches;
    m_matched = true;
    goToMatch(backwards);
    Q_EMIT found(m_matches.left, m_matches.right);
}

void DiffView::forgetMatches()
{
    ++m_findTurn;
    if (m_findStop)
        m_findStop->store(true);
    m_matched = false;
    m_matches = {};
}

// The next one from the selection or the current row on, around the ends.
void DiffView::goToMatch(bool backwards)
{
    const QList<TextMatch> &list = m_matches.list;
    if (list.isEmpty())
        return;
    TextMatch from{std::max(currentRow(), 0), true, -1};
    if (!m_selection.isEmpty()) {
        const Place place = placeOf(m_selection.first());
        const bool left = place.side == DiffSide::Left;
        from = {m_seen.rows[m_selection.first().visible].row, left, place.column};
    }
    auto next = backwards ? std::ranges::lower_bound(list, from) : std::ranges::upper_bound(list, from);
    if (backwards)
        next = next == list.cbegin() ? list.cend() - 1 : next - 1;
    else if (next == list.cend())
        next = list.cbegin();
    const TextMatch match = *next;
    const DiffSide side = match.left ? DiffSide::Left : DiffSide::Right;
    goToRow(match.row);
    const TextRow &row = m_diff.rows[match.row];
    const std::optional<DiffPoint> point = pointOf({side, match.left ? row.left : row.right, match.column});
    if (!point)
        return;
    setCurrent(point->visible);
    m_side = side;
    const int end = match.column + int(m_findText.size());
    m_selection = {point, DiffPoint{point->visible, end, point->side}};
    revealPlace(*point, end);
    viewport()->update();
}

// Sideways, and in a row that is higher than the view.
void DiffView::revealPlace(const DiffPoint &from, int end)
{
    const VisibleRow &row = m_seen.rows[from.visible];
    const QPointF begin = m_lines.placeOf(row, from.side, from.column);
    const QPointF behind = m_lines.placeOf(row, from.side, end);
    QScrollBar *bar = horizontalScrollBar();
    if (int(begin.x()) < bar->value() || int(behind.x()) > bar->value() + m_lines.textWidth())
        bar->setValue(std::max(int(begin.x()) - m_lines.textWidth() / 3, 0));
    const int y = rowRect(from.visible).top() + int(begin.y());
    if (y < 0 || y + rowHeight() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + y - viewport()->height() / 3);
}

QRect DiffView::readableRect(int row) const { return row >= 0 && row < m_seen.rows.size() ? rowRect(row).translated(viewport()->pos()) : QRect(); }

} // namespace lockstep
