// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/sockets.h"

#include <QTimer>

namespace lockstep {

namespace {

QString placeOf(const QAbstractSocket *socket) { return socket->peerName().isEmpty() ? socket->peerAddress().toString() : socket->peerName(); }

// Waits until `ready` says so after one of the socket's signals; it is asked once at the start too. The signals are queued:
// whoever waits here may end the socket, and must not do so inside the socket's own signal.
Task<Result<bool>> until(QAbstractSocket *socket, std::function<bool()> ready, int deadlineMs)
{
    if (ready())
        co_return true;
    // Closed already: no signal would come any more.
    if (socket->state() == QAbstractSocket::UnconnectedState)
        co_return fail(QStringLiteral("bind.unreachable"), {placeOf(socket)}, socket->errorString());
    Promise<Result<bool>> done;
    const QString place = placeOf(socket);
    QTimer timer;
    timer.setSingleShot(true);
    const auto look = [done, ready]() mutable {
        if (ready())
            done.set(true);
    };
    const QList<QMetaObject::Connection> wires{
        QObject::connect(socket, &QAbstractSocket::connected, socket, look, Qt::QueuedConnection),
        QObject::connect(socket, &QAbstractSocket::readyRead, socket, look, Qt::QueuedConnection),
        QObject::connect(socket, &QAbstractSocket::disconnected, socket, look, Qt::QueuedConnection),
        QObject::connect(
            socket, &QAbstractSocket::errorOccurred, socket,
            [done, ready, socket, place]() mutable {
                if (ready())
                    done.set(true);
                else
                    done.set(fail(QStringLiteral("bind.unreachable"), {place}, socket->errorString()));
            },
            Qt::QueuedConnection),
        QObject::connect(
            &timer, &QTimer::timeout, socket, [done, place]() mutable { done.set(fail(QStringLiteral("timeout"), {place})); }, Qt::QueuedConnection)};
    timer.start(deadlineMs);
    Task<Result<bool>> waiting = done.wait();
    const Result<bool> result = co_await waiting;
    for (const QMetaObject::Connection &wire : wires)
        QObject::disconnect(wire);
    co_return result;
}

} // namespace

Task<Result<bool>> connectSocket(QTcpSocket *socket, QHostAddress address, quint16 port, int deadlineMs)
{
    socket->connectToHost(address, port);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    Task<Result<bool>> waiting = until(socket, [socket] { return socket->state() == QAbstractSocket::ConnectedState; }, deadlineMs);
    Result<bool> result = co_await waiting;
    co_return result;
}

Task<Result<QByteArray>> readBytes(QTcpSocket *socket, qint64 size, int deadlineMs)
{
    Task<Result<bool>> waiting = until(socket, [socket, size] { return socket->bytesAvailable() >= size; }, deadlineMs);
    const Result<bool> ready = co_await waiting;
    if (!ready)
        co_return std::unexpected(ready.error());
    co_return socket->read(size);
}

Task<Result<QByteArray>> readAll(QTcpSocket *socket, qint64 limit, int deadlineMs)
{
    const auto ended = [socket, limit] { return socket->state() == QAbstractSocket::UnconnectedState || socket->bytesAvailable() > limit; };
    Task<Result<bool>> waiting = until(socket, ended, deadlineMs);
    const Result<bool> ready = co_await waiting;
    if (!ready)
        co_return std::unexpected(ready.error());
    if (socket->bytesAvailable() > limit)
        co_return fail(QStringLiteral("bind.malformed"));
    co_return socket->readAll();
}

Task<Result<QByteArray>> readDatagram(QUdpSocket *socket, int deadlineMs)
{
    Task<Result<bool>> waiting = until(socket, [socket] { return socket->hasPendingDatagrams(); }, deadlineMs);
    const Result<bool> ready = co_await waiting;
    if (!ready)
        co_return std::unexpected(ready.error());
    QByteArray datagram(socket->pendingDatagramSize(), Qt::Uninitialized);
    datagram.truncate(socket->readDatagram(datagram.data(), datagram.size()));
    co_return datagram;
}

} // namespace lockstep
