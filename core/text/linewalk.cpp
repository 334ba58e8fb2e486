// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linewalk.h"

#include "core/text/bytematch.h"

#include <QHashSeed>

#include <algorithm>
#include <utility>
#include <vector>

#include <xxhash.h>

namespace lockstep {

namespace {

constexpr int enough = 8;                  // equal lines in a row: the texts have met again
constexpr int mostEdits = 32;              // in one search
constexpr qsizetype mostSteps = 2'000'000; // comparisons of lines in all searches: some 15 ms
constexpr size_t mostLines = 200'000;      // removed and added

// The lines that follow a place, found one after the other as they are asked for.
class Ahead
{
public:
    void begin(const char *at, const char *end)
    {
        m_begins.clear();
        m_begins.push_back(at);
        m_end = end;
    }
    bool has(int line)
    {
        while (int(m_begins.size()) <= line + 1 && m_begins.back() != m_end)
            m_begins.push_back(lineEnd(m_begins.back(), m_end));
        return line + 1 < int(m_begins.size());
    }
    const char *at(int line) const { return m_begins[size_t(line)]; } // also behind the last one found
    QByteArrayView line(int number) const { return {at(number), at(number + 1)}; }
    qsizetype bytes() const { return m_begins.back() - m_begins.front(); }

private:
    std::vector<const char *> m_begins;
    const char *m_end = nullptr;
};

class Walk
{
public:
    Walk(QByteArrayView left, QByteArrayView right)
        : m_left(left.begin()), m_leftEnd(left.end()), m_right(right.begin()), m_rightEnd(right.end()),
          m_bytes(4 * (left.size() + right.size()) + (1 << 20))
    {
    }

    std::optional<QList<Hunk>> run()
    {
        for (;;) {
            skipEqual();
            if (m_left == m_leftEnd || m_right == m_rightEnd)
                break;
            if (!search())
                return {};
        }
        takeRest();
        if (m_removed.size() + m_added.size() > mostLines || !proved())
            return {};
        return std::move(m_hunks);
    }

private:
    void skipEqual()
    {
        const EqualRun run = equalLines({m_left, m_leftEnd}, {m_right, m_rightEnd});
        m_left += run.bytes;
        m_right += run.bytes;
        m_leftLine += run.lines;
        m_rightLine += run.lines;
    }

    // Myers' search from a place where lines differ: edits are counted up until enough lines are equal behind them, or both
    // ends are reached. When `mostEdits` do not suffice, what came furthest is taken; whether that was right shows at the end.
    bool search()
    {
        m_a.begin(m_left, m_leftEnd);
        m_b.begin(m_right, m_rightEnd);
        m_reached.clear();
        int furthest = 0;
        int furthestDiagonal = 0;
        for (int edits = 0; edits <= mostEdits; ++edits) {
            for (int k = -edits; k <= edits; k += 2) {
                const bool down = edits > 0 && comesDown(edits, k);
                int a = edits == 0 ? 0 : down ? reached(edits - 1, k + 1) : reached(edits - 1, k - 1) + 1;
                // One step beyond an end leads nowhere.
                if (a < 0 || (a > 0 && !m_a.has(a - 1)) || (a - k > 0 && !m_b.has(a - k - 1))) {
                    m_reached.push_back(outside);
                    continue;
                }
                const int from = a;
                while (a - from < enough && m_a.has(a) && m_b.has(a - k) && same(a, a - k))
                    ++a;
                m_reached.push_back(a);
                if (a - from == enough || (!m_a.has(a) && !m_b.has(a - k)))
                    return take(edits, a, a - k);
                if (edits == mostEdits && a + a - k > furthest) {
                    furthest = a + a - k;
                    furthestDiagonal = k;
                }
            }
        }
        const int a = furthest > mostEdits ? reached(mostEdits, furthestDiagonal) : 0;
        return a > 0 && take(mostEdits, a, a - furthestDiagonal);
    }
    static constexpr int outside = -2 * mostEdits;
    int reached(int edits, int k) const { return m_reached[size_t(edits * (edits + 1) / 2 + (k + edits) / 2)]; }
    bool comesDown(int edits, int k) const { return k == -edits || (k != edits && reached(edits - 1, k - 1) < reached(edits - 1, k + 1)); }
    bool same(int a, int b)
    {
        --m_steps;
        const QByteArrayView one = m_a.line(a);
        const QByteArrayView other = m_b.line(b);
        return one.size() == other.size() && std::memcmp(one.data(), other.data(), size_t(one.size())) == 0;
    }

