// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servergroup.h"

#include <QFile>

#include <signal.h>

namespace lockstep {

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
    if (m_agents[index] > 0)
        host(index).ended(m_agents[index]);
    m_agents[index] = 0;
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
