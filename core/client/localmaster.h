// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/client/masterclient.h"

namespace lockstep {

// The user's own folders (XDG base directories), made on first use with mode 0700. LOCKSTEP_HOME puts all of them below one
// folder: for demonstrations and tests.
struct UserFolders
{
    QString settings; // client identity
    QString data;     // the local master's data
    QString runtime;  // the local master's socket
};
// Errors: client.rights (not this user's, or not writable), client.folder (others may enter), file.*.
Result<UserFolders> userFolders(Files &files);

// This user's identity as a client, made on first use.
Result<Identity> clientIdentity(Files &files, const UserFolders &folders);

// Connects to the user's local master; starts `lockstep-master --user` from the folder of this program when none runs.
// Errors: client.start when it does not come up within ten seconds (its own words in detail).
Task<Result<std::shared_ptr<MasterClient>>> connectToLocalMaster(QString program);
// To the master that runs on this host with that data folder, for whoever may enter it. Errors: rpc.unreachable.
Task<Result<std::shared_ptr<MasterClient>>> connectToMasterOf(QString data, QString program);

} // namespace lockstep
