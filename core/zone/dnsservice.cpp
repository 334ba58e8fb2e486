// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/dnsservice.h"

#include "core/zone/svcbkeys.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <optional>

namespace lockstep {

namespace {

// Those that named asks a dohpath of.
constexpr std::array<QByteArrayView, 6> httpProtocols = {"http/0.9", "http/1.0", "http/1.1", "h2", "h2c", "h3"};

QByteArrayView firstLabel(QByteArrayView name) { return name.sliced(1, uchar(name[0])); }

// "_853", without zeros in front.
bool isPort(QByteArrayView label)
{
    const QByteArrayView digits = label.mid(1);
    const bool number = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    return label.startsWith('_') && !digits.isEmpty() && digits.size() <= 5 && number && (digits.size() == 1 || digits[0] != '0') &&
           digits.toInt() <= 65535;
}

bool isDnsService(QByteArrayView owner)
{
    if (isPort(firstLabel(owner)))
        owner = owner.sliced(1 + firstLabel(owner).size());
    return firstLabel(owner) == "_dns";
}

// The value of a parameter (RFC 9460 2.2); nothing when the record has none.
std::optional<QByteArrayView> parameter(QByteArrayView rdata, int wanted)
{
    qsizetype at = 2;
    while (rdata[at] != 0)
        at += 1 + uchar(rdata[at]);
    for (++at; at < rdata.size();) {
        const int key = qFromBigEndian<quint16>(rdata.data() + at);
        const int size = qFromBigEndian<quint16>(rdata.data() + at + 2);
        if (key == wanted)
            return rdata.sliced(at + 4, size);
        at += 4 + size;
    }
    return {};
}

} // namespace

const char *dnsServiceFault(QByteArrayView owner, QByteArrayView rdata)
{
    if (!isDnsService(owner))
        return nullptr;
    const std::optional<QByteArrayView> protocols = parameter(rdata, svcb::Alpn);
    if (!protocols)
        return "zone.check.svcb.alpn";
    if (parameter(rdata, svcb::DohPath))
        return nullptr;
    for (qsizetype at = 0; at < protocols->size(); at += 1 + uchar((*protocols)[at])) {
        if (std::ranges::contains(httpProtocols, firstLabel(protocols->sliced(at))))
            return "zone.check.svcb.dohpath";
    }
    return nullptr;
}

} // namespace lockstep
