// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/linediff.h"
#include "core/text/linetable.h"
#include "core/zone/recorddiff.h"

#include <QHash>

#include <vector>

namespace lockstep {

// A zone's first file and those that it includes, as a scan asks for them; each is read once and kept.
class ZoneParts
{
public:
    struct Part
    {
        QString name; // the path of the first, as in $INCLUDE for others
        QByteArrayView text;
    };

    explicit ZoneParts(const ZoneText &zone);
    ZoneParts(const ZoneParts &) = delete;
    ZoneParts &operator=(const ZoneParts &) = delete;

    // What is to be scanned in place of the zone, as often as one likes.
    ZoneText text();
    // The first file, then others in the order in which they were asked for so far; those that are missing left out.
    std::vector<Part> parts() const;

private:
    const ZoneText &m_zone;
    QStringList m_order;
    QHash<QString, Result<QByteArray>> m_read;
};

// A file that is not the same on both sides, and where. The first file of each zone is the same file, whatever its path.
struct ChangedPart
{
    QString nameBefore;
    QString nameAfter;
    bool isBefore = false;
    bool isAfter = false;
    LineTable before{};
    LineTable after{};
    QList<Hunk> hunks{};
};

struct ChangedParts
{
    std::vector<ChangedPart> parts; // the first file before others
    // Index in `parts` of the file that is named so on that side; -1: it is the same on both.
    int indexBefore(const QString &file) const { return byNameBefore.value(file, -1); }
    int indexAfter(const QString &file) const { return byNameAfter.value(file, -1); }
    QHash<QString, int> byNameBefore;
    QHash<QString, int> byNameAfter;
};
// The parts must stay as they are while the answer is used.
ChangedParts changedParts(const ZoneParts &before, const ZoneParts &after);

} // namespace lockstep
