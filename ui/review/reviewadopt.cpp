// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done in a ReviewView with what a member has otherwise than live.
#include "core/review/takenhunks.h"
#include "ui/look/words.h"
#include "ui/review/adopting.h"
#include "ui/review/filesreview.h"
#include "ui/review/reviewview.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QCoroFuture>
#include <QDateTime>
#include <QLocale>
#include <QtConcurrentRun>

#include <algorithm>

namespace lockstep {

// Of the server that is compared with live; "" when something else is.
QString ReviewView::driftedMember() const
{
    const bool ofMember = m_from == QLatin1String("live") && m_to.startsWith(QLatin1String("member:"));
    return ofMember ? m_to.section(u':', 1) : QString();
}

// The one of the two sides that is a server which does not answer now; null when none is.
const Member *ReviewView::silentMember() const
{
    for (const QString &which : {m_from, m_to}) {
        if (!which.startsWith(QLatin1String("member:")))
            continue;
        const QString id = which.section(u':', 1);
        const MemberSync *sync = group().sync(id);
        if (sync && sync->state == SyncState::Unknown)
            return group().member(id);
    }
    return nullptr;
}

// What was read of it stays, with the marks: it is looked at as it was.
void ReviewView::showSilent()
{
    const Member *silent = m_set ? silentMember() : nullptr;
    if (!silent) {
        m_silent->hide();
        return;
    }
    m_silent->show(Tone::Attention, tr("%1 does not answer. This is what it had at %2; it is read again as soon as %1 answers.")
                                        .arg(silent->name, QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_readAt), QStringLiteral("HH:mm:ss"))));
}

void ReviewView::showDriftActions()
{
    const Member *member = group().member(driftedMember());
    for (QAction *action : {m_adoptHunk, m_adopt, m_overwrite})
        action->setVisible(member);
    if (!member)
        return;
    const bool can = group().canEdit() && !m_working && m_review->file();
    m_adoptHunk->setEnabled(can && (m_review->currentHunk() || !m_review->rowsHere().isEmpty()));
    m_adoptHunk->setToolTip(tr("Stage this change as %1 has it").arg(member->name));
    m_adopt->setEnabled(can);
    m_adopt->setToolTip(tr("Stage this file as %1 has it").arg(member->name));
    const bool silent = silentMember();
    m_overwrite->setEnabled(can && member->attachment == Attachment::Attached && !silent);
    m_overwrite->setToolTip(silent ? tr("%1 does not answer: nothing can be written there now.").arg(member->name)
                                   : tr("Replace every file that differs on %1 by what is live").arg(member->name));
}

void ReviewView::overwrite() { Q_EMIT wanted(QStringLiteral("members/%1/synchronise").arg(driftedMember())); }

// The rest of the file stays as it is staged, whatever that is.
Task<> ReviewView::adoptHunk()
{
    const ReviewFile *chosen = m_review->file();
    const Member *member = group().member(driftedMember());
    const QList<LinesOfRow> rows = m_review->rowsHere();
    const std::optional<TextHunk> hunk = m_review->currentHunk();
    if (!chosen || !member || (rows.isEmpty() && !hunk) || !group().canEdit() || m_working)
        co_return;
    if (!chosen->before || !chosen->after) { // a file that came or went does so as a whole
        adoptFile();
        co_return;
    }
    const QPointer<ReviewView> here(this);
    const ReviewFile file = *chosen;
    const QString name = member->name;
    m_working = true;
    showActions();
    Task<Result<Snapshot>> reading = group().snapshot(QStringLiteral("staged"));
    const Result<Snapshot> staged = co_await reading;
    if (!here)
        co_return;
    const std::optional<Entry> entry = staged ? staged->find(file.root, file.path) : std::nullopt;
    Result<QByteArray> base = entry ? Result<QByteArray>() : staged ? fail(QStringLiteral("review.notstaged"), {file.title}) : fail(staged.error());
    if (entry) {
        Task<Result<QByteArray>> fetching = group().bytes(entry->digest);
        base = co_await fetching;
        if (!here)
            co_return;
    }
    Result<QByteArray> text = base;
    if (base) {
        QFuture<Result<QByteArray>> working = QtConcurrent::run([file, rows, hunk, bytes = *base] {
            return withHunksTaken(*file.before, *file.after, bytes, rows.isEmpty() ? QList<Hunk>{hunk->lines} : hunksOf(file, rows));
        });
        text = co_await working;
        if (!here)
            co_return;
    }
    Result<void> result = text ? Result<void>() : fail(text.error());
    const bool differs = text && *text != *base;
    const QList<Change> found = editsOf(file.root, file.path);
    if (differs) {
        Task<Result<void>> staging = group().stageFile(file.root, file.path, entry->digest, *text);
        result = co_await staging;
        if (!here)
            co_return;
    }
    if (!result || differs) {
        const QString told = tr("This change of %1 is staged as %2 has it. Review what is staged, then prepare and deploy it.").arg(file.title, name);
        done(result, {told, {}, true, file.root, file.path, base.value_or(QByteArray()), {}, found});
        co_return;
    }
    m_working = false;
    m_banner->setAction({});
    m_banner->show(Tone::Neutral, tr("This change of %1 is staged already.").arg(file.title));
    showActions();
}

Task<> ReviewView::adoptFile()
{
    const QString id = driftedMember();
    const ReviewFile *chosen = m_review->file();
    const Member *member = group().member(id);
    if (!chosen || !member || m_working)
        co_return;
    const QPointer<ReviewView> here(this);
    const ReviewFile file = *chosen;
    const QString name = member->name;
    m_working = true;
    m_banner->setAction({});
    m_banner->show(Tone::Neutral, tr("%1 is read as %2 has it now ...").arg(file.title, name));
    showActions();
    Task<Result<QList<DriftedFile>>> asking = driftOf(&group(), id);
    const Result<QList<DriftedFile>> drift = co_await asking;
    if (!here)
        co_return;
    Result<void> done;
    bool differs = false;
    bool wanted = true;
    if (!drift) {
        done = std::unexpected(drift.error());
    } else {
        const auto found = std::ranges::find_if(*drift, [&](const DriftedFile &one) { return one.root == file.root && one.relative == file.path; });
        differs = found != drift->end();
        if (differs && found->isEdited()) {
            Question question{QStringLiteral("drift.adopt"),
                              tr("Adopt into staging"),
                              tr("Replace what is staged of %1?").arg(file.title),
                              tr("Another text of this file is staged already. It is replaced by the one that %1 has.").arg(name),
                              tr("Replace it"),
                              true,
                              {}};
            Task<bool> confirming = ask(this, question);
            wanted = co_await confirming;
            if (!here)
                co_return;
        }
        if (differs && wanted) {
            Task<Result<void>> staging = adopt(&group(), *found);
            done = co_await staging;
            if (!here)
                co_return;
        }
    }
    m_working = false;
    if (!done)
        m_banner->show(done.error());
    else if (!wanted)
        m_banner->hide();
    else
        m_banner->show(differs ? Tone::Ok : Tone::Neutral,
                       differs ? tr("%1 is staged as %2 has it. Review what is staged, then prepare and deploy it.").arg(file.title, name)
                               : tr("%1 has %2 as it is live by now.").arg(name, file.title));
    showActions();
}

} // namespace lockstep
