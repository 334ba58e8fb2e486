// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/rpc/channel.h"

#include <memory>

class QSocketNotifier;

namespace lockstep {

// A Unix socket between two programs of one user (unix(7)): nobody else on the machine can reach it, nothing listens on the
// network, and the kernel says whose program the other end is. Frames: four bytes, big endian - the highest bit marks a
// binary frame, the rest counts the bytes that follow, at most limits::textFrame. QLocalSocket would do, but it is part of a library
// whose start costs a short command more than all that it does.
class LocalChannel final : public Channel
{
    Q_OBJECT
public:
    // Takes a connected socket; `place` is the path that people are told.
    LocalChannel(int socket, QString place);
    ~LocalChannel() override;

    // Errors: rpc.unreachable (nobody listens there), timeout.
    static Task<Result<std::unique_ptr<Channel>>> dial(QString path, int deadlineMs);

    void sendText(const QByteArray &text) override { send(text, 0); }
    void sendBinary(const QByteArray &bytes) override { send(bytes, binaryFlag); }
    void close(const Error &why) override;
    bool isOpen() const override { return m_open; }
    qint64 bytesWaiting() const override { return m_open ? m_out.size() : 0; }
    std::optional<Digest> peerPin() const override { return {}; }

private:
    static constexpr quint32 binaryFlag = 0x80000000;
    void send(const QByteArray &bytes, quint32 flag);
    void write();
    void receive();
    void take(); // the frames that are whole; a slot may delete this
    void end(const Error &why);

    int m_socket;
    QString m_place;
    QByteArray m_in;
    QByteArray m_out;
    QSocketNotifier *m_readable; // not members: this may go while one of them tells something
    QSocketNotifier *m_writable;
    bool m_open = true;
};

} // namespace lockstep
