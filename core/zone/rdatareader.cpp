// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/rdatareader.h"

#include "core/zone/escapes.h"
#include "core/zone/wire.h"

#include <arpa/inet.h>

#include <array>
#include <chrono>

namespace lockstep {

namespace {

constexpr qsizetype longestString = 255;
constexpr int optType = 41;
constexpr int firstMeta = 249; // TKEY, TSIG, IXFR, AXFR, MAILB, MAILA, ANY
constexpr int lastMeta = 255;

// A word's unescaped bytes from `at`; the next one, or -1 for an escape that is none.
int nextByte(const char *&at, const char *end)
{
    if (*at != '\\')
        return uchar(*at++);
    return escapedByte(++at, end);
}

QByteArrayView withoutQuotes(QByteArrayView word)
{
    return word.size() >= 2 && word.front() == '"' && word.back() == '"' ? word.sliced(1, word.size() - 2) : word;
}

} // namespace

std::optional<QByteArray> unescaped(QByteArrayView word)
{
    word = withoutQuotes(word);
    QByteArray bytes;
    bytes.reserve(word.size());
    for (const char *at = word.begin(); at < word.end();) {
        const int byte = nextByte(at, word.end());
        if (byte < 0)
            return {};
        bytes += char(byte);
    }
    return bytes;
}

std::optional<quint32> decimal(QByteArrayView word, quint32 most)
{
    quint64 number = 0;
    if (word.isEmpty() || word.size() > 10)
        return {};
    for (const char c : word) {
        if (!isDigit(c))
            return {};
        number = number * 10 + quint64(c - '0');
    }
    return number <= most ? std::optional(quint32(number)) : std::nullopt;
}

// inet_pton(3), which BIND asks: four decimal numbers, none with a zero before it.
std::optional<quint32> ipv4FromText(QByteArrayView word)
{
    const char *at = word.begin();
    const char *const end = word.end();
    quint32 address = 0;
    for (int i = 0; i < 4; ++i) {
        if (i > 0 && (at == end || *at++ != '.'))
            return {};
        if (at == end || !isDigit(*at))
            return {};
        quint32 octet = quint32(*at++ - '0');
        if (octet > 0 && at < end && isDigit(*at)) {
            octet = octet * 10 + quint32(*at++ - '0');
            if (at < end && isDigit(*at))
                octet = octet * 10 + quint32(*at++ - '0');
        }
        if (octet > 255)
            return {};
        address = address << 8 | octet;
    }
    return at == end ? std::optional(address) : std::nullopt;
}

bool ipv6FromText(QByteArrayView word, char *to)
{
    std::array<char, INET6_ADDRSTRLEN + 1> text;
    if (word.size() >= qsizetype(text.size()))
        return false;
    memcpy(text.data(), word.data(), size_t(word.size()));
    text[size_t(word.size())] = '\0';
    return inet_pton(AF_INET6, text.data(), to) == 1;
}

QByteArrayView RdataReader::take() { return done() ? QByteArrayView() : bytes(m_at++); }

const char *RdataReader::read(int type)
{
    if (type == rrtype::a && m_words.size() == 1) { // most records of most zones
        if (const std::optional<quint32> address = ipv4FromText(bytes(0))) {
            m_at = 1;
            m_out.put32(*address);
            return nullptr;
        }
    }
    if (type == optType || (type >= firstMeta && type <= lastMeta))
        return "this type is for questions only (RFC 6895 3.1)";
    if (!m_words.empty() && bytes(0) == "\\#") // RFC 3597 5
        return generic(type);
    const RrType *known = rrType(type);
    if (!known || !known->fields)
        return "data of this type are written as \\# LENGTH HEXADECIMAL";
    const qsizetype begin = m_out.size();
    if (const Fault fault = fields(known->fields)) {
        m_at -= m_at > 0 && fault != missing ? 1 : 0; // the word that was read last
        return fault;
    }
    if (!done())
        return "there are more fields than this type has";
    return m_out.fits() ? whole(type, begin) : tooLong;
}

// RFC 3597 5: bytes of any type. Those of a type that is known must be what it has, and become canonical.
const char *RdataReader::generic(int type)
{
    ++m_at;
    if (done())
        return missing;
    const std::optional<quint32> length = decimal(take(), WireBuffer::most);
    if (!length)
        return "\\# is followed by the number of bytes";
    const qsizetype begin = m_out.size();
    if (const Fault fault = hexRest(true))
        return fault;
    if (m_out.size() - begin != qsizetype(*length))
        return "there are not as many bytes as \\# says";
    const RrType *known = rrType(type);
    if (!known || !known->fields)
        return nullptr;
    const QByteArray text = rdataToText(type, m_out.view().sliced(begin));
    if (text.startsWith("\\#"))
        return "the bytes are none of this type";
    m_out.setEnd(m_out.data() + begin);
    ZoneLexer lexer(text);
    ZoneEntry entry;
    lexer.next(entry);
    return RdataReader(text, entry.tokens, QByteArrayView("", 1), m_out).read(type);
}

const char *RdataReader::fields(const char *letters)
{
    for (; *letters; ++letters) {
        if (*letters == '?') {
            if (done())
                return nullptr;
            continue;
        }
        if (const Fault fault = field(*letters))
            return fault;
        if (!m_out.fits())
            return tooLong;
    }
    return nullptr;
}

const char *RdataReader::field(char letter)
{
    switch (letter) {
    case 'N':
    case 'n':
        return name(letter == 'N');
    case '4':
        return ipv4();
    case '6':
        return ipv6();
    case 'b':
        return number(0xFF, 1);
    case 'h':
        return number(0xFFFF, 2);
    case 'w':
        return number(0xFFFFFFFF, 4);
    case 't':
        return counter();
    case 'T':
        return time();
    case 's':
        return string(true);
    case 'S':
        return strings();
    case 'l':
        return string(false);
    case 'x':
    case 'X':
        return hexRest(letter == 'X');
    case 'y':
        return base64Rest();
    case 'Y':
        return base32Hash();
    case 'z':
        return salt();
    case 'm':
        return bitmap();
    case 'a':
        return mnemonic(Mnemonics::Algorithm, 1);
    case 'd':
        return mnemonic(Mnemonics::Digest, 1);
    case 'p':
        return mnemonic(Mnemonics::Protocol, 1);
    case 'f':
        return mnemonic(Mnemonics::Scheme, 1);
    case 'c':
        return mnemonic(Mnemonics::Certificate, 2);
    case 'k':
        return typeCovered();
    case 'g':
        return tag();
    case 'e':
        return hardware(6);
    case 'E':
        return hardware(8);
    case 'L':
        return locator();
    default:
        return special(letter);
    }
}

const char *RdataReader::number(quint32 most, int octets)
{
    if (done())
        return missing;
    const std::optional<quint32> value = decimal(take(), most);
    if (!value)
        return octets == 1   ? "a number from 0 to 255 is wanted"
               : octets == 2 ? "a number from 0 to 65535 is wanted"
                             : "a number of 32 bits is wanted";
    if (octets == 4)
        m_out.put32(*value);
    else if (octets == 2)
        m_out.put16(*value);
    else
        m_out.put(char(*value));
    return nullptr;
}

const char *RdataReader::counter()
{
    if (done())
        return missing;
    const std::optional<quint32> value = counterFromText(take());
    if (!value)
        return "a number of seconds is wanted, or one like 1h30m";
    m_out.put32(*value);
    return nullptr;
}

// RFC 4034 3.2: seconds since 1970, or 14 digits of a date in UTC; what does not fit 32 bits wraps (RFC 1982).
const char *RdataReader::time()
{
    constexpr const char *wanted = "a time is written YYYYMMDDHHMMSS";
    if (done())
        return missing;
    const QByteArrayView word = take();
    if (word.size() != 14) {
        const std::optional<quint32> seconds = decimal(word, 0xFFFFFFFF);
        if (!seconds)
            return wanted;
        m_out.put32(*seconds);
        return nullptr;
    }
    const std::optional<quint32> date = decimal(word.first(8), 99999999);
    const std::optional<quint32> clock = decimal(word.sliced(8), 235960);
    if (!date || !clock)
        return wanted;
    const std::chrono::year_month_day day{std::chrono::year(int(*date / 10000)), std::chrono::month(*date / 100 % 100),
                                          std::chrono::day(*date % 100)};
    if (!day.ok() || *clock / 100 % 100 > 59 || *clock % 100 > 60)
        return wanted;
    const auto seconds = std::chrono::sys_days(day).time_since_epoch() / std::chrono::seconds(1);
    m_out.put32(quint32(seconds + *clock / 10000 * 3600 + *clock / 100 % 100 * 60 + *clock % 100));
    return nullptr;
}

const char *RdataReader::name(bool lower)
{
    if (done())
        return missing;
    char *end = writeName(m_out.end(), take(), m_origin, lower ? LetterCase::Lower : LetterCase::Kept);
    if (!end)
        return "a name is wanted";
    m_out.setEnd(end);
    return nullptr;
}

const char *RdataReader::ipv4()
{
    if (done())
        return missing;
    const std::optional<quint32> address = ipv4FromText(take());
    if (!address)
        return "an IPv4 address is wanted";
    m_out.put32(*address);
    return nullptr;
}

const char *RdataReader::ipv6()
{
    if (done())
        return missing;
    if (!ipv6FromText(take(), m_out.end()))
        return "an IPv6 address is wanted";
    m_out.setEnd(m_out.end() + 16);
    return nullptr;
}

// The bytes that a word stands for.
const char *RdataReader::decoded(QByteArrayView word, bool quoted, char *to, qsizetype most, qsizetype &size) const
{
    constexpr const char *longString = "a character string has at most 255 bytes";
    if (quoted)
        word = withoutQuotes(word);
    if (!memchr(word.data(), '\\', size_t(word.size()))) {
        if (word.size() > most)
            return longString;
        memcpy(to, word.data(), size_t(word.size()));
        size = word.size();
        return nullptr;
    }
    size = 0;
    for (const char *at = word.begin(); at < word.end(); ++size) {
        const int byte = nextByte(at, word.end());
        if (byte < 0)
            return "\\ is followed by a character, or by three digits up to 255";
        if (size == most)
            return longString;
        to[size] = char(byte);
    }
    return nullptr;
}

const char *RdataReader::string(bool withLength)
{
    if (done())
        return missing;
    const bool quoted = m_words[m_at].quoted;
    qsizetype size = 0;
    char *begin = m_out.end();
    if (const Fault fault = decoded(take(), quoted, begin + withLength, withLength ? longestString : WireBuffer::most - m_out.size(), size))
        return withLength ? fault : tooLong;
    if (withLength)
        *begin = char(size);
    m_out.setEnd(begin + withLength + size);
    return nullptr;
}

const char *RdataReader::strings()
{
    if (done())
        return missing;
    while (!done()) {
        if (const Fault fault = string(true))
            return fault;
        if (!m_out.fits())
            return tooLong;
    }
    return nullptr;
}

const char *RdataReader::mnemonic(Mnemonics kind, int octets)
{
    if (done())
        return missing;
    const QByteArrayView word = take();
    const std::optional<quint32> number = decimal(word, octets == 1 ? 0xFF : 0xFFFF);
    const std::optional<int> named = number ? std::nullopt : numberOf(kind, word);
    if (!number && !named)
        return kind == Mnemonics::Algorithm  ? "an algorithm is wanted, its number or its name"
               : kind == Mnemonics::Digest   ? "a digest type is wanted, its number or its name"
               : kind == Mnemonics::Protocol ? "a protocol is wanted, its number or its name"
               : kind == Mnemonics::Scheme   ? "a scheme is wanted, its number or its name"
                                             : "a certificate type is wanted, its number or its name";
    const quint32 value = number ? *number : quint32(*named);
    if (octets == 2)
        m_out.put16(value);
    else
        m_out.put(char(value));
    return nullptr;
}

const char *RdataReader::typeCovered()
{
    if (done())
        return missing;
    const QByteArrayView word = take();
    const int type = rrTypeNumber(word);
    const std::optional<quint32> number = type ? std::nullopt : decimal(word, 0xFFFF);
    if (type == 0 && !number)
        return "a type of record is wanted";
    m_out.put16(type ? quint32(type) : *number);
    return nullptr;
}

const char *RdataReader::tag()
{
    if (done())
        return missing;
    const QByteArrayView word = withoutQuotes(take());
    for (const char c : word) {
        if (!isDigit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z'))
            return "a tag is made of letters and digits";
    }
    if (word.isEmpty() || word.size() > longestString)
        return "a tag is made of letters and digits";
    m_out.put(char(word.size()));
    m_out.put(word);
    return nullptr;
}

// What BIND asks of data beyond their fields.
const char *RdataReader::whole(int type, qsizetype begin) const
{
    const char *const data = m_out.view().data() + begin;
    const qsizetype size = m_out.size() - begin;
    const auto digestFits = [&](int at, qsizetype before) {
        const qsizetype octets = size - before;
        switch (uchar(data[at])) {
        case 1:
            return octets == 20;
        case 2:
        case 3:
            return octets == 32;
        case 4:
            return octets == 48;
        default:
            return true;
        }
    };
    switch (type) {
    case rrtype::ds:
    case rrtype::cds:
    case 32768:
    case 32769:
        return digestFits(3, 4) ? nullptr : "the digest is not as long as its type says";
    case rrtype::nsec3:
        return uchar(data[0]) == 1 && uchar(data[5 + uchar(data[4])]) != 20 ? "the hash is not as long as its algorithm says" : nullptr;
    case rrtype::zonemd:
        return uchar(data[5]) == 1 && size != 6 + 48   ? "the digest is not as long as its type says"
               : uchar(data[5]) == 2 && size != 6 + 64 ? "the digest is not as long as its type says"
               : size < 6 + 12                         ? "a digest has at least 12 bytes"
                                                       : nullptr;
    default:
        return nullptr;
    }
}

} // namespace lockstep
