// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "ui/look/theme.h"

namespace lockstep {

// What the three steps of a group say, and the one thing to do next.
struct StripState
{
    enum class Next { Nothing, AddMember, Prepare, Deploy, Watch, Keep };
    struct Step
    {
        QString text;    // "12 changes"
        QString caption; // "in 3 files, by ann and bob"
        Tone tone = Tone::Neutral;
    };
    Step staged;
    Step prepared;
    Step live;
    Next next = Next::Nothing;
    QString nextText; // of the primary button
    bool canReview = false;
    bool canDeployOlder = false; // a valid set is prepared, but staging has moved on
    bool canRollBack = false;

    // What the primary button of a group with members can say, with `count` changes and members.
    static QStringList nextTexts(int count);
};
StripState stripOf(const GroupStatus &status, const ChangeList &changes, qint64 now);

} // namespace lockstep
