// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonediff.h"
#include "core/zone/zonescanner.h"

namespace lockstep {

// One side of a comparison; the text must last while it is compared.
struct ZoneText
{
    QString path;
    QByteArrayView text;
    ZoneScanner::Reader reader{}; // of $INCLUDE; is called in one thread at a time
};

// The same of a text that may be held part by part.
struct ZoneSource
{
    QString path;
    TextWindow &text;
    ZoneScanner::Reader reader{};
};

struct ZoneTextDifference
{
    ZoneDifference records;
    std::optional<quint32> serialBefore;
    std::optional<quint32> serialAfter;
    // Two texts with faults are never equal in meaning: what cannot be read may be anything.
    QList<Error> faultsBefore;
    QList<Error> faultsAfter;
    bool isReadable() const { return faultsBefore.isEmpty() && faultsAfter.isEmpty(); }
};

// The meaning of two zone files against each other, whatever their order and layout, in time and room that grow with their
// length: every record becomes 128 bits, and only RRsets in which something differs are read again. What both have in the same
// words is read once; where that is less than three fifths each side is read in a thread of its own, unless it has $INCLUDE.
// `origin` is the zone's name in wire form. The texts are read several times, and must stay as they are.
ZoneTextDifference zoneTextDiff(const QByteArray &origin, const ZoneSource &before, const ZoneSource &after);
ZoneTextDifference zoneTextDiff(const QByteArray &origin, const ZoneText &before, const ZoneText &after);

} // namespace lockstep
