// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"

namespace lockstep {

// Whom an address match list lets in that another one did not, and the reverse.
struct ListReach
{
    // Networks, ranges of addresses, "localhost", "localnets", "key k"; "any" where whoever asks is let in who was not. Elements as
    // they are written where what they stand for is not known (geoip, a list that nothing defines).
    QStringList more;
    QStringList less;
    bool opens = false;  // `more` has "any"
    bool closes = false; // `less` has
    bool isWider() const { return !more.isEmpty(); }
    bool isNarrower() const { return !less.isEmpty(); }
};

// Exact for addresses and keys: between the edges of all networks in both lists, one address stands for all. Each list counts in
// its own configuration, so that a list that is named in it may be what differs.
ListReach listReach(const Config &before, const QList<ConfStatement> &a, const Config &after, const QList<ConfStatement> &b);

// Whether any of these lists (lower case) is named in a list, or in one inside of it.
bool namesOneOf(const QList<ConfStatement> &list, const QStringList &names);

} // namespace lockstep
