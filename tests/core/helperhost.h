// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/helper.h"
#include "tests/simulation/processfiles.h"

namespace lockstep {

// A server in memory with the helper on it, as a process that can end at any change of the disk, and the words a master
// would say to it. Its content is that of simcontent.h.
class HelperHost
{
public:
    HelperHost();
    static constexpr uint bindGroup = 107;

    Schedule schedule;
    HostTime time{schedule, 1790000000000};
    SimClock diskClock;
    MemoryFiles disk;
    IsolatedResult verdict{0, {}};                            // what the checker says
    std::function<IsolatedResult(const IsolatedRun &)> check; // instead of that
    IsolatedResult rehearsal{0, {}};                          // what a named says that is tried with a new configuration
    QList<IsolatedRun> rehearsed;
    Helper::HangUp hangUp; // empty: there is no named
    std::unique_ptr<ProcessFiles> files;

    // The process does nothing more.
    void end() { *m_life = false; }
    // It ends, if it runs, and another begins, which has not recovered yet.
    void restart();
    // Power is lost: what was not synced may be gone, boot time begins anew.
    void losePower(quint32 seed);
    Helper &helper() { return *m_helper; }

    Result<QJsonObject> say(const QString &verb, const QJsonObject &params = {}, const QByteArray &bytes = {});
    template <class T> Result<T> ask(const QString &verb, const QJsonObject &params = {})
    {
        const Result<QJsonObject> reply = say(verb, params);
        return reply ? fromJson<T>(*reply) : std::unexpected(reply.error());
    }
    Result<QJsonObject> give(const QByteArray &bytes); // an object, as it comes over the wire
    MemberStatus status();
    AgentState state() { return m_helper->state(); }

    // The tree with one file replaced or put in; `edited` gives its bytes to the helper too.
    static Snapshot with(const Snapshot &tree, const QString &path, const QByteArray &bytes);
    Snapshot edited(const Snapshot &tree, const QString &path, const QByteArray &bytes);
    PrepareRequest request(const QString &deployment, const Digest &base, const Snapshot &forward, const Snapshot &returning) const;
    SwitchRequest flip(const QString &deployment, const Digest &base = {}, qint64 guardMs = 60000) const;
    DeploymentRequest named(const QString &deployment) const { return {deployment, master, epoch}; }
    // What was switched to is noted as proved, of the named that was started at `run`.
    Result<QJsonObject> prove();
    Result<QJsonObject> confirm(const QString &deployment); // proved before

    // Adopted with what it held, confirmed; gives that tree.
    QJsonObject binding(qint64 asEpoch) const; // of its master
    Snapshot adopt();
    // `forward` and `returning` are there, prepared as "d".
    Result<PrepareReport> prepare(const Snapshot &live, const Snapshot &forward, const Snapshot &returning);

    // As named reads it, following links.
    QByteArray read(const QString &path) { return disk.readThrough(path).value_or("(cannot be read)"); }
    qint64 mtime(const QString &path) { return disk.factsThrough(path).value_or(FileFacts()).mtime; }
    // Every path with what it is and holds, but for `without` and what is below it.
    QMap<QString, QByteArray> everything(const QString &without);

    QString master = QStringLiteral("master-1");
    qint64 epoch = 1;
    qint64 run = 0;
    const AgentPlaces places;

private:
    void collect(const QString &folder, const QString &without, QMap<QString, QByteArray> &into);
    Life m_life;
    std::unique_ptr<SimClock> m_clock;
    std::unique_ptr<Helper> m_helper;
};

inline const QString zoneFileA = QStringLiteral("zones/a.example.db");
inline const QString zonePathA = QStringLiteral("/etc/bind/zones/a.example.db");

} // namespace lockstep
