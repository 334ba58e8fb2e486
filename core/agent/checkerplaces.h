// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/confreading.h"
#include "core/bind/checkeroutput.h"

namespace lockstep {

// What a checker looked at.
struct CheckedTree
{
    const TreeReader &reader;
    QString mainFile;
    QList<QPair<QString, QString>> places; // {a folder as the checker may print it, the one that named sees}
    QString bindVersion;                   // "9.18.49", of the server; "" when it is not known
};

struct CheckerVerdict
{
    QList<Error> problems; // what named would refuse
    QList<Error> warnings;
};

// What a checker found, in plain words at the staged file's line (FEATURES B20): paths as named sees them, records that are only
// named are looked for in their zone and what it includes, statements are judged by the grammar of that BIND version. Its own
// words stand in `detail`. Words that may come from a file outside the managed folders are blackened (RELIABILITY 1.4), secrets of
// the managed ones are hidden.
CheckerVerdict placeFindings(const QList<CheckerFinding> &findings, const CheckedTree &tree);

} // namespace lockstep
