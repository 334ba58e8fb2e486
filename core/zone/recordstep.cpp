// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/recordstep.h"

#include <algorithm>

namespace lockstep {

namespace {

QString lineOf(const RecordText &record)
{
    return QString::fromUtf8((record.ttl.isEmpty() ? QByteArray() : record.ttl + ' ') + record.type + ' ' + record.data);
}

bool isPlain(const ZoneRows &rows, qsizetype at)
{
    const FileRow &row = rows.rows()[at];
    return row.kind == FileRow::Kind::Record && !row.fault && row.origin == rows.zone() && !rows.bytesOf(at).trimmed().contains('\n');
}

} // namespace

std::optional<RecordStep> stepOfChange(const ZoneRows &rows, qsizetype at, const RecordText &to)
{
    const FileRow &row = rows.rows()[at];
    const bool dataAlone = to.owner == row.text.owner && to.comment == row.text.comment && to.ttl == row.text.ttl && to.type == row.text.type;
    if (!isPlain(rows, at) || !dataAlone)
        return {};
    // Its TTL stays.
    return RecordStep{QString::fromUtf8(nameToText(row.name)), lineOf({{}, {}, row.text.type, row.text.data, {}}),
                      lineOf({{}, {}, to.type, to.data, {}})};
}

std::optional<RecordStep> stepOfRemoval(const ZoneRows &rows, qsizetype at)
{
    const FileRow &row = rows.rows()[at];
    if (!isPlain(rows, at))
        return {};
    return RecordStep{QString::fromUtf8(nameToText(row.name)), lineOf(row.text), {}};
}

std::optional<RecordStep> stepOfAddition(const ZoneRows &rows, const RecordText &record)
{
    const Result<QByteArray> owner = nameToWire(record.owner, rows.zone());
    const bool plain = std::ranges::none_of(rows.rows(), [&](const FileRow &row) { return row.origin != rows.zone(); });
    if (!owner || !record.comment.isEmpty() || !plain)
        return {};
    return RecordStep{QString::fromUtf8(nameToText(*owner)), {}, lineOf(record)};
}

} // namespace lockstep
