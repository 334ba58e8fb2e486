// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/agent.h"

#include "core/agent/proof.h"
#include "core/zone/names.h"
#include "core/zone/zonediff.h"

#include <algorithm>

namespace lockstep {

namespace {
constexpr int typeDnskey = 48;
}

void Agent::learnZones(const ConfigFacts &facts)
{
    m_statisticsPort = facts.statisticsPort;
    ConfigFacts special;
    for (const ZoneFacts &zone : facts.zones) {
        if (zone.signs || zone.updates)
            special.zones.append(zone);
    }
    m_special = special;
}

// Each with the keys that named serves for it, if it answers this server.
Task<QList<OwnedZone>> Agent::withKeys(QList<OwnedZone> zones)
{
    const QList<ZoneFacts> known = m_special.value_or(ConfigFacts()).zones;
    for (OwnedZone &zone : zones) {
        const auto facts = std::ranges::find_if(known, [&](const ZoneFacts &one) { return one.zone == zone.zone && one.view == zone.view; });
        const Result<QByteArray> owner = nameToWire(zone.zone.toUtf8(), QByteArray(1, '\0'));
        if (!zone.signs || facts == known.cend() || !owner)
            continue;
        const QString address = (facts->askAt + facts->perhapsAt).value(0);
        if (address.isEmpty())
            continue;
        Task<Result<Answer>> asking = m_bind.ask(*owner, typeDnskey, address, Transport::Tcp);
        const Result<Answer> answer = co_await asking;
        QList<QByteArray> keys;
        for (const WireRecord &record : answer ? answer->answers : QList<WireRecord>()) {
            if (record.type == typeDnskey && record.owner == *owner)
                keys.append(record.rdata.toHex());
        }
        std::ranges::sort(keys);
        if (!keys.isEmpty())
            zone.keys = Digest::of(keys.join('\n'));
    }
    co_return zones;
}

Task<Result<ServedSerials>> Agent::serials()
{
    ServedSerials served;
    QList<ZoneFacts> one; // to be asked zone by zone
    Task<Result<QList<LoadedZone>>> first = m_bind.loadedZones(m_special ? m_statisticsPort : 0);
    Result<QList<LoadedZone>> zones = co_await first;
    if (!zones) { // the port is known from the last proof; without an answer there the configuration is read again
        Task<Result<ConfigFacts>> reading = ask<ConfigFacts>(QStringLiteral("config"), {});
        LOCKSTEP_CO_TRY(facts, co_await reading);
        learnZones(facts);
        Task<Result<QList<LoadedZone>>> again = m_bind.loadedZones(m_statisticsPort);
        zones = co_await again;
        if (!zones)
            one = facts.zones;
    }
    for (const LoadedZone &zone : zones.value_or(QList<LoadedZone>())) {
        if (zone.serial)
            served.serials.insert(zone.name.view + u'/' + zone.name.zone, *zone.serial);
    }
    const QList<ZoneFacts> special = m_special.value_or(ConfigFacts()).zones;
    for (const ZoneFacts &zone : special) {
        if (zones && !zone.source.isEmpty())
            one.append(zone); // the channel tells the serial that named has given it
    }
    for (const ZoneFacts &zone : std::as_const(one)) {
        Task<Result<ZoneStatus>> asking = m_bind.zoneStatus({zone.zone, zone.view});
        const Result<ZoneStatus> status = co_await asking;
        if (status && status->loaded)
            served.serials.insert(zone.view + u'/' + zone.zone, status->serial);
    }
    if (!m_settled) { // it may be about to load what the files say
        Task<Result<ConfigFacts>> reading = ask<ConfigFacts>(QStringLiteral("config"), {});
        LOCKSTEP_CO_TRY(files, co_await reading);
        for (const ZoneFacts &zone : files.zones) {
            const QString key = zone.view + u'/' + zone.zone;
            const std::optional<quint32> serial = serialOfSoa(zone.soa);
            const auto has = served.serials.constFind(key);
            if (serial && (has == served.serials.cend() || serialIsAbove(*serial, quint32(*has))))
                served.serials.insert(key, *serial);
        }
    }
    ConfigFacts facts;
    facts.zones = special;
    Task<QList<OwnedZone>> asking = withKeys(ownedBy(facts));
    served.owned = co_await asking;
    co_return served;
}

} // namespace lockstep
