// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace lockstep {

// One line of history: who did what to which object, and why. `hash` chains over the entry before it (SHA-256 of the
// previous hash and this entry's canonical JSON), so that a changed entry is found.
struct HistoryEntry
{
    qint64 number = 0;
    qint64 time = 0; // ms UTC
    QString group;
    QString member; // "" for the group itself
    QString user;
    QString type; // group.created, member.added, prepare, deploy, roll-back ...
    QString description;
    QString comment;
    QJsonObject details;
    Digest hash;
    template <class V> void fields(V &v)
    {
        v("number", number);
        v("time", time);
        v("group", group);
        v("member", member);
        v("user", user);
        v("type", type);
        v("description", description);
        v("comment", comment);
        v("details", details);
        v("hash", hash);
    }
};

} // namespace lockstep
