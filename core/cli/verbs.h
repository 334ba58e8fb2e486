// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/commandline.h"
#include "core/cli/console.h"
#include "core/client/masterclient.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace lockstep {

// What a chosen verb does once the arguments are read.
using Verb = std::function<Task<Result<Exit>>()>;

// What all verbs share: the terminal, the master, the chosen verb.
class Session
{
public:
    Console console;
    std::string group; // --group, may stay empty when there is only one

    void choose(CLI::App *command, Verb verb);
    const Verb &chosen() const { return m_chosen; }
    // Connects on first use.
    Task<Result<std::shared_ptr<MasterClient>>> master();
    // The group named with --group, or the only one. Errors: cli.group.none, cli.group.which, cli.group.unknown.
    Task<Result<Group>> chosenGroup();
    Task<Result<GroupStatus>> status(bool known = false); // known: no member is asked
    Task<Result<Member>> member(QString nameOrId);        // of that group; error cli.member.unknown

private:
    Verb m_chosen;
    std::shared_ptr<MasterClient> m_master;
};

// Each adds its verbs to the command line.
void addGroupVerbs(CLI::App &app, Session &session);
void addMemberVerbs(CLI::App &app, Session &session);
void addStageVerbs(CLI::App &app, Session &session);
void addFlowVerbs(CLI::App &app, Session &session);
void addDiffVerbs(CLI::App &app, Session &session);
void addOfflineVerbs(CLI::App &app, Session &session);

// Shows an operation's steps as they come and its end in whole sentences; Different when it did not succeed.
Task<Result<Exit>> follow(Session &session, std::shared_ptr<MasterClient> master, Operation operation);

inline QString text(const std::string &value) { return QString::fromStdString(value); }

} // namespace lockstep
