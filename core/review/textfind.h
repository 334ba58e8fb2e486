// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/textdiff.h"

#include <atomic>

namespace lockstep {

// A text that was found in a line of one side.
struct TextMatch
{
    int row = 0; // of the difference
    bool left = false;
    int column = 0;
    auto operator<=>(const TextMatch &other) const
    {
        // As one reads: row by row, the left side before the right one.
        return std::tuple(row, !left, column) <=> std::tuple(other.row, !other.left, other.column);
    }
    bool operator==(const TextMatch &) const = default;
};

struct TextMatches
{
    static constexpr qsizetype most = 1'000'000; // that are listed; all are counted
    QList<TextMatch> list;                       // in order; what both sides have in the same words stands once, on the right
    qsizetype left = 0;                          // how often it stands on each side
    qsizetype right = 0;
};

// Whatever its case, without overlaps. Linear; gives up when `stop` becomes true.
TextMatches findText(const TextDiff &diff, const QString &text, const std::atomic<bool> &stop);

} // namespace lockstep
