// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>

namespace lockstep {

inline constexpr qsizetype longestName = 255; // octets on the wire (RFC 1035 3.1)

// A name as text (RFC 1035 5.1) into wire form at `to`, where there must be room for longestName bytes. Gives the end of what
// was written, or nullptr when it is no name. A relative name gets `origin` (wire form) appended, "@" is the origin itself.
enum class LetterCase { Lower, Kept };
char *writeName(char *to, QByteArrayView text, QByteArrayView origin, LetterCase letters);

// Names travel in wire form, lower case, ending with the root label. Errors: zone.name.
Result<QByteArray> nameToWire(QByteArrayView text, QByteArrayView origin);
// "www.example.net." with escapes; relative to `origin` when given ("www", "@").
QByteArray nameToText(QByteArrayView wire, QByteArrayView origin = {});
bool isBelow(QByteArrayView name, QByteArrayView zone); // or the same

// Octets of the name at the beginning of `wire`, its root label included; 0 when there is none.
qsizetype nameSize(QByteArrayView wire);

} // namespace lockstep
