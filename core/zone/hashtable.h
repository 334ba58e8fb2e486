// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hugepages.h"

#include <QtGlobal>

#include <algorithm>

namespace lockstep {

// Values by a 64-bit hash that they carry as `key`, without a removal: open addressing in one long table. A key of 0 is taken
// for 1.
template <class Value> class HashTable
{
public:
    explicit HashTable(size_t expected = 0)
    {
        size_t size = 64;
        while (size < expected * 2)
            size *= 2;
        m_places.resize(size);
    }

    // The value of that key; a new one when there is none.
    Value &at(quint64 key)
    {
        key = key ? key : 1;
        if (2 * (m_count + 1) > m_places.size())
            grow();
        Value &place = m_places[slot(key)];
        if (place.key == 0) {
            place.key = key;
            ++m_count;
        }
        return place;
    }
    // nullptr when there is none.
    const Value *find(quint64 key) const
    {
        const Value &place = m_places[slot(key ? key : 1)];
        return place.key ? &place : nullptr;
    }
    size_t size() const { return m_count; }
    template <class Fn> void each(Fn fn) const
    {
        for (const Value &value : m_places) {
            if (value.key)
                fn(value);
        }
    }
    template <class Fn> bool any(Fn fn) const
    {
        return std::any_of(m_places.begin(), m_places.end(), [&](const Value &value) { return value.key && fn(value); });
    }
    // Asks for the memory of a key that will be wanted soon.
    void expect(quint64 key) const { __builtin_prefetch(&m_places[(key ? key : 1) & (m_places.size() - 1)]); }

private:
    size_t slot(quint64 key) const
    {
        size_t at = key & (m_places.size() - 1);
        while (m_places[at].key != 0 && m_places[at].key != key)
            at = (at + 1) & (m_places.size() - 1);
        return at;
    }
    void grow()
    {
        LongTable<Value> before(m_places.size() * 2);
        before.swap(m_places);
        for (const Value &value : before) {
            if (value.key)
                m_places[slot(value.key)] = value;
        }
    }

    LongTable<Value> m_places;
    size_t m_count = 0;
};

} // namespace lockstep
