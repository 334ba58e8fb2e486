// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace lockstep {

// Sixteen bytes at once where the processor can (every x86-64 does), one by one elsewhere and at a text's end.

// Whether a byte may end a word of a zone file: white space and control characters, " ( ) ; and a backslash.
inline bool mayEndWord(char c) { return uchar(c) <= ' ' || c == '"' || c == '(' || c == ')' || c == ';' || c == '\\'; }

// Finds the ends of the words of a text, 64 bytes at a time: what it saw of them serves for the words that follow.
class WordEnds
{
public:
    explicit WordEnds(const char *end) : m_end(end) {}

    // The first byte from `at` on that mayEndWord(); the text's end when there is none.
    const char *next(const char *at)
    {
        if (quint64 seen = quint64(at - m_block); seen < width) {
            if (const quint64 left = m_found >> seen)
                return at + std::countr_zero(left);
            at = m_block + width;
        }
        for (; m_end - at >= width; at += width) {
            m_block = at;
            m_found = look(at);
            if (m_found)
                return at + std::countr_zero(m_found);
        }
        while (at < m_end && !mayEndWord(*at))
            ++at;
        return at;
    }

private:
    static constexpr qsizetype width = 64;

    static quint64 look(const char *at)
    {
        quint64 found = 0;
#ifdef __SSE2__
        for (int i = 0; i < width; i += 16) {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + i));
            const __m128i blank = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(' ')), bytes);
            const __m128i parenthesis = _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8(char(0xFE))), _mm_set1_epi8('('));
            const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
            const __m128i comment = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(';'));
            const __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
            const __m128i any = _mm_or_si128(_mm_or_si128(_mm_or_si128(blank, parenthesis), _mm_or_si128(quote, comment)), escape);
            found |= quint64(quint32(_mm_movemask_epi8(any))) << i;
        }
#else
        for (int i = 0; i < width; ++i)
            found |= quint64(mayEndWord(at[i])) << i;
#endif
        return found;
    }

    const char *m_end;
    const char *m_block = nullptr; // the bytes that m_found tells of begin here
    quint64 m_found = 0;
};

// The first '"', backslash or line end from `at` on; `end` when there is none.
inline const char *quotedEnd(const char *at, const char *end)
{
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const __m128i line = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
        if (const int mask = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, escape), line)))
            return at + std::countr_zero(quint32(mask));
    }
#endif
    while (at < end && *at != '"' && *at != '\\' && *at != '\n')
        ++at;
    return at;
}

} // namespace lockstep
