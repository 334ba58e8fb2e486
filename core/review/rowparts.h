// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/reviewrow.h"

namespace lockstep {

// A sentence that begins with a number; it has a row of its own for 1.
inline Error counted(const QString &code, qsizetype count, const QStringList &others = {})
{
    return {count == 1 ? code + QLatin1String(".one") : code, QStringList{QString::number(count)} + others, {}, {}};
}

inline ReviewRow saidRow(ReviewRow::Sign sign, Error said)
{
    ReviewRow row;
    row.kind = ReviewRow::Kind::Said;
    row.sign = sign;
    row.said = std::move(said);
    return row;
}

// Marks that are all of both texts say nothing.
inline void setMarks(ReviewRow &row, const QList<TextPiece> &before, const QList<TextPiece> &after)
{
    const auto isAll = [](const QList<TextPiece> &marks, const QString &text) {
        return marks.size() == 1 && marks.first().begin == 0 && marks.first().length == text.size();
    };
    if (isAll(before, row.before) && isAll(after, row.after))
        return;
    row.marksBefore = before;
    row.marksAfter = after;
}

} // namespace lockstep
