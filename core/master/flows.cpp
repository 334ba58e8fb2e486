// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/flows.h"

namespace lockstep {

namespace {
constexpr qint64 longestLoad = 2 * 3600 * 1000; // that a member may claim; its guard takes three times as long
}

Flows::Flows(Clock &clock, GroupDesk &desk, ObjectStore &objects, AgentDialer &dialer, Introductions &introductions, QString masterId, qint64 epoch)
    : m_clock(clock), m_desk(desk), m_objects(objects), m_dialer(dialer), m_introductions(introductions), m_masterId(std::move(masterId)),
      m_epoch(epoch)
{
}

Flows::~Flows() { m_closing.raise(); }

QString Flows::nameOf(const QString &member) const
{
    const Member *known = m_desk.member(member);
    return known ? known->name : member;
}

Result<void> Flows::idle() const
{
    if (m_closing.raised())
        return fail(QStringLiteral("master.nogroup"), {m_desk.group.name});
    if (m_still)
        return fail(QStringLiteral("master.readonly"));
    if (m_releasing)
        return fail(QStringLiteral("master.busy"), {m_releaser, m_releaseWord});
    if (m_running)
        return fail(QStringLiteral("master.busy"), {m_operation.owner, QLatin1String(wordsOf(m_operation.kind).at(qsizetype(m_operation.kind)))});
    return {};
}

Result<Operation> Flows::begin(OperationKind kind, const QString &user, const QString &comment, const QStringList &members)
{
    LOCKSTEP_CHECK(idle());
    m_acceptedUnsigned.reset();
    m_liveAgain = false;
    m_operation = Operation();
    m_operation.id = newId();
    m_operation.group = m_desk.group.id;
    m_operation.kind = kind;
    m_operation.owner = user;
    m_operation.comment = comment;
    m_operation.started = m_clock.now();
    m_operation.step = QStringLiteral("starting");
    for (const QString &member : members)
        m_operation.members.append({member, nameOf(member), QStringLiteral("waiting"), 0, 0, 0, {}});
    LOCKSTEP_CHECK(m_desk.saveOperation(m_operation));
    m_running = true;
    m_stop = Cancel();
    m_kept = Cancel();
    m_rollout = Rollout();
    m_keepMinutes = 0;
    m_began.clear();
    return m_operation;
}

void Flows::row(const QString &member, const QString &step, const QList<Error> &problems)
{
    MemberProgress *progress = m_operation.find(member);
    if (!progress)
        return;
    if (!m_began.contains(member))
        m_began.insert(member, m_clock.sinceBoot());
    progress->step = step;
    progress->elapsed = m_clock.sinceBoot() - m_began.value(member);
    for (const Error &problem : problems)
        progress->problems.append(problem.on(progress->name));
    Q_EMIT m_desk.operationChanged(m_operation);
}

// All members read the same files, and most say the same.
void Flows::warn(const QList<Error> &warnings)
{
    QList<Error> &said = m_operation.warnings ? *m_operation.warnings : m_operation.warnings.emplace();
    for (const Error &warning : warnings) {
        const bool known = std::ranges::any_of(said, [&](const Error &one) {
            return one.code == warning.code && one.args == warning.args && one.origin.file == warning.origin.file &&
                   one.origin.line == warning.origin.line;
        });
        if (!known && said.size() < mostWarnings)
            said.append(warning);
    }
}

void Flows::effect(const PrepareReport &report)
{
    Effects one;
    one.configured = report.reconfigure;
    one.loadMs = report.loadMs;
    one.restart = report.restart;
    for (const ClassifiedZone &zone : report.zones) {
        const auto count = [&](ZoneClass what) { return zone.what == what ? 1 : 0; };
        one.reloaded += count(ZoneClass::Reload);
        one.recreated += count(ZoneClass::Recreate);
        one.created += count(ZoneClass::New);
        one.removed += count(ZoneClass::Removed);
        one.dynamic += count(ZoneClass::Dynamic);
        if (zone.what == ZoneClass::Recreate && one.interrupted.size() < Effects::mostNames)
            one.interrupted.append(zone.view.isEmpty() ? zone.zone : zone.zone + u' ' + zone.view);
    }
    if (!m_operation.effects)
        m_operation.effects.emplace();
    m_operation.effects->add(one);
}

Task<Result<std::shared_ptr<AgentPeer>>> Flows::reach(QString member)
{
    if (const auto open = m_peers.value(member); open && open->isOpen())
        co_return open;
    const Member *known = m_desk.member(member);
    if (!known)
        co_return fail(QStringLiteral("master.nomember"), {member});
    const Member found = *known;
    const bool next = m_dialer.nextPin().has_value();
    Task<Reached> meeting = bound(next ? OwnKey::Next : OwnKey::Now, found);
    Reached peer = co_await meeting;
    if (!peer && next) { // it has not been told of that key yet
        Task<Reached> again = bound(OwnKey::Now, found);
        peer = co_await again;
    }
    if (!peer)
        co_return peer;
    m_peers.insert(member, *peer);
    const std::shared_ptr<AgentPeer> agent = *peer;
    QObject::connect(&agent->peer(), &Peer::notified, m_here.get(), [this, member](const QString &method) {
        if (method != QLatin1String(memberChangedEvent) || m_touched.contains(member) || !m_onTouched)
            return;
        m_touched.insert(member);
        m_onTouched(member);
    });
    co_return peer;
}

// --- what is sent

Result<Flows::Shipment> Flows::shipmentOf(const StagedTree &live, const StagedTree &forward, const QStringList &members, const ChangedZones &changed)
{
    if (changed.unread())
        return fail(*changed.unread());
    Shipment shipment;
    shipment.deployment = newId();
    shipment.members = members;
    LOCKSTEP_TRY(base, live.seal());
    LOCKSTEP_TRY(seal, forward.seal());
    LOCKSTEP_TRY(back, returnTree(live, forward, m_desk.group.serialPolicy, m_clock.now()));
    LOCKSTEP_TRY(returning, back.seal());
    shipment.base = base;
    shipment.forward = seal;
    shipment.returning = returning;
    shipment.forwardProof = changed.questions();
    LOCKSTEP_TRY(backProof, changed.wayBack(back));
    shipment.returnProof = backProof;
    LOCKSTEP_CHECK(m_desk.burn(forward));
    LOCKSTEP_CHECK(m_desk.burn(back));
    return shipment;
}

Task<Result<void>> Flows::sendObjects(std::shared_ptr<AgentPeer> peer, std::shared_ptr<Cargo> cargo)
{
    Task<Result<DigestList>> asking = peer->call(agentcalls::need, cargo->asked());
    LOCKSTEP_CO_TRY(lacking, co_await asking);
    const QSet<Digest> missing(lacking.digests.cbegin(), lacking.digests.cend());
    for (const Digest &digest : cargo->objects()) {
        if (!missing.contains(digest))
            continue;
        LOCKSTEP_CO_TRY(packed, cargo->packed(digest, missing));
        Task<Result<void>> sending = peer->peer().sendObject(digest, packed.bytes, packed.encoding);
        LOCKSTEP_CO_CHECK(co_await sending);
    }
    co_return Result<void>();
}

// --- steps on one member

Task<Flows::Step> Flows::prepareOne(Shipment shipment, std::shared_ptr<Cargo> cargo, QString member)
{
    Step step{member, false, false, 0, {}, {}};
    const auto failed = [&](const Error &error) {
        row(member, QStringLiteral("failed"), {error});
        return step;
    };
    row(member, QStringLiteral("contacting"));
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
    const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
    if (!peer)
        co_return failed(peer.error());
    const std::shared_ptr<AgentPeer> agent = *peer;
    row(member, QStringLiteral("sending"));
    Task<Result<void>> sending = sendObjects(agent, cargo);
    if (const Result<void> sent = co_await sending; !sent)
        co_return failed(sent.error());
    row(member, QStringLiteral("checking"));
    const PrepareRequest request{
        shipment.deployment,   m_masterId,          m_epoch, shipment.baseOf(member), cargo->forward(), cargo->returning(), m_desk.group.mainFile,
        shipment.forwardProof, shipment.returnProof};
    Task<Result<PrepareReport>> preparing = agent->call(agentcalls::prepare, request, 600000);
    const Result<PrepareReport> report = co_await preparing;
    if (!report)
        co_return failed(report.error());
    step.good = report->ok;
    step.loadMs = std::clamp<qint64>(report->loadMs, 0, longestLoad);
    step.owned = report->owned;
    step.unsignedZones = report->unsignedZones.value_or(QStringList());
    warn(report->warnings);
    if (report->ok)
        effect(*report);
    row(member, report->ok ? QStringLiteral("prepared") : QStringLiteral("failed"), report->problems);
    co_return step;
}

Task<bool> Flows::prepareAll(Shipment &shipment)
{
    const Result<StagedTree> forward = m_desk.tree(shipment.forward);
    const Result<StagedTree> returning = m_desk.tree(shipment.returning);
    const Result<StagedTree> base = shipment.base.isNull() ? fail(QStringLiteral("file.missing"), {}) : m_desk.tree(shipment.base);
    if (!forward || !returning) {
        m_operation.problems.append(forward ? returning.error() : forward.error());
        co_return false;
    }
    const auto cargo = std::make_shared<Cargo>(m_objects, base ? std::optional(base->snapshot()) : std::nullopt, forward->snapshot(),
                                               returning->snapshot());
    const Shipment copy = shipment;
    Task<QList<Step>> preparing = forEach<Step, QString>(shipment.members, 16,
                                                         [this, copy, cargo](QString member) { return prepareOne(copy, cargo, member); });
    const QList<Step> steps = co_await preparing;
    bool good = true;
    for (const Step &step : steps) {
        good = good && step.good;
        shipment.guardMs = std::max(shipment.guardMs, 3 * step.loadMs);
    }
    m_unsigned.clear();
    for (const Step &step : steps) {
        for (const QString &zone : step.unsignedZones) {
            if (!m_unsigned.contains(zone))
                m_unsigned.append(zone);
        }
    }
    if (!good)
        co_return false;
    Task<QList<Error>> asking = ownershipProblems(steps);
    const QList<Error> problems = co_await asking;
    m_operation.problems += problems.first(std::min<qsizetype>(problems.size(), mostProblems));
    co_return problems.isEmpty();
}

// Each member by what it has prepared; those that take no part, by what they serve.
Task<QList<Error>> Flows::ownershipProblems(QList<Step> steps)
{
    QList<MemberZones> all;
    QStringList asked;
    bool any = false;
    for (const Step &step : steps) {
        asked.append(step.member);
        all.append({nameOf(step.member), step.owned.value_or(QList<OwnedZone>())});
        any = any || !all.last().zones.isEmpty();
    }
    QStringList others;
    for (const Member &member : m_desk.members) {
        if (any && member.attachment == Attachment::Attached && !asked.contains(member.id))
            others.append(member.id);
    }
    for (const QString &member : std::as_const(others)) {
        if (!m_owned.contains(member)) {
            Task<std::optional<bool>> asking = askSerials(member);
            co_await asking;
        }
        all.append({nameOf(member), m_owned.value(member)});
    }
    co_return ownedTwice(all);
}

Result<void> Flows::acceptsUnsigned(const QStringList &zones, const std::optional<QStringList> &accepted)
{
    for (const QString &zone : zones) {
        if (!accepted || !accepted->contains(zone))
            return fail(QStringLiteral("master.unsigned"), {zone});
    }
    return {};
}

Task<Flows::Step> Flows::switchOne(Shipment shipment, QString member)
{
    Step step{member, false, false, 0, {}, {}};
    row(member, QStringLiteral("switching"));
    Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
    const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
    if (!peer) {
        row(member, QStringLiteral("failed"), {peer.error()});
        co_return step;
    }
    const std::shared_ptr<AgentPeer> agent = *peer;
    step.mayBeSwitched = true;
    const qint64 began = m_clock.sinceBoot();
    Task<Result<SwitchReport>> switching = agent->call(
        agentcalls::flip, SwitchRequest{shipment.deployment, m_masterId, m_epoch, shipment.baseOf(member), shipment.guardMs}, int(shipment.guardMs));
    const Result<SwitchReport> report = co_await switching;
    if (!report) {
        learn(member, fail(report.error())); // where it stands is not known
        row(member, QStringLiteral("failed"), {report.error()});
        co_return step;
    }
    learn(member, *report);
    step.good = report->proved && report->active == shipment.forward;
    if (MemberProgress *progress = m_operation.find(member)) {
        progress->done = report->zonesProved;
        progress->total = report->zonesTotal;
        progress->answers = report->asked;
        progress->byLoad = report->provedByLoad;
        if (step.good)
            progress->proof = m_clock.sinceBoot() - began;
    }
    row(member, step.good ? QStringLiteral("proved") : QStringLiteral("failed"), report->problems);
    co_return step;
}

// After the decision there is only forward. One that stays unreached for its guard's time has returned by itself: it is late.
Task<bool> Flows::confirmOne(Shipment shipment, QString member)
{
    const qint64 end = m_clock.sinceBoot() + shipment.guardMs + 5000;
    QList<Error> last; // what kept it, such as a full disk
    for (qint64 pause = 200; !m_closing.raised(); pause = std::min<qint64>(pause * 2, 5000)) {
        Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
        const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
        if (peer) {
            const std::shared_ptr<AgentPeer> agent = *peer;
            Task<Result<MemberStatus>> confirming = agent->call(agentcalls::confirm, named(shipment), 10000);
            const Result<MemberStatus> status = co_await confirming;
            if (status) {
                learn(member, status);
                row(member, QStringLiteral("confirmed"));
                co_return true;
            }
            static const QStringList final{QStringLiteral("agent.returned"), QStringLiteral("agent.unproved"), QStringLiteral("agent.othermaster"),
                                           QStringLiteral("agent.epoch")};
            if (final.contains(status.error().code)) {
                learn(member, fail(status.error())); // what it serves now is not what it had proved
                row(member, QStringLiteral("late"), last + QList<Error>{status.error()});
                co_return false;
            }
            learn(member, status);
            last = {status.error()};
        }
        if (m_clock.sinceBoot() > end || !m_desk.member(member)) {
            row(member, QStringLiteral("late"), peer ? last : QList<Error>{peer.error()});
            break;
        }
        row(member, QStringLiteral("confirming"));
        Task<bool> sleeping = m_clock.sleep(pause, m_closing);
        co_await sleeping;
    }
    co_return false;
}

Task<bool> Flows::returnOne(Shipment shipment, QString member)
{
    row(member, QStringLiteral("returning"));
    // Unreached for the guard's time it has returned by itself.
    const qint64 end = m_clock.sinceBoot() + shipment.guardMs + 5000;
    QList<Error> last;
    for (qint64 pause = 100; !m_closing.raised(); pause = std::min<qint64>(pause * 2, 5000)) {
        Task<Result<std::shared_ptr<AgentPeer>>> reaching = reach(member);
        const Result<std::shared_ptr<AgentPeer>> peer = co_await reaching;
        if (peer) {
            const std::shared_ptr<AgentPeer> agent = *peer;
            Task<Result<SwitchReport>> returning = agent->call(agentcalls::giveBack, named(shipment), int(shipment.guardMs));
            const Result<SwitchReport> report = co_await returning;
            const bool gone = !report && report.error().code == QLatin1String("agent.nodeployment"); // returned by its guard
            if (report)
                learn(member, *report);
            if (report || gone) {
                // One that never switched has nothing to return from: it still serves the base, and live is R.
                const bool there = report && report->proved && (report->active == shipment.returning || shipment.base.isNull());
                const bool good = gone || report->problems.isEmpty();
                row(member,
                    !good   ? QStringLiteral("failed")
                    : there ? QStringLiteral("returned")
                            : QStringLiteral("late"),
                    report ? report->problems : QList<Error>());
                co_return there;
            }
            last = {report.error()};
        }
        if (m_clock.sinceBoot() > end || !m_desk.member(member))
            break;
        Task<bool> sleeping = m_clock.sleep(pause, m_closing);
        co_await sleeping;
    }
    row(member, QStringLiteral("late"), last);
    co_return false;
}

Result<void> Flows::keepLate(const QString &member, bool late)
{
    const Member *known = m_desk.member(member);
    if (!known || known->late == late)
        return {};
    Member changed = *known;
    changed.late = late;
    return m_desk.saveMember(changed);
}

Task<bool> Flows::noteLate(QMap<QString, bool> late)
{
    Task<bool> writing = untilWritten(QStringLiteral("recording"), [this, late]() -> Result<void> {
        for (auto it = late.cbegin(); it != late.cend(); ++it)
            LOCKSTEP_CHECK(keepLate(it.key(), it.value()));
        return {};
    });
    const bool written = co_await writing;
    co_return written;
}

Task<> Flows::forgetAll(Shipment shipment)
{
    const QStringList members = shipment.members;
    for (const QString &member : members) {
        const auto agent = m_peers.value(member);
        if (!agent || !agent->isOpen())
            continue;
        Task<Result<Nothing>> forgetting = agent->call(agentcalls::forget, named(shipment), 10000);
        co_await forgetting;
    }
}

} // namespace lockstep
