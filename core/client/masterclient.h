// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/identity/identity.h"
#include "core/protocol/methods.h"
#include "core/rpc/peer.h"

#include <QObject>

#include <memory>

namespace lockstep {

// Where a master listens and who it must be.
struct MasterAddress
{
    QString host;
    quint16 port = 9531;
    Digest pin;
    bool operator==(const MasterAddress &) const = default;
};

// A client's side of one master: typed calls, events, and objects fetched once and kept. Console and command line use this
// and nothing below it.
class MasterClient : public QObject
{
    Q_OBJECT
public:
    MasterClient(Clock &clock, std::unique_ptr<Peer> peer);
    ~MasterClient() override;

    // Errors: rpc.* when nobody answers there or its key is another one, protocol.version.
    static Task<Result<std::shared_ptr<MasterClient>>> connectTo(MasterAddress address, Identity identity, QString program);
    // Over a channel that is open already. Errors: rpc.lost, protocol.version.
    static Task<Result<std::shared_ptr<MasterClient>>> greet(std::unique_ptr<Channel> channel, QString program);

    template <class M> Task<Result<typename M::Reply>> call(M method, typename M::Request request, int deadlineMs = 60000)
    {
        Task<Result<QJsonObject>> task = callRaw(QString::fromLatin1(method.name), toJson(request), deadlineMs);
        Result<QJsonObject> reply = co_await task;
        if (!reply)
            co_return std::unexpected(reply.error());
        co_return fromJson<typename M::Reply>(*reply);
    }

    // Ends the connection; calls that still wait end with rpc.lost.
    void leave();

    Task<Result<Snapshot>> snapshot(QString group, QString which);
    Task<Result<QByteArray>> object(Digest digest);
    // Stages `bytes` as the new text of request's file, however large it is.
    Task<Result<ChangeList>> stageFile(StageFileRequest request, QByteArray bytes);
    // Follows a running operation to its end; operationChanged tells of every step.
    Task<Result<Operation>> finished(Operation operation);

Q_SIGNALS:
    void operationChanged(const lockstep::Operation &operation);
    void groupChanged(const QString &group);
    void lost(const lockstep::Error &why);

private:
    Task<Result<QJsonObject>> callRaw(QString method, QJsonObject request, int deadlineMs);
    void receiveEvent(const QString &name, const QJsonObject &params);

    Clock &m_clock;
    std::unique_ptr<Peer> m_peer;
    QHash<Digest, QByteArray> m_objects;
    QHash<QString, Operation> m_operations;
    QHash<QString, QList<Promise<bool>>> m_waiting;
    bool m_lost = false;
};

} // namespace lockstep
