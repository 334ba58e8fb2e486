// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/diffview.h"

#include "ui/look/type.h"
#include "ui/review/diffactions.h"
#include "ui/review/diffruler.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QScrollBar>
#include <QtConcurrentRun>

#include <algorithm>
#include <limits>

namespace lockstep {

namespace {
constexpr int besideFrom = 700; // pixels
constexpr qint64 sliceMs = 5;
constexpr qint64 paintSliceMs = 3;
} // namespace

DiffView::DiffView(QWidget *parent) : QAbstractScrollArea(parent), m_ruler(new DiffRuler(*this)), m_actions(new DiffActions(*this))
{
    installRowsAccess();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setViewportMargins(0, 0, DiffRuler::breadth, 0);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setCursor(Qt::IBeamCursor);
    setAccessibleName(tr("Differences"));
    m_lines.setLook(palette(), dataFont());
    m_lines.setDiff(&m_diff);
    m_actions->load();
}

DiffView::~DiffView() { forgetMatches(); }

void DiffView::setSyntax(Syntax syntax)
{
    m_lines.setSyntax(syntax);
    viewport()->update();
}

Arrangement DiffView::arrangement() const
{
    if (m_mode == Mode::Fitting)
        return width() >= besideFrom ? Arrangement::Beside : Arrangement::Unified;
    return m_mode == Mode::Beside ? Arrangement::Beside : Arrangement::Unified;
}

void DiffView::setDiff(const TextDiff &diff, bool keepPlace)
{
    const Top before = top();
    // What stays is known by its lines: rows are others now.
    const std::optional<TextRow> topRow = keepPlace && before.row >= 0 ? std::optional(m_diff.rows.value(before.row)) : std::nullopt;
    const std::optional<TextRow> cursor = keepPlace && currentRow() >= 0 ? std::optional(m_diff.rows.value(currentRow())) : std::nullopt;
    const auto selected = keepPlace ? selectedPlaces() : std::nullopt;
    QList<std::pair<TextRow, TextRow>> opened;
    for (const RowRange &range : m_opened.ranges())
        opened.append({m_diff.rows.value(range.begin), m_diff.rows.value(range.end - 1)});

    forgetMatches();
    m_diff = diff;
    m_lines.setDiff(&m_diff);
    findWidest();
    m_selection = {};
    m_opened.clear();
    const auto rowOf = [this](const TextRow &row) {
        return row.right >= 0 && row.right < m_diff.rowsOfRight.size() ? m_diff.rowsOfRight[row.right]
               : row.left >= 0 && row.left < m_diff.rowsOfLeft.size()  ? m_diff.rowsOfLeft[row.left]
                                                                       : -1;
    };
    if (keepPlace) {
        for (const auto &[first, last] : std::as_const(opened)) {
            const int begin = rowOf(first);
            const int end = rowOf(last);
            if (begin >= 0)
                m_opened.open({begin, end >= 0 ? end + 1 : int(m_diff.rows.size())});
        }
    }
    m_current = -1;
    arrange();
    if (topRow) {
        rebuild(rowOf(*topRow), before.offset);
        if (cursor && rowOf(*cursor) >= 0)
            setCurrent(m_seen.ofRow[rowOf(*cursor)]);
        selectPlaces(selected);
        rebuild(rowOf(*topRow), before.offset);
    } else if (!m_diff.hunks.isEmpty()) {
        verticalScrollBar()->setValue(0);
        goToHunk(0);
    } else {
        setCurrent(m_seen.rows.isEmpty() ? -1 : 0);
    }
    if (m_current < 0 && !m_seen.rows.isEmpty())
        setCurrent(0);
    viewport()->update();
    Q_EMIT currentRowChanged();
}

// A long text is shown before its longest line is known.
void DiffView::findWidest()
{
    const TextLines left = m_diff.left;
    const TextLines right = m_diff.right;
    if (left.isWidthKnown() && right.isWidthKnown())
        return;
    QFuture<qsizetype> working = QtConcurrent::run([left, right] { return std::max(left.width(), right.width()); });
    working.then(this, [this](qsizetype) { measure(); });
}

// Works out what is seen for the folds there are.
void DiffView::arrange()
{
    const Arrangement now = arrangement();
    m_seen = visibleRows(m_diff, m_opened, now, m_folded ? 3 : int(m_diff.rows.size()), std::move(m_seen));
    m_hovered = {-1, FoldPart::None};
    m_lines.forgetRows();
    measure();
    if (std::exchange(m_arranged, now) != now)
        Q_EMIT arrangementChanged();
    tellRows(this);
    Q_EMIT seenChanged();
}

// And how high it is for the width there is.
void DiffView::measure()
{
    measureFor(viewport()->width());
    // A scroll bar came or went by it; while nothing is on the screen nobody tells of that.
    if (m_lines.width() != viewport()->width())
        measureFor(viewport()->width());
}

void DiffView::measureFor(int width)
{
    m_lines.setArrangement(arrangement(), width);
    m_lines.setScreen(viewport()->height() / rowHeight() + 2);
    m_tops = m_lines.tops(m_seen.rows);
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, int(std::clamp<qint64>(qint64(m_tops.total()) * rowHeight() - viewport()->height(), 0, std::numeric_limits<int>::max())));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(rowHeight());
    horizontalScrollBar()->setRange(0, m_wrapped ? 0 : std::max(m_lines.widest() - m_lines.textWidth(), 0));
    horizontalScrollBar()->setPageStep(std::max(m_lines.textWidth(), 1));
    horizontalScrollBar()->setSingleStep(4 * m_lines.charWidth());
}

