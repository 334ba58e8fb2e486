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

Result<void> Files::replace(const QString &path, const QByteArray &bytes, uint mode)
{
    const QString temporary = path + QStringLiteral(".lockstep-new");
    Result<void> done = write(temporary, bytes, mode);
    if (done)
        done = sync(temporary);
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
    LOCKSTEP_TRY(what, facts(path));
    if (what.kind == FileFacts::Kind::Folder) {
        LOCKSTEP_TRY(names, list(path));
        for (const QString &name : names)
            LOCKSTEP_CHECK(removeTree(path + QLatin1Char('/') + name));
    }
    return remove(path);
}

} // namespace lockstep
