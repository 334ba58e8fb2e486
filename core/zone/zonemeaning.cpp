// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonemeaning.h"

#include "core/zone/recordpairs.h"
#include "core/zone/signingchange.h"

#include <algorithm>

namespace lockstep {

namespace {

MeaningRow::Kind kindOf(const MeaningRow &row)
{
    if (row.before.isEmpty())
        return MeaningRow::Kind::Added;
    if (row.after.isEmpty())
        return MeaningRow::Kind::Removed;
    const bool ttlOnly = std::ranges::all_of(
        row.records, [](const RecordPair &one) { return one.kind == RecordPair::Kind::Same || one.kind == RecordPair::Kind::TtlOnly; });
    return ttlOnly ? MeaningRow::Kind::TtlOnly : MeaningRow::Kind::Changed;
}

MeaningKind kindOf(const ZoneMeaning &meaning)
{
    if (!meaning.isReadable())
        return MeaningKind::Unreadable;
    if (!meaning.rows.isEmpty()) {
        const bool ttlOnly = std::ranges::all_of(meaning.rows, [](const MeaningRow &row) { return row.kind == MeaningRow::Kind::TtlOnly; });
        return ttlOnly ? MeaningKind::TtlOnly : MeaningKind::Records;
    }
    if (!meaning.signing.isEmpty())
        return MeaningKind::SigningOnly;
    if (!meaning.isSerialSame())
        return MeaningKind::SerialOnly;
    if (!meaning.moves.isEmpty())
        return MeaningKind::MovedBetweenFiles;
    if (!meaning.comments.isEmpty())
        return MeaningKind::CommentOnly;
    return meaning.files.isEmpty() ? MeaningKind::Same : MeaningKind::ReformattedOnly;
}

} // namespace

ZoneMeaning zoneMeaning(const QByteArray &origin, const ZoneText &before, const ZoneText &after)
{
    ZoneTextDifference difference = zoneTextDiff(origin, before, after);
    ZoneMeaning meaning;
    meaning.serialBefore = difference.serialBefore;
    meaning.serialAfter = difference.serialAfter;
    meaning.faultsBefore = std::move(difference.faultsBefore);
    meaning.faultsAfter = std::move(difference.faultsAfter);
    QList<ZoneRow> rows = std::move(difference.records.rows);
    meaning.signing = takeSigning(origin, rows);
    meaning.rows.reserve(rows.size());
    for (ZoneRow &one : rows) {
        MeaningRow row{MeaningRow::Kind::Changed, std::move(one.owner), one.type, std::move(one.before), std::move(one.after), {}};
        pairRecords(row);
        row.kind = kindOf(row);
        meaning.rows.append(std::move(row));
    }
    meaning.unsignedEqual = meaning.isReadable() &&
                            std::ranges::all_of(meaning.rows, [&](const MeaningRow &row) { return isOfSigning(origin, row.owner, row.type); });
    if (before.text != after.text)
        meaning.files.append({after.path, kindOf(meaning), true, true});
    meaning.kind = kindOf(meaning);
    return meaning;
}

} // namespace lockstep
