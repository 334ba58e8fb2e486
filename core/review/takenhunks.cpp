// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/takenhunks.h"

#include "core/review/textdiff.h"
#include "core/text/linetable.h"

#include <algorithm>

namespace lockstep {

namespace {

// Whether two changes of one text meet. One that only adds lines meets what ends or begins where they go: nothing says which comes first.
bool meet(const Hunk &a, const Hunk &b)
{
    const qsizetype aEnd = a.left + a.leftCount;
    const qsizetype bEnd = b.left + b.leftCount;
    if (a.leftCount == 0 || b.leftCount == 0)
        return a.left <= bEnd && b.left <= aEnd;
    return a.left < bEnd && b.left < aEnd;
}

// A last line without an end gets one when something follows.
void put(QByteArray &text, QByteArrayView lines)
{
    if (!lines.isEmpty() && !text.isEmpty() && !text.endsWith('\n'))
        text += '\n';
    text += lines;
}

} // namespace

Result<QByteArray> withHunksTaken(const QByteArray &left, const QByteArray &right, const QByteArray &base, const QList<Hunk> &hunks)
{
    const LineTable wanted(right);
    const LineTable lines(base);
    QList<Hunk> own; // as a difference shows them
    for (const TextHunk &hunk : textDiff(left, base).hunks)
        own.append(hunk.lines);
    QList<Hunk> ordered = hunks;
    std::ranges::sort(ordered, [](const Hunk &a, const Hunk &b) { return std::pair(a.left, a.right) < std::pair(b.left, b.right); });
    QByteArray text;
    qsizetype at = 0; // lines of `base` that are in `text`
    qsizetype moved = 0;
    qsizetype next = 0; // of `own`, behind those that lie before the hunk
    for (const Hunk &hunk : std::as_const(ordered)) {
        const QByteArrayView taken = wanted.lines(hunk.right, hunk.rightCount);
        const bool known = std::ranges::any_of(own, [&](const Hunk &one) {
            return one.left == hunk.left && one.leftCount == hunk.leftCount && lines.lines(one.right, one.rightCount) == taken;
        });
        if (known)
            continue;
        for (; next < own.size() && own[next].left + own[next].leftCount <= hunk.left && !meet(own[next], hunk); ++next)
            moved = own[next].right + own[next].rightCount - own[next].left - own[next].leftCount;
        if (next < own.size() && meet(own[next], hunk))
            return fail(QStringLiteral("review.overlap"), {QString::number(own[next].right + 1)});
        const qsizetype place = std::max(hunk.left + moved, at);
        put(text, lines.lines(at, place - at));
        put(text, taken);
        at = place + hunk.leftCount;
    }
    put(text, lines.lines(at, lines.count() - at));
    return text;
}

} // namespace lockstep
