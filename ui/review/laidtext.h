// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/fontcells.h"

#include <QColor>
#include <QTextLayout>

#include <memory>

namespace lockstep {

// What text is set in; stays as long as what was laid out with it.
struct TextFace
{
    QFont font;
    FontCells cells;
    qreal ascent = 0;
    qreal height = 0;
    qreal advance = 1; // of a cell; tabs stop at every eighth
    explicit TextFace(const QFont &of);
    TextFace() = default;
};

// A row of text as it is painted: in cells when its face has all of its characters, laid out by Qt when not. From left to right,
// whatever is in it.
class LaidText
{
public:
    struct Selection
    {
        int from = 0;
        int to = 0; // the same: nothing
        QColor ground;
        QColor ink;
    };

    // A later format lies over an earlier one; they may have a colour, a ground and a bold weight.
    LaidText(const TextFace &face, const QString &text, const QList<QTextLayout::FormatRange> &formats);

    qreal width() const;
    qreal xOf(int column) const; // where a character begins; of the one behind the last: the end
    int columnAt(qreal x) const; // the nearest place between two characters
    // `top` is that of a row in which the face's own characters stand; `area` is what can be seen.
    void paint(QPainter &painter, const QPointF &top, const QColor &ink, const Selection &selection, const QRectF &area) const;

private:
    struct Run
    {
        int begin = 0;
        int end = 0;
        QColor ink; // not valid: that of other text
        QColor ground;
        bool bold = false;
        bool tab = false; // nothing to be seen
    };
    void addRun(const QString &text, Run run);
    qreal cellOf(int column) const { return m_cells.isEmpty() ? column : m_cells[column]; }
    void paintCells(QPainter &painter, const QPointF &top, const QColor &ink, const Selection &selection, const QRectF &area) const;

    const TextFace *m_face;
    int m_size = 0;
    QList<quint32> m_glyphs; // in cells
    QList<int> m_cells;      // where each character begins, and the end; empty: one cell each
    QList<Run> m_runs;       // all of the text
    std::unique_ptr<QTextLayout> m_layout;
};

} // namespace lockstep
