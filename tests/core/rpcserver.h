// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/limits.h"
#include "core/rpc/listener.h"
#include "core/rpc/peer.h"
#include "tests/support/suite.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace lockstep {

// A listener that greets whoever it knows, echoes what is asked and keeps what it is sent.
struct RpcServer
{
    Identity identity = Identity::create(QStringLiteral("server"));
    Identity friendly = Identity::create(QStringLiteral("friend")); // the one client it knows
    Listener listener;
    std::vector<std::unique_ptr<Peer>> peers;
    QList<ReceivedObject> objects;
    bool keepObjects = true;
    qint64 objectBytes = 0;
    int calls = 0;

    explicit RpcServer(int handshakeMs = limits::handshakeMs)
        : listener(identity, [this](const Digest &pin) { return pin == friendly.pin(); }, handshakeMs)
    {
        QObject::connect(&listener, &Listener::accepted, [this](Channel *channel, bool known) { take(channel, known); });
        if (!listener.listen(QHostAddress::LocalHost, 0))
            qFatal("no port");
    }

    Endpoint endpoint() const { return {QStringLiteral("127.0.0.1"), listener.port()}; }

    Task<Result<std::unique_ptr<Channel>>> dial() const { return WebSocketChannel::dial(endpoint(), friendly, identity.pin(), 30000); }

    // A TLS connection of the friend, before the upgrade.
    std::unique_ptr<QSslSocket> secure() const
    {
        auto socket = std::make_unique<QSslSocket>();
        socket->setSslConfiguration(tlsConfiguration(friendly));
        QObject::connect(socket.get(), &QSslSocket::sslErrors, socket.get(), [raw = socket.get()] { raw->ignoreSslErrors(); });
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), listener.port());
        if (!comes([&] { return socket->isEncrypted(); }))
            qFatal("no TLS");
        return socket;
    }

private:
    void take(Channel *channel, bool known)
    {
        auto peer = std::make_unique<Peer>(systemClock(), std::unique_ptr<Channel>(channel), QStringLiteral("client"), known);
        peer->setHandler([this](QString, QJsonObject params) -> Task<Result<QJsonObject>> {
            ++calls;
            co_return params;
        });
        peer->setObjectHandler([this](const ReceivedObject &object) -> Result<void> {
            objectBytes += object.packed.size();
            if (keepObjects)
                objects.append(object);
            return {};
        });
        if (known)
            greeting.add([](Peer *raw) -> Task<> {
                Task<Result<Hello>> task = raw->greet({1, 1, QStringLiteral("server"), {}, {}});
                co_await task;
            }(peer.get()));
        peers.push_back(std::move(peer));
    }
    TaskBag greeting;
};

} // namespace lockstep
