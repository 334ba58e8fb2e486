// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/change.h"
#include "core/model/deployment.h"
#include "core/model/group.h"
#include "core/model/historyentry.h"
#include "core/model/member.h"
#include "core/model/operation.h"
#include "core/protocol/agentcalls.h"

namespace lockstep {

// What console and command line ask of a master. Groups and members are named by id in every request.

struct GroupRequest
{
    QString group;
    template <class V> void fields(V &v) { v("group", group); }
};

struct StatusRequest
{
    QString group;
    std::optional<bool> known; // what is known already: no member is asked
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("known", known);
    }
};

struct CreateGroupRequest
{
    QString name;
    template <class V> void fields(V &v) { v("name", name); }
};

struct GroupList
{
    QList<Group> groups;
    template <class V> void fields(V &v) { v("groups", groups); }
};

struct PreparedSet // what deploy would ship
{
    Digest seal;
    Digest base;
    qint64 time = 0;
    QString author;
    QString comment;
    QStringList excluded;                          // member ids left out by name
    bool valid = false;                            // live has not moved since
    int newerChanges = 0;                          // staged after it
    std::optional<Effects> effects = {};           // of its switch; a master of old does not know
    std::optional<QStringList> unsignedZones = {}; // to be accepted by name when it is deployed
    template <class V> void fields(V &v)
    {
        v("seal", seal);
        v("base", base);
        v("time", time);
        v("author", author);
        v("comment", comment);
        v("excluded", excluded);
        v("valid", valid);
        v("newerChanges", newerChanges);
        v("effects", effects);
        v("unsignedZones", unsignedZones);
    }
};

struct GroupStatus
{
    Group group;
    QList<Member> members;
    QList<MemberSync> sync;
    SyncState state = SyncState::Unknown;
    std::optional<Digest> live;
    int liveDeployment = 0;
    qint64 liveTime = 0;
    Digest staged;
    int changes = 0; // undeployed changes, the engine's serial changes not counted
    std::optional<PreparedSet> prepared;
    std::optional<Operation> operation; // the running or last one
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("members", members);
        v("sync", sync);
        v("state", state);
        v("live", live);
        v("liveDeployment", liveDeployment);
        v("liveTime", liveTime);
        v("staged", staged);
        v("changes", changes);
        v("prepared", prepared);
        v("operation", operation);
    }
};

struct PreflightRequest // dials the agent; redeems the join code when one is given
{
    QString address;
    QString joinCode;
    template <class V> void fields(V &v)
    {
        v("address", address);
        v("joinCode", joinCode);
    }
};

struct CompareRequest // member.compare: the files of a server that a preflight has met; its objects are then had by object.get
{
    QString group;
    QString address;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("address", address);
    }
};

struct AddMemberRequest // the first member seeds the group, every later one is overwritten by live
{
    QString group;
    QString name;
    QString address;
    QString joinCode; // "" when its agent knows this master already
    bool acceptSplit = false;
    bool overwrite = false;
    std::optional<QStringList> acceptUnsigned = {}; // as DeployGroupRequest has it
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("name", name);
        v("address", address);
        v("joinCode", joinCode);
        v("acceptSplit", acceptSplit);
        v("overwrite", overwrite);
        v("acceptUnsigned", acceptUnsigned);
    }
};

struct MemberRequest
{
    QString group;
    QString member;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("member", member);
    }
};

struct SynchroniseRequest
{
    QString group;
    QString member;
    std::optional<QStringList> acceptUnsigned = {}; // as DeployGroupRequest has it
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("member", member);
        v("acceptUnsigned", acceptUnsigned);
    }
};

struct EditMemberRequest
{
    QString group;
    QString member;
    QString name;
    QString address;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("member", member);
        v("name", name);
        v("address", address);
    }
};

// The new text stands in `bytes`, or is the object that this client sent before (limits::textFrame bounds a frame); with neither
// the file is removed. `base`: digest of the text the edit began from, "" if new.
struct StageFileRequest
{
    QString group;
    QString root;
    QString path;
    QString base;
    std::optional<QByteArray> bytes;
    std::optional<Digest> object = std::nullopt;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("root", root);
        v("path", path);
        v("base", base);
        v("bytes", bytes);
        v("object", object);
    }
};

