// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/namedconf/confcheck.h"

#include <QPointer>

namespace lockstep {

// Texts that are being edited, by absolute path: they count instead of the staged ones.
using EditedTexts = QHash<QString, QByteArray>;

// What is wrong with a file's text: what named refuses, or what it accepts and was hardly meant.
struct TextFault
{
    Error error;
    bool warning = false;
    bool operator==(const TextFault &) const = default;
};

// The staged files of a group, read as named would read them.
struct StagedReading
{
    Snapshot staged;
    Config config;
    EditedTexts texts;           // whatever was read
    QList<ConfFinding> findings; // of its statements, each in the place where an include brings it

    const ZoneDecl *zoneOf(const QString &absolute) const; // the first whose file it is; nullptr
    bool isConfiguration(const QString &absolute) const { return config.file(absolute) != nullptr; }
    QList<TextFault> faultsOf(const QString &absolute) const; // of a configuration file
};

// Reads in a worker; files that the window has not seen yet are fetched meanwhile. Errors: rpc.lost and the master's,
// cancelled when the group is gone.
Task<Result<StagedReading>> readStaged(QPointer<GroupSession> group, EditedTexts edited);
// What is wrong with a zone's file, read in a worker with the files that it includes: single records alone, or with `whole` the
// zone as a whole (core/zone/zonecheck.h). Errors: the same.
Task<Result<QList<TextFault>>> faultsOfZone(QPointer<GroupSession> group, StagedReading reading, ZoneDecl zone, QByteArray text, bool whole);

} // namespace lockstep
