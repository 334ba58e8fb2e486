// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/treesource.h"

#include <algorithm>

namespace lockstep {

Task<Result<bool>> TreeSource::equals(TreeFile file, LocalText other)
{
    if (file.kind != TreeFile::Kind::File || file.size != other.view().size())
        co_return false;
    Task<Result<LocalText>> reading = read(file);
    LOCKSTEP_CO_TRY(text, co_await reading);
    co_return text.view() == other.view();
}

bool TreeSource::leavesOut(const QByteArray &path) const
{
    Q_UNUSED(path)
    return false;
}

Task<Result<LocalText>> TreeSource::readAbsolute(QString path)
{
    const std::optional<QByteArray> place = placeOf(path);
    const TreeFile *file = place ? find(*place) : nullptr;
    if (!file || file->kind != TreeFile::Kind::File)
        co_return fail(QStringLiteral("file.missing"), {path});
    Task<Result<LocalText>> reading = read(*file);
    Result<LocalText> text = co_await reading;
    co_return text;
}

const TreeFile *TreeSource::find(const QByteArray &path) const
{
    const auto at = std::ranges::lower_bound(files, path, {}, &TreeFile::path);
    return at != files.cend() && at->path == path ? &*at : nullptr;
}

void TreeSource::sort()
{
    std::ranges::stable_sort(files, {}, &TreeFile::path);
    QList<TreeFile> once;
    once.reserve(files.size());
    for (TreeFile &file : files) {
        if (!once.isEmpty() && once.last().path == file.path)
            once.last() = std::move(file);
        else
            once.append(std::move(file));
    }
    files = std::move(once);
}

} // namespace lockstep
