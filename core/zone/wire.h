// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace lockstep {

// Names travel in wire form (RFC 1035 3.1), lower case, ending with the root label. Relative names get `origin` appended; "@"
// is the origin. Errors: zone.name.
Result<QByteArray> nameToWire(const QByteArray &text, const QByteArray &origin);
// "www.example.net." with escapes; relative to `origin` when given ("www", "@").
QByteArray nameToText(const QByteArray &wire, const QByteArray &origin = {});
bool isBelow(const QByteArray &name, const QByteArray &zone); // or the same

// Type mnemonics and TYPE### (RFC 3597); 0 when the word is no type.
int typeFromText(const QByteArray &word);
QByteArray typeToText(int type);
// "3600", "1h30m", "2w" (BIND's units); nothing when the word is no TTL.
std::optional<quint32> ttlFromText(const QByteArray &word);

// Presentation form of a record's data to canonical wire form (RFC 4034 6.2), and back with absolute names.
// Errors: zone.rdata with the type.
Result<QByteArray> rdataToWire(int type, const QByteArray &text, const QByteArray &origin);
QByteArray rdataToText(int type, const QByteArray &wire);

} // namespace lockstep
