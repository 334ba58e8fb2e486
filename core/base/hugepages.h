// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

namespace lockstep {

// Room for long tables that are filled from end to end: asks the system for large pages, so that it is not asked for each
// 4 KiB of them (madvise(2), MADV_HUGEPAGE). Short ones are as with any allocator.
template <class T> struct HugePages
{
    using value_type = T;
    HugePages() = default;
    template <class U> HugePages(const HugePages<U> &) {} // NOLINT(google-explicit-constructor): as allocators must be

    T *allocate(size_t count)
    {
        constexpr size_t page = 2 << 20;
        const size_t bytes = count * sizeof(T);
        if (bytes < page)
            return static_cast<T *>(::operator new(bytes));
        const size_t rounded = (bytes + page - 1) / page * page;
        void *room = std::aligned_alloc(page, rounded);
        if (!room)
            throw std::bad_alloc();
        madvise(room, rounded, MADV_HUGEPAGE);
        return static_cast<T *>(room);
    }
    void deallocate(T *room, size_t count)
    {
        if (count * sizeof(T) < (2 << 20))
            ::operator delete(room);
        else
            std::free(room);
    }
    bool operator==(const HugePages &) const { return true; }
};

// The same for room that is there already and will be filled now.
inline void askForLargePages(char *room, size_t bytes)
{
    constexpr std::uintptr_t page = 2 << 20;
    const std::uintptr_t begin = (std::uintptr_t(room) + page - 1) & ~(page - 1);
    const std::uintptr_t end = (std::uintptr_t(room) + bytes) & ~(page - 1);
    if (begin < end)
        madvise(reinterpret_cast<void *>(begin), end - begin, MADV_HUGEPAGE);
}

template <class T> using LongTable = std::vector<T, HugePages<T>>;

} // namespace lockstep
