// SPDX-License-Identifier: GPL-3.0-or-later
// What keyboard and mouse do with a DiffView; selection and copy.
#include "ui/review/diffview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

namespace lockstep {

namespace {
constexpr int dragEveryMs = 40;
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const int last = int(m_seen.rows.size()) - 1;
    QScrollBar *sideways = horizontalScrollBar();
    switch (event->key()) {
    case Qt::Key_Up:
        return step(-1, extend);
    case Qt::Key_Down:
        return step(1, extend);
    case Qt::Key_PageUp:
        return page(-1, extend);
    case Qt::Key_PageDown:
        return page(1, extend);
    case Qt::Key_Home:
        return setCurrent(0, extend);
    case Qt::Key_End:
        return setCurrent(last, extend);
    case Qt::Key_Left:
        return control ? moveSide(DiffSide::Left) : sideways->triggerAction(QScrollBar::SliderSingleStepSub);
    case Qt::Key_Right:
        return control ? moveSide(DiffSide::Right) : sideways->triggerAction(QScrollBar::SliderSingleStepAdd);
    case Qt::Key_M:
        if (!control && goToMove())
            return;
        break;
    case Qt::Key_F7:
        if (extend ? previousChange() : nextChange())
            return;
        break;
    case Qt::Key_Enter:
    case Qt::Key_Return:
        if (m_current >= 0 && m_seen.rows[m_current].folded > 0)
            return openPart(m_current, FoldPart::All);
        if (currentHunk()) {
            Q_EMIT rowActivated();
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

// A row that is higher than the view is read to its end first.
void DiffView::step(int direction, bool extend)
{
    const QRect rect = rowRect(m_current);
    const bool more = direction > 0 ? rect.bottom() >= viewport()->height() : rect.top() < 0;
    if (!extend && more && m_current >= 0 && rect.height() > viewport()->height() && rect.intersects(viewport()->rect()))
        return verticalScrollBar()->setValue(verticalScrollBar()->value() + direction * rowHeight());
    setCurrent(std::clamp(m_current + direction, 0, int(m_seen.rows.size()) - 1), extend);
    // Coming from below, its end.
    if (direction < 0 && rowRect(m_current).height() > viewport()->height())
        verticalScrollBar()->setValue(rowTop(m_current + 1) - viewport()->height());
}

void DiffView::page(int direction, bool extend)
{
    const int lines = std::max(viewport()->height() / rowHeight() - 1, 1);
    const int target = m_tops.at(m_tops.top(std::max(m_current, 0)) + direction * lines);
    setCurrent(std::clamp(target == m_current ? m_current + direction : target, 0, int(m_seen.rows.size()) - 1), extend);
}

// The window has such shortcuts too: while the keyboard is here they mean this.
bool DiffView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void DiffView::moveSide(DiffSide side)
{
    m_side = side;
    m_selection = {};
    viewport()->update();
}

DiffPoint DiffView::pointAt(const QPoint &position) const
{
    auto &lines = const_cast<DiffLines &>(m_lines); // lays out what it is asked for
    const int visible = visibleAt(position.y());
    const DiffSide pane = m_dragging ? m_side : position.x() < lines.pane(DiffSide::Right, {}).left() ? DiffSide::Left : DiffSide::Right;
    if (m_seen.rows.isEmpty())
        return {};
    const VisibleRow &row = m_seen.rows[visible];
    const DiffSide side = lines.sideOf(row, pane);
    const QPoint inside(position.x(), position.y() - rowRect(visible).top());
    return {visible, lines.columnAt(row, side, inside, horizontalScrollBar()->value()), pane};
}

void DiffView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_seen.rows.isEmpty() || event->position().toPoint().y() >= rowRect(-1).top())
        return QAbstractScrollArea::mousePressEvent(event);
    const DiffPoint point = pointAt(event->position().toPoint());
    if (m_seen.rows[point.visible].folded > 0)
        return openPart(point.visible, m_lines.foldPart(m_seen.rows[point.visible], event->position().toPoint().x()));
    m_side = point.side;
    if (event->modifiers().testFlag(Qt::ShiftModifier) && m_selection.anchor) {
        m_selection.head = point;
        return viewport()->update();
    }
    setCurrent(point.visible);
    m_selection = {point, point};
    m_dragging = true;
}

void DiffView::mouseMoveEvent(QMouseEvent *event)
{
    m_dragPoint = event->position().toPoint();
    if (m_dragging) {
        if (!viewport()->rect().contains(m_dragPoint) && !m_dragTimer.isActive())
            m_dragTimer.start(dragEveryMs, this);
        return dragTo(m_dragPoint);
    }
    hover(m_dragPoint);
}

void DiffView::hover(const QPoint &point)
{
    const bool inside = !m_seen.rows.isEmpty() && viewport()->rect().contains(point) && point.y() < rowRect(-1).top();
    const int visible = inside ? visibleAt(point.y()) : -1;
    const FoldPart part = inside ? m_lines.foldPart(m_seen.rows[visible], point.x()) : FoldPart::None;
    const auto before = std::exchange(m_hovered, std::pair(visible, part));
    if (before == m_hovered)
        return;
    viewport()->setCursor(part != FoldPart::None ? Qt::PointingHandCursor : Qt::IBeamCursor);
    for (const auto &[row, which] : {before, m_hovered}) {
        if (which != FoldPart::None)
            updateRow(row);
    }
}

void DiffView::dragTo(const QPoint &point)
{
    if (viewport()->rect().contains(point))
        m_dragTimer.stop();
    const int beyond = point.y() < 0 ? point.y() : std::max(point.y() - viewport()->height(), 0);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + beyond / 2);
    m_selection.head = pointAt(QPoint(point.x(), std::clamp(point.y(), 0, viewport()->height() - 1)));
    viewport()->update();
}

void DiffView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging = false;
    m_dragTimer.stop();
}

