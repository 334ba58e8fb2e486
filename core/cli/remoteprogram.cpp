// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/remoteprogram.h"

#include <QFile>
#include <QFileInfo>

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lockstep {

namespace {

constexpr RemoteVerb verbs[] = {
    {"group", "Groups of servers that are handled as one"},
    {"status", "Show the group: staged, prepared, live, members"},
    {"member", "The servers of a group"},
    {"stage", "Edit the staged configuration; nothing served changes"},
    {"prepare", "Verify staging and push it to every member; nothing served changes"},
    {"deploy", "Switch every member to the prepared set and prove it, or return"},
    {"keep", "Keep a deployment that waits for it"},
    {"stop", "Stop what runs: everybody goes back to what it served"},
    {"rollback", "Deploy older content again, with raised serials"},
    {"history", "Who did what, newest first"},
    {"master", "The master itself: backup, restore, its key"},
};

} // namespace

std::span<const RemoteVerb> remoteVerbs() { return verbs; }

bool isRemoteVerb(const std::string &name)
{
    return std::ranges::any_of(verbs, [&](const RemoteVerb &verb) { return verb.name == name; });
}

CLI::App *addRemoteVerb(CLI::App &app, const char *name)
{
    for (const RemoteVerb &verb : verbs) {
        if (std::strcmp(verb.name, name) == 0)
            return app.add_subcommand(verb.name, verb.help);
    }
    qFatal("The verb \"%s\" is missing in the table of those that need a master.", name);
}

Result<Exit> becomeRemote(char **argv)
{
    const QString program = QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).path() + QStringLiteral("/lockstep-remote");
    ::execv(QFile::encodeName(program).constData(), argv);
    const int fault = errno;
    if (fault == ENOENT)
        return fail(QStringLiteral("cli.remote.missing"), {program});
    return fail(QStringLiteral("cli.remote.start"), {program, QString::fromLocal8Bit(std::strerror(fault))});
}

} // namespace lockstep
