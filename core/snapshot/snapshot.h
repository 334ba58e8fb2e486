// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QSet>
#include <QStringList>

namespace lockstep {

// A managed folder: `id` names it in snapshots, `path` is where named sees it.
struct Root
{
    QString id;
    QString path; // absolute
    bool operator==(const Root &) const = default;
    template <class V> void fields(V &v)
    {
        v("id", id);
        v("path", path);
    }
};

// One file or folder of a snapshot. The class is a role, not an owner: Plain becomes root:bind 0644, Secret root:bind 0640.
struct Entry
{
    enum class Kind { File, Folder };
    enum class Class { Plain, Secret };
    QString root;
    QString path; // relative to its root, '/' between components, never empty
    Kind kind = Kind::File;
    Class cls = Class::Plain;
    qint64 size = 0;
    Digest digest; // null for folders
    bool operator==(const Entry &) const = default;
};

// An immutable, content-addressed set of files. Entries are sorted by root, then path, both by bytes, and are unique; every
// folder above an entry is an entry too. Values compare equal exactly when their manifests do.
struct Snapshot
{
    QList<Root> roots;
    QList<Entry> entries;

    // The canonical text that names it: "lockstep-manifest 1", a line a root, a line an entry.
    QByteArray manifest() const;
    // Strict: hostile or sloppy manifests are refused with their line (snapshot.manifest). Never accepts a path that
    // isSafePath() refuses, and its manifest() is the very text that was read.
    static Result<Snapshot> parse(const QByteArray &manifest);
    // Every object that a manifest names; takes it on trust, and reads no more than it must.
    static QSet<Digest> objectsOf(const QByteArray &manifest);
    Digest id() const { return Digest::of(manifest()); }

    std::optional<Entry> find(const QString &root, const QString &path) const;
    // A copy with one file put in (its folders come along) or taken out (folders that become empty stay).
    Snapshot with(const Entry &entry) const;
    Snapshot without(const QString &root, const QString &path) const;
    // Where an absolute path lies in this snapshot's roots: {root id, relative path}; nothing for what isSafePath() refuses.
    std::optional<QPair<QString, QString>> placeOf(const QString &absolute) const;
    QString absolutePath(const Entry &entry) const;
    // The names in a folder, by the path that named sees, sorted by bytes; nothing when it lies in no root and is none: what else
    // there is on a server is not known here.
    std::optional<QStringList> namesIn(const QString &absoluteFolder) const;
    // `sha256sum -c` input, run from a folder that holds one folder per root id.
    QByteArray checksums() const;

    bool operator==(const Snapshot &) const = default;
};

// A relative path that is safe to create below a root: no empty, "." or ".." component, not absolute, no control
// characters, components of at most 255 bytes, 4,096 bytes in all.
bool isSafePath(const QString &path);

struct SnapshotDiff
{
    QList<Entry> added;
    QList<Entry> removed;
    QList<QPair<Entry, Entry>> changed; // before, after: other bytes or class
};
SnapshotDiff diff(const Snapshot &before, const Snapshot &after);

} // namespace lockstep
