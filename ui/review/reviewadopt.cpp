// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done in a ReviewView with what a member has otherwise than live.
#include "ui/look/words.h"
#include "ui/review/adopting.h"
#include "ui/review/filesreview.h"
#include "ui/review/reviewview.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"

#include <QAction>

#include <algorithm>

namespace lockstep {

// Of the server that is compared with live; "" when something else is.
QString ReviewView::driftedMember() const
{
    const bool ofMember = m_from == QLatin1String("live") && m_to.startsWith(QLatin1String("member:"));
    return ofMember ? m_to.section(u':', 1) : QString();
}

void ReviewView::showDriftActions()
{
    const Member *member = group().member(driftedMember());
    for (QAction *action : {m_adopt, m_overwrite})
        action->setVisible(member);
    if (!member)
        return;
    const bool can = group().canEdit() && !m_working && m_review->file();
    m_adopt->setEnabled(can);
    m_adopt->setToolTip(tr("Stage this file as %1 has it").arg(member->name));
    m_overwrite->setEnabled(can && member->attachment == Attachment::Attached);
    m_overwrite->setToolTip(tr("Replace every file that differs on %1 by what is live").arg(member->name));
}

void ReviewView::overwrite() { Q_EMIT wanted(QStringLiteral("members/%1/synchronise").arg(driftedMember())); }

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
