// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QUdpSocket>

namespace lockstep {

// The few waits that talking to named needs, each with a deadline in milliseconds. Errors: bind.unreachable, timeout.
Task<Result<bool>> connectSocket(QTcpSocket *socket, QHostAddress address, quint16 port, int deadlineMs);
// Exactly `size` bytes.
Task<Result<QByteArray>> readBytes(QTcpSocket *socket, qint64 size, int deadlineMs);
// Everything up to the other side's close, at most `limit` bytes.
Task<Result<QByteArray>> readAll(QTcpSocket *socket, qint64 limit, int deadlineMs);
// The next datagram from the connected peer.
Task<Result<QByteArray>> readDatagram(QUdpSocket *socket, int deadlineMs);

} // namespace lockstep
