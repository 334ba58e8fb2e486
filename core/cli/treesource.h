// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/base/task.h"
#include "core/cli/localtext.h"

#include <optional>

namespace lockstep {

// A file of a tree. Its path is the bytes that the tree has: they need not be UTF-8.
struct TreeFile
{
    enum class Kind { File, Link, Other }; // Other: a device, a socket, a pipe
    QByteArray path;                       // from the top of the tree, '/' between
    Kind kind = Kind::File;
    qint64 size = 0;
    Digest digest;        // null: not known
    bool program = false; // may be executed by its owner
};

// Files that are compared with those of another tree: of a folder, an archive, a snapshot, or one alone.
class TreeSource
{
public:
    enum class Kind { File, Folder, Archive, Snapshot };
    static constexpr qint64 mostFiles = 1'000'000;
    static constexpr qint64 mostBytes = qint64(256) << 20; // of a file that is shown

    virtual ~TreeSource() = default;
    Kind kind = Kind::Folder;
    QString name;          // as the person gave it
    QList<TreeFile> files; // by the bytes of their paths, each once; folders are not told
    QList<Error> problems; // what could not be looked at: it is never equal

    // Of a File. Errors: those of LocalText, of the archive, of the master.
    virtual Task<Result<LocalText>> read(TreeFile file) = 0;
    // Where a Link leads.
    virtual Task<Result<LocalText>> target(TreeFile file) = 0;
    // Whether a file of another tree has the same bytes as that of this one.
    virtual Task<Result<bool>> equals(TreeFile file, LocalText other);
    // Files of another tree that this kind of tree never has, so that they do not count as removed.
    virtual bool leavesOut(const QByteArray &path) const;

    // Where named sees a file, and which file of the tree it sees at a path. A copy of /etc/bind that lies elsewhere names its
    // files where they lie on a server.
    virtual QString absolute(const QByteArray &path) const = 0;
    virtual std::optional<QByteArray> placeOf(const QString &absolutePath) const = 0;
    virtual QString mainFile() const { return absolute("named.conf"); }
    // Of two snapshots: paths from the top of the servers' disks, whatever folders are managed on each side.
    virtual void spanRoots() {}
    // The path for people.
    virtual QString shownPath(const QByteArray &path) const { return QString::fromUtf8(path); }
    // Of one File that is read part by part; nullptr of any other.
    virtual FileWindow *window() { return nullptr; }
    // A file by where named sees it, for the configuration; folders and single files may look on this machine's disk too.
    virtual Task<Result<LocalText>> readAbsolute(QString path);

    const TreeFile *find(const QByteArray &path) const;

protected:
    void sort(); // `files`, and of two with one path the later one stays
};

} // namespace lockstep
