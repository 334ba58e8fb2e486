// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace lockstep {

// Code of what is missing in an SVCB record that tells of a DNS server (at _dns or _PORT._dns: RFC 9461 2), or nullptr:
// zone.check.svcb.alpn, or zone.check.svcb.dohpath where a protocol of HTTP is offered (RFC 9461 5). named refuses the zone
// (check-svcb). Owner and data in wire form.
const char *dnsServiceFault(QByteArrayView owner, QByteArrayView rdata);

} // namespace lockstep
