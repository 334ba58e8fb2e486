// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/confdiff.h"
#include "core/review/risk.h"
#include "core/zone/zonemeaning.h"

namespace lockstep {

// A zone on both sides, for whoever judges what became of it. The texts must last meanwhile.
struct ZoneSides
{
    QString zone;
    QString view;
    QByteArray origin; // wire form
    const ZoneMeaning &meaning;
    std::optional<ZoneText> before; // nothing: the zone is not there
    std::optional<ZoneText> after;
};

// Ranked, the worst first; those of one rank in the order of the rules, then of names.
QList<RiskNote> zoneRisks(const ZoneSides &zone);
QList<RiskNote> confRisks(const ConfDifference &difference, const Config &before, const Config &after);

} // namespace lockstep
