// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/textdiff.h"

#include "core/text/linetable.h"

#include <algorithm>
#include <optional>
#include <thread>

namespace lockstep {

namespace {

constexpr qsizetype mostComparisons = 400000; // of lines with lines, in one diff: about 100 ms
constexpr qsizetype ownThreadFrom = 1 << 20;  // bytes of a text that is read in a thread of its own

class Rows
{
public:
    explicit Rows(TextDiff &diff) : m_diff(diff) { m_diff.rows.reserve(std::max(diff.left.count(), diff.right.count()) + 16); }

    void same(qsizetype left, qsizetype right, qsizetype count)
    {
        if (count <= 0)
            return;
        const qsizetype first = m_diff.rows.size();
        m_diff.rows.resize(first + count);
        TextRow *row = m_diff.rows.data() + first;
        for (qsizetype i = 0; i < count; ++i)
            row[i] = {TextRow::Kind::Same, int(left + i), int(right + i)};
    }
    void hunk(const Hunk &lines)
    {
        const int first = int(m_diff.rows.size());
        qsizetype left = 0;
        qsizetype right = 0;
        for (const auto &[a, b] : pairs(lines)) {
            alone(lines, left, a, right, b);
            m_diff.rows.append({TextRow::Kind::Changed, int(lines.left + a), int(lines.right + b)});
            left = a + 1;
            right = b + 1;
        }
        alone(lines, left, lines.leftCount, right, lines.rightCount);
        m_diff.hunks.append({lines, first, int(m_diff.rows.size()) - first});
    }

private:
    QList<QPair<int, int>> pairs(const Hunk &lines)
    {
        if (lines.leftCount == 0 || lines.rightCount == 0)
            return {};
        QList<QStringView> left;
        QList<QStringView> right;
        for (qsizetype i = 0; i < lines.leftCount; ++i)
            left.append(m_diff.left.line(lines.left + i));
        for (qsizetype i = 0; i < lines.rightCount; ++i)
            right.append(m_diff.right.line(lines.right + i));
        return pairedLines(left, right, m_budget);
    }
    void alone(const Hunk &lines, qsizetype left, qsizetype leftEnd, qsizetype right, qsizetype rightEnd)
    {
        for (; left < leftEnd; ++left)
            m_diff.rows.append({TextRow::Kind::Removed, int(lines.left + left), -1});
        for (; right < rightEnd; ++right)
            m_diff.rows.append({TextRow::Kind::Added, -1, int(lines.right + right)});
    }

    TextDiff &m_diff;
    qsizetype m_budget = mostComparisons;
};

// Where lines came or went, several places tell the same: the lowest one is taken, so that a new block of a configuration
// ends with its own "};" and not with the one above it.
void settle(QList<Hunk> &hunks, const LineTable &left, const LineTable &right)
{
    for (qsizetype i = 0; i < hunks.size(); ++i) {
        Hunk &hunk = hunks[i];
        if ((hunk.leftCount == 0) == (hunk.rightCount == 0))
            continue;
        const bool added = hunk.leftCount == 0;
        const LineTable &lines = added ? right : left;
        const qsizetype count = hunk.leftCount + hunk.rightCount;
        const qsizetype end = i + 1 < hunks.size() ? (added ? hunks[i + 1].right : hunks[i + 1].left) : lines.count();
        for (qsizetype at = added ? hunk.right : hunk.left; at + count < end && lines.line(at) == lines.line(at + count); ++at) {
            ++hunk.left;
            ++hunk.right;
        }
    }
}

} // namespace

TextDiff textDiff(const QByteArray &left, const QByteArray &right)
{
    TextDiff diff;
    const auto readRight = [&] { diff.right = TextLines(right); };
    std::optional<std::jthread> other;
    if (right.size() >= ownThreadFrom)
        other.emplace(readRight);
    else
        readRight();
    QList<Hunk> hunks = lineDiff(left, right);
    diff.left = TextLines(left);
    other.reset();
    settle(hunks, diff.left.table(), diff.right.table());
    Rows rows(diff);
    qsizetype leftAt = 0;
    qsizetype rightAt = 0;
    for (const Hunk &hunk : hunks) {
        rows.same(leftAt, rightAt, hunk.left - leftAt);
        rows.hunk(hunk);
        leftAt = hunk.left + hunk.leftCount;
        rightAt = hunk.right + hunk.rightCount;
    }
    rows.same(leftAt, rightAt, diff.left.count() - leftAt);
    diff.rowsOfLeft.resize(diff.left.count());
    diff.rowsOfRight.resize(diff.right.count());
    int *const rowsOfLeft = diff.rowsOfLeft.data();
    int *const rowsOfRight = diff.rowsOfRight.data();
    int number = 0;
    for (const TextRow &row : std::as_const(diff.rows)) {
        if (row.left >= 0)
            rowsOfLeft[row.left] = number;
        if (row.right >= 0)
            rowsOfRight[row.right] = number;
        ++number;
    }
    const bool removes = std::ranges::any_of(hunks, [](const Hunk &hunk) { return hunk.leftCount > 0; });
    const bool adds = std::ranges::any_of(hunks, [](const Hunk &hunk) { return hunk.rightCount > 0; });
    if (hunks.size() > 1 && removes && adds)
        diff.moves = movedLines(diff.left.table(), diff.right.table(), hunks);
    for (int i = 0; i < diff.moves.size(); ++i)
        diff.movesByRight.append(i);
    std::ranges::sort(diff.movesByRight, {}, [&](int i) { return diff.moves[i].right; });
    return diff;
}

TextDiff::Moved TextDiff::movedTo(const TextRow &row) const
{
    if (row.kind == TextRow::Kind::Removed) {
        const auto after = std::ranges::upper_bound(moves, row.left, {}, &Move::left);
        const Move *move = after == moves.cbegin() ? nullptr : &*(after - 1);
        if (move && row.left < move->left + move->count)
            return {move, int(move->right + row.left - move->left)};
    } else if (row.kind == TextRow::Kind::Added) {
        const auto after = std::ranges::upper_bound(movesByRight, row.right, {}, [&](int i) { return moves[i].right; });
        const Move *move = after == movesByRight.cbegin() ? nullptr : &moves[*(after - 1)];
        if (move && row.right < move->right + move->count)
            return {move, int(move->left + row.right - move->right)};
    }
    return {};
}

WordDiff TextDiff::marks(const TextRow &row) const
{
    return row.kind == TextRow::Kind::Changed ? wordDiff(left.line(row.left), right.line(row.right)) : WordDiff();
}

qsizetype TextDiff::hunkAt(int row) const
{
    return std::ranges::lower_bound(hunks, row, {}, [](const TextHunk &hunk) { return hunk.firstRow + hunk.rowCount - 1; }) - hunks.cbegin();
}

QByteArray withHunkPutBack(const QByteArray &left, const QByteArray &right, const Hunk &hunk)
{
    const LineTable before(left);
    const LineTable after(right);
    QByteArray text;
    text.reserve(right.size());
    const auto put = [&](const LineTable &lines, qsizetype first, qsizetype end) {
        first = std::min(first, lines.count());
        text += lines.lines(first, std::clamp(end, first, lines.count()) - first);
    };
    put(after, 0, hunk.right);
    put(before, hunk.left, hunk.left + hunk.leftCount);
    put(after, hunk.right + hunk.rightCount, after.count());
    return text;
}

} // namespace lockstep
