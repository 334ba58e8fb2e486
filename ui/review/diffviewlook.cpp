// SPDX-License-Identifier: GPL-3.0-or-later
// How a DiffView looks: wrapped, zoomed, with white space; its menu; what is copied of it as a patch.
#include "ui/look/type.h"
#include "ui/review/diffactions.h"
#include "ui/review/diffview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>

namespace lockstep {

namespace {
constexpr int wheelStep = 120;
constexpr qreal smallestText = 5; // points
} // namespace

void DiffView::setWrapped(bool wrapped)
{
    if (wrapped == m_wrapped)
        return;
    const Top before = top();
    m_wrapped = wrapped;
    m_lines.setWrapped(wrapped);
    layOut(before);
    horizontalScrollBar()->setValue(0);
    Q_EMIT lookChanged();
}

void DiffView::setWhitespace(bool shown)
{
    if (shown == m_whitespace)
        return;
    m_whitespace = shown;
    m_lines.setWhitespace(shown);
    viewport()->update();
    Q_EMIT lookChanged();
}

void DiffView::setZoom(int points)
{
    points = std::clamp(points, leastZoom, mostZoom);
    if (points == m_zoom)
        return;
    m_zoom = points;
    look();
    Q_EMIT lookChanged();
}

// The colours and the font there are.
void DiffView::look()
{
    const Top before = top();
    const qreal part = qreal(before.offset) / rowHeight();
    QFont font = dataFont();
    font.setPointSizeF(std::max(font.pointSizeF() + m_zoom, smallestText));
    m_lines.setLook(palette(), font);
    layOut({before.visible, before.row, int(part * rowHeight())});
}

void DiffView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_wheel += event->angleDelta().y();
        const int steps = m_wheel / wheelStep;
        m_wheel -= steps * wheelStep;
        setZoom(m_zoom + steps);
        return event->accept();
    }
    m_wheel = 0;
    if (event->modifiers() == Qt::ShiftModifier && event->angleDelta().x() == 0) { // sideways
        QScrollBar *bar = horizontalScrollBar();
        bar->setValue(bar->value() - event->angleDelta().y() * 3 * bar->singleStep() / wheelStep);
        return event->accept();
    }
    QAbstractScrollArea::wheelEvent(event);
}

// What was changed in another view meanwhile holds here too.
void DiffView::showEvent(QShowEvent *event)
{
    m_actions->load();
    QAbstractScrollArea::showEvent(event);
    if (m_lines.width() != viewport()->width())
        layOut(top());
}

void DiffView::setRuleMarks(const QList<RuleMark> &marks)
{
    if (marks == m_ruleMarks)
        return;
    m_ruleMarks = marks;
    Q_EMIT marksChanged();
}

void DiffView::showMenu(QContextMenuEvent *event)
{
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect rect = rowRect(std::max(m_current, 0)).intersected(viewport()->rect());
        place = viewport()->mapToGlobal(QPoint(m_lines.gutter(), rect.isEmpty() ? 0 : rect.bottom()));
    } else if (!m_seen.rows.isEmpty() && m_selection.isEmpty()) { // it is about what was pressed
        const int y = viewport()->mapFromGlobal(event->globalPos()).y();
        if (y < rowRect(-1).top())
            setCurrent(visibleAt(y));
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->fill(*menu);
    menu->popup(place);
    event->accept();
}

QList<Hunk> DiffView::hunksHere() const
{
    QList<Hunk> hunks;
    if (m_selection.isEmpty()) {
        if (const std::optional<qsizetype> hunk = currentHunk())
            hunks.append(m_diff.hunks[*hunk].lines);
        return hunks;
    }
    const VisibleRow &last = m_seen.rows[m_selection.last().visible];
    const int end = last.row + std::max(last.folded, 1);
    for (qsizetype hunk = m_diff.hunkAt(m_seen.rows[m_selection.first().visible].row); hunk < m_diff.hunks.size(); ++hunk) {
        if (m_diff.hunks[hunk].firstRow >= end)
            break;
        hunks.append(m_diff.hunks[hunk].lines);
    }
    return hunks;
}

QByteArray DiffView::patch() const
{
    const QList<Hunk> hunks = hunksHere();
    return hunks.isEmpty() ? QByteArray() : patchOf(m_diff, hunks, m_patchFile ? m_patchFile(hunks) : PatchFile());
}

void DiffView::copyPatch()
{
    const QByteArray text = patch();
    if (!text.isEmpty())
        return QApplication::clipboard()->setText(QString::fromUtf8(text));
    const QRect rect = rowRect(std::max(m_current, 0));
    QToolTip::showText(viewport()->mapToGlobal(QPoint(m_lines.gutter(), rect.bottom())), tr("There is no change here to copy."), viewport());
}

} // namespace lockstep
