// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/localmaster.h"
#include "core/client/mastersession.h"

namespace lockstep {

// A master elsewhere that this user's key is enrolled with.
struct KnownMaster
{
    QString name; // for people
    QString host;
    quint16 port = 9531;
    Digest pin; // of the master's key
    bool operator==(const KnownMaster &) const = default;
    template <class V> void fields(V &v)
    {
        v("name", name);
        v("host", host);
        v("port", port);
        v("pin", pin);
    }
};

// The list in the user's settings folder, in the order in which they were added; written whole or not at all. A master is its
// pin: adding one that is known replaces it. Errors: file.*, json.*.
Result<QList<KnownMaster>> knownMasters(Files &files, const UserFolders &folders);
Result<void> addKnownMaster(Files &files, const UserFolders &folders, const KnownMaster &master);
Result<void> removeKnownMaster(Files &files, const UserFolders &folders, const Digest &pin);

// Proves the join code at HOST[:PORT] (9531), so that both sides know each other's key; `user` is how the master's history
// calls this user. The name of what it gives is its host. Errors: rpc.address, rpc.unreachable, rpc.pin (another master
// answers there), identity.code, identity.secret, timeout, client.noenrol (it takes no join codes).
Task<Result<KnownMaster>> enrolAtMaster(QString address, QString joinCode, QString user, Identity identity);

// How a MasterSession reaches it.
MasterSession::Dial dialOf(const KnownMaster &master, const Identity &identity, const QString &program);

} // namespace lockstep
