// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/agentstate.h"
#include "core/identity/identity.h"

#include <sys/types.h>

namespace lockstep {

// The half without rights, in the process that was forked for it: serves masters until the helper, `parent`, is gone.
struct NetworkHalf
{
    pid_t parent = -1;
    int socket = -1;  // to the helper
    int network = -1; // the one to serve on, when the helper has left it (joinNetwork)
    QString listen;
    bool recovered = false; // files were switched before named or this program started
};
int runNetworkHalf(const NetworkHalf &half, const Identity &identity, int argc, char **argv);

// One row of the table for why the network half ended, by what waitpid(2) tells.
Error endOfNetworkHalf(int status);

} // namespace lockstep