DiffView::Top DiffView::top() const
{
    if (m_seen.rows.isEmpty())
        return {};
    const int visible = visibleAt(0);
    return {visible, m_seen.rows[visible].row, verticalScrollBar()->value() - rowTop(visible)};
}

void DiffView::restoreTop(const Top &top, bool sameRows)
{
    if (!sameRows)
        return rebuild(top.row, top.offset);
    if (top.visible >= 0 && top.visible < m_tops.rows())
        verticalScrollBar()->setValue(rowTop(top.visible) + std::min(top.offset, m_tops.lines(top.visible) * rowHeight() - 1));
    viewport()->update();
}

// The same row of the diff at the top, whatever is seen now.
void DiffView::rebuild(int row, int offset)
{
    if (row >= 0 && row < m_seen.ofRow.size()) {
        const int visible = m_seen.ofRow[row];
        verticalScrollBar()->setValue(rowTop(visible) + std::min(offset, m_tops.lines(visible) * rowHeight() - 1));
    }
    viewport()->update();
}

void DiffView::setMode(Mode mode)
{
    const int row = currentRow();
    const int first = top().row;
    m_mode = mode;
    m_selection = {};
    arrange();
    if (row >= 0)
        m_current = m_seen.ofRow[row];
    rebuild(first, 0);
    reveal(m_current);
}

void DiffView::setFolded(bool folded)
{
    const int row = currentRow();
    m_folded = folded;
    m_opened.clear();
    m_selection = {};
    arrange();
    if (row >= 0) {
        m_current = m_seen.ofRow[row];
        reveal(m_current);
    }
    viewport()->update();
    Q_EMIT currentRowChanged();
}

int DiffView::currentRow() const { return m_current >= 0 && m_current < m_seen.rows.size() ? m_seen.rows[m_current].row : -1; }

std::optional<qsizetype> DiffView::currentHunk() const
{
    const int row = currentRow();
    const qsizetype hunk = row < 0 ? m_diff.hunks.size() : m_diff.hunkAt(row);
    return hunk < m_diff.hunks.size() && m_diff.hunks[hunk].firstRow <= row ? std::optional(hunk) : std::nullopt;
}

int DiffView::visibleAt(int y) const { return m_tops.at((y + verticalScrollBar()->value()) / rowHeight()); }

QRect DiffView::rowRect(int visible) const
{
    const int value = verticalScrollBar()->value();
    if (visible < 0 || visible >= m_tops.rows())
        return {0, m_tops.total() * rowHeight() - value, viewport()->width(), rowHeight()};
    return {0, rowTop(visible) - value, viewport()->width(), m_tops.lines(visible) * rowHeight()};
}

void DiffView::updateRow(int visible) { viewport()->update(rowRect(visible)); }

