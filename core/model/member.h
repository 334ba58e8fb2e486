// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace lockstep {

// A detached member stays in the list, is left out of prepare, deploy and sync, and may still answer old data.
enum class Attachment { Attached, Detached };
inline QList<const char *> wordsOf(Attachment) { return {"attached", "detached"}; }

// What is known of a member against live. FilesMatch: the tree equals live, but named does not (yet) provably serve it.
enum class SyncState { Unknown, InSync, FilesMatch, OutOfSync };
inline QList<const char *> wordsOf(SyncState) { return {"unknown", "in-sync", "files-match", "out-of-sync"}; }

struct Member
{
    QString id;
    QString name;    // unique in the group
    QString address; // host:port of the agent; the port is 9530 when left out
    Digest pin;      // SPKI pin of the agent's key
    Attachment attachment = Attachment::Attached;
    bool late = false; // it missed the end of a deployment; it is brought to live as soon as it answers
    qint64 created = 0;
    qint64 modified = 0;
    std::optional<Digest> nextPin = {}; // of the key that will follow; the first connection on which it is seen makes it `pin`

    bool operator==(const Member &) const = default;
    template <class V> void fields(V &v)
    {
        v("id", id);
        v("name", name);
        v("address", address);
        v("pin", pin);
        v("attachment", attachment);
        v("late", late);
        v("created", created);
        v("modified", modified);
        v("nextPin", nextPin);
    }
};

// What the master last learned of a member; `reasons` say in whole sentences why it is not in sync.
struct MemberSync
{
    QString member;
    SyncState state = SyncState::Unknown;
    QList<Error> reasons;
    std::optional<Digest> active; // the snapshot it had active when it was last heard of
    QString bindVersion;
    int zonesServed = 0;
    int behind = 0;                          // deployment it serves, 0 when unknown or current
    qint64 seen = 0;                         // ms UTC of the last answer
    std::optional<QStringList> drifted = {}; // files that were changed by hand there, absolute; not those of the group's drift rules

    template <class V> void fields(V &v)
    {
        v("member", member);
        v("state", state);
        v("reasons", reasons);
        v("bindVersion", bindVersion);
        v("zonesServed", zonesServed);
        v("active", active);
        v("behind", behind);
        v("seen", seen);
        v("drifted", drifted);
    }
};

} // namespace lockstep
