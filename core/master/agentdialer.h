// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/identity.h"
#include "core/protocol/methods.h"
#include "core/rpc/peer.h"

namespace lockstep {

// A connection to one agent with typed calls.
class AgentPeer
{
public:
    explicit AgentPeer(std::unique_ptr<Peer> peer) : m_peer(std::move(peer)) {}
    Peer &peer() { return *m_peer; }
    bool isOpen() const { return m_peer->isOpen(); }

    // What its agent is asked for, for as long as this lives. Any other object is refused, and at other times every one.
    class Asking
    {
    public:
        Asking(std::shared_ptr<AgentPeer> peer, QList<Digest> digests, ObjectFlow::Receiver take);
        ~Asking();
        Asking(const Asking &) = delete;
        Asking &operator=(const Asking &) = delete;

    private:
        std::shared_ptr<AgentPeer> m_peer;
        QList<Digest> m_digests;
    };

    template <class M> Task<Result<typename M::Reply>> call(M method, typename M::Request request, int deadlineMs = 120000)
    {
        Task<Result<QJsonObject>> calling = m_peer->call(QString::fromLatin1(method.name), toJson(request), deadlineMs);
        const Result<QJsonObject> reply = co_await calling;
        if (!reply)
            co_return std::unexpected(reply.error());
        co_return fromJson<typename M::Reply>(*reply);
    }

private:
    std::unique_ptr<Peer> m_peer;
    QHash<Digest, int> m_asked; // by how many
};

// How a master reaches agents: over the network, or within one process for tests.
class AgentDialer
{
public:
    virtual ~AgentDialer() = default;
    virtual Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString address, Digest pin) = 0;
    // Makes this master known to an agent; gives the agent's pin. Errors: identity.code, identity.secret, rpc.*.
    virtual Task<Result<Digest>> redeem(QString address, QString joinCode) = 0;
};

class NetworkDialer final : public AgentDialer
{
public:
    NetworkDialer(Clock &clock, Identity identity) : m_clock(clock), m_identity(std::move(identity)) {}
    Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString address, Digest pin) override;
    Task<Result<Digest>> redeem(QString address, QString joinCode) override;

private:
    Clock &m_clock;
    Identity m_identity;
};

} // namespace lockstep
