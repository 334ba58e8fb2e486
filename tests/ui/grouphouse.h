// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/rpc/inprocesschannel.h"
#include "tests/core/masterhouse.h"
#include "tests/support/waitfor.h"

#include <QPointer>
#include <QTest>
#include <QTimer>

namespace lockstep {

// A MasterHouse with the client's side of its master: what a view of the window sees of real members. The simulated world goes
// on while the event loop runs.
class GroupHouse : public MasterHouse
{
public:
    explicit GroupHouse(int count = 3, const std::function<void(SimMember &)> &furnish = {}) : MasterHouse(count, furnish)
    {
        session = std::make_unique<MasterSession>(systemClock(), QStringLiteral("this computer"), [this] { return dial(); });
        view = std::make_unique<GroupSession>(*session, group);
        QObject::connect(&m_pump, &QTimer::timeout, [this] {
            for (int i = 0; i < 40; ++i)
                schedule.step(schedule.time() + 2);
        });
    }
    // What a client still asks is not heard by a master that is gone.
    ~GroupHouse()
    {
        session->stop();
        for (const QPointer<Peer> &peer : std::as_const(m_peers))
            delete peer.data();
    }

    // Everything that was set up by calls of the house is there; from now on time passes by itself.
    bool connect()
    {
        session->start();
        m_pump.start(1);
        return comes([this] { return session->isConnected(); });
    }
    // The connection ends, and none comes until it is true again.
    void setReachable(bool reachable)
    {
        m_reachable = reachable;
        for (const QPointer<Peer> &peer : std::as_const(m_peers)) {
            if (peer && !reachable)
                peer->close(Error{QStringLiteral("rpc.lost"), {QStringLiteral("the master")}, {}, {}});
        }
        if (reachable)
            session->retryNow();
    }

    std::unique_ptr<MasterSession> session;
    std::unique_ptr<GroupSession> view;

private:
    Task<Result<std::shared_ptr<MasterClient>>> dial()
    {
        if (!m_reachable)
            co_return fail(QStringLiteral("rpc.unreachable"), {QStringLiteral("the master")});
        InProcessChannel::Pair pair = InProcessChannel::make([](std::function<void()> run) { QTimer::singleShot(0, std::move(run)); }, {}, {});
        auto *peer = new Peer(systemClock(), std::move(pair.right), QStringLiteral("a client"));
        QObject::connect(peer, &Peer::closed, peer, &QObject::deleteLater);
        m_peers.append(peer);
        master->master()->serve(peer, QStringLiteral("anna"));
        m_tasks.add([](QPointer<Peer> one) -> Task<> {
            Task<Result<Hello>> greeting = one->greet({protocolMin, protocolMax, QStringLiteral("lockstep-master"), {}, {}});
            co_await greeting;
        }(peer));
        Task<Result<std::shared_ptr<MasterClient>>> greeting = MasterClient::greet(std::move(pair.left), QStringLiteral("test"));
        Result<std::shared_ptr<MasterClient>> client = co_await greeting;
        co_return client;
    }

    QTimer m_pump;
    bool m_reachable = true;
    QList<QPointer<Peer>> m_peers;
    TaskBag m_tasks;
};

} // namespace lockstep
