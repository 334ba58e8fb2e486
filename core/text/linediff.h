// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

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

// The changed places of two texts, in order and apart, with lines as in linesOf(). Any bytes will do. Time and memory grow
// with the texts, whatever they hold: about 4 to 30 bytes a line beside the texts, none where they run along beside each
// other. Lines are called equal when their bytes are, never for a hash alone.
//
// The answer is as short as any when the texts differ in few lines; when it is not sure to be, lines that are unique on both
// sides are kept in their places first (as patience diff does). The same texts always have the same answer.
QList<Hunk> lineDiff(QByteArrayView left, QByteArrayView right);
// The same of lines that lie apart.
QList<Hunk> lineDiff(const QList<QByteArray> &left, const QList<QByteArray> &right);
// The same of any two rows of things, each given by a number: equal things, equal numbers.
QList<Hunk> sequenceDiff(const QList<int> &left, const QList<int> &right);

// "@@ -1,3 +1,4 @@" with three lines of context, as diff -u prints. Nothing for equal texts.
QByteArray unifiedDiff(const QByteArray &left, const QByteArray &right);
// The same under "--- a/PATH" and "+++ b/PATH", quoted as git does where a path needs it: `patch -p1` and `git apply` make
// `right` of a file that holds `left`, byte for byte. A text with zero bytes is printed all the same, but patch may refuse it.
QByteArray unifiedDiff(const QByteArray &left, const QByteArray &right, const QByteArray &path);
// The same with git's extended head, so that files come and go too, empty ones among them: a side that is absent is
// /dev/null. `program`: one that comes or goes may be executed (mode 100755, else 100644). Nothing for equal texts.
QByteArray patchText(const std::optional<QByteArray> &left, const std::optional<QByteArray> &right, const QByteArray &path, bool program);

} // namespace lockstep
