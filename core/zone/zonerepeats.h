// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/hashtable.h"

#include <optional>
#include <vector>

namespace lockstep {

struct RepeatPlace
{
    quint32 line = 0; // not 0
    quint32 file = 0; // its number
};

// A record of a zone, as far as it may repeat another.
struct RepeatItem
{
    quint64 number = 0; // hash of owner, type and data
    quint64 set = 0;    // tells its RRset; 0: a signature, whose TTL is that of what it covers
    quint32 ttl = 0;
    RepeatPlace place;
};

// Finds records that stand there twice, and RRsets with several TTLs, in time and room that grow with their number.
class Repeats
{
public:
    // Calls twice(place of the earlier one) and otherTtl(place, ttl of the first one).
    template <class Twice, class OtherTtl> void look(const RepeatItem &item, Twice twice, OtherTtl otherTtl)
    {
        if (item.set != 0) {
            Set &set = m_sets.at(item.set);
            if (set.place.line == 0) {
                set.ttl = item.ttl;
                set.place = item.place;
            } else if (set.ttl != item.ttl) {
                otherTtl(set.place, set.ttl);
            }
        }
        Seen &seen = m_seen.at(item.number);
        if (seen.place.line == 0)
            seen.place = item.place;
        else
            twice(seen.place);
    }

private:
    struct Set
    {
        quint64 key = 0;
        quint32 ttl = 0;
        RepeatPlace place;
    };
    struct Seen
    {
        quint64 key = 0;
        RepeatPlace place;
    };
    HashTable<Set> m_sets;
    HashTable<Seen> m_seen;
};

// The same for the records of one name that follow each other: most names have a few, and those need no table.
class RunRepeats
{
public:
    void clear()
    {
        m_few.clear();
        m_many.reset();
    }
    template <class Twice, class OtherTtl> void look(const RepeatItem &item, Twice twice, OtherTtl otherTtl)
    {
        if (!m_many && m_few.size() == most) {
            m_many.emplace();
            for (const RepeatItem &one : m_few)
                m_many->look(one, [](const RepeatPlace &) {}, [](const RepeatPlace &, quint32) {});
        }
        if (m_many)
            return m_many->look(item, twice, otherTtl);
        const RepeatItem *first = nullptr;
        const RepeatItem *same = nullptr;
        for (const RepeatItem &one : m_few) {
            if (!first && one.set == item.set)
                first = &one;
            if (!same && one.number == item.number)
                same = &one;
        }
        if (item.set != 0 && first && first->ttl != item.ttl)
            otherTtl(first->place, first->ttl);
        if (same)
            twice(same->place);
        m_few.push_back(item);
    }

private:
    static constexpr size_t most = 24;
    std::vector<RepeatItem> m_few;
    std::optional<Repeats> m_many;
};

} // namespace lockstep