struct StageRecordRequest // before "": add; after "": remove; both "TTL CLASS TYPE DATA" or "TYPE DATA"
{
    QString group;
    QString zone;
    QString view;
    QString owner;
    QString before;
    QString after;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("zone", zone);
        v("view", view);
        v("owner", owner);
        v("before", before);
        v("after", after);
    }
};

// The zones from the `from`-th on, at most `limit`; with `zone` that one alone ("" is a view when there are none).
struct ZoneListRequest
{
    QString group;
    int from = 0;
    int limit = 10000;
    std::optional<QString> zone = std::nullopt;
    std::optional<QString> view = std::nullopt;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("from", from);
        v("limit", limit);
        v("zone", zone);
        v("view", view);
    }
};

enum class ZoneChange { None, Added, Changed, Removed };
inline QList<const char *> wordsOf(ZoneChange) { return {"none", "added", "changed", "removed"}; }

// A zone statement of the staged configuration, of whatever type; or of live's, when staging removes it. What differs is its
// statement, its file or what that includes.
struct ZoneListing
{
    QString name; // as ZoneDecl has it
    QString view;
    QString type; // "in-view" when it lives in `inView`
    QString inView;
    QString file; // as named sees it, "" for none
    QString root; // where the file lies in the group's folders; both "" when it is not managed
    QString path;
    int records = 0; // of a managed file, includes and $GENERATE counted; 0 when one zone was asked for
    std::optional<quint32> serialLive;
    std::optional<quint32> serialStaged;
    ZoneChange change = ZoneChange::None;
    bool dynamic = false;
    bool signs = false;
    std::optional<Digest> bytesLive; // of the file, told when one zone was asked for: the objects can be fetched
    std::optional<Digest> bytesStaged;
    bool operator==(const ZoneListing &) const = default;
    template <class V> void fields(V &v)
    {
        v("name", name);
        v("view", view);
        v("type", type);
        v("inView", inView);
        v("file", file);
        v("root", root);
        v("path", path);
        v("records", records);
        v("serialLive", serialLive);
        v("serialStaged", serialStaged);
        v("change", change);
        v("dynamic", dynamic);
        v("signs", signs);
        v("bytesLive", bytesLive);
        v("bytesStaged", bytesStaged);
    }
};

struct ZoneList // in the order of the configuration, removed ones last; as many as fit a frame
{
    QList<ZoneListing> zones;
    int total = 0;
    Digest staged; // what was listed: another one means beginning again
    template <class V> void fields(V &v)
    {
        v("zones", zones);
        v("total", total);
        v("staged", staged);
    }
};

struct DiscardRequest // no ids: everything
{
    QString group;
    QStringList changes;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("changes", changes);
    }
};

struct ChangeList
{
    QList<Change> changes;
    QMap<QString, Error> conflicts; // by the change's id: why it no longer fits what is live; it is left out of `staged`
    Digest staged;
    template <class V> void fields(V &v)
    {
        v("changes", changes);
        v("conflicts", conflicts);
        v("staged", staged);
    }
};

struct SnapshotRequest // which: "staged", "live", "prepared", "member:ID", "deployment:N", "base:N" (what it began from),
// "rollback:N" (what a roll back to N would deploy)
{
    QString group;
    QString which;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("which", which);
    }
};

struct PrepareGroupRequest // seal: what was reviewed; when something else is staged it is refused
{
    QString group;
    QString comment;
    QStringList exclude; // member ids
    std::optional<Digest> seal = {};
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("comment", comment);
        v("exclude", exclude);
        v("seal", seal);
    }
};

