// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QStringView>

#include <array>
#include <optional>

namespace lockstep {

// How wide text is in a font whose characters are all equally wide, in cells: 2 for those of East Asia and pictures, 0 for marks
// that stand on the character before them, a tab up to the next multiple of eight.
int cellsOf(char32_t c);

struct LineCells
{
    quint32 cells : 30 = 0;
    quint32 cut : 1 = 0;   // for whoever keeps it: only the beginning of the line was looked at
    quint32 ascii : 1 = 0; // counted from bytes that are no more than that
};
LineCells cellsOfLine(QStringView line);
// The same of bytes, as far as they are ASCII; nullopt where they are not.
std::optional<LineCells> cellsOfAscii(QByteArrayView line);

// Where the rows of a line begin that is broken to `columns` cells; the first is 0. Words stay whole where a row has a third of its
// cells before them: half an address is another address. A character and its marks stay together, tabs count from the beginning
// of their row, and one space may hang over its end.
QList<int> wrapsOf(QStringView line, int columns);
// How many they are.
int wrapCount(QStringView line, LineCells size, int columns);
int wrapCountOfAscii(QByteArrayView line, LineCells size, int columns);

// All that the wrapping of a short ASCII line depends on: lines of one shape take as many rows, and a zone has few shapes.
struct LineShape
{
    static constexpr int longest = 64; // characters; a bit each, the first one's lowest
    quint64 blanks = 0;                // spaces and tabs
    quint64 tabs = 0;
    int length = 0;
    bool operator==(const LineShape &) const = default;
};
// nullopt for one that is longer, or not ASCII.
std::optional<LineShape> shapeOf(QByteArrayView line);
LineCells cellsOfLine(const LineShape &shape);
int wrapCount(const LineShape &shape, int columns);

// Different shapes, each with a number.
class LineShapes
{
public:
    static constexpr quint16 none = 0xffff;
    LineShapes() { m_places.fill(none); }
    quint16 numberOf(const LineShape &shape); // none: it is new, and there are too many (2^12)
    const QList<LineShape> &shapes() const { return m_shapes; }

private:
    static constexpr int placeBits = 13;
    std::array<quint16, 1 << placeBits> m_places;
    QList<LineShape> m_shapes;
};

// Tops of rows of different heights, in lines.
class RowTops
{
public:
    void setEven(int rows);    // a line each
    void set(QList<int> tops); // with the end of the last one behind them
    int rows() const { return m_rows; }
    int top(int row) const { return m_tops.isEmpty() ? row : m_tops[row]; } // of the row behind the last one: the end
    int lines(int row) const { return m_tops.isEmpty() ? 1 : m_tops[row + 1] - m_tops[row]; }
    int total() const { return top(m_rows); }
    int at(int line) const; // the row there, the nearest one before and behind them all; 0 without rows

private:
    QList<int> m_tops; // empty: even
    int m_rows = 0;
};

} // namespace lockstep
