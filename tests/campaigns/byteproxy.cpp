// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/byteproxy.h"

#include <sys/socket.h>

namespace lockstep {

namespace {

constexpr int masterSide = 0;
constexpr int memberSide = 1;

// Closing tells the other end with a reset.
void lingerNot(const QTcpSocket &socket)
{
    const linger none{1, 0};
    ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

} // namespace

ByteProxy::ByteProxy(quint16 to) : m_to(to)
{
    QObject::connect(&m_door, &QTcpServer::newConnection, &m_door, [this] { admit(); });
    if (!m_door.listen(QHostAddress::LocalHost, 0))
        qFatal("no port");
}

void ByteProxy::begin(const std::optional<BytePlan> &plan)
{
    m_plan = plan;
    m_counts = true;
    m_struck = false;
    m_passed = 0;
}

bool ByteProxy::silent() const
{
    return std::ranges::any_of(m_lines, [](const Shared &line) { return !line->over && (line->heldTo[masterSide] || line->heldTo[memberSide]); });
}

void ByteProxy::admit()
{
    while (QTcpSocket *arrived = m_door.nextPendingConnection()) {
        const auto line = std::make_shared<Line>();
        arrived->setParent(nullptr);
        line->ends[masterSide].reset(arrived);
        line->ends[memberSide] = std::make_unique<QTcpSocket>();
        const std::weak_ptr<Line> weak = line;
        for (const int side : {masterSide, memberSide}) {
            QTcpSocket *socket = line->ends[side].get();
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, weak, side] {
                if (const Shared there = weak.lock())
                    take(there, side);
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, [weak, side] {
                const Shared there = weak.lock();
                if (there && !there->over && !there->heldTo[1 - side])
                    finish(there, 1 - side);
            });
        }
        line->turn.setInterval(0);
        QObject::connect(&line->turn, &QTimer::timeout, &line->turn, [this, weak] {
            if (const Shared there = weak.lock())
                sendOne(there);
        });
        line->ends[memberSide]->connectToHost(QHostAddress(QHostAddress::LocalHost), m_to);
        m_lines.push_back(line);
        take(line, masterSide); // what came with it
    }
}

void ByteProxy::take(const Shared &line, int from)
{
    QByteArray bytes = line->ends[from]->readAll();
    if (line->over || bytes.isEmpty())
        return;
    const int to = 1 - from;
    if (!m_counts)
        return deliver(line, to, bytes);
    const qint64 before = m_passed;
    m_passed += bytes.size();
    if (!m_plan || m_struck || m_passed <= m_plan->at)
        return deliver(line, to, bytes);
    deliver(line, to, bytes.first(m_plan->at - before));
    m_struck = true;
    strike(line, to, bytes.sliced(m_plan->at - before));
}

void ByteProxy::strike(const Shared &line, int to, QByteArray rest)
{
    const BytePlan plan = *m_plan;
    const auto silence = [&](bool master, bool member) {
        hold(line, master, member);
        m_later(plan.quietMs, [this, weak = std::weak_ptr<Line>(line)] {
            if (const Shared there = weak.lock())
                endSilence(there);
        });
    };
    switch (plan.fault) {
    case ByteFault::Cut:
        return cut(line);
    case ByteFault::Reset:
        line->over = true;
        for (const auto &end : line->ends) {
            lingerNot(*end);
            end->abort();
        }
        return;
    case ByteFault::MasterLearns:
        silence(true, true);
        return finish(line, masterSide);
    case ByteFault::MemberLearns:
        silence(true, true);
        return finish(line, memberSide);
    case ByteFault::Silent:
        silence(true, true);
        break;
    case ByteFault::SilentToMaster:
        silence(true, false);
        break;
    case ByteFault::SilentToMember:
        silence(false, true);
        break;
    case ByteFault::OneByOne:
        line->slow = 2 * plan.length;
        break;
    case ByteFault::Flipped:
        rest[0] = char(rest[0] ^ (1 << plan.bit));
        break;
    case ByteFault::Doubled:
        deliver(line, to, rest.first(std::min<qsizetype>(plan.length, rest.size())));
        break;
    case ByteFault::Lost:
        rest = rest.sliced(std::min<qsizetype>(plan.length, rest.size()));
        m_later(plan.quietMs, [weak = std::weak_ptr<Line>(line)] { // whoever waits for the rest of a record waits until then
            if (const Shared there = weak.lock())
                cut(there);
        });
        break;
    }
    deliver(line, to, rest);
}

void ByteProxy::deliver(const Shared &line, int to, const QByteArray &bytes)
{
    if (line->over || bytes.isEmpty())
        return;
    if (line->heldTo[to]) {
        line->keptFor[to] += bytes;
    } else if (line->slow > 0) {
        for (const char byte : bytes)
            line->queue.append({to, byte});
        line->turn.start();
    } else {
        line->ends[to]->write(bytes);
        line->ends[to]->flush();
    }
}

void ByteProxy::sendOne(const Shared &line)
{
    if (line->over || line->queue.isEmpty())
        return line->turn.stop();
    const auto [to, byte] = line->queue.takeFirst();
    line->ends[to]->write(&byte, 1);
    line->ends[to]->flush();
    if (--line->slow > 0)
        return;
    line->turn.stop();
    if (m_plan->endsCut)
        return cut(line);
    const auto rest = std::exchange(line->queue, {});
    for (const auto &[side, next] : rest)
        deliver(line, side, QByteArray(1, next));
}

void ByteProxy::endSilence(const Shared &line)
{
    if (line->over)
        return;
    const bool whole = std::ranges::all_of(line->ends, [](const auto &end) { return end->state() == QAbstractSocket::ConnectedState; });
    hold(line, false, false);
    if (m_plan->endsCut || !whole)
        return cut(line);
    for (const int side : {masterSide, memberSide})
        deliver(line, side, std::exchange(line->keptFor[side], {}));
}

void ByteProxy::hold(const Shared &line, bool master, bool member)
{
    line->heldTo[masterSide] = master;
    line->heldTo[memberSide] = member;
}

void ByteProxy::finish(const Shared &line, int side)
{
    line->ends[side]->flush();
    line->ends[side]->disconnectFromHost();
}

void ByteProxy::cut(const Shared &line)
{
    line->over = true;
    for (const int side : {masterSide, memberSide})
        finish(line, side);
}

void ByteProxy::cutAll()
{
    for (const Shared &line : m_lines)
        cut(line);
}

void ByteProxy::close()
{
    m_door.close();
    cutAll();
}

} // namespace lockstep
