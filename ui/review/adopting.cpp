// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/adopting.h"

#include <algorithm>

namespace lockstep {

namespace {

Result<void> gone() { return fail(QStringLiteral("rpc.lost"), {QStringLiteral("-")}); }

} // namespace

Task<Result<QList<DriftedFile>>> driftOf(QPointer<GroupSession> group, QString member)
{
    QList<Snapshot> snapshots;
    for (const QString &which : {QStringLiteral("live"), QStringLiteral("member:") + member, QStringLiteral("staged")}) {
        if (!group)
            co_return std::unexpected(gone().error());
        // What is kept of staging may be older than what was adopted just now.
        Task<Result<Snapshot>> asking = group->master().snapshot(group->id(), which);
        LOCKSTEP_CO_TRY(snapshot, co_await asking);
        snapshots.append(snapshot);
    }
    const SnapshotDiff differences = diff(snapshots[0], snapshots[1]);
    QList<DriftedFile> files;
    const auto add = [&](const Entry &any, std::optional<Entry> live, std::optional<Entry> there) {
        if (any.kind == Entry::Kind::File)
            files.append({snapshots[there ? 1 : 0].absolutePath(any), any.root, any.path, std::move(live), std::move(there),
                          snapshots[2].find(any.root, any.path)});
    };
    for (const Entry &entry : differences.removed)
        add(entry, entry, std::nullopt);
    for (const Entry &entry : differences.added)
        add(entry, std::nullopt, entry);
    for (const auto &[before, after] : differences.changed)
        add(after, before, after);
    std::ranges::sort(files, {}, &DriftedFile::path);
    co_return files;
}

Task<Result<void>> adopt(QPointer<GroupSession> group, DriftedFile file)
{
    if (!group)
        co_return gone();
    StageFileRequest request{group->id(), file.root, file.relative, file.staged ? QString::fromLatin1(file.staged->digest.hex()) : QString(), {}, {}};
    if (file.there)
        request.object = file.there->digest; // the master has read it
    Task<Result<ChangeList>> staging = group->master().call(mastercalls::stageFile, request);
    const Result<ChangeList> staged = co_await staging;
    if (!staged && staged.error().code != QLatin1String("master.same")) // it is staged like that already
        co_return std::unexpected(staged.error());
    co_return {};
}

} // namespace lockstep
