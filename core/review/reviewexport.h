// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filestudy.h"

#include <functional>

namespace lockstep {

// A review as a file that is taken along: for a ticket, for somebody without a console. Secrets are masked in all of them.
struct ReviewExport
{
    QString group;
    QString from; // what the sides are
    QString to;
    QString seal;    // of what is staged; "" for none
    qint64 time = 0; // ms UTC
    const ReviewSet *set = nullptr;
    std::function<const FileStudy *(const QString &file)> study; // nullptr for one that is not known
    std::function<QString(const Error &)> sentence;              // in the reader's language
    std::function<bool(const Digest &unit)> viewed;
};

// One page that needs nothing else: no script, no picture, nothing from elsewhere; light and dark as the reader's system is.
QByteArray reviewHtml(const ReviewExport &review);
// As docs/review-schema.json has it.
QByteArray reviewJson(const ReviewExport &review);
// For `git apply` and `patch -p1`. Files with secrets near a change stand in it with masked ones, in comment lines: they cannot be applied.
QByteArray reviewPatch(const ReviewExport &review);

} // namespace lockstep
