// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/groupsession.h"

#include <QPointer>

#include <algorithm>

namespace lockstep {

GroupSession::GroupSession(MasterSession &master, QString id) : m_master(master), m_id(std::move(id))
{
    m_status.group.id = m_id;
    connect(&m_master, &MasterSession::groupChanged, this, [this](const QString &changed) {
        if (changed == m_id)
            read();
    });
    connect(&m_master, &MasterSession::stateChanged, this, &GroupSession::statusChanged);
    connect(&m_master, &MasterSession::operationChanged, this, [this](const Operation &operation) {
        if (operation.group != m_id)
            return;
        if (const GroupStatus *status = m_master.group(m_id))
            m_status.operation = status->operation;
        Q_EMIT operationChanged(operation);
    });
    read();
}

void GroupSession::read()
{
    if (const GroupStatus *status = m_master.group(m_id))
        m_status = *status;
    Q_EMIT statusChanged();
    if (m_master.isConnected() && (m_status.staged != m_changes.staged || m_status.changes != 0 || !m_changes.changes.isEmpty()))
        readChanges();
}

Task<> GroupSession::readChanges()
{
    if (m_reading) {
        m_again = true;
        co_return;
    }
    m_reading = true;
    const QPointer<GroupSession> here(this);
    Task<Result<ChangeList>> asking = m_master.call(mastercalls::stageList, GroupRequest{m_id});
    const Result<ChangeList> list = co_await asking;
    if (!here)
        co_return;
    m_reading = false;
    if (list)
        takeChanges(*list);
    if (std::exchange(m_again, false))
        readChanges();
}

void GroupSession::takeChanges(const ChangeList &list)
{
    if (list.staged == m_changes.staged && list.changes == m_changes.changes && list.conflicts == m_changes.conflicts)
        return;
    m_changes = list;
    Q_EMIT changesChanged();
}

const Member *GroupSession::member(const QString &id) const
{
    const auto found = std::ranges::find(m_status.members, id, &Member::id);
    return found == m_status.members.end() ? nullptr : &*found;
}

const MemberSync *GroupSession::sync(const QString &member) const
{
    const auto found = std::ranges::find(m_status.sync, member, &MemberSync::member);
    return found == m_status.sync.end() ? nullptr : &*found;
}

Task<Result<Snapshot>> GroupSession::snapshot(QString which)
{
    // What a name stands for now, where that is known.
    const std::optional<Digest> now = which == QLatin1String("staged") ? std::optional(m_changes.staged)
                                      : which == QLatin1String("live") ? m_status.live
                                                                       : std::nullopt;
    const auto kept = m_snapshots.constFind(which);
    if (kept != m_snapshots.constEnd() && now && kept->first == *now && !now->isNull())
        co_return std::as_const(kept->second);
    const QPointer<GroupSession> here(this);
    Task<Result<Snapshot>> asking = m_master.snapshot(m_id, which);
    LOCKSTEP_CO_TRY(snapshot, co_await asking);
    if (here)
        m_snapshots.insert(which, {snapshot.id(), snapshot});
    co_return std::as_const(snapshot);
}

Task<Result<QByteArray>> GroupSession::bytes(Digest digest) const
{
    Task<Result<QByteArray>> asking = m_master.object(digest);
    Result<QByteArray> bytes = co_await asking;
    co_return bytes;
}

Result<void> GroupSession::taken(const Result<ChangeList> &list)
{
    if (!list)
        return std::unexpected(list.error());
    takeChanges(*list);
    return {};
}

Task<Result<void>> GroupSession::stageFile(QString root, QString path, Digest base, std::optional<QByteArray> bytes)
{
    const QPointer<GroupSession> here(this);
    const StageFileRequest request{m_id, root, path, base.isNull() ? QString() : QString::fromLatin1(base.hex()), {}, {}};
    Task<Result<ChangeList>> staging = bytes ? m_master.stageFile(request, *bytes) : m_master.call(mastercalls::stageFile, request);
    const Result<ChangeList> list = co_await staging;
    co_return here ? taken(list) : Result<void>();
}

Task<Result<void>> GroupSession::stageRecord(StageRecordRequest request)
{
    const QPointer<GroupSession> here(this);
    request.group = m_id;
    Task<Result<ChangeList>> staging = m_master.call(mastercalls::stageRecord, request);
    const Result<ChangeList> list = co_await staging;
    co_return here ? taken(list) : Result<void>();
}

Task<Result<void>> GroupSession::discard(QStringList changes)
{
    const QPointer<GroupSession> here(this);
    Task<Result<ChangeList>> discarding = m_master.call(mastercalls::stageDiscard, DiscardRequest{m_id, changes});
    const Result<ChangeList> list = co_await discarding;
    co_return here ? taken(list) : Result<void>();
}

} // namespace lockstep
