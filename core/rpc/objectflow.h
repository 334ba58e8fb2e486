// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/base/task.h"

#include <QHash>
#include <QJsonObject>
#include <QQueue>

#include <functional>

namespace lockstep {

struct ReceivedObject
{
    Digest digest;    // of the plain object, not yet checked: `packed` is still packed
    QByteArray packed;
    QString encoding; // "zstd" or "delta:<hex of base>"
};

// Objects in binary frames: 4 bytes transfer id (big endian), then at most limits::binaryFrame bytes. "object.begin" announces
// digest, size and encoding, the receiver grants each frame with "object.credit", and ends with "object.done". At most
// limits::credit frames of one side are on their way, over all its transfers.
class ObjectFlow
{
public:
    using SendFrame = std::function<void(const QByteArray &)>;
    using SendNotice = std::function<void(const QString &, const QJsonObject &)>;
    using Receiver = std::function<Result<void>(const ReceivedObject &)>;

    ObjectFlow(SendFrame frame, SendNotice notice) : m_frame(std::move(frame)), m_notice(std::move(notice)) {}

    Task<Result<bool>> send(Digest digest, QByteArray packed, QString encoding);
    void setReceiver(Receiver receiver) { m_receiver = std::move(receiver); }
    // False: the peer broke a rule.
    bool receiveFrame(const QByteArray &bytes);
    bool receiveNotice(const QString &method, const QJsonObject &params);
    void end(const Error &why);
    int mostInFlight() const { return m_most; } // for tests: the rule that was kept

private:
    struct Outgoing
    {
        QByteArray packed;
        qint64 sent = 0;
        Promise<Result<bool>> done;
    };
    struct Incoming
    {
        ReceivedObject object;
        qint64 size = 0;
    };
    void pump();
    void finish(quint32 id);

    SendFrame m_frame;
    SendNotice m_notice;
    Receiver m_receiver;
    QHash<quint32, Outgoing> m_outgoing;
    QQueue<quint32> m_queue; // transfers with bytes left, served in turn
    QHash<quint32, Incoming> m_incoming;
    quint32 m_nextId = 1;
    int m_inFlight = 0;
    int m_most = 0;
};

} // namespace lockstep
