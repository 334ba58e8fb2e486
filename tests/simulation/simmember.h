// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/agent.h"
#include "tests/simulation/processfiles.h"
#include "tests/simulation/simnamed.h"
#include "tests/simulation/simnetwork.h"

namespace lockstep {

// A server of the group: a host with its disk and clocks, its named, and the production agent as a process that can end anywhere.
class SimMember
{
public:
    SimMember(Schedule &schedule, SimNetwork &network, std::mt19937 &random, int index);
    ~SimMember();
    SimMember(const SimMember &) = delete;
    SimMember &operator=(const SimMember &) = delete;

    struct Process;
    const int index;
    HostTime time;
    SimClock diskClock;
    MemoryFiles disk;
    SimNamed named;
    std::function<void(const QString &)> tell; // trace

    // Recovery, then the agent itself; tries again later when it cannot.
    void startAgent();
    // It is gone at once, in the middle of whatever it does.
    void killAgent();
    bool agentRuns() const { return m_process != nullptr; }
    // Its files, to make them fail; null while it does not run.
    ProcessFiles *files();
    // Power is lost, and comes back after `milliseconds`: recovery first, then named, then the agent.
    void reboot(qint64 milliseconds);
    bool isUp() const { return m_up; }
    // `pin`: of the key that the master shows; without it, of the one that it always has.
    bool accept(const Life &master, std::unique_ptr<Channel> &masterEnd, const std::optional<Digest> &pin = {});
    // Serves what connected in another way, with the key that it proved to hold. False: no agent runs.
    bool serve(std::unique_ptr<Channel> channel, const Digest &pin);
    static AgentPlaces places() { return {}; }

private:
    IsolatedResult check(const IsolatedRun &run);
    void boot();

    Schedule &m_schedule;
    SimNetwork &m_network;
    std::mt19937 &m_random;
    std::unique_ptr<Process> m_process;
    bool m_up = true;
    int m_starts = 0; // a start that was planned before another one does nothing
    int m_boots = 0;
};

} // namespace lockstep
