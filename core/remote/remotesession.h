// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/remoteprogram.h"
#include "core/client/masterclient.h"

namespace lockstep {

// A session with a master, to which it connects on first use.
class RemoteSession : public Session
{
public:
    RemoteSession();

    Task<Result<std::shared_ptr<MasterClient>>> master();
    std::string data; // of the master on this host that is meant; empty: the user's own
    // The group named with --group, or the only one. Errors: cli.group.none, cli.group.which, cli.group.unknown.
    Task<Result<Group>> chosenGroup();
    Task<Result<GroupStatus>> status(bool known = false); // known: no member is asked
    Task<Result<Member>> member(QString nameOrId);        // of that group; error cli.member.unknown

private:
    Task<Result<std::shared_ptr<TreeSource>>> open(QString which);
    Task<Result<int>> lastDeployment();

    std::shared_ptr<MasterClient> m_master;
};

// Each adds its verbs to the command line.
void addGroupVerbs(CLI::App &app, RemoteSession &session);
void addMemberVerbs(CLI::App &app, RemoteSession &session);
void addStageVerbs(CLI::App &app, RemoteSession &session);
void addFlowVerbs(CLI::App &app, RemoteSession &session);
void addMasterVerbs(CLI::App &app, RemoteSession &session);

// Shows an operation's steps as they come and its end in whole sentences; Different when it did not succeed.
Task<Result<Exit>> follow(RemoteSession &session, std::shared_ptr<MasterClient> master, Operation operation);

// Runs one command line (without the program's name) to its end, with the verbs of both programs.
Task<int> runWithMaster(QStringList arguments);

} // namespace lockstep
