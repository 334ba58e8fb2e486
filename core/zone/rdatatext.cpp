// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/names.h"
#include "core/zone/rrtypes.h"
#include "core/zone/svcbkeys.h"
#include "core/zone/wire.h"

#include <QDateTime>
#include <QTimeZone>

#include <arpa/inet.h>

namespace lockstep {

namespace {

// Reads data on the wire by the letters of their type. Bytes that do not fit the type stop it: they are shown as RFC 3597 says.
class Printer
{
public:
    explicit Printer(QByteArrayView wire) : m_rest(wire) {}

    std::optional<QByteArray> print(const char *letters)
    {
        for (; *letters; ++letters) {
            if (*letters == '?') {
                if (m_rest.isEmpty())
                    break;
                continue;
            }
            if (!field(*letters))
                return {};
        }
        return m_rest.isEmpty() ? std::optional(m_words.join(' ')) : std::nullopt;
    }

private:
    bool field(char letter);
    bool special(char letter);
    bool gateway(int kind);
    bool a6();
    bool hip();
    bool loc();
    bool prefixes();
    bool services();
    bool parameters();
    bool parameter(int key, QByteArrayView value);

    bool has(qsizetype octets) const { return m_rest.size() >= octets; }
    QByteArrayView take(qsizetype octets)
    {
        const QByteArrayView part = m_rest.first(octets);
        m_rest = m_rest.sliced(octets);
        return part;
    }
    quint32 number(int octets)
    {
        quint32 value = 0;
        for (const char c : take(octets))
            value = value << 8 | uchar(c);
        return value;
    }
    bool put(const QByteArray &word)
    {
        m_words.append(word);
        return true;
    }
    bool putNumber(int octets) { return has(octets) && put(QByteArray::number(number(octets))); }
    bool name();
    bool string();
    bool address(int family, qsizetype octets);
    bool mnemonic(Mnemonics kind, int octets);
    bool bitmap();
    bool time();
    bool hash();
    bool groups(int count, char between);
    bool hexadecimal(QByteArrayView bytes) { return put(bytes.isEmpty() ? QByteArray() : bytes.toByteArray().toHex()); }
    bool base64(QByteArrayView bytes) { return put(bytes.toByteArray().toBase64()); }

