// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simnetwork.h"

#include "core/identity/joincode.h"

namespace lockstep {

namespace {
constexpr int dialDeadline = 10000;
Error lost() { return Error{QStringLiteral("rpc.lost"), {QStringLiteral("the other side")}, {}, {}}; }
int memberAt(const QString &address) { return address.section(u':', 0, 0).section(u'.', 3).toInt() - 1; }
} // namespace

SimChannel::SimChannel(std::shared_ptr<SimLine> line, int side, Send send) : m_line(std::move(line)), m_side(side), m_send(std::move(send))
{
    m_line->ends[side] = this;
}

SimChannel::~SimChannel()
{
    if (m_open)
        send({}, false, true);
    m_line->ends[m_side] = nullptr;
}

void SimChannel::send(const QByteArray &bytes, bool binary, bool end)
{
    if (m_open && *m_line->lives[m_side])
        m_send({1 - m_side, bytes, binary, end});
}

void SimChannel::close(const Error &why)
{
    send({}, false, true);
    if (std::exchange(m_open, false))
        ended(why);
}

void SimChannel::receive(const SimLine::Frame &frame)
{
    if (!m_open)
        return;
    if (!frame.end)
        return arrived(frame.bytes, frame.binary);
    m_open = false;
    ended(lost());
}

SimNetwork::Ends SimNetwork::connect(int member, const Life &master, const Life &agent)
{
    const auto line = std::make_shared<SimLine>(SimLine{m_schedule, member, {nullptr, nullptr}, {master, agent}, 0, partitioned(member), {}});
    m_lines.removeIf([](const auto &weak) { return weak.expired(); });
    m_lines.append(line);
    const auto out = [this, weak = std::weak_ptr<SimLine>(line)](const SimLine::Frame &frame) {
        if (const auto there = weak.lock())
            send(there, frame);
    };
    return {std::make_unique<SimChannel>(line, 0, out), std::make_unique<SimChannel>(line, 1, out)};
}

void SimNetwork::arrive(const std::shared_ptr<SimLine> &line, const SimLine::Frame &frame)
{
    if (line->blocked) {
        line->held.append(frame);
        return;
    }
    if (*line->lives[frame.to] && line->ends[frame.to])
        line->ends[frame.to]->receive(frame);
}

void SimNetwork::send(const std::shared_ptr<SimLine> &line, const SimLine::Frame &frame)
{
    const QList<SimLine::Frame> frames = m_meddler ? m_meddler(line, frame) : QList<SimLine::Frame>{frame};
    for (const SimLine::Frame &each : frames)
        carry(line, each);
}

void SimNetwork::carry(const std::shared_ptr<SimLine> &line, const SimLine::Frame &frame)
{
    line->due = std::max(line->due, m_schedule.time() + delay());
    m_schedule.in(line->due - m_schedule.time(), [line, frame] { arrive(line, frame); });
}

void SimNetwork::setPartition(int member, bool on)
{
    m_partitioned[member] = on;
    for (const auto &weak : std::as_const(m_lines)) {
        const auto line = weak.lock();
        if (!line || line->member != member)
            continue;
        line->blocked = on;
        const auto held = std::exchange(line->held, {});
        for (const SimLine::Frame &frame : held)
            carry(line, frame);
    }
}

void SimNetwork::reset(int member)
{
    const auto lines = m_lines;
    for (const auto &weak : lines) {
        const auto line = weak.lock();
        if (!line || line->member != member)
            continue;
        line->held.clear();
        for (const int side : {0, 1})
            tellEnd(line, side, delay());
    }
}

void SimNetwork::tellEnd(const std::shared_ptr<SimLine> &line, int side, qint64 milliseconds)
{
    m_schedule.in(milliseconds, [line, side] {
        if (*line->lives[side] && line->ends[side])
            line->ends[side]->receive({side, {}, false, true});
    });
}

// The way to a member's port: late, or not at all.
Task<bool> SimDialer::arrives(int member)
{
    Task<bool> travelling = m_clock.sleep(m_network.delay(), Cancel());
    co_await travelling;
    if (m_network.partitioned(member)) {
        Task<bool> waiting = m_clock.sleep(dialDeadline, Cancel());
        co_await waiting;
        co_return false;
    }
    co_return true;
}

Task<Result<std::shared_ptr<AgentPeer>>> SimDialer::dial(QString name, QString address, Digest)
{
    const int member = memberAt(address);
    Task<bool> going = arrives(member);
    const bool there = co_await going;
    if (!there)
        co_return fail(QStringLiteral("timeout"), {name});
    std::unique_ptr<Channel> end;
    if (!m_accept(member, m_life, end))
        co_return fail(QStringLiteral("rpc.lost"), {name});
    auto peer = std::make_unique<Peer>(m_clock, std::move(end), name);
    Task<Result<Hello>> greeting = peer->greet({protocolMin, protocolMax, QStringLiteral("lockstep-master"), {}, {}});
    LOCKSTEP_CO_TRY(hello, co_await greeting);
    Q_UNUSED(hello)
    co_return std::make_shared<AgentPeer>(std::move(peer));
}

QString SimDialer::usedCode() { return JoinCode{Digest::of("agent"), Secret(QByteArray(16, 'u'))}.text(); }
QString SimDialer::codeOfAnother() { return JoinCode{Digest::of("another agent"), Secret(QByteArray(16, 'a'))}.text(); }
QString SimDialer::freshCode() { return JoinCode{Digest::of("agent"), Secret(randomBytes(16))}.text(); }

Task<Result<Digest>> SimDialer::redeem(QString address, QString joinCode)
{
    const int member = memberAt(address);
    Task<bool> going = arrives(member);
    const bool there = co_await going;
    if (!there)
        co_return fail(QStringLiteral("timeout"), {address});
    if (joinCode == codeOfAnother())
        co_return fail(QStringLiteral("rpc.pin"), {address, Digest::of("another agent").seal(), Digest::of("agent").seal()});
    if (joinCode == usedCode() || m_redeemed.contains(joinCode))
        co_return fail(QStringLiteral("identity.secret"));
    if (JoinCode::parse(joinCode))
        m_redeemed.append(joinCode);
    co_return Digest::of(address.toUtf8());
}

} // namespace lockstep
