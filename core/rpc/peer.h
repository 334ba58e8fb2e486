// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/protocol/hello.h"
#include "core/rpc/channel.h"
#include "core/rpc/objectflow.h"

#include <QHash>

#include <functional>
#include <memory>

namespace lockstep {

// JSON-RPC 2.0 over a channel, both ways, plus object transfer. A frame that breaks a rule closes the channel; every call
// that waits then ends with rpc.lost. Needs no event loop of its own: what the channel delivers is handled at once.
class Peer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<Task<Result<QJsonObject>>(QString method, QJsonObject params)>;

    // `name` is what sentences call the other end. `known`: a stranger may make one call, enrol.redeem, and nothing else.
    Peer(Clock &clock, std::unique_ptr<Channel> channel, QString name, bool known = true);
    ~Peer() override;

    // Exchanges hellos; call it before anything else on a known peer. Errors: protocol.version, rpc.lost, timeout.
    Task<Result<Hello>> greet(Hello ours, int deadlineMs = 10000);

    // Errors: what the other side's handler gave, rpc.lost, rpc.busy, timeout, cancelled.
    Task<Result<QJsonObject>> call(QString method, QJsonObject params, int deadlineMs, Cancel cancel = {});
    void notify(const QString &method, const QJsonObject &params);
    void setHandler(Handler handler) { m_handler = std::move(handler); }

    // Sends bytes under a digest; ends when the other side has taken them. `encoding`: "zstd" or "delta:<hex of base>".
    Task<Result<void>> sendObject(Digest digest, QByteArray packed, QString encoding, int deadlineMs = 600000);
    void setObjectHandler(ObjectFlow::Receiver receiver) { m_objects.setReceiver(std::move(receiver)); }

    bool isOpen() const { return m_channel && m_channel->isOpen(); }
    std::optional<Digest> pin() const { return m_channel->peerPin(); }
    const QString &name() const { return m_name; }
    void close(const Error &why);

Q_SIGNALS:
    void notified(const QString &method, const QJsonObject &params);
    void closed(const lockstep::Error &why);

private:
    void receive(const QByteArray &text);
    void receiveRequest(const QJsonObject &frame);
    void receiveReply(const QJsonObject &frame);
    void receiveNotification(const QString &method, const QJsonObject &params);
    Task<> answer(QJsonValue id, QString method, QJsonObject params);
    void send(const QJsonObject &frame);
    void breakOff(const QString &rule);
    void end(const Error &why);

    Clock &m_clock;
    std::unique_ptr<Channel> m_channel;
    QString m_name;
    bool m_known;
    bool m_greeted = false;
    bool m_used = false; // a stranger's one frame
    Handler m_handler;
    ObjectFlow m_objects;
    Promise<Result<Hello>> m_hello;
    QHash<qint64, Promise<Result<QJsonObject>>> m_calls;
    qint64 m_nextId = 1;
    int m_answering = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lockstep
