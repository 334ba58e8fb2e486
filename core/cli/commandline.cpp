// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"

#include "core/cli/remoteprogram.h"
#include "core/cli/verbs.h"

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

void addSharedOptions(CLI::App &app, Session &session)
{
    app.add_flag("--json", session.console.json, "Machine-readable output");
    using Colours = Console::Colours;
    app.add_option("--color", session.console.colours, "Colours in differences: auto (on a terminal, unless NO_COLOR is set), always or never")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, Colours>{{"auto", Colours::Auto}, {"always", Colours::Always}, {"never", Colours::Never}})
                .description(""))
        ->option_text("WHEN");
    app.add_option("-g,--group", session.group, "Group, by name or id; not needed when there is only one");
}

// CLI11 takes them in reverse.
std::vector<std::string> reversed(const QStringList &arguments)
{
    std::vector<std::string> words;
    for (auto it = arguments.crbegin(); it != arguments.crend(); ++it)
        words.push_back(it->toStdString());
    return words;
}

// The first word that is no shared option.
std::string verbOf(const QStringList &arguments)
{
    CLI::App app;
    Session session;
    addSharedOptions(app, session);
    app.set_help_flag();
    app.prefix_command();
    try {
        app.parse(reversed(arguments));
    } catch (const CLI::ParseError &) { // the whole command line tells of it
    }
    const std::vector<std::string> left = app.remaining();
    return left.empty() ? std::string() : left.front();
}

} // namespace

Task<int> runCommandLine(QStringList arguments, Session &session, std::function<void(CLI::App &)> addVerbs)
{
    CLI::App app("Lockstep: handle a group of BIND 9 servers as one", "lockstep");
    app.set_version_flag("--version", "lockstep " LOCKSTEP_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.footer("Exit codes: 0 done (diff: no differences; check, print, stat: no fault found),\n"
               "1 refused, failed or returned (diff: differences; check, print, stat: faults, which are told),\n"
               "2 wrong usage, no connection or bad input: nothing was changed.");
    addSharedOptions(app, session);
    addVerbs(app);
    addDiffVerbs(app, session);
    addOfflineVerbs(app, session);
    addConfVerbs(app, session);
    addZoneVerbs(app, session);
    try {
        app.parse(reversed(arguments));
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == 0) // help or version
            co_return app.exit(error);
        session.console.fault(usageFault(app, error));
        co_return int(Exit::Failed);
    }
    Task<Result<Exit>> running = session.chosen()();
    const Result<Exit> exit = co_await running;
    session.console.finish();
    if (!exit) {
        session.console.fault(exit.error());
        co_return int(Exit::Failed);
    }
    co_return int(*exit);
}

int runWithoutMaster(char **argv)
{
    QStringList arguments;
    for (char **word = argv + 1; *argv && *word; ++word)
        arguments.append(QString::fromLocal8Bit(*word));
    Session session;
    session.handOver = [argv] { return becomeRemote(argv); };
    if (isRemoteVerb(verbOf(arguments))) {
        session.console.fault(session.handOver().error());
        return int(Exit::Failed);
    }
    std::optional<int> code;
    const auto run = [&]() -> Task<> {
        Task<int> running = runCommandLine(arguments, session, [&](CLI::App &app) {
            for (const RemoteVerb &verb : remoteVerbs())
                session.choose(addRemoteVerb(app, verb.name), immediately(session.handOver));
        });
        code = co_await running;
    };
    const Task<> running = run(); // nothing in it waits for anything but the disk
    return code.value_or(int(Exit::Failed));
}

} // namespace lockstep
