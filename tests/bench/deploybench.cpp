// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servergroup.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace lockstep;

namespace {

constexpr int zonesOfCompany = 3; // those that every host has beside the customers'

QString addressOf(int round) { return QStringLiteral("10.1.%1.%2").arg(round / 250 % 250).arg(round % 250 + 1); }

// N hosts in one group, told round by round what to do: `round` on stdin stages one record (not timed), then runs
// `lockstep prepare` and `lockstep deploy` as an administrator would and times both processes from start to end.
class DeployBench
{
public:
    DeployBench(int members, int zones, const QString &programs)
        : m_members(members), m_group((m_clock.start(), members), {false, zones - zonesOfCompany, 0}, programs)
    {
    }

    // When every host answers; then all are adopted. False: why is on stderr.
    bool begin()
    {
        while (!served(QStringLiteral("10.0.0.1"))) {
            if (m_clock.elapsed() > 30000)
                return fault("Not every host answers.", {});
            QThread::msleep(5);
        }
        const qint64 started = m_clock.elapsed();
        const QString told = m_group.adoptAll(QStringLiteral("bench"));
        if (!told.isEmpty())
            return fault("The hosts could not be adopted.", told.toUtf8());
        std::printf("ready %lld %lld\n", started, m_clock.elapsed() - started);
        return true;
    }

    bool round()
    {
        const QString before = m_round == 0 ? QStringLiteral("10.0.0.1") : addressOf(m_round);
        const QString after = addressOf(++m_round);
        double prepare = 0;
        double deploy = 0;
        QByteArray told;
        if (!timed({QStringLiteral("stage"), QStringLiteral("record"), QStringLiteral("change"), QStringLiteral("z1.example"), QStringLiteral("h1"),
                    QStringLiteral("A ") + before, QStringLiteral("A ") + after},
                   nullptr) ||
            !timed({QStringLiteral("prepare")}, &prepare) || !timed({QStringLiteral("--json"), QStringLiteral("deploy")}, &deploy, &told))
            return false;
        if (!served(after))
            return fault("Not every host answers what was deployed.", {});
        std::printf("round %.1f %.1f %d\n", prepare, deploy, slowestProof(told));
        return true;
    }

    // One agent that nobody asks anything: memory of both its processes, and how often they woke up in that time.
    bool idle(int seconds)
    {
        ::kill(pid_t(m_group.masterPid()), SIGTERM);
        QThread::msleep(2000); // what the last deploy left to do
        const QList<qint64> halves = halvesOf(m_group.agentPid(0));
        if (halves.size() != 2)
            return fault("The two processes of the agent were not found.", {});
        const qint64 before = wakeups(halves);
        QThread::sleep(unsigned(seconds));
        const qint64 woke = wakeups(halves) - before;
        std::printf("idle %lld %lld %lld %lld\n", memory(halves[0]), memory(halves[1]), share(halves[0]) + share(halves[1]), woke);
        return true;
    }

private:
    // The agent's processes in its process group: the helper, which started first, and the network half.
    static QList<qint64> halvesOf(qint64 leader)
    {
        QList<qint64> found;
        const QStringList numbers = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const QString &number : numbers) {
            const qint64 pid = number.toLongLong();
            if (pid > 0 && ::getpgid(pid_t(pid)) == pid_t(leader) &&
                QFileInfo(QStringLiteral("/proc/%1/exe").arg(pid)).symLinkTarget().contains(QLatin1String("/lockstep-agent")))
                found.append(pid);
        }
        std::ranges::sort(found);
        return found;
    }

    // A number in a file of lines "name: number ..." below /proc; 0 when it is not there.
    static qint64 numberIn(const QString &path, const QByteArray &name)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray text = '\n' + file.readAll();
        return text.mid(text.indexOf('\n' + name + ':') + name.size() + 2).simplified().split(' ').first().toLongLong();
    }

    // KiB in memory; what it shares with other programs counts whole.
    static qint64 memory(qint64 pid) { return numberIn(QStringLiteral("/proc/%1/status").arg(pid), "VmRSS"); }

    // The same, but what several programs have in common is divided among them.
    static qint64 share(qint64 pid) { return numberIn(QStringLiteral("/proc/%1/smaps_rollup").arg(pid), "Pss"); }

    // How often their threads went to sleep of their own accord.
    static qint64 wakeups(const QList<qint64> &pids)
    {
        qint64 sum = 0;
        for (const qint64 pid : pids) {
            const QString folder = QStringLiteral("/proc/%1/task").arg(pid);
            const QStringList threads = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
            for (const QString &thread : threads)
                sum += numberIn(folder + u'/' + thread + QStringLiteral("/status"), "voluntary_ctxt_switches");
        }
        return sum;
    }

    static bool fault(const char *sentence, const QByteArray &more)
    {
        std::fprintf(stderr, "%s\n%s\n", sentence, more.constData());
        return false;
    }

    // Of all members: from the order to switch until it had proved that it serves the record.
    static int slowestProof(const QByteArray &operation)
    {
        int slowest = -1;
        const QJsonArray members = QJsonDocument::fromJson(operation).object().value(QLatin1String("members")).toArray();
        for (const QJsonValue &member : members)
            slowest = std::max(slowest, member[QLatin1String("proof")].toInt(-1));
        return slowest;
    }

    bool timed(const QStringList &words, double *milliseconds, QByteArray *told = nullptr)
    {
        QElapsedTimer timer;
        timer.start();
        const Host::Output output = m_group.lockstep(words);
        if (milliseconds)
            *milliseconds = double(timer.nsecsElapsed()) / 1e6;
        if (told)
            *told = output.out;
        return output.exit == 0 ||
               fault(qPrintable(QStringLiteral("lockstep %1 ended with %2.").arg(words.join(u' ')).arg(output.exit)), output.out + output.err);
    }

    // One dig asks every host for the record that changes.
    bool served(const QString &address)
    {
        QStringList words{QStringLiteral("+short"), QStringLiteral("+tries=1"), QStringLiteral("+time=1")};
        for (int i = 0; i < m_members; ++i)
            words += {u'@' + m_group.host(i).address(), QStringLiteral("h1.z1.example"), QStringLiteral("A")};
        QProcess dig;
        dig.start(QStringLiteral("dig"), words);
        return dig.waitForFinished(30000) && dig.readAllStandardOutput() == (address.toUtf8() + '\n').repeated(m_members);
    }

    QElapsedTimer m_clock;
    int m_members;
    ServerGroup m_group;
    int m_round = 0;
};

} // namespace

// lockstep-bench-deploy MEMBERS ZONES, then on stdin "round" or "idle SECONDS"; ends when stdin does.
int main(int argc, char **argv)
{
    const QString programs = QFileInfo(QStringLiteral("/proc/self/exe")).canonicalPath(); // there is another /proc from here on
    enterSandbox();
    QCoreApplication app(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int members = app.arguments().value(1).toInt();
    const int zones = app.arguments().value(2).toInt();
    if (members < 1 || members > 100 || zones <= zonesOfCompany) {
        std::fprintf(stderr, "usage: lockstep-bench-deploy MEMBERS ZONES\n");
        return 2;
    }
    DeployBench bench(members, zones, programs);
    if (!bench.begin())
        return 1;
    char line[80];
    while (std::fgets(line, sizeof line, stdin)) {
        const QByteArray word = QByteArray(line).trimmed();
        const int seconds = word.startsWith("idle ") ? word.mid(5).toInt() : 0;
        if (seconds > 0 ? !bench.idle(std::min(seconds, 3600)) : word != "round" || !bench.round())
            return 1;
    }
    return 0;
}
