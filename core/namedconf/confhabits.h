// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/confcheck.h"

namespace lockstep {

// What named accepts, or refuses late, and what hardly was meant: a relative `directory`, paths that count from somewhere else,
// files that named writes below `managedRoots` (absolute folders, which are replaced as a whole), zones that share a file, names
// that are defined and never used, views that no client reaches. In the order of files and lines. Ids: docs/checks.md.
QList<ConfFinding> checkHabits(const Config &config, const QStringList &managedRoots = {});

} // namespace lockstep
