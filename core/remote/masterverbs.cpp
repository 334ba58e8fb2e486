// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/remotesession.h"

#include "core/base/errortext.h"

#include <QCoreApplication>
#include <QFile>

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lockstep {

namespace {

struct MasterWords
{
    std::string file, keyFile;
    bool yes = false, missing = false;
};

// The data folder is the master's own: its program reads and writes it, and asks for the passphrase.
Result<Exit> becomeMaster(const RemoteSession &session, const char *verb, const MasterWords &words)
{
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/lockstep-master");
    std::vector<std::string> arguments{"lockstep-master"};
    if (session.data.empty())
        arguments.emplace_back("--user");
    else
        arguments.insert(arguments.end(), {"--data", session.data});
    arguments.insert(arguments.end(), {verb, words.file});
    if (!words.keyFile.empty())
        arguments.insert(arguments.end(), {"--key-file", words.keyFile});
    std::vector<char *> argv;
    for (std::string &argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    ::execv(QFile::encodeName(program).constData(), argv.data());
    return fail(QStringLiteral("cli.master.start"), {program, QString::fromLocal8Bit(std::strerror(errno))});
}

Task<Result<Exit>> keep(RemoteSession &session, const char *verb, MasterWords words) { co_return becomeMaster(session, verb, words); }

QString served(const RestoredMember &member)
{
    if (!member.answered)
        return QStringLiteral("not known");
    if (!member.active)
        return QStringLiteral("its own folders");
    const QString seal = member.active->seal();
    if (member.deployment > 0)
        return QStringLiteral("%1, deployment %2").arg(seal).arg(member.deployment);
    return member.known ? seal + QStringLiteral(", known to this history") : seal + QStringLiteral(", not known to this history");
}

void print(Console &console, const RestoreReport &report)
{
    if (console.json)
        return console.value(toJson(report));
    QList<QStringList> rows{{QStringLiteral("Group"), QStringLiteral("Member"), QStringLiteral("Serves"), QStringLiteral("Epoch")}};
    QStringList problems;
    for (const RestoredMember &member : report.members) {
        rows.append({shown(member.group), shown(member.name), served(member), member.answered ? QString::number(member.epoch) : QStringLiteral("-")});
        for (const Error &problem : member.problems)
            problems.append(QStringLiteral("  ") + shown(errorText(problem)));
    }
    console.table(rows);
    for (const QString &problem : std::as_const(problems))
        console.line(problem);
}

Task<Result<Exit>> confirmRestore(RemoteSession &session, MasterWords words)
{
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<RestoreReport>> asking = words.yes ? master->call(mastercalls::confirmRestore, ConfirmRestoreRequest{words.missing, {}})
                                                   : master->call(mastercalls::masterRestored, RestoredRequest());
    LOCKSTEP_CO_TRY(report, co_await asking);
    if (!words.yes && !report.waiting)
        co_return fail(QStringLiteral("master.notrestored"));
    print(session.console, report);
    if (session.console.json)
        co_return words.yes ? Exit::Done : Exit::Different;
    if (words.yes)
        session.console.line(QStringLiteral("Confirmed: the master works again, with epoch %1. What members serve is not changed; those that differ "
                                            "from live are brought to it by: lockstep member sync")
                                 .arg(report.epoch));
    else
        session.console.line(
            QStringLiteral("This master came out of a backup of %1 and changes nothing yet. If that is what should go on, repeat the "
                           "command with --yes.")
                .arg(shownTime(report.taken)));
    co_return words.yes ? Exit::Done : Exit::Different;
}

Task<Result<Exit>> rotate(RemoteSession &session)
{
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<RotationReport>> asking = master->call(mastercalls::masterRotate, Nothing());
    LOCKSTEP_CO_TRY(report, co_await asking);
    if (session.console.json) {
        session.console.value(toJson(report));
    } else if (report.waiting.isEmpty()) {
        session.console.line(QStringLiteral("The master has a new key, %1, and every member knows it by that one alone.").arg(report.pin.seal()));
    } else {
        for (const Error &problem : report.problems)
            session.console.line(QStringLiteral("  ") + shown(errorText(problem)));
        session.console.line(QStringLiteral("The master has a new key, %1. These members were not met with it yet, and the one before is kept until "
                                            "they are: %2")
                                 .arg(report.pin.seal(), shown(report.waiting.join(QStringLiteral(", ")))));
    }
    co_return report.waiting.isEmpty() ? Exit::Done : Exit::Different;
}

} // namespace

void addMasterVerbs(CLI::App &app, RemoteSession &session)
{
    CLI::App *master = addRemoteVerb(app, "master");
    master->require_subcommand(1);
    auto words = std::make_shared<MasterWords>();
    const auto ours = [&session](CLI::App *verb) {
        verb->add_option("--data", session.data, "Data folder of a master on this host; without it, your own");
        return verb;
    };
    const auto offline = [&](const char *name, const char *help) {
        CLI::App *verb = ours(master->add_subcommand(name, help));
        verb->add_option("file", words->file, "The backup")->required();
        verb->add_option("--key-file", words->keyFile, "A file of random bytes that seals it, instead of a passphrase that is asked for");
        session.choose(verb, [&session, words, name] { return keep(session, name, *words); });
    };
    offline("backup", "Write everything that the master is into one sealed file, while it runs");
    offline("restore", "Bring a master back from such a file, into an empty data folder");

    CLI::App *confirming = ours(master->add_subcommand("confirm-restore", "Show what the members of a restored master serve, and let it work again"));
    confirming->add_flag("--yes", words->yes, "Let it work");
    confirming->add_flag("--missing", words->missing, "Also when members do not answer");
    session.choose(confirming, [&session, words] { return confirmRestore(session, *words); });

    session.choose(ours(master->add_subcommand("rotate", "Give the master a new key, and tell every member of it")),
                   [&session] { return rotate(session); });
}

} // namespace lockstep
