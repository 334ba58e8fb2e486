// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/helper.h"

namespace lockstep {

// The helper of this program, with the enrolment's verbs in front of its own.
class RootHalf : public Helper
{
public:
    // `network`: the one that named is looked for on, as /proc/PID/ns/net tells it.
    RootHalf(Files &files, Clock &clock, const AgentPlaces &places, const QByteArray &network);
    Result<QJsonObject> handle(const QString &verb, const QJsonObject &params, const QByteArray &bytes, QByteArray &out) override;

private:
    Result<QJsonObject> redeem(const QJsonObject &params);

    Files &m_files;
    AgentPlaces m_places;
};

} // namespace lockstep
