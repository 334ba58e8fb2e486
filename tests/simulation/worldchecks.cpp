// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simtree.h"
#include "tests/simulation/world.h"

namespace lockstep {

void World::checkTree(SimMember &member)
{
    QString fault;
    const std::optional<Snapshot> tree = activeTree(member.disk, &fault);
    if (!tree) {
        wrong(QStringLiteral("member %1: %2").arg(member.index).arg(fault));
        return;
    }
    const auto history = m_master->call(mastercalls::historyList, HistoryRequest{m_group, {}, 1, 0});
    bool known = false;
    for (const Deployment &one : history ? history->deployments : QList<Deployment>())
        known = known || tree->id() == one.seal || tree->id() == one.returns || tree->id() == one.base;
    if (!known)
        wrong(QStringLiteral("member %1 has %2 active, which no deployment of the history knows").arg(member.index).arg(tree->id().seal()));
}

void World::checkMember(SimMember &member, const GroupStatus &status)
{
    const QString name = QStringLiteral("member %1").arg(member.index);
    QString fault;
    const std::optional<Snapshot> tree = activeTree(member.disk, &fault);
    const QString served = member.named.differs();
    const Result<AgentState> record = loadState(member.disk, SimMember::places());
    if (!record || record->switched)
        wrong(name + QStringLiteral(" is still undecided"));
    if (!served.isEmpty())
        wrong(name + QStringLiteral(" does not serve its files: ") + served);
    for (const MemberSync &sync : status.sync) {
        const bool mine = std::any_of(status.members.cbegin(), status.members.cend(),
                                      [&](const Member &m) { return m.id == sync.member && m.address == SimDialer::addressOf(member.index); });
        const bool same = tree && status.live && tree->id() == *status.live;
        if (mine && sync.state == SyncState::InSync && !same)
            wrong(name + QStringLiteral(" counts as in sync and is not"));
        if (mine && sync.state == SyncState::Unknown)
            wrong(name + QStringLiteral(" is not known, though nothing is broken"));
    }
}

void World::checkStaging()
{
    const auto list = m_master->call(mastercalls::stageList, GroupRequest{m_group});
    if (!list) {
        wrong(QStringLiteral("staging cannot be read: ") + list.error().code);
        return;
    }
    QSet<QString> there;
    for (const Change &change : list->changes) {
        if (change.kind != Change::Kind::Serial)
            there.insert(change.id);
    }
    if (m_staged && *m_staged != there)
        wrong(QStringLiteral("staging holds %1 changes, %2 are expected").arg(there.size()).arg(m_staged->size()));
    m_staged = there;
}

void World::checkHistory()
{
    const auto history = m_master->call(mastercalls::historyList, HistoryRequest{m_group, {}, 1000000, 0});
    if (!history) {
        wrong(QStringLiteral("no history"));
        return;
    }
    Digest previous;
    qint64 number = 0;
    for (auto it = history->entries.crbegin(); it != history->entries.crend(); ++it) {
        if (it->number != ++number || it->hash != chainHash(previous, *it))
            wrong(QStringLiteral("the history's chain breaks at entry %1").arg(it->number));
        previous = it->hash;
    }
}

// Nothing is broken, and time has passed: without anybody's help.
void World::checkQuiet()
{
    const Result<GroupStatus> now = status();
    if (!now) {
        wrong(QStringLiteral("the master gives no status"));
        return;
    }
    if (now->operation && now->operation->outcome == Outcome::Running)
        wrong(QStringLiteral("an operation still runs: ") + now->operation->step);
    for (const auto &member : m_members) {
        checkTree(*member);
        checkMember(*member, *now);
    }
    const bool good = now->operation && now->operation->outcome == Outcome::Succeeded && now->operation->kind != OperationKind::Prepare;
    if (good && now->operation->seal != now->live.value_or(Digest()))
        wrong(QStringLiteral("the last operation succeeded with another seal than live"));
    // Members that are behind, as the master says, are brought forward by hand.
    for (const MemberSync &sync : now->sync) {
        if (sync.state == SyncState::InSync || !holds())
            continue;
        QStringList reasons;
        for (const Error &reason : sync.reasons)
            reasons.append(reason.code);
        tell(QStringLiteral("%1 is %2: %3").arg(sync.member, QLatin1String(wordsOf(sync.state).at(qsizetype(sync.state))), reasons.join(u' ')));
        if (good && now->operation->kind != OperationKind::Synchronise && now->operation->kind != OperationKind::AddMember)
            wrong(QStringLiteral("the last deploy succeeded, but not everybody is in sync"));
        const auto ended = finished(m_master->call(mastercalls::memberSync, SynchroniseRequest{m_group, sync.member}), QStringLiteral("sync"));
        if (!ended || ended->outcome != Outcome::Succeeded)
            wrong(QStringLiteral("with nothing broken, synchronising fails"));
    }
    if (!now->sync.isEmpty())
        checkInSync();
    checkStaging();
}

void World::checkInSync()
{
    const Result<GroupStatus> now = status();
    if (!now || now->state != SyncState::InSync)
        wrong(QStringLiteral("not everybody is in sync: ") +
              (now ? QLatin1String(wordsOf(now->state).at(qsizetype(now->state))) : QLatin1String("no status")));
    for (const auto &member : m_members) {
        if (!holds())
            return;
        QString fault;
        const std::optional<Snapshot> tree = activeTree(member->disk, &fault);
        if (!tree || tree->id() != now->live)
            wrong(QStringLiteral("member %1 does not have live: %2").arg(member->index).arg(fault));
        if (const QString served = member->named.differs(); !served.isEmpty())
            wrong(QStringLiteral("member %1 does not serve live: %2").arg(member->index).arg(served));
    }
}

} // namespace lockstep
