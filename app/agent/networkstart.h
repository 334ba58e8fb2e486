// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/identity.h"

#include <sys/types.h>

namespace lockstep {

// The half without rights is a program of its own, lockstep-agent-network, so that the libraries of networks are never in the
// helper, and nothing that the helper has in memory is ever in the other. It gets one descriptor to the helper and one that its
// key is read from once.
constexpr int helperDescriptor = 3;
constexpr int identityDescriptor = 4;

// Finds that program beside this one, as it is now: what an update puts in its place is for the next start of this one. A
// descriptor for startNetworkHalf(). Errors: agent.networkmissing.
Result<int> findNetworkHalf();

struct NetworkStart
{
    int program = -1; // of findNetworkHalf()
    int socket = -1;  // to the helper
    int network = -1; // the one to serve on, when the helper has left it (joinNetwork)
    QString listen;
    bool recovered = false; // files were switched before named or this program started
};
// Starts it as the user lockstep, or nobody, when this one is root; it ends with this process. Its pid. Errors: agent.helper.
Result<pid_t> startNetworkHalf(const NetworkStart &start, const Identity &identity);

// One row of the table for why the network half ended, by what waitpid(2) tells.
Error endOfNetworkHalf(int status);

} // namespace lockstep
