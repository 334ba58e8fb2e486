// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/servergroup.h"

namespace lockstep {

// Three adopted servers that one test after the other works on: what www.example.net is in the external view tells the
// generations apart.
class LiveGroup
{
public:
    explicit LiveGroup(const std::function<void(const Host &)> &furnish = {});
    ServerGroup &servers() { return m_servers; }
    Host &host(int index) { return m_servers.host(index); }
    const Host &host(int index) const { return m_servers.host(index); }
    QString fault() const { return m_fault; } // of the adoption

    Host::Output lockstep(const QString &words, const QByteArray &input = {}); // words parted by '|'
    std::unique_ptr<QProcess> start(const QString &words) { return m_servers.start(words.split(u'|')); }
    // Stages another address for www.example.net; `live` is moved by deployed().
    bool stageAddress(const QString &address);
    void deployed() { m_live = m_staged; }
    // What www.example.net is on one server; "" when it does not answer.
    QString answer(int index);
    // Until named, which may have been started just now, answers something. False: not within a minute.
    bool awaitAnswer(int index);
    bool everyServerAnswersLive();
    // In sync, all three, with nothing staged: how each test leaves it. The reason when it is not.
    QString quiet();
    // Where the member's active generation lies, as that host sees it. Not /etc/bind: on this side that link means another folder.
    QString tree(int index) const;
    // The agent's own record of its switch, from its state file.
    bool isSwitched(int index);
    bool isProved(int index);
    // Whether the master of the running deploy has been told so: an agent that ends between its note and its answer has not told it.
    bool isKnownProved(int index);

private:
    ServerGroup m_servers;
    QString m_fault;
    QString m_live;
    QString m_staged;
};

} // namespace lockstep
