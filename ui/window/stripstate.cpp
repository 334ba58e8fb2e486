// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/stripstate.h"

#include "ui/look/words.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Strip)
};

int attachedOf(const GroupStatus &status) { return int(std::ranges::count(status.members, Attachment::Attached, &Member::attachment)); }

StripState::Step stagedStep(const GroupStatus &status, const ChangeList &changes)
{
    if (!status.live)
        return {Words::tr("No data yet"), Words::tr("the first member brings it"), Tone::Muted};
    if (status.changes == 0)
        return {Words::tr("No changes"), Words::tr("staged is what is live"), Tone::Muted};
    QSet<QString> files;
    QSet<QString> authors;
    for (const Change &change : changes.changes) {
        if (change.kind == Change::Kind::Serial)
            continue;
        files.insert(change.root + u'/' + change.path);
        authors.insert(change.author);
    }
    QStringList names(authors.cbegin(), authors.cend());
    names.sort();
    StripState::Step step{Words::tr("%n edits", nullptr, status.changes), {}, Tone::Accent};
    if (!changes.conflicts.isEmpty())
        return {step.text, Words::tr("%n do not fit what is live", nullptr, int(changes.conflicts.size())), Tone::Attention};
    if (!files.isEmpty())
        step.caption = Words::tr("in %n files, by %1", nullptr, int(files.size())).arg(names.join(QStringLiteral(", ")));
    return step;
}

StripState::Step preparedStep(const GroupStatus &status, qint64 now)
{
    if (!status.prepared)
        return {Words::tr("Nothing prepared"), status.changes > 0 ? Words::tr("review, then prepare") : QString(), Tone::Muted};
    const PreparedSet &set = *status.prepared;
    const int attached = attachedOf(status);
    const QString who = Words::tr("%1, %2").arg(relativeTime(set.time, now), set.author);
    if (!set.valid)
        return {Words::tr("No longer valid"), Words::tr("live has moved since, prepare again"), Tone::Attention};
    const QString members = Words::tr("%1 of %n members", nullptr, attached).arg(attached - int(set.excluded.size()));
    if (set.newerChanges > 0)
        return {members, Words::tr("older than staging"), Tone::Attention};
    return {members, who, Tone::Ok};
}

StripState::Step liveStep(const GroupStatus &status, qint64 now)
{
    if (!status.live)
        return {Words::tr("Nothing live"), {}, Tone::Muted};
    const QString when = relativeTime(status.liveTime, now);
    if (status.liveDeployment == 0)
        return {Words::tr("As the first member came"), when, Tone::Neutral};
    return {Words::tr("Deployment %1").arg(status.liveDeployment), when, status.state == SyncState::InSync ? Tone::Ok : Tone::Neutral};
}

QString watchText() { return Words::tr("&Show progress"); }
QString keepText(int deployment) { return Words::tr("&Keep deployment %1...").arg(deployment); }
QString deployText(int members) { return Words::tr("&Deploy to %n members...", nullptr, members); }
QString prepareText(int changes) { return Words::tr("&Prepare %n edits...", nullptr, changes); }

} // namespace

QStringList StripState::nextTexts(int count) { return {watchText(), keepText(count), deployText(count), prepareText(count)}; }

StripState stripOf(const GroupStatus &status, const ChangeList &changes, qint64 now)
{
    StripState state;
    state.staged = stagedStep(status, changes);
    state.prepared = preparedStep(status, now);
    state.live = liveStep(status, now);
    const bool valid = status.prepared && status.prepared->valid;
    const bool current = valid && status.prepared->newerChanges == 0;
    state.canReview = status.live && (status.changes > 0 || !changes.conflicts.isEmpty());
    state.canRollBack = status.liveDeployment > 0;
    state.canDeployOlder = valid && !current;
    if (status.operation && status.operation->outcome == Outcome::Running) {
        const bool waits = status.operation->step == QLatin1String("keeping");
        state.next = waits ? StripState::Next::Keep : StripState::Next::Watch;
        state.nextText = waits ? keepText(status.operation->deployment) : watchText();
        state.canRollBack = state.canDeployOlder = false;
    } else if (!status.live) {
        state.next = StripState::Next::AddMember;
        state.nextText = Words::tr("&Add the first member...");
    } else if (current) {
        state.next = StripState::Next::Deploy;
        state.nextText = deployText(attachedOf(status) - int(status.prepared->excluded.size()));
    } else if (status.changes > 0) {
        state.next = StripState::Next::Prepare;
        state.nextText = prepareText(status.changes);
    }
    return state;
}

} // namespace lockstep
