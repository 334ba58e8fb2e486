// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/shortestedit.h"

#include <algorithm>
#include <limits>

namespace lockstep {

namespace {

constexpr qsizetype roughEdits = 256; // after which a rough search takes the furthest place
constexpr qsizetype hastyEdits = 24;  // the same when all steps are used up
constexpr qsizetype farBehind = -1;
constexpr qsizetype farAhead = std::numeric_limits<qsizetype>::max();

} // namespace

void ShortestEdit::trim(LineRange &range) const
{
    while (range.left < range.leftEnd && range.right < range.rightEnd && m_left[size_t(range.left)] == m_right[size_t(range.right)]) {
        ++range.left;
        ++range.right;
    }
    while (range.left < range.leftEnd && range.right < range.rightEnd && m_left[size_t(range.leftEnd - 1)] == m_right[size_t(range.rightEnd - 1)]) {
        --range.leftEnd;
        --range.rightEnd;
    }
}

// A place on a shortest way through a trimmed range, found where the searches from both ends meet.
ShortestEdit::Place ShortestEdit::middle(const LineRange &range, bool rough, qsizetype &steps)
{
    const qsizetype lowest = range.left - range.rightEnd; // diagonals that touch the range
    const qsizetype highest = range.leftEnd - range.right;
    const qsizetype start = range.left - range.right;
    const qsizetype goal = range.leftEnd - range.rightEnd;
    const bool odd = (start - goal) & 1;
    if (m_forward.empty()) {
        m_forward.resize(128);
        m_back.resize(128);
    }
    // Diagonals are counted from the middle of the tables, which grow with the search.
    m_forwardZero = start - qsizetype(m_forward.size() / 2);
    m_backZero = goal - qsizetype(m_back.size() / 2);
    const auto forward = [&](qsizetype k) -> qsizetype & { return m_forward[size_t(k - m_forwardZero)]; };
    const auto back = [&](qsizetype k) -> qsizetype & { return m_back[size_t(k - m_backZero)]; };
    const quint32 *left = m_left.data();
    const quint32 *right = m_right.data();
    qsizetype least = start, most = start, backLeast = goal, backMost = goal;
    forward(start) = range.left;
    back(goal) = range.leftEnd;
    for (qsizetype edits = 1;; ++edits) {
        if (size_t(2 * edits + 5) > m_forward.size()) {
            const size_t added = m_forward.size() / 2;
            m_forward.insert(m_forward.begin(), added, 0);
            m_forward.resize(m_forward.size() + added);
            m_back.insert(m_back.begin(), added, 0);
            m_back.resize(m_back.size() + added);
            m_forwardZero -= qsizetype(added);
            m_backZero -= qsizetype(added);
        }
        // At the range's border a diagonal is given up; elsewhere the search widens by one.
        if (least > lowest)
            forward(--least - 1) = farBehind;
        else
            ++least;
        if (most < highest)
            forward(++most + 1) = farBehind;
        else
            --most;
        for (qsizetype k = most; k >= least; k -= 2) {
            qsizetype a = forward(k - 1) >= forward(k + 1) ? forward(k - 1) + 1 : forward(k + 1);
            const qsizetype from = a;
            while (a < range.leftEnd && a - k < range.rightEnd && left[a] == right[a - k])
                ++a;
            forward(k) = a;
            steps -= 1 + (a - from) / 4;
            if (odd && k >= backLeast && k <= backMost && back(k) <= a)
                return {a, a - k};
        }
        if (backLeast > lowest)
            back(--backLeast - 1) = farAhead;
        else
            ++backLeast;
        if (backMost < highest)
            back(++backMost + 1) = farAhead;
        else
            --backMost;
        for (qsizetype k = backMost; k >= backLeast; k -= 2) {
            qsizetype a = back(k - 1) < back(k + 1) ? back(k - 1) : back(k + 1) - 1;
            const qsizetype from = a;
            while (a > range.left && a - k > range.right && left[a - 1] == right[a - k - 1])
                --a;
            back(k) = a;
            steps -= 1 + (from - a) / 4;
            if (!odd && k >= least && k <= most && a <= forward(k))
                return {a, a - k};
        }
        if (rough && edits >= (steps > 0 ? roughEdits : hastyEdits))
            return furthest(range, least, most, backLeast, backMost);
        if (!rough && steps < 0)
            return {};
    }
}

// The place to which either search came furthest.
ShortestEdit::Place ShortestEdit::furthest(const LineRange &range, qsizetype least, qsizetype most, qsizetype backLeast, qsizetype backMost) const
{
    Place ahead;
    qsizetype best = -1;
    for (qsizetype k = most; k >= least; k -= 2) {
        const qsizetype a = std::min({m_forward[size_t(k - m_forwardZero)], range.leftEnd, range.rightEnd + k});
        if (a + a - k > best) {
            best = a + a - k;
            ahead = {a, a - k};
        }
    }
    Place behind;
    qsizetype nearest = farAhead;
    for (qsizetype k = backMost; k >= backLeast; k -= 2) {
        const qsizetype a = std::max({m_back[size_t(k - m_backZero)], range.left, range.right + k});
        if (a + a - k < nearest) {
            nearest = a + a - k;
            behind = {a, a - k};
        }
    }
    return range.leftEnd + range.rightEnd - nearest < best - range.left - range.right ? ahead : behind;
}

} // namespace lockstep
