// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/remotesession.h"

#include "core/base/errortext.h"

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
    console.line(QStringLiteral("  staged    %1 undeployed changes").arg(status.changes));
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
        console.line(QStringLiteral("  running   %1, started by %2")
                         .arg(QLatin1String(wordsOf(status.operation->kind).at(qsizetype(status.operation->kind))), shown(status.operation->owner)));
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

    CLI::App *deleting = group->add_subcommand("delete", "Delete a group; its servers keep what they serve");
    auto yes = std::make_shared<bool>(false);
    deleting->add_flag("--yes", *yes, "Do it: staging, prepared sets and history of the group are lost");
    session.choose(deleting, [&session, yes] { return remove(session, *yes); });

    session.choose(addRemoteVerb(app, "status"), [&session] { return showStatus(session); });
}

} // namespace lockstep
