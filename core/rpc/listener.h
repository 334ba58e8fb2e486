// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/limits.h"
#include "core/rpc/websocketchannel.h"

#include <QHash>
#include <QHostAddress>
#include <QPointer>

#include <functional>

class QSslServer;
class QWebSocketServer;
class QSslSocket;

namespace lockstep {

// Accepts peers on one TCP port: TLS 1.3 only, a certificate from each, TLS and the WebSocket upgrade within `handshakeMs`
// together. A peer whose pin is unknown is still handed over, as unpinned: its channel takes frames of limits::firstFrame at
// most. Channels may outlive their listener.
class Listener : public QObject
{
    Q_OBJECT
public:
    using Known = std::function<bool(const Digest &)>;
    Listener(Identity identity, Known known, int handshakeMs = limits::handshakeMs);
    ~Listener() override;

    // Port 0 takes a free one. Errors: rpc.listen.
    Result<void> listen(const QHostAddress &address, quint16 port);
    quint16 port() const;
    void close();
    // Who connects from now on finds this key.
    void setIdentity(const Identity &identity);

    static constexpr int connectionsPerAddress = 64; // after the upgrade; one more is refused
    // Before it; for one more the oldest goes, so that silent peers cannot keep a good one out.
    static constexpr int handshakesPerAddress = 64;
    static constexpr int handshakes = 512;

Q_SIGNALS:
    // Ownership goes to the receiver.
    void accepted(lockstep::Channel *channel, bool pinned);

private:
    class Door;
    struct Arrival
    {
        QPointer<QSslSocket> socket;
        QString address;
        QString place; // address and port
    };
    void admit(QSslSocket *socket);
    void takeEncrypted();
    void takeUpgraded();
    void count(QObject *connection, const QString &address);

    Identity m_identity;
    Known m_known;
    int m_handshakeMs;
    QList<Arrival> m_arriving; // oldest first
    QHash<QString, int> m_perAddress;
    std::unique_ptr<Door> m_tls;
    std::unique_ptr<QWebSocketServer> m_upgrader;
};

} // namespace lockstep
