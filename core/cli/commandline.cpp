// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"

#include "core/cli/verbs.h"

namespace lockstep {

Task<int> runCommandLine(QStringList arguments)
{
    CLI::App app("Lockstep: handle a group of BIND 9 servers as one", "lockstep");
    app.set_version_flag("--version", "lockstep " LOCKSTEP_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.footer("Exit codes: 0 done (diff: no differences), 1 refused, failed or returned (diff: differences), "
               "2 wrong usage, no connection or bad input.");
    Session session;
    app.add_flag("--json", session.console.json, "Machine-readable output");
    app.add_option("-g,--group", session.group, "Group, by name or id; not needed when there is only one");
    addGroupVerbs(app, session);
    addMemberVerbs(app, session);
    addStageVerbs(app, session);
    addFlowVerbs(app, session);
    addDiffVerbs(app, session);
    addOfflineVerbs(app, session);

    std::vector<std::string> words;
    for (auto it = arguments.crbegin(); it != arguments.crend(); ++it)
        words.push_back(it->toStdString()); // CLI11 takes them in reverse
    try {
        app.parse(words);
    } catch (const CLI::ParseError &error) {
        const int code = app.exit(error);
        co_return code == 0 ? int(Exit::Done) : int(Exit::Failed);
    }
    Task<Result<Exit>> running = session.chosen()();
    const Result<Exit> exit = co_await running;
    if (!exit) {
        session.console.fault(exit.error());
        co_return int(Exit::Failed);
    }
    co_return int(*exit);
}

} // namespace lockstep
