// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/meaninglines.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/review/difflines.h"
#include "ui/review/risksigns.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lockstep {

namespace {

constexpr int widestName = 34; // characters; longer ones are cut in the middle, and whole in the tooltip
constexpr int widestType = 12;
constexpr int widestTtl = 17;
constexpr qsizetype measured = 5000; // rows whose columns are measured
constexpr int leastData = 24;

const QString arrow = QStringLiteral(" \u2192 ");

QString cut(const QString &text, int columns)
{
    if (text.size() <= columns)
        return text;
    const int head = (columns - 1) / 2;
    return text.first(head) + QChar(0x2026) + text.last(std::max(columns - 1 - head, 0));
}

// Data that are the same on both sides are shown once: its TTL alone changed. Of a statement it is said what did.
QString beforeOf(const ReviewRow &row) { return row.before == row.after ? QString() : row.before; }
QString afterOf(const ReviewRow &row)
{
    const bool told = row.kind == ReviewRow::Kind::Statement && row.said && row.before == row.after;
    return told ? QString() : row.after;
}

bool isSpoken(const ReviewRow &row) { return row.kind == ReviewRow::Kind::Said || row.kind == ReviewRow::Kind::Pattern; }

} // namespace

Tone toneOf(ReviewRow::Sign sign)
{
    switch (sign) {
    case ReviewRow::Sign::Added:
        return Tone::Added;
    case ReviewRow::Sign::Removed:
        return Tone::Removed;
    case ReviewRow::Sign::Changed:
        return Tone::Changed;
    case ReviewRow::Sign::Moved:
        return Tone::Moved;
    case ReviewRow::Sign::None:
        break;
    }
    return Tone::Muted;
}

QString signOf(ReviewRow::Sign sign)
{
    switch (sign) {
    case ReviewRow::Sign::Added:
        return QStringLiteral("+");
    case ReviewRow::Sign::Removed:
        return QString(QChar(0x2212));
    case ReviewRow::Sign::Changed:
        return QStringLiteral("~");
    case ReviewRow::Sign::Moved:
        return QString(QChar(0x21b7));
    case ReviewRow::Sign::None:
        break;
    }
    return {};
}

QString ttlOf(const ReviewRow &row)
{
    if (row.ttlBefore.isEmpty() || row.ttlAfter.isEmpty() || row.ttlBefore == row.ttlAfter)
        return row.ttlAfter.isEmpty() ? row.ttlBefore : row.ttlAfter;
    return row.ttlBefore + QChar(0x2192) + row.ttlAfter;
}

QString saidText(const ReviewRow &row) { return row.said ? sentence(*row.said) : QString(); }

MeaningLines::MeaningLines() { setLook(QPalette(), dataFont()); }

void MeaningLines::setLook(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
    m_cells = FontCells(font);
    m_caption = captionFont();
    const QFontMetricsF metrics(font);
    m_charWidth = std::max(metrics.horizontalAdvance(u'0'), qreal(1));
    m_lineHeight = int(std::ceil(metrics.height())) + 6;
    m_ascent = int(std::ceil(metrics.ascent())) + 3;
}

void MeaningLines::setRows(const QList<ReviewRow> &rows, int width)
{
    m_width = width;
    qsizetype name = 6;
    qsizetype type = 4;
    qsizetype ttl = 4;
    for (qsizetype i = 0; i < std::min(rows.size(), measured); ++i) {
        if (rows[i].kind != ReviewRow::Kind::Record)
            continue;
        name = std::max(name, rows[i].name.size());
        type = std::max(type, rows[i].what.size());
        ttl = std::max(ttl, ttlOf(rows[i]).size());
    }
    m_type = int(std::min<qsizetype>(type, widestType));
    m_ttl = int(std::min<qsizetype>(ttl, widestTtl));
    const qreal others = tickRect().right() + (3 + m_type + 2 + m_ttl + 3 + leastData) * m_charWidth;
    const int room = std::max(int((width - others) / m_charWidth), 8);
    m_name = int(std::min({name, qsizetype(widestName), qsizetype(room)}));
}

QRect MeaningLines::tickRect() const { return {space::tight, 0, m_lineHeight + space::tight, m_lineHeight}; }

