// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filereview.h"

namespace lockstep {

// What a zone of a company looks like, as text of `lines` lines, and the same with `changed` of them changed: spread evenly, of ten
// changed places seven have another address or text, one lost its line, one got another line above it, one a comment.
struct ZonePair
{
    QByteArray before;
    QByteArray after;
    double megabytes() const { return double(before.size() + after.size()) / 1e6; }
};
ZonePair zonePair(int lines, int changed);

// As a review shows it: the file of a zone that both sides have.
ReviewFile zoneFile(const QString &zone, const QByteArray &before, const QByteArray &after);

// `count` zones of about twenty lines, one record of each changed.
QList<ReviewFile> manyZones(int count);

} // namespace lockstep
