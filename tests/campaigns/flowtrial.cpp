// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/flowtrial.h"

#include "tests/simulation/simtree.h"

namespace lockstep {

namespace {
const QString zone = QStringLiteral("example.net");
constexpr qint64 longEnough = 240000; // every guard and deadline has passed
} // namespace

QString FlowTrial::ready(Flow flow)
{
    m_flow = flow;
    if (!m_house.addAll())
        return QStringLiteral("the group cannot be made");
    if (!m_house.stageHost(zone, QStringLiteral("new"), 1))
        return QStringLiteral("nothing can be staged");
    if (flow == Flow::Prepare)
        return {};
    const Operation prepared = m_house.prepare();
    m_seal = prepared.seal;
    if (prepared.outcome != Outcome::Succeeded)
        return QStringLiteral("prepare before the flow: ") + QString::fromUtf8(MasterHouse::told(prepared));
    if (flow == Flow::Return)
        m_house.members[1]->named.stop();
    return {};
}

Operation FlowTrial::run() { return m_flow == Flow::Prepare ? m_house.prepare() : m_house.deploy(m_seal); }

QString FlowTrial::lies(const Operation &told)
{
    const QString words = QString::fromUtf8(MasterHouse::told(told)) + QStringLiteral(": ");
    if (told.outcome == Outcome::Running || told.problems.contains(Error{QStringLiteral("timeout"), {}, {}, {}}))
        return QStringLiteral("the flow does not end");
    const GroupStatus status = m_house.master->call(mastercalls::groupStatus, StatusRequest{m_house.group, true}).value_or(GroupStatus());
    const Digest live = status.live.value_or(Digest());
    if (told.kind != OperationKind::Prepare && told.outcome == Outcome::Succeeded && live != told.seal)
        return words + QStringLiteral("it succeeded, and something else is live");
    if (told.kind != OperationKind::Prepare && told.outcome == Outcome::Returned && live == told.seal)
        return words + QStringLiteral("it was taken back, and is live");
    for (const MemberProgress &row : told.members) {
        SimMember &member = *m_house.members[size_t(row.name == MasterHouse::nameOf(0) ? 0 : 1)];
        QString fault;
        const std::optional<Snapshot> tree = activeTree(member.disk, &fault);
        const Result<AgentState> state = loadState(member.disk, SimMember::places());
        const QString about = words + row.name + u' ' + row.step + QStringLiteral(", ");
        if (!tree || !state)
            return about + fault;
        if (row.step == QLatin1String("confirmed") && (tree->id() != told.seal || state->switched || !member.named.differs().isEmpty()))
            return about + QStringLiteral("and does not serve it");
        if (row.step == QLatin1String("returned") && (tree->id() != live || state->switched || !member.named.differs().isEmpty()))
            return about + QStringLiteral("and does not serve what is live then");
        if (row.step == QLatin1String("prepared") && told.outcome == Outcome::Succeeded && !state->prepared)
            return about + QStringLiteral("and holds nothing");
        static const QStringList ends{QStringLiteral("confirmed"), QStringLiteral("late"), QStringLiteral("prepared")};
        if (told.outcome == Outcome::Succeeded && !ends.contains(row.step))
            return about + QStringLiteral("which is no end");
    }
    return {};
}

QString FlowTrial::knownTree(int index, const GroupStatus &status, const HistoryList &history, bool mustBeKnown)
{
    SimMember &member = *m_house.members[size_t(index)];
    const QString name = MasterHouse::nameOf(index) + u' ';
    QString fault;
    const std::optional<Snapshot> tree = activeTree(member.disk, &fault);
    if (!tree)
        return name + fault;
    const Digest id = tree->id();
    bool known = status.live == id; // a group that never deployed
    for (const Deployment &one : history.deployments)
        known = known || id == one.seal || id == one.returns || id == one.base;
    if (!known && mustBeKnown)
        return name + QStringLiteral("holds a tree that no deployment knows");
    const Result<AgentState> state = loadState(member.disk, SimMember::places());
    if (!state || state->switched)
        return name + QStringLiteral("is undecided");
    if (const QString differs = member.named.differs(); !differs.isEmpty())
        return name + QStringLiteral("does not serve its files: ") + differs;
    for (qsizetype i = 0; i < status.sync.size(); ++i) {
        if (status.members[i].name != MasterHouse::nameOf(index))
            continue;
        if (status.sync[i].state == SyncState::Unknown)
            return name + QStringLiteral("is not known");
        if (status.sync[i].state == SyncState::InSync && id != status.live)
            return name + QStringLiteral("counts as in sync and is not");
    }
    return {};
}

QString FlowTrial::inSync()
{
    const GroupStatus status = m_house.status();
    if (status.state != SyncState::InSync)
        return QStringLiteral("not everybody is in sync");
    for (int i = 0; i < int(m_house.members.size()); ++i) {
        QString fault;
        const std::optional<Snapshot> tree = activeTree(m_house.members[size_t(i)]->disk, &fault);
        if (!tree || tree->id() != status.live || !m_house.members[size_t(i)]->named.differs().isEmpty())
            return MasterHouse::nameOf(i) + QStringLiteral(" does not serve live");
    }
    return {};
}

QString FlowTrial::settle(bool known)
{
    for (const auto &member : m_house.members) {
        if (!member->named.running())
            member->named.start();
    }
    m_house.pass(longEnough);
    const GroupStatus status = m_house.status();
    const auto history = m_house.master->call(mastercalls::historyList, HistoryRequest{m_house.group, {}, 1, 0});
    if (!history || (status.operation && status.operation->outcome == Outcome::Running))
        return QStringLiteral("an operation still runs");
    for (int i = 0; i < int(m_house.members.size()); ++i) {
        if (const QString wrong = knownTree(i, status, *history, known); !wrong.isEmpty())
            return QStringLiteral("when all is quiet: ") + wrong;
        if (m_house.syncOf(i).state == SyncState::InSync)
            continue;
        const Operation synced = m_house.sync(i);
        if (synced.outcome != Outcome::Succeeded)
            return QStringLiteral("it cannot be synchronised: ") + QString::fromUtf8(MasterHouse::told(synced));
    }
    if (!m_house.stageHost(zone, QStringLiteral("again"), 2))
        return QStringLiteral("nothing can be staged again");
    const Operation prepared = m_house.prepare();
    const Operation deployed = prepared.outcome == Outcome::Succeeded ? m_house.deploy(prepared.seal) : prepared;
    if (deployed.outcome != Outcome::Succeeded)
        return QStringLiteral("tried again: ") + QString::fromUtf8(MasterHouse::told(deployed));
    return inSync();
}

} // namespace lockstep
