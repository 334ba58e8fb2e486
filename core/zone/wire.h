// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/names.h"
#include "core/zone/ttl.h"

#include <QByteArrayView>

namespace lockstep {

// Type mnemonics and TYPE### (RFC 3597); 0 when the word is no type.
int typeFromText(QByteArrayView word);
QByteArray typeToText(int type);

// Presentation form of a record's data to canonical wire form (RFC 4034 6.2), and back with absolute names.
// Errors: zone.rdata with the type.
Result<QByteArray> rdataToWire(int type, QByteArrayView text, QByteArrayView origin);
QByteArray rdataToText(int type, QByteArrayView wire);

} // namespace lockstep
