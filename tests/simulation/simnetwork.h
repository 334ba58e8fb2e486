// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/master/agentdialer.h"
#include "core/rpc/channel.h"
#include "tests/simulation/simclock.h"

#include <random>

namespace lockstep {

class SimChannel;

// A connection: frames arrive in order, late, or not before a partition is over; whoever has ended hears nothing more.
struct SimLine
{
    struct Frame
    {
        int to;
        QByteArray bytes;
        bool binary;
        bool end;
    };
    Schedule &schedule;
    int member;
    SimChannel *ends[2] = {nullptr, nullptr};
    Life lives[2];
    qint64 due = 0;
    bool blocked = false;
    QList<Frame> held;
};

class SimChannel final : public Channel
{
    Q_OBJECT
public:
    using Send = std::function<void(const SimLine::Frame &)>;
    SimChannel(std::shared_ptr<SimLine> line, int side, Send send);
    ~SimChannel() override;
    void sendText(const QByteArray &text) override { send(text, false, false); }
    void sendBinary(const QByteArray &bytes) override { send(bytes, true, false); }
    void close(const Error &why) override;
    bool isOpen() const override { return m_open; }
    qint64 bytesWaiting() const override { return 0; }
    std::optional<Digest> peerPin() const override { return {}; }
    void receive(const SimLine::Frame &frame);

private:
    void send(const QByteArray &bytes, bool binary, bool end);
    std::shared_ptr<SimLine> m_line;
    int m_side;
    Send m_send;
    bool m_open = true;
};

// What lies between the master and its members.
class SimNetwork
{
public:
    SimNetwork(Schedule &schedule, std::mt19937 &random) : m_schedule(schedule), m_random(random) {}

    struct Ends
    {
        std::unique_ptr<Channel> master;
        std::unique_ptr<Channel> member;
    };
    Ends connect(int member, const Life &master, const Life &agent);
    // Nothing passes; what was sent arrives when it is over, unless a connection was reset by then.
    void setPartition(int member, bool on);
    bool partitioned(int member) const { return m_partitioned.value(member); }
    // Both ends learn it (those that live): a cut, a process that ended, a host that came back.
    void reset(int member);
    void setDelay(qint64 most) { m_delay = most; }
    // Gives what arrives instead of a frame that is sent: more, other or no frames.
    using Meddler = std::function<QList<SimLine::Frame>(const std::shared_ptr<SimLine> &, const SimLine::Frame &)>;
    void setMeddler(Meddler meddler) { m_meddler = std::move(meddler); }
    // One end (0: the master's) learns that it is over, if it lives.
    void tellEnd(const std::shared_ptr<SimLine> &line, int side, qint64 milliseconds);
    qint64 delay() { return 1 + qint64(m_random() % quint64(m_delay)); }

private:
    void send(const std::shared_ptr<SimLine> &line, const SimLine::Frame &frame);
    void carry(const std::shared_ptr<SimLine> &line, const SimLine::Frame &frame);
    static void arrive(const std::shared_ptr<SimLine> &line, const SimLine::Frame &frame);

    Schedule &m_schedule;
    std::mt19937 &m_random;
    qint64 m_delay = 4;
    Meddler m_meddler;
    QHash<int, bool> m_partitioned;
    QList<std::weak_ptr<SimLine>> m_lines;
};

// How a simulated master reaches its members.
class SimDialer final : public AgentDialer
{
public:
    // Gives the member's end to its agent; false: nobody listens there.
    using Accept = std::function<bool(int member, const Life &master, std::unique_ptr<Channel> &masterEnd)>;
    SimDialer(SimNetwork &network, Clock &clock, Life life, Accept accept)
        : m_network(network), m_clock(clock), m_life(std::move(life)), m_accept(std::move(accept))
    {
    }
    Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString address, Digest pin) override;
    Task<Result<Digest>> redeem(QString address, QString joinCode) override;

    // Codes that agents refuse; every other well-formed one works once, and any other text always.
    static QString usedCode();
    static QString codeOfAnother();
    static QString freshCode();

    static QString addressOf(int member) { return QStringLiteral("10.53.0.%1:9530").arg(member + 1); }

private:
    Task<bool> arrives(int member);

    SimNetwork &m_network;
    Clock &m_clock;
    Life m_life;
    Accept m_accept;
    QStringList m_redeemed;
};

} // namespace lockstep
