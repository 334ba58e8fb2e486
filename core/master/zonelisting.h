// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/master/groupdesk.h"

namespace lockstep {

// Every zone statement of `staged` held against `live`, then those that are gone. What a text says is worked out once and
// kept with the trees (KnownTexts); between slices of a few milliseconds others have their turn.
Task<QList<ZoneListing>> listZones(StagedTree live, StagedTree staged, Clock &clock);

// One zone, with the digests of its file; the staged text can be fetched afterwards, so its records are not counted here: a
// long zone would be read once more before whoever asks can read it. Errors: master.nozone, master.unseeded.
Result<ZoneList> oneZone(const GroupDesk &desk, const ZoneListRequest &request);

// What of a list goes into one answer.
ZoneList pageOf(const QList<ZoneListing> &all, const Digest &staged, const ZoneListRequest &request);

} // namespace lockstep
