// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that stand in a file as letters and digits: hexadecimal, base64, base32hex, types as a bitmap, hardware addresses.
#include "core/zone/rdatareader.h"

#include <array>

namespace lockstep {

namespace {

constexpr qsizetype longestString = 255;

constexpr signed char none = -1;
constexpr std::array<signed char, 256> hexTable = [] {
    std::array<signed char, 256> table{};
    for (int i = 0; i < 256; ++i)
        table[size_t(i)] = i >= '0' && i <= '9'   ? static_cast<signed char>(i - '0')
                           : i >= 'a' && i <= 'f' ? static_cast<signed char>(i - 'a' + 10)
                           : i >= 'A' && i <= 'F' ? static_cast<signed char>(i - 'A' + 10)
                                                  : none;
    return table;
}();
constexpr std::array<signed char, 256> base64Table = [] {
    std::array<signed char, 256> table{};
    table.fill(none);
    constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 64; ++i)
        table[uchar(letters[i])] = static_cast<signed char>(i);
    return table;
}();

} // namespace

const char *RdataReader::hexRest(bool mayBeEmpty)
{
    if (done() && !mayBeEmpty)
        return missing;
    int half = none;
    while (!done()) {
        for (const char c : take()) {
            const int digit = hexTable[uchar(c)];
            if (digit < 0)
                return "hexadecimal digits are wanted";
            if (half < 0) {
                half = digit;
                continue;
            }
            if (!m_out.fits(1))
                return tooLong;
            m_out.put(char(half << 4 | digit));
            half = none;
        }
    }
    return half < 0 ? nullptr : "a hexadecimal digit is missing";
}

const char *RdataReader::base64(QByteArrayView word, quint32 &bits, int &count, int &padding)
{
    for (const char c : word) {
        const int value = c == '=' ? 0 : base64Table[uchar(c)];
        if (value < 0 || (c == '=' ? count < 2 : padding > 0))
            return "base64 is wanted";
        padding += c == '=';
        bits = bits << 6 | quint32(value);
        if (++count < 4)
            continue;
        if (!m_out.fits(3))
            return tooLong;
        if ((padding == 2 && (bits & 0xFFFF)) || (padding == 1 && (bits & 0xFF)))
            return "base64 ends with bits that are not zero";
        m_out.put(char(bits >> 16));
        if (padding < 2)
            m_out.put(char(bits >> 8));
        if (padding < 1)
            m_out.put(char(bits));
        bits = 0;
        count = 0;
        if (padding > 0)
            count = -1000; // nothing may follow
    }
    return nullptr;
}

const char *RdataReader::base64Rest()
{
    if (done())
        return missing;
    quint32 bits = 0;
    int count = 0;
    int padding = 0;
    while (!done()) {
        if (count < 0)
            return "base64 goes on behind its end";
        if (const Fault fault = base64(take(), bits, count, padding))
            return fault;
    }
    return count <= 0 ? nullptr : "base64 comes in groups of four";
}

// RFC 5155 3.3: no padding.
const char *RdataReader::base32Hash()
{
    if (done())
        return missing;
    char *const length = m_out.end();
    char *to = length + 1;
    quint32 bits = 0;
    int count = 0;
    for (const char raw : take()) {
        const char c = raw >= 'a' ? char(raw - 32) : raw;
        const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'V' ? c - 'A' + 10 : none;
        if (value < 0)
            return "a hash in base32hex is wanted";
        bits = bits << 5 | quint32(value);
        count += 5;
        if (count < 8)
            continue;
        count -= 8;
        if (to - length > longestString)
            return "a hash has at most 255 bytes";
        *to++ = char(bits >> count);
    }
    if (to == length + 1 || count >= 5 || (bits & ((1U << count) - 1)))
        return "a hash in base32hex is wanted";
    *length = char(to - length - 1);
    m_out.setEnd(to);
    return nullptr;
}

const char *RdataReader::salt()
{
    if (done())
        return missing;
    const QByteArrayView word = take();
    if (word == "-") {
        m_out.put('\0');
        return nullptr;
    }
    if (word.size() % 2 || word.size() / 2 > longestString)
        return "a salt is \"-\" or at most 255 bytes in hexadecimal";
    m_out.put(char(word.size() / 2));
    for (qsizetype i = 0; i < word.size(); i += 2) {
        const int high = hexTable[uchar(word[i])];
        const int low = hexTable[uchar(word[i + 1])];
        if (high < 0 || low < 0)
            return "a salt is \"-\" or at most 255 bytes in hexadecimal";
        m_out.put(char(high << 4 | low));
    }
    return nullptr;
}

const char *RdataReader::bitmap()
{
    std::array<uchar, 8192> bits{};
    std::array<uchar, 256> used{}; // octets of each window
    while (!done()) {
        const int type = rrTypeNumber(take());
        if (type == 0)
            return "a type of record is wanted";
        bits[size_t(type / 8)] |= uchar(0x80 >> type % 8);
        uchar &octets = used[size_t(type / 256)];
        octets = std::max(octets, uchar(type % 256 / 8 + 1));
    }
    for (size_t window = 0; window < used.size(); ++window) {
        if (used[window] == 0)
            continue;
        if (!m_out.fits(2 + used[window]))
            return tooLong;
        m_out.put(char(window));
        m_out.put(char(used[window]));
        m_out.put(QByteArrayView(bits.data() + window * 32, used[window]));
    }
    return nullptr;
}

// RFC 7043: pairs of hexadecimal digits with hyphens between them.
const char *RdataReader::hardware(qsizetype octets)
{
    if (done())
        return missing;
    const QByteArrayView word = take();
    if (word.size() != octets * 3 - 1)
        return "an EUI address is wanted";
    for (qsizetype i = 0; i < octets; ++i) {
        const int high = hexTable[uchar(word[3 * i])];
        const int low = hexTable[uchar(word[3 * i + 1])];
        if (high < 0 || low < 0 || (i + 1 < octets && word[3 * i + 2] != '-'))
            return "an EUI address is wanted";
        m_out.put(char(high << 4 | low));
    }
    return nullptr;
}

// RFC 6742: four groups of at most four hexadecimal digits.
const char *RdataReader::locator()
{
    if (done())
        return missing;
    int groups = 0;
    int digits = 0;
    quint32 group = 0;
    for (const char c : take()) {
        if (c == ':' && digits > 0 && groups < 3) {
            m_out.put16(group);
            ++groups;
            digits = 0;
            group = 0;
            continue;
        }
        if (hexTable[uchar(c)] < 0 || ++digits > 4)
            return "four groups of hexadecimal digits with \":\" between them are wanted";
        group = group << 4 | quint32(hexTable[uchar(c)]);
    }
    if (groups != 3 || digits == 0)
        return "four groups of hexadecimal digits with \":\" between them are wanted";
    m_out.put16(group);
    return nullptr;
}

} // namespace lockstep
