// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/numberdiff.h"

#include "core/text/linematch.h"

namespace lockstep {

namespace {

// One side without the numbers that the other lacks, which are marked.
struct Side
{
    LongTable<quint32> numbers;
    LongTable<quint32> lines; // where each stood

    Side(std::span<const quint32> all, const LongTable<quint8> &sides, std::vector<quint8> &marks)
    {
        numbers.reserve(all.size());
        lines.reserve(all.size());
        marks.resize(all.size());
        for (quint32 line = 0; line < all.size(); ++line) {
            if (sides[all[line]] == 3) {
                numbers.push_back(all[line]);
                lines.push_back(line);
            } else {
                marks[line] = 1;
            }
        }
    }
    void putBack(const std::vector<quint8> &kept, std::vector<quint8> &marks) const
    {
        for (size_t i = 0; i < kept.size(); ++i)
            marks[lines[i]] = kept[i];
    }
};

} // namespace

QList<Hunk> numberDiff(std::span<const quint32> left, std::span<const quint32> right, quint32 kinds)
{
    LongTable<quint8> sides(kinds);
    for (const quint32 number : left)
        sides[number] |= 1;
    for (const quint32 number : right)
        sides[number] |= 2;
    LineMarks marks;
    const Side ours(left, sides, marks.left);
    const Side theirs(right, sides, marks.right);
    const LineMarks kept = LineMatch(ours.numbers, theirs.numbers, kinds).run();
    ours.putBack(kept.left, marks.left);
    theirs.putBack(kept.right, marks.right);
    QList<Hunk> hunks;
    for (const LineRange &range : markedRanges(marks))
        hunks.append({range.left, range.leftEnd - range.left, range.right, range.rightEnd - range.right});
    return hunks;
}

} // namespace lockstep
