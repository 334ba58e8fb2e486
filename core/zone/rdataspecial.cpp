// SPDX-License-Identifier: GPL-3.0-or-later
// Data whose fields depend on each other. Each is named after its type; the form is that of the RFC and of BIND 9.20.
#include "core/zone/rdatareader.h"

#include <arpa/inet.h>
#include <netdb.h>

#include <array>
#include <cmath>

namespace lockstep {

const char *RdataReader::special(char letter)
{
    if (done() && letter != 'P' && letter != 'V')
        return missing;
    switch (letter) {
    case 'A':
        return a6();
    case 'B':
        return nxtBitmap();
    case 'D':
        return doa();
    case 'G':
        return atma();
    case 'H':
        return hip();
    case 'I':
        return ipseckey();
    case 'O':
        return loc();
    case 'P':
        return prefixes();
    case 'R':
        return amtrelay();
    case 'V':
        return parameters();
    case 'W':
        return services();
    case 'Z':
        return nsap();
    default:
        return "this type cannot be read";
    }
}

// RFC 2874 3.1: prefix length, the rest of the address, and a name unless the length is 0.
const char *RdataReader::a6()
{
    const std::optional<quint32> length = decimal(take(), 128);
    if (!length)
        return "a prefix length from 0 to 128 is wanted";
    m_out.put(char(*length));
    if (*length < 128) {
        std::array<char, 16> address{};
        if (done())
            return missing;
        if (!ipv6FromText(take(), address.data()))
            return "an IPv6 address is wanted";
        const size_t from = *length / 8;
        address[from] = char(uchar(address[from]) & (0xFF >> *length % 8));
        m_out.put(QByteArrayView(address.data() + from, qsizetype(address.size() - from)));
    }
    return *length == 0 ? nullptr : name(true);
}

// RFC 2535 5.2: one bit for each type below 128.
const char *RdataReader::nxtBitmap()
{
    std::array<char, 16> bits{};
    qsizetype octets = 0;
    while (!done()) {
        const QByteArrayView word = take();
        const int type = int(decimal(word, 127).value_or(quint32(rrTypeNumber(word))));
        if (type == 0 || type > 127)
            return "a type of record below 128 is wanted";
        bits[size_t(type / 8)] = char(uchar(bits[size_t(type / 8)]) | 0x80 >> type % 8);
        octets = std::max<qsizetype>(octets, type / 8 + 1);
    }
    m_out.put(QByteArrayView(bits.data(), octets));
    return nullptr;
}

// draft-durand-doa-over-dns: enterprise, type, location, media type, data ("-" for none).
const char *RdataReader::doa()
{
    if (const Fault fault = fields("wwbs"))
        return fault;
    if (done())
        return missing;
    if (bytes(m_at) == "-") {
        ++m_at;
        return nullptr;
    }
    return base64Rest();
}

// ATM Forum af-dans-0152: "+" and an E.164 number, or an address in hexadecimal with dots as one likes.
const char *RdataReader::atma()
{
    QByteArrayView word = take();
    const bool number = word.startsWith('+');
    if (number)
        word = word.sliced(1);
    m_out.put(char(number ? 1 : 0));
    int half = -1;
    bool some = false;
    bool dot = true; // none at the beginning, no two beside each other
    for (const char c : word) {
        if (c == '.') {
            if (dot || half >= 0)
                return "an ATM address is wanted";
            dot = true;
            continue;
        }
        dot = false;
        some = true;
        const bool digit = c >= '0' && c <= '9';
        if (number ? !digit : !digit && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F'))
            return "an ATM address is wanted";
        const int value = digit ? c - '0' : (c | 32) - 'a' + 10;
        if (!m_out.fits(1))
            return tooLong;
        if (number) {
            m_out.put(c);
        } else if (half < 0) {
            half = value;
        } else {
            m_out.put(char(half << 4 | value));
            half = -1;
        }
    }
    return some && !dot && half < 0 ? nullptr : "an ATM address is wanted";
}

// RFC 8005 6: algorithm, host identity tag, public key, names of rendezvous servers.
const char *RdataReader::hip()
{
    const std::optional<quint32> algorithm = decimal(take(), 0xFF);
    if (!algorithm)
        return "a number from 0 to 255 is wanted";
    char *const lengths = m_out.end();
    m_out.setEnd(lengths + 4);
    if (m_words.size() < m_at + 2)
        return missing;
    const auto one = [this](auto read) {
        const std::span<const ZoneToken> all = std::exchange(m_words, m_words.first(m_at + 1));
        const Fault fault = read();
        m_words = all;
        return fault;
    };
    const qsizetype before = m_out.size();
    if (const Fault fault = one([this] { return hexRest(false); }))
        return fault;
    const qsizetype tag = m_out.size() - before;
    if (const Fault fault = one([this] { return base64Rest(); }))
        return fault;
    const qsizetype key = m_out.size() - before - tag;
    if (tag == 0 || tag > 255 || key == 0)
        return "a host identity tag of at most 255 bytes and a key are wanted";
    lengths[0] = char(tag);
    lengths[1] = char(*algorithm);
    lengths[2] = char(key >> 8);
    lengths[3] = char(key);
    while (!done()) {
        if (const Fault fault = name(false))
            return fault;
        if (!m_out.fits())
            return tooLong;
    }
    return nullptr;
}

const char *RdataReader::gateway(int kind)
{
    if (done())
        return missing;
    switch (kind) {
    case 0:
        return take() == "." ? nullptr : "a gateway of type 0 is written \".\"";
    case 1:
        return ipv4();
    case 2:
        return ipv6();
    case 3:
        return name(false);
    default:
        return "a gateway type from 0 to 3 is wanted";
    }
}

// RFC 4025 3.1
const char *RdataReader::ipseckey()
{
    if (const Fault fault = fields("bbb"))
        return fault;
    const int algorithm = uchar(m_out.end()[-1]);
    if (const Fault fault = gateway(uchar(m_out.end()[-2])))
        return fault;
    return algorithm == 0 && done() ? nullptr : base64Rest();
}

// RFC 8777 4.3: precedence, D bit, type, relay.
const char *RdataReader::amtrelay()
{
    if (const Fault fault = fields("bbb"))
        return fault;
    const int kind = uchar(m_out.end()[-1]);
    const int discovery = uchar(m_out.end()[-2]);
    if (discovery > 1 || kind > 127)
        return "the discovery bit is 0 or 1 and the type is below 128";
    m_out.setEnd(m_out.end() - 2);
    m_out.put(char(discovery << 7 | kind));
    return gateway(kind);
}

namespace {

struct Angle
{
    std::optional<quint32> thousandths; // of a second of arc
    bool negative = false;
};

// Digits with at most `places` behind a point, as a whole number of the smallest unit.
std::optional<quint64> fixed(QByteArrayView word, int places)
{
    quint64 number = 0;
    int behind = -1;
    bool some = false;
    for (const char c : word) {
        if (c == '.' && behind < 0) {
            behind = 0;
            continue;
        }
        if (c < '0' || c > '9' || behind == places || number > 100'000'000'000ULL)
            return {};
        number = number * 10 + quint64(c - '0');
        behind += behind >= 0;
        some = true;
    }
    for (int i = std::max(behind, 0); i < places; ++i)
        number *= 10;
    return some ? std::optional(number) : std::nullopt;
}

// Centimetres as a digit and a power of ten (RFC 1876 2).
std::optional<uchar> precision(QByteArrayView word)
{
    if (word.endsWith('m'))
        word.chop(1);
    const std::optional<quint64> centimetres = fixed(word, 2);
    if (!centimetres || *centimetres > 9'000'000'000ULL)
        return {};
    quint64 rest = *centimetres;
    int power = 0;
    for (; rest > 9; rest /= 10)
        ++power;
    return uchar(rest << 4 | quint64(power));
}

} // namespace

// RFC 1876 3
const char *RdataReader::loc()
{
    constexpr quint32 middle = 1U << 31;
    const auto angle = [this](quint32 mostDegrees, char positive, char negative) -> std::optional<quint32> {
        quint64 total = 0;
        for (int part = 0; part < 4 && !done(); ++part) {
            const QByteArrayView word = take();
            if (part > 0 && word.size() == 1 && ((word[0] & ~32) == positive || (word[0] & ~32) == negative))
                return total <= mostDegrees * 3'600'000ULL
                           ? std::optional((word[0] & ~32) == positive ? middle + quint32(total) : middle - quint32(total))
                           : std::nullopt;
            const std::optional<quint64> number = part < 3 ? fixed(word, part == 2 ? 3 : 0) : std::nullopt;
            if (!number || *number > (part == 0 ? mostDegrees : part == 1 ? 59U : 59'999U))
                return {};
            total += *number * (part == 0 ? 3'600'000U : part == 1 ? 60'000U : 1U);
        }
        return {};
    };
    const std::optional<quint32> latitude = angle(90, 'N', 'S');
    if (!latitude)
        return "a latitude like \"52 14 05.123 N\" is wanted";
    const std::optional<quint32> longitude = angle(180, 'E', 'W');
    if (!longitude)
        return "a longitude like \"0 8 50 E\" is wanted";
    if (done())
        return missing;
    QByteArrayView height = take();
    const bool below = height.startsWith('-');
    if (below || height.startsWith('+'))
        height = height.sliced(1);
    if (height.endsWith('m'))
        height.chop(1);
    const std::optional<quint64> centimetres = fixed(height, 2);
    if (!centimetres || (below ? *centimetres > 10'000'000 : *centimetres > 0xFFFFFFFFULL - 10'000'000))
        return "an altitude from -100000 to 42849672.95 metres is wanted";
    std::array<uchar, 3> sizes{0x12, 0x16, 0x13}; // 1 m, 10 km, 10 m
    for (uchar &size : sizes) {
        if (done())
            break;
        const std::optional<uchar> given = precision(take());
        if (!given)
            return "a size or precision in metres is wanted";
        size = *given;
    }
    m_out.put('\0');
    for (const uchar size : sizes)
        m_out.put(char(size));
    m_out.put32(*latitude);
    m_out.put32(*longitude);
    m_out.put32(quint32(below ? 10'000'000 - *centimetres : 10'000'000 + *centimetres));
    return nullptr;
}

// RFC 3123 5: [!]family:address/prefix, trailing zero octets left out on the wire.
const char *RdataReader::prefixes()
{
    constexpr const char *wanted = "an address prefix like 1:192.0.2.0/24 is wanted";
    while (!done()) {
        QByteArrayView word = take();
        const bool negated = word.startsWith('!');
        if (negated)
            word = word.sliced(1);
        const qsizetype colon = word.indexOf(':');
        const qsizetype slash = word.lastIndexOf('/');
        if (colon < 0 || slash < colon)
            return wanted;
        const std::optional<quint32> family = decimal(word.first(colon), 2);
        const QByteArrayView text = word.sliced(colon + 1, slash - colon - 1);
        std::array<char, 16> address{};
        std::optional<quint32> prefix;
        qsizetype octets = 0;
        if (family == 1U) {
            const std::optional<quint32> four = ipv4FromText(text);
            if (!four)
                return wanted;
            for (size_t i = 0; i < 4; ++i)
                address[i] = char(*four >> (24 - 8 * i));
            prefix = decimal(word.sliced(slash + 1), 32);
            octets = 4;
        } else if (family == 2U && ipv6FromText(text, address.data())) {
            prefix = decimal(word.sliced(slash + 1), 128);
            octets = 16;
        }
        if (!prefix)
            return wanted;
        while (octets > 0 && address[size_t(octets - 1)] == '\0')
            --octets;
        if (!m_out.fits(4 + octets))
            return tooLong;
        m_out.put16(*family);
        m_out.put(char(*prefix));
        m_out.put(char((negated ? 0x80 : 0) | int(octets)));
        m_out.put(QByteArrayView(address.data(), octets));
    }
    return nullptr;
}

namespace {

std::optional<quint32> portOf(const QByteArray &service, const char *protocol)
{
    servent entry{};
    servent *found = nullptr;
    std::array<char, 1024> room{};
    if (getservbyname_r(service.constData(), protocol, &entry, room.data(), room.size(), &found) != 0 || !found)
        return {};
    return ntohs(uint16_t(found->s_port));
}

} // namespace

// RFC 1035 3.4.2: address, protocol, services as a bitmap of ports. Names are those of services(5), as for BIND.
const char *RdataReader::services()
{
    if (const Fault fault = ipv4())
        return fault;
    if (done())
        return missing;
    const QByteArray protocolWord = take().toByteArray().toLower();
    std::optional<quint32> protocol = decimal(protocolWord, 0xFF);
    if (!protocol)
        protocol = protocolWord == "tcp" ? std::optional(6U) : protocolWord == "udp" ? std::optional(17U) : std::nullopt;
    if (!protocol)
        return "a protocol is wanted: tcp, udp or a number";
    m_out.put(char(*protocol));
    std::array<char, 8192> bits{};
    qsizetype octets = 0;
    while (!done()) {
        const QByteArray word = take().toByteArray();
        std::optional<quint32> port = decimal(word, 0xFFFF);
        if (!port)
            port = portOf(word.toLower(), *protocol == 17 ? "udp" : "tcp");
        if (!port)
            return "a service is wanted, its port or its name";
        bits[*port / 8] = char(uchar(bits[*port / 8]) | 0x80 >> *port % 8);
        octets = std::max<qsizetype>(octets, *port / 8 + 1);
    }
    m_out.put(QByteArrayView(bits.data(), octets));
    return nullptr;
}

// RFC 1706 7: hexadecimal behind "0x", dots for the eye.
const char *RdataReader::nsap()
{
    QByteArrayView word = take();
    if (!word.startsWith("0x") && !word.startsWith("0X"))
        return "an NSAP address begins with 0x";
    int half = -1;
    bool some = false;
    for (const char c : word.sliced(2)) {
        if (c == '.' || c == '+')
            continue;
        const bool digit = c >= '0' && c <= '9';
        if (!digit && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F'))
            return "hexadecimal digits are wanted";
        const int value = digit ? c - '0' : (c | 32) - 'a' + 10;
        if (half < 0) {
            half = value;
            continue;
        }
        if (!m_out.fits(1))
            return tooLong;
        m_out.put(char(half << 4 | value));
        half = -1;
        some = true;
    }
    return some && half < 0 ? nullptr : "a hexadecimal digit is missing";
}

} // namespace lockstep