qreal MeaningLines::dataLeft(const ReviewRow &row) const
{
    const qreal sign = tickRect().right() + 1 + 3 * m_charWidth;
    switch (row.kind) {
    case ReviewRow::Kind::Record:
        return sign + (m_name + 1 + m_type + 1 + m_ttl + 3 + (row.above >= 0 ? 2 : 0)) * m_charWidth;
    case ReviewRow::Kind::Element:
        return sign + 4 * m_charWidth;
    case ReviewRow::Kind::Statement:
        return sign + 2 * m_charWidth;
    case ReviewRow::Kind::Pattern:
    case ReviewRow::Kind::Said:
        break;
    }
    return sign;
}

int MeaningLines::columns(const ReviewRow &row) const { return std::max(int((m_width - dataLeft(row) - space::medium) / m_charWidth), 10); }

bool MeaningLines::fitsOneLine(const ReviewRow &row) const
{
    const QString before = beforeOf(row);
    const QString after = afterOf(row);
    return before.isEmpty() || after.isEmpty() ? std::max(before.size(), after.size()) <= columns(row)
                                               : before.size() + arrow.size() + after.size() <= columns(row);
}

QList<MeaningLines::Piece> MeaningLines::wrapped(qsizetype length, int columns)
{
    QList<Piece> pieces;
    for (qsizetype at = 0; at < length && pieces.size() < mostLines; at += columns)
        pieces.append({at, std::min<qsizetype>(columns, length - at)});
    if (pieces.isEmpty())
        pieces.append({0, 0});
    return pieces;
}

int MeaningLines::lines(const ReviewRow &row) const
{
    if (isSpoken(row))
        return std::max(int(wrapped(saidText(row).size(), std::max(columns(row), 20)).size()), 1);
    const int head = row.kind == ReviewRow::Kind::Statement ? 1 : 0; // the statement's own title
    const int note = row.said ? 1 : 0;
    const QString before = beforeOf(row);
    const QString after = afterOf(row);
    if (before.isEmpty() && after.isEmpty())
        return std::max(head, 1) + note;
    if (fitsOneLine(row))
        return head + 1 + note;
    const int left = before.isEmpty() ? 0 : int(wrapped(before.size(), columns(row)).size());
    const int right = after.isEmpty() ? 0 : int(wrapped(after.size(), columns(row)).size());
    return head + left + right + note;
}

void MeaningLines::paint(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const
{
    const QColor base = m_palette.color(QPalette::Base);
    QColor ground = base;
    if (style.selected)
        ground = blend(base, m_palette.color(QPalette::Highlight), 0.25);
    else if (isSpoken(row))
        ground = groundOf(Tone::Muted, m_palette);
    painter.fillRect(rect, ground);
    painter.setFont(m_font);
    painter.setLayoutDirection(Qt::LeftToRight);
    paintGutter(painter, row, rect, style);
    switch (row.kind) {
    case ReviewRow::Kind::Record:
        paintRecord(painter, row, rect, style);
        break;
    case ReviewRow::Kind::Statement:
        paintStatement(painter, row, rect, style);
        break;
    case ReviewRow::Kind::Element:
        paintSides(painter, row, rect, style);
        break;
    case ReviewRow::Kind::Pattern:
    case ReviewRow::Kind::Said:
        paintSaid(painter, row, rect, style);
        break;
    }
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), lineOf(m_palette));
    if (style.current) {
        painter.setPen(style.focused ? m_palette.color(QPalette::Highlight) : m_palette.color(QPalette::Mid));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
    }
}

