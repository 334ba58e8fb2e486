// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/rowdata.h"

#include "core/review/riskrule.h"
#include "core/zone/rrtypes.h"

#include <algorithm>

namespace lockstep {

namespace {

QString shownData(int type, const QByteArray &rdata)
{
    constexpr qsizetype longestShown = 80;
    const QString text = QString::fromLatin1(rdataToText(type, rdata));
    return text.size() > longestShown ? text.first(longestShown) + QStringLiteral("…") : text;
}

} // namespace

QString shownName(QByteArrayView name) { return QString::fromLatin1(nameToText(name)); }
QString shownType(int type) { return QString::fromLatin1(typeToText(type)); }

RowData dataOf(const MeaningRow &row)
{
    QSet<QByteArrayView> before;
    QSet<QByteArrayView> after;
    for (const Record &record : row.before)
        before.insert(record.rdata);
    for (const Record &record : row.after)
        after.insert(record.rdata);
    RowData data;
    for (const Record &record : row.before) {
        if (!after.contains(record.rdata))
            data.gone.append(shownData(row.type, record.rdata));
    }
    for (const Record &record : row.after) {
        if (!before.contains(record.rdata))
            data.come.append(shownData(row.type, record.rdata));
    }
    return data;
}

QString listed(const QStringList &words, qsizetype most)
{
    const QString text = words.first(std::min(most, words.size())).join(QLatin1String(", "));
    return words.size() > most ? text + QStringLiteral(", …") : text;
}

void tellRow(const ZoneLook &look, RiskTeller &tell, const MeaningRow &row)
{
    const RowData data = dataOf(row);
    const char *which = data.gone.isEmpty() ? "added" : data.come.isEmpty() ? "removed" : nullptr;
    tell.tell(look.note(row), {shownName(row.owner), listed(data.gone), listed(data.come)}, which);
}

qint64 longestTtl(const MeaningRow &row)
{
    qint64 longest = 0;
    for (const Record &record : row.before)
        longest = std::max<qint64>(longest, record.ttl);
    return longest;
}

} // namespace lockstep
