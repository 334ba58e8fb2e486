// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/confsecrets.h"

namespace lockstep {

// Key material in forms that lie in files of their own, wherever they stand in a text: bodies of private keys in PEM (RFC 7468),
// also without their first or last line; fields of BIND's .private files; KEY records of shared keys (RFC 2539, algorithms 157 and
// 161 to 165); values of "pin-value=" (RFC 7512) and "password=". Not in the order of the text.
QList<SecretSpan> keyFileSpans(QByteArrayView text);

} // namespace lockstep
