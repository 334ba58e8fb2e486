// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/secretwatch.h"

#include <QDir>
#include <QFile>
#include <QtEndian>

#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace lockstep {

namespace {

constexpr qsizetype mostKept = 64 << 20;
constexpr int roomOfKernel = 64 << 20;

QByteArray allOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What belongs together in a frame of Ethernet, and the bytes of it that are somebody's words: of TCP its payload, of all else everything.
struct Talk
{
    QByteArray key;
    QByteArrayView words;
};

Talk talkOf(QByteArrayView frame)
{
    constexpr qsizetype ethernet = 14;
    if (frame.size() < ethernet + 20)
        return {"other", frame};
    const int type = qFromBigEndian<quint16>(frame.data() + 12);
    const QByteArrayView packet = frame.sliced(ethernet);
    const bool six = type == ETH_P_IPV6;
    if ((type != ETH_P_IP && !six) || (six && packet.size() < 40))
        return {"other", frame};
    const int protocol = uchar(packet[six ? 6 : 9]);
    const qsizetype head = six ? 40 : (uchar(packet[0]) & 0xF) * 4;
    const QByteArrayView addresses = six ? packet.sliced(8, 32) : packet.sliced(12, 8);
    if (protocol != IPPROTO_TCP || packet.size() < head + 20)
        return {addresses.toByteArray(), packet};
    const QByteArrayView segment = packet.sliced(head);
    const qsizetype inner = (uchar(segment[12]) >> 4) * 4;
    const qsizetype size = six ? head + qFromBigEndian<quint16>(packet.data() + 4) : qFromBigEndian<quint16>(packet.data() + 2);
    const qsizetype end = size >= head + inner && size <= packet.size() ? size - head : segment.size(); // 0 in a large one that is to be cut later
    return {addresses.toByteArray() + segment.first(4).toByteArray(), inner <= end ? segment.sliced(inner, end - inner) : QByteArrayView()};
}

} // namespace

PacketWatch::PacketWatch(const SecretHunt &hunt, const QList<const Host *> &hosts) : m_hunt(hunt)
{
    listenOn(QStringLiteral("the bridge"), "lsbr");
    for (const Host *host : hosts) {
        const std::shared_ptr<void> inside = host->enterNetwork();
        listenOn(QStringLiteral("the loopback of ") + host->name(), "lo");
    }
    start();
}

PacketWatch::~PacketWatch()
{
    m_over = true;
    wait();
    for (const Ear &ear : std::as_const(m_ears))
        ::close(ear.socket);
}

void PacketWatch::listenOn(const QString &place, const char *interface)
{
    const int made = ::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, htons(ETH_P_ALL));
    sockaddr_ll there{};
    there.sll_family = AF_PACKET;
    there.sll_protocol = htons(ETH_P_ALL);
    there.sll_ifindex = int(::if_nametoindex(interface));
    packet_mreq all{};
    all.mr_ifindex = there.sll_ifindex;
    all.mr_type = PACKET_MR_PROMISC; // otherwise a bridge tells only of what is for itself
    const int room = roomOfKernel;
    const bool good = made >= 0 && there.sll_ifindex > 0 && ::bind(made, reinterpret_cast<const sockaddr *>(&there), sizeof there) == 0 &&
                      ::setsockopt(made, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof all) == 0;
    (void)::setsockopt(made, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
    if (!good)
        m_fault = QStringLiteral("%1 cannot be listened to: %2").arg(place, QString::fromLocal8Bit(std::strerror(errno)));
    m_ears.append({place, made});
}

void PacketWatch::run()
{
    std::vector<pollfd> waiting;
    for (const Ear &ear : std::as_const(m_ears))
        waiting.push_back({ear.socket, POLLIN, 0});
    while (!m_over) {
        if (::poll(waiting.data(), waiting.size(), 20) <= 0)
            continue;
        const QMutexLocker locker(&m_lock);
        for (size_t i = 0; i < waiting.size(); ++i) {
            if ((waiting[i].revents & POLLIN) != 0)
                hear(m_ears[qsizetype(i)]);
        }
    }
}

