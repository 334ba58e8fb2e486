// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/zone/recorddiff.h"

namespace lockstep {

// The difference of one file as rows that people read: records for a zone file, unified lines for anything else. Secrets of
// key statements never appear; that one changed does (as a keyed mark).
struct FileDifference
{
    QString path;
    QString what;     // added, removed, changed
    QStringList rows; // "~ www A 3600 192.0.2.1 -> 192.0.2.9", or lines of a unified diff
    bool serialOnly = false;
    template <class V> void fields(V &v)
    {
        v("path", path);
        v("what", what);
        v("rows", rows);
        v("serialOnly", serialOnly);
    }
};

// "~ www A 3600 192.0.2.1 -> 192.0.2.9" for each RRset, and the serial's step; names relative to `origin` (wire form).
QStringList recordRows(const ZoneTextDifference &difference, const QByteArray &origin);
// `zone`: name of the zone when the file is one's, else empty. Either side may be absent.
FileDifference fileDifference(const QString &path, const QString &zone, const std::optional<QByteArray> &before,
                              const std::optional<QByteArray> &after);

} // namespace lockstep
