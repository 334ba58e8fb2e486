// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QStringList>

#include <memory>
#include <vector>

namespace lockstep {

// Puts this program into namespaces of its own (user when it is not root, mount, network, process) and goes on there as their
// first process: when it ends, however it ends, every host ends with it. Call it first in main(), before any thread.
void enterSandbox();

// One server of its own: network and mounts, the same paths and ports as a real one (/etc/bind, port 53). Its files live in
// memory and vanish with it.
class Host
{
public:
    struct Output
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
    };
    Host(int number, QString name);
    ~Host();
    Host(const Host &) = delete;
    Host &operator=(const Host &) = delete;

    int number() const { return m_number; }
    QString name() const { return m_name; }
    QString address() const; // 10.53.0.N, reachable from this program and every host

    Output run(const QStringList &command, int deadlineMs = 20000) const;
    // Starts a program that goes on; its output is appended to `log`, a path of this program's side. Its pid, or 0.
    qint64 spawn(const QStringList &command, const QString &log) const;
    bool signal(qint64 pid, int number) const;
    // Waits until the process is gone.
    bool ended(qint64 pid, int deadlineMs = 5000) const;
    // Its view of an absolute path, for this program's own reads and writes.
    QString outside(const QString &path) const;
    // What dig prints, asked from this host; trimmed.
    QString dig(const QStringList &words) const;
    QByteArray read(const QString &path) const;
    void write(const QString &path, const QByteArray &bytes, uint mode = 0644) const;

    qint64 startNamed(const QStringList &more = {});
    qint64 namedPid() const { return m_named; }
    void stopNamed(int signalNumber = 15);
    void cut(bool down) const; // takes its network link down, or up again
    // Until the token is dropped new sockets of this thread are this host's: 127.0.0.1 is its own.
    [[nodiscard]] std::shared_ptr<void> enterNetwork() const;

private:
    int m_number;
    QString m_name;
    qint64 m_init = 0;
    qint64 m_named = 0;
};

// N hosts on one bridge. The program that holds it must be inside enterSandbox().
class Sandbox
{
public:
    explicit Sandbox(int hosts);
    ~Sandbox();
    Host &host(int index) { return *m_hosts[size_t(index)]; }
    const Host &host(int index) const { return *m_hosts[size_t(index)]; }
    int size() const { return int(m_hosts.size()); }
    // Logs of what ran, one folder for all; removed with the sandbox.
    QString logs() const { return m_logs; }

private:
    QString m_logs;
    std::vector<std::unique_ptr<Host>> m_hosts;
};

// The user named can run as inside the sandbox: "bind", or "" when only one user exists there.
QString namedUser();

} // namespace lockstep
