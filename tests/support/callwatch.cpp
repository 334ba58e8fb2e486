// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/callwatch.h"

#include <QFile>
#include <QHash>

#include <signal.h>

namespace lockstep {

namespace {

const QString changing = QStringLiteral(
    "?rename,?renameat,?renameat2,write,?pwrite64,?writev,?pwritev,fsync,fdatasync,?symlink,?symlinkat,?unlink,?unlinkat,?rmdir,?mkdir,"
    "?mkdirat,ftruncate,?truncate,?fallocate,?utimensat,?chmod,?fchmod,?fchmodat,?chown,?lchown,?fchown,?fchownat,?link,?linkat,sendto,"
    "sendmsg,?setxattr,?fsetxattr,openat");

bool changes(const QString &name, const QString &text)
{
    if (name == QLatin1String("openat"))
        return text.contains(QLatin1String("O_CREAT")) || text.contains(QLatin1String("O_TRUNC"));
    return !text.contains(QLatin1String("eventfd")); // a thread waking itself
}

} // namespace

CallWatch::CallWatch(qint64 pid, QString trace, const std::optional<SystemCall> &strikeAt, const QString &error) : m_trace(std::move(trace))
{
    QFile::remove(m_trace);
    QStringList words{QStringLiteral("-o"),
                      m_trace,
                      QStringLiteral("-yy"),
                      QStringLiteral("-s"),
                      QStringLiteral("96"),
                      QStringLiteral("-e"),
                      QStringLiteral("trace=") + changing};
    const QString how = error.isEmpty() ? QStringLiteral("signal=KILL") : QStringLiteral("error=") + error;
    if (strikeAt)
        words += {QStringLiteral("-e"), QStringLiteral("inject=%1:%2:when=%3").arg(strikeAt->name, how).arg(strikeAt->occurrence)};
    words += {QStringLiteral("-p"), QString::number(pid)};
    m_strace.setReadChannel(QProcess::StandardError);
    m_strace.start(QStringLiteral("strace"), words);
    QByteArray said;
    while (!said.contains("attached") && m_strace.state() != QProcess::NotRunning && m_strace.waitForReadyRead(5000))
        said += m_strace.readAllStandardError();
    m_watching = said.contains("attached");
    if (m_watching)
        return;
    m_said = QString::fromUtf8(said) + m_strace.errorString();
    QFile status(QStringLiteral("/proc/%1/status").arg(pid)); // whether it has ended, or is watched already
    for (const QByteArray &line : status.open(QIODevice::ReadOnly) ? status.readAll().split('\n') : QByteArrayList()) {
        if (line.startsWith("Name:") || line.startsWith("State:") || line.startsWith("TracerPid:"))
            m_said += u' ' + QString::fromUtf8(line.simplified());
    }
}

CallWatch::~CallWatch() { letGo(); }

bool CallWatch::over() { return m_strace.state() == QProcess::NotRunning || m_strace.waitForFinished(1); }

void CallWatch::letGo()
{
    if (m_strace.state() == QProcess::NotRunning)
        return;
    ::kill(pid_t(m_strace.processId()), SIGINT);
    if (!m_strace.waitForFinished(5000)) {
        m_strace.kill();
        m_strace.waitForFinished();
    }
}

QList<SystemCall> CallWatch::calls() const
{
    QList<SystemCall> found;
    QHash<QString, int> counted;
    QFile file(m_trace);
    if (!file.open(QIODevice::ReadOnly))
        return found;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype bracket = line.indexOf(u'(');
        if (bracket <= 0 || line.startsWith(u'+') || line.startsWith(QLatin1String("---")))
            continue;
        const QString name = line.left(bracket);
        const int occurrence = ++counted[name];
        if (changes(name, line))
            found.append({name, occurrence, line});
    }
    return found;
}

std::optional<SystemCall> CallWatch::struckAt() const
{
    const QList<SystemCall> all = calls();
    for (const SystemCall &call : all) {
        if (call.text.endsWith(QLatin1String("(INJECTED)")))
            return call;
    }
    QFile file(m_trace);
    if (all.isEmpty() || !file.open(QIODevice::ReadOnly) || !file.readAll().contains("+++ killed by SIGKILL"))
        return {};
    return all.last();
}

} // namespace lockstep
