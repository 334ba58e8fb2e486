// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"

#include "core/cli/offline.h"

namespace lockstep {

namespace {

// A word that is not known hides, for CLI11, behind the one that is missing then.
Error usageFault(const CLI::App &app, const CLI::ParseError &error)
{
    QString command = QStringLiteral("lockstep");
    const CLI::App *deepest = &app;
    for (auto inner = app.get_subcommands(); !inner.empty(); inner = deepest->get_subcommands()) {
        deepest = inner.front();
        command += u' ' + text(deepest->get_name());
    }
    const std::vector<std::string> left = app.remaining(true);
    const QString word = left.empty() ? QString() : text(left.front());
    const bool verbMissing = deepest->get_require_subcommand_min() > 0;
    if (word.startsWith(u'-'))
        return {QStringLiteral("cli.option"), {word, command}, {}, {}};
    if (!word.isEmpty())
        return {verbMissing ? QStringLiteral("cli.verb") : QStringLiteral("cli.extra"), {word, command}, {}, {}};
    if (verbMissing)
        return {QStringLiteral("cli.noverb"), {command}, {}, {}};
    return {QStringLiteral("cli.usage"), {QString::fromUtf8(error.what()), command}, {}, {}};
}

} // namespace

Task<int> runCommandLine(QStringList arguments)
{
    CLI::App app("Lockstep: handle a group of BIND 9 servers as one", "lockstep");
    app.set_version_flag("--version", "lockstep " LOCKSTEP_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.footer("Exit codes: 0 done (diff: no differences; check, print, stat: no fault found),\n"
               "1 refused, failed or returned (diff: differences; check, print, stat: faults, which are told),\n"
               "2 wrong usage, no connection or bad input: nothing was changed.");
    Session session;
    app.add_flag("--json", session.console.json, "Machine-readable output");
    using Colours = Console::Colours;
    app.add_option("--color", session.console.colours, "Colours in differences: auto (on a terminal, unless NO_COLOR is set), always or never")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, Colours>{{"auto", Colours::Auto}, {"always", Colours::Always}, {"never", Colours::Never}})
                .description(""))
        ->option_text("WHEN");
    app.add_option("-g,--group", session.group, "Group, by name or id; not needed when there is only one");
    addGroupVerbs(app, session);
    addMemberVerbs(app, session);
    addStageVerbs(app, session);
    addFlowVerbs(app, session);
    addDiffVerbs(app, session);
    addOfflineVerbs(app, session);
    addConfVerbs(app, session);
    addZoneVerbs(app, session);

    std::vector<std::string> words;
    for (auto it = arguments.crbegin(); it != arguments.crend(); ++it)
        words.push_back(it->toStdString()); // CLI11 takes them in reverse
    try {
        app.parse(words);
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == 0) // help or version
            co_return app.exit(error);
        session.console.fault(usageFault(app, error));
        co_return int(Exit::Failed);
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
