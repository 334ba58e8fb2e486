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
    Digest digest; // of the plain object, not yet checked: `packed` is still packed
    QByteArray packed;
    QString encoding; // "zstd" or "delta:<hex of base>"
};

// Objects in binary frames: 4 bytes transfer id and 8 bytes offset (big endian), then limits::binaryFrame bytes, fewer only
// at the end. "object.begin" announces digest, size and encoding, the receiver grants each frame with "object.credit", and
// ends with "object.done"; "object.drop" gives a transfer up. At most limits::credit frames of one side are on their way,
// over all its transfers, and at most limits::objectBytes of them are begun: the rest waits in line.
class ObjectFlow
{
public:
    using SendFrame = std::function<void(const QByteArray &)>;
    using SendNotice = std::function<void(const QString &, const QJsonObject &)>;
    // Whoever takes the object unpacks it and compares it with its digest.
    using Receiver = std::function<Result<void>(const ReceivedObject &)>;

    ObjectFlow(SendFrame frame, SendNotice notice) : m_frame(std::move(frame)), m_notice(std::move(notice)) {}

    // Errors: rpc.large, cancelled, the receiver's own, what end() was given.
    Task<Result<bool>> send(Digest digest, QByteArray packed, QString encoding, Cancel cancel);
    void setReceiver(Receiver receiver) { m_receiver = std::move(receiver); }
    // False: the peer broke a rule.
    bool receiveFrame(const QByteArray &bytes);
    bool receiveNotice(const QString &method, const QJsonObject &params);
    // Every transfer ends. Called before it is destroyed.
    void end(const Error &why);

    static constexpr qsizetype headerSize = 12;
    static constexpr qsizetype mostBegun = 64; // transfers of one side

private:
    struct Outgoing
    {
        Digest digest;
        QByteArray packed;
        QString encoding;
        Promise<Result<bool>> done;
        qint64 sent = 0;
        bool begun = false;
    };
    struct Incoming
    {
        ReceivedObject object;
        qint64 size = 0;
    };
    void admit();
    void pump();
    Promise<Result<bool>> take(quint32 id);
    void drop(quint32 id, const Error &why);
    bool receiveBegin(const QJsonObject &params);
    bool receiveDone(const QJsonObject &params);
    void finish(quint32 id);

    SendFrame m_frame;
    SendNotice m_notice;
    Receiver m_receiver;
    QHash<quint32, Outgoing> m_outgoing;
    QQueue<quint32> m_line;  // not begun
    QQueue<quint32> m_queue; // begun, with bytes left: served in turn
    QHash<quint32, Incoming> m_incoming;
    quint32 m_nextId = 1;
    int m_inFlight = 0;
    qsizetype m_begun = 0;
    qint64 m_begunBytes = 0;
    qint64 m_announced = 0; // bytes of all incoming ones
};

} // namespace lockstep