void DiffView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_seen.rows.isEmpty())
        return;
    const DiffPoint point = pointAt(event->position().toPoint());
    const VisibleRow &row = m_seen.rows[point.visible];
    const QStringView text = shownPart(m_lines.text(row, m_lines.sideOf(row, point.side)));
    const QList<TextPiece> words = wordsIn(text);
    for (const TextPiece &word : words) {
        if (point.column < word.begin || point.column >= word.begin + word.length)
            continue;
        m_selection = {DiffPoint{point.visible, int(word.begin), point.side}, DiffPoint{point.visible, int(word.begin + word.length), point.side}};
        viewport()->update();
    }
}

bool DiffView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip:
        return showTip(static_cast<QHelpEvent *>(event)) || QAbstractScrollArea::viewportEvent(event);
    case QEvent::Leave:
        hover(QPoint(-1, -1));
        break;
    case QEvent::ContextMenu: // whatever the policy: the actions of others are in it
        showMenu(static_cast<QContextMenuEvent *>(event));
        return true;
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

// What cannot be seen is named.
bool DiffView::showTip(QHelpEvent *event)
{
    if (m_seen.rows.isEmpty() || event->pos().y() >= rowRect(-1).top())
        return false;
    QToolTip::showText(event->globalPos(), tipAt(event->pos()), viewport()); // "" hides it
    return true;
}

QString DiffView::tipAt(const QPoint &position) const
{
    const DiffPoint point = pointAt(position);
    const VisibleRow &row = m_seen.rows[point.visible];
    const auto withKey = [](const QString &text, const QKeySequence &key) {
        return QStringLiteral("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText));
    };
    switch (m_lines.foldPart(row, position.x())) {
    case FoldPart::Top:
        return withKey(tr("%n more lines below the text above", nullptr, DiffLines::foldStep), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down));
    case FoldPart::Bottom:
        return withKey(tr("%n more lines above the text below", nullptr, DiffLines::foldStep), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up));
    case FoldPart::All:
        return withKey(tr("Show all %n lines", nullptr, row.folded), QKeySequence(Qt::Key_Return));
    case FoldPart::None:
        break;
    }
    const DiffSide side = m_lines.sideOf(row, point.side);
    const QStringView text = m_lines.text(row, side);
    for (int column = std::max(point.column - 1, 0); column <= point.column && column < text.size(); ++column) {
        if (const QString name = hiddenName(text[column]); !name.isEmpty())
            return tr("%1: a character that cannot be seen").arg(name);
    }
    if (m_diff.rows[row.row].kind != TextRow::Kind::Same && point.column < text.size() && point.column >= trailingSpace(text))
        return tr("White space at the end of the line");
    return {};
}

