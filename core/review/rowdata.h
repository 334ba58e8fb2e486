// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/zonelook.h"

namespace lockstep {

class RiskTeller;

QString shownName(QByteArrayView name); // with the dot at its end
QString shownType(int type);

// Data of an RRset that went and that came.
struct RowData
{
    QStringList gone;
    QStringList come;
};
RowData dataOf(const MeaningRow &row);
// A few of many, parted by commas.
QString listed(const QStringList &words, qsizetype most = 5);
// Owner, what goes and what comes: of the sentences whose code ends with ".added" or ".removed", or that has no such end.
void tellRow(const ZoneLook &look, RiskTeller &tell, const MeaningRow &row);
qint64 longestTtl(const MeaningRow &row); // seconds, before

} // namespace lockstep
