// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/masterhouse.h"

namespace lockstep {

// One end of a connection to a member's agent in a house, spoken by hand: whatever a master could send.
class Hand
{
public:
    Hand(MasterHouse &house, std::unique_ptr<Channel> end) : m_house(house), m_end(std::move(end))
    {
        QObject::connect(m_end.get(), &Channel::textReceived,
                         [this](const QByteArray &text) { heard.append(parseJson(text).value_or(QJsonObject())); });
        QObject::connect(m_end.get(), &Channel::binaryReceived, [this](const QByteArray &bytes) { frames.append(bytes); });
        QObject::connect(m_end.get(), &Channel::closed, [this] { closed = true; });
        m_end->begin();
    }
    // With the key that the member is bound to.
    static std::unique_ptr<Hand> ofItsMaster(MasterHouse &house)
    {
        static const Life life = std::make_shared<bool>(true);
        std::unique_ptr<Channel> end;
        house.members[0]->accept(life, end);
        return std::make_unique<Hand>(house, std::move(end));
    }
    // With another one.
    static std::unique_ptr<Hand> ofSomebody(MasterHouse &house)
    {
        static const Life life = std::make_shared<bool>(true);
        SimNetwork::Ends ends = house.network.connect(0, life, life);
        house.members[0]->serve(std::move(ends.member), Digest::of("somebody's key"));
        return std::make_unique<Hand>(house, std::move(ends.master));
    }

    void send(const QByteArray &text) { m_end->sendText(text); }
    void push(const QByteArray &bytes) { m_end->sendBinary(bytes); }
    static QByteArray request(const QJsonValue &id, const QString &method, const QJsonObject &params = {})
    {
        return jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                          {QStringLiteral("id"), id},
                          {QStringLiteral("method"), method},
                          {QStringLiteral("params"), params}});
    }
    static QByteArray notice(const QString &method, const QJsonObject &params = {})
    {
        return jsonBytes(
            {{QStringLiteral("jsonrpc"), QStringLiteral("2.0")}, {QStringLiteral("method"), method}, {QStringLiteral("params"), params}});
    }
    void greet() { send(notice(QStringLiteral("hello"), toJson(Hello{1, 1, QStringLiteral("hand"), QStringLiteral("9"), {}}))); }
    void wait(qint64 milliseconds = 3000) { m_house.pass(milliseconds); }
    // What came of a call: "" for a result, the error's code, "closed", or "nothing".
    QString ask(const QString &method, const QJsonObject &params = {}, const QJsonValue &id = 4711)
    {
        send(request(id, method, params));
        wait();
        return answerTo(id);
    }
    QString answerTo(const QJsonValue &id) const
    {
        for (const QJsonObject &frame : heard) {
            if (frame.value(QLatin1String("id")) == id && frame.contains(QLatin1String("result")))
                return {};
            if (frame.value(QLatin1String("id")) == id && frame.contains(QLatin1String("error")))
                return frame.value(QLatin1String("error")).toObject().value(QLatin1String("message")).toString();
        }
        return closed ? QStringLiteral("closed") : QStringLiteral("nothing");
    }

    QList<QJsonObject> heard;
    QList<QByteArray> frames;
    bool closed = false;

private:
    MasterHouse &m_house;
    std::unique_ptr<Channel> m_end;
};

} // namespace lockstep
