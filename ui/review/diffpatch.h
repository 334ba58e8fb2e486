// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filereview.h"

#include <functional>

namespace lockstep {

// What a patch says of the file that it is for.
struct PatchFile
{
    QString path;       // "" for none: hunks alone
    bool before = true; // it exists on that side
    bool after = true;
    QString cannot; // why nobody may apply the patch: it is written as comments then, under this sentence
};
using PatchFileOf = std::function<PatchFile(const QList<Hunk> &hunks)>;

// Some hunks of a difference for `git apply` and `patch -p1`, as if the others were not there. Only what the difference shows.
QByteArray patchOf(const TextDiff &diff, const QList<Hunk> &hunks, const PatchFile &file);

// `cannot` is said when what is shown in these hunks or around them is not what stands in the file: masked secrets, bytes that are no text.
PatchFile patchFile(const ReviewFile &file, const TextDiff &diff, const QList<Hunk> &hunks);

} // namespace lockstep
