// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace lockstep {

// Lines [left, left+leftCount) of one text stand for lines [right, right+rightCount) of the other; lines count from 0.
struct Hunk
{
    qsizetype left = 0;
    qsizetype leftCount = 0;
    qsizetype right = 0;
    qsizetype rightCount = 0;
    bool operator==(const Hunk &) const = default;
};

// Lines with their ends; a last line without one is a line too.
QList<QByteArray> linesOf(const QByteArray &text);
// The changed places, in order. Equal ends are trimmed, lines that are unique on both sides anchor the rest (patience diff),
// Myers' algorithm fills small gaps; a gap that costs too much is one hunk.
QList<Hunk> lineDiff(const QList<QByteArray> &left, const QList<QByteArray> &right);
// The same of any two rows of things, each given by a number: equal things, equal numbers.
QList<Hunk> sequenceDiff(const QList<int> &left, const QList<int> &right);
// "@@ -1,3 +1,4 @@" with three lines of context, as diff -u prints.
QByteArray unifiedDiff(const QByteArray &left, const QByteArray &right);

} // namespace lockstep
