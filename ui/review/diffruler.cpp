// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/diffruler.h"

#include "ui/look/theme.h"
#include "ui/review/diffview.h"
#include "ui/review/risksigns.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <limits>

namespace lockstep {

namespace {
constexpr int least = 3;       // pixels of a mark
constexpr int riskHeight = 5;  // of a risk's
constexpr int riskColumn = 12; // where theirs begins
constexpr int mostTold = 5;    // risks in one tooltip

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
    setCursor(Qt::PointingHandCursor);
    const auto again = [this] {
        m_height = -1;
        update();
    };
    connect(&view, &DiffView::seenChanged, this, again);
    connect(&view, &DiffView::marksChanged, this, again);
}

// Many changes share a pixel: one mark is enough there.
void DiffRuler::collect()
{
    m_height = height();
    m_marks.clear();
    const TextDiff &diff = m_view.diff();
    const VisibleRows &seen = m_view.seen();
    const RowTops &tops = m_view.tops();
    const double scale = double(height()) / std::max(tops.total(), height() / std::max(m_view.rowHeight(), 1));
    for (const TextHunk &hunk : diff.hunks) {
        const int top = int(tops.top(seen.ofRow[hunk.firstRow]) * scale);
        const int bottom = std::max(int(tops.top(seen.ofRow[hunk.firstRow + hunk.rowCount - 1] + 1) * scale), top + least);
        const int tone = int(toneOf(diff, hunk));
        if (!m_marks.isEmpty() && top < m_marks.last().bottom && tone == m_marks.last().tone)
            m_marks.last().bottom = std::max(bottom, m_marks.last().bottom);
        else if (m_marks.isEmpty() || bottom > m_marks.last().bottom)
            m_marks.append({m_marks.isEmpty() ? top : std::max(top, m_marks.last().bottom), bottom, tone});
    }
    m_risks.clear();
    const QList<RuleMark> &marks = m_view.ruleMarks();
    for (qsizetype i = 0; i < marks.size(); ++i) {
        const QList<int> &rows = marks[i].side == DiffSide::Left ? diff.rowsOfLeft : diff.rowsOfRight;
        if (marks[i].line < 1 || marks[i].line > rows.size())
            continue; // of another text
        const double middle = (tops.top(seen.ofRow[rows[marks[i].line - 1]]) + 0.5) * scale;
        m_risks.append({std::clamp(int(middle) - riskHeight / 2, 0, std::max(height() - riskHeight, 0)), int(i)});
    }
    std::ranges::sort(m_risks, {}, [&](const Risk &risk) { return std::tuple(risk.top, marks[risk.index].rank, risk.index); });
}

// The worst of those near the point: small marks are hit without care.
int DiffRuler::riskAt(const QPoint &point)
{
    if (m_height != height())
        collect();
    int found = -1;
    std::pair best{std::numeric_limits<int>::max(), 0};
    for (const Risk &risk : std::as_const(m_risks)) {
        const int far = std::abs(point.y() - risk.top - riskHeight / 2);
        const std::pair value{far <= riskHeight / 2 ? 0 : far, int(m_view.ruleMarks()[risk.index].rank)};
        if (far <= riskHeight && point.x() >= riskColumn - 2 && value < best) {
            best = value;
            found = risk.index;
        }
    }
    return found;
}

QString DiffRuler::tipAt(const QPoint &point)
{
    const QList<RuleMark> &marks = m_view.ruleMarks();
    if (riskAt(point) < 0)
        return m_risks.isEmpty() ? tr("Where the changes are. Press to go there.")
                                 : tr("Where the changes and, on the right, the risks are. Press to go there.");
    QList<int> here;
    for (const Risk &risk : std::as_const(m_risks)) {
        if (std::abs(point.y() - risk.top - riskHeight / 2) <= riskHeight)
            here.append(risk.index);
    }
    std::ranges::stable_sort(here, {}, [&](int index) { return marks[index].rank; });
    QStringList lines;
    for (const int index : std::as_const(here)) {
        if (lines.size() == mostTold) {
            lines.append(tr("and %n more", nullptr, int(here.size()) - mostTold));
            break;
        }
        const RiskSign sign = riskSign(marks[index].rank);
        lines.append(marks[index].text.isEmpty() ? QStringLiteral("%1 %2").arg(sign.sign, sign.word)
                                                 : QStringLiteral("%1 %2: %3").arg(sign.sign, sign.word, marks[index].text));
    }
    return lines.join(u'\n');
}

bool DiffRuler::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    // Escaped: what is told comes from files.
    const QString text = tipAt(help->pos()).toHtmlEscaped().replace(u'\n', QLatin1String("<br>"));
    QToolTip::showText(help->globalPos(), QStringLiteral("<qt>%1</qt>").arg(text), this);
    return true;
}

void DiffRuler::paintEvent(QPaintEvent *)
{
    if (m_height != height())
        collect();
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, 0, 1, height()), lineOf(palette()));
    for (const Mark &mark : std::as_const(m_marks))
        painter.fillRect(QRect(3, mark.top, 7, std::max(mark.bottom - mark.top, 2)), inkOf(Tone(mark.tone), palette()));
    for (qsizetype i = m_risks.size() - 1; i >= 0; --i) { // the worst of a place last
        const RiskNote::Rank rank = m_view.ruleMarks()[m_risks[i].index].rank;
        const QRect place(riskColumn, m_risks[i].top, width() - riskColumn - 2, riskHeight);
        const QColor ink = inkOf(riskSign(rank).tone, palette());
        if (rank == RiskNote::Rank::Notice) // by its shape too
            painter.fillRect(place.adjusted(0, 1, -2, -2), ink);
        else
            painter.fillRect(place.adjusted(0, 0, rank == RiskNote::Rank::Attention ? -1 : 0, rank == RiskNote::Rank::Attention ? -1 : 0), ink);
    }
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

void DiffRuler::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (const int risk = riskAt(point); risk >= 0)
        m_view.goToLine(m_view.ruleMarks()[risk].side, m_view.ruleMarks()[risk].line);
    else
        goTo(point.y());
}

void DiffRuler::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        goTo(event->position().toPoint().y());
}

} // namespace lockstep
