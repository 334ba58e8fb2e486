// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linediff.h"

#include "core/text/bytematch.h"
#include "core/text/linetable.h"
#include "core/text/linewalk.h"
#include "core/text/numberdiff.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <vector>

namespace lockstep {

namespace {

constexpr qsizetype walkFrom = 256 << 10;                           // bytes: shorter texts are numbered at once
constexpr qsizetype mostLines = std::numeric_limits<qint32>::max(); // that are numbered; beyond, all is one hunk

// Bytes at the ends of both that are whole equal lines.
qsizetype equalEnd(QByteArrayView left, QByteArrayView right)
{
    const qsizetype tail = equalTail(left.end(), right.end(), std::min(left.size(), right.size()));
    const auto beginsLine = [tail](QByteArrayView text) { return tail == text.size() || text[text.size() - tail - 1] == '\n'; };
    if (beginsLine(left) && beginsLine(right))
        return tail;
    return left.end() - lineEnd(left.end() - tail, left.end());
}

// The hunks count their lines from the beginning of texts that have lost their first `lines`.
QList<Hunk> movedBy(QList<Hunk> hunks, qsizetype lines)
{
    if (lines > 0) {
        for (Hunk &hunk : hunks) {
            hunk.left += lines;
            hunk.right += lines;
        }
    }
    return hunks;
}

QList<Hunk> tableDiff(QByteArrayView left, QByteArrayView right)
{
    const LineTable leftLines(left);
    const LineTable rightLines(right);
    const Hunk whole{0, leftLines.count(), 0, rightLines.count()};
    if (std::max(whole.leftCount, whole.rightCount) >= mostLines)
        return {whole};
    const NumberedLines lines = numbered(leftLines, rightLines);
    return numberDiff(lines.left, lines.right, lines.kinds);
}

} // namespace

QList<QByteArray> linesOf(const QByteArray &text)
{
    QList<QByteArray> lines;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text.indexOf('\n', at);
        const qsizetype next = end < 0 ? text.size() : end + 1;
        lines.append(text.sliced(at, next - at));
        at = next;
    }
    return lines;
}

QList<Hunk> lineDiff(QByteArrayView left, QByteArrayView right)
{
    const EqualRun head = equalLines(left, right);
    left = left.sliced(head.bytes);
    right = right.sliced(head.bytes);
    const qsizetype tail = equalEnd(left, right);
    left.chop(tail);
    right.chop(tail);
    if (left.isEmpty() && right.isEmpty())
        return {};
    if (left.isEmpty() || right.isEmpty())
        return {Hunk{head.lines, LineTable(left).count(), head.lines, LineTable(right).count()}};
    if (left.size() + right.size() >= walkFrom) {
        if (auto hunks = lineWalk(left, right))
            return movedBy(std::move(*hunks), head.lines);
    }
    return movedBy(tableDiff(left, right), head.lines);
}

QList<Hunk> sequenceDiff(const QList<int> &left, const QList<int> &right)
{
    QHash<int, quint32> ids;
    ids.reserve(left.size());
    const auto numbers = [&](const QList<int> &things) {
        std::vector<quint32> row;
        row.reserve(size_t(things.size()));
        for (const int thing : things) {
            const auto known = ids.constFind(thing);
            row.push_back(known != ids.constEnd() ? *known : *ids.insert(thing, quint32(ids.size())));
        }
        return row;
    };
    const std::vector<quint32> one = numbers(left);
    const std::vector<quint32> other = numbers(right);
    return numberDiff(one, other, quint32(ids.size()));
}

QList<Hunk> lineDiff(const QList<QByteArray> &left, const QList<QByteArray> &right)
{
    QHash<QByteArrayView, int> ids;
    ids.reserve(left.size() + right.size() / 8);
    const auto numbers = [&](const QList<QByteArray> &lines) {
        QList<int> list;
        list.reserve(lines.size());
        for (const QByteArray &line : lines) {
            const auto known = ids.constFind(line);
            list.append(known != ids.constEnd() ? *known : *ids.insert(line, int(ids.size())));
        }
        return list;
    };
    const QList<int> one = numbers(left);
    return sequenceDiff(one, numbers(right));
}

} // namespace lockstep
