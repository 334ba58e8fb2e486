// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"

#include <array>
#include <optional>

namespace lockstep {

// The values of named.conf that are one word, as BIND's configuration parser reads them (lib/isccfg/parser.c; asked from
// named-checkconf 9.18 and 9.20 where the manual leaves it open).

// An address or a prefix: 32 or 128 bits in network order, of which `length` count.
struct ConfPrefix
{
    bool v6 = false;
    std::array<quint8, 16> bytes{};
    int length = 0;
    int bits() const { return v6 ? 128 : 32; }
    bool holds(const ConfPrefix &address) const; // both of one family, and the first `length` bits are the same
    bool operator==(const ConfPrefix &) const = default;
};

// A whole address; IPv6 may have a scope ("fe80::1%eth0"), which is not kept.
std::optional<ConfPrefix> parseAddressWord(QByteArrayView text);

// "10.0.0.1", "10/8", "2001:db8::/32". The fault says why it is none.
enum class PrefixFault { None, NoPrefix, Incomplete, Length, HostBits };
struct PrefixReading
{
    PrefixFault fault = PrefixFault::NoPrefix;
    ConfPrefix prefix;
};
PrefixReading parsePrefixWord(QByteArrayView text);

// The word of an element of an address match list: "!" taken off, and "10 / 8" put together, as BIND's lexer sees them. `next` is
// the index of the word behind it.
struct ElementWord
{
    ConfWord word;
    bool negated = false;
    qsizetype next = 0;
};
ElementWord elementWord(const ConfStatement &element);

std::optional<bool> parseBool(QByteArrayView text);      // yes no true false 1 0, in any case
std::optional<quint32> parseNumber(QByteArrayView text); // decimal, 0x hexadecimal, 0 octal
bool isSize(QByteArrayView text);                        // a number, perhaps with k, m or g
bool isPercentage(QByteArrayView text);
bool isDuration(QByteArrayView text); // "3600", "1h30m", "P1DT12H"
bool isFixedPoint(QByteArrayView text);

// What such words come to: bytes; seconds, as BIND counts (a year is 365 days, a month 31); hundredths.
std::optional<quint64> parseSize(QByteArrayView text);
std::optional<quint32> parseDuration(QByteArrayView text);
std::optional<quint32> parseFixedPoint(QByteArrayView text);

bool isClass(QByteArrayView text);

// Whether a word is of a type of the grammar's shapes ("BOOL", "QSTR" ...); false for a type that is not of one word.
bool isOfType(QByteArrayView type, const ConfWord &word);

} // namespace lockstep
