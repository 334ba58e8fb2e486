// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/masterhouse.h"

namespace lockstep {

// Return: a deploy that everybody takes back, for the second member's named is gone.
enum class Flow { Prepare, Deploy, Return };
inline const char *const flowNames[] = {"prepare", "deploy", "return"};
inline constexpr Flow allFlows[] = {Flow::Prepare, Flow::Deploy, Flow::Return};

// One flow of a group of two with something in its way of which this knows nothing, and what must hold when its end is told and
// when time has passed.
class FlowTrial
{
public:
    explicit FlowTrial(MasterHouse &house) : m_house(house) {}
    // Adopted, with something staged; prepared, if the flow is a deploy. Each of these gives what is wrong, or nothing.
    QString ready(Flow flow);
    // The flow, to its end.
    Operation run();
    // What the operation says against what is, at this moment.
    QString lies(const Operation &told);
    // Nothing is in the way any more: each member holds one known generation that its named serves, the master says no more than
    // that, and what was tried comes to its end when it is tried again.
    // `known`: what a member holds must be a tree that a deployment of the history had.
    QString settle(bool known = true);

private:
    QString knownTree(int index, const GroupStatus &status, const HistoryList &history, bool mustBeKnown);
    QString inSync();

    MasterHouse &m_house;
    Flow m_flow = Flow::Prepare;
    Digest m_seal;
};

} // namespace lockstep
