// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

namespace lockstep {

// A line that a person types at the terminal of this program, which shows nothing of it. Errors: master.backup.noterminal,
// cancelled.
Result<Secret> typedSecret(const char *question);

} // namespace lockstep
