// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/textmerge.h"

#include "core/text/linediff.h"

namespace lockstep {

std::optional<QByteArray> mergedText(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    const QList<QByteArray> lines = linesOf(base);
    const QList<QByteArray> mineLines = linesOf(mine);
    const QList<QByteArray> theirLines = linesOf(theirs);
    const QList<Hunk> ours = lineDiff(lines, mineLines);
    const QList<Hunk> others = lineDiff(lines, theirLines);
    QByteArray merged;
    qsizetype at = 0; // line of base that is not written yet
    const auto put = [&merged](const QList<QByteArray> &from, qsizetype begin, qsizetype count) {
        for (const QByteArray &line : from.sliced(begin, count))
            merged += line;
    };
    const auto take = [&](const Hunk &hunk, const QList<QByteArray> &from) {
        put(lines, at, hunk.left - at);
        put(from, hunk.right, hunk.rightCount);
        at = hunk.left + hunk.leftCount;
    };
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < ours.size() || j < others.size()) {
        if (i < ours.size() && j < others.size()) {
            const Hunk &a = ours[i];
            const Hunk &b = others[j];
            if (a.left == b.left && a.leftCount == b.leftCount &&
                mineLines.sliced(a.right, a.rightCount) == theirLines.sliced(b.right, b.rightCount)) {
                take(a, mineLines);
                ++i;
                ++j;
                continue;
            }
            if (a.left <= b.left + b.leftCount && b.left <= a.left + a.leftCount)
                return std::nullopt;
        }
        const bool first = j == others.size() || (i < ours.size() && ours[i].left < others[j].left);
        first ? take(ours[i++], mineLines) : take(others[j++], theirLines);
    }
    put(lines, at, lines.size() - at);
    return merged;
}

} // namespace lockstep