QString DiffView::selectedText() const
{
    if (m_selection.isEmpty())
        return {};
    const DiffPoint &first = m_selection.first();
    const DiffPoint &last = m_selection.last();
    QStringList lines;
    for (int visible = first.visible; visible <= last.visible; ++visible) {
        const VisibleRow &row = m_seen.rows[visible];
        const DiffSide side = m_lines.sideOf(row, first.side);
        for (int hidden = 0; hidden < row.folded; ++hidden) { // folded is not left out
            const TextRow &one = m_diff.rows[row.row + hidden];
            lines.append((side == DiffSide::Left ? m_diff.left.line(one.left) : m_diff.right.line(one.right)).toString());
        }
        if (m_lines.lineOf(row, side) < 0)
            continue;
        const QStringView text = m_lines.text(row, side);
        const qsizetype from = visible == first.visible ? std::min<qsizetype>(first.column, text.size()) : 0;
        const qsizetype to = visible == last.visible ? std::min<qsizetype>(last.column, text.size()) : text.size();
        lines.append(text.sliced(from, std::max<qsizetype>(to - from, 0)).toString());
    }
    return lines.join(u'\n');
}

void DiffView::copy() const
{
    if (const QString text = selectedText(); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void DiffView::selectAll()
{
    if (m_seen.rows.isEmpty())
        return;
    const int last = int(m_seen.rows.size()) - 1;
    const VisibleRow &row = m_seen.rows[last];
    m_selection = {DiffPoint{0, 0, m_side}, DiffPoint{last, int(m_lines.text(row, m_lines.sideOf(row, m_side)).size()), m_side}};
    viewport()->update();
}

std::optional<std::pair<DiffView::Place, DiffView::Place>> DiffView::selectedPlaces() const
{
    return m_selection.isEmpty() ? std::nullopt : std::optional(std::pair(placeOf(*m_selection.anchor), placeOf(m_selection.head)));
}

void DiffView::selectPlaces(const std::optional<std::pair<Place, Place>> &places)
{
    const auto anchor = places ? pointOf(places->first) : std::nullopt;
    const auto head = places ? pointOf(places->second) : std::nullopt;
    if (anchor && head)
        m_selection = {anchor, *head};
}

DiffView::Place DiffView::placeOf(const DiffPoint &point) const
{
    // Where nothing stands on that side, the next line that does.
    for (int visible = point.visible; visible < m_seen.rows.size(); ++visible) {
        const VisibleRow &row = m_seen.rows[visible];
        const DiffSide side = m_lines.sideOf(row, point.side);
        if (const int line = m_lines.lineOf(row, side); line >= 0)
            return {side, line, visible == point.visible ? point.column : 0};
    }
    return {};
}

std::optional<DiffPoint> DiffView::pointOf(const Place &place) const
{
    const QList<int> &rows = place.side == DiffSide::Left ? m_diff.rowsOfLeft : m_diff.rowsOfRight;
    if (place.line < 0 || place.line >= rows.size())
        return std::nullopt;
    int visible = m_seen.ofRow[rows[place.line]];
    if (m_seen.rows[visible].folded > 0)
        return std::nullopt;
    // Unified, the right side of a changed row stands below the left ones.
    while (visible < m_seen.rows.size() && m_lines.lineOf(m_seen.rows[visible], place.side) != place.line)
        ++visible;
    return visible < m_seen.rows.size() ? std::optional(DiffPoint{visible, place.column, place.side}) : std::nullopt;
}

} // namespace lockstep
