// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/agentcalls.h"

namespace lockstep {

// Which member has which zones of its own, as far as its agent tells.
struct MemberZones
{
    QString member; // its name
    QList<OwnedZone> zones;
};

// A zone that named signs or that takes updates has one primary: two servers with the same configuration make different keys, and
// get different updates (DESIGN 4). Two may sign it only when both serve the same keys, which nothing replaces. One problem for
// each zone and member that is one too many.
QList<Error> ownedTwice(const QList<MemberZones> &members);

} // namespace lockstep
