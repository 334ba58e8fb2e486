// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/linediff.h"

#include <optional>

namespace lockstep {

// The difference of two texts that run along beside each other, without a table of their lines: equal bytes are passed over,
// and where they part a short search finds where the lines meet again.
//
// Given only when it is proved to be as short as any: when no line that it removes is among those that it adds, every edit
// is one that the counts of the lines ask for. Nothing when that fails or the texts lie too far apart, which is noticed soon.
std::optional<QList<Hunk>> lineWalk(QByteArrayView left, QByteArrayView right);

} // namespace lockstep
