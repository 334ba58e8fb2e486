// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/linemarks.h"

#include <span>

namespace lockstep {

// The shortest way from one row of numbers to another, by Myers' algorithm from both ends at once (E. W. Myers, An O(ND)
// Difference Algorithm and Its Variations, 1986, section 4b): memory for the differences, not for the lines.
class ShortestEdit
{
public:
    ShortestEdit(std::span<const quint32> left, std::span<const quint32> right) : m_left(left), m_right(right) {}

    // Calls removed(line) and added(line) for what makes the shortest way through a range. Takes the places that it looks at
    // off `steps`; false when they do not suffice, after some calls.
    template <class Removed, class Added> bool run(LineRange range, qsizetype &steps, Removed removed, Added added);
    // The same, never refused, not always the shortest: a part that needs many edits is parted where the search came
    // furthest, sooner when `steps` are used up. Then it takes time for the lines alone.
    template <class Removed, class Added> void runRoughly(LineRange range, qsizetype &steps, Removed removed, Added added);
    // Takes equal lines off both ends.
    void trim(LineRange &range) const;

private:
    struct Place
    {
        qsizetype left = -1; // -1: none was found
        qsizetype right = -1;
    };
    Place middle(const LineRange &range, bool rough, qsizetype &steps);
    Place furthest(const LineRange &range, qsizetype least, qsizetype most, qsizetype backLeast, qsizetype backMost) const;
    template <class Removed, class Added> bool part(LineRange range, bool rough, qsizetype &steps, Removed &removed, Added &added);

    std::span<const quint32> m_left;
    std::span<const quint32> m_right;
    std::vector<qsizetype> m_forward; // by diagonal, left - right: the furthest left line reached
    std::vector<qsizetype> m_back;
    qsizetype m_forwardZero = 0; // where a diagonal's place in them is counted from
    qsizetype m_backZero = 0;
};

template <class Removed, class Added> bool ShortestEdit::run(LineRange range, qsizetype &steps, Removed removed, Added added)
{
    return part(range, false, steps, removed, added);
}

template <class Removed, class Added> void ShortestEdit::runRoughly(LineRange range, qsizetype &steps, Removed removed, Added added)
{
    part(range, true, steps, removed, added);
}

template <class Removed, class Added> bool ShortestEdit::part(LineRange range, bool rough, qsizetype &steps, Removed &removed, Added &added)
{
    for (;;) {
        trim(range);
        if (range.left == range.leftEnd || range.right == range.rightEnd) {
            for (qsizetype line = range.left; line < range.leftEnd; ++line)
                removed(line);
            for (qsizetype line = range.right; line < range.rightEnd; ++line)
                added(line);
            return true;
        }
        const Place place = middle(range, rough, steps);
        if (place.left < 0)
            return false;
        LineRange first{range.left, place.left, range.right, place.right};
        LineRange second{place.left, range.leftEnd, place.right, range.rightEnd};
        // The shorter part is gone into, the longer one is next: the depth stays below the logarithm of the lines.
        const bool firstIsShort = first.size() <= second.size();
        if (!part(firstIsShort ? first : second, rough, steps, removed, added))
            return false;
        range = firstIsShort ? second : first;
    }
}

} // namespace lockstep
