// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/textwindow.h"

#include <vector>

namespace lockstep {

// Whole lines that stand in both texts, byte for byte.
struct CommonRun
{
    qsizetype before = 0; // offset of its first byte
    qsizetype after = 0;
    qsizetype size = 0;
};

// Runs of at least `least` bytes in both orders, where two texts differ in few places; not all there are, and none that
// moved. It reads each text about once, and gives up (but for the end) where more than some lines differ at a time, or a line is
// longer than the `ahead` bytes that it looks at.
std::vector<CommonRun> commonRuns(TextWindow &before, TextWindow &after, qsizetype least, qsizetype ahead = 1 << 16);

} // namespace lockstep