void MeaningLines::paintGutter(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const
{
    const QRect tick = tickRect().translated(rect.topLeft());
    if (style.viewed) {
        painter.setPen(inkOf(Tone::Ok, m_palette));
        painter.drawText(tick, Qt::AlignCenter, QString(QChar(0x2713)));
    } else if (style.risk) {
        const RiskSign sign = riskSign(*style.risk);
        QFont strong = m_font;
        strong.setBold(true);
        painter.setFont(strong);
        painter.setPen(inkOf(sign.tone, m_palette));
        painter.drawText(tick, Qt::AlignCenter, sign.sign);
        painter.setFont(m_font);
    }
    const qreal indent = row.above >= 0 ? 2 * m_charWidth : 0;
    const QRectF sign(tick.right() + 1 + indent, rect.top(), 2 * m_charWidth, m_lineHeight);
    if (row.kind == ReviewRow::Kind::Pattern) {
        painter.setPen(m_palette.color(QPalette::Text));
        painter.drawText(sign, Qt::AlignCenter, QString(QChar(style.open ? 0x25be : 0x25b8)));
        return;
    }
    painter.setPen(inkOf(toneOf(row.sign), m_palette));
    const QString text = signOf(row.sign);
    if (m_cells.covers(text)) {
        const qreal left = sign.center().x() - qreal(text.size()) * m_charWidth / 2;
        return m_cells.paint(painter, QPointF(left, rect.top() + m_ascent), text, true);
    }
    QFont strong = m_font;
    strong.setBold(true);
    painter.setFont(strong);
    painter.drawText(sign, Qt::AlignCenter, text);
    painter.setFont(m_font);
}

void MeaningLines::paintRecord(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const
{
    qreal x = rect.left() + tickRect().right() + 1 + (3 + (row.above >= 0 ? 2 : 0)) * m_charWidth;
    const QString name = cut(visibleText(row.name), m_name);
    paintPiece(painter, name, {0, name.size()}, {}, x, rect.top(), Tone::Neutral, style);
    x += (m_name + 1) * m_charWidth;
    const QString type = cut(row.what, m_type);
    paintPiece(painter, type, {0, type.size()}, {}, x, rect.top(), Tone::Accent, style);
    x += (m_type + 1) * m_charWidth;
    const QString ttl = ttlOf(row);
    const bool other = !row.ttlBefore.isEmpty() && !row.ttlAfter.isEmpty() && row.ttlBefore != row.ttlAfter;
    const qreal right = x + qreal(m_ttl - std::min<qsizetype>(ttl.size(), m_ttl)) * m_charWidth;
    paintPiece(painter, ttl, {0, ttl.size()}, other ? QList<TextPiece>{{0, ttl.size()}} : QList<TextPiece>(), right, rect.top(),
               other ? Tone::Changed : Tone::Muted, style);
    paintSides(painter, row, rect, style);
}

void MeaningLines::paintStatement(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const
{
    qreal x = rect.left() + tickRect().right() + 1 + 3 * m_charWidth;
    const int room = std::max(int((rect.right() - x) / m_charWidth), 10);
    const QString around = row.name.isEmpty() ? QString() : visibleText(row.name) + QStringLiteral(" \u203a ");
    const QString what = visibleText(row.what);
    const QString head = cut(around, std::max(room - int(what.size()), 6));
    paintPiece(painter, head, {0, head.size()}, {}, x, rect.top(), Tone::Muted, style);
    x += qreal(head.size()) * m_charWidth;
    QFont strong = m_font;
    strong.setBold(true);
    painter.setFont(strong);
    paintPiece(painter, cut(what, room), {0, std::min<qsizetype>(what.size(), room)}, {}, x, rect.top(), Tone::Neutral, style);
    painter.setFont(m_font);
    if (!row.before.isEmpty() || !row.after.isEmpty() || row.said)
        paintSides(painter, row, rect.adjusted(0, m_lineHeight, 0, 0), style);
}

// "before -> after" where that has room on a line, else one below the other, each with its sign.
void MeaningLines::paintSides(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const
{
    const qreal left = rect.left() + dataLeft(row);
    const int count = columns(row);
    const QString before = visibleText(beforeOf(row));
    const QString after = visibleText(afterOf(row));
    int y = rect.top();
    qreal end = left;
    if (fitsOneLine(row)) {
        const bool both = !before.isEmpty() && !after.isEmpty();
        const Tone own = row.sign == ReviewRow::Sign::Removed ? Tone::Removed : row.sign == ReviewRow::Sign::Added ? Tone::Added : Tone::Neutral;
        if (!before.isEmpty())
            end = left + paintText(painter, before, row.marksBefore, left, y, count, both ? Tone::Removed : own, style) * m_charWidth;
        if (both) {
            paintPiece(painter, arrow, {0, arrow.size()}, {}, end, y, Tone::Muted, style);
            end += qreal(arrow.size()) * m_charWidth;
        }
        if (!after.isEmpty())
            end += paintText(painter, after, row.marksAfter, end, y, count, both ? Tone::Added : own, style) * m_charWidth;
        y += before.isEmpty() && after.isEmpty() && row.kind == ReviewRow::Kind::Statement ? 0 : m_lineHeight;
    } else {
        for (const bool isBefore : {true, false}) {
            const QString &text = isBefore ? before : after;
            if (text.isEmpty())
                continue;
            const Tone tone = isBefore ? Tone::Removed : Tone::Added;
            const QString sign = isBefore ? QString(QChar(0x2212)) : QStringLiteral("+");
            if (!before.isEmpty() && !after.isEmpty())
                paintPiece(painter, sign, {0, 1}, {}, left - 2 * m_charWidth, y, tone, style);
            const QList<Piece> pieces = wrapped(text.size(), count);
            for (const Piece &piece : pieces) {
                paintPiece(painter, text, piece, isBefore ? row.marksBefore : row.marksAfter, left, y, tone, style);
                y += m_lineHeight;
            }
            const Piece &last = pieces.last();
            if (const qsizetype more = text.size() - last.begin - last.length; more > 0) {
                painter.setFont(m_caption);
                painter.setPen(inkOf(Tone::Attention, m_palette));
                painter.drawText(QRectF(left, y - m_lineHeight, m_width - left - space::small, m_lineHeight), Qt::AlignRight | Qt::AlignVCenter,
                                 QCoreApplication::translate("MeaningView", "%n more characters: see the text", nullptr, int(more)));
                painter.setFont(m_font);
            }
        }
        end = m_width;
    }
    if (row.said) {
        const QString said = saidText(row);
        paintPiece(painter, said, {0, std::min<qsizetype>(said.size(), count)}, {}, left, y, Tone::Muted, style);
    }
    if (style.note.isEmpty())
        return;
    painter.setFont(m_caption);
    const int wide = painter.fontMetrics().horizontalAdvance(style.note);
    const QRect note(rect.right() - wide - space::medium, rect.top(), wide, m_lineHeight);
    if (note.left() > end + space::wide) {
        painter.setPen(inkOf(Tone::Muted, m_palette));
        painter.drawText(note, Qt::AlignRight | Qt::AlignVCenter, style.note);
    }
    painter.setFont(m_font);
}

void MeaningLines::paintSaid(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const
{
    const QString text = saidText(row);
    int y = rect.top();
    for (const Piece &piece : wrapped(text.size(), std::max(columns(row), 20))) {
        paintPiece(painter, text, piece, {}, rect.left() + dataLeft(row), y, row.kind == ReviewRow::Kind::Pattern ? Tone::Neutral : Tone::Muted,
                   style);
        y += m_lineHeight;
    }
}

// How many characters it took.
int MeaningLines::paintText(QPainter &painter, const QString &text, const QList<TextPiece> &marks, qreal x, int y, int columns, Tone tone,
                            const MeaningRowStyle &style) const
{
    const qsizetype length = std::min<qsizetype>(text.size(), columns);
    paintPiece(painter, text, {0, length}, marks, x, y, tone, style);
    return int(length);
}

void MeaningLines::paintPiece(QPainter &painter, const QString &text, Piece piece, const QList<TextPiece> &marks, qreal x, int y, Tone tone,
                              const MeaningRowStyle &style) const
{
    const auto fill = [&](qsizetype begin, qsizetype end, const QColor &colour, bool under) {
        begin = std::max(begin, piece.begin);
        end = std::min(end, piece.begin + piece.length);
        if (begin >= end)
            return;
        const QRectF rect(x + qreal(begin - piece.begin) * m_charWidth, y + 2, qreal(end - begin) * m_charWidth, m_lineHeight - 4);
        painter.fillRect(rect, colour);
        if (under)
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), inkOf(tone, m_palette));
    };
    for (const TextPiece &mark : marks)
        fill(mark.begin, mark.begin + mark.length, groundOf(tone, m_palette), true);
    if (!style.found.isEmpty()) {
        for (qsizetype at = text.indexOf(style.found, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(style.found, at + style.found.size(), Qt::CaseInsensitive))
            fill(at, at + style.found.size(), blend(m_palette.color(QPalette::Base), inkOf(Tone::Attention, m_palette), 0.35), false);
    }
    painter.setPen(tone == Tone::Neutral ? m_palette.color(QPalette::Text) : inkOf(tone, m_palette));
    // Character by character where the font gives one another width than its own digits have.
    const QString shown = text.sliced(piece.begin, piece.length);
    if (m_cells.covers(shown))
        return m_cells.paint(painter, QPointF(x, y + m_ascent), shown);
    if (std::abs(QFontMetricsF(painter.font()).horizontalAdvance(shown) - qreal(shown.size()) * m_charWidth) < m_charWidth / 2) {
        painter.drawText(QPointF(x, y + m_ascent), shown);
        return;
    }
    for (qsizetype i = 0; i < shown.size(); ++i)
        painter.drawText(QPointF(x + qreal(i) * m_charWidth, y + m_ascent), shown.mid(i, shown[i].isHighSurrogate() ? 2 : 1));
}

} // namespace lockstep
