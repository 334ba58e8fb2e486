// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/master/master.h"
#include "tests/simulation/processfiles.h"
#include "tests/simulation/simnetwork.h"

namespace lockstep {

// The master's host and the production master as a process that can end at any statement of its database or change of its disk.
// The database is a real SQLite file, whose own durability is taken for granted.
class SimMaster
{
public:
    SimMaster(Schedule &schedule, SimNetwork &network, std::mt19937 &random, QString folder, SimDialer::Accept accept);
    ~SimMaster();
    SimMaster(const SimMaster &) = delete;
    SimMaster &operator=(const SimMaster &) = delete;

    HostTime time;
    SimClock diskClock;
    MemoryFiles disk;
    std::function<void(const QString &)> tell;
    // Another way to members than the simulated network's own, for one life of the process.
    std::function<std::unique_ptr<AgentDialer>(Clock &, const Life &, Files &)> dialerFor;

    void start();
    void kill();
    void losePower();
    // Of the one that was killed: its file may be replaced then.
    void closeDatabase() { m_oldStore.reset(); }
    bool runs() const { return m_process != nullptr; }
    Master *master();
    ProcessFiles *files();
    Result<QByteArray> object(const Digest &digest);
    // The n-th statement from now ends the process, or only fails.
    void dieAtStatement(int n, std::function<void()> told);
    void failStatement(int n) { m_failAt = n; }
    void failStatementOfNextStart(int n) { m_failNext = n; }
    bool hasFailed() const { return m_failAt == 0; } // the one that should
    void clearFaults();

    // An administrator's call, answered while the world goes on; rpc.lost when the master ends first.
    template <class M> Result<typename M::Reply> call(M method, typename M::Request request)
    {
        const Result<QJsonObject> reply = ask(QString::fromLatin1(method.name), toJson(request));
        if (!reply)
            return std::unexpected(reply.error());
        return fromJson<typename M::Reply>(*reply);
    }

private:
    struct Process;
    Result<QJsonObject> ask(const QString &method, const QJsonObject &params);

    Schedule &m_schedule;
    SimNetwork &m_network;
    std::mt19937 &m_random;
    QString m_folder;
    SimDialer::Accept m_accept;
    std::unique_ptr<Process> m_process;
    std::unique_ptr<Store> m_oldStore; // of the process that ended: closed before the next one opens it
    int m_dieAt = 0;
    int m_failAt = 0;
    int m_failNext = 0;
    std::function<void()> m_told;
};

} // namespace lockstep
