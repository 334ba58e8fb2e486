// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/difflines.h"

#include "ui/look/type.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

#include <cmath>

namespace lockstep {

namespace {

constexpr qsizetype mostLetters = LazySyntax::mostLetters; // are laid out; all of them are compared, found and copied

bool turnsOrHides(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x061c || (u >= 0x200b && u <= 0x200f) || (u >= 0x2028 && u <= 0x202e) || (u >= 0x2060 && u <= 0x2069) || u == 0xfeff || u == 0x00ad;
}

bool controls(QChar c) { return (c.unicode() < 0x20 && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0); }

} // namespace

QColor blend(const QColor &ground, const QColor &ink, qreal share)
{
    const auto mix = [share](float a, float b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(mix(ground.redF(), ink.redF()), mix(ground.greenF(), ink.greenF()), mix(ground.blueF(), ink.blueF()));
}

QString visibleText(QStringView text, QList<int> *hidden)
{
    QString seen = text.toString();
    for (qsizetype i = 0; i < seen.size(); ++i) {
        const QChar c = seen[i];
        if (!controls(c) && !turnsOrHides(c))
            continue;
        seen[i] = c.unicode() < 0x20 ? QChar(0x2400 + c.unicode()) : c.unicode() == 0x7f ? QChar(0x2421) : QChar(0x25a1);
        if (hidden)
            hidden->append(int(i));
    }
    return seen;
}

QString hiddenName(QChar c)
{
    return controls(c) || turnsOrHides(c) ? QStringLiteral("U+%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0')).toUpper() : QString();
}

DiffLines::DiffLines() : m_tones(QPalette()) { setLook(QPalette(), dataFont()); }

void DiffLines::setDiff(const TextDiff *diff)
{
    m_diff = diff;
    m_layouts.clear();
    m_syntax[0].setText(diff->left);
    m_syntax[1].setText(diff->right);
    setArrangement(m_arrangement, m_width);
}

void DiffLines::setLook(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_tones = Tones(palette);
    m_font = font;
    const QFontMetricsF metrics(font);
    m_rowHeight = int(std::ceil(metrics.height())) + 4;
    m_charWidth = std::max(int(std::ceil(metrics.horizontalAdvance(u'0'))), 1);
    m_ascentTop = int((m_rowHeight - metrics.height()) / 2);
    m_layouts.clear();
    setArrangement(m_arrangement, m_width);
}

void DiffLines::setArrangement(Arrangement arrangement, int width)
{
    if (arrangement != m_arrangement)
        m_layouts.clear(); // other marks
    m_arrangement = arrangement;
    m_width = width;
    const qsizetype lines = m_diff ? std::max(m_diff->left.count(), m_diff->right.count()) : 1;
    m_numberWidth = int(std::max<qsizetype>(QString::number(lines).size(), 2)) * m_charWidth + space::small;
    const int numbers = m_arrangement == Arrangement::Unified ? 2 : 1;
    m_gutter = space::tight + numbers * m_numberWidth + space::small + m_charWidth + space::small;
}

void DiffLines::setScreen(int rows) { m_layouts.setMaxCost(std::max(rows, 20) * 3 * 2); }

void DiffLines::forget(DiffSide side, int firstLine, int count)
{
    for (int line = firstLine; line < firstLine + count; ++line)
        m_layouts.remove(quint64(side) << 62 | quint64(line));
}

QRect DiffLines::pane(DiffSide side, int y) const
{
    if (m_arrangement == Arrangement::Unified)
        return {0, y, m_width, m_rowHeight};
    const int left = (m_width - 1) / 2;
    return side == DiffSide::Left ? QRect(0, y, left, m_rowHeight) : QRect(left + 1, y, m_width - left - 1, m_rowHeight);
}

int DiffLines::textWidth() const { return std::max(pane(DiffSide::Left, 0).width() - m_gutter, 0); }

int DiffLines::lineOf(const VisibleRow &row, DiffSide side) const
{
    if (!m_diff || row.folded > 0)
        return -1;
    if ((row.side == VisibleRow::Side::Left && side == DiffSide::Right) || (row.side == VisibleRow::Side::Right && side == DiffSide::Left))
        return -1;
    const TextRow &one = m_diff->rows[row.row];
    return side == DiffSide::Left ? one.left : one.right;
}

DiffSide DiffLines::sideOf(const VisibleRow &row, DiffSide pane) const
{
    if (m_arrangement == Arrangement::Beside)
        return pane;
    return row.side == VisibleRow::Side::Left ? DiffSide::Left : DiffSide::Right;
}

QStringView DiffLines::text(const VisibleRow &row, DiffSide side) const
{
    const int line = lineOf(row, side);
    return line < 0 ? QStringView() : side == DiffSide::Left ? m_diff->left.line(line) : m_diff->right.line(line);
}

Tone DiffLines::toneOf(const VisibleRow &row, DiffSide side) const
{
    switch (m_diff->rows[row.row].kind) {
    case TextRow::Kind::Same:
        return Tone::Neutral;
    case TextRow::Kind::Added:
        return m_diff->movedTo(m_diff->rows[row.row]).move ? Tone::Moved : Tone::Added;
    case TextRow::Kind::Removed:
        return m_diff->movedTo(m_diff->rows[row.row]).move ? Tone::Moved : Tone::Removed;
    case TextRow::Kind::Changed:
        break;
    }
    return m_arrangement == Arrangement::Beside ? Tone::Changed : side == DiffSide::Left ? Tone::Removed : Tone::Added;
}

DiffLines::Line *DiffLines::lineAt(const VisibleRow &row, DiffSide side)
{
    const int number = lineOf(row, side);
    if (number < 0)
        return nullptr;
    const quint64 key = quint64(side) << 62 | quint64(number);
    if (Line *known = m_layouts.object(key))
        return known;
    const TextRow &one = m_diff->rows[row.row];
    const QStringView whole = side == DiffSide::Left ? m_diff->left.line(number) : m_diff->right.line(number);
    QList<int> hidden;
    QString seen = visibleText(whole.first(std::min(whole.size(), mostLetters)), &hidden);
    if (whole.size() > mostLetters)
        seen += QChar(0x2026);
    auto line = std::make_unique<Line>();
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(8 * QFontMetricsF(m_font).horizontalAdvance(u'0'));
    line->layout.setTextOption(option);
    line->layout.setFont(m_font);
    line->layout.setText(seen);
    QList<QTextLayout::FormatRange> formats = LineHighlighter::formats(m_syntax[size_t(side)].spans(number), m_tones);
    QTextCharFormat warning;
    warning.setForeground(inkOf(Tone::Attention, m_palette));
    warning.setBackground(groundOf(Tone::Attention, m_palette));
    for (const int column : std::as_const(hidden))
        formats.append({column, 1, warning});
    line->layout.setFormats(formats);
    line->layout.setCacheEnabled(true);
    line->layout.beginLayout();
    QTextLine laid = line->layout.createLine();
    laid.setLineWidth(1e6);
    line->layout.endLayout();
    const WordDiff marks = m_diff->marks(one);
    for (const TextPiece &piece : side == DiffSide::Left ? marks.left : marks.right) {
        const int end = int(std::min<qsizetype>(piece.begin + piece.length, seen.size()));
        if (piece.begin >= end)
            continue;
        const qreal x = laid.cursorToX(int(piece.begin));
        line->marks.append(QRectF(x, 1, laid.cursorToX(end) - x, m_rowHeight - 2));
    }
    Line *made = line.get();
    return m_layouts.insert(key, line.release()) ? made : nullptr;
}

int DiffLines::columnAt(const VisibleRow &row, DiffSide side, int x, int scrolled)
{
    Line *line = lineAt(row, side);
    const int inside = x - pane(side, 0).left() - m_gutter;
    return !line || inside < 0 ? 0 : std::min(line->layout.lineAt(0).xToCursor(inside + scrolled), int(text(row, side).size()));
}

qreal DiffLines::xOf(const VisibleRow &row, DiffSide side, int column)
{
    Line *line = lineAt(row, side);
    return line ? line->layout.lineAt(0).cursorToX(std::min(column, int(line->layout.text().size()))) : 0;
}

void DiffLines::paint(QPainter &painter, const VisibleRow &row, int y, int scrolled, const DiffRowStyle &style)
{
    if (row.folded > 0) {
        paintFold(painter, row, y, style);
    } else if (m_arrangement == Arrangement::Unified) {
        paintPane(painter, row, sideOf(row, DiffSide::Right), y, scrolled, style);
    } else {
        paintPane(painter, row, DiffSide::Left, y, scrolled, style);
        paintPane(painter, row, DiffSide::Right, y, scrolled, style);
        const QRect left = pane(DiffSide::Left, y);
        painter.fillRect(QRect(left.right() + 1, y, 1, m_rowHeight), lockstep::lineOf(m_palette));
    }
    if (style.current) {
        painter.setPen(style.focused ? m_palette.color(QPalette::Highlight) : m_palette.color(QPalette::Mid));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRect(0, y, m_width - 1, m_rowHeight - 1));
    }
}

void DiffLines::paintPane(QPainter &painter, const VisibleRow &row, DiffSide side, int y, int scrolled, const DiffRowStyle &style)
{
    const QRect rect = pane(side, y);
    const Tone tone = toneOf(row, side);
    Line *line = lineAt(row, side);
    const QColor base = m_palette.color(QPalette::Base);
    const QColor ground = !line ? m_palette.color(QPalette::AlternateBase) : tone == Tone::Neutral ? base : groundOf(tone, m_palette);
    painter.fillRect(rect, ground);
    if (!line) { // nothing stands here: hatched, so that it is no empty line
        painter.fillRect(rect, QBrush(blend(ground, m_palette.color(QPalette::Text), 0.10), Qt::BDiagPattern));
        if (style.firstOfRun) {
            const QString word = emptyWord(row);
            painter.setFont(captionFont());
            const QRect text(rect.left() + m_gutter, y, painter.fontMetrics().horizontalAdvance(word) + 2 * space::tight, m_rowHeight);
            painter.fillRect(text, ground);
            painter.setPen(inkOf(tone, m_palette));
            painter.drawText(text, Qt::AlignCenter, word);
        }
        return paintGutter(painter, row, side, rect, tone, style);
    }
    painter.save();
    const QRect area = rect.adjusted(m_gutter, 0, 0, 0);
    painter.setClipRect(area, Qt::IntersectClip);
    const QPointF origin(area.left() - scrolled, y);
    const QColor mark = blend(ground, inkOf(tone, m_palette), isDark(m_palette) ? 0.30 : 0.20);
    for (const QRectF &one : std::as_const(line->marks)) {
        const QRectF place = one.translated(origin);
        painter.fillRect(place, mark);
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1.5), inkOf(tone, m_palette));
    }
    QList<QTextLayout::FormatRange> selected;
    const bool selects = m_arrangement == Arrangement::Unified || style.selectedSide == side;
    if (style.selectedFrom >= 0 && selects && style.selectedTo > style.selectedFrom) {
        QTextCharFormat format;
        format.setBackground(m_palette.color(QPalette::Highlight));
        format.setForeground(m_palette.color(QPalette::HighlightedText));
        selected.append({style.selectedFrom, style.selectedTo - style.selectedFrom, format});
    }
    painter.setPen(m_palette.color(QPalette::Text));
    line->layout.draw(&painter, origin + QPointF(0, m_ascentTop), selected, area);
    const TextLines &text = side == DiffSide::Left ? m_diff->left : m_diff->right;
    if (tone != Tone::Neutral && text.lacksEnd(lineOf(row, side))) {
        painter.setFont(captionFont());
        painter.setPen(inkOf(Tone::Muted, m_palette));
        const qreal x = origin.x() + line->layout.lineAt(0).naturalTextWidth() + space::medium;
        painter.drawText(QRectF(x, y, m_width, m_rowHeight), Qt::AlignVCenter, QCoreApplication::translate("DiffView", "no line end"));
    }
    painter.restore();
    paintGutter(painter, row, side, rect, tone, style);
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

void DiffLines::paintGutter(QPainter &painter, const VisibleRow &row, DiffSide side, const QRect &rect, Tone tone, const DiffRowStyle &style)
{
    if (style.hunk)
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), m_palette.color(QPalette::Highlight));
    painter.setFont(m_font);
    int x = rect.left() + space::tight;
    painter.setPen(style.hunk ? m_palette.color(QPalette::Text) : inkOf(Tone::Muted, m_palette));
    const auto number = [&](DiffSide which) {
        if (const int line = lineOf(row, which); line >= 0)
            painter.drawText(QRect(x, rect.top(), m_numberWidth, m_rowHeight), Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
        x += m_numberWidth;
    };
    if (m_arrangement == Arrangement::Unified)
        number(DiffSide::Left);
    number(m_arrangement == Arrangement::Unified ? DiffSide::Right : side);
    x += space::small;
    if (tone == Tone::Neutral || lineOf(row, side) < 0)
        return;
    const QChar sign = tone == Tone::Added ? u'+' : tone == Tone::Removed ? QChar(0x2212) : tone == Tone::Moved ? QChar(0x21b7) : u'~';
    QFont strong = m_font;
    strong.setBold(true);
    painter.setFont(strong);
    painter.setPen(inkOf(tone, m_palette));
    painter.drawText(QRect(x - 2, rect.top(), m_charWidth + 4, m_rowHeight), Qt::AlignCenter, QString(sign));
}

void DiffLines::paintFold(QPainter &painter, const VisibleRow &row, int y, const DiffRowStyle &)
{
    const QRect rect(0, y, m_width, m_rowHeight);
    painter.fillRect(rect, groundOf(Tone::Muted, m_palette));
    painter.setFont(captionFont());
    painter.setPen(inkOf(Tone::Muted, m_palette));
    const QRect sign(space::tight, y, m_gutter - space::tight, m_rowHeight);
    painter.drawText(sign.adjusted(0, 0, -space::small, 0), Qt::AlignRight | Qt::AlignVCenter, QString(QChar(0x22ef)));
    painter.drawText(rect.adjusted(m_gutter, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QCoreApplication::translate("DiffView", "%n unchanged lines", nullptr, row.folded));
}

} // namespace lockstep
