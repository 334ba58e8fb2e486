// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/difflines.h"

#include "ui/look/type.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>

#include <cmath>

namespace lockstep {

namespace {

constexpr int fewestColumns = 10; // of a wrapped line
constexpr int mostCost = 16;      // of a line among those that are kept laid out

bool turnsOrHides(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x061c || (u >= 0x200b && u <= 0x200f) || (u >= 0x2028 && u <= 0x202e) || (u >= 0x2060 && u <= 0x2069) || u == 0xfeff || u == 0x00ad;
}

// They look like a space and are none.
bool isOtherSpace(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x00a0 || u == 0x1680 || u == 0x180e || (u >= 0x2000 && u <= 0x200a) || u == 0x202f || u == 0x205f || u == 0x3000;
}

bool controls(QChar c) { return (c.unicode() < 0x20 && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0); }

bool isHidden(QChar c) { return controls(c) || turnsOrHides(c) || isOtherSpace(c); }

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
        if (!isHidden(c))
            continue;
        seen[i] = c == u'\r' ? QChar(0x21b5) : c.unicode() < 0x20 ? QChar(0x2400 + c.unicode()) : c.unicode() == 0x7f ? QChar(0x2421) : QChar(0x25a1);
        if (hidden)
            hidden->append(int(i));
    }
    return seen;
}

