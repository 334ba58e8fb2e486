// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/risksigns.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace lockstep {

RiskSign riskSign(RiskNote::Rank rank)
{
    switch (rank) {
    case RiskNote::Rank::Danger:
        return {QStringLiteral("!!"), QCoreApplication::translate("RiskSign", "danger"), Tone::Danger};
    case RiskNote::Rank::Attention:
        return {QStringLiteral("!"), QCoreApplication::translate("RiskSign", "attention"), Tone::Attention};
    case RiskNote::Rank::Notice:
        break;
    }
    return {QStringLiteral("i"), QCoreApplication::translate("RiskSign", "notice"), Tone::Muted};
}

QString staleText(const RiskNote &note, qint64 now)
{
    if (note.staleMs <= 0)
        return {};
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(now + note.staleMs);
    const QLocale locale;
    const bool today = end.date() == QDateTime::fromMSecsSinceEpoch(now).date();
    const QString clock = locale.toString(end.time(), QStringLiteral("HH:mm"));
    constexpr qint64 week = qint64(7) * 24 * 3600 * 1000;
    const QString when = today                 ? clock
                         : note.staleMs < week ? locale.dayName(end.date().dayOfWeek(), QLocale::ShortFormat) + u' ' + clock
                                               : locale.toString(end.date(), QLocale::ShortFormat);
    return QCoreApplication::translate("RiskSign", "old answers until %1").arg(when);
}

} // namespace lockstep
