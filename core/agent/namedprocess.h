// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace lockstep {

// The second way to this server's named, for when its control channel does not let the agent in any more: SIGHUP has it read its
// configuration and its zones again, as "rndc reload" does (BIND manual, "Signals"). Meant is the one process of that program
// that runs as `user` ("" for this process' own) on that network and this root folder and is ready for the signal; of several the
// one that was started with `mainFile`. Errors: agent.nonamed.
Result<void> hangUpNamed(const QString &user, const QString &mainFile, const QByteArray &network);
// The network that this process is on, by the name that the kernel has for it.
QByteArray ownNetwork();

} // namespace lockstep
