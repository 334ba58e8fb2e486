// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/mastersession.h"

namespace lockstep {

// One group of a master, as every view of it sees it: status, staged changes, the snapshots and texts that are looked at.
// Reads of what is known already answer without a wait.
class GroupSession : public QObject
{
    Q_OBJECT
public:
    GroupSession(MasterSession &master, QString id);

    MasterSession &master() const { return m_master; }
    const QString &id() const { return m_id; }
    // As last read; empty but for its id before the first reading and when the group is gone.
    const GroupStatus &status() const { return m_status; }
    const ChangeList &changes() const { return m_changes; }
    const Member *member(const QString &id) const;
    const MemberSync *sync(const QString &member) const;
    // Edits are possible: the master answers, and the group has a first member's data to edit.
    bool canEdit() const { return m_master.isConnected() && m_status.live.has_value(); }

    // `which` as in SnapshotRequest; those that cannot change any more, and staging as long as it is the same, are kept.
    Task<Result<Snapshot>> snapshot(QString which);
    Task<Result<QByteArray>> bytes(Digest digest) const;
    // The new text of a file; nothing removes it. `base`: digest of the text that the edit began from, null for a new file.
    Task<Result<void>> stageFile(QString root, QString path, Digest base, std::optional<QByteArray> bytes);
    Task<Result<void>> stageRecord(StageRecordRequest request); // its group is filled in here
    Task<Result<void>> discard(QStringList changes);            // none: all of them

Q_SIGNALS:
    void statusChanged();
    void changesChanged(); // what is staged became another thing
    void operationChanged(const lockstep::Operation &operation);

private:
    void read();
    Task<> readChanges();
    void takeChanges(const ChangeList &list);
    Result<void> taken(const Result<ChangeList> &list);

    MasterSession &m_master;
    QString m_id;
    GroupStatus m_status;
    ChangeList m_changes;
    QHash<QString, QPair<Digest, Snapshot>> m_snapshots; // by `which`: what it was when it was read
    bool m_reading = false;
    bool m_again = false;
};

} // namespace lockstep
