// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/text/linediff.h"

namespace lockstep {

// Hunks of the difference between `left` and `right`, taken over into a third text, which `left` has become meanwhile. Each is
// made at the lines that it stands for; one that `base` has already is passed over. Error: review.overlap (1: the line of `base`, from 1),
// when it was changed there to something else.
Result<QByteArray> withHunksTaken(const QByteArray &left, const QByteArray &right, const QByteArray &base, const QList<Hunk> &hunks);

} // namespace lockstep
