// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/change.h"
#include "core/review/filereview.h"

namespace lockstep {

// What takes one hunk of a file back to what is live. The first of these that is not empty does it:
//   discard   ids of staged changes to leave out: those of records that stand in the hunk, or all of the file's when nothing
//             would be left of them but a serial
//   text      the staged text with the hunk put back, for edits of the file as a whole
// Both empty: the hunk is the engine's own, a serial that was raised because of the others.
struct HunkBack
{
    QStringList discard;
    std::optional<QByteArray> text;
    bool operator==(const HunkBack &) const = default;
};
HunkBack hunkBack(const ReviewFile &file, const Hunk &hunk, const QList<Change> &changes);

// Every staged change of a file that a person made, in order.
QList<Change> changesOf(const ReviewFile &file, const QList<Change> &changes);

} // namespace lockstep
