// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/hostcontent.h"

#include <QProcess>
#include <QTemporaryDir>

#include <functional>

namespace lockstep {

// N servers with named and the real agent, and the command line with a local master of its own: what an administrator has.
class ServerGroup
{
public:
    // `programs`: the folder with lockstep, lockstep-master and lockstep-agent.
    // `furnish` is called for each host before anything starts on it.
    ServerGroup(int hosts, const HostContent &content, QString programs, const std::function<void(const Host &)> &furnish = {});
    ~ServerGroup();

    Sandbox &sandbox() { return m_sandbox; }
    Host &host(int index) { return m_sandbox.host(index); }
    const Host &host(int index) const { return m_sandbox.host(index); }
    void startAgent(int index);
    // The signal goes to both halves of the agent; it has ended when this returns.
    void stopAgent(int index, int signalNumber = 9);
    void signalAgent(int index, int signalNumber);
    qint64 agentPid(int index) const { return m_agents.at(index); } // of its helper, which starts the network half
    bool isListening(int index) const;                              // its agent takes connections of masters
    // Until agents that were just started take connections, and named orders. False: not within a minute.
    bool awaitAgent(int index) const;
    bool awaitNamed(int index) const;
    qint64 masterPid(const QString &otherHome = {}) const; // of the local master, 0 when none runs
    // Runs `lockstep ARGUMENTS...`; the master is started on demand. `otherHome`: a folder of another administrator.
    Host::Output lockstep(const QStringList &arguments, const QByteArray &input = {}, int deadlineMs = 120000, const QString &otherHome = {}) const;
    // The same in the background, or another of the programs.
    std::unique_ptr<QProcess> start(const QStringList &arguments, const QString &otherHome = {},
                                    const QString &program = QStringLiteral("lockstep")) const;
    Host::Output enrol(int index) const; // its join code, on out
    // The first member seeds, the others are overwritten; the sentence of the first fault, or empty.
    // `count`: of the hosts, from the first; 0 for all.
    QString adoptAll(const QString &group, int count = 0);
    QString log(int index) const; // what an agent wrote
    QString home() const { return m_home.path(); }

private:
    QString m_programs;
    QTemporaryDir m_home;
    Sandbox m_sandbox;
    QList<qint64> m_agents;
};

} // namespace lockstep
