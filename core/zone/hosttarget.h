// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/rrtypes.h"

#include <QByteArrayView>

namespace lockstep {

// The name inside data, in wire form, that leads to a host: of NS, CNAME, MX and SRV; empty for other types.
inline QByteArrayView hostTarget(int type, QByteArrayView rdata)
{
    switch (type) {
    case rrtype::ns:
    case rrtype::cname:
        return rdata;
    case rrtype::mx:
        return rdata.sliced(2);
    case rrtype::srv:
        return rdata.sliced(6);
    default:
        return {};
    }
}

} // namespace lockstep
