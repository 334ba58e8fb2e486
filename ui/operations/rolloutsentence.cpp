// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/rolloutsentence.h"

#include <QCoreApplication>

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype namedMembers = 3; // of a first wave; of a larger one the number

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Rollout)
};

QString firstOf(const QStringList &wave, const QList<Member> &members)
{
    if (wave.size() > namedMembers)
        return Words::tr("%n member(s)", nullptr, int(wave.size()));
    QStringList names;
    for (const QString &id : wave) {
        const auto member = std::ranges::find(members, id, &Member::id);
        names.append(member == members.end() ? id : member->name);
    }
    return names.join(QStringLiteral(", "));
}

QString orderOf(const Rollout &rollout, const QList<Member> &members)
{
    QStringList ids;
    for (const Member &member : members)
        ids.append(member.id);
    const QList<QStringList> waves = rollout.waves(ids);
    const int seconds = rollout.watchSeconds;
    const int all = int(members.size());
    if (waves.size() < 2)
        return rollout.mostFailed > 0 && seconds > 0 ? Words::tr("%n member(s) at once, watched for %1 s.", nullptr, all).arg(seconds)
                                                     : Words::tr("%n member(s) at once.", nullptr, all);
    const QString first = firstOf(waves[0], members);
    const int next = int(waves[1].size());
    if (waves.size() == 2)
        return seconds > 0 ? Words::tr("%1 first, watched for %2 s, then the other %n.", nullptr, next).arg(first).arg(seconds)
                           : Words::tr("%1 first, then the other %n.", nullptr, next).arg(first);
    return seconds > 0
               ? Words::tr("%1 first, watched for %2 s, then %n at a time (%3 waves).", nullptr, next).arg(first).arg(seconds).arg(waves.size())
               : Words::tr("%1 first, then %n at a time (%2 waves).", nullptr, next).arg(first).arg(waves.size());
}

} // namespace

QString rolloutSentence(const Rollout &rollout, int keepMinutes, const QList<Member> &members)
{
    if (members.isEmpty())
        return Words::tr("The group has no members yet.");
    QStringList said{orderOf(rollout, members)};
    if (rollout.mostFailed > 0)
        said.append(Words::tr("All go back when SERVFAIL and NXDOMAIN rise by more than %1 % of a member's answers.").arg(rollout.mostFailed));
    if (keepMinutes > 0)
        said.append(Words::tr("In the end it waits %n minute(s) for somebody to keep it; otherwise all go back.", nullptr, keepMinutes));
    return said.join(u' ');
}

} // namespace lockstep
