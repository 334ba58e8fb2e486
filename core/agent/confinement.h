// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace lockstep {

// What the agent's two halves give up for good, so that whoever finds a fault in one of them gains little by it. Each function
// that takes something away is called once. Errors: agent.confine.

// The helper, before its first request: of root's capabilities it keeps those that it uses, nothing that it starts gains rights
// (PR_SET_NO_NEW_PRIVS), and system calls of its kind of program that concern the whole machine are refused to it. What it starts
// inherits all of it: checkers, and the network half. Of a user that is not root only what needs no rights is done.
Result<void> confineHelper();

// Whether there is nobody else that this program could become: a namespace with one user (user_namespaces(7)).
bool hasOneUser();

// Leaves the network for an empty one, which keeps libraries of the helper from it. The descriptor that leads back, for a child
// that joinNetwork() takes there; -1 for a user that is not root, who stays.
Result<int> leaveNetwork();
Result<void> joinNetwork(int descriptor);

// The network half, once it listens: every capability is gone, and a filter holds for all its threads (seccomp(2)). System
// calls beyond those that Qt's event loop, TLS and threads need fail with EPERM and are told once each on stderr; those that
// only an intruder would make - another program, a mount, a debugger, a kernel module - end the process.
Result<void> confineNetworkHalf();

} // namespace lockstep