void DiffView::updateHunk(std::optional<qsizetype> hunk)
{
    if (!hunk)
        return;
    const TextHunk &one = m_diff.hunks[*hunk];
    viewport()->update(rowRect(m_seen.ofRow[one.firstRow]).united(rowRect(m_seen.ofRow[one.firstRow + one.rowCount - 1])));
}

void DiffView::setCurrent(int visible, bool extend)
{
    if (visible < 0 || visible >= m_seen.rows.size())
        return;
    const std::optional<qsizetype> before = currentHunk();
    const int from = m_current;
    if (extend) {
        if (!m_selection.anchor)
            m_selection.anchor = DiffPoint{std::max(from, 0), 0, m_side};
        DiffPoint &anchor = *m_selection.anchor;
        const bool down = visible >= anchor.visible;
        const auto length = [this](int row) { return int(m_lines.text(m_seen.rows[row], m_lines.sideOf(m_seen.rows[row], m_side)).size()); };
        anchor.column = down ? 0 : length(anchor.visible);
        m_selection.head = {visible, down ? length(visible) : 0, anchor.side};
        viewport()->update();
    } else if (m_selection.anchor) {
        m_selection = {};
        viewport()->update();
    }
    m_current = visible;
    updateRow(from);
    updateRow(visible);
    reveal(visible);
    if (const std::optional<qsizetype> now = currentHunk(); now != before) {
        updateHunk(before); // their bars
        updateHunk(now);
    }
    if (from != visible) {
        setAccessibleDescription(describe(visible));
        tellCurrent(this, visible);
        Q_EMIT currentRowChanged();
    }
}

// Of a row that is higher than the view, its beginning.
void DiffView::reveal(int visible)
{
    QScrollBar *bar = verticalScrollBar();
    if (visible < 0 || visible >= m_tops.rows())
        return;
    const int from = rowTop(visible);
    const int to = rowTop(visible + 1);
    const int height = viewport()->height();
    if (from < bar->value() || to - from > height)
        bar->setValue(from);
    else if (to > bar->value() + height)
        bar->setValue(to - height);
}

QString DiffView::describe(int visible) const
{
    if (visible < 0 || visible >= m_seen.rows.size())
        return {};
    const VisibleRow &row = m_seen.rows[visible];
    if (row.folded > 0)
        return tr("%n unchanged lines, folded", nullptr, row.folded);
    const TextRow &one = m_diff.rows[row.row];
    const QString left = one.left >= 0 ? visibleText(shownPart(m_diff.left.line(one.left))) : QString();
    const QString right = one.right >= 0 ? visibleText(shownPart(m_diff.right.line(one.right))) : QString();
    const TextDiff::Moved moved = m_diff.movedTo(one);
    if (moved.move && one.kind == TextRow::Kind::Added)
        return tr("moved here from line %1, line %2: %3").arg(QString::number(moved.other + 1), QString::number(one.right + 1), right);
    if (moved.move)
        return tr("moved away to line %1, line %2: %3").arg(QString::number(moved.other + 1), QString::number(one.left + 1), left);
    switch (one.kind) {
    case TextRow::Kind::Same:
        return tr("line %1: %2").arg(one.right + 1).arg(right);
    case TextRow::Kind::Added:
        return tr("added, line %1: %2").arg(one.right + 1).arg(right);
    case TextRow::Kind::Removed:
        return tr("removed, line %1: %2").arg(one.left + 1).arg(left);
    case TextRow::Kind::Changed:
        break;
    }
    return tr("changed, line %1, from %2, to %3").arg(QString::number(one.right + 1), left, right);
}

DiffRowStyle DiffView::styleOf(int visible) const
{
    const VisibleRow &row = m_seen.rows[visible];
    DiffRowStyle style;
    style.current = visible == m_current;
    style.focused = hasFocus();
    style.hovered = m_hovered.first == visible ? m_hovered.second : FoldPart::None;
    if (row.folded > 0)
        return style;
    const std::optional<qsizetype> hunk = currentHunk();
    if (hunk) {
        const TextHunk &one = m_diff.hunks[*hunk];
        style.hunk = row.row >= one.firstRow && row.row < one.firstRow + one.rowCount;
    }
    style.firstOfRun = row.row == 0 || m_diff.rows[row.row - 1].kind != m_diff.rows[row.row].kind ||
                       m_diff.movedTo(m_diff.rows[row.row - 1]).move != m_diff.movedTo(m_diff.rows[row.row]).move;
    if (!m_selection.isEmpty() && visible >= m_selection.first().visible && visible <= m_selection.last().visible) {
        style.selectedSide = m_selection.head.side;
        style.selectedFrom = visible == m_selection.first().visible ? m_selection.first().column : 0;
        style.selectedTo = visible == m_selection.last().visible ? m_selection.last().column
                                                                 : int(m_lines.text(row, m_lines.sideOf(row, m_selection.head.side)).size());
    }
    return style;
}

