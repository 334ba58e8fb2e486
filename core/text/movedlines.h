// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/linediff.h"
#include "core/text/linetable.h"

namespace lockstep {

// Lines [left, left+count) were removed and stand, byte for byte, as lines [right, right+count) among those that were added.
struct Move
{
    qsizetype left = 0;
    qsizetype right = 0;
    qsizetype count = 0;
    bool operator==(const Move &) const = default;
};

// The blocks that a difference shows as removed at one place and added at another, in the order of their old places. `hunks`
// is what lineDiff() answered for the two texts. A block lies within one hunk on each side and has three lines or more, or
// one of at least twenty characters; white space alone is no block. No line belongs to two blocks: those whose lines stand
// once on each side are found first, and any that remain go to the first place that still holds them. Linear in the texts.
QList<Move> movedLines(QByteArrayView left, QByteArrayView right, const QList<Hunk> &hunks);
QList<Move> movedLines(const LineTable &left, const LineTable &right, const QList<Hunk> &hunks);

} // namespace lockstep
