// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servergroup.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cstdio>
#include <sys/resource.h>
#include <unistd.h>

using namespace lockstep;

namespace {

QString addressOf(int round) { return QStringLiteral("10.99.0.%1").arg(round); }

// Seconds of processor time that a process and what it has waited for have used.
double processorOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QByteArrayList words = text.mid(text.lastIndexOf(')') + 2).split(' '); // from the third field of proc_pid_stat(5)
    double ticks = 0;
    for (int field = 11; field <= 14; ++field)
        ticks += words.value(field).toDouble();
    return ticks / double(::sysconf(_SC_CLK_TCK));
}

double ofWhatEnded()
{
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// N hosts with one large zone of which one record changes: what it takes to lay the next generation, and the way back, beside
// what they serve. A program that says yes stands for named-checkconf, whose load of the zone costs what it costs everybody.
class PrepareBench
{
public:
    PrepareBench(int members, int records, const QString &programs)
        : m_group(members, {false, 1, records}, programs,
                  [](const Host &host) {
                      host.run({QStringLiteral("mount"), QStringLiteral("--bind"), QStringLiteral("/bin/true"),
                                QStringLiteral("/usr/bin/named-checkconf")});
                  }),
          m_members(members)
    {
    }

    bool begin()
    {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < m_members; ++i) {
            while (m_group.host(i).dig({QStringLiteral("+short"), QStringLiteral("+tries=1"), QStringLiteral("+time=1"), QStringLiteral("@127.0.0.1"),
                                        QStringLiteral("client-0.dhcp.example.net"), QStringLiteral("A")}) != QLatin1String("10.100.0.0")) {
                if (timer.elapsed() > 300000)
                    return fault("Not every host answers.", {});
                QThread::msleep(50);
            }
        }
        const qsizetype size = m_group.host(0).read(QStringLiteral("/etc/bind/zones/dhcp.example.net.db")).size();
        const QString told = m_group.adoptAll(QStringLiteral("bench"));
        if (!told.isEmpty())
            return fault("The hosts could not be adopted.", told.toUtf8());
        std::printf("ready %lld\n", qint64(size));
        return true;
    }

    bool round()
    {
        const QString before = m_round == 0 ? QStringLiteral("10.100.1.0") : addressOf(m_round);
        ++m_round;
        const Host::Output staged = m_group.lockstep({QStringLiteral("stage"), QStringLiteral("record"), QStringLiteral("change"),
                                                      QStringLiteral("dhcp.example.net"), QStringLiteral("client-256"), QStringLiteral("A ") + before,
                                                      QStringLiteral("A ") + addressOf(m_round)});
        if (staged.exit != 0)
            return fault("The change cannot be staged.", staged.err);
        const double used = processor();
        QElapsedTimer timer;
        timer.start();
        const Host::Output prepared = m_group.lockstep({QStringLiteral("prepare")});
        const double wall = double(timer.nsecsElapsed()) / 1e6;
        if (prepared.exit != 0)
            return fault("It was not prepared.", prepared.out + prepared.err);
        std::printf("round %.1f %.1f\n", wall, (processor() - used) * 1000);
        return true;
    }

private:
    static bool fault(const char *sentence, const QByteArray &more)
    {
        std::fprintf(stderr, "%s\n%s\n", sentence, more.constData());
        return false;
    }

    // Of the master, every agent and the commands that have ended.
    double processor() const
    {
        double sum = ofWhatEnded() + processorOf(m_group.masterPid());
        const QStringList numbers = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const QString &number : numbers) {
            const qint64 pid = number.toLongLong();
            const pid_t leader = pid > 0 ? ::getpgid(pid_t(pid)) : -1;
            for (int i = 0; i < m_members; ++i) {
                if (leader > 0 && leader == pid_t(m_group.agentPid(i)))
                    sum += processorOf(pid);
            }
        }
        return sum;
    }

    ServerGroup m_group;
    int m_members;
    int m_round = 0;
};

} // namespace

// lockstep-bench-prepare MEMBERS RECORDS, then on stdin "round"; ends when stdin does.
int main(int argc, char **argv)
{
    const QString programs = QFileInfo(QStringLiteral("/proc/self/exe")).canonicalPath(); // there is another /proc from here on
    enterSandbox();
    QCoreApplication app(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int members = app.arguments().value(1).toInt();
    const int records = app.arguments().value(2).toInt();
    if (members < 1 || members > 30 || records < 1000 || records > 4000000) {
        std::fprintf(stderr, "usage: lockstep-bench-prepare MEMBERS RECORDS\n");
        return 2;
    }
    PrepareBench bench(members, records, programs);
    if (!bench.begin())
        return 1;
    char line[80];
    while (std::fgets(line, sizeof line, stdin)) {
        if (QByteArray(line).trimmed() != "round" || !bench.round())
            return 1;
    }
    return 0;
}
