// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#include <optional>

namespace lockstep {

// One call of the kernel that changes something others can see: a file, a folder, what a socket carries.
struct SystemCall
{
    QString name;
    int occurrence = 0; // the how-manieth call of that name since the watch began, from 1
    QString text;       // as strace prints it
};

// Watches the state-changing calls of a running process's main thread from outside, and may strike at one of them, which is then
// not carried out: with SIGKILL, or with an error that the process is told.
class CallWatch
{
public:
    // `trace`: a file of its own. Without `strikeAt` it only watches. `error`: "EIO"; none: it is killed.
    CallWatch(qint64 pid, QString trace, const std::optional<SystemCall> &strikeAt = {}, const QString &error = {});
    ~CallWatch();
    CallWatch(const CallWatch &) = delete;
    CallWatch &operator=(const CallWatch &) = delete;

    bool watching() const { return m_watching; }
    QString said() const { return m_said; } // by strace, when it cannot watch
    bool over();                            // the process has ended
    void letGo();                           // the process goes on without us
    QList<SystemCall> calls() const;
    // The call that was struck at, once let go.
    std::optional<SystemCall> struckAt() const;

private:
    QString m_trace;
    QProcess m_strace;
    bool m_watching = false;
    QString m_said;
};

} // namespace lockstep
