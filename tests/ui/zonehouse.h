// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/master/master.h"

#include <QMap>
#include <QTemporaryDir>

namespace lockstep {

// The production master in this process, with one group whose live data are given, and sessions of it as the console has
// them. No member: nothing can be prepared.
class ZoneHouse
{
public:
    using Content = QMap<QString, QByteArray>; // by path below /etc/bind
    explicit ZoneHouse(const Content &content);
    ~ZoneHouse();

    // The console's; connected, its first status read.
    GroupSession &group() { return *m_group; }
    MasterSession &session() { return *m_session; }
    // Somebody else's.
    GroupSession &colleague();
    QByteArray staged(const QString &path);
    void cut(); // the connections end, and nobody answers
    void mend();

    static Content example();
    static QByteArray manyRecords(int count);
    static Content manyZones(int count);
    static inline const QString root = QStringLiteral("etc-bind");

private:
    class Nobody;
    Task<Result<std::shared_ptr<MasterClient>>> dial(QString user);
    std::unique_ptr<GroupSession> enter(std::unique_ptr<MasterSession> &session, const QString &user);

    QTemporaryDir m_folder;
    std::unique_ptr<Files> m_files;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<ObjectStore> m_objects;
    std::unique_ptr<Nobody> m_nobody;
    std::unique_ptr<Master> m_master;
    std::vector<std::unique_ptr<Peer>> m_peers;
    QString m_id;
    bool m_cut = false;
    std::unique_ptr<MasterSession> m_session;
    std::unique_ptr<GroupSession> m_group;
    std::unique_ptr<MasterSession> m_otherSession;
    std::unique_ptr<GroupSession> m_other;
};

} // namespace lockstep