void DiffView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRect dirty = event->rect();
    const int scrolled = horizontalScrollBar()->value();
    int bottom = dirty.top();
    // As a rule they are there in time, and nothing is painted twice.
    (void)colourSlice(viewport()->height(), paintSliceMs);
    if (!m_seen.rows.isEmpty()) {
        const int last = std::min(visibleAt(dirty.bottom()), int(m_seen.rows.size()) - 1);
        for (int visible = visibleAt(dirty.top()); visible <= last; ++visible) {
            const QRect rect = rowRect(visible);
            m_lines.paint(painter, m_seen.rows[visible], rect, scrolled, styleOf(visible), dirty);
            bottom = rect.bottom() + 1;
        }
    }
    if (bottom <= dirty.bottom())
        painter.fillRect(QRect(dirty.left(), bottom, dirty.width(), dirty.bottom() - bottom + 1), palette().color(QPalette::Base));
    if (!m_syntaxTimer.isActive())
        m_syntaxTimer.start(0, this);
    // Characters that are wider than others are met on the way.
    if (!m_wrapped && !m_widening && m_lines.widest() - m_lines.textWidth() > std::max(horizontalScrollBar()->maximum(), 0)) {
        m_widening = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_widening = false;
                measure();
            },
            Qt::QueuedConnection);
    }
}

// Colours of what is seen down to a height, for as long as `milliseconds`. Whether there is more to do.
bool DiffView::colourSlice(int height, qint64 milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    const int seen = visibleAt(viewport()->height());
    const int last = std::min(visibleAt(height), int(m_seen.rows.size()) - 1);
    for (int visible = visibleAt(0); visible <= last && !m_seen.rows.isEmpty(); ++visible) {
        for (const DiffSide side : {DiffSide::Left, DiffSide::Right}) {
            for (bool more = true; more;) {
                const bool laid = m_lines.colour(m_seen.rows[visible], side, &more);
                m_coloured = m_coloured || (laid && visible <= seen);
                if (more && clock.elapsed() >= milliseconds)
                    return true;
            }
        }
    }
    return false;
}

void DiffView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_syntaxTimer.timerId()) {
        const bool more = colourSlice(2 * viewport()->height(), sliceMs); // a screen more than is seen
        if (std::exchange(m_coloured, false))
            viewport()->update();
        if (!more)
            m_syntaxTimer.stop();
    } else if (event->timerId() == m_dragTimer.timerId()) {
        dragTo(m_dragPoint);
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    placeGoTo();
    layOut(top());
    m_ruler->setGeometry(viewport()->geometry().right() + 1, viewport()->y(), DiffRuler::breadth, viewport()->height());
}

// For another size or look: what stands at the top stays there.
void DiffView::layOut(const Top &before)
{
    const int row = currentRow();
    if (m_arranged == arrangement()) {
        const bool high = m_wrapped || m_tops.total() != m_tops.rows();
        measure();
        restoreTop(before, true);
        if (high)
            Q_EMIT seenChanged();
        return;
    }
    m_selection = {};
    arrange();
    restoreTop(before, false);
    if (row >= 0)
        m_current = m_seen.ofRow[row];
}

void DiffView::scrollContentsBy(int dx, int dy)
{
    if (dx != 0)
        viewport()->update();
    else
        viewport()->scroll(0, dy);
    m_ruler->update();
}

void DiffView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        look();
    QAbstractScrollArea::changeEvent(event);
}

void DiffView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    updateRow(m_current);
}

void DiffView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateRow(m_current);
}

} // namespace lockstep
