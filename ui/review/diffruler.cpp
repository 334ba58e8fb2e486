// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/diffruler.h"

#include "ui/look/theme.h"
#include "ui/review/diffview.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace lockstep {

namespace {
constexpr int least = 3; // pixels of a mark

Tone toneOf(const TextDiff &diff, const TextHunk &hunk)
{
    const TextRow::Kind kind = diff.rows[hunk.firstRow].kind;
    if (diff.movedTo(diff.rows[hunk.firstRow]).move)
        return Tone::Moved;
    for (int row = hunk.firstRow; row < hunk.firstRow + std::min(hunk.rowCount, 200); ++row) {
        if (diff.rows[row].kind != kind)
            return Tone::Changed;
    }
    return kind == TextRow::Kind::Added ? Tone::Added : kind == TextRow::Kind::Removed ? Tone::Removed : Tone::Changed;
}
} // namespace

DiffRuler::DiffRuler(DiffView &view) : QWidget(&view), m_view(view)
{
    setAccessibleName(tr("Overview of the changes"));
    setToolTip(tr("Where the changes are. Press to go there."));
    setCursor(Qt::PointingHandCursor);
    connect(&view, &DiffView::seenChanged, this, [this] {
        m_height = -1;
        update();
    });
}

// Many changes share a pixel: one mark is enough there.
void DiffRuler::collect()
{
    m_height = height();
    m_marks.clear();
    const TextDiff &diff = m_view.diff();
    const VisibleRows &seen = m_view.seen();
    const double scale = double(height()) / std::max<qsizetype>(seen.rows.size(), height() / std::max(m_view.rowHeight(), 1));
    for (const TextHunk &hunk : diff.hunks) {
        const int top = int(seen.ofRow[hunk.firstRow] * scale);
        const int bottom = std::max(int((seen.ofRow[hunk.firstRow + hunk.rowCount - 1] + 1) * scale), top + least);
        const int tone = int(toneOf(diff, hunk));
        if (!m_marks.isEmpty() && top < m_marks.last().bottom && tone == m_marks.last().tone)
            m_marks.last().bottom = std::max(bottom, m_marks.last().bottom);
        else if (m_marks.isEmpty() || bottom > m_marks.last().bottom)
            m_marks.append({m_marks.isEmpty() ? top : std::max(top, m_marks.last().bottom), bottom, tone});
    }
}

void DiffRuler::paintEvent(QPaintEvent *)
{
    if (m_height != height())
        collect();
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, 0, 1, height()), lineOf(palette()));
    for (const Mark &mark : std::as_const(m_marks))
        painter.fillRect(QRect(4, mark.top, width() - 7, std::max(mark.bottom - mark.top, 2)), inkOf(Tone(mark.tone), palette()));
    const QScrollBar *bar = m_view.verticalScrollBar();
    const double whole = std::max(double(bar->maximum() + bar->pageStep()), 1.0);
    if (bar->maximum() == 0)
        return;
    const int top = int(bar->value() / whole * height());
    const int tall = std::max(int(bar->pageStep() / whole * height()), 8);
    QColor seen = palette().color(QPalette::Text);
    seen.setAlpha(28);
    painter.fillRect(QRect(1, top, width() - 1, std::min(tall, height() - top)), seen);
}

void DiffRuler::goTo(int y)
{
    QScrollBar *bar = m_view.verticalScrollBar();
    const double whole = bar->maximum() + bar->pageStep();
    bar->setValue(int(y * whole / std::max(height(), 1)) - bar->pageStep() / 2);
}

void DiffRuler::mousePressEvent(QMouseEvent *event) { goTo(event->position().toPoint().y()); }

void DiffRuler::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        goTo(event->position().toPoint().y());
}

} // namespace lockstep
