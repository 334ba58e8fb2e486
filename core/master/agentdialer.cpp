// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/agentdialer.h"

#include "core/identity/joincode.h"
#include "core/rpc/websocketchannel.h"

namespace lockstep {

namespace {
constexpr quint16 agentPort = 9530;
constexpr int dialDeadline = 10000;
} // namespace

AgentPeer::Asking::Asking(std::shared_ptr<AgentPeer> peer, QList<Digest> digests, ObjectFlow::Receiver take)
    : m_peer(std::move(peer)), m_digests(std::move(digests))
{
    for (const Digest &digest : std::as_const(m_digests))
        ++m_peer->m_asked[digest];
    m_peer->peer().setObjectHandler([asked = m_peer.get(), take = std::move(take)](const ReceivedObject &object) -> Result<void> {
        return asked->m_asked.contains(object.digest) ? take(object) : fail(QStringLiteral("rpc.object"));
    });
}

AgentPeer::Asking::~Asking()
{
    QHash<Digest, int> &asked = m_peer->m_asked;
    for (const Digest &digest : std::as_const(m_digests)) {
        if (--asked[digest] <= 0)
            asked.remove(digest);
    }
    if (asked.isEmpty())
        m_peer->peer().setObjectHandler({});
}

std::optional<Digest> NetworkDialer::nextPin() const { return m_keys.next() ? std::optional(m_keys.next()->pin()) : std::nullopt; }

Task<Result<std::shared_ptr<AgentPeer>>> NetworkDialer::dial(QString name, QString address, Digest pin)
{
    return dialWith(m_keys.now(), std::move(name), std::move(address), pin);
}

Task<Result<std::shared_ptr<AgentPeer>>> NetworkDialer::dialAsNext(QString name, QString address, Digest pin)
{
    return dialWith(m_keys.next().value_or(m_keys.now()), std::move(name), std::move(address), pin);
}

Task<Result<std::shared_ptr<AgentPeer>>> NetworkDialer::dialWith(Identity identity, QString name, QString address, Digest pin)
{
    LOCKSTEP_CO_TRY(endpoint, Endpoint::parse(address, agentPort));
    Task<Result<std::unique_ptr<Channel>>> dialling = WebSocketChannel::dial(endpoint, identity, pin, dialDeadline);
    Result<std::unique_ptr<Channel>> channel = co_await dialling;
    if (!channel)
        co_return std::unexpected(channel.error());
    auto peer = std::make_unique<Peer>(m_clock, std::move(*channel), name);
    Task<Result<Hello>> greeting = peer->greet({protocolMin, protocolMax, QStringLiteral("lockstep-master"), QStringLiteral(LOCKSTEP_VERSION), {}});
    LOCKSTEP_CO_TRY(hello, co_await greeting);
    Q_UNUSED(hello)
    co_return std::make_shared<AgentPeer>(std::move(peer));
}

Task<Result<Digest>> NetworkDialer::redeem(QString address, QString joinCode)
{
    LOCKSTEP_CO_TRY(code, JoinCode::parse(joinCode));
    LOCKSTEP_CO_TRY(endpoint, Endpoint::parse(address, agentPort));
    Task<Result<std::unique_ptr<Channel>>> dialling = WebSocketChannel::dial(endpoint, m_keys.now(), code.pin, dialDeadline);
    Result<std::unique_ptr<Channel>> channel = co_await dialling;
    if (!channel)
        co_return std::unexpected(channel.error());
    Peer peer(m_clock, std::move(*channel), endpoint.text());
    Task<Result<QJsonObject>> asking = peer.call(QString::fromLatin1(agentcalls::redeem.name),
                                                 toJson(RedeemRequest{code.secret.reveal().toByteArray(), QStringLiteral("lockstep-master")}),
                                                 dialDeadline);
    const Result<QJsonObject> redeemed = co_await asking;
    if (!redeemed)
        co_return std::unexpected(redeemed.error());
    co_return code.pin;
}

} // namespace lockstep
