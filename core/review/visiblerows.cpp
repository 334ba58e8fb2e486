// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/visiblerows.h"

#include <algorithm>

namespace lockstep {

namespace {

class Seen
{
public:
    Seen(const TextDiff &diff, const OpenedRows &opened, Arrangement arrangement, int context, VisibleRows &&used)
        : m_diff(diff), m_opened(opened), m_arrangement(arrangement), m_context(context), m_seen(std::move(used))
    {
        m_seen.rows.clear();
        m_seen.ofRow.resize(diff.rows.size());
        m_ofRow = m_seen.ofRow.data();
    }

    VisibleRows run()
    {
        int at = 0;
        for (const TextHunk &hunk : m_diff.hunks) {
            unchanged(at, hunk.firstRow);
            at = hunk.firstRow + hunk.rowCount;
            if (m_arrangement == Arrangement::Beside)
                plain(hunk.firstRow, at);
            else
                unified(hunk.firstRow, at);
        }
        unchanged(at, int(m_diff.rows.size()));
        return std::move(m_seen);
    }

private:
    void put(int row, VisibleRow::Side side = VisibleRow::Side::Both)
    {
        m_ofRow[row] = int(m_seen.rows.size());
        m_seen.rows.append(VisibleRow{row, 0, side});
    }
    void plain(int from, int to)
    {
        if (from >= to)
            return;
        int at = int(m_seen.rows.size());
        if (m_seen.rows.capacity() < at + to - from) // the rest may be unfolded, too
            m_seen.rows.reserve(at + (to - from < 1000 ? 2 * (to - from) + at : int(m_diff.rows.size()) - from + int(m_diff.hunks.size())));
        m_seen.rows.resizeForOverwrite(at + to - from);
        VisibleRow *seen = m_seen.rows.data() + at;
        for (int row = from; row < to; ++row)
            *seen++ = VisibleRow{row, 0, VisibleRow::Side::Both};
        for (int row = from; row < to; ++row)
            m_ofRow[row] = at++;
    }
    void unchanged(int from, int to)
    {
        const int begin = from == 0 ? 0 : from + m_context;
        const int end = to == int(m_diff.rows.size()) ? to : to - m_context;
        if (m_diff.hunks.isEmpty())
            return plain(from, to);
        const QList<RowRange> &ranges = m_opened.ranges();
        int at = from;
        int hidden = begin;
        for (auto range = std::ranges::upper_bound(ranges, begin, {}, &RowRange::end); range != ranges.cend() && range->begin < end; ++range) {
            fold(at, hidden, range->begin);
            hidden = std::min(range->end, end);
        }
        fold(at, hidden, end);
        plain(at, to);
    }
    // Rows [from, to) of which those before `at` are put; moves it behind what is hidden.
    void fold(int &at, int from, int to)
    {
        if (to - from < 2) // one hidden row would save nothing: its fold is a row too
            return;
        plain(at, from);
        std::fill(m_ofRow + from, m_ofRow + to, int(m_seen.rows.size()));
        VisibleRow hidden{from, 0, VisibleRow::Side::Both};
        hidden.folded = to - from;
        m_seen.rows.append(hidden);
        at = to;
    }
    void unified(int from, int to)
    {
        for (int row = from; row < to;) {
            int last = row;
            while (last < to && m_diff.rows[last].kind == TextRow::Kind::Changed)
                ++last;
            if (last == row) {
                put(row, m_diff.rows[row].left >= 0 ? VisibleRow::Side::Left : VisibleRow::Side::Right);
                ++row;
                continue;
            }
            for (int one = row; one < last; ++one)
                put(one, VisibleRow::Side::Left);
            for (int one = row; one < last; ++one)
                m_seen.rows.append(VisibleRow{one, 0, VisibleRow::Side::Right});
            row = last;
        }
    }

    const TextDiff &m_diff;
    const OpenedRows &m_opened;
    Arrangement m_arrangement;
    int m_context;
    VisibleRows m_seen;
    int *m_ofRow = nullptr;
};

} // namespace

void OpenedRows::open(RowRange range)
{
    if (range.begin >= range.end)
        return;
    const auto first = std::ranges::lower_bound(m_ranges, range.begin, {}, &RowRange::end); // touching ones become one
    const auto last = std::ranges::upper_bound(m_ranges, range.end, {}, &RowRange::begin);
    if (first < last)
        range = {std::min(range.begin, first->begin), std::max(range.end, (last - 1)->end)};
    const auto at = m_ranges.erase(first, std::max(first, last));
    m_ranges.insert(at, range);
}

VisibleRows visibleRows(const TextDiff &diff, const OpenedRows &opened, Arrangement arrangement, int context, VisibleRows &&used)
{
    return Seen(diff, opened, arrangement, context, std::move(used)).run();
}

} // namespace lockstep
