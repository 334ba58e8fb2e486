// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/recorddiff.h"
#include "core/zone/zonenumbers.h"

namespace lockstep {

// Two zones as numbers, and which of their records may differ: the others stand in both texts in the same words, and in the
// same place, with the same to be read before them.
struct SharedNumbers
{
    struct Range
    {
        size_t begin;
        size_t end;
    };
    Numbers before;
    Numbers after;
    std::vector<Range> ownBefore; // of indexes
    std::vector<Range> ownAfter;
};

// What both texts have in the same words is read once. Nothing when they share too little for that, or one has a fault or
// includes another file.
std::optional<SharedNumbers> sharedNumbers(const QByteArray &origin, const ZoneSource &before, const ZoneSource &after, const Numbering &numbering);

} // namespace lockstep
