// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters of SVCB and HTTPS records (RFC 9460 2.1 and 7).
#include "core/zone/rdatareader.h"
#include "core/zone/svcbkeys.h"

#include <QList>

#include <algorithm>
#include <array>

namespace lockstep {

namespace {

constexpr std::array names = {"mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp"};

// "a\,b,c" to "a,b" and "c": commas part items, a backslash takes away what the next byte means (RFC 9460 A.1).
std::optional<QList<QByteArray>> itemsOf(QByteArrayView list)
{
    QList<QByteArray> items(1);
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (list[i] == ',') {
            items.append(QByteArray());
            continue;
        }
        if (list[i] == '\\' && ++i == list.size())
            return {};
        items.last() += list[i];
    }
    return items;
}

QByteArray number16(int number) { return QByteArray(1, char(number >> 8)) + char(number); }

} // namespace

int svcb::keyNumber(QByteArrayView word)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (word == names[i])
            return int(i);
    }
    if (!word.startsWith("key") || (word.size() > 4 && word[3] == '0'))
        return -1;
    const std::optional<quint32> number = decimal(word.sliced(3), 65534);
    return number ? int(*number) : -1;
}

QByteArray svcb::keyName(int key) { return key < int(names.size()) ? QByteArray(names[size_t(key)]) : "key" + QByteArray::number(key); }

// `value` without quotation marks and escapes.
const char *RdataReader::parameter(int key, QByteArrayView value, bool given, QByteArray &wire) const
{
    if (key == svcb::NoDefaultAlpn || key == svcb::Ohttp)
        return given ? "this parameter has no value" : nullptr;
    if (key > svcb::Ohttp) {
        wire = value.toByteArray();
        return nullptr;
    }
    if (value.isEmpty())
        return "this parameter needs a value";
    if (key == svcb::Port) {
        const std::optional<quint32> port = decimal(value, 0xFFFF);
        if (!port)
            return "a port is a number up to 65535";
        wire = number16(int(*port));
        return nullptr;
    }
    if (key == svcb::Ech) {
        const auto decoded = QByteArray::fromBase64Encoding(value.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded || decoded.decoded.isEmpty())
            return "base64 is wanted";
        wire = decoded.decoded;
        return nullptr;
    }
    if (key == svcb::DohPath) { // RFC 9461 5
        if (!value.contains("{?dns}") && !value.contains("dns}"))
            return "the template of a DNS over HTTPS path names the variable dns";
        wire = value.toByteArray();
        return nullptr;
    }
    const std::optional<QList<QByteArray>> items = itemsOf(value);
    if (!items)
        return "a backslash stands at the end";
    QList<int> keys;
    for (const QByteArray &item : *items) {
        if (key == svcb::Alpn) {
            if (item.isEmpty() || item.size() > 255)
                return "a protocol has 1 to 255 bytes";
            wire += char(item.size()) + item;
        } else if (key == svcb::Ipv4Hint) {
            const std::optional<quint32> address = ipv4FromText(item);
            if (!address)
                return "an IPv4 address is wanted";
            wire += number16(int(*address >> 16)) + number16(int(*address & 0xFFFF));
        } else if (key == svcb::Ipv6Hint) {
            char address[16];
            if (!ipv6FromText(item, address))
                return "an IPv6 address is wanted";
            wire.append(address, sizeof address);
        } else {
            const int named = svcb::keyNumber(item);
            if (named <= svcb::Mandatory || keys.contains(named))
                return "mandatory names other parameters, each once";
            keys.append(named);
        }
    }
    std::sort(keys.begin(), keys.end());
    for (const int named : std::as_const(keys))
        wire += number16(named);
    return nullptr;
}

const char *RdataReader::parameters()
{
    struct Parameter
    {
        int key;
        QByteArray value;
    };
    QList<Parameter> all;
    while (!done()) {
        const size_t at = m_at;
        const QByteArrayView word = take();
        const qsizetype sign = word.indexOf('=');
        const int key = svcb::keyNumber(sign < 0 ? word : word.first(sign));
        if (key < 0)
            return "a parameter is wanted, like alpn=h2";
        if (std::ranges::any_of(all, [key](const Parameter &one) { return one.key == key; }))
            return "a parameter stands there twice";
        QByteArrayView text = sign < 0 ? QByteArrayView() : word.sliced(sign + 1);
        // key="value" is one word (RFC 9460 2.1); elsewhere a quotation mark begins another.
        if (!done() && sign == word.size() - 1 && m_words[m_at].quoted && m_words[m_at].begin == m_words[at].end)
            text = take();
        const std::optional<QByteArray> value = unescaped(text);
        if (!value)
            return "\\ is followed by a character, or by three digits up to 255";
        Parameter made{key, {}};
        if (const Fault fault = parameter(key, *value, sign >= 0, made.value))
            return fault;
        all.append(made);
    }
    std::ranges::sort(all, {}, &Parameter::key);
    const auto has = [&](int key) { return std::ranges::any_of(all, [key](const Parameter &one) { return one.key == key; }); };
    if (has(svcb::NoDefaultAlpn) && !has(svcb::Alpn))
        return "no-default-alpn needs alpn";
    for (const Parameter &one : std::as_const(all)) {
        for (qsizetype i = 0; one.key == svcb::Mandatory && i < one.value.size(); i += 2) {
            if (!has(uchar(one.value[i]) << 8 | uchar(one.value[i + 1])))
                return "a mandatory parameter is missing";
        }
        if (one.value.size() > 0xFFFF || !m_out.fits(4 + one.value.size()))
            return tooLong;
        m_out.put16(quint32(one.key));
        m_out.put16(quint32(one.value.size()));
        m_out.put(one.value);
    }
    return nullptr;
}

} // namespace lockstep
