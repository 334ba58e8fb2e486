// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/agentstate.h"
#include "core/identity/joincode.h"

namespace lockstep {

// What the two halves share beside their socket: the masters that are let in, and the join codes that were given out. Read and
// written by root alone; the network half gets it as values.
struct Enrolment
{
    QList<Digest> masters;
    JoinSecrets secrets;
    template <class V> void fields(V &v)
    {
        v("masters", masters);
        v("secrets", secrets);
    }
};

Result<Enrolment> loadEnrolment(Files &files, const AgentPlaces &places);
Result<void> saveEnrolment(Files &files, const AgentPlaces &places, const Enrolment &enrolment);

} // namespace lockstep
