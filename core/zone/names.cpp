// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/names.h"

#include "core/zone/escapes.h"

#include <array>
#include <bit>
#include <cstring>

namespace lockstep {

namespace {

constexpr qsizetype longestLabel = 63;

constexpr std::array<char, 256> lowerTable = [] {
    std::array<char, 256> table{};
    for (int i = 0; i < 256; ++i)
        table[size_t(i)] = char(i >= 'A' && i <= 'Z' ? i + 32 : i);
    return table;
}();

constexpr quint64 each(uchar byte) { return 0x0101010101010101ULL * byte; }

// The highest bit of each byte of `word` that is `byte`.
quint64 bytesThatAre(quint64 word, uchar byte)
{
    const quint64 other = word ^ each(byte);
    return ~(((other & each(0x7F)) + each(0x7F)) | other | each(0x7F));
}

quint64 lowered(quint64 word)
{
    const quint64 low = word & each(0x7F);
    const quint64 fromA = low + each(0x80 - 'A');
    const quint64 behindZ = low + each(0x7F - 'Z');
    return word | ((fromA & ~behindZ & ~word & each(0x80)) >> 2);
}

// A name of at least eight bytes without a backslash, eight at once: the text moves up by one byte, and where a dot was stands
// the length of the label behind it. `plain` stays false when it has a backslash; then nothing counts.
char *writePlainName(char *to, QByteArrayView text, QByteArrayView origin, LetterCase letters, bool &plain)
{
    const qsizetype size = text.size();
    if (size >= longestName)
        return nullptr;
    char *label = to;
    const auto label8 = [&](qsizetype at) {
        quint64 word;
        memcpy(&word, text.data() + at, sizeof word);
        const quint64 dots = bytesThatAre(word, '.');
        if (bytesThatAre(word, '\\'))
            return std::pair(dots, false);
        word = letters == LetterCase::Lower ? lowered(word) : word;
        memcpy(to + 1 + at, &word, sizeof word);
        return std::pair(dots, true);
    };
    quint64 dots[32];
    for (qsizetype at = 0; at < size; at += 8) {
        const qsizetype from = std::min(at, size - 8); // the last eight may have some of those before
        const auto [found, good] = label8(from);
        if (!good)
            return nullptr;
        dots[at / 8] = found >> (8 * (at - from));
    }
    plain = true;
    for (qsizetype at = 0; at < size; at += 8) {
        for (quint64 left = dots[at / 8]; left; left &= left - 1) {
            char *const dot = to + 1 + at + std::countr_zero(left) / 8;
            const qsizetype length = dot - label - 1;
            if (length == 0 || length > longestLabel)
                return nullptr;
            *label = char(length);
            label = dot;
        }
    }
    char *const end = to + 1 + size;
    const qsizetype length = end - label - 1;
    if (length == 0) { // it ended with a dot: absolute
        *label = '\0';
        return end;
    }
    if (length > longestLabel || origin.isEmpty() || end - to + origin.size() > longestName)
        return nullptr;
    *label = char(length);
    memcpy(end, origin.data(), size_t(origin.size()));
    return end + origin.size();
}

} // namespace

char *writeName(char *to, QByteArrayView text, QByteArrayView origin, LetterCase letters)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    if (text.isEmpty())
        return nullptr;
    if (text.size() == 1 && (*at == '@' || *at == '.')) {
        if (*at == '@') {
            memcpy(to, origin.data(), size_t(origin.size()));
            return to + origin.size();
        }
        *to = '\0';
        return to + 1;
    }
    if (std::endian::native == std::endian::little && text.size() >= 8) {
        bool plain = false;
        if (char *written = writePlainName(to, text, origin, letters, plain); plain)
            return written;
    }
    const char *const limit = to + longestName - 1; // the root label has its place behind
    char *label = to++;
    while (at < end) {
        char c = *at++;
        if (c == '.') {
            const qsizetype size = to - label - 1;
            if (size == 0 || size > longestLabel)
                return nullptr;
            *label = char(size);
            label = to++;
            if (to > limit + 1)
                return nullptr;
            continue;
        }
        if (c == '\\') {
            const int code = escapedByte(at, end);
            if (code < 0)
                return nullptr;
            c = char(code);
        }
        if (to >= limit)
            return nullptr;
        *to++ = letters == LetterCase::Lower ? lowerTable[uchar(c)] : c;
    }
    const qsizetype size = to - label - 1;
    if (size == 0) { // it ended with a dot: absolute
        *label = '\0';
        return to;
    }
    if (size > longestLabel || origin.isEmpty() || to + origin.size() > limit + 1)
        return nullptr;
    *label = char(size);
    memcpy(to, origin.data(), size_t(origin.size()));
    return to + origin.size();
}

Result<QByteArray> nameToWire(QByteArrayView text, QByteArrayView origin)
{
    char wire[longestName];
    const char *end = writeName(wire, text, origin, LetterCase::Lower);
    if (!end || end == wire || end[-1] != '\0')
        return fail(QStringLiteral("zone.name"), {QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 300)))});
    return QByteArray(wire, end - wire);
}

QByteArray nameToText(QByteArrayView wire, QByteArrayView origin)
{
    if (!origin.isEmpty() && wire == origin)
        return "@";
    QByteArray text;
    for (qsizetype at = 0; at < wire.size() && wire[at] != '\0';) {
        if (!origin.isEmpty() && wire.size() - at == origin.size() && wire.endsWith(origin))
            return text.chopped(1);
        const qsizetype size = uchar(wire[at]);
        for (const char c : wire.sliced(at + 1, std::min(size, wire.size() - at - 1))) {
            if (c <= ' ' || uchar(c) >= 127)
                text += '\\' + QByteArray::number(uchar(c)).rightJustified(3, '0');
            else if (std::strchr(".;()@\"\\$", c))
                text += QByteArray("\\") + c;
            else
                text += c;
        }
        text += '.';
        at += 1 + size;
    }
    return text.isEmpty() ? QByteArray(".") : text;
}

bool isBelow(QByteArrayView name, QByteArrayView zone)
{
    for (qsizetype at = 0; name.size() - at >= zone.size(); at += 1 + uchar(name[at])) {
        if (name.size() - at == zone.size())
            return memcmp(name.data() + at, zone.data(), size_t(zone.size())) == 0;
        if (name[at] == '\0')
            break;
    }
    return false;
}

qsizetype nameSize(QByteArrayView wire)
{
    for (qsizetype at = 0; at < wire.size() && at < longestName;) {
        const qsizetype size = uchar(wire[at]);
        if (size == 0)
            return at + 1;
        if (size > longestLabel)
            return 0;
        at += 1 + size;
    }
    return 0;
}

} // namespace lockstep
