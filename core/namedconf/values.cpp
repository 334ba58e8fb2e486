// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/values.h"

#include <algorithm>
#include <arpa/inet.h>

namespace lockstep {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool same(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }
bool allDigits(QByteArrayView text) { return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit); }

// "10", "10.1": what may stand before a slash.
std::optional<ConfPrefix> parseShortV4(QByteArrayView text)
{
    ConfPrefix prefix;
    qsizetype at = 0;
    for (qsizetype part = 0; part < 4; ++part) {
        qsizetype end = text.indexOf('.', at);
        if (end < 0)
            end = text.size();
        const QByteArrayView digits = text.sliced(at, end - at);
        if (!allDigits(digits) || digits.size() > 3 || digits.toInt() > 255)
            return {};
        prefix.bytes[std::size_t(part)] = quint8(digits.toInt());
        prefix.length = int(part + 1) * 8;
        if (end == text.size())
            return prefix;
        at = end + 1;
    }
    return {};
}

bool noBitsBehind(const ConfPrefix &prefix)
{
    for (int bit = prefix.length; bit < prefix.bits(); ++bit) {
        if (prefix.bytes[std::size_t(bit / 8)] & (0x80 >> (bit % 8)))
            return false;
    }
    return true;
}

// ISO 8601 as BIND reads it: P, numbers with Y M W D, T, numbers with H M S; a number at least.
bool isIsoDuration(QByteArrayView text)
{
    qsizetype at = 1;
    bool any = false, time = false;
    while (at < text.size()) {
        if (!time && (text[at] == 'T' || text[at] == 't')) {
            time = true;
            ++at;
            continue;
        }
        const qsizetype begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        if (at == begin || at >= text.size() || !std::strchr(time ? "HMShms" : "YMWDymwd", text[at]) || text[at] == '\0')
            return false;
        ++at;
        any = true;
    }
    return any;
}

} // namespace

bool ConfPrefix::holds(const ConfPrefix &address) const
{
    if (v6 != address.v6)
        return false;
    const int whole = length / 8;
    if (!std::equal(bytes.begin(), bytes.begin() + whole, address.bytes.begin()))
        return false;
    const int rest = length % 8;
    const quint8 mask = quint8(0xFF00 >> rest);
    return rest == 0 || ((bytes[std::size_t(whole)] ^ address.bytes[std::size_t(whole)]) & mask) == 0;
}

std::optional<ConfPrefix> parseAddressWord(QByteArrayView text)
{
    QByteArrayView bare = text;
    if (const qsizetype scope = text.indexOf('%'); scope > 0 && scope + 1 < text.size())
        bare = text.first(scope);
    const QByteArray terminated = bare.toByteArray();
    ConfPrefix address;
    if (terminated.contains('\0'))
        return {};
    if (inet_pton(AF_INET6, terminated.constData(), address.bytes.data()) == 1) {
        address.v6 = true;
        address.length = 128;
        return address;
    }
    if (bare.size() == text.size() && inet_pton(AF_INET, terminated.constData(), address.bytes.data()) == 1) {
        address.length = 32;
        return address;
    }
    return {};
}

PrefixReading parsePrefixWord(QByteArrayView text)
{
    const qsizetype slash = text.indexOf('/');
    const QByteArrayView network = slash < 0 ? text : text.first(slash);
    std::optional<ConfPrefix> prefix = parseAddressWord(network);
    if (slash < 0 && !prefix)
        return {network.contains('.') && parseShortV4(network) ? PrefixFault::Incomplete : PrefixFault::NoPrefix, {}};
    if (slash < 0)
        return {PrefixFault::None, *prefix};
    if (!prefix)
        prefix = parseShortV4(network);
    if (!prefix)
        return {};
    const std::optional<quint32> length = allDigits(text.sliced(slash + 1)) ? parseNumber(text.sliced(slash + 1)) : std::nullopt;
    if (!length || *length > quint32(prefix->bits()))
        return {PrefixFault::Length, *prefix};
    prefix->length = int(*length);
    return {noBitsBehind(*prefix) ? PrefixFault::None : PrefixFault::HostBits, *prefix};
}

ElementWord elementWord(const ConfStatement &element)
{
    ElementWord found{element.words.value(0), false, 1};
    const auto bare = [&](qsizetype index) { return index < element.words.size() && !element.words[index].quoted; };
    if (bare(0) && found.word.text.startsWith('!')) {
        found.negated = true;
        if (found.word.text.size() > 1)
            found.word.text.remove(0, 1);
        else
            found.word = element.words.value(found.next++);
    }
    while (!found.word.quoted && bare(found.next) && (element.words[found.next].text.startsWith('/') || found.word.text.endsWith('/'))) {
        found.word.text += element.words[found.next].text;
        found.word.end = element.words[found.next++].end;
    }
    return found;
}

std::optional<bool> parseBool(QByteArrayView text)
{
    for (const char *word : {"yes", "true", "1"}) {
        if (same(text, word))
            return true;
    }
    for (const char *word : {"no", "false", "0"}) {
        if (same(text, word))
            return false;
    }
    return {};
}

