// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/anchors.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lockstep {

namespace {

constexpr quint32 rare = 64; // times

// Of rows that are in order on the left: those in order on both sides that have the most lines in sum. A tree over the
// places on the right holds the best sum up to each (P. M. Fenwick, 1994).
LongTable<EqualLines> heaviestChain(const LongTable<EqualLines> &rows)
{
    if (std::ranges::is_sorted(rows, {}, &EqualLines::right))
        return rows;
    const auto count = quint32(rows.size());
    LongTable<quint32> byRight(count);
    std::iota(byRight.begin(), byRight.end(), 0);
    std::ranges::sort(byRight, {}, [&](quint32 row) { return rows[row].right; });
    LongTable<quint32> rank(count);
    for (quint32 i = 0; i < count; ++i)
        rank[byRight[i]] = i + 1;
    constexpr quint32 none = ~quint32(0);
    LongTable<quint32> tree(count + 1, none); // the row that ends the best chain
    LongTable<quint32> before(count, none);
    LongTable<qsizetype> sums(count);
    const auto better = [&](quint32 one, quint32 other) { return other == none || (one != none && sums[one] > sums[other]); };
    for (quint32 row = 0; row < count; ++row) {
        quint32 best = none;
        for (quint32 at = rank[row] - 1; at > 0; at &= at - 1) {
            if (better(tree[at], best))
                best = tree[at];
        }
        before[row] = best;
        sums[row] = rows[row].count + (best == none ? 0 : sums[best]);
        for (quint32 at = rank[row]; at <= count; at += at & -at) {
            if (better(row, tree[at]))
                tree[at] = row;
        }
    }
    quint32 best = none;
    for (quint32 row = 0; row < count; ++row) {
        if (better(row, best))
            best = row;
    }
    LongTable<EqualLines> chain;
    for (quint32 row = best; row != none; row = before[row])
        chain.push_back(rows[row]);
    std::ranges::reverse(chain);
    return chain;
}

} // namespace

Anchors::Anchors(std::span<const quint32> left, std::span<const quint32> right, quint32 kinds)
    : m_left(left), m_right(right), m_seen(kinds), m_sameNext(left.size())
{
}

LongTable<EqualLines> Anchors::unique(const LineRange &range)
{
    const auto left = m_left.subspan(size_t(range.left), size_t(range.leftEnd - range.left));
    for (const quint32 number : left)
        m_seen[number] = {};
    for (qsizetype line = range.right; line < range.rightEnd; ++line)
        m_seen[m_right[size_t(line)]] = {};
    for (const quint32 number : left)
        ++m_seen[number].left;
    for (qsizetype line = range.right; line < range.rightEnd; ++line) {
        Seen &seen = m_seen[m_right[size_t(line)]];
        ++seen.right;
        seen.line = quint32(line);
    }
    // A row goes from a unique line to the last one that follows it over equal lines: no other one stands within it, on either
    // side, so that rows never overlap.
    LongTable<EqualLines> rows;
    for (qsizetype line = range.left; line < range.leftEnd; ++line) {
        const Seen &first = m_seen[m_left[size_t(line)]];
        if (first.left != 1 || first.right != 1)
            continue;
        EqualLines row{line, first.line, 1};
        const qsizetype shift = row.right - row.left;
        for (qsizetype next = line + 1; next < range.leftEnd && next + shift < range.rightEnd; ++next) {
            const quint32 number = m_left[size_t(next)];
            if (number != m_right[size_t(next + shift)])
                break;
            if (m_seen[number].left == 1 && m_seen[number].right == 1)
                row.count = next + 1 - line;
        }
        rows.push_back(row);
        line = row.left + row.count - 1;
    }
    return heaviestChain(rows);
}

EqualLines Anchors::rarest(const LineRange &range, qsizetype &steps)
{
    for (qsizetype line = range.right; line < range.rightEnd; ++line)
        m_seen[m_right[size_t(line)]] = {};
    for (qsizetype line = range.left; line < range.leftEnd; ++line)
        m_seen[m_left[size_t(line)]] = {};
    for (qsizetype line = range.leftEnd - 1; line >= range.left; --line) {
        Seen &seen = m_seen[m_left[size_t(line)]];
        ++seen.left;
        m_sameNext[size_t(line)] = std::exchange(seen.line, quint32(line));
    }
    steps -= range.size();
    EqualLines best;
    quint32 times = rare;
    for (qsizetype line = range.right; line < range.rightEnd;) {
        qsizetype next = line + 1;
        const Seen &seen = m_seen[m_right[size_t(line)]];
        // Where a row ends, what follows is searched: its other places within the row would give parts of it.
        for (quint32 place = seen.left <= times ? seen.line : nowhere; place != nowhere;) {
            qsizetype left = place;
            qsizetype right = line;
            quint32 rarestTimes = seen.left;
            while (left > range.left && right > range.right && m_left[size_t(left - 1)] == m_right[size_t(right - 1)]) {
                --left;
                --right;
                rarestTimes = std::min(rarestTimes, m_seen[m_left[size_t(left)]].left);
            }
            qsizetype end = qsizetype(place) + 1;
            const qsizetype shift = right - left;
            for (; end < range.leftEnd && end + shift < range.rightEnd && m_left[size_t(end)] == m_right[size_t(end + shift)]; ++end)
                rarestTimes = std::min(rarestTimes, m_seen[m_left[size_t(end)]].left);
            steps -= end - left;
            next = std::max(next, end + shift);
            if (end - left > best.count || rarestTimes < times) {
                best = {left, right, end - left};
                times = rarestTimes;
            }
            do
                place = m_sameNext[place];
            while (place != nowhere && qsizetype(place) < end);
        }
        line = next;
    }
    return best;
}

} // namespace lockstep
