// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/verbs.h"

#include "core/client/localmaster.h"

namespace lockstep {

void Session::choose(CLI::App *command, Verb verb)
{
    command->callback([this, verb = std::move(verb)] { m_chosen = verb; });
}

Task<Result<std::shared_ptr<MasterClient>>> Session::master()
{
    if (!m_master) {
        Task<Result<std::shared_ptr<MasterClient>>> task = connectToLocalMaster(QStringLiteral("lockstep"));
        LOCKSTEP_CO_TRY(master, co_await task);
        m_master = master;
    }
    co_return std::as_const(m_master);
}

Task<Result<Group>> Session::chosenGroup()
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

Task<Result<GroupStatus>> Session::status(bool known)
{
    Task<Result<Group>> choosing = chosenGroup();
    LOCKSTEP_CO_TRY(one, co_await choosing);
    Task<Result<GroupStatus>> asking = m_master->call(mastercalls::groupStatus, StatusRequest{one.id, known});
    Result<GroupStatus> status = co_await asking;
    co_return status;
}

Task<Result<Member>> Session::member(QString name)
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

} // namespace lockstep
