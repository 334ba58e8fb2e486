// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/listener.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTimer>
#include <QWebSocketServer>

namespace lockstep {

namespace {

constexpr qint64 upgradeBytes = 16 << 10; // what is read of a peer before its upgrade is complete

QString placeOf(const QHostAddress &address, quint16 port) { return Endpoint{address.toString(), port}.text(); }

void drop(QSslSocket *socket)
{
    if (!socket)
        return;
    socket->abort();
    socket->deleteLater();
}

} // namespace

// Tells of every socket as soon as it is accepted: QSslServer itself speaks only once the first bytes of TLS are there.
class Listener::Door final : public QSslServer
{
public:
    std::function<void(QSslSocket *)> arrived;

protected:
    void incomingConnection(qintptr handle) override
    {
        QSslServer::incomingConnection(handle);
        const QObjectList mine = children();
        for (auto it = mine.crbegin(); it != mine.crend(); ++it) {
            auto *socket = qobject_cast<QSslSocket *>(*it);
            if (socket && socket->socketDescriptor() == handle)
                return arrived(socket);
        }
    }
};

Listener::Listener(Identity identity, Known known, int handshakeMs)
    : m_identity(std::move(identity)), m_known(std::move(known)), m_handshakeMs(handshakeMs), m_tls(std::make_unique<Door>()),
      m_upgrader(std::make_unique<QWebSocketServer>(QStringLiteral("lockstep"), QWebSocketServer::NonSecureMode))
{
    setIdentity(m_identity);
    m_tls->setHandshakeTimeout(m_handshakeMs);
    // QSslServer stops accepting when this many are in their handshake (30 by default): admit() bounds them instead.
    m_tls->setMaxPendingConnections(handshakes * 2);
    m_tls->setListenBacklogSize(handshakes);
    m_tls->arrived = [this](QSslSocket *socket) { admit(socket); };
    connect(m_tls.get(), &QSslServer::pendingConnectionAvailable, this, &Listener::takeEncrypted);
    connect(m_upgrader.get(), &QWebSocketServer::newConnection, this, &Listener::takeUpgraded);
}

Listener::~Listener() = default;

void Listener::setIdentity(const Identity &identity)
{
    m_identity = identity;
    QSslConfiguration tls = tlsConfiguration(m_identity);
    tls.setPeerVerifyMode(QSslSocket::QueryPeer); // ask for a certificate; its pin is judged below
    m_tls->setSslConfiguration(tls);
}

Result<void> Listener::listen(const QHostAddress &address, quint16 port)
{
    if (!m_tls->listen(address, port))
        return fail(QStringLiteral("rpc.listen"), {placeOf(address, port)}, m_tls->errorString());
    return {};
}

quint16 Listener::port() const { return m_tls->serverPort(); }

void Listener::close() { m_tls->close(); }

void Listener::admit(QSslSocket *socket)
{
    m_arriving.removeIf([](const Arrival &each) { return each.socket.isNull(); });
    const QString address = socket->peerAddress().toString();
    if (m_perAddress.value(address) >= connectionsPerAddress)
        return drop(socket);
    const auto same = [&](const Arrival &each) { return each.address == address; };
    if (std::ranges::count_if(m_arriving, same) >= handshakesPerAddress)
        drop(m_arriving.takeAt(std::ranges::find_if(m_arriving, same) - m_arriving.begin()).socket);
    else if (m_arriving.size() >= handshakes)
        drop(m_arriving.takeFirst().socket);
    socket->setReadBufferSize(upgradeBytes);
    attend(*socket);
    const QString place = placeOf(socket->peerAddress(), socket->peerPort());
    m_arriving.append({socket, address, place});
    // handleConnection() below sets no deadline of its own for the upgrade.
    QTimer::singleShot(m_handshakeMs, this, [this, still = QPointer<QSslSocket>(socket)] {
        if (still && m_arriving.removeIf([&](const Arrival &each) { return each.socket == still; }) > 0)
            drop(still);
    });
}

void Listener::takeEncrypted()
{
    while (QTcpSocket *socket = m_tls->nextPendingConnection()) {
        auto *secure = qobject_cast<QSslSocket *>(socket);
        if (!pinOf(secure->peerCertificate())) {
            drop(secure);
            continue;
        }
        m_upgrader->handleConnection(secure);
        Q_EMIT secure->readyRead(); // bytes that came along with the end of the handshake
    }
}

void Listener::takeUpgraded()
{
    while (QWebSocket *webSocket = m_upgrader->nextPendingConnection()) {
        std::unique_ptr<QWebSocket> owned(webSocket);
        owned->setParent(nullptr);
        const QString place = placeOf(owned->peerAddress(), owned->peerPort());
        const auto it = std::ranges::find_if(m_arriving, [&](const Arrival &each) { return each.place == place; });
        if (it == m_arriving.end())
            continue;
        const Arrival arrival = m_arriving.takeAt(it - m_arriving.begin());
        const std::optional<Digest> pin = arrival.socket ? pinOf(arrival.socket->peerCertificate()) : std::nullopt;
        if (!pin || m_perAddress.value(arrival.address) >= connectionsPerAddress)
            continue;
        arrival.socket->setParent(webSocket);
        count(webSocket, arrival.address);
        const bool known = m_known(*pin);
        Q_EMIT accepted(new WebSocketChannel(std::move(owned), *pin, known, place), known);
    }
}

void Listener::count(QObject *connection, const QString &address)
{
    ++m_perAddress[address];
    connect(connection, &QObject::destroyed, this, [this, address] {
        if (--m_perAddress[address] <= 0)
            m_perAddress.remove(address);
    });
}

} // namespace lockstep

#include "moc_listener.cpp" // apart from the others: who needs none of this is linked without the library of networks
