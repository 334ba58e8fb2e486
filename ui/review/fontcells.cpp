// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/fontcells.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lockstep {

namespace {

constexpr int ascii = 0x7f - 0x20;
constexpr char16_t signs[] = {0x00b7, 0x2014, 0x2026, 0x2212, 0x21b3, 0x21b5, 0x21b7, 0x2192}; // that the review sets among them

} // namespace

FontCells::FontCells(const QFont &font)
{
    QFont strong = font;
    strong.setBold(true);
    m_advance = QFontMetricsF(font).horizontalAdvance(u'0');
    if (font.letterSpacing() != 0 || !fill(&m_faces[0], font) || !fill(&m_faces[1], strong))
        m_advance = 0;
}

int FontCells::indexOf(QChar c)
{
    const char16_t unit = c.unicode();
    if (unit >= 0x20 && unit < 0x7f)
        return unit - 0x20;
    const auto *found = std::ranges::find(signs, unit);
    return found == std::end(signs) ? -1 : ascii + int(found - std::begin(signs));
}

// Whether every character is as wide as the others; a sign that the font lacks is not covered.
bool FontCells::fill(Face *face, const QFont &font)
{
    static_assert(known == ascii + int(std::size(signs)));
    face->font = QRawFont::fromFont(font);
    const QFontMetricsF metrics(font);
    for (int i = 0; i < known; ++i) {
        const QChar c(i < ascii ? char16_t(0x20 + i) : signs[i - ascii]);
        const QList<quint32> found = face->font.glyphIndexesForString(QString(c));
        face->glyphs[size_t(i)] = found.size() == 1 && face->font.supportsCharacter(c) ? found.first() : 0;
        const bool even = face->glyphs[size_t(i)] != 0 && std::abs(metrics.horizontalAdvance(c) - m_advance) < 0.01;
        if (!even && i < ascii)
            return false;
        if (!even)
            face->glyphs[size_t(i)] = 0;
    }
    return true;
}

bool FontCells::covers(QStringView text) const
{
    return m_advance > 0 && std::ranges::all_of(text, [this](QChar c) {
               const int index = indexOf(c);
               return index >= 0 && m_faces[0].glyphs[size_t(index)] != 0 && m_faces[1].glyphs[size_t(index)] != 0;
           });
}

QList<quint32> FontCells::glyphs(QStringView text, bool bold) const
{
    QList<quint32> list(text.size());
    const Face &face = m_faces[bold ? 1 : 0];
    std::ranges::transform(text, list.begin(), [&](QChar c) { return face.glyphs[size_t(std::max(indexOf(c), 0))]; });
    return list;
}

void FontCells::paint(QPainter &painter, const QPointF &baseline, const quint32 *glyphs, int count, bool bold) const
{
    for (qsizetype i = m_places.size(); i < count; ++i)
        m_places.append({double(i) * m_advance, 0});
    QGlyphRun run;
    run.setRawFont(m_faces[bold ? 1 : 0].font);
    run.setRawData(glyphs, m_places.constData(), count);
    painter.drawGlyphRun(baseline, run);
}

void FontCells::paint(QPainter &painter, const QPointF &baseline, QStringView text, bool bold) const
{
    paint(painter, baseline, glyphs(text, bold).constData(), int(text.size()), bold);
}

} // namespace lockstep
