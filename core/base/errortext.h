// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace lockstep {

// The English sentence of an error, its place in front ("ns2: zones/example.net.db:17: ...") and `detail` behind it.
QString errorText(const Error &error);
// The same with another language's row, `detail` left to the caller.
QString errorTextIn(const QString &sentence, const Error &error);

// The row of a code with %1..%9 unfilled, or nothing when no row has it. ui/ hands it to the translator.
const char *sentenceOf(const QString &code);

} // namespace lockstep
