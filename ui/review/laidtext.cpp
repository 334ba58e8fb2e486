// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/laidtext.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace lockstep {

namespace {

constexpr int tabStop = 8;

std::unique_ptr<QTextLayout> laidOut(const TextFace &face, const QString &text, const QList<QTextLayout::FormatRange> &formats)
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(tabStop * face.advance);
    auto layout = std::make_unique<QTextLayout>(text, face.font);
    layout->setTextOption(option);
    layout->setFormats(formats);
    layout->setCacheEnabled(true);
    layout->beginLayout();
    layout->createLine().setLineWidth(1e6);
    layout->endLayout();
    return layout;
}

QColor colourOf(const QTextFormat &format, int property) { return format.hasProperty(property) ? format.brushProperty(property).color() : QColor(); }

} // namespace

TextFace::TextFace(const QFont &of) : font(of), cells(of)
{
    const QFontMetricsF metrics(font);
    ascent = metrics.ascent();
    height = metrics.height();
    advance = std::max(metrics.horizontalAdvance(u'0'), 1.0);
}

LaidText::LaidText(const TextFace &face, const QString &text, const QList<QTextLayout::FormatRange> &formats)
    : m_face(&face), m_size(int(text.size()))
{
    QString spaced = text;
    if (text.contains(u'\t'))
        spaced.replace(u'\t', u' ');
    if (!face.cells.covers(spaced)) {
        m_layout = laidOut(face, text, formats);
        return;
    }
    if (text.contains(u'\t')) {
        m_cells.reserve(text.size() + 1);
        int cell = 0;
        for (const QChar c : text) {
            m_cells.append(cell);
            cell += c == u'\t' ? tabStop - cell % tabStop : 1;
        }
        m_cells.append(cell);
    }
    m_glyphs = face.cells.glyphs(spaced);
    QList<Run> looks(m_size); // of each character; a later format lies over an earlier one
    for (const QTextLayout::FormatRange &one : formats) {
        const QColor ink = colourOf(one.format, QTextFormat::ForegroundBrush);
        const QColor ground = colourOf(one.format, QTextFormat::BackgroundBrush);
        for (int i = std::max(one.start, 0); i < std::min(one.start + one.length, m_size); ++i) {
            looks[i].ink = ink.isValid() ? ink : looks[i].ink;
            looks[i].ground = ground.isValid() ? ground : looks[i].ground;
            looks[i].bold = looks[i].bold || one.format.fontWeight() >= QFont::Bold;
        }
    }
    for (int begin = 0, end = 0; begin < m_size; begin = end) {
        const Run &look = looks.at(begin);
        while (end < m_size && looks.at(end).ink == look.ink && looks.at(end).ground == look.ground && looks.at(end).bold == look.bold)
            ++end;
        addRun(text, {begin, end, look.ink, look.ground, look.bold});
        if (look.bold)
            std::ranges::copy(face.cells.glyphs(QStringView(spaced).sliced(begin, end - begin), true), m_glyphs.begin() + begin);
    }
}

// What lies between tabs, and these, each for itself.
void LaidText::addRun(const QString &text, Run run)
{
    const int end = run.end;
    while (run.begin < end) {
        run.tab = text[run.begin] == u'\t';
        run.end = run.tab ? run.begin + 1 : m_cells.isEmpty() ? end : std::min(int(text.indexOf(u'\t', run.begin)), end);
        if (run.end < 0) // no tab behind it
            run.end = end;
        m_runs.append(run);
        run.begin = run.end;
    }
}

qreal LaidText::width() const { return m_layout ? m_layout->lineAt(0).naturalTextWidth() : cellOf(m_size) * m_face->advance; }

qreal LaidText::xOf(int column) const
{
    return m_layout ? m_layout->lineAt(0).cursorToX(column) : cellOf(std::clamp(column, 0, m_size)) * m_face->advance;
}

int LaidText::columnAt(qreal x) const
{
    if (m_layout)
        return m_layout->lineAt(0).xToCursor(x);
    const double cell = x / m_face->advance;
    if (m_cells.isEmpty())
        return int(std::clamp(std::round(cell), 0.0, double(m_size)));
    const int after = int(std::ranges::lower_bound(m_cells, cell) - m_cells.cbegin());
    if (after > m_size)
        return m_size;
    return after > 0 && cell - m_cells[after - 1] < m_cells[after] - cell ? after - 1 : after;
}

void LaidText::paint(QPainter &painter, const QPointF &top, const QColor &ink, const Selection &selection, const QRectF &area) const
{
    if (!m_layout)
        return paintCells(painter, top, ink, selection, area);
    QList<QTextLayout::FormatRange> selected;
    if (selection.from < selection.to) {
        QTextCharFormat format;
        format.setBackground(selection.ground);
        format.setForeground(selection.ink);
        selected.append({selection.from, selection.to - selection.from, format});
    }
    painter.setPen(ink);
    // Signs of another font move no baseline.
    const QPointF place(top.x(), top.y() + std::round(m_face->ascent - m_layout->lineAt(0).ascent()));
    m_layout->draw(&painter, place, selected, area);
}

void LaidText::paintCells(QPainter &painter, const QPointF &top, const QColor &ink, const Selection &selection, const QRectF &area) const
{
    const qreal left = area.left() - top.x() - m_face->advance; // a letter may lean over its cell's edge
    const qreal right = area.right() - top.x() + m_face->advance;
    const auto part = [&](const Run &run, int begin, int end, const QColor &colour, const QColor &ground) {
        if (begin >= end)
            return;
        const qreal from = cellOf(begin) * m_face->advance;
        const qreal to = cellOf(end) * m_face->advance;
        if (to < left || from > right)
            return;
        if (ground.isValid())
            painter.fillRect(QRectF(top.x() + from, top.y(), to - from, m_face->height).toAlignedRect(), ground); // as a layout does
        if (run.tab)
            return;
        const int before = int(std::max((left - from) / m_face->advance, 0.0)); // of a long line what can be seen
        const int behind = int(std::max((to - right) / m_face->advance, 0.0));
        painter.setPen(colour);
        m_face->cells.paint(painter, {top.x() + from + before * m_face->advance, top.y() + m_face->ascent}, m_glyphs.constData() + begin + before,
                            end - begin - before - behind, run.bold);
    };
    for (const Run &run : m_runs) {
        const int from = std::clamp(selection.from, run.begin, run.end);
        const int to = std::max(std::clamp(selection.to, run.begin, run.end), from);
        const QColor colour = run.ink.isValid() ? run.ink : ink;
        part(run, run.begin, from, colour, run.ground);
        part(run, from, to, selection.ink, selection.ground);
        part(run, to, run.end, colour, run.ground);
    }
}

} // namespace lockstep
