// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/changeprinter.h"

#include "core/review/secrets.h"
#include "core/text/linediff.h"

namespace lockstep {

namespace {

QString dataOf(const QList<Record> &records)
{
    QStringList texts;
    for (const Record &record : records)
        texts.append(QString::fromUtf8(rdataToText(record.type, record.rdata)));
    texts.sort();
    return texts.join(QStringLiteral(", "));
}

QString rowOf(const ZoneRow &row, const QByteArray &origin)
{
    const QString name = QString::fromUtf8(nameToText(row.owner, origin)) + u' ' + QString::fromLatin1(typeToText(row.type));
    const auto ttl = [](const QList<Record> &records) { return QString::number(records.first().ttl); };
    if (row.before.isEmpty())
        return QStringLiteral("+ %1 %2 %3").arg(name, ttl(row.after), dataOf(row.after));
    if (row.after.isEmpty())
        return QStringLiteral("- %1 %2 %3").arg(name, ttl(row.before), dataOf(row.before));
    if (row.ttlOnly)
        return QStringLiteral("~ %1 TTL %2 -> %3").arg(name, ttl(row.before), ttl(row.after));
    return QStringLiteral("~ %1 %2 %3 -> %4").arg(name, ttl(row.after), dataOf(row.before), dataOf(row.after));
}

} // namespace

QStringList recordRows(const ZoneTextDifference &difference, const QByteArray &origin)
{
    QStringList rows;
    for (const ZoneRow &row : difference.records.rows)
        rows.append(rowOf(row, origin));
    if (difference.serialBefore && difference.serialAfter && difference.serialBefore != difference.serialAfter)
        rows.append(QStringLiteral("  serial %1 -> %2").arg(*difference.serialBefore).arg(*difference.serialAfter));
    return rows;
}

FileDifference fileDifference(const QString &path, const QString &zone, const std::optional<QByteArray> &before,
                              const std::optional<QByteArray> &after)
{
    FileDifference difference{path, !before ? QStringLiteral("added") : !after ? QStringLiteral("removed") : QStringLiteral("changed"), {}, false};
    const auto origin = zone.isEmpty() ? Result<QByteArray>(QByteArray()) : nameToWire(zone.toUtf8(), QByteArray(1, '\0'));
    if (!zone.isEmpty() && origin) {
        const QByteArray left = before.value_or(QByteArray());
        const QByteArray right = after.value_or(QByteArray());
        const ZoneTextDifference records = zoneTextDiff(*origin, {path, left}, {path, right});
        if (records.isReadable() && !records.records.isEmpty()) {
            difference.rows = recordRows(records, *origin);
            difference.serialOnly = records.records.serialOnly;
            return difference;
        }
    }
    const QByteArray text = unifiedDiff(withoutSecrets(before.value_or(QByteArray())), withoutSecrets(after.value_or(QByteArray())));
    difference.rows = QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts);
    return difference;
}

} // namespace lockstep
