// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bind/bind.h"
#include "core/namedconf/config.h"
#include "core/zone/zonefile.h"
#include "tests/simulation/memoryfiles.h"
#include "tests/simulation/simclock.h"

namespace lockstep {

// A zone's content as read from one text; null serial: named would refuse it.
struct SimZone
{
    QList<Record> records;
    std::optional<quint32> serial;
    Digest text;
};

// A name server in memory that keeps the rules measured in RELIABILITY 1: it follows links when it reads; a zone is read again
// only when its file is younger than what it has; reconfig looks at no zone file that it has; a configuration that does not
// parse leaves the old one and raises the flag; a zone that does not load leaves the old data; an answer to rndc comes before
// the zones are loaded.
class SimNamed
{
public:
    using Key = QPair<QString, QString>; // view, zone
    struct Served
    {
        QString file;
        QString type;
        std::shared_ptr<const SimZone> data; // null: SERVFAIL
        qint64 loaded = 0;                   // ms UTC
        bool dynamic = false;
        bool frozen = false;
    };

    SimNamed(MemoryFiles &disk, HostTime &host, std::mt19937 &random) : m_disk(disk), m_host(host), m_random(random) {}

    void start();
    void stop();
    bool running() const { return m_running; }
    // Milliseconds that a zone takes to load, at most; every answer takes some of it too.
    void setSlowness(qint64 milliseconds) { m_slowness = milliseconds; }
    qint64 pause();
    bool statistics = true;
    AnswerCounts counts;      // as it tells them
    QSet<QString> unreadable; // files, as its user finds them
    QSet<QString> stuck;      // zones that it does not thaw
    QStringList windows;      // "freeze ZONE" and "thaw ZONE", as they were done
    // Told when a zone's serial goes backwards, or its content changes under the same serial.
    std::function<void(const QString &)> complain;
    int reconfigured = 0; // how often it was told to read its configuration again

    Result<ServerStatus> status() const;
    Result<void> reconfigure();
    Result<void> reload();
    Result<void> reloadZone(const ZoneName &zone);
    Result<bool> freeze(const ZoneName &zone);
    Result<void> thaw(const ZoneName &zone);
    Result<ZoneStatus> zoneStatus(const ZoneName &zone) const;
    Result<QList<LoadedZone>> loadedZones() const;
    Result<AnswerCounts> answerCounts() const;
    Result<Answer> ask(const QByteArray &owner, int type, const QString &address) const;

    // What differs between what is served and what the files say now; empty: nothing.
    QString differs();
    const QMap<Key, Served> &zones() const { return m_zones; }
    Digest configuration() const { return m_configuration; }

private:
    Config read();
    void take(const Config &config, bool starting);
    void load(const Key &key, bool always);
    std::shared_ptr<const SimZone> parsed(const Key &key, const QString &file);
    qint64 mtime(const QString &file);

    MemoryFiles &m_disk;
    HostTime &m_host;
    std::mt19937 &m_random;
    bool m_running = false;
    bool m_reloadFailed = false;
    qint64 m_booted = 0;
    int m_run = 0; // a load that was begun in another life of named does nothing
    qint64 m_slowness = 20;
    Config m_config;
    Digest m_configuration;
    QMap<Key, Served> m_zones;
    QMap<Key, std::shared_ptr<const SimZone>> m_last; // served last, over restarts
};

// One process's way to it; what comes after the process's end reaches nobody.
class NamedLink final : public Bind
{
public:
    NamedLink(SimNamed &named, Schedule &schedule, Life life) : m_named(named), m_schedule(schedule), m_life(std::move(life)) {}
    Task<Result<ServerStatus>> status() override;
    Task<Result<void>> reconfigure() override;
    Task<Result<void>> reload() override;
    Task<Result<void>> reloadZone(ZoneName zone) override;
    Task<Result<bool>> freeze(ZoneName zone) override;
    Task<Result<void>> thaw(ZoneName zone) override;
    Task<Result<ZoneStatus>> zoneStatus(ZoneName zone) override;
    Task<Result<QList<LoadedZone>>> loadedZones(int port) override;
    Task<Result<AnswerCounts>> answerCounts(int port) override;
    Task<Result<Answer>> ask(QByteArray owner, int type, QString address, Transport transport) override;

private:
    template <class T> Task<Result<T>> later(std::function<Result<T>()> call);

    SimNamed &m_named;
    Schedule &m_schedule;
    Life m_life;
};

} // namespace lockstep
