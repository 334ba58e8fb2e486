// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/flows.h"

#include <algorithm>

#include "core/base/errortext.h"
#include "core/snapshot/packing.h"

namespace lockstep {

namespace {

QStringList attached(const GroupDesk &desk, const QStringList &exclude)
{
    QStringList members;
    for (const Member &member : desk.members) {
        if (member.attachment == Attachment::Attached && !exclude.contains(member.id))
            members.append(member.id);
    }
    return members;
}

} // namespace

// --- prepare

Result<Operation> Flows::prepare(const PrepareGroupRequest &request, const QString &user)
{
    const QStringList members = attached(m_desk, request.exclude);
    if (!m_desk.live)
        return fail(QStringLiteral("master.unseeded"), {m_desk.group.name});
    if (members.isEmpty())
        return fail(QStringLiteral("master.nomembers"), {m_desk.group.name});
    if (request.seal) {
        LOCKSTEP_TRY(staged, m_desk.stagedId());
        if (*request.seal != staged)
            return fail(QStringLiteral("master.reviewed"), {staged.seal(), request.seal->seal()});
    }
    LOCKSTEP_TRY(operation, begin(OperationKind::Prepare, user, request.comment, members));
    m_tasks.add(runPrepare(request.exclude));
    return operation;
}

Task<> Flows::runPrepare(QStringList exclude)
{
    m_operation.step = QStringLiteral("checking");
    const Result<bool> settled = m_desk.settle();
    const Result<StagedTree> live = m_desk.liveTree();
    const Result<StagedTree> staged = m_desk.stagedTree();
    if (!settled || !live || !staged)
        co_return finish(Outcome::Failed, {!settled ? settled.error() : !live ? live.error() : staged.error()});
    QStringList carried;
    for (const Change &change : m_desk.changes())
        carried.append(change.id);
    m_unlearned.reset();
    Task<bool> asking = askAllSerials(attached(m_desk, exclude));
    const bool raised = co_await asking;
    if (m_unlearned)
        co_return finish(Outcome::Failed, {*m_unlearned});
    if (raised || *settled) // what was reviewed is not what should go out, and prepare changes no byte
        co_return finish(Outcome::Failed, {Error{QStringLiteral("master.raised"), {}, {}, {}}});
    std::shared_ptr<void> texts = m_objects.hold();
    const ChangedZones changed(*live, *staged);
    if (changed.unread())
        co_return finish(Outcome::Failed, {*changed.unread()});
    QList<Error> problems = staged->config().problems + changed.faults(mostProblems);
    const Result<QMap<QString, Error>> conflicts = m_desk.conflicts();
    for (const Error &conflict : conflicts.value_or(QMap<QString, Error>()))
        problems.append(Error{QStringLiteral("master.unlaid"), {}, conflict.origin, errorText(conflict)});
    if (!problems.isEmpty())
        co_return finish(Outcome::Failed, problems.first(std::min<qsizetype>(problems.size(), mostProblems)));
    Result<Shipment> made = shipmentOf(*live, *staged, attached(m_desk, exclude), changed);
    if (!made)
        co_return finish(Outcome::Failed, {made.error()});
    Shipment shipment = *made;
    m_operation.seal = shipment.forward;
    m_operation.step = QStringLiteral("preparing");
    if (const Result<void> dropped = dropPrepared(); !dropped)
        co_return finish(Outcome::Failed, {dropped.error()});
    Task<bool> preparing = prepareAll(shipment);
    const bool good = co_await preparing;
    texts.reset();
    if (!good || m_stop.raised()) {
        Task<> forgetting = forgetAll(shipment);
        co_await forgetting;
        co_return finish(Outcome::Failed);
    }
    PreparedRecord record;
    record.set = {shipment.forward, shipment.base, m_clock.now(), m_operation.owner, m_operation.comment, exclude, true, 0};
    record.set.effects = m_operation.effects;
    if (!m_unsigned.isEmpty())
        record.set.unsignedZones = m_unsigned;
    record.deployment = shipment.deployment;
    record.returning = shipment.returning;
    record.loadMs = shipment.guardMs / 3;
    record.changes = carried;
    record.operation = m_operation.id;
    record.members = shipment.members;
    if (const Result<void> kept = m_desk.setPrepared(record); !kept)
        co_return finish(Outcome::Failed, {kept.error()});
    finish(Outcome::Succeeded);
}

// --- deploy

Result<void> Flows::checkKeep(int minutes)
{
    constexpr int longest = 24 * 60;
    return minutes >= 0 && minutes <= longest
               ? Result<void>()
               : fail(QStringLiteral("json.field"), {QStringLiteral("keepMinutes"), QStringLiteral("0 minutes to a day")});
}

Result<Operation> Flows::deploy(const DeployGroupRequest &request, const QString &user)
{
    if (!m_desk.prepared)
        return fail(QStringLiteral("master.unprepared"), {m_desk.group.name});
    const PreparedRecord prepared = *m_desk.prepared;
    if (prepared.set.seal != request.seal)
        return fail(QStringLiteral("master.seal"), {prepared.set.seal.seal(), request.seal.seal()});
    if (!m_desk.live || m_desk.live->snapshot != prepared.set.base)
        return fail(QStringLiteral("master.void"));
    const QStringList members = attached(m_desk, prepared.set.excluded);
    const QStringList holders = prepared.members.value_or(QStringList());
    for (const QString &member : members) { // it could not switch, and everybody would go back for it
        if (!holders.contains(member))
            return fail(QStringLiteral("master.notheld"), {nameOf(member)});
    }
    LOCKSTEP_CHECK(acceptsUnsigned(prepared.set.unsignedZones.value_or(QStringList()), request.acceptUnsigned));
    const Rollout rollout = request.rollout.value_or(m_desk.group.rollout.value_or(Rollout()));
    LOCKSTEP_CHECK(rollout.check());
    if (!rollout.canary.isEmpty() && !members.contains(rollout.canary))
        return fail(QStringLiteral("master.canary"), {nameOf(rollout.canary)});
    const int keepMinutes = request.keepMinutes.value_or(m_desk.group.keepMinutes.value_or(0));
    LOCKSTEP_CHECK(checkKeep(keepMinutes));
    LOCKSTEP_TRY(number, m_desk.nextDeployment());
    LOCKSTEP_TRY(started, begin(OperationKind::Deploy, user, request.comment, members));
    Q_UNUSED(started)
    m_rollout = rollout;
    m_keepMinutes = keepMinutes;
    m_operation.seal = prepared.set.seal;
    m_operation.deployment = number;
    m_tasks.add(runDeploy());
    return m_operation;
}

Task<> Flows::runDeploy()
{
    const PreparedRecord prepared = *m_desk.prepared;
    Shipment shipment;
    shipment.deployment = prepared.deployment;
    shipment.base = prepared.set.base;
    shipment.forward = prepared.set.seal;
    shipment.returning = prepared.returning;
    shipment.members = attached(m_desk, prepared.set.excluded);
    shipment.bases = prepared.bases.value_or(QMap<QString, Digest>());
    shipment.guardMs = std::max<qint64>(60000, 3 * prepared.loadMs);
    m_operation.step = QStringLiteral("switching");
    m_operation.shipment = shipment.deployment;
    if (const Result<void> kept = m_desk.saveOperation(m_operation); !kept)
        co_return finish(Outcome::Failed, {kept.error()});
    const auto touched = std::make_shared<QStringList>();
    Cancel decided;
    Task<> renewing = renew(shipment, touched, decided);
    Task<bool> switching = switchWaves(shipment, touched);
    bool proved = co_await switching;
    if (proved && !m_closing.raised() && !m_stop.raised()) {
        Task<bool> keeping = awaitKeep(shipment);
        proved = co_await keeping;
    }
    if (proved && !m_closing.raised() && !m_stop.raised()) {
        // One that proved early may have gone since: restarted, it has returned by itself.
        Task<bool> asking = allHold(shipment, shipment.members);
        proved = co_await asking;
    }
    if (m_closing.raised()) {
        decided.raise();
        co_await renewing;
        co_return; // undecided: the next start returns everybody
    }
    if (proved && !m_stop.raised()) {
        const Deployment deployment{
            m_operation.deployment,  m_desk.group.id,   shipment.forward,    shipment.returning, shipment.base,
            Deployment::State::Live, m_operation.owner, m_operation.comment, m_clock.now(),      m_operation.kind == OperationKind::RollBack};
        // The decision: durable before anybody is told.
        m_operation.step = QStringLiteral("confirming");
        const Result<void> kept = m_desk.setLive(
            {shipment.forward, m_operation.deployment, m_clock.now()}, prepared.changes, deployment,
            {0,
             0,
             {},
             {},
             m_operation.owner,
             QStringLiteral("live"),
             QStringLiteral("deployment %1 is live, seal %2").arg(m_operation.deployment).arg(shipment.forward.seal()),
             m_operation.comment,
             {},
             {}});
        if (kept) {
            m_desk.saveOperation(m_operation);
            Task<> finishing = finishDecided(shipment);
            co_await finishing;
            decided.raise(); // whoever waits long for its confirmation must not go back meanwhile
            co_await renewing;
            co_return;
        }
        m_operation.problems.append(kept.error());
    }
    decided.raise();
    co_await renewing;
    shipment.members = *touched;
    Task<> returning = finishUndecided(shipment);
    co_await returning;
}

Task<> Flows::finishDecided(Shipment shipment)
{
    Task<QList<bool>> confirming = forEach<bool, QString>(shipment.members, 32,
                                                          [this, shipment](QString member) { return confirmOne(shipment, member); });
    const QList<bool> confirmed = co_await confirming;
    if (m_closing.raised())
        co_return;
    QMap<QString, bool> late;
    for (qsizetype i = 0; i < confirmed.size(); ++i)
        late.insert(shipment.members[i], !confirmed[i]);
    Task<bool> noting = noteLate(late);
    const bool noted = co_await noting;
    if (noted)
        finish(Outcome::Succeeded);
}

// Before the decision every failure ends here: whoever may have switched goes to R, and R is what the group serves then.
Task<> Flows::finishUndecided(Shipment shipment)
{
    m_operation.step = QStringLiteral("returning");
    m_desk.saveOperation(m_operation);
    Task<QList<bool>> returning = forEach<bool, QString>(shipment.members, 32,
                                                         [this, shipment](QString member) { return returnOne(shipment, member); });
    const QList<bool> returned = co_await returning;
    if (m_closing.raised())
        co_return;
    const Deployment undone{m_operation.deployment,    m_desk.group.id,   shipment.forward,    shipment.returning, shipment.base,
                            Deployment::State::Undone, m_operation.owner, m_operation.comment, m_clock.now(),      false};
    QStringList unknown;
    for (qsizetype i = 0; i < shipment.members.size(); ++i) {
        if (!returned[i])
            unknown.append(nameOf(shipment.members[i]));
    }
    const QString told =
        unknown.isEmpty()
            ? QStringLiteral("deployment %1 was taken back on every member").arg(m_operation.deployment)
            : QStringLiteral("deployment %1 was taken back; not proved by: %2").arg(m_operation.deployment).arg(unknown.join(QStringLiteral(", ")));
    if (!shipment.members.isEmpty()) {
        // They serve R whatever can be written here: the group is busy until it can.
        Task<bool> writing = untilWritten(QStringLiteral("noting"), [&] {
            return m_desk.setLive({shipment.returning, m_operation.deployment, m_clock.now()}, {}, undone,
                                  {0, 0, {}, {}, m_operation.owner, QStringLiteral("returned"), told, m_operation.comment, {}, {}});
        });
        const bool written = co_await writing;
        if (!written)
            co_return;
    } else {
        Task<bool> dropping = untilWritten(QStringLiteral("noting"), [&] { return m_desk.setPrepared(std::nullopt); });
        const bool dropped = co_await dropping;
        if (!dropped)
            co_return;
    }
    // Members that never switched still serve the base, and what was not reached is not known: R is live for them too.
    const QStringList all = attached(m_desk, {});
    QMap<QString, bool> late;
    for (const QString &member : shipment.members.isEmpty() ? QStringList() : all) {
        const qsizetype asked = shipment.members.indexOf(member);
        late.insert(member, asked < 0 || !returned[asked]);
    }
    Task<bool> noting = noteLate(late);
    const bool noted = co_await noting;
    if (noted)
        finish(Outcome::Returned);
}

// --- roll back: a deploy of older content

// 0: the last good one before live.
Result<Deployment> Flows::rollBackTarget(int to) const
{
    LOCKSTEP_TRY(deployments, m_desk.deployments());
    std::optional<Deployment> target;
    LOCKSTEP_TRY(served, m_desk.servedDeployment());
    for (const Deployment &one : deployments) {
        const bool good = one.state == Deployment::State::Live && m_desk.live && one.number != served;
        if (good && (to == one.number || (to == 0 && one.number < served)))
            target = one;
    }
    if (!target)
        return fail(QStringLiteral("master.norollback"), {to > 0 ? QString::number(to) : QStringLiteral("-")});
    return *target;
}

Result<StagedTree> Flows::rolledBack(int to)
{
    constexpr qsizetype mostLookedAt = 8;
    LOCKSTEP_TRY(target, rollBackTarget(to));
    LOCKSTEP_TRY(live, m_desk.liveTree());
    LOCKSTEP_TRY(old, m_desk.tree(target.seal));
    LOCKSTEP_TRY(raised, raiseSerials(live, old, m_desk.burned(), m_desk.served(), m_desk.group.serialPolicy, {}, m_clock.now()));
    if (m_lookedAt.size() >= mostLookedAt)
        m_lookedAt.clear();
    m_lookedAt.insert(raised.tree.snapshot().id(), {m_desk.live->snapshot, m_desk.burned(), m_desk.served(), raised.tree});
    return raised.tree;
}

Result<Operation> Flows::rollBack(const RollBackRequest &request, const QString &user)
{
    LOCKSTEP_TRY(target, rollBackTarget(request.to));
    LOCKSTEP_TRY(number, m_desk.nextDeployment());
    LOCKSTEP_TRY(started, begin(OperationKind::RollBack, user, request.comment, attached(m_desk, {})));
    Q_UNUSED(started)
    m_operation.deployment = number;
    m_acceptedUnsigned = request.acceptUnsigned;
    m_tasks.add(runRollBack(target.number, request.resetStaging, request.seal));
    return m_operation;
}

Task<> Flows::runRollBack(int to, bool resetStaging, std::optional<Digest> looked)
{
    Task<bool> asking = askAllSerials(attached(m_desk, {}));
    co_await asking;
    const auto shown = looked ? m_lookedAt.constFind(*looked) : m_lookedAt.cend();
    const bool same = shown != m_lookedAt.cend() && m_desk.live && shown->live == m_desk.live->snapshot && shown->burned == m_desk.burned() &&
                      shown->served == m_desk.served();
    const Result<StagedTree> tree = same ? Result<StagedTree>(shown->tree) : rolledBack(to);
    if (!tree)
        co_return finish(Outcome::Failed, {tree.error()});
    if (looked && *looked != tree->snapshot().id())
        co_return finish(Outcome::Failed, {Error{QStringLiteral("master.moved"), {}, {}, {}}});
    PreparedRecord record;
    if (resetStaging) {
        for (const Change &change : m_desk.changes())
            record.changes.append(change.id);
    }
    Task<> running = runTree(*tree, record);
    co_await running;
}

// Prepares and deploys that tree in one go. `record` says what goes with it: changes, excluded members, other bases.
Task<> Flows::runTree(StagedTree forward, PreparedRecord record)
{
    const Result<StagedTree> live = m_desk.liveTree();
    std::shared_ptr<void> texts = m_objects.hold();
    const Result<Shipment> made = live ? shipmentOf(*live, forward, attached(m_desk, record.set.excluded), ChangedZones(*live, forward))
                                       : fail(live.error());
    if (!made)
        co_return finish(Outcome::Failed, {made.error()});
    Shipment shipment = *made;
    shipment.bases = record.bases.value_or(QMap<QString, Digest>());
    m_operation.seal = shipment.forward;
    m_operation.step = QStringLiteral("preparing");
    if (const Result<void> dropped = dropPrepared(); !dropped)
        co_return finish(Outcome::Failed, {dropped.error()});
    Task<bool> preparing = prepareAll(shipment);
    const bool held = co_await preparing;
    texts.reset();
    const bool good = held && !m_stop.raised(); // a set that is forgotten is not to be had
    record.set = {shipment.forward, shipment.base, m_clock.now(), m_operation.owner, m_operation.comment, record.set.excluded, true, 0};
    record.set.effects = m_operation.effects;
    record.deployment = shipment.deployment;
    record.returning = shipment.returning;
    record.loadMs = shipment.guardMs / 3;
    record.members = shipment.members;
    const Result<void> accepted = good && !m_liveAgain ? acceptsUnsigned(m_unsigned, std::exchange(m_acceptedUnsigned, std::nullopt))
                                                       : Result<void>();
    const Result<void> kept = !accepted ? accepted : good ? m_desk.setPrepared(record) : Result<void>();
    if (!good || !kept) {
        Task<> forgetting = forgetAll(shipment);
        co_await forgetting;
        co_return finish(Outcome::Failed, kept ? QList<Error>() : QList<Error>{kept.error()});
    }
    Task<> deploying = runDeploy();
    co_await deploying;
}

} // namespace lockstep
