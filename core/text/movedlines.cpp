// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/movedlines.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace lockstep {

namespace {

constexpr qsizetype fewestLines = 3;
constexpr qsizetype fewestCharacters = 20; // in one line, without white space at its ends
constexpr int mostPlaces = 8;              // that are tried for a line which stands at several

// The removed or the added lines, one behind the other.
struct Pool
{
    LongTable<quint32> numbers;
    LongTable<qsizetype> lines; // in its text
    LongTable<qint32> hunks;    // index of its hunk
    std::vector<bool> taken;
    bool goesOn(qsizetype from, qsizetype to) const { return hunks[size_t(from)] == hunks[size_t(to)]; }
    qsizetype size() const { return qsizetype(numbers.size()); }
};

class Finder
{
public:
    Finder(const LineTable &left, const LineTable &right, const QList<Hunk> &hunks) : m_left(left), m_right(right)
    {
        const auto add = [&](Pool &pool, const LineTable &table, qint32 hunk, qsizetype first, qsizetype count) {
            for (qsizetype line = first; line < first + count; ++line) {
                const QByteArrayView text = table.line(line);
                const auto known = m_ids.constFind(text);
                pool.numbers.push_back(known != m_ids.constEnd() ? *known : *m_ids.insert(text, quint32(m_ids.size())));
                pool.lines.push_back(line);
                pool.hunks.push_back(hunk);
            }
        };
        for (qsizetype i = 0; i < hunks.size(); ++i) {
            add(m_removed, m_left, qint32(i), hunks[i].left, hunks[i].leftCount);
            add(m_added, m_right, qint32(i), hunks[i].right, hunks[i].rightCount);
        }
        m_removed.taken.resize(m_removed.numbers.size());
        m_added.taken.resize(m_added.numbers.size());
        m_seen.resize(size_t(m_ids.size()));
        m_next.resize(m_added.numbers.size());
        for (const quint32 number : m_removed.numbers)
            ++m_seen[number].removed;
        for (qsizetype at = m_added.size() - 1; at >= 0; --at) {
            Seen &seen = m_seen[m_added.numbers[size_t(at)]];
            ++seen.added;
            m_next[size_t(at)] = std::exchange(seen.first, at);
        }
    }

    QList<Move> run()
    {
        for (qsizetype at = 0; at < m_removed.size(); ++at) {
            const Seen &seen = m_seen[m_removed.numbers[size_t(at)]];
            if (seen.removed == 1 && seen.added == 1 && !m_removed.taken[size_t(at)])
                take(widened(at, seen.first));
        }
        for (qsizetype at = 0; at < m_removed.size(); ++at) {
            if (!m_removed.taken[size_t(at)])
                take(longest(at));
        }
        std::ranges::sort(m_moves, {}, &Move::left);
        return std::move(m_moves);
    }

private:
    struct Seen
    {
        qsizetype removed = 0; // times
        qsizetype added = 0;
        qsizetype first = -1; // among the added ones
    };
    // Places in the pools, not in the texts.
    struct Block
    {
        qsizetype removed = 0;
        qsizetype added = 0;
        qsizetype count = 0;
    };

    bool same(qsizetype removed, qsizetype added) const
    {
        return m_removed.numbers[size_t(removed)] == m_added.numbers[size_t(added)] && !m_removed.taken[size_t(removed)] &&
               !m_added.taken[size_t(added)];
    }
    Block lengthened(Block block) const
    {
        for (;; ++block.count) {
            const qsizetype a = block.removed + block.count;
            const qsizetype b = block.added + block.count;
            if (a == m_removed.size() || b == m_added.size() || !m_removed.goesOn(block.removed, a) || !m_added.goesOn(block.added, b) || !same(a, b))
                return block;
        }
    }
    Block widened(qsizetype removed, qsizetype added) const
    {
        Block block = lengthened({removed, added, 0});
        while (block.count > 0 && block.removed > 0 && block.added > 0 && m_removed.goesOn(removed, block.removed - 1) &&
               m_added.goesOn(added, block.added - 1) && same(block.removed - 1, block.added - 1)) {
            --block.removed;
            --block.added;
            ++block.count;
        }
        return block;
    }
    // Of the first places that still hold the line: the one where most lines go on.
    Block longest(qsizetype removed)
    {
        Seen &seen = m_seen[m_removed.numbers[size_t(removed)]];
        while (seen.first >= 0 && m_added.taken[size_t(seen.first)])
            seen.first = m_next[size_t(seen.first)];
        Block best;
        int tried = 0;
        for (qsizetype at = seen.first; at >= 0 && tried < mostPlaces; at = m_next[size_t(at)], ++tried) {
            const Block block = lengthened({removed, at, 0});
            if (block.count > best.count)
                best = block;
        }
        return best;
    }
    void take(const Block &block)
    {
        if (!counts(block))
            return;
        for (qsizetype i = 0; i < block.count; ++i) {
            m_removed.taken[size_t(block.removed + i)] = true;
            m_added.taken[size_t(block.added + i)] = true;
        }
        m_moves.append({m_removed.lines[size_t(block.removed)], m_added.lines[size_t(block.added)], block.count});
    }
    bool counts(const Block &block) const
    {
        qsizetype longestLine = 0;
        for (qsizetype i = 0; i < block.count && longestLine < fewestCharacters; ++i) {
            const QByteArrayView line = m_left.line(m_removed.lines[size_t(block.removed + i)]).trimmed();
            longestLine = std::max(longestLine, line.size());
            if (i + 1 >= fewestLines && longestLine > 0)
                return true;
        }
        return longestLine >= fewestCharacters;
    }

    const LineTable &m_left;
    const LineTable &m_right;
    QHash<QByteArrayView, quint32> m_ids;
    Pool m_removed;
    Pool m_added;
    LongTable<Seen> m_seen;      // by number
    LongTable<qsizetype> m_next; // by added line: the next one of its number
    QList<Move> m_moves;
};

} // namespace

QList<Move> movedLines(const LineTable &left, const LineTable &right, const QList<Hunk> &hunks) { return Finder(left, right, hunks).run(); }

QList<Move> movedLines(QByteArrayView left, QByteArrayView right, const QList<Hunk> &hunks)
{
    return movedLines(LineTable(left), LineTable(right), hunks);
}

} // namespace lockstep
