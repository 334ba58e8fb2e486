// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/listener.h"

#include "core/protocol/limits.h"

#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>
#include <QTimer>
#include <QWebSocketServer>

namespace lockstep {

namespace {
QString placeOf(const QHostAddress &address, quint16 port) { return Endpoint{address.toString(), port}.text(); }
} // namespace

Listener::Listener(Identity identity, Known known)
    : m_identity(std::move(identity)), m_known(std::move(known)), m_tls(std::make_unique<QSslServer>()),
      m_upgrader(std::make_unique<QWebSocketServer>(QStringLiteral("lockstep"), QWebSocketServer::NonSecureMode))
{
    QSslConfiguration tls = tlsConfiguration(m_identity);
    tls.setPeerVerifyMode(QSslSocket::QueryPeer); // ask for a certificate; its pin is judged below
    m_tls->setSslConfiguration(tls);
    m_tls->setHandshakeTimeout(limits::handshakeMs);
    m_upgrader->setHandshakeTimeout(std::chrono::milliseconds(limits::handshakeMs));
    connect(m_tls.get(), &QSslServer::pendingConnectionAvailable, this, &Listener::takeEncrypted);
    connect(m_upgrader.get(), &QWebSocketServer::newConnection, this, &Listener::takeUpgraded);
}

Listener::~Listener() = default;

Result<void> Listener::listen(const QHostAddress &address, quint16 port)
{
    if (!m_tls->listen(address, port))
        return fail(QStringLiteral("rpc.listen"), {placeOf(address, port)}, m_tls->errorString());
    return {};
}

quint16 Listener::port() const { return m_tls->serverPort(); }

void Listener::close() { m_tls->close(); }

void Listener::takeEncrypted()
{
    while (QTcpSocket *socket = m_tls->nextPendingConnection()) {
        auto *secure = qobject_cast<QSslSocket *>(socket);
        const std::optional<Digest> pin = secure ? pinOf(secure->peerCertificate()) : std::nullopt;
        const QString address = socket->peerAddress().toString();
        if (!pin || m_perAddress.value(address) >= connectionsPerAddress) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_perAddress[address];
        const QString place = placeOf(socket->peerAddress(), socket->peerPort());
        m_pins.insert(place, *pin);
        connect(socket, &QObject::destroyed, this, [this, address, place] {
            m_pins.remove(place);
            if (--m_perAddress[address] <= 0)
                m_perAddress.remove(address);
        });
        m_upgrader->handleConnection(socket);
        Q_EMIT socket->readyRead(); // bytes that came along with the end of the handshake
    }
}

void Listener::takeUpgraded()
{
    while (QWebSocket *socket = m_upgrader->nextPendingConnection()) {
        socket->setParent(nullptr);
        const QString place = placeOf(socket->peerAddress(), socket->peerPort());
        const Digest pin = m_pins.take(place);
        const bool known = !pin.isNull() && m_known(pin);
        Q_EMIT accepted(new WebSocketChannel(std::unique_ptr<QWebSocket>(socket), pin, known, place), known);
    }
}

} // namespace lockstep
