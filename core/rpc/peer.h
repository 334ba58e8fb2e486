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
    // The Cancel is raised when the caller gives up or is gone; work that must go on does not look at it.
    using Handler = std::function<Task<Result<QJsonObject>>(QString method, QJsonObject params, Cancel cancel)>;

    // `name` is what sentences call the other end. `known`: a stranger may make one call, enrol.redeem, and nothing else.
    // A known peer may make that call too, before the hellos.
    Peer(Clock &clock, std::unique_ptr<Channel> channel, QString name, bool known = true);
    ~Peer() override;

    // Exchanges hellos; call it before anything else on a known peer. The channel is closed when it fails.
    // Errors: protocol.version, rpc.lost, timeout.
    Task<Result<Hello>> greet(Hello ours, int deadlineMs = 10000);

    // Errors: what the other side's handler gave, rpc.lost, rpc.busy, rpc.large, timeout, cancelled; after
    // the last two the other side is told ("$/cancel").
    Task<Result<QJsonObject>> call(QString method, QJsonObject params, int deadlineMs, Cancel cancel = {});
    void notify(const QString &method, const QJsonObject &params);
    // Takes a function of method, params and, if it wants to know, Cancel.
    template <class Fn> void setHandler(Fn handler)
    {
        if constexpr (std::is_invocable_v<Fn &, QString, QJsonObject, Cancel>)
            m_handler = std::move(handler);
        else
            m_handler = [own = std::move(handler)](QString method, QJsonObject params, Cancel) mutable {
                return own(std::move(method), std::move(params));
            };
    }

    // Sends bytes under a digest; ends when the other side has taken them. `encoding`: "zstd" or "delta:<hex of base>".
    // Errors: the receiver's own, rpc.lost, rpc.large, timeout, cancelled.
    Task<Result<void>> sendObject(Digest digest, QByteArray packed, QString encoding, int deadlineMs = 600000, Cancel cancel = {});
    void setObjectHandler(ObjectFlow::Receiver receiver) { m_objects.setReceiver(std::move(receiver)); }

    bool isOpen() const { return *m_alive && m_channel->isOpen(); }
    std::optional<Digest> pin() const { return m_channel->peerPin(); }
    const QString &name() const { return m_name; }
    void close(const Error &why);
    int strayReplies() const { return m_stray; } // answers to calls that were given up

    static constexpr int strangerMs = 30000;                 // then a stranger's connection is closed
    static constexpr qint64 waitingBytes = 64 * 1024 * 1024; // unsent: then the other side is taken for stuck

Q_SIGNALS:
    void notified(const QString &method, const QJsonObject &params);
    void closed(const lockstep::Error &why);

private:
    void receive(const QByteArray &text);
    void receiveRequest(const QJsonObject &frame);
    void receiveReply(const QJsonObject &frame);
    void receiveNotification(const QString &method, const QJsonObject &params);
    Task<> answer(QJsonValue id, QString method, QJsonObject params);
    void reply(const QJsonValue &id, const Result<QJsonObject> &result);
    bool send(const QJsonObject &frame); // false: over limits::textFrame
    bool tooMuchWaits();                 // true: the channel is closed, now or before
    Task<> seeOff();
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
    QHash<QString, Cancel> m_answers; // by the caller's id
    int m_stray = 0;
    Cancel m_over;
    Task<> m_stranger;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lockstep
