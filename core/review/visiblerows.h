// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/textdiff.h"

namespace lockstep {

enum class Arrangement { Beside, Unified };

// A row as it is seen: both sides of a diff's row, one side of it (unified), or a run of unchanged rows that is folded.
struct VisibleRow
{
    enum class Side : quint8 { Both, Left, Right };
    // Not set by themselves: there are millions, which are written once. VisibleRow{row} sets the others to nothing.
    int row;         // of a fold: its first
    int folded : 30; // rows that are folded here; 0: none
    Side side : 2;
    bool operator==(const VisibleRow &) const = default;
};

// What is seen of a diff when unchanged runs are folded to `context` rows around every change. Unified: of changed rows that
// follow each other first the left sides, then the right ones.
struct VisibleRows
{
    QList<VisibleRow> rows;
    QList<int> ofRow; // by row of the diff: where it, its left side or its fold is seen
};

// Rows [begin, end) of a diff.
struct RowRange
{
    int begin = 0;
    int end = 0;
    bool operator==(const RowRange &) const = default;
};

// Rows that are shown although they are unchanged: in order and apart.
class OpenedRows
{
public:
    void open(RowRange range);
    void clear() { m_ranges.clear(); }
    const QList<RowRange> &ranges() const { return m_ranges; }

private:
    QList<RowRange> m_ranges;
};

// `used`: rows that nobody needs any more, for their memory.
VisibleRows visibleRows(const TextDiff &diff, const OpenedRows &opened, Arrangement arrangement, int context = 3, VisibleRows &&used = {});

} // namespace lockstep
