// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>

namespace lockstep {

struct CliRun
{
    int exit = -1;
    QByteArray out;
    QByteArray err;
};

// The real programs with a home of their own. A local master that they start is this program's to end.
class CliHome
{
public:
    CliHome() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }
    ~CliHome() { endMaster(SIGTERM); }
    CliHome(const CliHome &) = delete;
    CliHome &operator=(const CliHome &) = delete;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString home() const { return path(QStringLiteral("home")); }

    std::unique_ptr<QProcess> start(const QStringList &arguments) const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LOCKSTEP_HOME"), home());
        process->setProcessEnvironment(environment);
        process->setWorkingDirectory(m_folder.path());
        process->setStandardInputFile(QProcess::nullDevice());
        process->start(bin() + QStringLiteral("/lockstep"), arguments);
        return process;
    }
    static CliRun ended(QProcess &process)
    {
        if (!process.waitForFinished(40000) || process.exitStatus() != QProcess::NormalExit)
            return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    CliRun run(const QStringList &arguments) const
    {
        const std::unique_ptr<QProcess> process = start(arguments);
        return ended(*process);
    }
    bool write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

    // 0: none has taken the lock.
    pid_t masterPid() const
    {
        QFile lock(home() + QStringLiteral("/data/lock"));
        return lock.open(QIODevice::ReadOnly) ? lock.readLine().trimmed().toInt() : 0;
    }
    // It is gone when this returns, what it left lies there.
    void endMaster(int signal) const
    {
        const pid_t pid = masterPid();
        if (pid > 0 && ::kill(pid, signal) == 0)
            ::waitpid(pid, nullptr, 0);
    }

    static QString bin()
    {
        return qEnvironmentVariable("LOCKSTEP_BIN", QDir(QCoreApplication::applicationDirPath() + QStringLiteral("/../bin")).canonicalPath());
    }

private:
    QTemporaryDir m_folder;
};

} // namespace lockstep
