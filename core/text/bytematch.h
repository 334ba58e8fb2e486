// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace lockstep {

// Sixteen bytes at once where the processor can (every x86-64 does), one by one elsewhere and at a text's end.

struct EqualRun
{
    qsizetype bytes = 0;
    qsizetype lines = 0; // '\n' among them
};

// How far two texts of at least `size` bytes agree from their beginnings.
inline EqualRun equalRun(const char *left, const char *right, qsizetype size)
{
    EqualRun run;
#ifdef __SSE2__
    const __m128i newline = _mm_set1_epi8('\n');
    bool equal = true;
    while (equal && size - run.bytes >= 32) {
        // Each byte of the sum counts at most 2 * 127 line ends before it is emptied.
        __m128i sum = _mm_setzero_si128();
        for (int i = 0; i < 127 && size - run.bytes >= 32; ++i) {
            const auto *a = reinterpret_cast<const __m128i *>(left + run.bytes);
            const auto *b = reinterpret_cast<const __m128i *>(right + run.bytes);
            const __m128i first = _mm_loadu_si128(a);
            const __m128i second = _mm_loadu_si128(a + 1);
            const __m128i same = _mm_and_si128(_mm_cmpeq_epi8(first, _mm_loadu_si128(b)), _mm_cmpeq_epi8(second, _mm_loadu_si128(b + 1)));
            if (_mm_movemask_epi8(same) != 0xFFFF) {
                equal = false;
                break;
            }
            sum = _mm_sub_epi8(sum, _mm_cmpeq_epi8(first, newline));
            sum = _mm_sub_epi8(sum, _mm_cmpeq_epi8(second, newline));
            run.bytes += 32;
        }
        const __m128i halves = _mm_sad_epu8(sum, _mm_setzero_si128());
        run.lines += _mm_cvtsi128_si64(halves) + _mm_cvtsi128_si64(_mm_srli_si128(halves, 8));
    }
#endif
    while (run.bytes < size && left[run.bytes] == right[run.bytes])
        run.lines += left[run.bytes++] == '\n';
    return run;
}

// How far two texts agree by whole lines. A last line without an end counts where both texts end with it.
inline EqualRun equalLines(QByteArrayView left, QByteArrayView right)
{
    EqualRun run = equalRun(left.data(), right.data(), std::min(left.size(), right.size()));
    if (run.bytes == 0)
        return run;
    if (run.bytes == left.size() && run.bytes == right.size()) {
        run.lines += left.back() != '\n';
        return run;
    }
    const void *last = memrchr(left.data(), '\n', size_t(run.bytes));
    run.bytes = last ? static_cast<const char *>(last) + 1 - left.data() : 0;
    return run;
}

// How many of the last `size` bytes before the two ends agree.
inline qsizetype equalTail(const char *leftEnd, const char *rightEnd, qsizetype size)
{
    qsizetype tail = 0;
#ifdef __SSE2__
    for (; size - tail >= 32; tail += 32) {
        const auto *a = reinterpret_cast<const __m128i *>(leftEnd - tail - 32);
        const auto *b = reinterpret_cast<const __m128i *>(rightEnd - tail - 32);
        const __m128i same = _mm_and_si128(_mm_cmpeq_epi8(_mm_loadu_si128(a), _mm_loadu_si128(b)),
                                           _mm_cmpeq_epi8(_mm_loadu_si128(a + 1), _mm_loadu_si128(b + 1)));
        if (_mm_movemask_epi8(same) != 0xFFFF)
            break;
    }
#endif
    while (tail < size && leftEnd[-tail - 1] == rightEnd[-tail - 1])
        ++tail;
    return tail;
}

// Calls found(offset) for each byte that is one of `wanted`, in order.
template <class Found, class... Bytes> void forEachByte(QByteArrayView text, Found found, Bytes... wanted)
{
    const char *bytes = text.data();
    qsizetype at = 0;
#ifdef __SSE2__
    const auto matches = [&](qsizetype place) {
        const __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + place));
        return quint64((quint32(_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, _mm_set1_epi8(wanted)))) | ...));
    };
    for (; text.size() - at >= 64; at += 64) {
        for (quint64 mask = matches(at) | matches(at + 16) << 16 | matches(at + 32) << 32 | matches(at + 48) << 48; mask != 0; mask &= mask - 1)
            found(at + std::countr_zero(mask));
    }
#endif
    for (; at < text.size(); ++at) {
        if (((bytes[at] == wanted) || ...))
            found(at);
    }
}

// Calls found(offset of the byte behind it) for each '\n', in order.
template <class Found> void forEachLineEnd(QByteArrayView text, Found found)
{
    forEachByte(text, [&](qsizetype at) { found(at + 1); }, '\n');
}

// Behind the line that begins at `at`; `end` when it has no end of its own, or when there is no line.
inline const char *lineEnd(const char *at, const char *end)
{
    const void *found = at == end ? nullptr : std::memchr(at, '\n', size_t(end - at));
    return found ? static_cast<const char *>(found) + 1 : end;
}

} // namespace lockstep
