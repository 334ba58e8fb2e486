// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/simmaster.h"
#include "tests/simulation/simmember.h"

#include <QSet>

namespace lockstep {

// Three members and a master, and an administrator who works while things break: everything that happens follows from the seed.
class World
{
public:
    static constexpr int size = 3;
    World(quint32 seed, const QString &folder);
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    // Plays the seed's script to its end. What did not hold, or nothing.
    QString run();
    const QStringList &trace() const { return m_trace; }
    int faults() const { return m_faults; }
    int deploys() const { return m_deploys; }
    qint64 events() const { return m_schedule.events(); }

private:
    // --- script (world.cpp)
    void adopt();
    bool adoptOne(int index);
    void round();
    void stage();
    bool stageText(const QString &path, const std::function<QByteArray(QByteArray)> &edit);
    std::optional<Operation> finished(const Result<Operation> &started, const QString &what);
    bool prepareAndDeploy();
    void rollBack();
    void finale();
    Result<GroupStatus> status();
    void pass(qint64 milliseconds);
    void quiet();
    // --- faults (worldfaults.cpp)
    void breakSomething(qint64 within);
    void breakMember(SimMember &member, int kind, qint64 when);
    void breakMaster(int kind, qint64 when);
    void after(qint64 milliseconds, std::function<void()> fault);
    void heal();
    // --- checks (worldchecks.cpp)
    void checkQuiet();
    void checkTree(SimMember &member);
    void checkMember(SimMember &member, const GroupStatus &status);
    void checkStaging();
    void checkHistory();
    void checkInSync();

    int random(int below) { return int(m_random() % quint32(std::max(below, 1))); }
    bool chance(int percent) { return random(100) < percent; }
    void tell(const QString &what);
    bool wrong(const QString &what);
    bool holds() const { return m_wrong.isEmpty(); }

    std::mt19937 m_random;
    Schedule m_schedule;
    SimNetwork m_network{m_schedule, m_random};
    std::array<std::unique_ptr<SimMember>, size> m_members;
    std::unique_ptr<SimMaster> m_master;
    QString m_group;
    QStringList m_trace;
    QString m_wrong;
    int m_faults = 0;
    int m_deploys = 0;
    int m_edits = 0;
    int m_era = 0; // faults of an earlier one do not come any more
    bool m_adopted = false;
    bool m_keeps = true;                   // somebody keeps a deploy that waits for it
    std::optional<QSet<QString>> m_staged; // people's changes that must be there; nothing: not known
    QSet<QString> m_carried;               // of those, the ones in the prepared set
    std::optional<Operation> m_last;       // what the master said of its last operation, if it is still true
};

} // namespace lockstep
