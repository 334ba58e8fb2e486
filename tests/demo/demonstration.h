// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/servergroup.h"

namespace lockstep {

// Joins the first `members` servers to one group, deploys once so that there is a history, and stages changes that are worth a look: records
// changed, added and removed in two views, an option, a new zone. The sentence of the first fault, or empty.
QString furnishDemonstration(ServerGroup &group, int members = 3);

} // namespace lockstep
