// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/namedconf/config.h"
#include "core/review/textdiff.h"
#include "core/snapshot/snapshot.h"

#include <QHash>

namespace lockstep {

// One file that differs between two snapshots, with both its texts: what a person looks at. A side without bytes: the file
// does not exist there.
struct ReviewFile
{
    enum class Kind { Zone, Configuration };
    enum class Mark { Changed, Added, Removed };
    QString root;  // where it lies in its snapshot
    QString path;  // relative to the root
    QString place; // absolute, as named sees it
    QString title; // "example.net (external)", or its path
    QString zone;  // of a zone's file; view "" when there are none
    QString view;
    Kind kind = Kind::Configuration;
    std::optional<QByteArray> before;
    std::optional<QByteArray> after;
    bool serialOnly = false; // of a zone: the serial alone, every other byte the same
    bool secret = false;     // class Secret: only those who must may read it on a server

    QString id() const { return root + u'/' + path; } // names it within its snapshot
    Mark mark() const { return !before ? Mark::Added : !after ? Mark::Removed : Mark::Changed; }
    // What may be shown of a side: key material told against the other side (core/review/secrets.h), the text of a zone as it is; empty bytes for a
    // side that does not exist. Lines stay what they are.
    QByteArray shownBefore() const { return shown().first; }
    QByteArray shownAfter() const { return shown().second; }
    QByteArray origin() const; // wire form of the zone's name
    TextDiff diff() const;
    bool operator==(const ReviewFile &) const = default;

private:
    std::pair<QByteArray, QByteArray> shown() const;
};

// A zone's texts differ in the serial, and in no other byte.
bool isSerialAlone(const ReviewFile &file);
// Two texts that lie in no snapshot: for a preview of what a step would write.
ReviewFile reviewFile(const QString &path, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after);

// The bytes of an entry.
using EntryReader = std::function<Task<Result<QByteArray>>(Entry entry)>;

// Which zone a file belongs to, by absolute path.
struct FileZone
{
    QString zone;
    QString view;
};
using FileZones = QHash<QString, FileZone>;
// By the configuration of `snapshot`, whose main file named sees as `mainFile`; see ReviewConfig. One that cannot be read names
// no zones.
Task<FileZones> zoneNames(Snapshot snapshot, QString mainFile, EntryReader reader);

// A snapshot's configuration with the texts it is read from, for whoever works on it in another thread. A copy of /etc/bind that
// lies somewhere else names its files where they lie on a server: those are looked for beside the main file.
struct ReviewConfig
{
    QString mainFile; // as named sees it
    Snapshot snapshot;
    QHash<QString, QByteArray> texts; // of the configuration's own files, by absolute path; empty for one that cannot be read
    // Where a file lies that the configuration sees at `path`.
    QString place(const QString &path) const;
    // `missing` gets the files that are asked for and not there yet.
    Config read(QStringList *missing = nullptr) const;
    FileZones zones() const;
};

// What two snapshots have differently, with all that is needed to tell what it means.
struct ReviewSet
{
    QList<ReviewFile> files; // zones by name, then configuration files by path
    ReviewConfig before;
    ReviewConfig after;
    // What zones among `files` include, by the name in $INCLUDE.
    QHash<QString, QByteArray> includedBefore;
    QHash<QString, QByteArray> includedAfter;
    bool served = true; // what was before, so that others may have it still
};
// Zones are named by `after`, those it does not have any more by `before`. Errors: those of the readers.
Task<Result<ReviewSet>> reviewSet(Snapshot before, Snapshot after, QString mainFile, EntryReader readBefore, EntryReader readAfter);
// What `now` has otherwise than `then`, both against the same earlier state.
ReviewSet sinceThen(const ReviewSet &then, const ReviewSet &now);
// The files alone.
Task<Result<QList<ReviewFile>>> reviewFiles(Snapshot before, Snapshot after, QString mainFile, EntryReader readBefore, EntryReader readAfter);

} // namespace lockstep
