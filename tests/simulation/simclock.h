// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <functional>
#include <map>

namespace lockstep {

// Whether a process still runs. What it waits for when it ends never comes: nothing of it runs again.
using Life = std::shared_ptr<bool>;

// The simulated world's time: events in their order, one at a time; when nothing is due time jumps to the next one.
class Schedule
{
public:
    qint64 time() const { return m_time; } // ms since the world began
    void in(qint64 milliseconds, std::function<void()> run);
    // Runs the next event, if it is due by `until`; otherwise time becomes `until`.
    bool step(qint64 until);
    qint64 events() const { return m_events; }
    // Called before time moves: whoever has a part in the world that is not simulated lets it come to rest.
    void setPause(std::function<void()> pause) { m_pause = std::move(pause); }

private:
    std::function<void()> m_pause;
    qint64 m_time = 0;
    quint64 m_order = 0;
    qint64 m_events = 0;
    std::map<std::pair<qint64, quint64>, std::function<void()>> m_queue;
};

// One host's clocks: the wall may be stepped, boot time begins anew with each boot.
struct HostTime
{
    Schedule &schedule;
    qint64 wall; // ms UTC when the world began
    qint64 bootedAt = 0;
    int boot = 1;

    qint64 now() const { return wall + schedule.time(); }
    void reboot()
    {
        ++boot;
        bootedAt = schedule.time();
    }
};

// A host's clocks as one process sees them.
class SimClock final : public Clock
{
public:
    SimClock(HostTime &host, Life life) : m_host(host), m_life(std::move(life)) {}
    qint64 now() const override { return m_host.now(); }
    qint64 sinceBoot() const override { return m_host.schedule.time() - m_host.bootedAt; }
    QString bootId() const override { return QStringLiteral("boot-%1").arg(m_host.boot); }
    Task<bool> sleep(qint64 milliseconds, Cancel cancel) override;

private:
    HostTime &m_host;
    Life m_life;
};

} // namespace lockstep
