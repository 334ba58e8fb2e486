// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/identity.h"

namespace lockstep {

// What lockstep-agent-network does: serves masters until the helper is gone. Its exit code.
struct NetworkWork
{
    int helper = -1; // a socket
    QString listen;
    bool recovered = false; // files were switched before named or the agent started
};
int runNetworkHalf(const Identity &identity, const NetworkWork &work, int argc, char **argv);

} // namespace lockstep
