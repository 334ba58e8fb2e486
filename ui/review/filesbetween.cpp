// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/filesbetween.h"

namespace lockstep {

Task<Result<ReviewSet>> reviewBetween(QPointer<GroupSession> group, QString from, QString to)
{
    if (!group)
        co_return fail(QStringLiteral("cancelled"));
    Task<Result<Snapshot>> readingFrom = group->snapshot(from);
    const Result<Snapshot> before = co_await readingFrom;
    if (!before || !group)
        co_return before ? fail(QStringLiteral("cancelled")) : fail(before.error());
    Task<Result<Snapshot>> readingTo = group->snapshot(to);
    const Result<Snapshot> after = co_await readingTo;
    if (!after || !group)
        co_return after ? fail(QStringLiteral("cancelled")) : fail(after.error());
    const EntryReader reader = [group](Entry entry) -> Task<Result<QByteArray>> {
        if (!group)
            co_return fail(QStringLiteral("cancelled"));
        Task<Result<QByteArray>> reading = group->bytes(entry.digest);
        Result<QByteArray> bytes = co_await reading;
        co_return bytes;
    };
    Task<Result<ReviewSet>> reading = reviewSet(*before, *after, group->status().group.mainFile, reader, reader);
    Result<ReviewSet> set = co_await reading;
    co_return set;
}

} // namespace lockstep
