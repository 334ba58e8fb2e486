// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/verbs.h"

#include <span>

namespace lockstep {

// A verb that talks to a master. The help of both programs lists them in this order.
struct RemoteVerb
{
    const char *name;
    const char *help;
};
std::span<const RemoteVerb> remoteVerbs();
bool isRemoteVerb(const std::string &name);
// Adds one of them, without its options.
CLI::App *addRemoteVerb(CLI::App &app, const char *name);

// execv(2) of lockstep-remote beside this program. Returns only its fault: cli.remote.missing, cli.remote.start.
Result<Exit> becomeRemote(char **argv);

} // namespace lockstep
