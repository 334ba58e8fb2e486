// SPDX-License-Identifier: GPL-3.0-or-later
// How DiffLines paints.
#include "ui/review/difflines.h"

#include "ui/look/type.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lockstep {

void DiffLines::paint(QPainter &painter, const VisibleRow &row, const QRect &rect, int scrolled, const DiffRowStyle &style, const QRect &dirty)
{
    if (row.folded > 0) {
        paintFold(painter, row, rect.top(), style);
    } else if (m_arrangement == Arrangement::Unified) {
        paintPane(painter, row, sideOf(row, DiffSide::Right), rect, scrolled, style, dirty);
    } else {
        paintPane(painter, row, DiffSide::Left, rect, scrolled, style, dirty);
        paintPane(painter, row, DiffSide::Right, rect, scrolled, style, dirty);
        const QRect left = pane(DiffSide::Left, rect);
        painter.fillRect(QRect(left.right() + 1, rect.top(), 1, rect.height()), lockstep::lineOf(m_palette));
    }
    if (style.current) {
        painter.setPen(style.focused ? m_palette.color(QPalette::Highlight) : m_palette.color(QPalette::Mid));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRect(0, rect.top(), m_width - 1, rect.height() - 1));
    }
}

void DiffLines::paintPane(QPainter &painter, const VisibleRow &row, DiffSide side, const QRect &whole, int scrolled, const DiffRowStyle &style,
                          const QRect &dirty)
{
    const QRect rect = pane(side, whole);
    const Tone tone = toneOf(row, side);
    const Line *line = lineAt(row, side);
    const QColor base = m_palette.color(QPalette::Base);
    const QColor ground = !line ? m_palette.color(QPalette::AlternateBase) : tone == Tone::Neutral ? base : groundOf(tone, m_palette);
    painter.fillRect(rect, ground);
    if (!line) { // nothing stands here: hatched, so that it is no empty line
        painter.fillRect(rect, QBrush(blend(ground, m_palette.color(QPalette::Text), 0.10), Qt::BDiagPattern));
        if (style.firstOfRun) {
            const QString word = emptyWord(row);
            painter.setFont(m_caption);
            const QRect text(rect.left() + m_gutter, rect.top(), painter.fontMetrics().horizontalAdvance(word) + 2 * space::tight, m_rowHeight);
            painter.fillRect(text, ground);
            painter.setPen(inkOf(tone, m_palette));
            painter.drawText(text, Qt::AlignCenter, word);
        }
        return paintGutter(painter, row, side, rect, tone, style, 1, dirty);
    }
    const bool selects = m_arrangement == Arrangement::Unified || style.selectedSide == side;
    paintText(painter, *line, rect.adjusted(m_gutter, 0, 0, 0), scrolled, ground, tone, style, selects, dirty);
    paintGutter(painter, row, side, rect, tone, style, int(line->pieces.size()), dirty);
}

void DiffLines::paintText(QPainter &painter, const Line &line, const QRect &area, int scrolled, const QColor &ground, Tone tone,
                          const DiffRowStyle &style, bool selects, const QRect &dirty)
{
    const bool sticksOut = scrolled > 0 || !line.tail.isEmpty() ||
                           std::ranges::any_of(line.pieces, [&](const Piece &one) { return one.laid.width() > area.width(); });
    if (sticksOut) {
        painter.save();
        painter.setClipRect(area, Qt::IntersectClip);
    }
    const QColor mark = blend(ground, inkOf(tone, m_palette), isDark(m_palette) ? 0.30 : 0.20);
    const QColor faint = blend(ground, m_palette.color(QPalette::Text), 0.45);
    const int first = std::max(dirty.top() - area.top(), 0) / m_rowHeight;
    const int last = std::min(int(line.pieces.size()) - 1, (dirty.bottom() - area.top()) / m_rowHeight);
    for (int i = first; i <= last; ++i) {
        const Piece &piece = line.pieces[size_t(i)];
        const QPointF origin(area.left() - scrolled, area.top() + i * m_rowHeight);
        for (const QRectF &one : piece.marks) {
            const QRectF place = one.translated(origin);
            painter.fillRect(place, mark);
            painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1.5), inkOf(tone, m_palette));
        }
        LaidText::Selection selected;
        if (selects && style.selectedFrom >= 0)
            selected = {std::max(style.selectedFrom - piece.begin, 0), std::min(style.selectedTo - piece.begin, piece.length),
                        m_palette.color(QPalette::Highlight), m_palette.color(QPalette::HighlightedText)};
        piece.laid.paint(painter, origin + QPointF(0, m_textTop), m_palette.color(QPalette::Text), selected, area);
        if (!piece.tabs.isEmpty())
            painter.setPen(faint);
        for (const QRectF &one : piece.tabs) { // an arrow as long as the tab
            const QRectF place = one.translated(origin);
            const qreal y = std::floor(place.center().y()) + 0.5;
            const qreal tip = place.right() - 2.5;
            const qreal head = std::min<qreal>(3, place.width() / 3);
            painter.drawLine(QPointF(place.left() + 1.5, y), QPointF(tip, y));
            painter.drawLine(QPointF(tip - head, y - head), QPointF(tip, y));
            painter.drawLine(QPointF(tip - head, y + head), QPointF(tip, y));
        }
    }
    if (!line.tail.isEmpty()) {
        painter.setFont(m_caption);
        painter.setPen(inkOf(Tone::Muted, m_palette));
        const qreal x = line.tailBelow ? area.left() : area.left() - scrolled + line.pieces.back().laid.width() + space::medium;
        const qreal y = area.top() + qreal(line.pieces.size() - (line.tailBelow ? 0 : 1)) * m_rowHeight;
        painter.drawText(QRectF(x, y, m_width, m_rowHeight), Qt::AlignVCenter, line.tail);
    }
    if (sticksOut)
        painter.restore();
}

