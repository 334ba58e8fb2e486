// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/grouptruth.h"

namespace lockstep {

// Return: a deploy that everybody takes back, for the last member's agent is away.
enum class Phase { Prepare, Deploy, Return, RollBack };

// The flows of a group in which something is going to happen, one after the other.
class FlowScene
{
public:
    FlowScene(LiveGroup &group, GroupTruth &truth) : m_group(group), m_truth(truth) {}

    static QString nameOf(Phase phase);
    // A command that must succeed.
    bool step(const QString &words);
    // Another address for www.example.net.
    bool stage();
    // What must be before the flow.
    bool before(Phase phase);
    // The words of the flow.
    static QString flow(Phase phase);
    // Who was away for it is back.
    void after(Phase phase);
    // Until everything is at rest and true; a member that calls itself behind is synchronised, as somebody would. The fault that
    // stays, or empty.
    QString settled(int milliseconds);
    // The same once more after every named was restarted; then every zone is compared.
    QString settledAfterRestart();

private:
    LiveGroup &m_group;
    GroupTruth &m_truth;
    int m_next = 0;
};

} // namespace lockstep
