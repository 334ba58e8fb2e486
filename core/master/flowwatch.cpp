// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/flows.h"

#include <QRegularExpression>

namespace lockstep {

namespace {

constexpr qsizetype mostDrifted = 200; // that are told of a member
constexpr qint64 touchedPause = 500;   // ms

// The paths that no rule leaves to whoever edits them there; a rule counts for a file, and for all that lies below a folder.
QStringList notAllowed(const QStringList &paths, const QStringList &rules)
{
    QList<QRegularExpression> patterns;
    for (const QString &rule : rules)
        patterns.append(QRegularExpression(QRegularExpression::wildcardToRegularExpression(rule)));
    QStringList rest;
    for (const QString &path : paths) {
        bool allowed = false;
        for (QString part = path; !part.isEmpty() && !allowed; part = part.section(u'/', 0, -2))
            allowed = std::ranges::any_of(patterns, [&](const QRegularExpression &pattern) { return pattern.match(part).hasMatch(); });
        if (!allowed)
            rest.append(path);
    }
    return rest;
}

} // namespace

Result<Operation> Flows::stop(const QString &operation, const QString &user)
{
    if (!m_running || m_operation.id != operation)
        return fail(QStringLiteral("master.nooperation"), {operation});
    if (!m_stop.raised()) {
        m_operation.problems.append(Error{QStringLiteral("master.stopped"), {user}, {}, {}});
        record({0,
                0,
                {},
                {},
                user,
                QLatin1String(wordsOf(m_operation.kind).at(qsizetype(m_operation.kind))),
                QStringLiteral("%1 was stopped").arg(QLatin1String(wordsOf(m_operation.kind).at(qsizetype(m_operation.kind)))),
                {},
                {},
                {}});
    }
    m_stop.raise();
    return m_operation;
}

Result<void> Flows::resume()
{
    if (!m_desk.operation || m_desk.operation->outcome != Outcome::Running)
        return {};
    LOCKSTEP_TRY(deployments, m_desk.deployments()); // unread, a decision would pass for none
    m_operation = *m_desk.operation;
    m_running = true;
    const bool deploying = m_operation.kind == OperationKind::Deploy || m_operation.kind == OperationKind::RollBack;
    const std::optional<PreparedRecord> prepared = m_desk.prepared;
    Shipment shipment;
    for (const MemberProgress &row : m_operation.members)
        shipment.members.append(row.member);
    // A row of its number says that the end was decided, and how.
    std::optional<Deployment> decision;
    for (const Deployment &one : std::as_const(deployments)) {
        if (deploying && m_operation.deployment > 0 && one.number == m_operation.deployment)
            decision = one;
    }
    if (decision && decision->state == Deployment::State::Live) {
        // Confirms name the deployment by the id that the members know; it is kept with the operation.
        shipment.deployment = m_operation.shipment;
        m_tasks.add(finishDecided(shipment));
    } else if (decision) {
        m_tasks.add(finishReturned(shipment.members));
    } else if (deploying && prepared && prepared->set.seal == m_operation.seal && m_operation.step != QLatin1String("preparing")) {
        shipment.deployment = prepared->deployment;
        shipment.base = prepared->set.base;
        shipment.forward = prepared->set.seal;
        shipment.returning = prepared->returning;
        shipment.guardMs = std::max<qint64>(60000, 3 * prepared->loadMs);
        m_tasks.add(finishUndecided(shipment));
    } else if (m_operation.kind == OperationKind::Prepare && prepared && prepared->operation == m_operation.id) {
        m_operation.seal = prepared->set.seal; // only its end was not noted any more
        finish(Outcome::Succeeded);
    } else {
        m_tasks.add(finishInterrupted());
    }
    return {};
}

Task<> Flows::finishInterrupted()
{
    if (m_operation.kind == OperationKind::RollBack) { // its set is nobody's to deploy
        Task<bool> dropping = untilWritten(QStringLiteral("noting"), [this] { return dropPrepared(); });
        const bool dropped = co_await dropping;
        if (!dropped)
            co_return;
    }
    finish(Outcome::Failed, {Error{QStringLiteral("master.restarted"), {}, {}, {}}});
}

// It was taken back and is written down as that; where its members are is not known.
Task<> Flows::finishReturned(QStringList members)
{
    QMap<QString, bool> late;
    for (const QString &member : std::as_const(members))
        late.insert(member, true); // until it is seen to be there
    Task<bool> noting = noteLate(late);
    const bool noted = co_await noting;
    if (noted)
        finish(Outcome::Returned);
}

// What members hold as prepared is about to be replaced: from now on there is nothing that could be deployed.
Result<void> Flows::dropPrepared() { return m_desk.prepared ? m_desk.setPrepared(std::nullopt) : Result<void>(); }

Task<> Flows::watchOnce()
{
    QStringList ids;
    for (const Member &member : m_desk.members)
        ids.append(member.id);
    Task<QList<bool>> watching = forEach<bool, QString>(ids, 16, [this](QString member) -> Task<bool> {
        Task<> one = watchOne(member);
        co_await one;
        co_return true;
    });
    co_await watching;
    for (const QString &id : ids) {
        if (m_closing.raised() || m_still)
            co_return;
        const Member *member = m_desk.member(id);
        if (member && member->late && member->attachment == Attachment::Attached && m_desk.live && m_desk.syncOf(id).state != SyncState::Unknown) {
            Task<> bringing = bringForward(id);
            co_await bringing;
        }
    }
}

// Live with serials above those that the member serves, if it serves higher ones: it returned by itself to R after the decision.
// To go forward with the serials of live would be a step back for whoever transfers from it.
Task<Result<StagedTree>> Flows::aboveServed(QString member)
{
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
    LOCKSTEP_CO_TRY(peer, co_await reaching);
    const std::shared_ptr<AgentPeer> agent = peer;
    Task<Result<ServedSerials>> asking = agent->call(agentcalls::serials, Nothing(), 30000);
    LOCKSTEP_CO_TRY(served, co_await asking);
    LOCKSTEP_CO_TRY(live, m_desk.liveTree());
    ServedAboves serials;
    for (auto it = served.serials.cbegin(); it != served.serials.cend(); ++it)
        serials.insert(it.key(), {quint32(it.value()), nameOf(member)});
    LOCKSTEP_CO_TRY(raised, raiseSerials(live, live, m_desk.burned(), serials, m_desk.group.serialPolicy, {}, m_clock.now()));
    co_return raised.tree;
}

// A member that missed the end of a deployment is brought to live without being asked for: that was decided then.
Task<> Flows::bringForward(QString member)
{
    if (m_desk.syncOf(member).state == SyncState::InSync) {
        (void)keepLate(member, false); // else the next time
        co_return;
    }
    const MemberSync seen = m_desk.lastSeen.value(member);
    if (m_desk.undecided.contains(member) && seen.state == SyncState::InSync && seen.active == m_desk.live->snapshot)
        co_return; // it could not be confirmed, and returns by itself yet
    Task<Result<StagedTree>> looking = aboveServed(member);
    const Result<StagedTree> above = co_await looking;
    if (!above || m_closing.raised() || m_running || !m_desk.member(member) || !m_desk.live)
        co_return;
    const QString owner = m_operation.owner.isEmpty() ? QStringLiteral("Lockstep") : m_operation.owner;
    if (above->snapshot().id() != m_desk.live->snapshot) {
        if (!begin(OperationKind::Deploy, owner, QStringLiteral("Live again, with serials above those of a member that had returned by itself."), {}))
            co_return;
        Task<> raising = raiseLive(*above);
        co_await raising;
        co_return;
    }
    if (!begin(OperationKind::Synchronise, owner, {}, {member}))
        co_return;
    m_liveAgain = true;
    Task<> syncing = runSynchronise(member, false);
    co_await syncing;
    if (m_operation.outcome == Outcome::Succeeded)
        (void)keepLate(member, false);
    Task<> watching = watchOne(member);
    co_await watching;
}

// Live's content again, for every member that answers; the others are late for it.
Task<> Flows::raiseLive(StagedTree raised)
{
    QMap<QString, Digest> bases;
    QStringList all;
    for (const Member &member : m_desk.members)
        all.append(member.id);
    for (const QString &id : std::as_const(all)) {
        Task<> looking = watchOne(id);
        co_await looking;
    }
    QStringList away;
    for (const Member &member : m_desk.members) {
        const MemberSync sync = m_desk.syncOf(member.id);
        if (member.attachment != Attachment::Attached)
            continue;
        if (sync.state == SyncState::Unknown) {
            away.append(member.id);
            continue;
        }
        m_operation.members.append({member.id, member.name, QStringLiteral("waiting"), 0, 0, 0, {}});
        if (sync.active && *sync.active != m_desk.live->snapshot)
            bases.insert(member.id, *sync.active);
    }
    PreparedRecord record;
    record.bases = bases;
    record.set.excluded = away;
    const Result<int> number = m_desk.nextDeployment();
    if (!number)
        co_return finish(Outcome::Failed, {number.error()});
    m_operation.deployment = *number;
    m_liveAgain = true;
    QMap<QString, bool> late;
    for (const QString &member : std::as_const(away))
        late.insert(member, true);
    Task<bool> noting = noteLate(late);
    const bool noted = co_await noting;
    if (!noted)
        co_return;
    Task<> running = runTree(raised, record);
    co_await running;
}

// A member that says that something there was touched is asked what, at most twice a second; who looks at the group is told when
// that is news.
Task<> Flows::watchTouched(QString member)
{
    Task<bool> sleeping = m_clock.sleep(touchedPause, m_closing);
    co_await sleeping;
    m_touched.remove(member);
    if (m_closing.raised() || isBusy() || !m_desk.member(member)) // an operation learns it itself, and its end is told
        co_return;
    const MemberSync before = m_desk.syncOf(member);
    Task<> watching = watchOne(member);
    co_await watching;
    if (m_closing.raised() || !m_desk.member(member))
        co_return;
    const MemberSync now = m_desk.syncOf(member);
    if (now.state != before.state || now.drifted != before.drifted || now.reasons != before.reasons)
        Q_EMIT m_desk.changed();
}

Task<> Flows::watchOne(QString id)
{
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(id);
    const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
    Result<MemberStatus> status = peer ? Result<MemberStatus>() : fail(peer.error());
    if (peer) {
        const std::shared_ptr<AgentPeer> agent = *peer;
        Task<Result<MemberStatus>> asking = agent->call(agentcalls::status, Nothing(), 10000);
        status = co_await asking;
        if (!status && status.error().code == QLatin1String("timeout") && m_peers.value(id) == agent)
            m_peers.remove(id); // half open, perhaps: the next look makes it anew
    }
    if (m_closing.raised())
        co_return;
    learn(id, status);
    const Member *member = m_desk.member(id);
    if (m_still || !member || member->attachment != Attachment::Attached || !status || !m_desk.live)
        co_return;
    // Serials change when something else is loaded, so that they are asked for again when it looks as if something was.
    const QString looks = QStringLiteral("%1 %2 %3 %4")
                              .arg(status->active ? QString::fromLatin1(status->active->hex()) : QString())
                              .arg(status->served)
                              .arg(status->namedRunning)
                              .arg(status->drifted.join(u' '));
    if (m_serialsAt.value(id) == looks)
        co_return;
    Task<std::optional<bool>> asking = askSerials(id);
    const std::optional<bool> asked = co_await asking;
    if (asked)
        m_serialsAt.insert(id, looks);
}

// Staging's serials rise above what the member serves: whether that changed staging, or nothing when it does not answer.
Task<std::optional<bool>> Flows::askSerials(QString member)
{
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
    const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
    if (!peer)
        co_return std::nullopt;
    const std::shared_ptr<AgentPeer> agent = *peer;
    Task<Result<ServedSerials>> asking = agent->call(agentcalls::serials, Nothing(), 60000);
    const Result<ServedSerials> served = co_await asking;
    if (served && served->owned)
        m_owned.insert(member, *served->owned);
    const Result<bool> learned = !served              ? fail(served.error())
                                 : m_closing.raised() ? fail(QStringLiteral("cancelled"))
                                                      : m_desk.learnSerials(member, served->serials);
    if (served && !m_closing.raised() && !learned)
        m_unlearned = learned.error();
    co_return learned ? std::optional(*learned) : std::nullopt;
}

Task<bool> Flows::askAllSerials(QStringList members)
{
    Task<QList<std::optional<bool>>> asking = forEach<std::optional<bool>, QString>(members, 16,
                                                                                    [this](QString member) { return askSerials(member); });
    const QList<std::optional<bool>> answers = co_await asking;
    co_return answers.contains(std::optional(true));
}

// What a member says of itself. Whether that is live is asked when it is shown.
void Flows::learn(const QString &id, const Result<MemberStatus> &status)
{
    if (!m_desk.member(id))
        return;
    MemberSync &seen = m_desk.lastSeen[id];
    if (!status) {
        seen.state = SyncState::Unknown;
        seen.reasons = {status.error()};
        return;
    }
    if (status->phase == MemberPhase::Switched)
        m_desk.undecided.insert(id);
    else
        m_desk.undecided.remove(id);
    seen.seen = m_clock.now();
    seen.bindVersion = status->bindVersion;
    seen.zonesServed = status->zones;
    const QStringList drifted = notAllowed(status->drifted, m_desk.group.driftRules.value_or(QStringList()));
    seen.reasons = status->problems;
    seen.reasons.removeIf([&](const Error &one) {
        return one.code == QLatin1String("agent.drift") || (one.code == QLatin1String("agent.permissions") && !drifted.contains(one.args.value(0)));
    });
    if (!drifted.isEmpty())
        seen.reasons.append(Error{QStringLiteral("agent.drift"), {drifted.first()}, {}, {}});
    seen.drifted = drifted.isEmpty() ? std::nullopt : std::optional(drifted.first(std::min(mostDrifted, drifted.size())));
    const bool intact = status->treeIntact || (!status->drifted.isEmpty() && drifted.isEmpty());
    seen.active = status->active;
    const bool local = std::ranges::contains(status->problems, QLatin1String("agent.local"), &Error::code);
    const bool serves = !local && status->served && status->namedRunning && status->pendingRestart.value_or(QStringList()).isEmpty();
    seen.state = !intact ? SyncState::OutOfSync : serves ? SyncState::InSync : SyncState::FilesMatch;
}

// The end of a switch, there or back.
void Flows::learn(const QString &id, const SwitchReport &report)
{
    if (!m_desk.member(id))
        return;
    MemberSync &seen = m_desk.lastSeen[id];
    seen.seen = m_clock.now();
    seen.reasons = report.problems;
    seen.drifted.reset();
    seen.active = report.active.isNull() ? std::nullopt : std::optional(report.active);
    seen.state = report.proved ? SyncState::InSync : SyncState::FilesMatch;
}

} // namespace lockstep
