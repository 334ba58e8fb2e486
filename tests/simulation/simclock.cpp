// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simclock.h"

namespace lockstep {

void Schedule::in(qint64 milliseconds, std::function<void()> run)
{
    m_queue.emplace(std::pair(m_time + std::max<qint64>(milliseconds, 0), m_order++), std::move(run));
}

bool Schedule::step(qint64 until)
{
    if (m_pause)
        m_pause();
    const auto next = m_queue.begin();
    if (next == m_queue.end() || next->first.first > until) {
        m_time = std::max(m_time, until);
        return false;
    }
    m_time = next->first.first;
    const std::function<void()> run = std::move(next->second);
    m_queue.erase(next);
    ++m_events;
    run();
    return true;
}

Task<bool> SimClock::sleep(qint64 milliseconds, Cancel cancel)
{
    Promise<bool> done;
    const Life life = m_life;
    m_host.schedule.in(milliseconds, [done, life]() mutable {
        if (*life)
            done.set(true);
    });
    const Cancel::Token token = cancel.onRaise([done, life]() mutable {
        if (*life)
            done.set(false);
    });
    Task<bool> waiting = done.wait();
    const bool passed = co_await waiting;
    co_return passed;
}

} // namespace lockstep
