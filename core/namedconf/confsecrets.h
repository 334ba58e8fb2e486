// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"

namespace lockstep {

// A statement whose value nobody may see: "secret" of a key, "cookie-secret". Wherever it stands: a misplaced one is one too.
bool isSecretStatement(const ConfStatement &statement);

} // namespace lockstep
