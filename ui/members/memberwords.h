// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/mastercalls.h"
#include "ui/look/words.h"

namespace lockstep {

// What is known of one member and of the group that it is compared with.
struct MemberRow
{
    Member member;
    MemberSync sync;
    std::optional<Digest> live;
    int liveDeployment = 0;

    bool isDetached() const { return member.attachment == Attachment::Detached; }
    bool wasHeard() const { return sync.seen != 0; }
    bool isDrifted() const; // somebody edited files on the server
    bool namedIsSilent() const;
};
QList<MemberRow> rowsOf(const GroupStatus &status);

// The badge: a detached member has one of its own, whatever it serves.
Wording badgeOf(const MemberRow &row);
QString serverOf(const MemberRow &row); // "BIND 9.20.30"
QString servesOf(const MemberRow &row); // "41", "40 + by hand"
// Everything that is to be said of its state, a sentence each: detached, late, and the reasons why it is not in sync.
QStringList reasonsOf(const MemberRow &row);
// 64 hexadecimal digits in groups of four, for eyes that compare.
QString groupedPin(const Digest &pin);

} // namespace lockstep
