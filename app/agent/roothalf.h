// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/helper.h"
#include "core/base/secret.h"

namespace lockstep {

// The helper of this program, with the enrolment's verbs in front of its own.
class RootHalf : public Helper
{
public:
    // `network`: the one that named is looked for on, as /proc/PID/ns/net tells it.
    RootHalf(Files &files, Clock &clock, const AgentPlaces &places, const QByteArray &network);
    // Free for another master: the old one and all join codes are shut out, what is served stays. The new code's secret. `force`
    // as Helper::rebind() has it.
    Result<Secret> rebindTo(bool force, bool *returned);
    Result<QJsonObject> handle(const QString &verb, const QJsonObject &params, const QByteArray &bytes, QByteArray &out) override;

private:
    Result<QJsonObject> redeem(const QJsonObject &params);

    Files &m_files;
    AgentPlaces m_places;
};

} // namespace lockstep
