// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/limits.h"
#include "core/rpc/inprocesschannel.h"
#include "core/rpc/peer.h"

#include <QQueue>

namespace lockstep {

// Time that only moves when a test says so.
class ManualClock final : public Clock
{
public:
    qint64 now() const override { return m_now; }
    qint64 sinceBoot() const override { return m_now; }
    QString bootId() const override { return QStringLiteral("boot"); }
    Task<bool> sleep(qint64 milliseconds, Cancel cancel) override
    {
        Promise<bool> done;
        m_sleeping.append({m_now + milliseconds, done});
        const Cancel::Token token = cancel.onRaise([done]() mutable { done.set(false); });
        Task<bool> waiting = done.wait();
        const bool passed = co_await waiting;
        co_return passed;
    }
    void advance(qint64 milliseconds)
    {
        m_now += milliseconds;
        const auto sleeping = std::exchange(m_sleeping, {});
        for (Sleeper each : sleeping) {
            if (each.until <= m_now)
                each.done.set(true);
            else
                m_sleeping.append(each);
        }
    }

private:
    struct Sleeper
    {
        qint64 until;
        Promise<bool> done;
    };
    qint64 m_now = 1000;
    QList<Sleeper> m_sleeping;
};

// What a task gave, without an event loop: nothing while it still waits.
template <class T> struct Ending
{
    std::shared_ptr<std::optional<T>> value = std::make_shared<std::optional<T>>();
    explicit Ending(Task<T> task)
    {
        [](Task<T> inner, std::shared_ptr<std::optional<T>> into) -> Task<> {
            T result = co_await inner;
            into->emplace(std::move(result));
        }(std::move(task), value);
    }
    bool ended() const { return value->has_value(); }
    QString code() const { return !ended() ? QStringLiteral("still waiting") : (*value)->has_value() ? QString() : (*value)->error().code; }
    const T &operator*() const { return **value; }
};

// Two ends of a channel whose frames move when a test says so: `peer` is under test, `hand` is played by the test.
struct RpcPair
{
    ManualClock clock;
    QQueue<std::function<void()>> wire;
    std::unique_ptr<Peer> peer;
    std::unique_ptr<Channel> hand;
    QList<QByteArray> texts;
    QList<QByteArray> frames;
    std::optional<Error> closed; // as the peer tells it

    explicit RpcPair(bool known = true)
    {
        auto pair = InProcessChannel::make([this](std::function<void()> run) { wire.enqueue(std::move(run)); }, Digest::of("hand"),
                                           Digest::of("peer"));
        hand = std::move(pair.left);
        QObject::connect(hand.get(), &Channel::textReceived, [this](const QByteArray &text) { texts.append(text); });
        QObject::connect(hand.get(), &Channel::binaryReceived, [this](const QByteArray &bytes) { frames.append(bytes); });
        hand->begin();
        peer = std::make_unique<Peer>(clock, std::move(pair.right), QStringLiteral("hand"), known);
        QObject::connect(peer.get(), &Peer::closed, [this](const Error &why) { closed = why; });
    }
    ~RpcPair()
    {
        peer.reset();
        hand.reset();
    }
    void settle()
    {
        while (!wire.isEmpty())
            wire.dequeue()();
    }
    void say(const QByteArray &text)
    {
        hand->sendText(text);
        settle();
    }
    void note(const char *method, const QJsonObject &params = {})
    {
        say(jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                       {QStringLiteral("method"), QLatin1String(method)},
                       {QStringLiteral("params"), params}}));
    }
    void ask(const QJsonValue &id, const char *method, const QJsonObject &params = {})
    {
        say(jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                       {QStringLiteral("id"), id},
                       {QStringLiteral("method"), QLatin1String(method)},
                       {QStringLiteral("params"), params}}));
    }
    void push(const QByteArray &frame)
    {
        hand->sendBinary(frame);
        settle();
    }
    void greet(int min = 1, int max = 1) { note("hello", toJson(Hello{min, max, QStringLiteral("hand"), QStringLiteral("9"), {}})); }
    // The last text the peer sent.
    QJsonObject heard() const { return texts.isEmpty() ? QJsonObject() : *parseJson(texts.last()); }
};

} // namespace lockstep
