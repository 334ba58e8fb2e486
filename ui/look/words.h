// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/member.h"
#include "core/model/operation.h"
#include "ui/look/theme.h"
#include "ui/look/themeicon.h"

namespace lockstep {

// What a person reads of a value: a word, its tone, and the name of its Breeze icon.
struct Wording
{
    QString text;
    Tone tone = Tone::Neutral;
    const char *icon = "";
};
Wording wordingOf(SyncState state);
Wording wordingOf(Outcome outcome);
Wording wordingOf(OperationKind kind);

// The sentence of an error in the language of the window, its place in front, its detail left out (Error::detail).
QString sentence(const Error &error);
QString sentences(const QList<Error> &errors); // a line each

// "now", "12 min ago", "3 h ago", "yesterday, 10:41", then the date; absoluteTime() is for the tooltip beside it.
QString relativeTime(qint64 time, qint64 now); // ms UTC; "never" for 0
QString absoluteTime(qint64 time);

} // namespace lockstep
