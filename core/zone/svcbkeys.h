// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace lockstep {

// Parameters of SVCB and HTTPS records (RFC 9460 14.3.2) that have names.
namespace svcb {
enum Key { Mandatory, Alpn, NoDefaultAlpn, Port, Ipv4Hint, Ech, Ipv6Hint, DohPath, Ohttp };
// "alpn", "key667"; -1 for what is no key.
int keyNumber(QByteArrayView word);
QByteArray keyName(int key);
} // namespace svcb

} // namespace lockstep