// What is said on the side where nothing stands.
QString DiffLines::emptyWord(const VisibleRow &row) const
{
    const TextRow &one = m_diff->rows[row.row];
    const TextDiff::Moved moved = m_diff->movedTo(one);
    const bool added = one.kind == TextRow::Kind::Added;
    if (moved.move)
        return added ? QCoreApplication::translate("DiffView", "moved from line %1").arg(moved.other + 1)
                     : QCoreApplication::translate("DiffView", "moved to line %1").arg(moved.other + 1);
    return added ? QCoreApplication::translate("DiffView", "added") : QCoreApplication::translate("DiffView", "removed");
}

void DiffLines::paintGutter(QPainter &painter, const VisibleRow &row, DiffSide side, const QRect &rect, Tone tone, const DiffRowStyle &style,
                            int pieces, const QRect &dirty)
{
    if (style.hunk)
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), m_palette.color(QPalette::Highlight));
    int x = rect.left() + space::tight;
    painter.setPen(style.hunk ? m_palette.color(QPalette::Text) : inkOf(Tone::Muted, m_palette));
    const auto number = [&](DiffSide which) {
        if (const int line = lineOf(row, which); line >= 0)
            paintSigns(painter, QRect(x, rect.top(), m_numberWidth, m_rowHeight), Qt::AlignRight, QString::number(line + 1), false);
        x += m_numberWidth;
    };
    if (m_arrangement == Arrangement::Unified)
        number(DiffSide::Left);
    number(m_arrangement == Arrangement::Unified ? DiffSide::Right : side);
    x += space::small;
    if (pieces > 1) { // the same line goes on
        painter.setPen(inkOf(Tone::Muted, m_palette));
        const int last = std::min(pieces - 1, (dirty.bottom() - rect.top()) / m_rowHeight);
        for (int i = std::max((dirty.top() - rect.top()) / m_rowHeight, 1); i <= last; ++i)
            paintSigns(painter, QRect(x - 2, rect.top() + i * m_rowHeight, m_charWidth + 4, m_rowHeight), Qt::AlignHCenter, QString(QChar(0x21b3)),
                       false);
    }
    if (tone == Tone::Neutral || lineOf(row, side) < 0)
        return;
    const QChar sign = tone == Tone::Added ? u'+' : tone == Tone::Removed ? QChar(0x2212) : tone == Tone::Moved ? QChar(0x21b7) : u'~';
    painter.setPen(inkOf(tone, m_palette));
    paintSigns(painter, QRect(x - 2, rect.top(), m_charWidth + 4, m_rowHeight), Qt::AlignHCenter, QString(sign), true);
}

// Numbers and signs beside text, on its baseline.
void DiffLines::paintSigns(QPainter &painter, const QRect &place, Qt::Alignment alignment, const QString &text, bool bold) const
{
    if (m_face.cells.covers(text)) {
        const qreal room = place.width() - double(text.size()) * m_face.advance;
        const QPointF baseline(place.left() + (alignment == Qt::AlignRight ? room : room / 2), place.top() + m_textTop + m_face.ascent);
        return m_face.cells.paint(painter, baseline, text, bold);
    }
    QFont font = m_face.font;
    font.setBold(bold);
    painter.setFont(font);
    painter.drawText(place, int(alignment | Qt::AlignVCenter), text);
}

void DiffLines::paintFold(QPainter &painter, const VisibleRow &row, int y, const DiffRowStyle &style)
{
    const QRect rect(0, y, m_width, m_rowHeight);
    painter.fillRect(rect, groundOf(Tone::Muted, m_palette));
    const QColor quiet = inkOf(Tone::Muted, m_palette);
    const QColor loud = m_palette.color(QPalette::Text);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    bool targets = false;
    for (const FoldPart part : {FoldPart::Top, FoldPart::Bottom}) {
        if (!opens(row, part))
            continue;
        targets = true;
        const QRectF target = QRectF(foldTarget(part, y)).adjusted(2, 2, -2, -2);
        const bool hovered = style.hovered == part;
        if (hovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(blend(groundOf(Tone::Muted, m_palette), loud, 0.16));
            painter.drawRoundedRect(target, 3, 3);
        }
        // A chevron to where the text goes on, with the edge that it starts from.
        const qreal turn = part == FoldPart::Top ? 1 : -1;
        const qreal size = std::min<qreal>(m_rowHeight / 5.0, target.width() / 4);
        const QPointF middle = target.center();
        painter.setPen(QPen(hovered ? loud : quiet, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        const QPointF chevron[] = {middle + QPointF(-size, turn * -0.1 * size), middle + QPointF(0, turn * 0.9 * size),
                                   middle + QPointF(size, turn * -0.1 * size)};
        painter.drawPolyline(chevron, 3);
        painter.drawLine(middle + QPointF(-size, turn * -1.1 * size), middle + QPointF(size, turn * -1.1 * size));
    }
    QFont font = m_caption;
    font.setUnderline(style.hovered == FoldPart::All);
    painter.setFont(font);
    painter.setPen(style.hovered == FoldPart::All ? loud : quiet);
    if (!targets)
        painter.drawText(QRect(space::tight, y, m_gutter - space::tight - space::small, m_rowHeight), Qt::AlignRight | Qt::AlignVCenter,
                         QString(QChar(0x22ef)));
    painter.drawText(rect.adjusted(m_gutter, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QCoreApplication::translate("DiffView", "%n unchanged lines", nullptr, row.folded));
    painter.restore();
}

} // namespace lockstep
