// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/master/master.h"

#include <QMap>
#include <QTemporaryDir>

namespace lockstep {

// The production master in this process, on the Qt event loop, with one group that is live already and nobody at its members'
// addresses. Any number of sessions, each as a user of its own.
class OpenMaster
{
public:
    using Content = QMap<QString, QByteArray>; // by path in /etc/bind
    explicit OpenMaster(const Content &content);
    ~OpenMaster();

    // One client: connected when it returns.
    struct Client
    {
        std::unique_ptr<MasterSession> master;
        std::unique_ptr<GroupSession> group;
    };
    Client connectAs(const QString &user);
    // Every connection is lost, and no other comes about while `reachable` is false.
    void cut();
    bool reachable = true;

    // What is staged under a path now; "(none)" for nothing.
    QByteArray staged(GroupSession &group, const QString &path);
    Digest digestOf(GroupSession &group, const QString &path);
    static Content example();
    inline static const QString root = QStringLiteral("etc-bind");

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Files> m_files;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<ObjectStore> m_objects;
    std::unique_ptr<AgentDialer> m_dialer;
    std::unique_ptr<Master> m_master;
    QList<QPointer<Peer>> m_peers;
    Group m_group;
};

} // namespace lockstep
