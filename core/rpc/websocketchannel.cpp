// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/websocketchannel.h"

#include "core/protocol/limits.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace lockstep {

QString Endpoint::text() const { return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port); }

Result<Endpoint> Endpoint::parse(const QString &text, quint16 defaultPort)
{
    const QString trimmed = text.trimmed();
    QString host = trimmed;
    QString port;
    if (trimmed.startsWith(u'[')) {
        const qsizetype end = trimmed.indexOf(u']');
        host = trimmed.mid(1, end - 1);
        port = trimmed.mid(end + 1);
        if (end < 0 || (!port.isEmpty() && !port.startsWith(u':')))
            return fail(QStringLiteral("rpc.address"), {text});
        port.remove(0, 1);
    } else if (trimmed.count(u':') == 1) {
        host = trimmed.section(u':', 0, 0);
        port = trimmed.section(u':', 1);
    }
    bool number = true;
    const ushort parsed = port.isEmpty() ? defaultPort : port.toUShort(&number);
    if (host.isEmpty() || host.contains(u' ') || host.contains(u'/') || !number || parsed == 0)
        return fail(QStringLiteral("rpc.address"), {text});
    return Endpoint{host, parsed};
}

void attend(QAbstractSocket &socket)
{
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
#ifdef Q_OS_LINUX
    const auto set = [&](int option, int value) { ::setsockopt(int(socket.socketDescriptor()), IPPROTO_TCP, option, &value, sizeof value); };
    set(TCP_KEEPIDLE, 10); // seconds
    set(TCP_KEEPINTVL, 5);
    set(TCP_KEEPCNT, 4);
    set(TCP_USER_TIMEOUT, silenceMs); // of bytes that nobody acknowledges
#endif
}

QSslConfiguration tlsConfiguration(const Identity &identity)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setCaCertificates({});
    tls.setLocalCertificate(identity.certificate());
    tls.setPrivateKey(identity.key());
    tls.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    tls.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    return tls;
}

namespace {

// Qt's own limits are 2 GiB a frame. A frame is read once it is complete, so the buffer must hold one and its head.
void bound(QWebSocket &socket, qint64 most)
{
    socket.setMaxAllowedIncomingFrameSize(quint64(most));
    socket.setMaxAllowedIncomingMessageSize(quint64(most));
    socket.setReadBufferSize(most + 1024);
}

} // namespace

WebSocketChannel::WebSocketChannel(std::unique_ptr<QWebSocket> socket, const Digest &pin, bool known, const QString &place)
    : m_socket(std::move(socket)), m_pin(pin), m_place(place)
{
    bound(*m_socket, known ? limits::textFrame : limits::firstFrame);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text_) {
        if (m_open)
            arrived(text_.toUtf8(), false);
    });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        if (m_open)
            arrived(bytes, true);
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this,
            [this] { end(Error{QStringLiteral("rpc.lost"), {m_place}, {}, m_socket->closeReason()}); });
    // Of a record that is not what was sent (RFC 8446 5.2) Qt only tells: nothing would arrive any more on a connection that stays.
    connect(
        m_socket.get(), &QWebSocket::errorOccurred, this,
        [this](QAbstractSocket::SocketError error) {
            if (error != QAbstractSocket::SslInternalError)
                return;
            QWebSocket *broken = m_socket.get(); // outlives this
            end(Error{QStringLiteral("rpc.lost"), {m_place}, {}, broken->errorString()});
            broken->abort();
        },
        Qt::QueuedConnection);
}

WebSocketChannel::~WebSocketChannel()
{
    // A channel may go while its socket still emits a signal: the socket ends (and says good-bye) once that is over.
    m_socket->disconnect(this);
    m_socket.release()->deleteLater();
}

qint64 WebSocketChannel::bytesWaiting() const { return m_open ? m_socket->bytesToWrite() : 0; }

void WebSocketChannel::sendText(const QByteArray &text)
{
    if (m_open)
        m_socket->sendTextMessage(QString::fromUtf8(text));
}

void WebSocketChannel::sendBinary(const QByteArray &bytes)
{
    if (m_open)
        m_socket->sendBinaryMessage(bytes);
}

void WebSocketChannel::close(const Error &why)
{
    if (!m_open)
        return;
    m_socket->flush(); // an answer that was just given must still arrive
    m_socket->close(QWebSocketProtocol::CloseCodeNormal, why.code.left(100));
    end(why);
}

void WebSocketChannel::end(const Error &why)
{
    if (!std::exchange(m_open, false))
        return;
    ended(why);
}

Task<Result<std::unique_ptr<Channel>>> WebSocketChannel::dial(Endpoint endpoint, Identity identity, Digest pin, int deadlineMs)
{
    using Answer = Result<bool>;
    auto socket = std::make_unique<QWebSocket>(QStringLiteral("lockstep"));
    socket->setSslConfiguration(tlsConfiguration(identity));
    socket->setProxy(QNetworkProxy::NoProxy); // whatever the system is set up for: it would learn who is managed from here
    bound(*socket, limits::textFrame);
    Promise<Answer> done;
    const QString place = endpoint.text();
    QWebSocket *raw = socket.get();
    auto pinned = std::make_shared<bool>(false);
    // Every certificate of ours is self-signed, so this is asked for each connection, before any byte of ours is sent. The
    // errors name certificates of the whole chain, which anyone can copy: only the key that made the handshake counts.
    const auto judge = [raw, pin, done, place, pinned]() mutable {
        auto *tls = raw->findChild<QSslSocket *>(Qt::FindDirectChildrenOnly);
        const std::optional<Digest> seen = tls ? pinOf(tls->peerCertificate()) : std::nullopt;
        if (seen == pin) {
            *pinned = true;
            attend(*tls);
            raw->ignoreSslErrors();
            return;
        }
        done.set(fail(QStringLiteral("rpc.pin"), {place, pin.seal(), seen ? seen->seal() : QString()}));
    };
    QTimer deadline;
    deadline.setSingleShot(true);
    const QList<QMetaObject::Connection> wires{
        QObject::connect(raw, &QWebSocket::sslErrors, raw, judge),
        QObject::connect(raw, &QWebSocket::connected, raw,
                         [done, pinned, place, pin]() mutable {
                             // A certificate without fault was never compared with the pin.
                             done.set(*pinned ? Answer(true) : fail(QStringLiteral("rpc.pin"), {place, pin.seal(), QString()}));
                         }),
        QObject::connect(raw, &QWebSocket::errorOccurred, raw,
                         [done, raw, place]() mutable { done.set(fail(QStringLiteral("rpc.unreachable"), {place}, raw->errorString())); }),
        QObject::connect(&deadline, &QTimer::timeout, raw, [done, place]() mutable { done.set(fail(QStringLiteral("timeout"), {place})); })};
    deadline.start(deadlineMs);
    QUrl url;
    url.setScheme(QStringLiteral("wss"));
    url.setHost(endpoint.host);
    url.setPort(endpoint.port);
    url.setPath(QStringLiteral("/lockstep"));
    raw->open(url);
    const Answer answer = co_await done.wait();
    for (const QMetaObject::Connection &wire : wires)
        QObject::disconnect(wire);
    if (!answer) {
        socket.release()->deleteLater(); // may still be on the stack of its own signal
        co_return std::unexpected(answer.error());
    }
    co_return std::make_unique<WebSocketChannel>(std::move(socket), pin, true, place);
}

} // namespace lockstep

#include "moc_websocketchannel.cpp" // apart from the others: who needs none of this is linked without the library of networks
