// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonemeaning.h"
#include "core/zone/zoneparts.h"

namespace lockstep {

// Records that stand in another file than before, TTL and data the same. Reads both zones again when at least two files
// changed, and their data only where an RRset stands in other files.
QList<RecordMove> recordMoves(const QByteArray &origin, const ChangedParts &changed, ZoneParts &before, ZoneParts &after);

} // namespace lockstep
