// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/rpc/channel.h"

#include <QLocalServer>
#include <QLocalSocket>

#include <memory>

namespace lockstep {

// A Unix socket between two programs of one user (unix(7)): nobody else on the machine can reach it, nothing listens on the
// network, and the kernel says whose program the other end is. Frames: four bytes, big endian - the highest bit marks a
// binary frame, the rest counts the bytes that follow, at most limits::textFrame.
class LocalChannel final : public Channel
{
    Q_OBJECT
public:
    explicit LocalChannel(std::unique_ptr<QLocalSocket> socket);
    ~LocalChannel() override;

    // Errors: rpc.unreachable (nobody listens there), timeout.
    static Task<Result<std::unique_ptr<Channel>>> dial(QString path, int deadlineMs);

    void sendText(const QByteArray &text) override { send(text, 0); }
    void sendBinary(const QByteArray &bytes) override { send(bytes, binaryFlag); }
    void close(const Error &why) override;
    bool isOpen() const override { return m_open; }
    qint64 bytesWaiting() const override { return m_open ? m_socket->bytesToWrite() : 0; }
    std::optional<Digest> peerPin() const override { return {}; }

private:
    static constexpr quint32 binaryFlag = 0x80000000;
    void send(const QByteArray &bytes, quint32 flag);
    void receive();
    void end(const Error &why);

    std::unique_ptr<QLocalSocket> m_socket;
    QString m_place;
    QByteArray m_in;
    bool m_open = true;
};

// Takes such connections; those of other users are closed unheard.
class LocalListener : public QObject
{
    Q_OBJECT
public:
    LocalListener();
    // A socket file that nobody serves any more is replaced. Errors: rpc.listen.
    Result<void> listen(const QString &path);

Q_SIGNALS:
    void accepted(lockstep::Channel *channel); // ownership goes to the receiver

private:
    void take();
    QLocalServer m_server;
};

} // namespace lockstep
