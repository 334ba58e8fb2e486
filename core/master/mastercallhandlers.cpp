// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/master.h"
#include "core/master/zonelisting.h"

namespace lockstep {

Dispatcher Master::dispatcherFor(const QString &user)
{
    using namespace mastercalls;
    Dispatcher gate;
    gate.on(groupList, [this](Nothing) -> Task<Result<GroupList>> {
        GroupList list;
        for (const auto &[id, room] : m_rooms)
            list.groups.append(room->desk->group);
        co_return list;
    });
    gate.on(groupCreate, [this, user](CreateGroupRequest request) -> Task<Result<Group>> { co_return createGroup(request, user); });
    gate.on(groupEdit, [this, user](EditGroupRequest request) -> Task<Result<Group>> { co_return editGroup(request, user); });
    gate.on(groupDelete, [this](GroupRequest request) -> Task<Result<Nothing>> { co_return deleteGroup(request); });
    gate.on(groupStatus, [this](StatusRequest request) { return status(request); });
    gate.on(snapshotGet, [this](SnapshotRequest request) -> Task<Result<ManifestReply>> {
        if (!request.which.startsWith(QLatin1String("member:")))
            co_return snapshot(request);
        LOCKSTEP_CO_TRY(found, room(request.group));
        const std::shared_ptr<Room> kept = found;
        Task<Result<Snapshot>> reading = kept->flows->active(request.which.section(u':', 1));
        LOCKSTEP_CO_TRY(active, co_await reading);
        keepAWhile(active);
        co_return ManifestReply{active.manifest()};
    });
    addMemberCalls(gate, user);
    addStageCalls(gate, user);
    addFlowCalls(gate, user);
    addOwnCalls(gate, user);
    return gate;
}

Result<Member> Master::changeMember(const QString &group, const QString &id, const std::function<void(Member &)> &change, const QString &user,
                                    const QString &what)
{
    LOCKSTEP_TRY(found, room(group));
    const Member *known = found->desk->member(id);
    if (!known)
        return fail(QStringLiteral("master.nomember"), {id});
    LOCKSTEP_CHECK(found->flows->idle());
    Member member = *known;
    change(member);
    member.modified = m_clock.now();
    LOCKSTEP_CHECK(found->desk->saveMember(member));
    found->flows->record(
        {0, 0, {}, member.id, user, QStringLiteral("member"), QStringLiteral("member \"%1\" %2").arg(member.name, what), {}, {}, {}});
    return member;
}

void Master::addMemberCalls(Dispatcher &gate, const QString &user)
{
    using namespace mastercalls;
    gate.on(memberPreflight, [this](PreflightRequest request) -> Task<Result<PreflightReport>> {
        if (m_rooms.empty())
            co_return fail(QStringLiteral("master.nogroup"), {QString()});
        const std::shared_ptr<Room> any = m_rooms.begin()->second;
        Task<Result<PreflightReport>> asking = any->flows->preflight(request);
        Result<PreflightReport> report = co_await asking;
        co_return report;
    });
    gate.on(memberCompare, [this](CompareRequest request) -> Task<Result<ManifestReply>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        const std::shared_ptr<Room> kept = found;
        Task<Result<Snapshot>> reading = kept->flows->compare(request.address);
        LOCKSTEP_CO_TRY(there, co_await reading);
        keepAWhile(there);
        co_return ManifestReply{there.manifest()};
    });
    gate.on(memberAdd, [this, user](AddMemberRequest request) -> Task<Result<Operation>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        LOCKSTEP_CO_CHECK(nowhereElse(request.group, request.address));
        co_return found->flows->addMember(request, user);
    });
    gate.on(memberEdit, [this, user](EditMemberRequest request) -> Task<Result<Member>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        if (request.name.trimmed().isEmpty())
            co_return fail(QStringLiteral("json.field"), {QStringLiteral("name"), QStringLiteral("a name")});
        for (const Member &other : found->desk->members) {
            if (other.id != request.member && other.name == request.name)
                co_return fail(QStringLiteral("master.membername"), {request.name});
            if (other.id != request.member && Introductions::same(other.address, request.address))
                co_return fail(QStringLiteral("master.memberaddress"), {request.address, other.name});
        }
        co_return changeMember(
            request.group, request.member,
            [&](Member &member) {
                member.name = request.name;
                member.address = request.address;
            },
            user, QStringLiteral("edited"));
    });
    gate.on(memberDetach, [this, user](MemberRequest request) -> Task<Result<Member>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        if (found->desk->undecided.contains(request.member))
            co_return fail(QStringLiteral("master.undecided"),
                           {found->desk->member(request.member) ? found->desk->member(request.member)->name : request.member});
        co_return changeMember(
            request.group, request.member, [](Member &member) { member.attachment = Attachment::Detached; }, user, QStringLiteral("detached"));
    });
    gate.on(memberAttach, [this, user](MemberRequest request) -> Task<Result<Member>> {
        co_return changeMember(
            request.group, request.member, [](Member &member) { member.attachment = Attachment::Attached; }, user, QStringLiteral("attached"));
    });
    gate.on(memberRelease, [this, user](MemberRequest request) -> Task<Result<Nothing>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        const std::shared_ptr<Room> kept = found;
        Task<Result<Nothing>> releasing = kept->flows->release(request.member, user);
        Result<Nothing> released = co_await releasing;
        co_return released;
    });
    gate.on(memberRemove, [this, user](MemberRequest request) -> Task<Result<Nothing>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        LOCKSTEP_CO_CHECK(found->flows->idle());
        if (const Member *known = found->desk->member(request.member)) // its agent goes on knowing this master
            LOCKSTEP_CO_CHECK(m_introductions.keep(known->address, known->pin));
        LOCKSTEP_CO_CHECK(found->desk->removeMember(request.member));
        found->flows->record({0, 0, {}, request.member, user, QStringLiteral("member"), QStringLiteral("member removed"), {}, {}, {}});
        co_return Nothing();
    });
    gate.on(memberRotate, [this, user](MemberRequest request) -> Task<Result<Member>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        const std::shared_ptr<Room> kept = found;
        Task<Result<Member>> rotating = kept->flows->rotate(request.member, user);
        Result<Member> rotated = co_await rotating;
        co_return rotated;
    });
    gate.on(memberSync, [this, user](SynchroniseRequest request) -> Task<Result<Operation>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        co_return found->flows->synchronise(request, user);
    });
}

