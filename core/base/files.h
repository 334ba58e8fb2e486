// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace lockstep {

// What stat(2) tells and Lockstep uses. Times in milliseconds since 1970 UTC.
struct FileFacts
{
    enum class Kind { File, Folder, Link, Other };
    Kind kind = Kind::Other;
    qint64 size = 0;
    qint64 mtime = 0;
    qint64 changed = 0; // ns, of the last change of its bytes or of these facts; nobody can set it
    uint mode = 0;      // permission bits only
    uint uid = 0;
    uint gid = 0;
    quint64 inode = 0;
    quint64 device = 0;
    bool operator==(const FileFacts &) const = default;
};

struct FileOwner
{
    uint uid = 0;
    uint gid = 0;
};

// The disk as a seam: the real one, or one in memory that can crash, forget what was not synced and fail at any step.
// Paths are absolute. Calls block and are short; long work runs on a worker thread. Nothing follows a link in the last
// component. Errors: file.missing, file.denied, file.full, file.exists, file.escapes, file.io - with the path as %1.
class Files
{
public:
    virtual ~Files() = default;

    virtual Result<QByteArray> read(const QString &path) = 0;
    // The same, part by part, in the room of one.
    virtual Result<void> readParts(const QString &path, const std::function<void(QByteArrayView)> &part);
    // Creates or truncates, writes all, does NOT sync. A failed call may leave a part behind.
    virtual Result<void> write(const QString &path, const QByteArray &bytes, uint mode) = 0;
    // One that is whole when this returns: created or truncated, all written, given to its owner, then its mode, synced.
    virtual Result<void> writeSynced(const QString &path, const QByteArray &bytes, uint mode, const std::optional<FileOwner> &owner);
    virtual Result<void> append(const QString &path, const QByteArray &bytes, uint mode) = 0;
    virtual Result<void> sync(const QString &fileOrFolder) = 0;
    virtual Result<void> rename(const QString &from, const QString &to) = 0;
    // renameat2(2) RENAME_EXCHANGE: both names exist before and after.
    virtual Result<void> exchange(const QString &one, const QString &other) = 0;
    virtual Result<void> remove(const QString &fileOrEmptyFolder) = 0;
    virtual Result<void> makeFolder(const QString &path, uint mode) = 0;
    virtual Result<void> makeLink(const QString &target, const QString &path) = 0;
    virtual Result<QString> readLink(const QString &path) = 0;
    virtual Result<FileFacts> facts(const QString &path) = 0;    // of the link itself
    virtual Result<QStringList> list(const QString &folder) = 0; // names, sorted
    virtual Result<void> setTime(const QString &path, qint64 mtime) = 0;
    virtual Result<void> setMode(const QString &path, uint mode) = 0;
    virtual Result<void> setOwner(const QString &path, uint uid, uint gid) = 0;
    virtual Result<qint64> freeBytes(const QString &path) = 0;

    // --- composed of the above
    bool exists(const QString &path) { return facts(path).has_value(); }
    // mkdir -p; each new folder's parent is synced.
    Result<void> makePath(const QString &path, uint mode);
    // Temporary name beside it, write, sync, rename, sync the folder: the old bytes or the new ones, never a part.
    Result<void> replace(const QString &path, const QByteArray &bytes, uint mode);
    // A tree, contents first. Links are removed, never followed.
    Result<void> removeTree(const QString &path);
};

// The real disk. Below a folder in `guarded` no symbolic link is followed anywhere on the way: who may write there cannot lead
// this program elsewhere (openat2(2), RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS); error file.escapes.
std::unique_ptr<Files> realFiles(const QStringList &guarded = {});

} // namespace lockstep
