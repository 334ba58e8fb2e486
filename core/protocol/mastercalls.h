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
    QStringList excluded; // member ids left out by name
    bool valid = false;   // live has not moved since
    int newerChanges = 0; // staged after it
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

struct AddMemberRequest // the first member seeds the group, every later one is overwritten by live
{
    QString group;
    QString name;
    QString address;
    QString joinCode; // "" when its agent knows this master already
    bool acceptSplit = false;
    bool overwrite = false;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("name", name);
        v("address", address);
        v("joinCode", joinCode);
        v("acceptSplit", acceptSplit);
        v("overwrite", overwrite);
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

struct SnapshotRequest // which: "staged", "live", "prepared", "member:ID", "deployment:N", "base:N" (what it began from)
{
    QString group;
    QString which;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("which", which);
    }
};

struct PrepareGroupRequest
{
    QString group;
    QString comment;
    QStringList exclude; // member ids
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("comment", comment);
        v("exclude", exclude);
    }
};

struct DeployGroupRequest // seal: what was reviewed; another prepared seal is refused
{
    QString group;
    Digest seal;
    QString comment;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("seal", seal);
        v("comment", comment);
    }
};

struct RollBackRequest // to: deployment number, 0 for the last good one before live
{
    QString group;
    int to = 0;
    QString comment;
    bool resetStaging = false;
    template <class V> void fields(V &v)
    {
        v("group", group);
        v("to", to);
        v("comment", comment);
        v("resetStaging", resetStaging);
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

} // namespace lockstep
