// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/master/agentdialer.h"
#include "core/master/stagedtree.h"
#include "core/protocol/mastercalls.h"
#include "core/store/store.h"

#include <QObject>

namespace lockstep {

// What is prepared, with everything a deploy needs; survives a restart of the master.
struct PreparedRecord
{
    PreparedSet set;
    QString deployment; // id that members know it by
    Digest returning;
    qint64 loadMs = 0;
    QStringList changes; // ids that it carries
    template <class V> void fields(V &v)
    {
        v("set", set);
        v("deployment", deployment);
        v("returning", returning);
        v("loadMs", loadMs);
        v("changes", changes);
    }
};

// Where a group's live data stand.
struct LiveRecord
{
    Digest snapshot;
    int deployment = 0;
    qint64 time = 0;
    template <class V> void fields(V &v)
    {
        v("snapshot", snapshot);
        v("deployment", deployment);
        v("time", time);
    }
};

// One group's data on the master: live, staging as a journal over it, the prepared set, history. Every change is in the store
// before the call returns.
class GroupDesk : public QObject
{
    Q_OBJECT
public:
    GroupDesk(Clock &clock, Store &store, ObjectStore &objects, Group group);
    Result<void> load();

    Group group;
    QList<Member> members;
    std::optional<LiveRecord> live;
    std::optional<PreparedRecord> prepared;
    std::optional<Operation> operation; // running or last
    QHash<QString, MemberSync> sync;

    const Member *member(const QString &id) const;
    Result<void> saveMember(const Member &member);
    Result<void> removeMember(const QString &id);

    // --- staging
    const QList<Change> &changes() const { return m_changes; }
    Result<StagedTree> tree(const Digest &snapshot) const;
    Result<StagedTree> liveTree() const;
    // Live with the journal laid on it; changes that no longer fit are left out (see conflicts()).
    Result<StagedTree> stagedTree() const;
    Result<QMap<QString, Error>> conflicts() const;
    Result<void> stageFile(const StageFileRequest &request, const QString &author);
    Result<void> stageRecord(const StageRecordRequest &request, const QString &author);
    Result<void> discard(const QStringList &ids);
    Result<Digest> keepSnapshot(const Snapshot &snapshot);
    int peopleChanges() const;

    // --- decisions
    // Live moves; changes named in `done` leave the journal, the others are laid on the new base. One transaction.
    Result<void> setLive(const LiveRecord &record, const QStringList &done, const Deployment &deployment, const HistoryEntry &entry);
    // The first data of a group (FEATURES S22): live, before any deployment.
    Result<void> setSeed(const Digest &snapshot, const QString &user);
    Result<void> setPrepared(const std::optional<PreparedRecord> &record);
    Result<void> saveOperation(const Operation &operation);
    Result<void> note(HistoryEntry entry); // fills number, time, group and hash
    Result<void> burn(const StagedTree &tree);
    BurnedSerials burned() const { return m_burned; }
    Result<QList<Deployment>> deployments() const;
    Result<QList<HistoryEntry>> history() const;
    int nextDeployment() const;

Q_SIGNALS:
    void changed();
    void operationChanged(const lockstep::Operation &operation);

private:
    Result<void> rebuild(QList<Change> people);
    Result<void> addChange(const Change &change);
    Result<void> decide(const std::function<Result<void>()> &work);

    Clock &m_clock;
    Store &m_store;
    ObjectStore &m_objects;
    QList<Change> m_changes; // people's, in order, then the engine's
    std::optional<Snapshot> m_staged;
    BurnedSerials m_burned;
    qint64 m_lastEntry = 0;
    Digest m_lastHash;
};

// The hash that chains an entry to the one before it.
Digest chainHash(const Digest &previous, HistoryEntry entry);

} // namespace lockstep
