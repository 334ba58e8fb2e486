// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/agent.h"
#include "tests/core/helperhost.h"
#include "tests/core/rpcpair.h"
#include "tests/simulation/simcontent.h"
#include "tests/simulation/simnamed.h"

namespace lockstep {

// The unprivileged half over the helper and a name server, both in memory; calls are made as a master's peer makes them.
struct AgentHost
{
    static inline const QString id = QStringLiteral("d"); // of its deployment

    HelperHost host;
    std::mt19937 random{7};
    SimNamed named{host.disk, host.time, random};
    Life life = std::make_shared<bool>(true);
    SimClock clock{host.time, life};
    DirectLink link{host.helper()};
    NamedLink bind{named, host.schedule, life};
    Agent agent{clock, link, bind};
    TaskBag tasks;
    Snapshot live;

    AgentHost()
    {
        named.start();
        host.run = named.status().value_or(ServerStatus()).booted;
        live = host.adopt();
        if (!bind.reconfigure().isReady())
            pass(1000);
    }
    void pass(qint64 milliseconds)
    {
        const qint64 end = host.schedule.time() + milliseconds;
        while (host.schedule.step(end)) {
        }
    }
    template <class M> Result<typename M::Reply> call(M method, typename M::Request request)
    {
        const Ending reply(agent.dispatcher().handle({Role::Master}, QString::fromLatin1(method.name), toJson(request)));
        const qint64 end = host.schedule.time() + 600000;
        while (!reply.ended() && host.schedule.step(end)) {
        }
        if (!reply.ended())
            return fail(QStringLiteral("still waiting"));
        if (!*reply)
            return std::unexpected((*reply).error());
        return fromJson<typename M::Reply>(**reply);
    }
    quint32 serial() const { return named.zones().value({QString(), QStringLiteral("a.example")}).data->serial.value_or(0); }
    Result<SwitchReport> switchTo(const QByteArray &zone, qint64 guardMs)
    {
        const Snapshot forward = host.edited(live, zoneFileA, zone);
        const Snapshot returning = host.edited(live, zoneFileA, simZone(9, 2));
        const auto prepared = call(agentcalls::prepare, host.request(id, live.id(), forward, returning));
        if (!prepared || !prepared->ok)
            return fail(prepared ? QStringLiteral("refused") : prepared.error().code);
        return call(agentcalls::flip, host.flip(id, live.id(), guardMs));
    }
};

} // namespace lockstep
