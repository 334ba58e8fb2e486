// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filestudy.h"
#include "ui/look/theme.h"
#include "ui/review/fontcells.h"

#include <optional>

class QPainter;

namespace lockstep {

struct MeaningRowStyle
{
    bool current = false; // the row of the cursor
    bool focused = false; // and the view has the keyboard
    bool selected = false;
    bool open = false; // of a pattern: the rows below it are seen
    bool viewed = false;
    std::optional<RiskNote::Rank> risk;
    QString note;  // at the right end where there is room: how long the old answer may be seen
    QString found; // text to mark, whatever its case
};

// How rows of a file's meaning look: columns, how many lines a row takes, painting. Knows nothing of scrolling.
class MeaningLines
{
public:
    static constexpr int mostLines = 8; // of one side of a row; what is more is said
    MeaningLines();
    void setLook(const QPalette &palette, const QFont &font);
    // Columns fit these rows.
    void setRows(const QList<ReviewRow> &rows, int width);

    int lineHeight() const { return m_lineHeight; }
    int lines(const ReviewRow &row) const;
    void paint(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const;
    // The column of ticks, and of the arrow of a pattern; relative to the row.
    QRect tickRect() const;

private:
    struct Piece // of one line of text
    {
        qsizetype begin = 0;
        qsizetype length = 0;
    };
    bool fitsOneLine(const ReviewRow &row) const;
    int columns(const ReviewRow &row) const; // characters that its data have on a line
    qreal dataLeft(const ReviewRow &row) const;
    static QList<Piece> wrapped(qsizetype length, int columns);
    int paintText(QPainter &painter, const QString &text, const QList<TextPiece> &marks, qreal x, int y, int columns, Tone tone,
                  const MeaningRowStyle &style) const;
    void paintPiece(QPainter &painter, const QString &text, Piece piece, const QList<TextPiece> &marks, qreal x, int y, Tone tone,
                    const MeaningRowStyle &style) const;
    void paintRecord(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const;
    void paintStatement(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const;
    void paintSaid(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const;
    void paintSides(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const;
    void paintGutter(QPainter &painter, const ReviewRow &row, const QRect &rect, const MeaningRowStyle &style) const;

    QPalette m_palette;
    QFont m_font;
    FontCells m_cells; // of it
    QFont m_caption;
    int m_width = 0;
    qreal m_charWidth = 1;
    int m_lineHeight = 1;
    int m_ascent = 1;
    int m_name = 8; // characters of each column
    int m_type = 5;
    int m_ttl = 6;
};

// The tone and the sign of what happened to a row: "+", "~".
Tone toneOf(ReviewRow::Sign sign);
QString signOf(ReviewRow::Sign sign);
// The TTL as it is shown, "" where nothing is to say.
QString ttlOf(const ReviewRow &row);
// What is said in place of data.
QString saidText(const ReviewRow &row);

} // namespace lockstep
