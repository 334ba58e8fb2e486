// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linematch.h"

#include <algorithm>
#include <utility>

namespace lockstep {

namespace {

// Of searches for shortest edits; a million are some 2 to 3 ms.
constexpr qsizetype gapSteps = 8'000'000;    // in gaps of one answer
constexpr qsizetype wholeSteps = 24'000'000; // through all at once
constexpr qsizetype roughSteps = 60'000'000; // before rough searches become hasty
constexpr qsizetype polishSteps = 24'000'000;
constexpr qsizetype mostCompared = 64'000; // lines: in longer texts other ways than the first are not tried
constexpr qsizetype polishedEdits = 1200;  // that are put in question at a time
constexpr int polishRounds = 4;
constexpr int deepest = 60; // anchors within gaps within gaps

} // namespace

LineMatch::LineMatch(std::span<const quint32> left, std::span<const quint32> right, quint32 kinds)
    : m_all{0, qsizetype(left.size()), 0, qsizetype(right.size())}, m_edit(left, right), m_anchors(left, right, kinds),
      m_marks{std::vector<quint8>(left.size()), std::vector<quint8>(right.size())}, m_steps(gapSteps + 2 * m_all.size()), m_roughSteps(roughSteps)
{
    // No answer has less edits than the numbers that stand more often on one side than on the other.
    LongTable<qint32> balance(kinds);
    for (const quint32 number : left)
        ++balance[number];
    for (const quint32 number : right)
        --balance[number];
    for (const qint32 one : balance)
        m_fewest += std::abs(one);
}

auto LineMatch::removed()
{
    return [this](qsizetype line) {
        m_marks.left[size_t(line)] = 1;
        ++m_edits;
    };
}

auto LineMatch::added()
{
    return [this](qsizetype line) {
        m_marks.right[size_t(line)] = 1;
        ++m_edits;
    };
}

LineMarks LineMatch::run()
{
    byUnique(m_all, 0);
    if (m_edits == m_fewest)
        return std::move(m_marks);
    // A search looks at about the square of half of the edits that it finds.
    qsizetype steps = wholeSteps;
    if (m_edits / 2 * (m_edits / 2) < steps && attempt([&] { return m_edit.run(m_all, steps, removed(), added()); }))
        return std::move(m_marks);
    if (m_all.size() <= mostCompared) {
        m_steps = gapSteps;
        attempt([&] {
            byRarest(m_all, 0);
            return true;
        });
        attempt([&] {
            qsizetype rough = roughSteps;
            m_edit.runRoughly(m_all, rough, removed(), added());
            return true;
        });
    }
    polish();
    return std::move(m_marks);
}

// Another way than the one that is marked: kept when it comes to an end and is shorter. True when it comes to an end.
template <class Way> bool LineMatch::attempt(Way way)
{
    LineMarks clean{std::vector<quint8>(m_marks.left.size()), std::vector<quint8>(m_marks.right.size())};
    LineMarks before = std::exchange(m_marks, std::move(clean));
    const qsizetype edits = std::exchange(m_edits, 0);
    const bool done = way();
    if (!done || m_edits >= edits) {
        m_marks = std::move(before);
        m_edits = edits;
    }
    return done;
}

// Trims a range; when nothing is left on a side, it is done.
bool LineMatch::empties(LineRange &range)
{
    m_edit.trim(range);
    const bool empty = range.left == range.leftEnd || range.right == range.rightEnd;
    if (empty)
        m_edit.runRoughly(range, m_roughSteps, removed(), added());
    return empty;
}

void LineMatch::byUnique(LineRange range, int depth)
{
    if (empties(range))
        return;
    LongTable<EqualLines> rows;
    if (depth < deepest)
        rows = m_anchors.unique(range);
    if (rows.empty() && byShortest(range))
        return;
    if (rows.empty())
        return byRarest(range, depth);
    for (const EqualLines &row : rows) {
        byUnique({range.left, row.left, range.right, row.right}, depth + 1);
        range.left = row.left + row.count;
        range.right = row.right + row.count;
    }
    byUnique(range, depth + 1);
}

void LineMatch::byRarest(LineRange range, int depth)
{
    while (!empties(range)) {
        const EqualLines row = m_steps > 0 && depth < deepest ? m_anchors.rarest(range, m_steps) : EqualLines();
        if (row.count == 0)
            return m_edit.runRoughly(range, m_roughSteps, removed(), added());
        const LineRange first{range.left, row.left, range.right, row.right};
        const LineRange second{row.left + row.count, range.leftEnd, row.right + row.count, range.rightEnd};
        const bool firstIsShort = first.size() <= second.size();
        byRarest(firstIsShort ? first : second, depth + 1);
        range = firstIsShort ? second : first;
    }
}

// Marks nothing when it is refused.
bool LineMatch::byShortest(const LineRange &range)
{
    if (m_steps <= 0)
        return false;
    std::vector<qsizetype> gone;
    std::vector<qsizetype> come;
    // One gap may use up half of what is left, that others have something too.
    const qsizetype most = m_steps / 2;
    qsizetype steps = most;
    const bool found = m_edit.run(range, steps, [&](qsizetype line) { gone.push_back(line); }, [&](qsizetype line) { come.push_back(line); });
    m_steps -= most - steps;
    if (!found)
        return false;
    std::ranges::for_each(gone, removed());
    std::ranges::for_each(come, added());
    return true;
}

// Where the whole is too long for the shortest answer, it is searched for from some gap to some later one, in parts that
// overlap from round to round.
void LineMatch::polish()
{
    qsizetype steps = polishSteps;
    for (int round = 0; round < polishRounds && steps > 0 && m_edits > m_fewest; ++round) {
        const std::vector<LineRange> places = markedRanges(m_marks);
        const qsizetype before = m_edits;
        qsizetype most = round % 2 == 0 ? polishedEdits : polishedEdits / 2;
        for (size_t first = 0; first < places.size() && steps > 0;) {
            qsizetype edits = places[first].size();
            size_t last = first;
            while (last + 1 < places.size() && edits + places[last + 1].size() <= most)
                edits += places[++last].size();
            const LineRange range{places[first].left, places[last].leftEnd, places[first].right, places[last].rightEnd};
            if (edits <= polishedEdits)
                polishPart(range, edits, steps);
            first = last + 1;
            most = polishedEdits;
        }
        if (m_edits == before && round > 0)
            return;
    }
}

void LineMatch::polishPart(const LineRange &range, qsizetype edits, qsizetype &steps)
{
    std::vector<qsizetype> gone;
    std::vector<qsizetype> come;
    const bool found = m_edit.run(range, steps, [&](qsizetype line) { gone.push_back(line); }, [&](qsizetype line) { come.push_back(line); });
    if (!found || qsizetype(gone.size() + come.size()) >= edits)
        return;
    std::fill(m_marks.left.begin() + range.left, m_marks.left.begin() + range.leftEnd, quint8(0));
    std::fill(m_marks.right.begin() + range.right, m_marks.right.begin() + range.rightEnd, quint8(0));
    m_edits -= edits;
    std::ranges::for_each(gone, removed());
    std::ranges::for_each(come, added());
}

} // namespace lockstep
