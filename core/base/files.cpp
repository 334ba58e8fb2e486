// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <QFileInfo>

namespace lockstep {

namespace {

QString folderOf(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    return slash <= 0 ? QStringLiteral("/") : path.left(slash);
}

} // namespace

Result<void> Files::readParts(const QString &path, const std::function<void(QByteArrayView)> &part)
{
    LOCKSTEP_TRY(bytes, read(path));
    part(bytes);
    return {};
}

Result<void> Files::makePath(const QString &path, uint mode)
{
    const Result<FileFacts> there = facts(path);
    if (there && there->kind == FileFacts::Kind::Folder)
        return {};
    if (there && there->kind != FileFacts::Kind::Link)
        return fail(QStringLiteral("file.exists"), {path});
    if (there) // a link is good enough when it leads to a folder
        return list(path).transform([](const QStringList &) {});
    const QString parent = folderOf(path);
    if (parent != path)
        LOCKSTEP_CHECK(makePath(parent, mode));
    if (const Result<void> made = makeFolder(path, mode); !made) {
        const Result<FileFacts> now = facts(path); // another program may have been quicker
        if (!now || now->kind != FileFacts::Kind::Folder)
            return made;
    }
    return sync(parent);
}

// A file that is not its owner's yet is closed to everybody else.
Result<void> Files::writeSynced(const QString &path, const QByteArray &bytes, uint mode, const std::optional<FileOwner> &owner)
{
    LOCKSTEP_CHECK(write(path, bytes, owner ? 0600 : mode));
    if (owner) {
        LOCKSTEP_CHECK(setOwner(path, owner->uid, owner->gid));
        LOCKSTEP_CHECK(setMode(path, mode));
    }
    return sync(path);
}

Result<void> Files::replace(const QString &path, const QByteArray &bytes, uint mode)
{
    const QString temporary = path + QStringLiteral(".lockstep-new");
    Result<void> done = writeSynced(temporary, bytes, mode, {});
    if (done)
        done = rename(temporary, path);
    if (!done) {
        remove(temporary); // the first error is the one to tell
        return done;
    }
    return sync(folderOf(path));
}

Result<void> Files::removeTree(const QString &path)
{
    const Result<void> gone = remove(path);
    if (gone || gone.error().code != QLatin1String("file.exists"))
        return gone;
    LOCKSTEP_TRY(names, list(path)); // a folder with something in it
    for (const QString &name : names)
        LOCKSTEP_CHECK(removeTree(path + QLatin1Char('/') + name));
    return remove(path);
}

} // namespace lockstep
