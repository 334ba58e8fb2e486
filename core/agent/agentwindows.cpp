// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/agent.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr qint64 longestThaw = 5000; // ms; named reads the zone's file first
constexpr qint64 thawPause = 5;

bool isNothingToFreeze(const Error &error) { return error.code == QLatin1String("bind.nozone") || error.code == QLatin1String("bind.static"); }

} // namespace

// Freezes what the switch needs frozen; what could not be. The helper has noted all of it by then. Each switch that opens closes
// once, as its owner.
Task<QList<Error>> Agent::openWindows(DeploymentRequest request, bool back)
{
    const std::shared_ptr<bool> alive = m_alive;
    ++m_switches;
    m_settled = false;
    QList<Error> problems;
    while (m_thawing) { // what it thaws, it must not thaw behind this
        Task<bool> sleeping = m_clock.sleep(thawPause, m_stop);
        co_await sleeping;
        if (!*alive || m_stop.raised())
            co_return QList<Error>{Error{QStringLiteral("cancelled"), {}, {}, {}}};
    }
    Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("state"), {});
    const Result<HelperReply> described = co_await describing;
    const Result<AgentState> state = described ? fromJson<AgentState>(described->json.value(QLatin1String("state"))) : fail(described.error());
    if (!state || !*alive)
        co_return QList<Error>{state ? Error{QStringLiteral("cancelled"), {}, {}, {}} : state.error()};
    const QList<FrozenZone> before = state->frozen.value_or(QList<FrozenZone>());
    QJsonObject params = toJson(request);
    params.insert(QStringLiteral("back"), back);
    Task<Result<FrozenZones>> asking = ask<FrozenZones>(QStringLiteral("windows"), params);
    const Result<FrozenZones> wanted = co_await asking;
    if (!wanted)
        co_return QList<Error>{wanted.error()};
    FrozenZones others; // that are not this program's to thaw
    for (const FrozenZone &zone : wanted->zones) {
        Task<Result<bool>> freezing = m_bind.freeze({zone.zone, zone.view});
        const Result<bool> frozen = co_await freezing;
        if (!*alive)
            co_return problems;
        if (frozen ? !*frozen && !before.contains(zone) : isNothingToFreeze(frozen.error()))
            others.zones.append(zone);
        else if (!frozen)
            problems.append(Error{QStringLiteral("agent.notfrozen"), {zone.zone, zone.view}, {}, frozen.error().detail});
    }
    if (!others.zones.isEmpty()) {
        Task<Result<HelperReply>> noting = m_helper.call(QStringLiteral("thawed"), toJson(others));
        co_await noting;
    }
    co_return problems;
}

Task<bool> Agent::isThawed(ZoneName zone)
{
    const std::shared_ptr<bool> alive = m_alive;
    Task<Result<void>> thawing = m_bind.thaw(zone);
    const Result<void> thawed = co_await thawing;
    if (!thawed)
        co_return isNothingToFreeze(thawed.error());
    if (!*alive)
        co_return false;
    const qint64 end = m_clock.sinceBoot() + longestThaw;
    for (qint64 pause = thawPause;; pause = std::min<qint64>(pause * 2, 500)) {
        Task<Result<ZoneStatus>> asking = m_bind.zoneStatus(zone);
        const Result<ZoneStatus> status = co_await asking;
        if (status ? !status->frozen : isNothingToFreeze(status.error()))
            co_return true;
        if (!*alive || m_clock.sinceBoot() >= end)
            co_return false;
        Task<bool> sleeping = m_clock.sleep(pause, m_stop);
        co_await sleeping;
        if (!*alive || m_stop.raised())
            co_return false;
    }
}

// Thaws whatever is noted as frozen; each zone that still is. Who opened no window closes none while a switch has one open, nor
// does one switch while another has.
Task<QList<Error>> Agent::closeWindows(bool own)
{
    const std::shared_ptr<bool> alive = m_alive;
    QList<Error> problems;
    if (own && m_switches > 0)
        --m_switches;
    if (m_switches > 0 || m_thawing)
        co_return problems;
    m_thawing = true;
    Task<Result<HelperReply>> describing = m_helper.call(QStringLiteral("state"), {});
    const Result<HelperReply> described = co_await describing;
    if (!*alive)
        co_return problems;
    const Result<AgentState> state = described ? fromJson<AgentState>(described->json.value(QLatin1String("state"))) : fail(described.error());
    FrozenZones closed;
    const QList<FrozenZone> noted = state ? state->frozen.value_or(QList<FrozenZone>()) : QList<FrozenZone>();
    for (const FrozenZone &zone : noted) {
        Task<bool> thawing = isThawed({zone.zone, zone.view});
        const bool thawed = co_await thawing;
        if (!*alive)
            co_return problems;
        if (thawed)
            closed.zones.append(zone);
        else
            problems.append(Error{QStringLiteral("agent.frozen"), {zone.zone, zone.view}, {}, {}});
    }
    if (!closed.zones.isEmpty()) {
        Task<Result<HelperReply>> noting = m_helper.call(QStringLiteral("thawed"), toJson(closed));
        co_await noting; // thawed once more, if that failed
    }
    if (*alive)
        m_thawing = false;
    co_return problems;
}

} // namespace lockstep
