// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"
#include "core/namedconf/grammar.h"

namespace lockstep {

// What tells a statement from others of its keyword in the same block, so that before and after can be paired.
struct ConfIdentity
{
    QByteArray keyword;   // in the newer spelling
    QByteArray key;       // keyword and name as they are compared
    bool ordered = false; // BIND reads such statements in their order
    bool loose = false;   // one that is left over may be another that is left over, under a new name
};

// `outerClass`: of the view around, for a zone that gives none.
ConfIdentity confIdentity(const ConfStatement &statement, ConfPlaces place, const QByteArray &outerClass = "IN");
// The name for people; "" when nothing names it.
QString confName(const ConfStatement &statement, ConfPlaces place);

} // namespace lockstep