QString hiddenName(QChar c) { return isHidden(c) ? QStringLiteral("U+%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0')).toUpper() : QString(); }

QStringView shownPart(QStringView line)
{
    constexpr qsizetype most = LazySyntax::mostLetters;
    return line.size() <= most ? line : line.first(line[most - 1].isHighSurrogate() ? most - 1 : most);
}

qsizetype trailingSpace(QStringView line)
{
    qsizetype end = line.endsWith(u'\r') ? line.size() - 1 : line.size();
    const qsizetype from = end;
    while (end > 0 && (line[end - 1] == u' ' || line[end - 1] == u'\t'))
        --end;
    return end == from ? line.size() : end;
}

DiffLines::DiffLines() : m_tones(QPalette()) { setLook(QPalette(), dataFont()); }

void DiffLines::setDiff(const TextDiff *diff)
{
    m_diff = diff;
    m_layouts.clear();
    m_syntax[0].setText(diff->left);
    m_syntax[1].setText(diff->right);
    m_counted = false;
    m_needed = false;
    m_widestCells = std::nullopt;
    m_cells = {};
    m_widestLaid = 0;
    setArrangement(m_arrangement, m_width);
}

void DiffLines::setLook(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_tones = Tones(palette);
    m_face = TextFace(font);
    m_caption = captionFont();
    m_caption.setPointSizeF(font.pointSizeF() * 0.9);
    m_rowHeight = int(std::ceil(m_face.height)) + 4;
    m_charWidth = int(std::ceil(m_face.advance));
    m_textTop = int((m_rowHeight - m_face.height) / 2);
    m_layouts.clear();
    m_widestLaid = 0;
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
    const int columns = m_wrapped ? std::max(int((textWidth() - space::tight) / m_face.advance), fewestColumns) : 0;
    if (std::exchange(m_columns, columns) != columns)
        m_layouts.clear();
}

void DiffLines::setWrapped(bool wrapped)
{
    m_wrapped = wrapped;
    setArrangement(m_arrangement, m_width);
}

void DiffLines::setWhitespace(bool shown)
{
    m_whitespace = shown;
    m_layouts.clear();
}

void DiffLines::setScreen(int rows) { m_layouts.setMaxCost(qsizetype(std::max(rows, 20)) * 3 * 2); }

void DiffLines::setSyntax(Syntax syntax)
{
    for (LazySyntax &one : m_syntax)
        one.setSyntax(syntax);
    m_layouts.clear();
}

bool DiffLines::colour(const VisibleRow &row, DiffSide pane, bool *more)
{
    *more = false;
    if (row.folded > 0)
        return false;
    const auto [side, number] = standsFor(row, pane);
    const int begin = m_syntax[size_t(side)].advance(number);
    *more = begin >= 0;
    bool laid = false;
    for (int line = begin; begin >= 0 && line < begin + LazySyntax::blockLines; ++line)
        laid = m_layouts.remove(keyOf(side, line)) || laid;
    return laid;
}

// Whose text and colours a line has: where both sides have the same, the right one's, which is laid out once.
std::pair<DiffSide, int> DiffLines::standsFor(const VisibleRow &row, DiffSide side) const
{
    const int number = lineOf(row, side);
    const bool shared = number >= 0 && m_diff->rows[row.row].kind == TextRow::Kind::Same && m_syntax[0].beginsAnywhere();
    return shared ? std::pair(DiffSide::Right, m_diff->rows[row.row].right) : std::pair(side, number);
}

QRect DiffLines::pane(DiffSide side, const QRect &row) const
{
    if (m_arrangement == Arrangement::Unified)
        return {0, row.top(), m_width, row.height()};
    const int left = (m_width - 1) / 2;
    return side == DiffSide::Left ? QRect(0, row.top(), left, row.height()) : QRect(left + 1, row.top(), m_width - left - 1, row.height());
}

int DiffLines::textWidth() const { return std::max(pane(DiffSide::Left, QRect()).width() - m_gutter, 0); }

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
    return line < 0 ? QStringView() : linesOn(side).line(line);
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

// In a line of many megabytes what is shown of it.
WordDiff DiffLines::marksOf(const TextRow &row) const
{
    if (row.kind != TextRow::Kind::Changed)
        return {};
    const QStringView left = m_diff->left.line(row.left);
    const QStringView right = m_diff->right.line(row.right);
    return std::max(left.size(), right.size()) > 16 * LazySyntax::mostLetters ? wordDiff(shownPart(left), shownPart(right)) : m_diff->marks(row);
}

QString DiffLines::tailOf(DiffSide side, int line, bool changed) const
{
    const qsizetype size = linesOn(side).line(line).size();
    if (size > LazySyntax::mostLetters)
        return QCoreApplication::translate("DiffView", "… the first %1 of %2 characters")
            .arg(QLocale().toString(shownPart(linesOn(side).line(line)).size()), QLocale().toString(size));
    return changed && linesOn(side).lacksEnd(line) ? QCoreApplication::translate("DiffView", "no line end") : QString();
}

DiffLines::Line *DiffLines::lineAt(const VisibleRow &row, DiffSide side)
{
    const auto [of, number] = standsFor(row, side);
    if (number < 0)
        return nullptr;
    const quint64 key = keyOf(of, number);
    if (Line *known = m_layouts.object(key))
        return known;
    const TextRow &one = m_diff->rows[row.row];
    const bool changed = one.kind != TextRow::Kind::Same;
    const QStringView whole = linesOn(of).line(number);
    const QStringView shown = shownPart(whole);
    QList<int> hidden;
    QString seen = visibleText(shown, &hidden);
    QList<QTextLayout::FormatRange> formats = LineHighlighter::formats(m_syntax[size_t(of)].spans(number), m_tones);
    QTextCharFormat faint;
    faint.setForeground(blend(m_palette.color(QPalette::Base), m_palette.color(QPalette::Text), 0.45));
    QTextCharFormat warning;
    warning.setForeground(inkOf(Tone::Attention, m_palette));
    warning.setBackground(blend(groundOf(Tone::Attention, m_palette), inkOf(Tone::Attention, m_palette), 0.25));
    const qsizetype trail = changed && shown.size() == whole.size() ? trailingSpace(shown) : shown.size();
    for (qsizetype i = m_whitespace ? 0 : trail; i < seen.size(); ++i) {
        if (seen[i] != u' ')
            continue;
        seen[i] = QChar(0x00b7);
        if (i < trail)
            formats.append({int(i), 1, faint});
    }
    const qsizetype trailEnd = shown.endsWith(u'\r') ? shown.size() - 1 : shown.size();
    if (trail < trailEnd)
        formats.append({int(trail), int(trailEnd - trail), warning});
    for (const int column : std::as_const(hidden))
        formats.append({column, 1, warning});

    auto line = std::make_unique<Line>();
    layOut(*line, seen, formats, m_columns > 0 ? wrapsOf(shown, m_columns) : QList<int>{0});
    line->tail = tailOf(of, number, changed);
    line->tailBelow = m_columns > 0 && !line->tail.isEmpty() && isTailBelow(of, number, changed);
    const WordDiff marks = marksOf(one);
    for (Piece &piece : line->pieces) {
        const auto place = [&](qsizetype begin, qsizetype end) {
            const qreal from = piece.laid.xOf(int(begin) - piece.begin);
            const qreal to = piece.laid.xOf(int(end) - piece.begin);
            return QRectF(std::min(from, to), 1, std::abs(to - from), m_rowHeight - 2);
        };
        for (const TextPiece &mark : of == DiffSide::Left ? marks.left : marks.right) {
            const qsizetype begin = std::max<qsizetype>(mark.begin, piece.begin);
            const qsizetype end = std::min<qsizetype>(mark.begin + mark.length, piece.begin + piece.length);
            if (begin < end)
                piece.marks.append(place(begin, end));
        }
        for (qsizetype i = m_whitespace ? piece.begin : std::max<qsizetype>(trail, piece.begin); i < piece.begin + piece.length; ++i) {
            if (seen[i] == u'\t')
                piece.tabs.append(place(i, i + 1));
        }
    }
    Line *made = line.get();
    return m_layouts.insert(key, line.release(), std::min(qsizetype(made->pieces.size()), qsizetype(mostCost))) ? made : nullptr;
}

void DiffLines::layOut(Line &line, const QString &seen, const QList<QTextLayout::FormatRange> &formats, const QList<int> &begins)
{
    line.pieces.reserve(size_t(begins.size()));
    for (qsizetype i = 0; i < begins.size(); ++i) {
        const int from = begins[i];
        const int length = (i + 1 < begins.size() ? begins[i + 1] : int(seen.size())) - from;
        QList<QTextLayout::FormatRange> inside;
        for (const QTextLayout::FormatRange &format : formats) {
            const int begin = std::max(format.start - from, 0);
            const int end = std::min(format.start + format.length - from, length);
            if (begin < end)
                inside.append({begin, end - begin, format.format});
        }
        const Piece &piece = line.pieces.emplace_back(LaidText(m_face, seen.sliced(from, length), inside), from, length);
        if (m_columns == 0)
            m_widestLaid = std::max(m_widestLaid, int(std::ceil(piece.laid.width() + 2 * m_face.advance)));
    }
}

int DiffLines::columnAt(const VisibleRow &row, DiffSide side, const QPoint &point, int scrolled)
{
    const Line *line = lineAt(row, side);
    if (!line)
        return 0;
    const int at = std::max(point.y(), 0) / m_rowHeight;
    if (at >= int(line->pieces.size()) && m_columns > 0)
        return point.x() < pane(side, {}).left() + m_gutter ? line->pieces.back().begin : int(text(row, side).size());
    const Piece &piece = line->pieces[size_t(std::min(at, int(line->pieces.size()) - 1))];
    const int inside = point.x() - pane(side, {}).left() - m_gutter;
    return inside < 0 ? piece.begin : piece.begin + piece.laid.columnAt(inside + scrolled);
}

QPointF DiffLines::placeOf(const VisibleRow &row, DiffSide side, int column)
{
    const Line *line = lineAt(row, side);
    if (!line)
        return {};
    size_t at = line->pieces.size() - 1;
    while (at > 0 && line->pieces[at].begin > column)
        --at;
    const Piece &piece = line->pieces[at];
    return {piece.laid.xOf(std::min(column - piece.begin, piece.length)), qreal(at) * m_rowHeight};
}

bool DiffLines::opens(const VisibleRow &row, FoldPart part) const
{
    if (row.folded <= 0 || part == FoldPart::None)
        return false;
    if (part == FoldPart::All)
        return true;
    return row.folded > foldStep && (part == FoldPart::Top ? row.row > 0 : row.row + row.folded < m_diff->rows.size());
}

// Two of them beside each other in the gutter.
QRect DiffLines::foldTarget(FoldPart part, int y) const
{
    if (part == FoldPart::All)
        return {m_gutter, y, m_width - m_gutter, m_rowHeight};
    const int half = (m_gutter - space::tight) / 2;
    return {part == FoldPart::Top ? 0 : half, y, half, m_rowHeight};
}

FoldPart DiffLines::foldPart(const VisibleRow &row, int x) const
{
    for (const FoldPart part : {FoldPart::Top, FoldPart::Bottom}) {
        const QRect target = foldTarget(part, 0);
        if (opens(row, part) && x >= target.left() && x <= target.right())
            return part;
    }
    return opens(row, FoldPart::All) ? FoldPart::All : FoldPart::None;
}

} // namespace lockstep
