// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/answerwatch.h"

#include "core/bind/dnsmessage.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QtEndian>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lockstep {

namespace {

constexpr int patience = 1000;
constexpr int pause = 2;            // between two questions, so that it takes no server's time from others
constexpr qsizetype mostFaults = 4; // each is told once
constexpr int typeA = 1;
constexpr int typeSoa = 6;
const QByteArray cookie = "a cookie"; // 8 bytes

// A socket that only hears that server; -1 without one.
int socketTo(const QString &server)
{
    const int made = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = htons(53);
    there.sin_addr.s_addr = htonl(QHostAddress(server).toIPv4Address());
    if (made >= 0 && ::connect(made, reinterpret_cast<const sockaddr *>(&there), sizeof there) == 0)
        return made;
    ::close(made);
    return -1;
}

// The first of the five numbers behind the two names, written out in full.
quint32 serialOf(const QByteArray &soa) { return soa.size() < 20 ? 0 : qFromBigEndian<quint32>(soa.constData() + soa.size() - 20); }

} // namespace

AnswerWatch::AnswerWatch(const Host &asker, QStringList servers, const QString &zone, const QString &name, const WatchedAnswer &live)
    : m_asker(asker), m_servers(std::move(servers)), m_zone(wireName(zone).value_or(QByteArray())), m_name(wireName(name).value_or(QByteArray())),
      m_known{live}, m_least(m_servers.size(), 0)
{
    start();
}

AnswerWatch::~AnswerWatch()
{
    m_over = true;
    wait();
}

void AnswerWatch::mayCome(const WatchedAnswer &next)
{
    const QMutexLocker locker(&m_lock);
    m_known.append(next);
}

void AnswerWatch::isLive()
{
    const QMutexLocker locker(&m_lock);
    m_least.fill(int(m_known.size()) - 1);
}

AnswerWatch::Tally AnswerWatch::tally() const
{
    const QMutexLocker locker(&m_lock);
    return m_tally;
}

QString AnswerWatch::takeFaults()
{
    const QMutexLocker locker(&m_lock);
    return std::exchange(m_faults, {}).join(QStringLiteral("; "));
}

void AnswerWatch::run()
{
    QList<int> sockets;
    {
        const std::shared_ptr<void> inside = m_asker.enterNetwork();
        for (const QString &server : std::as_const(m_servers))
            sockets.append(socketTo(server));
    }
    for (qint64 round = 0; !m_over; ++round) {
        for (qsizetype i = 0; i < sockets.size() && !m_over; ++i) {
            ask(sockets[i], i, round % 2 == 0);
            QThread::msleep(pause);
        }
    }
    for (const int one : std::as_const(sockets))
        ::close(one);
}

void AnswerWatch::ask(int socket, qsizetype server, bool serial)
{
    const QByteArray &name = serial ? m_zone : m_name;
    const int type = serial ? typeSoa : typeA;
    const QByteArray question = encodeQuery(++m_id, name, type, cookie);
    int least = 0;
    {
        const QMutexLocker locker(&m_lock);
        least = m_least[server];
        ++m_tally.asked;
    }
    (void)!::send(socket, question.constData(), size_t(question.size()), 0);
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < patience && !m_over) {
        pollfd waiting{socket, POLLIN, 0};
        char bytes[4096];
        if (::poll(&waiting, 1, 50) <= 0)
            continue;
        const ssize_t size = ::recv(socket, bytes, sizeof bytes, 0);
        const Result<Answer> answer = size > 0 ? decodeAnswer(QByteArray(bytes, size), m_id, name, type)
                                               : Result<Answer>(fail(QStringLiteral("bind.malformed")));
        if (!answer)
            continue; // of a question that was given up
        if (answer->rcode != 0 || answer->answers.isEmpty()) {
            const QMutexLocker locker(&m_lock);
            ++m_tally.failed;
            fault(server, QStringLiteral("answers with code %1 and %2 records").arg(answer->rcode).arg(answer->answers.size()));
            return;
        }
        const QByteArray data = answer->answers.first().rdata;
        WatchedAnswer told;
        (serial ? told.serial : told.address) = serial ? serialOf(data) : data.size() == 4 ? qFromBigEndian<quint32>(data.constData()) : 0;
        judge(server, least, told, serial);
        return;
    }
    const QMutexLocker locker(&m_lock);
    m_tally.unanswered += m_over ? 0 : 1;
}

void AnswerWatch::judge(qsizetype server, int least, const WatchedAnswer &answer, bool serial)
{
    const QMutexLocker locker(&m_lock);
    const int newest = int(m_known.size()) - 1;
    int found = newest;
    while (found >= 0 && (serial ? m_known[found].serial != answer.serial : m_known[found].address != answer.address))
        --found;
    const QString what = serial ? QStringLiteral("serial %1").arg(answer.serial) : QHostAddress(answer.address).toString();
    if (found < 0)
        fault(server, QStringLiteral("answers %1, which no generation has").arg(what));
    else if (found < least)
        fault(server, QStringLiteral("answers %1 of generation %2 when only %3 and later may come").arg(what).arg(found).arg(least));
    m_tally.before += found >= least && found < newest ? 1 : 0;
    m_least[server] = std::max(m_least[server], found);
}

void AnswerWatch::fault(qsizetype server, const QString &what)
{
    const QString sentence = m_servers[server] + u' ' + what;
    if (m_faults.size() < mostFaults && !m_faults.contains(sentence))
        m_faults.append(sentence);
}

} // namespace lockstep
