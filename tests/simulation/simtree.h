// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "tests/simulation/memoryfiles.h"

namespace lockstep {

// The one generation that a simulated member's named would read, whole and nothing beside it; `fault` says why there is none.
std::optional<Snapshot> activeTree(MemoryFiles &disk, QString *fault);

} // namespace lockstep