std::optional<quint32> parseNumber(QByteArrayView text)
{
    const bool hexadecimal = text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    const int base = hexadecimal ? 16 : text.size() > 1 && text[0] == '0' ? 8 : 10;
    quint64 value = 0;
    if (text.isEmpty())
        return {};
    for (const char c : hexadecimal ? text.sliced(2) : text) {
        const int digit = isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
        if (digit >= base)
            return {};
        value = value * quint64(base) + quint64(digit);
        if (value > 0xFFFFFFFFU)
            return {};
    }
    return quint32(value);
}

bool isSize(QByteArrayView text)
{
    const bool unit = !text.isEmpty() && std::strchr("kKmMgG", text.back()) && text.back() != '\0';
    const QByteArrayView digits = unit ? text.chopped(1) : text;
    return allDigits(digits) && digits.size() <= 19;
}

bool isPercentage(QByteArrayView text) { return text.endsWith('%') && allDigits(text.chopped(1)) && text.size() <= 10; }

bool isDuration(QByteArrayView text)
{
    if (text.startsWith('P') || text.startsWith('p'))
        return isIsoDuration(text);
    if (allDigits(text))
        return text.size() <= 10 && text.toULongLong() <= 0xFFFFFFFFU;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        if (at == begin || at >= text.size() || text[at] == '\0' || !std::strchr("smhdwSMHDW", text[at]))
            return false;
    }
    return !text.isEmpty();
}

bool isFixedPoint(QByteArrayView text)
{
    const qsizetype dot = text.indexOf('.');
    const QByteArrayView before = dot < 0 ? text : text.first(dot);
    const QByteArrayView after = dot < 0 ? QByteArrayView() : text.sliced(dot + 1);
    return before.size() <= 5 && after.size() <= 2 && (allDigits(before) || allDigits(after)) && (before.isEmpty() || allDigits(before)) &&
           (after.isEmpty() || allDigits(after));
}

std::optional<quint64> parseSize(QByteArrayView text)
{
    if (!isSize(text))
        return {};
    const char unit = char(text.back() | 0x20);
    const int shift = unit == 'k' ? 10 : unit == 'm' ? 20 : unit == 'g' ? 30 : 0;
    bool fits = false;
    const quint64 number = (shift ? text.chopped(1) : text).toULongLong(&fits);
    if (!fits || number > (~quint64(0) >> shift))
        return {};
    return number << shift;
}

std::optional<quint32> parseDuration(QByteArrayView text)
{
    if (!isDuration(text))
        return {};
    const bool iso = text.startsWith('P') || text.startsWith('p');
    quint64 total = 0;
    quint64 number = 0;
    bool clock = !iso;
    for (const char c : text.sliced(iso ? 1 : 0)) {
        if (isDigit(c)) {
            number = number * 10 + quint64(c - '0');
        } else if (const char unit = char(c | 0x20); iso && unit == 't') {
            clock = true;
        } else {
            const quint64 seconds = unit == 'y'   ? 86400 * 365
                                    : unit == 'w' ? 86400 * 7
                                    : unit == 'd' ? 86400
                                    : unit == 'h' ? 3600
                                    : unit == 's' ? 1
                                    : clock       ? 60
                                                  : 86400 * 31;
            total += number * seconds;
            number = 0;
        }
        if (total > 0xFFFFFFFFU || number > 0xFFFFFFFFU)
            return {};
    }
    total += number; // digits alone are seconds
    if (total > 0xFFFFFFFFU)
        return {};
    return quint32(total);
}

std::optional<quint32> parseFixedPoint(QByteArrayView text)
{
    if (!isFixedPoint(text))
        return {};
    const qsizetype dot = text.indexOf('.');
    const QByteArrayView before = dot < 0 ? text : text.first(dot);
    const QByteArrayView after = dot < 0 ? QByteArrayView() : text.sliced(dot + 1);
    const quint32 hundredths = after.isEmpty() ? 0 : after.toUInt() * (after.size() == 1 ? 10 : 1);
    return (before.isEmpty() ? 0 : before.toUInt()) * 100 + hundredths;
}

bool isClass(QByteArrayView text)
{
    for (const char *word : {"IN", "CH", "CHAOS", "HS", "HESIOD", "ANY", "NONE", "RESERVED0"}) {
        if (same(text, word))
            return true;
    }
    return text.size() > 5 && same(text.first(5), "CLASS") && parseNumber(text.sliced(5)).value_or(65536) < 65536;
}

bool isOfType(QByteArrayView type, const ConfWord &word)
{
    const QByteArrayView text(word.text);
    if (type == "QSTR")
        return word.quoted;
    // "/" and "!" are words of their own to BIND's lexer.
    if (type == "STR")
        return word.quoted || (!text.isEmpty() && !text.contains('/') && !text.contains('!'));
    if (type == "CLASS")
        return isClass(text);
    if (word.quoted)
        return false;
    if (type == "BOOL")
        return parseBool(text).has_value();
    if (type == "NUM")
        return parseNumber(text).has_value();
    if (type == "PORT")
        return parseNumber(text).value_or(65536) < 65536;
    if (type == "SIZE")
        return isSize(text);
    if (type == "PCT")
        return isPercentage(text);
    if (type == "TIME")
        return isDuration(text);
    if (type == "FIX")
        return isFixedPoint(text);
    if (type == "NET")
        return parsePrefixWord(text).fault == PrefixFault::None;
    const std::optional<ConfPrefix> address = parseAddressWord(text);
    return address && ((type == "IP4" && !address->v6) || (type == "IP6" && address->v6));
}

} // namespace lockstep
