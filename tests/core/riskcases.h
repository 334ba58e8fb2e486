// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace lockstep {

// Two texts, of a zone or of a configuration, and every note about them in order.
struct RiskCase
{
    const char *name;
    const char *near; // the rule that this is near to and is not; nullptr: it is there to be found
    QByteArray before;
    QByteArray after;
    QByteArray notes; // "D apex-ns @ NS", a line each: rank, rule, name and what
    bool conf = false;
};
const QList<RiskCase> &riskCases();

// SOA, NS and two addresses, in five lines; TTLs of 300.
QByteArray zoneHead(int serial);

} // namespace lockstep
