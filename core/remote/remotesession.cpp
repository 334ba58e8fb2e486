// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/remotesession.h"

#include "core/client/localmaster.h"
#include "core/remote/archivetree.h"
#include "core/remote/snapshottree.h"

namespace lockstep {

RemoteSession::RemoteSession()
{
    openSnapshot = [this](QString which) { return open(which); };
    openArchive = [](QString path) { return lockstep::openArchive(path); };
}

Task<Result<std::shared_ptr<MasterClient>>> RemoteSession::master()
{
    if (!m_master) {
        Task<Result<std::shared_ptr<MasterClient>>> task = data.empty() ? connectToLocalMaster(QStringLiteral("lockstep"))
                                                                        : connectToMasterOf(text(data), QStringLiteral("lockstep"));
        LOCKSTEP_CO_TRY(master, co_await task);
        m_master = master;
    }
    co_return std::as_const(m_master);
}

Task<Result<Group>> RemoteSession::chosenGroup()
{
    Task<Result<std::shared_ptr<MasterClient>>> connecting = master();
    LOCKSTEP_CO_TRY(client, co_await connecting);
    Task<Result<GroupList>> asking = client->call(mastercalls::groupList, Nothing());
    LOCKSTEP_CO_TRY(list, co_await asking);
    if (list.groups.isEmpty())
        co_return fail(QStringLiteral("cli.group.none"));
    QStringList names;
    for (const Group &one : list.groups) {
        if (one.name == text(group) || one.id == text(group))
            co_return one;
        names.append(one.name);
    }
    if (!group.empty())
        co_return fail(QStringLiteral("cli.group.unknown"), {text(group), names.join(QStringLiteral(", "))});
    if (list.groups.size() > 1)
        co_return fail(QStringLiteral("cli.group.which"), {names.join(QStringLiteral(", "))});
    co_return list.groups.first();
}

Task<Result<GroupStatus>> RemoteSession::status(bool known)
{
    Task<Result<Group>> choosing = chosenGroup();
    LOCKSTEP_CO_TRY(one, co_await choosing);
    Task<Result<GroupStatus>> asking = m_master->call(mastercalls::groupStatus, StatusRequest{one.id, known});
    Result<GroupStatus> status = co_await asking;
    co_return status;
}

Task<Result<Member>> RemoteSession::member(QString name)
{
    Task<Result<GroupStatus>> asking = status(true);
    LOCKSTEP_CO_TRY(found, co_await asking);
    QStringList names;
    for (const Member &member : found.members) {
        if (member.name == name || member.id == name)
            co_return member;
        names.append(member.name);
    }
    co_return fail(QStringLiteral("cli.member.unknown"), {name, found.group.name, names.join(QStringLiteral(", "))});
}

Task<Result<int>> RemoteSession::lastDeployment()
{
    Task<Result<Group>> choosing = chosenGroup();
    LOCKSTEP_CO_TRY(one, co_await choosing);
    Task<Result<HistoryList>> asking = m_master->call(mastercalls::historyList, HistoryRequest{one.id, {}, 1, 0});
    LOCKSTEP_CO_TRY(list, co_await asking);
    int number = 0;
    for (const Deployment &deployment : list.deployments)
        number = std::max(number, deployment.number);
    if (number == 0)
        co_return fail(QStringLiteral("cli.diff.nodeployment"), {one.name});
    co_return number;
}

Task<Result<std::shared_ptr<TreeSource>>> RemoteSession::open(QString name)
{
    QString which = name;
    Task<Result<Group>> choosing = chosenGroup();
    LOCKSTEP_CO_TRY(one, co_await choosing);
    const QString kind = which.section(u':', 0, 0);
    if (kind == QLatin1String("member")) { // people know a member by its name
        Task<Result<Member>> finding = member(which.section(u':', 1));
        LOCKSTEP_CO_TRY(found, co_await finding);
        which = QStringLiteral("member:") + found.id;
    } else if (which == QLatin1String("rollback:last")) {
        which = QStringLiteral("rollback:0");
    } else if (which.endsWith(QLatin1String(":last"))) {
        Task<Result<int>> looking = lastDeployment();
        LOCKSTEP_CO_TRY(number, co_await looking);
        which = QStringLiteral("%1:%2").arg(kind).arg(number);
    }
    Task<Result<Snapshot>> asking = m_master->snapshot(one.id, which);
    LOCKSTEP_CO_TRY(snapshot, co_await asking);
    co_return snapshotTree(name, snapshot, one.mainFile, m_master);
}

Task<int> runWithMaster(QStringList arguments)
{
    RemoteSession session;
    Task<int> running = runCommandLine(arguments, session, [&](CLI::App &app) {
        addGroupVerbs(app, session);
        addMemberVerbs(app, session);
        addStageVerbs(app, session);
        addFlowVerbs(app, session);
        addMasterVerbs(app, session);
    });
    const int code = co_await running;
    co_return code;
}

} // namespace lockstep
