// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"
#include "core/namedconf/values.h"

namespace lockstep {

// Who asks: an address, and the name of the key that signed the request ("" without one).
struct MatchClient
{
    ConfPrefix address;
    QString key;
};

// The server's interfaces, for localhost and localnets. When not all are known, an address that fits none cannot be told.
struct MatchHost
{
    QList<ConfPrefix> addresses;
    QList<ConfPrefix> networks;
    bool complete = true;
    bool mapped = false; // match-mapped-addresses: ::ffff:192.0.2.1 is taken for 192.0.2.1
};

// Yes: an element allows it. Never: an element denies it ("!"). No: none fits, which counts as denied where a list stands alone.
// Unknown: depends on what is not known (interfaces, geoip, a list that is not defined or names itself).
enum class MatchVerdict { Yes, No, Never, Unknown };

struct MatchStep
{
    QByteArray element; // as written, a list in braces as "{ ... }"
    QString file;       // "" when the list's file was not given
    int line = 0;
    int column = 0;
    bool operator==(const MatchStep &) const = default;
};

// `steps` leads from the element of the outer list to the one that decides; empty for No.
struct MatchResult
{
    MatchVerdict verdict = MatchVerdict::No;
    QList<MatchStep> steps;
};

// An address match list (BIND manual, "Address Match Lists"): the first element that fits decides. What a list inside denies is
// no match of the list around it, negated or not, so that no double negation allows anything.
MatchResult matches(const Config &config, const QList<ConfStatement> &list, const MatchClient &client, const MatchHost &host,
                    const QString &file = {});
// The same for a list by its name ("any", "none", "localhost", "localnets", an acl).
MatchResult matches(const Config &config, const QString &acl, const MatchClient &client, const MatchHost &host);

} // namespace lockstep
