// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/master.h"

// Keys that are rotated, a member's or the master's own. Whoever makes a new one tells the other side while the old one is still
// used; both are accepted until the new one was seen once. Each step is durable before the next one begins.
namespace lockstep {

// --- of an agent

// A key that its agent may already use comes first: seen once, it is the only one.
Task<Flows::Reached> Flows::dialAs(OwnKey key, Member member)
{
    if (member.nextPin) {
        Task<Reached> dialling = key == OwnKey::Next ? m_dialer.dialAsNext(member.name, member.address, *member.nextPin)
                                                     : m_dialer.dial(member.name, member.address, *member.nextPin);
        Reached peer = co_await dialling;
        if (const Member *known = m_desk.member(member.id); peer && known && known->nextPin == member.nextPin) {
            Member changed = *known;
            changed.pin = *member.nextPin;
            changed.nextPin.reset();
            if (m_desk.saveMember(changed)) // else it is found out again
                (void)m_introductions.keep(changed.address, changed.pin);
        }
        if (peer || peer.error().code != QLatin1String("rpc.pin"))
            co_return peer;
    }
    Task<Reached> dialling = key == OwnKey::Next ? m_dialer.dialAsNext(member.name, member.address, member.pin)
                                                 : m_dialer.dial(member.name, member.address, member.pin);
    Reached peer = co_await dialling;
    co_return peer;
}

Task<Flows::Reached> Flows::bound(OwnKey key, Member member)
{
    const std::optional<Digest> next = m_dialer.nextPin();
    Task<Reached> dialling = dialAs(key, member);
    Reached dialled = co_await dialling;
    if (!dialled)
        learn(member.id, fail(dialled.error()));
    if (!dialled || m_still) // only looked at: where a later epoch was seen, to bind would be refused
        co_return dialled;
    const std::shared_ptr<AgentPeer> peer = *dialled;
    Task<Result<MemberStatus>> binding = peer->call(agentcalls::bind, BindRequest{m_masterId, m_epoch});
    const Result<MemberStatus> status = co_await binding;
    learn(member.id, status);
    if (!status)
        co_return std::unexpected(status.error());
    if (key == OwnKey::Next && next)
        m_met.insert(member.id, *next);
    co_return dialled;
}

Task<Result<Member>> Flows::rotate(QString member, QString user)
{
    LOCKSTEP_CO_CHECK(idle());
    m_releasing = true;
    m_releaser = user;
    m_releaseWord = QStringLiteral("rotate");
    Task<Result<Member>> rotating = rotateNow(member, user);
    Result<Member> rotated = co_await rotating;
    m_releasing = false;
    co_return rotated;
}

Task<Result<Member>> Flows::rotateNow(QString member, QString user)
{
    Task<Reached> reaching = reach(member);
    LOCKSTEP_CO_TRY(first, co_await reaching);
    std::shared_ptr<AgentPeer> agent = first;
    // One that was made before and may be in use already, though nobody said so: another one must not take its place here.
    const Member *before = m_desk.member(member);
    if (before && before->nextPin) {
        const Digest made = *before->nextPin;
        Task<Result<PinReply>> ending = agent->call(agentcalls::rotate, RotateRequest{m_masterId, m_epoch, made});
        const Result<PinReply> ended = co_await ending;
        if (!ended && ended.error().code != QLatin1String("identity.nokey"))
            co_return std::unexpected(ended.error());
        m_peers.remove(member);
        Task<Reached> meeting = reach(member);
        LOCKSTEP_CO_TRY(met, co_await meeting);
        agent = met;
    }
    Task<Result<PinReply>> making = agent->call(agentcalls::rotate, RotateRequest{m_masterId, m_epoch, {}});
    LOCKSTEP_CO_TRY(next, co_await making);
    const Member *known = m_desk.member(member);
    if (!known)
        co_return fail(QStringLiteral("master.nomember"), {member});
    Member changed = *known;
    changed.nextPin = next.pin;
    LOCKSTEP_CO_CHECK(m_desk.saveMember(changed)); // before the agent shows it to anybody
    Task<Result<PinReply>> turning = agent->call(agentcalls::rotate, RotateRequest{m_masterId, m_epoch, next.pin});
    LOCKSTEP_CO_TRY(turned, co_await turning);
    Q_UNUSED(turned)
    m_peers.remove(member);
    Task<Reached> again = reach(member);
    LOCKSTEP_CO_TRY(second, co_await again);
    Q_UNUSED(second)
    const Member *now = m_desk.member(member);
    if (!now || now->pin != next.pin)
        co_return fail(QStringLiteral("master.notturned"), {nameOf(member)});
    record({0, 0, {}, member, user, QStringLiteral("member"), QStringLiteral("member \"%1\" has a new key").arg(now->name), {}, {}, {}});
    co_return *m_desk.member(member);
}

// --- of the master

QStringList Flows::unmet() const
{
    QStringList names;
    const std::optional<Digest> next = m_dialer.nextPin();
    for (const Member &member : m_desk.members) {
        if (next && m_met.value(member.id) != *next)
            names.append(member.name);
    }
    return names;
}

Task<std::optional<Error>> Flows::introduceNextTo(QString member)
{
    const std::optional<Digest> next = m_dialer.nextPin();
    Task<Reached> reaching = reach(member);
    const Reached reached = co_await reaching;
    if (!reached)
        co_return reached.error().on(nameOf(member));
    if (!next || m_met.value(member) == *next)
        co_return std::nullopt;
    const std::shared_ptr<AgentPeer> agent = *reached;
    Task<Result<Nothing>> telling = agent->call(agentcalls::expect, ExpectRequest{m_masterId, m_epoch, *next});
    const Result<Nothing> told = co_await telling;
    if (!told)
        co_return told.error().on(nameOf(member));
    m_peers.remove(member);
    Task<Reached> again = reach(member); // with that key
    const Reached met = co_await again;
    co_return met ? std::nullopt : std::optional(met.error().on(nameOf(member)));
}

Task<QList<Error>> Flows::introduceNext()
{
    QStringList ids;
    const std::optional<Digest> next = m_dialer.nextPin();
    for (const Member &member : std::as_const(m_desk.members)) {
        if (next && m_met.value(member.id) != *next)
            ids.append(member.id);
    }
    QList<Error> problems;
    if (!idle()) // whoever works goes on under the key that it began with
        co_return problems;
    Task<QList<std::optional<Error>>> telling = forEach<std::optional<Error>, QString>(ids, 16,
                                                                                       [this](QString member) { return introduceNextTo(member); });
    const QList<std::optional<Error>> told = co_await telling;
    for (const std::optional<Error> &one : told) {
        if (one)
            problems.append(*one);
    }
    co_return problems;
}

Task<Result<RotationReport>> Master::rotate(QString user)
{
    for (const auto &[id, room] : m_rooms)
        LOCKSTEP_CO_CHECK(room->flows->idle());
    const bool begun = m_dialer.nextPin().has_value();
    LOCKSTEP_CO_TRY(pin, m_dialer.makeNext());
    RotationReport report;
    report.pin = pin;
    QList<std::shared_ptr<Room>> rooms;
    for (const auto &[id, room] : m_rooms)
        rooms.append(room);
    for (qsizetype i = 0; i < rooms.size(); ++i) {
        const std::shared_ptr<Room> kept = rooms[i];
        if (!begun)
            kept->flows->record({0, 0, {}, {}, user, QStringLiteral("key"), QStringLiteral("the master gets a new key"), {}, {}, {}});
        Task<QList<Error>> telling = kept->flows->introduceNext();
        const QList<Error> problems = co_await telling;
        report.problems += problems;
        report.waiting += kept->flows->unmet();
    }
    LOCKSTEP_CO_CHECK(endRotation());
    co_return report;
}

// Everybody was met with the next key: nobody needs the one before.
Result<void> Master::endRotation()
{
    if (!m_dialer.nextPin())
        return {};
    for (const auto &[id, room] : m_rooms) {
        if (!room->flows->unmet().isEmpty())
            return {};
    }
    return m_dialer.turnToNext();
}

Task<> Master::continueRotation()
{
    if (!m_dialer.nextPin() || m_restored || m_closing.raised())
        co_return;
    QList<std::shared_ptr<Room>> rooms;
    for (const auto &[id, room] : m_rooms)
        rooms.append(room);
    for (qsizetype i = 0; i < rooms.size(); ++i) {
        const std::shared_ptr<Room> kept = rooms[i];
        Task<QList<Error>> telling = kept->flows->introduceNext();
        co_await telling;
        if (m_closing.raised())
            co_return;
    }
    (void)endRotation(); // tried again
}

} // namespace lockstep