struct DeployGroupRequest // seal: what was reviewed; another prepared seal is refused
{
    QString group;
    Digest seal;
    QString comment;
    std::optional<Rollout> rollout = {};            // instead of the group's
    std::optional<int> keepMinutes = {};            // likewise
    std::optional<QStringList> acceptUnsigned = {}; // zones that may lose their signatures, or the keys that signed them
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("seal", seal);
        v("comment", comment);
        v("rollout", rollout);
        v("keepMinutes", keepMinutes);
        v("acceptUnsigned", acceptUnsigned);
    }
};

// What all members of a group have in common. What is not said stays.
struct EditGroupRequest
{
    QString group;
    std::optional<QString> name = {};
    std::optional<SerialPolicy> serialPolicy = {};
    std::optional<int> keepDeployments = {};
    std::optional<Rollout> rollout = {};
    std::optional<int> keepMinutes = {};
    std::optional<QStringList> driftRules = {};
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("name", name);
        v("serialPolicy", serialPolicy);
        v("keepDeployments", keepDeployments);
        v("rollout", rollout);
        v("keepMinutes", keepMinutes);
        v("driftRules", driftRules);
    }
};

// to: deployment number, 0 for the last good one before live. seal: what was looked at ("rollback:N"); when it would be something
// else by now, nothing happens.
struct RollBackRequest
{
    QString group;
    int to = 0;
    QString comment;
    bool resetStaging = false;
    std::optional<Digest> seal = {};
    std::optional<QStringList> acceptUnsigned = {}; // as DeployGroupRequest has it
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("to", to);
        v("comment", comment);
        v("resetStaging", resetStaging);
        v("seal", seal);
        v("acceptUnsigned", acceptUnsigned);
    }
};

struct OperationRequest
{
    QString operation;
    template <class V> void fields(V &v) { v("operation", operation); }
};

struct HistoryRequest
{
    QString group;
    QString member; // "" for all
    int limit = 200;
    qint64 before = 0; // entries numbered below it, 0 for the newest
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("member", member);
        v("limit", limit);
        v("before", before);
    }
};

struct HistoryList
{
    QList<HistoryEntry> entries; // newest first
    QList<Deployment> deployments;
    template <class V> void fields(V &v)
    {
        v("entries", entries);
        v("deployments", deployments);
    }
};

struct GroupEvent // notification "group.changed": re-read what is shown of this group
{
    QString group;
    template <class V> void fields(V &v) { v("group", group); }
};

// A member as a restored master finds it.
struct RestoredMember
{
    QString group; // its name
    QString member;
    QString name;
    bool answered = false;
    std::optional<Digest> active; // what it has
    bool known = false;           // by the history that was restored
    int deployment = 0;           // that brought it; 0: the seed, or not known
    qint64 epoch = 0;             // highest that it has seen
    QList<Error> problems;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("member", member);
        v("name", name);
        v("answered", answered);
        v("active", active);
        v("known", known);
        v("deployment", deployment);
        v("epoch", epoch);
        v("problems", problems);
    }
};

struct RestoredRequest // master.restored
{
    bool brief = false; // only whether it waits: no member is asked
    template <class V> void fields(V &v) { v("brief", brief); }
};

struct RestoreReport // master.restored, master.confirm
{
    bool waiting = false; // nothing is changed until an administrator confirms
    qint64 taken = 0;     // ms UTC of the backup
    qint64 epoch = 0;     // the master's
    QList<RestoredMember> members;
    template <class V> void fields(V &v)
    {
        v("waiting", waiting);
        v("taken", taken);
        v("epoch", epoch);
        v("members", members);
    }
};

struct ConfirmRestoreRequest
{
    bool missing = false;                    // also when members did not answer: their epochs are not known
    std::optional<QStringList> without = {}; // if it says so, no others than these, by id
    template <class V> void fields(V &v)
    {
        v("missing", missing);
        v("without", without);
    }
};

struct RotationReport // master.rotate
{
    Digest pin;            // of the key that is used from now on, or will be
    QStringList waiting;   // members, by name, that have not been met with it: the one before is kept for them
    QList<Error> problems; // theirs
    template <class V> void fields(V &v)
    {
        v("pin", pin);
        v("waiting", waiting);
        v("problems", problems);
    }
};

} // namespace lockstep
