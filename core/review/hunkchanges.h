// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/change.h"
#include "core/review/filereview.h"

namespace lockstep {

// What takes some hunks of a file back to what is live. The first of these that is not empty does it:
//   discard   ids of staged changes to leave out: those of records that stand in them, with what cannot stay without them
//             (`needed`, of these), or all of the file's when nothing would be left of them but a serial
//   text      the staged text with the hunks put back, for edits of the file as a whole
// Both empty: they are the engine's own, a serial that was raised because of the others.
struct HunkBack
{
    QStringList discard;
    QStringList needed = {};
    std::optional<QByteArray> text;
    bool operator==(const HunkBack &) const = default;
};
HunkBack hunksBack(const ReviewFile &file, const QList<Hunk> &hunks, const QList<Change> &changes);

// Every staged change of a file that a person made, in order.
QList<Change> changesOf(const ReviewFile &file, const QList<Change> &changes);

} // namespace lockstep
