// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace lockstep {

// Something about a difference that a person must not overlook (docs/risks.md has every rule with its reason and source).
struct RiskNote
{
    // Danger     may take a zone or a server's safety away: its zone's name is typed before it is deployed
    // Attention  what it does is often not what was meant
    // Notice     to be known
    enum class Rank : quint8 { Danger, Attention, Notice };
    Rank rank = Rank::Notice;
    QString rule; // "apex-ns"
    QString zone; // "" of a configuration's statement that is of no zone
    QString view;
    QString name; // as in the ReviewRow that it is about; "" when it is about all of the file
    QString what;
    Error text;    // its sentence: code "risk.<rule>", or with one more part that fits better ("risk.ds.removed"); "risk.more"
    Origin before; // file and line on each side; line 0: it does not stand there
    Origin after;
    qint64 staleMs = 0; // resolvers may go on answering what was before for so long; 0: that is not said
    bool operator==(const RiskNote &) const = default;
};

} // namespace lockstep