    // Writes down the edits that led to a place and goes there.
    bool take(int edits, int aEnd, int bEnd)
    {
        m_steps -= edits * edits / 2;
        m_bytes -= m_a.bytes() + m_b.bytes();
        const qsizetype firstHunk = m_hunks.size();
        int a = aEnd;
        int b = bEnd;
        for (; edits > 0; --edits) {
            const int k = a - b;
            const bool down = comesDown(edits, k);
            a = reached(edits - 1, down ? k + 1 : k - 1);
            b = a - (down ? k + 1 : k - 1);
            (down ? m_added : m_removed).push_back(hashOf(down ? m_b.line(b) : m_a.line(a)));
            m_hunks.append({m_leftLine + a, down ? 0 : 1, m_rightLine + b, down ? 1 : 0});
        }
        std::reverse(m_hunks.begin() + firstHunk, m_hunks.end());
        joinFrom(firstHunk);
        m_left = m_a.at(aEnd);
        m_right = m_b.at(bEnd);
        m_leftLine += aEnd;
        m_rightLine += bEnd;
        return m_steps > 0 && m_bytes > 0;
    }
    // Hunks from one on that touch become one.
    void joinFrom(qsizetype first)
    {
        qsizetype last = std::max<qsizetype>(first - 1, 0);
        for (qsizetype i = last + 1; i < m_hunks.size(); ++i) {
            Hunk &before = m_hunks[last];
            const Hunk hunk = m_hunks[i];
            if (before.left + before.leftCount == hunk.left && before.right + before.rightCount == hunk.right) {
                before.leftCount += hunk.leftCount;
                before.rightCount += hunk.rightCount;
            } else {
                m_hunks[++last] = hunk;
            }
        }
        m_hunks.resize(std::min(last + 1, m_hunks.size()));
    }
    // One side has ended.
    void takeRest()
    {
        Hunk rest{m_leftLine, 0, m_rightLine, 0};
        for (; m_left != m_leftEnd; ++rest.leftCount)
            m_removed.push_back(hashOf(nextLine(m_left, m_leftEnd)));
        for (; m_right != m_rightEnd; ++rest.rightCount)
            m_added.push_back(hashOf(nextLine(m_right, m_rightEnd)));
        if (rest.leftCount + rest.rightCount == 0)
            return;
        m_hunks.append(rest);
        joinFrom(m_hunks.size() - 1);
    }
    static QByteArrayView nextLine(const char *&at, const char *end)
    {
        const char *begin = std::exchange(at, lineEnd(at, end));
        return {begin, at};
    }

    quint64 hashOf(QByteArrayView line) const { return XXH3_64bits_withSeed(line.data(), size_t(line.size()), m_seed); }
    // Equal hashes of different lines can only make a proof fail.
    bool proved()
    {
        std::ranges::sort(m_removed);
        std::ranges::sort(m_added);
        auto added = m_added.cbegin();
        for (const quint64 removed : m_removed) {
            while (added != m_added.cend() && *added < removed)
                ++added;
            if (added != m_added.cend() && *added == removed)
                return false;
        }
        return true;
    }

    const char *m_left;
    const char *m_leftEnd;
    const char *m_right;
    const char *m_rightEnd;
    qsizetype m_leftLine = 0;
    qsizetype m_rightLine = 0;
    Ahead m_a;
    Ahead m_b;
    std::vector<int> m_reached; // left line reached with each number of edits on each of its diagonals
    QList<Hunk> m_hunks;
    std::vector<quint64> m_removed; // hashes
    std::vector<quint64> m_added;
    qsizetype m_steps = mostSteps;
    qsizetype m_bytes; // that searches may still look at
    quint64 m_seed = QHashSeed::globalSeed();
};

} // namespace

std::optional<QList<Hunk>> lineWalk(QByteArrayView left, QByteArrayView right) { return Walk(left, right).run(); }

} // namespace lockstep
