// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bind/bind.h"

namespace lockstep {

// A query of class IN (RFC 1035 4.1) with EDNS (RFC 6891) and a client cookie (RFC 7873). `owner` in wire form.
QByteArray encodeQuery(quint16 id, const QByteArray &owner, int type, const QByteArray &cookie);

// Reads a response; every name is written out in full and in lower case. Errors: bind.malformed - also when id or question
// are not those that were asked.
Result<Answer> decodeAnswer(const QByteArray &message, quint16 id, const QByteArray &owner, int type);

// "www.example.net" or "www.example.net." to wire form, lower case; nothing when it is no name. No escapes.
std::optional<QByteArray> wireName(const QString &name);

} // namespace lockstep
