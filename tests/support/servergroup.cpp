// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servergroup.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace lockstep {

namespace {

constexpr quint16 agentPort = 9530;
constexpr int longestStart = 60000; // ms, on a machine with more to do than it can

bool within(int milliseconds, const std::function<bool()> &holds)
{
    QElapsedTimer timer;
    timer.start();
    while (!holds()) {
        if (timer.elapsed() > milliseconds)
            return false;
        QThread::msleep(20);
    }
    return true;
}

bool isConnectable(const QString &address, quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    ::inet_pton(AF_INET, address.toLatin1().constData(), &place.sin_addr);
    const bool begun = ::connect(socket, reinterpret_cast<const sockaddr *>(&place), sizeof place) == 0 || errno == EINPROGRESS;
    pollfd waiting{socket, POLLOUT, 0};
    const bool done = begun && ::poll(&waiting, 1, 1000) == 1;
    int fault = 0;
    socklen_t size = sizeof fault;
    const bool connected = done && ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &fault, &size) == 0 && fault == 0;
    ::close(socket);
    return connected;
}

} // namespace

ServerGroup::ServerGroup(int hosts, const HostContent &content, QString programs, const std::function<void(const Host &)> &furnish)
    : m_programs(std::move(programs)), m_sandbox(hosts), m_agents(hosts, 0)
{
    for (int i = 0; i < hosts; ++i) {
        if (furnish)
            furnish(host(i));
        writeContent(host(i), content);
        host(i).startNamed();
        startAgent(i);
    }
}

ServerGroup::~ServerGroup()
{
    if (const qint64 pid = masterPid(); pid > 1)
        ::kill(pid_t(pid), SIGTERM);
    for (int i = 0; i < m_agents.size(); ++i)
        stopAgent(i);
}

void ServerGroup::startAgent(int index)
{
    m_agents[index] = host(index).spawn({m_programs + QStringLiteral("/lockstep-agent"), QStringLiteral("run")},
                                        m_sandbox.logs() + QStringLiteral("/%1-agent.log").arg(host(index).name()));
}

void ServerGroup::signalAgent(int index, int signalNumber)
{
    if (m_agents[index] > 0)
        ::kill(pid_t(-m_agents[index]), signalNumber); // it leads a process group of its own
}

void ServerGroup::stopAgent(int index, int signalNumber)
{
    signalAgent(index, signalNumber);
    const pid_t leader = pid_t(std::exchange(m_agents[index], 0));
    if (leader <= 0)
        return;
    host(index).ended(leader, longestStart);
    // The network half, a child of that one, is this program's now: while it is there it holds the port.
    within(longestStart, [&] { return ::waitpid(-leader, nullptr, WNOHANG) < 0 || ::kill(-leader, 0) != 0; });
}

bool ServerGroup::isListening(int index) const { return isConnectable(host(index).address(), agentPort); }

bool ServerGroup::awaitAgent(int index) const
{
    return within(longestStart, [&] { return isListening(index); });
}

bool ServerGroup::awaitNamed(int index) const
{
    return within(longestStart, [&] { return host(index).run({QStringLiteral("rndc"), QStringLiteral("status")}).exit == 0; });
}

qint64 ServerGroup::masterPid(const QString &otherHome) const
{
    QFile lock((otherHome.isEmpty() ? home() : otherHome) + QStringLiteral("/data/lock")); // its first line is the pid
    return lock.open(QIODevice::ReadOnly) ? lock.readLine().trimmed().toLongLong() : 0;
}

Host::Output ServerGroup::enrol(int index) const
{
    return m_sandbox.host(index).run({m_programs + QStringLiteral("/lockstep-agent"), QStringLiteral("enrol")});
}

std::unique_ptr<QProcess> ServerGroup::start(const QStringList &arguments, const QString &otherHome, const QString &program) const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LOCKSTEP_HOME"), otherHome.isEmpty() ? home() : otherHome);
    process->setProcessEnvironment(environment);
    process->start(m_programs + u'/' + program, arguments);
    return process;
}

Host::Output ServerGroup::lockstep(const QStringList &arguments, const QByteArray &input, int deadlineMs, const QString &otherHome) const
{
    const std::unique_ptr<QProcess> started = start(arguments, otherHome);
    QProcess &process = *started;
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(deadlineMs)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), process.readAllStandardError() + process.errorString().toUtf8()};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString ServerGroup::log(int index) const
{
    QFile file(m_sandbox.logs() + QStringLiteral("/ns%1-agent.log").arg(index + 1));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString ServerGroup::adoptAll(const QString &group, int count)
{
    Host::Output made = lockstep({QStringLiteral("group"), QStringLiteral("create"), group});
    if (made.exit != 0)
        return QString::fromUtf8(made.err);
    for (int i = 0; i < (count > 0 ? count : m_sandbox.size()); ++i) {
        if (!awaitAgent(i) || !awaitNamed(i))
            return host(i).name() + QStringLiteral(" does not come up: ") + log(i);
        const Host::Output code = enrol(i);
        const Host::Output added = lockstep({QStringLiteral("member"), QStringLiteral("add"), host(i).name(), host(i).address(),
                                             QStringLiteral("--code"), QString::fromUtf8(code.out).trimmed(), QStringLiteral("--accept-split"),
                                             QStringLiteral("--overwrite")});
        if (added.exit != 0)
            return QString::fromUtf8(code.err + added.out + added.err) + log(i);
    }
    return {};
}

} // namespace lockstep
