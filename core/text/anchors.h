// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hugepages.h"
#include "core/text/shortestedit.h"

namespace lockstep {

// Equal lines in a row: [left, left + count) on one side are [right, right + count) on the other.
struct EqualLines
{
    qsizetype left = 0;
    qsizetype right = 0;
    qsizetype count = 0;
};

// Finds the lines of a range that hold the rest in place.
class Anchors
{
public:
    // All numbers are below `kinds`.
    Anchors(std::span<const quint32> left, std::span<const quint32> right, quint32 kinds);

    // Lines that stand once on each side, in an order that both sides share: of all such choices that with the most lines.
    // Takes time for the lines of the range, and for sorting the rows of lines that moved.
    LongTable<EqualLines> unique(const LineRange &range);
    // The row of equal lines that holds the rarest line; of several the longest one (as JGit's histogram diff chooses). None
    // when all that the sides share stands more than 64 times on the left. Takes what it looks at off `steps`.
    EqualLines rarest(const LineRange &range, qsizetype &steps);

private:
    static constexpr quint32 nowhere = ~quint32(0);
    struct Seen
    {
        quint32 left = 0; // times
        quint32 right = 0;
        quint32 line = nowhere; // on the right the last one; for rarest() the first one on the left
    };
    std::span<const quint32> m_left;
    std::span<const quint32> m_right;
    LongTable<Seen> m_seen;        // by number; stands for the last range only
    LongTable<quint32> m_sameNext; // by line on the left: the next one of its number
};

} // namespace lockstep
