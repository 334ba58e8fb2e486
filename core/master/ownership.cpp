// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/ownership.h"

#include <QHash>

namespace lockstep {

namespace {

bool haveSameKeys(const OwnedZone &one, const OwnedZone &other)
{
    return one.keys && one.keys == other.keys && !one.rolls && !other.rolls && !one.updates && !other.updates;
}

} // namespace

QList<Error> ownedTwice(const QList<MemberZones> &members)
{
    struct First
    {
        QString member;
        OwnedZone zone;
    };
    QHash<QPair<QString, QString>, First> owners;
    QList<Error> problems;
    for (const MemberZones &member : members) {
        for (const OwnedZone &zone : member.zones) {
            const auto first = owners.constFind({zone.zone, zone.view});
            if (first == owners.cend())
                owners.insert({zone.zone, zone.view}, {member.member, zone});
            else if (first->member != member.member && !haveSameKeys(first->zone, zone))
                problems.append(Error{zone.updates || first->zone.updates ? QStringLiteral("master.twoupdated") : QStringLiteral("master.twosigners"),
                                      {zone.zone, first->member, member.member},
                                      {},
                                      {}});
        }
    }
    return problems;
}

} // namespace lockstep
