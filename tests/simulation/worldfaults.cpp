// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/world.h"

namespace lockstep {

void World::after(qint64 milliseconds, std::function<void()> fault)
{
    m_schedule.in(milliseconds, [this, era = m_era, fault] {
        if (era == m_era)
            fault();
    });
}

void World::breakSomething(qint64 within)
{
    ++m_faults;
    const qint64 when = random(int(within));
    const int kind = random(16);
    if (kind < 12)
        breakMember(*m_members[size_t(random(size))], kind, when);
    else
        breakMaster(kind - 12, when);
}

void World::breakMember(SimMember &member, int kind, qint64 when)
{
    SimMember *one = &member;
    const QString name = QStringLiteral("member %1: ").arg(member.index);
    const bool after_ = chance(50);
    const int call = 1 + random(90);
    // Most are short; some last longer than the guard.
    const qint64 lasts = chance(75) ? 50 + random(15000) : 60000 + random(120000);
    const auto restart = [this, one, lasts] {
        m_schedule.in(lasts, [one] {
            if (one->isUp() && !one->agentRuns())
                one->startAgent();
        });
    };
    switch (kind) {
    case 0:
    case 1:
        if (member.files()) {
            member.files()->dieAt(call, after_, [this, one, name, restart] {
                tell(name + QStringLiteral("the agent ends at a call to the disk"));
                one->killAgent();
                restart();
            });
        }
        break;
    case 2:
        after(when, [this, one, name, restart] {
            tell(name + QStringLiteral("the agent ends"));
            one->killAgent();
            restart();
        });
        break;
    case 3:
        if (member.files()) {
            member.files()->dieAt(call, after_, [this, one, name, lasts] {
                tell(name + QStringLiteral("power fails at a call to the disk"));
                one->reboot(lasts);
            });
        }
        break;
    case 4:
        after(when, [this, one, name, lasts] {
            tell(name + QStringLiteral("power fails"));
            one->reboot(lasts);
        });
        break;
    case 5:
        after(when, [this, one, name, lasts] {
            tell(name + QStringLiteral("partition for %1 ms").arg(lasts));
            m_network.setPartition(one->index, true);
            if (lasts > 30000)
                m_network.reset(one->index);
            after(lasts, [this, one, name] {
                tell(name + QStringLiteral("partition over"));
                m_network.setPartition(one->index, false);
            });
        });
        break;
    case 6:
        after(when, [this, one, name] {
            tell(name + QStringLiteral("connection cut"));
            m_network.reset(one->index);
        });
        break;
    case 7:
        after(when, [this, one, name, lasts] {
            const qint64 left = random(20000);
            tell(name + QStringLiteral("disk full but for %1 bytes").arg(left));
            one->disk.setFree(chance(50) ? left : (48 << 20) + left);
            after(lasts, [one] { one->disk.setFree(1LL << 40); });
        });
        break;
    case 8:
        if (member.files()) {
            tell(name + QStringLiteral("call %1 to the disk will fail").arg(call));
            member.files()->failAt(call, after_);
        }
        break;
    case 9:
        after(when, [this, one, name, lasts] {
            tell(name + QStringLiteral("named stops"));
            one->named.stop();
            m_schedule.in(lasts, [one] {
                if (one->isUp() && !one->named.running())
                    one->named.start();
            });
        });
        break;
    case 10:
        after(when, [this, one, name, lasts] {
            tell(name + QStringLiteral("named becomes slow"));
            one->named.setSlowness(500 + random(chance(80) ? 8000 : 60000));
            after(lasts, [one] { one->named.setSlowness(20); });
        });
        break;
    default:
        after(when, [this, one, name] {
            const qint64 step = chance(70) ? -random(90000) : random(90000);
            tell(name + QStringLiteral("the clock is stepped by %1 ms").arg(step));
            one->time.wall += step;
        });
    }
}

void World::breakMaster(int kind, qint64 when)
{
    const qint64 lasts = chance(60) ? 50 + random(15000) : 55000 + random(120000);
    const bool power = chance(30);
    const auto end = [this, lasts, power] {
        tell(QStringLiteral("the master ends for %1 ms%2").arg(lasts).arg(power ? QStringLiteral(", power lost") : QString()));
        if (power)
            m_master->losePower();
        else
            m_master->kill();
        m_schedule.in(lasts, [this] {
            if (!m_master->runs()) {
                tell(QStringLiteral("the master starts"));
                m_master->start();
            }
        });
    };
    switch (kind) {
    case 0:
    case 1:
        m_master->dieAtStatement(1 + random(60), end);
        break;
    case 2:
        after(when, end);
        break;
    default:
        if (chance(50)) {
            m_master->failStatement(1 + random(60));
            tell(QStringLiteral("a statement of the master's database will fail"));
        } else if (m_master->files()) {
            m_master->files()->dieAt(1 + random(30), chance(50), end);
        }
        if (chance(20))
            m_master->time.wall -= random(100000000);
    }
}

// Nothing is broken any more, and nothing more breaks.
void World::heal()
{
    tell(QStringLiteral("--- everything heals"));
    ++m_era;
    m_network.setDelay(4);
    m_master->clearFaults();
    if (!m_master->runs())
        m_master->start();
    for (const auto &member : m_members) {
        m_network.setPartition(member->index, false);
        member->disk.setFree(1LL << 40);
        member->named.setSlowness(20);
        if (member->files())
            member->files()->clearFaults();
        if (member->isUp() && !member->named.running())
            member->named.start();
        if (member->isUp() && !member->agentRuns())
            member->startAgent();
    }
}

} // namespace lockstep
