// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/risk.h"
#include "ui/look/theme.h"

#include <QString>

namespace lockstep {

// How a rank is shown: sign, word, tone. A colour never stands alone.
struct RiskSign
{
    QString sign;
    QString word;
    Tone tone = Tone::Muted;
};
RiskSign riskSign(RiskNote::Rank rank);

// "old answers until Thu 10:41" of something that is deployed now; "" when nothing is to be said.
QString staleText(const RiskNote &note, qint64 now);

} // namespace lockstep
