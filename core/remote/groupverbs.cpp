// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/remotesession.h"

#include "core/base/errortext.h"
#include "core/remote/rolloutwords.h"

namespace lockstep {

namespace {

QString word(SyncState state) { return QString::fromLatin1(wordsOf(state).at(qsizetype(state))); }

Task<Result<Exit>> create(RemoteSession &session, QString name)
{
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<Group>> asking = master->call(mastercalls::groupCreate, CreateGroupRequest{name});
    LOCKSTEP_CO_TRY(group, co_await asking);
    if (session.console.json)
        session.console.value(toJson(group));
    else
        session.console.line(QStringLiteral("The group \"%1\" is created. Add its first server with: lockstep member add").arg(shown(group.name)));
    co_return Exit::Done;
}

Task<Result<Exit>> list(RemoteSession &session)
{
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<GroupList>> asking = master->call(mastercalls::groupList, Nothing());
    LOCKSTEP_CO_TRY(found, co_await asking);
    QList<QStringList> rows{
        {QStringLiteral("Name"), QStringLiteral("Members"), QStringLiteral("Sync"), QStringLiteral("Changes"), QStringLiteral("Id")}};
    QJsonArray all;
    const QList<Group> groups = found.groups;
    for (const Group &group : groups) {
        Task<Result<GroupStatus>> one = master->call(mastercalls::groupStatus, StatusRequest{group.id, {}});
        LOCKSTEP_CO_TRY(status, co_await one);
        rows.append({shown(group.name), QString::number(status.members.size()), word(status.state), QString::number(status.changes), group.id});
        all.append(toJson(status));
    }
    if (session.console.json)
        session.console.value(all);
    else
        session.console.table(rows);
    co_return Exit::Done;
}

struct SettingWords
{
    std::string name, serials;
    int deployments = 0;
    std::vector<std::string> ignore, unignore;
    RolloutWords rollout;
};

QString rolloutOf(const Group &group, const QList<Member> &members)
{
    const Rollout rollout = group.rollout.value_or(Rollout());
    const QString stop = rollout.mostFailed > 0 ? QStringLiteral(", taken back above %1% more SERVFAIL and NXDOMAIN").arg(rollout.mostFailed)
                                                : QString();
    if (rollout.allAtOnce())
        return QStringLiteral("all at once") + (stop.isEmpty() ? stop : QStringLiteral(", then watched for %1 s").arg(rollout.watchSeconds) + stop);
    const auto amount = [&](int number) {
        return QString::number(number) + (rollout.unit == Rollout::Unit::Percent ? QStringLiteral("%") : QString());
    };
    QString text = QStringLiteral("%1 first, then %2, each wave watched for %3 s")
                       .arg(amount(rollout.first), rollout.growth > 0 ? amount(rollout.growth) : QStringLiteral("the rest"))
                       .arg(rollout.watchSeconds);
    for (const Member &member : members) {
        if (member.id == rollout.canary)
            text += QStringLiteral(", beginning with %1").arg(shown(member.name));
    }
    return text + stop;
}

void showSettings(Console &console, const Group &group, const QList<Member> &members)
{
    if (console.json)
        return console.value(toJson(group));
    console.line(QStringLiteral("name         %1").arg(shown(group.name)));
    console.line(QStringLiteral("serials      %1").arg(QLatin1String(wordsOf(group.serialPolicy).at(qsizetype(group.serialPolicy)))));
    console.line(QStringLiteral("deployments  %1 are kept").arg(group.keepDeployments));
    console.line(QStringLiteral("rollout      %1").arg(rolloutOf(group, members)));
    const int keep = group.keepMinutes.value_or(0);
    console.line(QStringLiteral("keep         %1")
                     .arg(keep > 0 ? QStringLiteral("within %1 minutes, or it is taken back").arg(keep) : QStringLiteral("nobody has to")));
    for (const QString &rule : group.driftRules.value_or(QStringList()))
        console.line(QStringLiteral("no drift     %1").arg(shown(rule)));
}

Task<Result<Exit>> set(RemoteSession &session, SettingWords words)
{
    Task<Result<GroupStatus>> asking = session.status(true);
    LOCKSTEP_CO_TRY(status, co_await asking);
    EditGroupRequest request;
    request.group = status.group.id;
    if (!words.name.empty())
        request.name = text(words.name);
    const QList<const char *> policies = wordsOf(SerialPolicy());
    for (qsizetype i = 0; i < policies.size(); ++i) {
        if (words.serials == policies[i])
            request.serialPolicy = SerialPolicy(i);
    }
    if (words.deployments > 0)
        request.keepDeployments = words.deployments;
    LOCKSTEP_CO_TRY(rollout, words.rollout.over(status.group.rollout.value_or(Rollout()), status.members, status.group.name));
    request.rollout = rollout;
    if (words.rollout.keep >= 0)
        request.keepMinutes = words.rollout.keep;
    if (!words.ignore.empty() || !words.unignore.empty()) {
        QStringList rules = status.group.driftRules.value_or(QStringList());
        for (const std::string &rule : words.ignore)
            rules.append(text(rule));
        for (const std::string &rule : words.unignore) {
            if (!rules.removeAll(text(rule)))
                co_return fail(QStringLiteral("cli.group.norule"), {text(rule), rules.join(QStringLiteral(", "))});
        }
        request.driftRules = rules;
    }
    const bool nothing = !request.name && !request.serialPolicy && !request.keepDeployments && !request.rollout && !request.keepMinutes &&
                         !request.driftRules;
    if (nothing) {
        showSettings(session.console, status.group, status.members);
        co_return Exit::Done;
    }
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<Group>> setting = master->call(mastercalls::groupEdit, request);
    LOCKSTEP_CO_TRY(group, co_await setting);
    showSettings(session.console, group, status.members);
    co_return Exit::Done;
}

Task<Result<Exit>> remove(RemoteSession &session, bool yes)
{
    Task<Result<GroupStatus>> asking = session.status();
    LOCKSTEP_CO_TRY(status, co_await asking);
    if (!yes)
        co_return fail(QStringLiteral("cli.group.delete"),
                       {status.group.name, QString::number(status.members.size()), QString::number(status.changes)});
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<Nothing>> deleting = master->call(mastercalls::groupDelete, GroupRequest{status.group.id});
    LOCKSTEP_CO_TRY(done, co_await deleting);
    Q_UNUSED(done)
    session.console.line(QStringLiteral("The group \"%1\" is deleted. Its servers go on answering what they served.").arg(shown(status.group.name)));
    co_return Exit::Done;
}

} // namespace

Task<Result<Exit>> showStatus(RemoteSession &session)
{
    Task<Result<GroupStatus>> asking = session.status();
    LOCKSTEP_CO_TRY(status, co_await asking);
    Console &console = session.console;
    if (console.json) {
        console.value(toJson(status));
        co_return Exit::Done;
    }
    console.line(QStringLiteral("%1: %2").arg(shown(status.group.name), word(status.state)));
    console.line(QStringLiteral("  staged    %1 undeployed edits%2")
                     .arg(status.changes)
                     .arg(status.changes > 0 ? QStringLiteral(", seal %1").arg(status.staged.seal()) : QString()));
    if (status.prepared)
        console.line(QStringLiteral("  prepared  %1, %2, by %3%4")
                         .arg(status.prepared->seal.seal(), shownTime(status.prepared->time), shown(status.prepared->author),
                              status.prepared->valid ? QString() : QStringLiteral(" (void: live has moved since)")));
    else
        console.line(QStringLiteral("  prepared  nothing"));
    console.line(
        status.live
            ? QStringLiteral("  live      deployment %1, %2, %3").arg(status.liveDeployment).arg(status.live->seal(), shownTime(status.liveTime))
            : QStringLiteral("  live      nothing yet: the first member seeds the group"));
    if (status.operation && status.operation->outcome == Outcome::Running)
        console.line(
            QStringLiteral("  running   %1, started by %2%3")
                .arg(QLatin1String(wordsOf(status.operation->kind).at(qsizetype(status.operation->kind))), shown(status.operation->owner),
                     status.operation->step == QLatin1String("keeping") && status.operation->until
                         ? QStringLiteral(": taken back at %1 unless somebody keeps it (lockstep keep)").arg(shownTime(*status.operation->until))
                         : QString()));
    console.line();
    QList<QStringList> rows{{QStringLiteral("Member"), QStringLiteral("Sync"), QStringLiteral("Server"), QStringLiteral("Zones"),
                             QStringLiteral("Seen"), QStringLiteral("Address")}};
    QStringList reasons;
    for (const Member &member : status.members) {
        MemberSync sync;
        for (const MemberSync &known : status.sync) {
            if (known.member == member.id)
                sync = known;
        }
        const bool detached = member.attachment == Attachment::Detached;
        rows.append({shown(member.name), detached ? QStringLiteral("detached") : word(sync.state),
                     sync.bindVersion.isEmpty() ? QStringLiteral("-") : shown(sync.bindVersion), QString::number(sync.zonesServed),
                     shownTime(sync.seen), shown(member.address)});
        for (const Error &reason : sync.reasons)
            reasons.append(QStringLiteral("  ") + shown(errorText(reason.on(member.name))));
    }
    console.table(rows);
    for (const QString &reason : reasons)
        console.line(reason);
    co_return Exit::Done;
}

void addGroupVerbs(CLI::App &app, RemoteSession &session)
{
    CLI::App *group = addRemoteVerb(app, "group");
    group->require_subcommand(1);

    CLI::App *creating = group->add_subcommand("create", "Create a group");
    auto name = std::make_shared<std::string>();
    creating->add_option("name", *name, "Its name")->required();
    session.choose(creating, [&session, name] { return create(session, text(*name)); });

    session.choose(group->add_subcommand("list", "List the groups"), [&session] { return list(session); });
    session.choose(group->add_subcommand("show", "Show one group and its members"), [&session] { return showStatus(session); });

    CLI::App *setting = group->add_subcommand("set", "Show the settings of a group, or change those that are given");
    auto words = std::make_shared<SettingWords>();
    setting->add_option("--name", words->name, "Its name");
    setting->add_option("--serials", words->serials, "How serials rise")->check(CLI::IsMember({"date", "plus-one", "unix-time"}));
    setting->add_option("--deployments", words->deployments, "How many of them are kept")->check(CLI::Range(1, 10000));
    setting->add_option("--ignore-drift", words->ignore,
                        "What differs in this file or folder on a member is no drift (a deploy replaces it all the same); * and ? as in a shell");
    setting->add_option("--mind-drift", words->unignore, "Take such a path back");
    words->rollout.add(setting);
    session.choose(setting, [&session, words] { return set(session, *words); });

    CLI::App *deleting = group->add_subcommand("delete", "Delete a group; its servers keep what they serve");
    auto yes = std::make_shared<bool>(false);
    deleting->add_flag("--yes", *yes, "Do it: staging, prepared sets and history of the group are lost");
    session.choose(deleting, [&session, yes] { return remove(session, *yes); });

    session.choose(addRemoteVerb(app, "status"), [&session] { return showStatus(session); });
}

} // namespace lockstep
