// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"
#include "core/namedconf/matchlist.h"

namespace lockstep {

std::optional<QString> viewFor(const Config &config, const QString &address)
{
    if (config.views.isEmpty())
        return QString();
    const auto value = parseAddressWord(address.toUtf8());
    if (!value || value->v6 || config.destinationsMatter)
        return {};
    // Every interface's address is localhost; only the loopback ones are known here. Nothing is signed.
    const MatchHost host{{*parseAddressWord("127.0.0.1")}, {parsePrefixWord("127.0.0.0/8").prefix}, false, false};
    for (const QString &view : config.views) {
        if (config.otherClasses.contains(view))
            continue;
        const auto clients = config.viewClients.constFind(view);
        const MatchVerdict verdict = clients == config.viewClients.cend() ? MatchVerdict::Yes : matches(config, *clients, {*value, {}}, host).verdict;
        if (verdict == MatchVerdict::Unknown)
            return {};
        if (verdict == MatchVerdict::Yes)
            return view;
    }
    return {};
}

} // namespace lockstep
