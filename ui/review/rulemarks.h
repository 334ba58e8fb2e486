// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filestudy.h"
#include "ui/review/difflines.h"

namespace lockstep {

// A line of a difference that is to be seen from afar, and why.
struct RuleMark
{
    DiffSide side = DiffSide::Right;
    int line = 0; // from 1
    RiskNote::Rank rank = RiskNote::Rank::Notice;
    QString text; // its sentence
    bool operator==(const RuleMark &) const = default;
};

// The risks of a file that stand in its own lines: where they are after the change, else where they were.
QList<RuleMark> ruleMarks(const FileStudy &study);

} // namespace lockstep
