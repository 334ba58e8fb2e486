// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lockstep {

// A configuration's text that may be shown: what core/namedconf/confsecrets.h finds is replaced by marks, line by line, so that
// line numbers stay. Equal secrets have equal marks, others have others, within this process only: a mark tells "the same" from
// "another" and nothing else.
QByteArray withoutSecrets(const QByteArray &text);

// Both sides of a difference. A secret is told as "secret (same)", "secret (changed)" with a mark of its own on each side, so that
// the line still differs, "secret (added)" or "secret (removed)".
struct MaskedPair
{
    QByteArray before;
    QByteArray after;
};
MaskedPair withoutSecrets(const QByteArray &before, const QByteArray &after);

// Whether key material stands in the lines that a patch would carry: those that differ and `context` around them.
bool carriesSecrets(const QByteArray &before, const QByteArray &after, qsizetype context);

} // namespace lockstep
