// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/change.h"
#include "core/snapshot/snapshot.h"

#include <QMap>

#include <functional>

namespace lockstep {

// What a group is made of as far as the clients of a race edit it: the records of three zones, as they count, and every other file
// by its digest.
struct RaceContent
{
    using Zone = QMap<QString, int>; // "www.example.net. A 192.0.2.1", and how often it is written
    QMap<QString, Zone> zones;       // by name
    QMap<QString, QString> files;    // by path below the root: digest in hex
    bool operator==(const RaceContent &) const = default;

    static const QStringList &zoneNames();
    static QString pathOf(const QString &zone) { return QStringLiteral("zones/%1.db").arg(zone); }
    // The zone whose file that is, or "".
    static QString zoneAt(const QString &path);
    // Everything but its SOA.
    static Zone read(const QString &zone, const QByteArray &text);
    // As read() has it, of an owner and "A ADDRESS" as a request has them.
    static QString record(const QString &zone, const QString &owner, const QString &text);
    using Texts = std::function<Result<QByteArray>(const Digest &)>;
    static Result<RaceContent> of(const Snapshot &snapshot, const Texts &texts);

    // Lays one edit on it; false: it does not fit. `texts`: what zone files with such a digest say.
    bool apply(const Change &change, const QMap<QString, Zone> &texts);
    QString differs(const RaceContent &from) const; // where first, for a message
};

} // namespace lockstep
