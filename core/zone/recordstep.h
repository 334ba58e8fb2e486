// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonerows.h"

namespace lockstep {

// An edit of one record as the journal of staging names it, so that it goes together with others' edits of the same zone: the
// owner absolute, the record before and after as "TTL TYPE DATA", "" for one that comes or goes.
struct RecordStep
{
    QString owner;
    QString before;
    QString after;
    bool operator==(const RecordStep &) const = default;
};

// Nothing when the edit must be staged as a text: another owner, TTL, type or comment, a layout that would not be kept, a row
// that is no plain record on one line, names that mean something else at that place ($ORIGIN).
std::optional<RecordStep> stepOfChange(const ZoneRows &rows, qsizetype row, const RecordText &to); // of data alone
std::optional<RecordStep> stepOfRemoval(const ZoneRows &rows, qsizetype row);
// At the place that the engine chooses.
std::optional<RecordStep> stepOfAddition(const ZoneRows &rows, const RecordText &record);

} // namespace lockstep
