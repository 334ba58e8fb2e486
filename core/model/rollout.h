// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace lockstep {

// In which order a deploy switches the members of a group, and what ends it. All at once is what counts when nothing is said.
struct Rollout
{
    enum class Unit { Members, Percent };

    int first = 0;  // so many go first (in `unit`), 0: all at once
    int growth = 0; // so many more in every later wave, 0: all that are left
    Unit unit = Unit::Members;
    QString canary;        // id of the member that goes first, "": as they stand in the list
    int watchSeconds = 30; // between waves, and behind the last one when something is watched
    int mostFailed = 0;    // per cent of answers that may be SERVFAIL more than before the deploy; 0: not watched

    bool operator==(const Rollout &) const = default;
    bool allAtOnce() const { return first <= 0; }
    // The members in the order of their waves; none is left out and none stands twice.
    QList<QStringList> waves(QStringList members) const;
    // What is wrong with it, or nothing. Errors: json.field.
    Result<void> check() const;

    template <class V> void fields(V &v)
    {
        v("first", first);
        v("growth", growth);
        v("unit", unit);
        v("canary", canary);
        v("watchSeconds", watchSeconds);
        v("mostFailed", mostFailed);
    }
};
inline QList<const char *> wordsOf(Rollout::Unit) { return {"members", "percent"}; }

} // namespace lockstep
