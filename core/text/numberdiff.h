// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/linediff.h"

#include <span>

namespace lockstep {

// What sequenceDiff() and lineDiff() come down to: two rows of numbers below `kinds`, less than 2^31 on each side.
//
// Numbers of one side only are set aside first, which no answer can avoid. Unique ones anchor the rest, over and over in the
// gaps; gaps without any are filled by the shortest edit. Where counting shows that a shorter answer may exist, others are
// tried: the shortest of all, rarest numbers first, the shortest between gaps that lie near each other - for as long as all of
// it costs no more than a fixed time beside the one for the lines.
QList<Hunk> numberDiff(std::span<const quint32> left, std::span<const quint32> right, quint32 kinds);

} // namespace lockstep
