// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace lockstep {

// What a master keeps of itself, beside its groups, in the table of settings.
struct SelfRecord
{
    QString id;
    qint64 epoch = 1;
    template <class V> void fields(V &v)
    {
        v("id", id);
        v("epoch", epoch);
    }
};
inline const QString selfKey = QStringLiteral("self");

// Only in a database that came out of a backup, until an administrator has confirmed it.
struct RestoredRecord
{
    qint64 taken = 0; // ms UTC
    template <class V> void fields(V &v) { v("taken", taken); }
};
inline const QString restoredKey = QStringLiteral("restored");

} // namespace lockstep
