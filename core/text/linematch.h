// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/anchors.h"
#include "core/text/shortestedit.h"

namespace lockstep {

// Finds out which of two rows of numbers stand for each other. Several ways are tried while that is cheap, the shortest
// answer is taken; of equally short ones that which keeps unique numbers in their places.
class LineMatch
{
public:
    // All numbers are below `kinds`.
    LineMatch(std::span<const quint32> left, std::span<const quint32> right, quint32 kinds);

    // Marks what has no partner.
    LineMarks run();

private:
    auto removed();
    auto added();
    bool empties(LineRange &range);
    void byUnique(LineRange range, int depth);
    void byRarest(LineRange range, int depth);
    bool byShortest(const LineRange &range);
    template <class Way> bool attempt(Way way);
    void polish();
    void polishPart(const LineRange &range, qsizetype edits, qsizetype &steps);

    LineRange m_all;
    ShortestEdit m_edit;
    Anchors m_anchors;
    LineMarks m_marks;
    qsizetype m_fewest = 0; // edits that any answer has
    qsizetype m_edits = 0;
    qsizetype m_steps = 0; // for searches in gaps
    qsizetype m_roughSteps = 0;
};

} // namespace lockstep
