// SPDX-License-Identifier: GPL-3.0-or-later
// The way back in a ReviewView: discarding what is staged, and staging it again.
#include "core/review/hunkchanges.h"
#include "ui/look/words.h"
#include "ui/review/filesreview.h"
#include "ui/review/reviewview.h"
#include "ui/widgets/banner.h"

#include <QCoroFuture>
#include <QPointer>
#include <QtConcurrentRun>

#include <algorithm>

namespace lockstep {

namespace {

// Record edits are staged again one by one, in their order; anything else as the text that was.
QList<StageRecordRequest> recordsOf(const QStringList &ids, const QList<Change> &changes)
{
    QList<StageRecordRequest> records;
    for (const Change &change : changes) {
        if (!ids.contains(change.id))
            continue;
        if (change.kind != Change::Kind::Record)
            return {};
        records.append({{}, change.zone, change.view, change.owner, change.before, change.after});
    }
    return records;
}

QString discardedSentence(const ReviewFile &file, const HunkBack &back, const QList<Change> &changes)
{
    constexpr qsizetype mostNamed = 4;
    QStringList names;
    for (const Change &change : changes) {
        if (back.needed.contains(change.id))
            names.append(ReviewView::tr("the change of %1").arg(change.owner));
    }
    if (names.isEmpty())
        return ReviewView::tr("What was staged here in %1 is discarded.").arg(file.title);
    if (names.size() > mostNamed)
        names = names.first(mostNamed) + QStringList{QStringLiteral("…")};
    return ReviewView::tr("What was staged here in %1 is discarded, and what cannot stay without it: %2.")
        .arg(file.title, names.join(QStringLiteral(", ")));
}

} // namespace

Task<> ReviewView::discardHunk()
{
    const ReviewFile *chosen = m_review->file();
    const QList<LinesOfRow> rows = m_review->rowsHere();
    const std::optional<TextHunk> hunk = m_review->currentHunk();
    if (!chosen || (rows.isEmpty() && !hunk) || !isStaged() || !isNow() || !group().canEdit() || m_working)
        co_return;
    const QPointer<ReviewView> here(this);
    const ReviewFile file = *chosen;
    const QList<Change> changes = group().changes().changes;
    m_working = true;
    showActions();
    QFuture<HunkBack> working = QtConcurrent::run(
        [file, rows, hunk, changes] { return hunksBack(file, rows.isEmpty() ? QList<Hunk>{hunk->lines} : hunksOf(file, rows), changes); });
    const HunkBack back = co_await working;
    if (!here)
        co_return;
    m_working = false;
    Step step{discardedSentence(file, back, changes), recordsOf(back.discard, changes), false, file.root, file.path, file.after};
    step.whole = step.records.isEmpty();
    step.found = editsOf(step.root, step.path);
    if (!back.discard.isEmpty()) {
        discard(back.discard, step);
        co_return;
    }
    if (!back.text) {
        m_banner->setAction({});
        m_banner->show(Tone::Neutral,
                       tr("The serial follows the other changes of %1. It goes back by itself when they are discarded.").arg(file.title));
        showActions();
        co_return;
    }
    m_working = true;
    Task<Result<void>> staging = group().stageFile(file.root, file.path, Digest::of(*file.after), back.text);
    const Result<void> staged = co_await staging;
    if (here)
        done(staged, step);
}

Task<> ReviewView::discardFile()
{
    const ReviewFile *chosen = m_review->file();
    if (!chosen || !isStaged() || !isNow() || !group().canEdit() || m_working)
        co_return;
    const QList<Change> own = changesOf(*chosen, group().changes().changes);
    QStringList ids;
    for (const Change &change : own)
        ids.append(change.id);
    if (ids.isEmpty()) {
        m_banner->setAction({});
        m_banner->show(Tone::Neutral,
                       tr("Nobody staged a change of %1: its serial was raised because a member serves a higher one.").arg(chosen->title));
        co_return;
    }
    Step step{tr("Everything staged in %1 is discarded.").arg(chosen->title), recordsOf(ids, own), false, chosen->root, chosen->path, chosen->after};
    step.whole = step.records.isEmpty();
    step.found = editsOf(step.root, step.path);
    discard(ids, step);
}

Task<> ReviewView::discardChange(QString id)
{
    const QPointer<ReviewView> here(this);
    Task<Result<void>> discarding = group().discard({id});
    const Result<void> result = co_await discarding;
    if (here && !result)
        m_banner->show(result.error());
}

Task<> ReviewView::discard(QStringList ids, Step step)
{
    const QPointer<ReviewView> here(this);
    m_working = true;
    showActions();
    Task<Result<void>> discarding = group().discard(ids);
    const Result<void> result = co_await discarding;
    if (here)
        done(result, step);
}

QList<Change> ReviewView::editsOf(const QString &root, const QString &path) const
{
    QList<Change> edits = group().changes().changes;
    edits.removeIf([&](const Change &one) { return one.root != root || one.path != path || one.kind == Change::Kind::Serial; });
    return edits;
}

void ReviewView::done(const Result<void> &result, Step step)
{
    m_working = false;
    m_ownStep = result.has_value();
    if (result) {
        step.left = editsOf(step.root, step.path);
        step.live = group().status().liveDeployment;
        m_steps.append(step);
        m_banner->setAction(tr("Undo"));
        m_banner->show(Tone::Neutral, step.text);
    } else {
        m_banner->setAction({});
        m_banner->show(result.error());
    }
    showActions();
}

Task<> ReviewView::undo()
{
    if (m_steps.isEmpty() || m_working || !group().canEdit())
        co_return;
    const QPointer<ReviewView> here(this);
    Step step = m_steps.takeLast();
    m_working = true;
    showActions();
    Result<void> result;
    if (!step.staged.isEmpty()) {
        const QList<Change> now = group().changes().changes;
        if (std::ranges::none_of(now, [&](const Change &one) { return step.staged.contains(one.id); })) {
            m_working = false;
            m_banner->setAction({});
            m_banner->show(Tone::Neutral, tr("It is not staged any more: it was deployed or discarded meanwhile."));
            showActions();
            co_return;
        }
        Task<Result<void>> discarding = group().discard(step.staged);
        result = co_await discarding;
        if (!here)
            co_return;
    }
    while (result && !step.records.isEmpty()) {
        Task<Result<void>> staging = group().stageRecord(step.records.first());
        result = co_await staging;
        if (!here)
            co_return;
        if (result)
            step.records.removeFirst();
    }
    if (step.whole) {
        Task<Result<Snapshot>> reading = group().snapshot(QStringLiteral("staged"));
        const Result<Snapshot> staged = co_await reading;
        if (!here)
            co_return;
        const std::optional<Entry> entry = staged ? staged->find(step.root, step.path) : std::nullopt;
        if (!staged) {
            result = std::unexpected(staged.error());
        } else if (staged->id() != stagedNow() || // what somebody has staged or deployed since would be gone unseen
                   editsOf(step.root, step.path) != step.left || group().status().liveDeployment != step.live) {
            result = fail(QStringLiteral("review.undo"), {step.path});
        } else {
            Task<Result<void>> staging = group().stageFile(step.root, step.path, entry ? entry->digest : Digest(), step.bytes);
            result = co_await staging;
            if (!here)
                co_return;
        }
    }
    m_working = false;
    m_ownStep = result.has_value();
    m_banner->setAction({});
    if (result) {
        m_banner->hide();
        for (Step &earlier : m_steps) {
            // As it left it, unless somebody edited it between the two.
            if (earlier.root == step.root && earlier.path == step.path && earlier.left == step.found)
                earlier.left = editsOf(step.root, step.path);
        }
    } else {
        m_steps.append(step); // what is left of it can be tried again
        m_banner->show(result.error());
    }
    showActions();
}

} // namespace lockstep
