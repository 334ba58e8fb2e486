// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/recorddiff.h"

namespace lockstep {

// What is wrong with a zone as a whole, though every record can be read. The error's code is the check's id, its sentence says
// why and what to do.
struct ZoneFinding
{
    enum class Severity { Error, Warning }; // named refuses the zone; named serves it, but hardly as it was meant
    Severity severity = Severity::Error;
    Error error;
};

struct ZoneFindings
{
    QList<ZoneFinding> findings; // in the order of lines, faults of single records among them; at most mostFindings of each severity
    qsizetype more = 0;          // that were left out
    qsizetype records = 0;
    std::optional<quint32> serial;
    static constexpr qsizetype mostFindings = 1000;
};

// Looks over one zone in time and room that grow with its length: CNAME beside other data, missing SOA, NS and glue, targets of
// NS, MX, SRV and CNAME that are aliases or lead nowhere, records that stand there twice, RRsets with several TTLs, records
// that a delegation hides. named-checkzone keeps the last word: it also resolves names outside the zone.
ZoneFindings checkZone(const QByteArray &origin, const ZoneText &zone);
ZoneFindings checkZone(const QByteArray &origin, const ZoneSource &zone);

} // namespace lockstep
