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
    QStringList changes;                        // ids that it carries
    std::optional<QStringList> members;         // ids of those that hold it
    std::optional<QMap<QString, Digest>> bases; // what those have active that do not have set.base
    std::optional<QString> operation = {};      // that prepared it
    template <class V> void fields(V &v)
    {
        v("set", set);
        v("deployment", deployment);
        v("returning", returning);
        v("loadMs", loadMs);
        v("changes", changes);
        v("members", members);
        v("bases", bases);
        v("operation", operation);
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
    // As last heard of each member by itself; syncOf() holds it against live.
    QHash<QString, MemberSync> lastSeen;
    QSet<QString> undecided; // members that run a guard, as last seen: their deploy is neither confirmed nor taken back

    const Member *member(const QString &id) const;
    // What is known of a member against what is live now, whatever was live when it was seen.
    MemberSync syncOf(const QString &id) const;
    // Of the attached members the worst; unknown when there is none.
    SyncState state() const;
    // Another serial policy counts for what is staged at once.
    Result<void> saveGroup(const Group &saved);
    Result<void> saveMember(const Member &member);
    Result<void> removeMember(const QString &id);

    // --- staging
    const QList<Change> &changes() const { return m_changes; }
    Result<StagedTree> tree(const Digest &snapshot) const;
    Result<StagedTree> liveTree() const;
    // Live with the journal laid on it; changes that no longer fit are left out (see conflicts()).
    Result<StagedTree> stagedTree() const;
    Result<QMap<QString, Error>> conflicts() const;
    // Every zone of what is staged, held against live; worked out once for a state of staging, over many turns of the event
    // loop when there are thousands of zones that nobody has read yet.
    Task<Result<std::shared_ptr<const QList<ZoneListing>>>> zoneListings() const;
    Result<Digest> stagedId() const;
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
    // Of one that has ended, while another is shown.
    Result<void> keepOperation(const Operation &ended) { return m_store.save(Table::Operation, group.id, ended.id, ended); }
    Result<void> note(HistoryEntry entry); // fills number, group and hash, and the time where there is none
    Result<void> burn(const StagedTree &tree);
    // What a member serves: never used again, and owed to whoever follows it where it is above live. Staging's serials are
    // raised at once; true when that changed staging.
    Result<bool> learnSerials(const QString &member, const QMap<QString, qint64> &serials);
    // The engine's serials once more, if they may not have been written since live or what members serve became another: whether
    // that changed staging.
    Result<bool> settle();
    BurnedSerials burned() const { return m_burned; }
    ServedAboves served() const { return m_served; }
    // What the member was seen to serve above live, in sentences, as long as no deployment has raised it.
    QList<Error> aboveLive(const QString &member) const;
    Result<QList<Deployment>> deployments() const;
    Result<QList<HistoryEntry>> history() const;
    Result<int> nextDeployment() const;
    // Whose data are live: of a deployment that was taken back the one before it; 0 for what the first member came with.
    Result<int> servedDeployment() const;
    // Adds what of the object store this group needs: live, prepared, staging, what members have and the deployments it
    // keeps.
    Result<void> addReachable(QSet<Digest> &keep) const;

Q_SIGNALS:
    void changed();
    void operationChanged(const lockstep::Operation &operation);

private:
    // Live, people's changes laid on it, the engine's on those: kept until live or the journal is another one.
    struct Laid
    {
        StagedTree tree;
        QMap<QString, Error> conflicts; // by the change's id
    };
    struct Staging
    {
        Digest base;
        QList<Change> journal;
        StagedTree live;
        Laid people;
        StagedTree staged;
        Digest id;
        mutable std::shared_ptr<const QList<ZoneListing>> zones;
    };
    static Laid lay(const StagedTree &base, const QList<Change> &changes);
    Result<std::shared_ptr<const Staging>> staging() const;
    QList<Change> peoples() const;
    Result<void> keepJournal(const StagedTree &base, const QList<Change> &people, const Laid &laid);
    Result<void> rebuild(QList<Change> people);
    Result<void> addChange(const Change &change);
    Result<void> saveSerials();
    // All or nothing, the history's end in memory too.
    Result<void> decide(const std::function<Result<void>()> &work);

    Clock &m_clock;
    Store &m_store;
    ObjectStore &m_objects;
    QList<Change> m_changes; // people's, in order, then the engine's
    mutable std::shared_ptr<const Staging> m_staging;
    bool m_unsettled = true; // the last process may have ended in between
    // The trees read last, with what was worked out of them.
    struct RecentTree
    {
        Digest snapshot;
        QString mainFile;
        StagedTree tree;
    };
    static constexpr qsizetype keptTrees = 3;
    mutable QList<RecentTree> m_trees;
    std::shared_ptr<KnownTexts> m_known = std::make_shared<KnownTexts>();
    BurnedSerials m_burned;
    ServedAboves m_served;
    qint64 m_lastEntry = 0;
    Digest m_lastHash;
};

// The hash that chains an entry to the one before it.
Digest chainHash(const Digest &previous, HistoryEntry entry);

} // namespace lockstep
