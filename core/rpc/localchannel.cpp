// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/localchannel.h"

#include "core/protocol/limits.h"

#include <QPointer>
#include <QTimer>
#include <QtEndian>

#include <sys/socket.h>
#include <unistd.h>

namespace lockstep {

namespace {

constexpr qsizetype headSize = 4;

bool sameUser(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

} // namespace

LocalChannel::LocalChannel(std::unique_ptr<QLocalSocket> socket) : m_socket(std::move(socket)), m_place(m_socket->fullServerName())
{
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &LocalChannel::receive);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, [this] { end(Error{QStringLiteral("rpc.lost"), {m_place}, {}, {}}); });
    if (m_socket->bytesAvailable() > 0) // came before anybody listened
        QMetaObject::invokeMethod(this, &LocalChannel::receive, Qt::QueuedConnection);
}

LocalChannel::~LocalChannel()
{
    m_socket->disconnect(this);
    m_socket->flush();
    m_socket.release()->deleteLater(); // may still be on the stack of its own signal
}

void LocalChannel::send(const QByteArray &bytes, quint32 flag)
{
    if (!m_open)
        return;
    char head[headSize];
    qToBigEndian(quint32(bytes.size()) | flag, head);
    m_socket->write(head, headSize);
    m_socket->write(bytes);
}

void LocalChannel::receive()
{
    m_in += m_socket->readAll();
    const QPointer<LocalChannel> here(this);
    qsizetype from = 0;
    while (here && m_open && m_in.size() - from >= headSize) {
        const quint32 head = qFromBigEndian<quint32>(m_in.constData() + from);
        const qint64 size = head & ~binaryFlag;
        if (size > limits::textFrame)
            return close(Error{QStringLiteral("rpc.broken"), {m_place, QStringLiteral("a frame that is too large")}, {}, {}});
        if (m_in.size() - from - headSize < size)
            break;
        const QByteArray frame = m_in.mid(from + headSize, size);
        from += headSize + size;
        arrived(frame, (head & binaryFlag) != 0);
    }
    if (here)
        m_in.remove(0, from);
}

void LocalChannel::close(const Error &why)
{
    if (!m_open)
        return;
    m_socket->disconnect(this); // it would tell of the end as a loss
    m_socket->flush();          // an answer that was just given must still arrive
    m_socket->disconnectFromServer();
    end(why);
}

void LocalChannel::end(const Error &why)
{
    if (std::exchange(m_open, false))
        ended(why);
}

Task<Result<std::unique_ptr<Channel>>> LocalChannel::dial(QString path, int deadlineMs)
{
    using Answer = Result<bool>;
    auto socket = std::make_unique<QLocalSocket>();
    QLocalSocket *raw = socket.get();
    Promise<Answer> done;
    QTimer deadline;
    deadline.setSingleShot(true);
    const QList<QMetaObject::Connection> wires{
        QObject::connect(raw, &QLocalSocket::connected, raw, [done]() mutable { done.set(true); }),
        QObject::connect(raw, &QLocalSocket::errorOccurred, raw,
                         [done, raw, path]() mutable { done.set(fail(QStringLiteral("rpc.unreachable"), {path}, raw->errorString())); }),
        QObject::connect(&deadline, &QTimer::timeout, raw, [done, path]() mutable { done.set(fail(QStringLiteral("timeout"), {path})); })};
    deadline.start(deadlineMs);
    raw->connectToServer(path);
    const Answer answer = co_await done.wait();
    for (const QMetaObject::Connection &wire : wires)
        QObject::disconnect(wire);
    if (!answer) {
        socket.release()->deleteLater();
        co_return std::unexpected(answer.error());
    }
    co_return std::make_unique<LocalChannel>(std::move(socket));
}

LocalListener::LocalListener() { connect(&m_server, &QLocalServer::newConnection, this, &LocalListener::take); }

Result<void> LocalListener::listen(const QString &path)
{
    QLocalServer::removeServer(path);
    if (!m_server.listen(path))
        return fail(QStringLiteral("rpc.listen"), {path}, m_server.errorString());
    return {};
}

void LocalListener::take()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(nullptr);
        std::unique_ptr<QLocalSocket> owned(socket);
        if (sameUser(*socket))
            Q_EMIT accepted(new LocalChannel(std::move(owned)));
    }
}

} // namespace lockstep
