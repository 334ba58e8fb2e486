// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rpc/websocketchannel.h"

#include <QHash>
#include <QHostAddress>

#include <functional>

class QSslServer;
class QWebSocketServer;
class QSslSocket;

namespace lockstep {

// Accepts peers on one TCP port: TLS 1.3 only, a certificate from each, the WebSocket upgrade within limits::handshakeMs, at
// most `connectionsPerAddress` from one address. A peer whose pin is unknown is still handed over, as unpinned: its channel
// takes frames of limits::firstFrame at most.
class Listener : public QObject
{
    Q_OBJECT
public:
    using Known = std::function<bool(const Digest &)>;
    Listener(Identity identity, Known known);
    ~Listener() override;

    // Port 0 takes a free one. Errors: rpc.listen.
    Result<void> listen(const QHostAddress &address, quint16 port);
    quint16 port() const;
    void close();
    static constexpr int connectionsPerAddress = 64;

Q_SIGNALS:
    // Ownership goes to the receiver.
    void accepted(lockstep::Channel *channel, bool pinned);

private:
    void takeEncrypted();
    void takeUpgraded();

    Identity m_identity;
    Known m_known;
    std::unique_ptr<QSslServer> m_tls;
    std::unique_ptr<QWebSocketServer> m_upgrader;
    QHash<QString, int> m_perAddress;
    QHash<QString, Digest> m_pins; // of sockets between TLS and the upgrade, by peer address and port
};

} // namespace lockstep
