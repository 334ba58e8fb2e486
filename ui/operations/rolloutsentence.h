// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/member.h"
#include "core/model/rollout.h"

namespace lockstep {

// What a deploy to these members will do, in plain words: "ns3 first, watched for 30 s, then 2 at a time (3 waves)."
QString rolloutSentence(const Rollout &rollout, int keepMinutes, const QList<Member> &members);

} // namespace lockstep