void Master::addStageCalls(Dispatcher &gate, const QString &user)
{
    using namespace mastercalls;
    gate.on(stageFile, [this, user](StageFileRequest request) -> Task<Result<ChangeList>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        LOCKSTEP_CO_CHECK(found->desk->stageFile(request, user));
        co_return changeList(*found);
    });
    gate.on(stageRecord, [this, user](StageRecordRequest request) -> Task<Result<ChangeList>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        LOCKSTEP_CO_CHECK(found->desk->stageRecord(request, user));
        co_return changeList(*found);
    });
    gate.on(stageDiscard, [this](DiscardRequest request) -> Task<Result<ChangeList>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        LOCKSTEP_CO_CHECK(found->desk->discard(request.changes));
        co_return changeList(*found);
    });
    gate.on(stageList, [this](GroupRequest request) -> Task<Result<ChangeList>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        co_return changeList(*found);
    });
    gate.on(zoneList, [this](ZoneListRequest request) -> Task<Result<ZoneList>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        const std::shared_ptr<Room> kept = found;
        if (request.zone)
            co_return oneZone(*kept->desk, request);
        Task<Result<std::shared_ptr<const QList<ZoneListing>>>> listing = kept->desk->zoneListings();
        const Result<std::shared_ptr<const QList<ZoneListing>>> zones = co_await listing;
        if (!zones)
            co_return fail(zones.error());
        LOCKSTEP_CO_TRY(staged, kept->desk->stagedId());
        co_return pageOf(**zones, staged, request);
    });
}

void Master::addFlowCalls(Dispatcher &gate, const QString &user)
{
    using namespace mastercalls;
    gate.on(mastercalls::prepare, [this, user](PrepareGroupRequest request) -> Task<Result<Operation>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        co_return found->flows->prepare(request, user);
    });
    gate.on(deploy, [this, user](DeployGroupRequest request) -> Task<Result<Operation>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        co_return found->flows->deploy(request, user);
    });
    gate.on(rollBack, [this, user](RollBackRequest request) -> Task<Result<Operation>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        co_return found->flows->rollBack(request, user);
    });
    gate.on(operationGet, [this](OperationRequest request) -> Task<Result<Operation>> {
        for (const auto &[id, room] : m_rooms) {
            if (const std::optional<Operation> now = room->flows->operation(request.operation))
                co_return *now;
            LOCKSTEP_CO_TRY(all, m_store.all<Operation>(Table::Operation, id));
            for (const Operation &one : std::as_const(all)) {
                if (one.id == request.operation)
                    co_return one;
            }
        }
        co_return fail(QStringLiteral("master.nooperation"), {request.operation});
    });
    gate.on(operationKeep, [this, user](OperationRequest request) -> Task<Result<Operation>> {
        std::optional<Error> refused; // of the operation that runs
        for (const auto &[id, room] : m_rooms) {
            const Result<Operation> kept = room->flows->keep(request.operation, user);
            if (kept)
                co_return kept;
            if (kept.error().code != QLatin1String("master.nooperation"))
                refused = kept.error();
        }
        co_return fail(refused.value_or(Error{QStringLiteral("master.nooperation"), {request.operation}, {}, {}}));
    });
    gate.on(operationStop, [this, user](OperationRequest request) -> Task<Result<Operation>> {
        for (const auto &[id, room] : m_rooms) {
            if (const Result<Operation> stopped = room->flows->stop(request.operation, user))
                co_return stopped;
        }
        co_return fail(QStringLiteral("master.nooperation"), {request.operation});
    });
    gate.on(historyList, [this](HistoryRequest request) -> Task<Result<HistoryList>> {
        LOCKSTEP_CO_TRY(found, room(request.group));
        HistoryList list;
        LOCKSTEP_CO_TRY(entries, found->desk->history());
        for (auto it = entries.crbegin(); it != entries.crend() && list.entries.size() < request.limit; ++it) {
            const bool fits = (request.member.isEmpty() || it->member == request.member) && (request.before == 0 || it->number < request.before);
            if (fits)
                list.entries.append(*it);
        }
        LOCKSTEP_CO_TRY(deployments, found->desk->deployments());
        list.deployments = deployments;
        co_return list;
    });
}

} // namespace lockstep
