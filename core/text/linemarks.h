// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace lockstep {

// Which lines of two texts stand on one side only: a byte a line, 1 for those.
struct LineMarks
{
    std::vector<quint8> left;
    std::vector<quint8> right;
};

// Lines [left, leftEnd) beside lines [right, rightEnd).
struct LineRange
{
    qsizetype left = 0;
    qsizetype leftEnd = 0;
    qsizetype right = 0;
    qsizetype rightEnd = 0;
    qsizetype size() const { return leftEnd - left + rightEnd - right; }
};

// What is marked, in order and apart.
std::vector<LineRange> markedRanges(const LineMarks &marks);

} // namespace lockstep
