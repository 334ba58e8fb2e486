// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/bind/bind.h"
#include "core/bind/isccc.h"

#include <QHostAddress>
#include <QTimer>

#include <functional>
#include <memory>

namespace lockstep {

// The real BIND server, spoken to without a process: control protocol, statistics channel, DNS. A control connection serves
// commands that follow each other closely; none outlives one that has the configuration read, which may say who may ask.
class NamedBind final : public Bind
{
public:
    struct Place
    {
        QHostAddress control = QHostAddress(QHostAddress::LocalHost);
        quint16 controlPort = 953;
        quint16 dnsPort = 53;
        int controlDeadlineMs = 60000; // a reload of many zones answers late
        int queryDeadlineMs = 2000;
    };
    // `key` is asked for at every connection: a deploy may change it.
    using KeySource = std::function<Task<Result<ControlKey>>()>;
    NamedBind(Clock &clock, Place place, KeySource key);
    ~NamedBind() override;

    Task<Result<ServerStatus>> status() override;
    Task<Result<void>> reconfigure() override;
    Task<Result<void>> reload() override;
    Task<Result<void>> reloadZone(ZoneName zone) override;
    Task<Result<bool>> freeze(ZoneName zone) override;
    Task<Result<void>> thaw(ZoneName zone) override;
    Task<Result<ZoneStatus>> zoneStatus(ZoneName zone) override;
    Task<Result<QList<LoadedZone>>> loadedZones(int port) override;
    Task<Result<AnswerCounts>> answerCounts(int port) override;
    bool isHere(const QString &address) override;
    Task<Result<Answer>> ask(QByteArray owner, int type, QString address, Transport transport) override;

    // One control command; named's text. `once`: on a connection of its own, never tried again.
    Task<Result<QString>> command(QString words, bool once = false);

private:
    struct Query
    {
        quint16 id;
        QByteArray owner;
        int type;
        QByteArray cookie;
        QHostAddress address;
    };
    Task<Result<QJsonObject>> statistics(int port, QByteArray path);
    // An open control connection, greeted.
    struct Line;
    Task<Result<std::shared_ptr<Line>>> openLine();
    Task<Result<IscccTable>> exchange(std::shared_ptr<Line> line, QByteArray words);
    Task<Result<QString>> say(std::shared_ptr<Line> line, QString words);
    Task<Result<Answer>> askUdp(Query query);
    Task<Result<Answer>> askTcp(Query query);

    Clock &m_clock;
    Place m_place;
    KeySource m_key;
    std::shared_ptr<Line> m_line; // the last one, while it is not in use
    QTimer m_lineEnds;
    int m_reads = 0; // how often the configuration was read
};

} // namespace lockstep
