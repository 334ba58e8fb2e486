// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/changeprinter.h"

#include "core/review/secrets.h"
#include "core/text/linediff.h"
#include "core/zone/zonediff.h"

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

FileDifference fileDifference(const QString &path, const QString &zone, const std::optional<QByteArray> &before,
                              const std::optional<QByteArray> &after)
{
    FileDifference difference{path, !before ? QStringLiteral("added") : !after ? QStringLiteral("removed") : QStringLiteral("changed"), {}, false};
    const auto origin = zone.isEmpty() ? Result<QByteArray>(QByteArray()) : nameToWire(zone.toUtf8(), QByteArray(1, '\0'));
    if (!zone.isEmpty() && origin) {
        const ZoneFile left = ZoneFile::parse(path, before.value_or(QByteArray()), *origin);
        const ZoneFile right = ZoneFile::parse(path, after.value_or(QByteArray()), *origin);
        const ZoneDifference records = zoneDiff(left.records(), right.records());
        const bool readable = left.diagnostics().isEmpty() && right.diagnostics().isEmpty();
        if (readable && !records.isEmpty()) {
            for (const ZoneRow &row : records.rows)
                difference.rows.append(rowOf(row, *origin));
            if (left.serial() && right.serial() && left.serial() != right.serial())
                difference.rows.append(QStringLiteral("  serial %1 -> %2").arg(*left.serial()).arg(*right.serial()));
            difference.serialOnly = records.serialOnly;
            return difference;
        }
    }
    const QByteArray text = unifiedDiff(withoutSecrets(before.value_or(QByteArray())), withoutSecrets(after.value_or(QByteArray())));
    difference.rows = QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts);
    return difference;
}

} // namespace lockstep
