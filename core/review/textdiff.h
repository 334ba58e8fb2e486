// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/textlines.h"
#include "core/text/linediff.h"
#include "core/text/movedlines.h"
#include "core/text/worddiff.h"

namespace lockstep {

// One row of two texts side by side: a line of each, or of one alone. Changed: two lines that are much the same.
struct TextRow
{
    enum class Kind : quint8 { Same, Changed, Added, Removed };
    Kind kind = Kind::Same;
    int left = -1; // -1: nothing stands on that side
    int right = -1;
    bool operator==(const TextRow &) const = default;
};

// Rows that differ and follow each other without a gap, and the lines they stand for.
struct TextHunk
{
    Hunk lines;
    int firstRow = 0;
    int rowCount = 0;
    bool operator==(const TextHunk &) const = default;
};

// Two texts as rows; a finished value that a view shows and any thread may make.
struct TextDiff
{
    TextLines left;
    TextLines right;
    QList<TextRow> rows;
    QList<TextHunk> hunks;
    QList<int> rowsOfLeft; // by line: the row that shows it
    QList<int> rowsOfRight;
    QList<Move> moves;       // by their left places
    QList<int> movesByRight; // indices into `moves`

    // The move that a line of a Removed or Added row belongs to, and the line that it is on the other side.
    struct Moved
    {
        const Move *move = nullptr;
        int other = -1;
    };
    Moved movedTo(const TextRow &row) const;
    // What differs inside the lines of a Changed row; nothing for any other. Worked out anew: ask for rows that are seen.
    WordDiff marks(const TextRow &row) const;
    // Index of the hunk that holds a row, or of the first one behind it; hunks.size() when there is none.
    qsizetype hunkAt(int row) const;
};

TextDiff textDiff(const QByteArray &left, const QByteArray &right);

// `right` with the lines of one hunk put back to `left`'s, byte for byte.
QByteArray withHunkPutBack(const QByteArray &left, const QByteArray &right, const Hunk &hunk);

// Which lines of a changed place belong beside each other, in order: index pairs counted within `left` and `right`. Lines
// that are alike enough pair up; in large places those that begin with the same word. `budget` bounds the comparisons of
// lines and is used up.
QList<QPair<int, int>> pairedLines(const QList<QStringView> &left, const QList<QStringView> &right, qsizetype &budget);

} // namespace lockstep