    QByteArrayView m_rest;
    QByteArrayList m_words;
};

QByteArray quoted(QByteArrayView bytes)
{
    QByteArray text("\"");
    for (const char c : bytes) {
        if (c == '"' || c == '\\')
            text += '\\';
        if (c < ' ' || uchar(c) >= 127)
            text += '\\' + QByteArray::number(uchar(c)).rightJustified(3, '0');
        else
            text += c;
    }
    return text + '"';
}

bool Printer::name()
{
    const qsizetype size = nameSize(m_rest);
    return size > 0 && put(nameToText(take(size)));
}

bool Printer::string() { return has(1) && has(1 + uchar(m_rest[0])) && put(quoted(take(1 + uchar(m_rest[0])).sliced(1))); }

// Fewer octets than the family has: the rest are zero.
bool Printer::address(int family, qsizetype octets)
{
    uchar bytes[16] = {};
    char text[INET6_ADDRSTRLEN];
    if (!has(octets) || octets > (family == AF_INET ? 4 : 16))
        return false;
    const QByteArrayView part = take(octets);
    memcpy(bytes, part.data(), size_t(part.size()));
    return inet_ntop(family, bytes, text, sizeof text) && put(text);
}

bool Printer::mnemonic(Mnemonics kind, int octets)
{
    if (!has(octets))
        return false;
    const quint32 value = number(octets);
    const char *known = kind == Mnemonics::Certificate || kind == Mnemonics::Scheme ? nameOf(kind, int(value))
                                                                                    : nullptr; // BIND prints the others as numbers
    return put(known ? QByteArray(known) : QByteArray::number(value));
}

bool Printer::bitmap()
{
    for (int last = -1; has(3);) {
        const int window = uchar(m_rest[0]);
        const qsizetype octets = uchar(m_rest[1]);
        if (window <= last || octets == 0 || octets > 32 || !has(2 + octets) || m_rest[1 + octets] == '\0')
            return false;
        last = window;
        const QByteArrayView bits = take(2 + octets).sliced(2);
        for (int bit = 0; bit < 8 * int(octets); ++bit) {
            if (uchar(bits[bit / 8]) & 0x80 >> bit % 8)
                put(typeToText(256 * window + bit));
        }
    }
    return m_rest.isEmpty();
}

bool Printer::time()
{
    return has(4) && put(QDateTime::fromSecsSinceEpoch(number(4), QTimeZone::UTC).toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1());
}

bool Printer::hash()
{
    if (!has(1) || m_rest[0] == '\0' || !has(1 + uchar(m_rest[0])))
        return false;
    QByteArray text;
    quint32 bits = 0;
    int count = 0;
    for (const char c : take(1 + uchar(m_rest[0])).sliced(1)) {
        bits = bits << 8 | uchar(c);
        for (count += 8; count >= 5; count -= 5)
            text += "0123456789ABCDEFGHIJKLMNOPQRSTUV"[bits >> (count - 5) & 31];
    }
    if (count > 0)
        text += "0123456789ABCDEFGHIJKLMNOPQRSTUV"[bits << (5 - count) & 31];
    return put(text);
}

bool Printer::groups(int count, char between)
{
    const int octets = between == ':' ? 2 : 1;
    if (!has(count * octets))
        return false;
    QByteArrayList parts;
    for (int i = 0; i < count; ++i)
        parts.append(QByteArray::number(number(octets), 16).rightJustified(2 * octets, '0'));
    return put(parts.join(between));
}

bool Printer::field(char letter)
{
    switch (letter) {
    case 'N':
    case 'n':
        return name();
    case '4':
        return address(AF_INET, 4);
    case '6':
        return address(AF_INET6, 16);
    case 'b':
        return putNumber(1);
    case 'h':
        return putNumber(2);
    case 'w':
    case 't':
        return putNumber(4);
    case 'T':
        return time();
    case 's':
        return string();
    case 'S': {
        bool good = string();
        while (good && !m_rest.isEmpty())
            good = string();
        return good;
    }
    case 'l':
        return put(quoted(take(m_rest.size())));
    case 'x':
        return has(1) && hexadecimal(take(m_rest.size()));
    case 'y':
        return has(1) && base64(take(m_rest.size()));
    case 'Y':
        return hash();
    case 'z':
        if (!has(1) || !has(1 + uchar(m_rest[0])))
            return false;
        return m_rest[0] == '\0' ? (take(1), put("-")) : hexadecimal(take(1 + uchar(m_rest[0])).sliced(1));
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
        return has(2) && put(typeToText(int(number(2))));
    case 'g': {
        if (!has(1) || m_rest[0] == '\0' || !has(1 + uchar(m_rest[0])))
            return false;
        const QByteArrayView tag = take(1 + uchar(m_rest[0])).sliced(1);
        return std::ranges::all_of(tag, [](char c) { return QChar::fromLatin1(c).isLetterOrNumber() && uchar(c) < 127; }) && put(tag.toByteArray());
    }
    case 'e':
        return groups(6, '-');
    case 'E':
        return groups(8, '-');
    case 'L':
        return groups(4, ':');
    default:
        return special(letter);
    }
}

bool Printer::special(char letter)
{
    switch (letter) {
    case 'A':
        return a6();
    case 'B':
        if (m_rest.isEmpty() || m_rest.size() > 16)
            return false;
        for (int bit = 0; bit < 8 * int(m_rest.size()); ++bit) {
            if (uchar(m_rest[bit / 8]) & 0x80 >> bit % 8)
                put(typeToText(bit));
        }
        m_rest = {};
        return true;
    case 'D':
        for (const char one : {'w', 'w', 'b', 's'}) {
            if (!field(one))
                return false;
        }
        return m_rest.isEmpty() ? put("-") : base64(take(m_rest.size()));
    case 'G':
        if (!has(2) || uchar(m_rest[0]) > 1)
            return false;
        if (take(1)[0] == '\0')
            return hexadecimal(take(m_rest.size()));
        return std::ranges::all_of(m_rest, [](char c) { return c >= '0' && c <= '9'; }) && put('+' + take(m_rest.size()).toByteArray());
    case 'H':
        return hip();
    case 'I': {
        if (!has(3))
            return false;
        const int kind = uchar(m_rest[1]);
        return field('b') && field('b') && field('b') && gateway(kind) && (m_rest.isEmpty() || base64(take(m_rest.size())));
    }
    case 'O':
        return loc();
    case 'P':
        return prefixes();
    case 'R': {
        if (!field('b') || !has(1))
            return false;
        const int kind = uchar(take(1)[0]);
        return put(QByteArray::number(kind >> 7)) && put(QByteArray::number(kind & 127)) && gateway(kind & 127);
    }
    case 'V':
        return parameters();
    case 'W':
        return services();
    case 'Z':
        return has(1) && put("0x" + take(m_rest.size()).toByteArray().toHex());
    default:
        return false;
    }
}

bool Printer::gateway(int kind)
{
    switch (kind) {
    case 0:
        return put(".");
    case 1:
        return address(AF_INET, 4);
    case 2:
        return address(AF_INET6, 16);
    case 3:
        return name();
    default:
        return false;
    }
}

bool Printer::a6()
{
    if (!has(1) || uchar(m_rest[0]) > 128)
        return false;
    const int prefix = uchar(m_rest[0]);
    put(QByteArray::number(number(1)));
    if (prefix < 128) {
        const qsizetype octets = 16 - prefix / 8;
        if (!has(octets))
            return false;
        const QByteArray whole = QByteArray(16 - octets, '\0') + take(octets).toByteArray();
        char text[INET6_ADDRSTRLEN];
        inet_ntop(AF_INET6, whole.constData(), text, sizeof text);
        put(text);
    }
    return prefix == 0 || name();
}

bool Printer::hip()
{
    if (!has(4))
        return false;
    const qsizetype tag = uchar(m_rest[0]);
    const quint32 algorithm = uchar(m_rest[1]);
    const qsizetype key = uchar(m_rest[2]) << 8 | uchar(m_rest[3]);
    take(4);
    if (tag == 0 || key == 0 || !has(tag + key))
        return false;
    put(QByteArray::number(algorithm));
    hexadecimal(take(tag));
    base64(take(key));
    while (!m_rest.isEmpty()) {
        if (!name())
            return false;
    }
    return true;
}

// RFC 1876 3
bool Printer::loc()
{
    if (m_rest.size() != 16 || m_rest[0] != '\0')
        return false;
    take(1);
    QByteArrayList sizes;
    for (int i = 0; i < 3; ++i) {
        const quint32 one = number(1);
        if (one >> 4 > 9 || (one & 15) > 9)
            return false;
        quint64 centimetres = one >> 4;
        for (quint32 k = 0; k < (one & 15); ++k)
            centimetres *= 10;
        sizes.append(QByteArray::number(centimetres / 100) +
                     (centimetres % 100 ? '.' + QByteArray::number(centimetres % 100).rightJustified(2, '0') : QByteArray()) + 'm');
    }
    const auto angle = [this](char positive, char negative, quint32 most) {
        const quint32 value = number(4);
        const quint32 size = value >= 1U << 31 ? value - (1U << 31) : (1U << 31) - value;
        put(QByteArray::number(size / 3600000));
        put(QByteArray::number(size / 60000 % 60));
        put(QByteArray::number(size / 1000 % 60) + '.' + QByteArray::number(size % 1000).rightJustified(3, '0'));
        put(QByteArray(1, value >= 1U << 31 ? positive : negative));
        return size <= most * 3600000;
    };
    if (!angle('N', 'S', 90) || !angle('E', 'W', 180))
        return false;
    const qint64 altitude = qint64(number(4)) - 10000000;
    put((altitude < 0 ? "-" : "") + QByteArray::number(std::abs(altitude) / 100) + '.' +
        QByteArray::number(std::abs(altitude) % 100).rightJustified(2, '0') + 'm');
    m_words.append(sizes);
    return true;
}

bool Printer::prefixes()
{
    while (!m_rest.isEmpty()) {
        if (!has(4))
            return false;
        const quint32 family = number(2);
        const quint32 prefix = number(1);
        const quint32 octets = number(1);
        if ((family != 1 && family != 2) || prefix > (family == 1 ? 32 : 128) || !has(octets & 127) || (octets & 127) > (family == 1 ? 4 : 16) ||
            ((octets & 127) > 0 && m_rest[(octets & 127) - 1] == '\0'))
            return false;
        address(family == 1 ? AF_INET : AF_INET6, octets & 127);
        m_words.last() = (octets & 128 ? "!" : "") + QByteArray::number(family) + ':' + m_words.last() + '/' + QByteArray::number(prefix);
    }
    return true;
}

bool Printer::services()
{
    if (!address(AF_INET, 4) || !has(1) || m_rest.size() > 1 + 8192)
        return false;
    const quint32 protocol = number(1);
    put(protocol == 6 ? QByteArray("tcp") : protocol == 17 ? QByteArray("udp") : QByteArray::number(protocol));
    for (int bit = 0; bit < 8 * int(m_rest.size()); ++bit) {
        if (uchar(m_rest[bit / 8]) & 0x80 >> bit % 8)
            put(QByteArray::number(bit));
    }
    m_rest = {};
    return true;
}

// One value of a parameter, quoted when it must be.
bool Printer::parameter(int key, QByteArrayView value)
{
    QByteArray text;
    Printer inner(value);
    switch (key) {
    case svcb::Mandatory:
        if (value.isEmpty() || value.size() % 2)
            return false;
        while (!inner.m_rest.isEmpty())
            inner.put(svcb::keyName(int(inner.number(2))));
        text = inner.m_words.join(',');
        break;
    case svcb::Alpn: {
        QByteArray list;
        while (!inner.m_rest.isEmpty()) {
            const qsizetype size = uchar(inner.m_rest[0]);
            if (size == 0 || !inner.has(1 + size))
                return false;
            list += list.isEmpty() ? "" : ",";
            for (const char c : inner.take(1 + size).sliced(1))
                list += (c == ',' || c == '\\' ? QByteArray("\\") : QByteArray()) + c;
        }
        if (list.isEmpty())
            return false;
        text = quoted(list);
        break;
    }
    case svcb::NoDefaultAlpn:
    case svcb::Ohttp:
        return value.isEmpty() && put(svcb::keyName(key));
    case svcb::Port:
        if (value.size() != 2)
            return false;
        text = QByteArray::number(inner.number(2));
        break;
    case svcb::Ipv4Hint:
    case svcb::Ipv6Hint:
        do {
            if (!inner.address(key == svcb::Ipv4Hint ? AF_INET : AF_INET6, key == svcb::Ipv4Hint ? 4 : 16))
                return false;
        } while (!inner.m_rest.isEmpty());
        text = inner.m_words.join(',');
        break;
    case svcb::Ech:
        if (value.isEmpty())
            return false;
        text = value.toByteArray().toBase64();
        break;
    default:
        text = value.isEmpty() ? QByteArray() : quoted(value);
    }
    return put(svcb::keyName(key) + (text.isEmpty() ? QByteArray() : '=' + text));
}

bool Printer::parameters()
{
    for (int last = -1; !m_rest.isEmpty();) {
        if (!has(4))
            return false;
        const int key = int(number(2));
        const qsizetype size = number(2);
        if (key <= last || key == 65535 || !has(size) || !parameter(key, take(size)))
            return false;
        last = key;
    }
    return true;
}

} // namespace

QByteArray rdataToText(int type, QByteArrayView wire)
{
    const RrType *known = rrType(type);
    const std::optional<QByteArray> text = known && known->fields ? Printer(wire).print(known->fields) : std::nullopt;
    return text ? *text : ("\\# " + QByteArray::number(wire.size()) + ' ' + wire.toByteArray().toHex()).trimmed();
}

} // namespace lockstep
