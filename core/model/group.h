// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/rollout.h"
#include "core/snapshot/snapshot.h"

namespace lockstep {

// How the engine raises the serial of a staged zone (FEATURES D12).
enum class SerialPolicy { Date, PlusOne, UnixTime };
inline QList<const char *> wordsOf(SerialPolicy) { return {"date", "plus-one", "unix-time"}; }

// A set of servers handled as one. The id never changes; the name is for people and no part of any path.
struct Group
{
    QString id;
    QString name;
    qint64 created = 0; // ms UTC
    QList<Root> roots;  // the folders that are managed, e.g. {"etc-bind", "/etc/bind"}
    QString mainFile;   // absolute path of named.conf as named sees it
    SerialPolicy serialPolicy = SerialPolicy::Date;
    int keepDeployments = 50;
    std::optional<Rollout> rollout = {};        // of its deploys
    std::optional<int> keepMinutes = {};        // how long a deploy waits for somebody to keep it; 0, nothing: it does not
    std::optional<QStringList> driftRules = {}; // patterns of paths (glob(7)); what differs there on a member is no drift

    bool operator==(const Group &) const = default;
    template <class V> void fields(V &v)
    {
        v("id", id);
        v("name", name);
        v("created", created);
        v("roots", roots);
        v("mainFile", mainFile);
        v("serialPolicy", serialPolicy);
        v("keepDeployments", keepDeployments);
        v("rollout", rollout);
        v("keepMinutes", keepMinutes);
        v("driftRules", driftRules);
    }
};

} // namespace lockstep
