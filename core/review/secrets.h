// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lockstep {

// A configuration's text that may be shown: the values of `secret` statements and the bodies of private keys (PEM, and BIND's
// .private files) are replaced by marks, line by line, so that line numbers stay. Equal secrets have equal marks, others have
// others, within this process only: a mark tells "the same" from "another" and nothing else.
QByteArray withoutSecrets(const QByteArray &text);

} // namespace lockstep
