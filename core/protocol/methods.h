// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/mastercalls.h"

namespace lockstep {

// Who may call a method. Unpinned: anyone who reaches the port. Master: the master an agent is enrolled with. Viewer and
// Administrator: people at a master; every administrator is also a viewer.
enum class Role { Unpinned, Master, Viewer, Administrator };

struct MethodRow
{
    const char *name;
    Role role;
};

// One row of the table: name, role needed, and the types that travel. No row, no call.
template <class Asked, class Answered> struct Method : MethodRow
{
    using Request = Asked;
    using Reply = Answered;
};

// What an agent answers.
namespace agentcalls {
inline constexpr Method<RedeemRequest, Nothing> redeem{{"enrol.redeem", Role::Unpinned}};
inline constexpr Method<Nothing, MemberStatus> status{{"member.status", Role::Master}};
inline constexpr Method<BindRequest, MemberStatus> bind{{"member.bind", Role::Master}};
inline constexpr Method<Nothing, PreflightReport> preflight{{"member.preflight", Role::Master}};
// Scans the roots (split applied) or, once adopted, the active generation; its objects can be fetched afterwards.
inline constexpr Method<Nothing, ManifestReply> seed{{"member.seed", Role::Master}};
inline constexpr Method<DigestList, DigestList> need{{"object.need", Role::Master}};
inline constexpr Method<DigestRequest, Nothing> get{{"object.get", Role::Master}};
inline constexpr Method<PrepareRequest, PrepareReport> prepare{{"member.prepare", Role::Master}};
inline constexpr Method<SwitchRequest, SwitchReport> flip{{"member.switch", Role::Master}};
inline constexpr Method<DeploymentRequest, Nothing> renew{{"member.renew", Role::Master}};
inline constexpr Method<DeploymentRequest, MemberStatus> confirm{{"member.confirm", Role::Master}};
inline constexpr Method<DeploymentRequest, SwitchReport> giveBack{{"member.return", Role::Master}};
// Drops a prepared set that will not be deployed.
inline constexpr Method<DeploymentRequest, Nothing> forget{{"member.forget", Role::Master}};
inline constexpr Method<Nothing, ServedSerials> serials{{"member.serials", Role::Master}};
// Errors: bind.nostatistics where named has no statistics channel.
inline constexpr Method<Nothing, AnswerReport> answers{{"member.answers", Role::Master}};
// Roots become real folders again and the binding to the master ends.
inline constexpr Method<Nothing, Nothing> release{{"member.release", Role::Master}};
// Errors: identity.nokey when it is to use one that it does not have.
inline constexpr Method<RotateRequest, PinReply> rotate{{"identity.rotate", Role::Master}};
inline constexpr Method<ExpectRequest, Nothing> expect{{"identity.expect", Role::Master}};
} // namespace agentcalls

// What a master answers.
namespace mastercalls {
inline constexpr Method<RedeemRequest, Nothing> redeem{{"enrol.redeem", Role::Unpinned}};
inline constexpr Method<Nothing, GroupList> groupList{{"group.list", Role::Viewer}};
inline constexpr Method<CreateGroupRequest, Group> groupCreate{{"group.create", Role::Administrator}};
inline constexpr Method<EditGroupRequest, Group> groupEdit{{"group.edit", Role::Administrator}};
inline constexpr Method<GroupRequest, Nothing> groupDelete{{"group.delete", Role::Administrator}};
inline constexpr Method<StatusRequest, GroupStatus> groupStatus{{"group.status", Role::Viewer}};
inline constexpr Method<PreflightRequest, PreflightReport> memberPreflight{{"member.preflight", Role::Administrator}};
inline constexpr Method<CompareRequest, ManifestReply> memberCompare{{"member.compare", Role::Administrator}};
inline constexpr Method<AddMemberRequest, Operation> memberAdd{{"member.add", Role::Administrator}};
inline constexpr Method<EditMemberRequest, Member> memberEdit{{"member.edit", Role::Administrator}};
inline constexpr Method<MemberRequest, Member> memberDetach{{"member.detach", Role::Administrator}};
inline constexpr Method<MemberRequest, Member> memberAttach{{"member.attach", Role::Administrator}};
inline constexpr Method<MemberRequest, Nothing> memberRelease{{"member.release", Role::Administrator}};
inline constexpr Method<MemberRequest, Nothing> memberRemove{{"member.remove", Role::Administrator}};
inline constexpr Method<SynchroniseRequest, Operation> memberSync{{"member.sync", Role::Administrator}};
inline constexpr Method<StageFileRequest, ChangeList> stageFile{{"stage.file", Role::Administrator}};
inline constexpr Method<StageRecordRequest, ChangeList> stageRecord{{"stage.record", Role::Administrator}};
inline constexpr Method<DiscardRequest, ChangeList> stageDiscard{{"stage.discard", Role::Administrator}};
inline constexpr Method<GroupRequest, ChangeList> stageList{{"stage.list", Role::Viewer}};
inline constexpr Method<ZoneListRequest, ZoneList> zoneList{{"zone.list", Role::Viewer}};
inline constexpr Method<SnapshotRequest, ManifestReply> snapshotGet{{"snapshot.get", Role::Viewer}};
inline constexpr Method<DigestRequest, Nothing> objectGet{{"object.get", Role::Viewer}};
inline constexpr Method<PrepareGroupRequest, Operation> prepare{{"group.prepare", Role::Administrator}};
inline constexpr Method<DeployGroupRequest, Operation> deploy{{"group.deploy", Role::Administrator}};
inline constexpr Method<RollBackRequest, Operation> rollBack{{"group.rollback", Role::Administrator}};
inline constexpr Method<OperationRequest, Operation> operationGet{{"operation.get", Role::Viewer}};
// A deploy that waits for it becomes live.
inline constexpr Method<OperationRequest, Operation> operationKeep{{"operation.keep", Role::Administrator}};
inline constexpr Method<OperationRequest, Operation> operationStop{{"operation.stop", Role::Administrator}};
inline constexpr Method<HistoryRequest, HistoryList> historyList{{"history.list", Role::Viewer}};
// A member's agent gets another key, or the master itself.
inline constexpr Method<MemberRequest, Member> memberRotate{{"member.rotate", Role::Administrator}};
inline constexpr Method<Nothing, RotationReport> masterRotate{{"master.rotate", Role::Administrator}};
// Reads what the members serve while a master that was restored waits to be confirmed.
inline constexpr Method<RestoredRequest, RestoreReport> masterRestored{{"master.restored", Role::Viewer}};
inline constexpr Method<ConfirmRestoreRequest, RestoreReport> confirmRestore{{"master.confirm", Role::Administrator}};
} // namespace mastercalls

// Notifications: agent -> master and master -> client.
inline constexpr const char *memberChangedEvent = "member.changed";       // nothing: its status may be another one now
inline constexpr const char *groupChangedEvent = "group.changed";         // GroupEvent
inline constexpr const char *operationChangedEvent = "operation.changed"; // Operation

// Every row, for the gate and for tests.
QList<MethodRow> agentMethods();
QList<MethodRow> masterMethods();

} // namespace lockstep
