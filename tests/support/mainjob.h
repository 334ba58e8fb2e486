// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/servergroup.h"

#include <functional>

namespace lockstep {

// The main job on three real servers and a secondary outside the group, with the command line alone: adopt, edit a record and
// an option, see the difference, prepare, deploy, roll back. After each step every server is asked with dig, over UDP and TCP.
// The system test demands that it holds; the demonstration prints what it does.
class MainJob
{
public:
    // `tell` gets every line as it happens; a line that begins with "$ " is a command.
    MainJob(ServerGroup &group, std::function<void(const QString &)> tell);
    // The sentence of the first thing that was not as it should be; empty: all of it held.
    QString run();

private:
    struct Expected
    {
        QString address; // of www.example.net
        bool authority;  // whether answers carry the authority section: what the option changes
    };
    bool adopt();
    bool change();
    bool deploy();
    bool rollBack();
    bool lockstep(const QStringList &words, int exit, const QByteArray &input = {});
    bool everyServerAnswers(const Expected &expected, const QString &when);
    bool secondaryFollows(const QString &address);
    bool fault(const QString &sentence);
    void head(const QString &title) { m_tell({}), m_tell(QStringLiteral("== ") + title); }

    ServerGroup &m_group;
    Host m_secondary;
    std::function<void(const QString &)> m_tell;
    Host::Output m_last;
    QString m_fault;
    quint32 m_serial = 0; // of example.net at the secondary, when it was last looked at
};

} // namespace lockstep
