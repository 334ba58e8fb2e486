// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonerows.h"

#include <QHash>
#include <QSet>

namespace lockstep {

struct RowChange
{
    enum class Kind { Added, Changed, Disabled, Enabled };
    Kind kind = Kind::Added;
    QByteArray before; // what stood there, as one line
    bool operator==(const RowChange &) const = default;
};

// What rows are against those of an earlier text of the same zone. Order and layout do not count; spelling of data counts only
// where it means something else.
struct RowChanges
{
    QHash<qsizetype, RowChange> rows; // by index of a row of `after`; none: as it was
    QList<QByteArray> removed;        // records that stand nowhere any more, as one line each
    int count(RowChange::Kind kind) const;
};
RowChanges rowChanges(const ZoneRows &before, const ZoneRows &after);

// "www 300 A 192.0.2.1 ; the web": a record's row on one line, a comment or directive as it is shown.
QByteArray oneLine(const FileRow &row, const QByteArray &zone);

} // namespace lockstep
