// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonemeaning.h"
#include "core/zone/zoneparts.h"

namespace lockstep {

// What became of the comments of a zone. Records of `rows` that became a comment, or were one, get their pair: rows have no
// other pairs yet. Such a comment is no change of comments.
QList<CommentChange> commentChanges(const QByteArray &origin, const ChangedParts &changed, const ZoneParts &before, const ZoneParts &after,
                                    QList<MeaningRow> &rows);

} // namespace lockstep
