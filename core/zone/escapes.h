// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lockstep {

inline bool isDigit(char c) { return c >= '0' && c <= '9'; }

// The byte that stands behind a backslash (RFC 1035 5.1: \DDD or \X); `at` begins there and goes behind it. -1: there is none.
inline int escapedByte(const char *&at, const char *end)
{
    if (at == end)
        return -1;
    if (!isDigit(*at))
        return static_cast<unsigned char>(*at++);
    if (end - at < 3 || !isDigit(at[1]) || !isDigit(at[2]))
        return -1;
    const int code = (at[0] - '0') * 100 + (at[1] - '0') * 10 + at[2] - '0';
    at += 3;
    return code > 255 ? -1 : code;
}

} // namespace lockstep