// All that the kernel holds of it.
void PacketWatch::hear(const Ear &ear)
{
    for (ssize_t size = 0; (size = ::recv(ear.socket, m_frame.data(), size_t(m_frame.size()), MSG_TRUNC)) > 0;)
        keep(ear, QByteArrayView(m_frame).first(std::min<qsizetype>(size, m_frame.size())));
}

void PacketWatch::keep(const Ear &ear, QByteArrayView frame)
{
    ++m_packets;
    m_bytes += frame.size();
    const Talk talk = talkOf(frame);
    const QByteArray key = ear.place.toUtf8() + ' ' + talk.key;
    m_names.insert(key, ear.place);
    m_talks[key].append(talk.words);
    m_kept += talk.words.size();
    if (m_kept > mostKept)
        search(false);
}

void PacketWatch::search(bool last)
{
    m_kept = 0;
    for (auto it = m_talks.begin(); it != m_talks.end(); ++it) {
        const QList<SecretHunt::Sighting> found = m_hunt.in(*it);
        for (const SecretHunt::Sighting &one : found)
            m_seen.append({m_names.value(it.key()), one.secret, one.form, one.around});
        *it = last ? QByteArray() : it->right(SecretHunt::longest);
        m_kept += it->size();
    }
    if (last)
        m_talks.clear();
}

QList<SecretSeen> PacketWatch::take()
{
    QThread::msleep(100); // what is under way
    const QMutexLocker locker(&m_lock);
    for (const Ear &ear : std::as_const(m_ears)) // whether or not the thread had its turn
        hear(ear);
    search(true);
    return std::exchange(m_seen, {});
}

qint64 PacketWatch::missed()
{
    for (const Ear &ear : std::as_const(m_ears)) {
        tpacket_stats told{};
        socklen_t size = sizeof told; // reading them sets them to zero
        if (::getsockopt(ear.socket, SOL_PACKET, PACKET_STATISTICS, &told, &size) == 0)
            m_missed += told.tp_drops;
    }
    return m_missed;
}

ProcessWatch::ProcessWatch(const SecretHunt &hunt) : m_hunt(hunt) { start(); }

ProcessWatch::~ProcessWatch()
{
    m_over = true;
    wait();
}

void ProcessWatch::run()
{
    while (!m_over) {
        const QStringList numbers = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const QString &number : numbers) {
            const qint64 pid = number.toLongLong();
            if (pid == 0)
                continue;
            const QString folder = QStringLiteral("/proc/") + number;
            for (const char *what : {"/cmdline", "/environ"}) {
                const QByteArray text = allOf(folder + QLatin1String(what));
                const QMutexLocker locker(&m_lock);
                m_pids.insert(pid);
                if (text.isEmpty() || m_texts.contains(text))
                    continue;
                m_bytes += text.size();
                m_texts.insert(text, QString::fromUtf8(allOf(folder + QStringLiteral("/comm")).trimmed()) + QLatin1String(what));
            }
        }
        ++m_looks;
        QThread::msleep(20);
    }
}

QList<SecretSeen> ProcessWatch::take()
{
    const QMutexLocker locker(&m_lock);
    for (auto it = m_texts.cbegin(); it != m_texts.cend(); ++it) {
        // An argument behind the other, as one line.
        const QList<SecretHunt::Sighting> found = m_hunt.in(it.key());
        for (const SecretHunt::Sighting &one : found)
            m_seen.append({QStringLiteral("process ") + *it, one.secret, one.form, one.around});
    }
    m_texts.clear();
    return std::exchange(m_seen, {});
}

qint64 ProcessWatch::processes()
{
    const QMutexLocker locker(&m_lock);
    return m_pids.size();
}

} // namespace lockstep
