// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/widgets/ask.h"

#include <QList>

namespace lockstep {

// The zone of the first of these that says that a zone would lose its signatures (master.unsigned); "" when none does.
QString zoneLosingSignatures(const QList<Error> &problems);
// Its name has to be typed, for what comes after cannot be put right by going back: resolvers take nothing for an answer meanwhile.
Question signatureQuestion(const QString &zone);

} // namespace lockstep
