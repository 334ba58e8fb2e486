// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/queryload.h"

#include <QFile>
#include <QRegularExpression>
#include <QThread>

#include <signal.h>
#include <sys/wait.h>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int mostOutstanding = 60000;

QString numbered(qint64 number)
{
    QString text = QString::number(number);
    for (qsizetype at = text.size() - 3; at > 0; at -= 3)
        text.insert(at, u',');
    return text;
}

LoadReport reportOf(const QString &text)
{
    const auto number = [&](const char *what, double *into) {
        const QRegularExpression line(QLatin1String(what) + QStringLiteral("\\s+([0-9.]+)"));
        const QRegularExpressionMatch found = line.match(text);
        if (found.hasMatch())
            *into = found.captured(1).toDouble();
        return found.hasMatch();
    };
    LoadReport report;
    double sent = 0;
    double lost = 0;
    double average = 0;
    double most = 0;
    if (!number("Queries sent:", &sent) || !number("Queries lost:", &lost) || !number("Average Latency \\(s\\):", &average) ||
        !number("Average Latency \\(s\\):[^\\n]*max", &most) || !number("Queries per second:", &report.rate)) {
        report.fault = QStringLiteral("dnsperf says: ") + text.right(600);
        return report;
    }
    report.sent = qint64(sent);
    report.lost = qint64(lost);
    report.averageMs = average * 1000;
    report.mostMs = most * 1000;
    static const QRegularExpression codes(QStringLiteral("Response codes:([^\\n]*)"));
    static const QRegularExpression code(QStringLiteral("([A-Z0-9]+) (\\d+) \\("));
    const QString all = codes.match(text).captured(1);
    for (auto it = code.globalMatch(all); it.hasNext();) {
        const QRegularExpressionMatch one = it.next();
        report.codes.insert(one.captured(1), one.captured(2).toLongLong());
    }
    return report;
}

} // namespace

LoadReport &LoadReport::operator+=(const LoadReport &other)
{
    const double mine = double(sent - lost);
    const double theirs = double(other.sent - other.lost);
    if (fault.isEmpty())
        fault = other.fault;
    if (mine + theirs > 0) {
        averageMs = (averageMs * mine + other.averageMs * theirs) / (mine + theirs);
        rate = (rate * mine + other.rate * theirs) / (mine + theirs);
    }
    mostMs = std::max(mostMs, other.mostMs);
    sent += other.sent;
    lost += other.lost;
    for (auto it = other.codes.cbegin(); it != other.codes.cend(); ++it)
        codes[it.key()] += *it;
    return *this;
}

QString LoadReport::told() const
{
    QStringList parts{QStringLiteral("%1 asked").arg(numbered(sent)), QStringLiteral("%1 lost").arg(numbered(lost))};
    QMap<QString, qint64> all = codes;
    for (const char *expected : {"SERVFAIL", "REFUSED"})
        all[QLatin1String(expected)] += 0;
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        if (it.key() != QLatin1String("NOERROR"))
            parts.append(QStringLiteral("%1 %2").arg(numbered(*it), it.key()));
    }
    return parts.join(QStringLiteral(", ")) + QStringLiteral("; %1 ms on average, %2 at most").arg(averageMs, 0, 'f', 2).arg(mostMs, 0, 'f', 0);
}

QueryLoad::QueryLoad(const Host &asker, QString server, QString questions, int rate, int seconds) : m_asker(asker), m_seconds(seconds)
{
    static int runs = 0;
    m_log = QStringLiteral("/tmp/lockstep-hosts/logs/dnsperf-%1.log").arg(++runs);
    const int outstanding = std::min(mostOutstanding, rate * patience + 1000);
    m_pid = asker.spawn({QStringLiteral("dnsperf"),
                         QStringLiteral("-s"),
                         std::move(server),
                         QStringLiteral("-d"),
                         std::move(questions),
                         QStringLiteral("-Q"),
                         QString::number(rate),
                         QStringLiteral("-l"),
                         QString::number(seconds),
                         QStringLiteral("-q"),
                         QString::number(outstanding),
                         QStringLiteral("-t"),
                         QString::number(patience),
                         QStringLiteral("-b"),
                         QStringLiteral("2048"),
                         QStringLiteral("-c"),
                         QStringLiteral("4"),
                         QStringLiteral("-T"),
                         QStringLiteral("1"),
                         QStringLiteral("-O"),
                         QStringLiteral("qps-threshold-wait=50")}, // otherwise it takes a whole processor to itself to wait
                        m_log);
}

QueryLoad::~QueryLoad()
{
    if (m_pid > 0) {
        m_asker.signal(m_pid, SIGKILL);
        m_asker.ended(m_pid);
    }
}

bool QueryLoad::isRunning()
{
    if (m_pid > 0 && ::waitpid(pid_t(m_pid), nullptr, WNOHANG) != 0)
        m_pid = 0;
    return m_pid > 0;
}

LoadReport QueryLoad::end()
{
    const bool late = m_pid > 0 && !m_asker.ended(m_pid, (m_seconds + 10 * patience) * 1000);
    if (late) {
        m_asker.signal(m_pid, SIGKILL);
        m_asker.ended(m_pid);
    }
    m_pid = 0;
    QFile log(m_log);
    LoadReport report = reportOf(log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll()) : QString());
    if (late)
        report.fault = QStringLiteral("dnsperf does not come to its end");
    return report;
}

int reachableRate(const Host &asker, const QString &server, const QString &questions, int wanted, QString *told)
{
    constexpr int least = 100;
    QStringList tried;
    for (int rate = wanted;; rate /= 2) {
        const LoadReport one = QueryLoad(asker, server, questions, rate, 2).end();
        if (!one.fault.isEmpty()) {
            *told = one.fault;
            return 0;
        }
        const bool held = one.lost == 0 && one.rate > 0.95 * rate;
        if (held || rate / 2 < least) {
            *told = QStringLiteral("%1 questions a second").arg(numbered(rate)) +
                    (tried.isEmpty() ? QString() : QStringLiteral(", for of more this machine lost some (%1)").arg(tried.join(QStringLiteral("; "))));
            return rate;
        }
        tried.append(QStringLiteral("%1: %2 lost, %3 answered").arg(numbered(rate), numbered(one.lost), numbered(qint64(one.rate))));
    }
}

qint64 overflows(const Host &host)
{
    // Two lines "Udp:", names and numbers.
    const QByteArrayList lines = host.run({QStringLiteral("cat"), QStringLiteral("/proc/net/snmp")}).out.split('\n');
    QByteArrayList names;
    for (const QByteArray &line : lines) {
        if (!line.startsWith("Udp:"))
            continue;
        const QByteArrayList words = line.split(' ');
        if (!names.isEmpty())
            return words.value(names.indexOf("RcvbufErrors")).toLongLong();
        names = words;
    }
    return -1;
}

} // namespace lockstep
