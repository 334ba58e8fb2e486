// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/memberwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace lockstep {

namespace {

QString said(const char *text) { return QCoreApplication::translate("Members", text); }

bool hasReason(const MemberSync &sync, QLatin1String prefix)
{
    return std::ranges::any_of(sync.reasons, [&](const Error &reason) { return reason.code.startsWith(prefix); });
}

} // namespace

bool MemberRow::isDrifted() const { return hasReason(sync, QLatin1String("agent.drift")); }

bool MemberRow::namedIsSilent() const
{
    return hasReason(sync, QLatin1String("bind.unreachable")) || hasReason(sync, QLatin1String("bind.key")) ||
           hasReason(sync, QLatin1String("agent.nonamed"));
}

QList<MemberRow> rowsOf(const GroupStatus &status)
{
    QList<MemberRow> rows;
    for (const Member &member : status.members) {
        const auto sync = std::ranges::find(status.sync, member.id, &MemberSync::member);
        rows.append({member, sync == status.sync.end() ? MemberSync() : *sync, status.live, status.liveDeployment});
    }
    return rows;
}

Wording badgeOf(const MemberRow &row)
{
    if (row.isDetached())
        return {said(QT_TRANSLATE_NOOP("Members", "Detached")), Tone::Muted, "network-disconnect"};
    return wordingOf(row.sync.state);
}

QString serverOf(const MemberRow &row)
{
    if (row.sync.bindVersion.isEmpty() && row.namedIsSilent())
        return said(QT_TRANSLATE_NOOP("Members", "named is silent"));
    if (row.sync.bindVersion.isEmpty())
        return said(row.wasHeard() ? QT_TRANSLATE_NOOP("Members", "version not told") : QT_TRANSLATE_NOOP("Members", "not heard of yet"));
    QString version = row.sync.bindVersion;
    if (version.startsWith(QLatin1String("BIND "), Qt::CaseInsensitive))
        version.remove(0, 5);
    return QStringLiteral("BIND ") + version.section(u' ', 0, 0).section(u'-', 0, 0);
}

QString servesOf(const MemberRow &row)
{
    const bool isLive = row.sync.active && row.live == row.sync.active;
    QString what;
    if (isLive || row.sync.state == SyncState::InSync)
        what = row.liveDeployment > 0 ? QString::number(row.liveDeployment) : said(QT_TRANSLATE_NOOP("Members", "first data"));
    else if (row.sync.behind > 0)
        what = QString::number(row.sync.behind);
    else if (row.sync.active)
        what = said(QT_TRANSLATE_NOOP("Members", "other data"));
    else
        return said(QT_TRANSLATE_NOOP("Members", "not known"));
    if (row.isDrifted())
        return said(QT_TRANSLATE_NOOP("Members", "%1 + by hand")).arg(what);
    if (isLive && row.sync.state == SyncState::FilesMatch)
        return said(QT_TRANSLATE_NOOP("Members", "%1, not proved")).arg(what);
    return what;
}

QStringList reasonsOf(const MemberRow &row)
{
    QStringList sentences;
    if (row.isDetached())
        sentences.append(said(QT_TRANSLATE_NOOP("Members", "It is detached: prepare and deploy leave it out, and it may go on answering older data. "
                                                           "Attach it to compare it with what is live.")));
    bool late = false;
    for (const Error &reason : row.sync.reasons) {
        late = late || reason.code == QLatin1String("master.late");
        sentences.append(sentence(reason));
    }
    if (row.member.late && !late)
        sentences.append(sentence(Error{QStringLiteral("master.late"), {}, {}, {}}));
    return sentences;
}

QString groupedPin(const Digest &pin)
{
    const QString hex = QString::fromLatin1(pin.hex());
    QStringList groups;
    for (qsizetype i = 0; i < hex.size(); i += 4)
        groups.append(hex.mid(i, 4));
    return groups.join(u' ');
}

} // namespace lockstep
