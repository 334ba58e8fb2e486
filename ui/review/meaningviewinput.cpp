// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/difflines.h"
#include "ui/review/meaningview.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

// Keys, the mouse, and what is said below the pointer.
namespace lockstep {

void MeaningView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        if (const QString text = textOf(currentRow()); !text.isEmpty())
            QApplication::clipboard()->setText(text);
        return;
    }
    const int last = int(m_seen.size()) - 1;
    const int row = currentRow();
    const auto page = [&](int direction) {
        const int target = seenRect(std::max(m_current, 0)).top() + direction * (viewport()->height() - m_lines.lineHeight());
        const int landed = seenAt(std::max(target, -verticalScrollBar()->value()));
        setCurrent(landed == m_current ? m_current + direction : landed);
    };
    switch (event->key()) {
    case Qt::Key_Up:
        return setCurrent(std::max(m_current - 1, 0));
    case Qt::Key_Down:
        return setCurrent(std::min(m_current + 1, last));
    case Qt::Key_PageUp:
        return m_seen.isEmpty() ? void() : page(-1);
    case Qt::Key_PageDown:
        return m_seen.isEmpty() ? void() : page(1);
    case Qt::Key_Home:
        return setCurrent(std::min(0, last));
    case Qt::Key_End:
        return setCurrent(last);
    case Qt::Key_Right:
        return setOpen(row, true);
    case Qt::Key_Left:
        return row >= 0 && m_study.rows[row].above >= 0 ? setOpen(m_study.rows[row].above, false) : setOpen(row, false);
    case Qt::Key_F7:
        if (event->modifiers().testFlag(Qt::ShiftModifier) ? previousChange() : nextChange())
            return;
        break;
    case Qt::Key_Enter:
    case Qt::Key_Return:
        if (row < 0)
            break;
        if (m_study.rows[row].kind == ReviewRow::Kind::Pattern)
            return setOpen(row, !m_open.contains(row));
        Q_EMIT rowActivated();
        return;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

bool MeaningView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void MeaningView::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (event->button() != Qt::LeftButton || m_seen.isEmpty() || point.y() >= seenRect(int(m_seen.size()) - 1).bottom())
        return QAbstractScrollArea::mousePressEvent(event);
    setCurrent(seenAt(point.y()));
    const int row = currentRow();
    const bool tick = point.x() <= m_lines.tickRect().right();
    if (tick)
        Q_EMIT tickPressed();
    else if (m_study.rows[row].kind == ReviewRow::Kind::Pattern)
        setOpen(row, !m_open.contains(row));
}

void MeaningView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int row = currentRow();
    if (event->button() == Qt::LeftButton && row >= 0 && m_study.rows[row].kind != ReviewRow::Kind::Pattern &&
        event->position().toPoint().x() > m_lines.tickRect().right())
        Q_EMIT rowActivated();
}

bool MeaningView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_seen.isEmpty())
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = m_seen[seenAt(help->pos().y())];
    QStringList lines{visibleText(textOf(row)).left(2000)};
    for (const auto &[place, word] :
         {std::pair(&m_study.rows[row].placeBefore, tr("before: %1, line %2")), std::pair(&m_study.rows[row].placeAfter, tr("after: %1, line %2"))}) {
        if (place->line > 0)
            lines.append(word.arg(place->file).arg(place->line));
    }
    if (const QString risks = riskWords(row); !risks.isEmpty())
        lines.append(risks);
    QToolTip::showText(help->globalPos(), lines.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")), viewport());
    return true;
}

void MeaningView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    updateRow(m_current);
}

void MeaningView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateRow(m_current);
}

} // namespace lockstep
