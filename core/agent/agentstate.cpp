// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/agentstate.h"

namespace lockstep {

namespace {
QString stateFile(const AgentPlaces &places) { return places.state + QStringLiteral("/state.json"); }
} // namespace

Result<AgentState> loadState(Files &files, const AgentPlaces &places)
{
    const Result<QByteArray> bytes = files.read(stateFile(places));
    if (!bytes && bytes.error().code == QLatin1String("file.missing")) {
        AgentState fresh;
        fresh.roots = places.roots;
        fresh.mainFile = places.mainFile;
        return fresh;
    }
    LOCKSTEP_TRY(text, bytes);
    const Result<QJsonObject> json = parseJson(text);
    Result<AgentState> state = json ? fromJson<AgentState>(*json) : Result<AgentState>(std::unexpected(json.error()));
    if (!state || state->format != 1)
        return fail(QStringLiteral("agent.state"), {stateFile(places)});
    return state;
}

Result<void> saveState(Files &files, const AgentPlaces &places, const AgentState &state)
{
    LOCKSTEP_CHECK(files.makePath(places.state, 0755));
    return files.replace(stateFile(places), jsonBytes(toJson(state)), 0600);
}

} // namespace lockstep
