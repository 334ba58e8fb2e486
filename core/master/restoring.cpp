// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/master.h"
#include "core/master/selfrecords.h"

#include <algorithm>

// A master that came out of a backup: it looks, and changes nothing before somebody has confirmed what it found.
namespace lockstep {

namespace {
constexpr qint64 mostEpoch = 1000000000; // nobody restores that often: a member that says more lies
}

// --- of one group

Result<void> Flows::holdStill()
{
    m_still = true;
    // What ran then has ended somehow, what was prepared is nobody's to deploy, and nobody is brought unasked to what was live.
    if (m_desk.operation && m_desk.operation->outcome == Outcome::Running) {
        m_operation = *m_desk.operation;
        finish(Outcome::Undecided, {Error{QStringLiteral("master.unknownend"), {}, {}, {}}});
    }
    LOCKSTEP_CHECK(dropPrepared());
    const QList<Member> members = m_desk.members;
    for (const Member &member : members)
        LOCKSTEP_CHECK(keepLate(member.id, false));
    return {};
}

void Flows::goOn(qint64 epoch)
{
    m_still = false;
    m_epoch = epoch;
    m_peers.clear(); // none of them is bound to it yet
}

Task<RestoredMember> Flows::readMember(QString id)
{
    RestoredMember found;
    found.group = m_desk.group.name;
    found.member = id;
    found.name = nameOf(id);
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(id);
    const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
    Result<MemberStatus> status = peer ? Result<MemberStatus>() : fail(peer.error());
    if (peer) {
        const std::shared_ptr<AgentPeer> agent = *peer;
        Task<Result<MemberStatus>> asking = agent->call(agentcalls::status, Nothing(), 10000);
        status = co_await asking;
        learn(id, status);
    }
    if (!status) {
        found.problems.append(status.error().on(found.name));
        co_return found;
    }
    found.answered = true;
    found.epoch = status->epoch;
    found.active = status->active;
    const QList<Deployment> deployments = m_desk.deployments().value_or(QList<Deployment>());
    for (const Deployment &one : deployments) {
        const Digest brought = one.state == Deployment::State::Undone ? one.returns : one.seal;
        found.known = found.known || (found.active && (*found.active == brought || *found.active == one.base));
        if (found.active && *found.active == brought)
            found.deployment = one.number;
    }
    found.known = found.known || (found.active && m_desk.live && *found.active == m_desk.live->snapshot);
    co_return found;
}

Task<QList<RestoredMember>> Flows::readMembers()
{
    QStringList ids;
    for (const Member &member : std::as_const(m_desk.members))
        ids.append(member.id);
    Task<QList<RestoredMember>> reading = forEach<RestoredMember, QString>(ids, 16, [this](QString id) { return readMember(id); });
    QList<RestoredMember> members = co_await reading;
    co_return members;
}

// --- of the master

Task<RestoreReport> Master::readMembers(bool brief)
{
    RestoreReport report;
    report.waiting = m_restored.has_value();
    report.taken = m_restored.value_or(RestoredRecord()).taken;
    report.epoch = m_epoch;
    QList<std::shared_ptr<Room>> rooms;
    for (const auto &[id, room] : m_rooms)
        rooms.append(room);
    for (qsizetype i = 0; report.waiting && !brief && i < rooms.size(); ++i) {
        const std::shared_ptr<Room> kept = rooms[i];
        Task<QList<RestoredMember>> reading = kept->flows->readMembers();
        const QList<RestoredMember> members = co_await reading;
        report.members += members;
    }
    co_return report;
}

Task<Result<RestoreReport>> Master::confirmRestore(ConfirmRestoreRequest request, QString user)
{
    Task<RestoreReport> reading = readMembers();
    RestoreReport report = co_await reading;
    if (!m_restored)
        co_return fail(QStringLiteral("master.notrestored"));
    QStringList silent;
    QStringList unexpected;
    qint64 highest = m_epoch;
    for (const RestoredMember &member : std::as_const(report.members)) {
        if (!member.answered)
            silent.append(member.name);
        if (!member.answered && request.without && !request.without->contains(member.member))
            unexpected.append(member.name);
        if (member.epoch < mostEpoch)
            highest = std::max(highest, member.epoch);
    }
    if (!silent.isEmpty() && !request.missing)
        co_return fail(QStringLiteral("master.unread"), {silent.join(QStringLiteral(", "))});
    if (!unexpected.isEmpty())
        co_return fail(QStringLiteral("master.unread"), {unexpected.join(QStringLiteral(", "))});
    LOCKSTEP_CO_CHECK(m_store.transaction([&]() -> Result<void> {
        LOCKSTEP_CHECK(m_store.save(Table::Setting, {}, selfKey, SelfRecord{m_id, highest + 1}));
        return m_store.remove(Table::Setting, {}, restoredKey);
    }));
    m_epoch = highest + 1;
    m_restored.reset();
    for (const auto &[id, room] : m_rooms) {
        room->flows->goOn(m_epoch);
        room->flows->record({0,
                             0,
                             {},
                             {},
                             user,
                             QStringLiteral("restored"),
                             QStringLiteral("restored from a backup and confirmed, epoch %1").arg(m_epoch),
                             silent.isEmpty() ? QString() : QStringLiteral("not asked: ") + silent.join(QStringLiteral(", ")),
                             {},
                             {}});
        Q_EMIT groupChanged(id);
    }
    report.waiting = false;
    report.epoch = m_epoch;
    co_return report;
}

void Master::addOwnCalls(Dispatcher &gate, const QString &user)
{
    using namespace mastercalls;
    gate.setGuard([this](const MethodRow &row) -> Result<void> {
        const bool changes = row.role == Role::Administrator && QLatin1String(row.name) != QLatin1String(mastercalls::confirmRestore.name);
        return m_restored && changes ? fail(QStringLiteral("master.readonly")) : Result<void>();
    });
    gate.on(masterRestored, [this](RestoredRequest request) -> Task<Result<RestoreReport>> {
        Task<RestoreReport> reading = readMembers(request.brief);
        RestoreReport report = co_await reading;
        co_return report;
    });
    gate.on(masterRotate, [this, user](Nothing) { return rotate(user); });
    gate.on(mastercalls::confirmRestore, [this, user](ConfirmRestoreRequest request) { return confirmRestore(request, user); });
}

} // namespace lockstep
