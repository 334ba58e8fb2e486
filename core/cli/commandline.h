// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QStringList>

#include <functional>

namespace CLI {
class App;
}

namespace lockstep {

class Session;

// Exit codes of `lockstep`, the same for every verb.
enum class Exit : int {
    Done = 0,      // it worked; diff: no differences; check, print, stat: no fault found
    Different = 1, // diff: differences; check, print, stat: faults; prepare, deploy, rollback: it was tried and refused or returned
    Failed = 2,    // wrong usage, no connection, bad input: nothing was changed
};

// Runs one command line (without the program's name) to its end; output goes to stdout, sentences about faults to stderr.
// `addVerbs` brings the verbs that talk to a master.
Task<int> runCommandLine(QStringList arguments, Session &session, std::function<void(CLI::App &)> addVerbs);

// The same in a program that knows no master: whatever needs one is done by lockstep-remote, which lies in the folder of this
// program and takes its place in this process. `argv` as main() got it.
int runWithoutMaster(char **argv);

} // namespace lockstep
