// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"

#include <QMap>

#include <functional>
#include <optional>

namespace lockstep {

// One zone statement, as far as files and serving are concerned.
struct ZoneDecl
{
    QString name;         // lower case, no trailing dot; "." for the root
    QString view;         // "" when the configuration has no views
    QString type;         // primary, secondary, hint ... (master and slave are read as the new words)
    QString file;         // absolute; "" when none is named
    bool dynamic = false; // update-policy, or allow-update other than none; view and options count for a primary
    bool signs = false;   // inline-signing, or dnssec-policy other than none, likewise
    QString inView;       // in-view: the zone lives there
    Origin origin;
    QByteArray text; // of the whole statement, for "did it change"
};

// A file that the configuration reads or writes.
struct FileUse
{
    QString path;         // absolute
    QByteArray statement; // the keyword that names it: include, file, key-directory ...
    bool writes = false;  // named writes there
    Origin origin;
};

// What a named.conf and everything it includes say.
struct Config
{
    QList<ConfFile> files;                                 // in the order they were read, the main file first
    QList<Error> problems;                                 // syntax, missing includes
    QString directory = QStringLiteral("/var/cache/bind"); // as Debian's named is built; the statement wins
    bool directoryGiven = false;
    QStringList views;
    QStringList otherClasses; // views that are not of class IN
    QList<ZoneDecl> zones;
    QList<FileUse> uses;
    QStringList keys;
    QStringList optionFiles;                         // included inside options
    QMap<QString, QList<ConfStatement>> acls;        // names in lower case, as named compares them
    QMap<QString, QList<ConfStatement>> viewClients; // view -> match-clients; absent when it has none
    QStringList listenOn;                            // IPv4 addresses given literally
    quint16 statisticsPort = 0;                      // of an inet channel on 127.0.0.1 or *
    bool hasControls = false;
    bool restricted = false;         // allow-query, allow-query-on or blackhole stand somewhere
    bool destinationsMatter = false; // a view has match-destinations or match-recursive-only
    const ConfFile *file(const QString &path) const;
};

// Reads `mainFile` and what it includes. `reader` gives a file's bytes by absolute path.
using ConfReader = std::function<Result<QByteArray>(const QString &path)>;
Config readConfig(const QString &mainFile, const ConfReader &reader);

// The view in which named would answer `address` (IPv4): the first whose match-clients fits. Nothing when that cannot be told
// (keys, unknown names, match-destinations). "" when there are no views.
std::optional<QString> viewFor(const Config &config, const QString &address);

// Statements that differ on every server move to <localFolder>/server.conf and options.conf, which the shared files include
// (DESIGN 3). A tree that is split already comes back unchanged.
struct LocalSplit
{
    QByteArray serverConf;
    QByteArray optionsConf;
    QMap<QString, QByteArray> files; // shared files with their new text; only those that change
};
LocalSplit splitLocal(const Config &config, const QString &localFolder);

} // namespace lockstep
