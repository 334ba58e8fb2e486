// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonemeaning.h"

namespace lockstep {

// Says of every record of a row what became of it; pairs that are there already (Disabled and Enabled) stay. As many as can be
// are pairs, those with the same data first; of the others the fewest fields differ in all, and then they are most alike. In
// an RRset in which more than 16 records differ on a side the choice is good, not best: its time grows with their number.
void pairRecords(MeaningRow &row);

} // namespace lockstep
