// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/confdiff.h"
#include "core/namedconf/confpairs.h"

namespace lockstep {

// How many statements went from one file to another, by the files' indices before and after.
using ConfMoves = QHash<std::pair<int, int>, int>;

// Fills what is told of the files: `identical` and `texts`. Needs `changes`.
void compareFiles(const ConfSide &before, const ConfSide &after, const ConfMoves &moves, ConfDifference &difference);

} // namespace lockstep
