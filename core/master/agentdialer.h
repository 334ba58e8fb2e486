// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/keyplace.h"
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

// Which of its keys a master shows: while they are rotated it has two.
enum class OwnKey { Now, Next };

// How a master reaches agents: over the network, or within one process for tests.
class AgentDialer
{
public:
    virtual ~AgentDialer() = default;
    virtual Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString address, Digest pin) = 0;
    // With the key that will follow. Errors: as dial().
    virtual Task<Result<std::shared_ptr<AgentPeer>>> dialAsNext(QString name, QString address, Digest pin)
    {
        return dial(std::move(name), std::move(address), pin);
    }
    // The pin of the key that will follow the master's own, when one was made.
    virtual std::optional<Digest> nextPin() const { return {}; }
    // Makes it, durably, once. Errors: master.norotate where keys cannot be rotated, file.*.
    virtual Result<Digest> makeNext() { return fail(QStringLiteral("master.norotate")); }
    // From now on it is the only one. Errors: file.*.
    virtual Result<void> turnToNext() { return fail(QStringLiteral("master.norotate")); }
    // Makes this master known to an agent; gives the agent's pin. Errors: identity.code, identity.secret, rpc.*.
    virtual Task<Result<Digest>> redeem(QString address, QString joinCode) = 0;
};

class NetworkDialer final : public AgentDialer
{
public:
    // `keepAs`: where the first key that is rotated away stays, for those who know the master by it.
    NetworkDialer(Clock &clock, KeyPlace keys, QString keepAs = {}) : m_clock(clock), m_keys(std::move(keys)), m_keepAs(std::move(keepAs)) {}
    Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString address, Digest pin) override;
    Task<Result<std::shared_ptr<AgentPeer>>> dialAsNext(QString name, QString address, Digest pin) override;
    std::optional<Digest> nextPin() const override;
    Result<Digest> makeNext() override { return m_keys.makeNext(); }
    Result<void> turnToNext() override { return m_keys.turn(m_keys.next() ? m_keys.next()->pin() : Digest(), m_keepAs); }
    Task<Result<Digest>> redeem(QString address, QString joinCode) override;

private:
    Task<Result<std::shared_ptr<AgentPeer>>> dialWith(Identity identity, QString name, QString address, Digest pin);

    Clock &m_clock;
    KeyPlace m_keys;
    QString m_keepAs;
};

} // namespace lockstep
