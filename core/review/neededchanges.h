// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonefile.h"

#include <optional>

namespace lockstep {

// A staged change of one record of a zone, as it compares.
struct RecordChange
{
    QString id;
    std::optional<Record> before;
    std::optional<Record> after;
};

// Which changes cannot stay when `discarded` ones go, so that what stays is a zone all the same (FEATURES B16), in their order:
// those of the same record, made before or after; those that lead to a host of this zone (CNAME, MX, SRV, NS) which is left
// without an address; those that take the address of a host away to which something leads again; a CNAME where other data come
// back, or other data where a CNAME does (RFC 1034 3.6.2). `staged` are the zone's records with all changes, `origin` its name in
// wire form. Without those in `discarded`. Not `whole`: other records stand in included files, so that nobody can say what is left
// without an address.
QStringList neededChanges(const QList<RecordChange> &changes, const QStringList &discarded, const QList<Record> &staged, const QByteArray &origin,
                          bool whole = true);

} // namespace lockstep
