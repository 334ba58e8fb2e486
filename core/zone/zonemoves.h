// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonemeaning.h"
#include "core/zone/zoneparts.h"

namespace lockstep {

// Records that stand in another file than before, TTL and data the same. When at least two files changed, both zones are read
// once more without data; where RRsets have more records in one file and less in another, again. Two records of an RRset that
// changed places are not told.
QList<RecordMove> recordMoves(const QByteArray &origin, const ChangedParts &changed, ZoneParts &before, ZoneParts &after);

} // namespace lockstep
