// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/rollout.h"

#include <algorithm>

namespace lockstep {

QList<QStringList> Rollout::waves(QStringList members) const
{
    if (const qsizetype at = members.indexOf(canary); at > 0)
        members.move(at, 0);
    const qsizetype all = members.size();
    // A part of a member is one.
    const auto count = [&](int amount) {
        const qsizetype wanted = unit == Unit::Percent ? (all * amount + 99) / 100 : amount;
        return std::clamp<qsizetype>(wanted, 1, std::max<qsizetype>(all, 1));
    };
    QList<QStringList> waves;
    for (qsizetype at = 0; at < all;) {
        const bool whole = allAtOnce() || (!waves.isEmpty() && growth <= 0);
        const qsizetype size = whole ? all - at : std::min(count(waves.isEmpty() ? first : growth), all - at);
        waves.append(members.sliced(at, size));
        at += size;
    }
    return waves;
}

Result<void> Rollout::check() const
{
    const auto bad = [](const char *field, const char *what) {
        return fail(QStringLiteral("json.field"), {QLatin1String(field), QLatin1String(what)});
    };
    const int most = unit == Unit::Percent ? 100 : 10000;
    if (first < 0 || first > most)
        return bad("first", unit == Unit::Percent ? "0 to 100 per cent" : "a number of members");
    if (first == 0 && growth > 0)
        return bad("first", "a number of members that go before those of the later waves");
    if (growth < 0 || growth > most)
        return bad("growth", unit == Unit::Percent ? "0 to 100 per cent" : "a number of members");
    if (watchSeconds < 0 || watchSeconds > 24 * 3600)
        return bad("watchSeconds", "0 seconds to a day");
    if (mostFailed < 0 || mostFailed > 100)
        return bad("mostFailed", "0 to 100 per cent");
    if (mostFailed > 0 && watchSeconds == 0)
        return bad("watchSeconds", "a time in which answers are watched");
    return {};
}

} // namespace lockstep
