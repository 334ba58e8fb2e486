// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"
#include "core/namedconf/matchlist.h"

#include <algorithm>

namespace lockstep {

namespace {

// What is known of a server's interfaces: the loopback one, and an address that it has.
MatchHost hostWith(const ConfPrefix &address)
{
    return {{*parseAddressWord("127.0.0.1"), address}, {parsePrefixWord("127.0.0.0/8").prefix, address}, false, false};
}

} // namespace

std::optional<QString> viewFor(const Config &config, const QString &address, bool own)
{
    if (config.views.isEmpty())
        return QString();
    const auto value = parseAddressWord(address.toUtf8());
    if (!value || value->v6 || config.destinationsMatter)
        return {};
    // Every interface's address is localhost; only the loopback ones are known here. Nothing is signed.
    const MatchHost host = hostWith(own ? *value : *parseAddressWord("127.0.0.1"));
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

QStringList listenersOf(const Config &config)
{
    QStringList found;
    const QList<QList<ConfStatement>> lists = config.listening + (config.port == 53 ? config.listeningByDefault : QList<QList<ConfStatement>>());
    const bool everywhere = lists.isEmpty() && config.listeningByDefault.isEmpty() && !config.listensElsewhere && config.port == 53;
    const auto listens = [&](const QString &word) {
        const auto value = parseAddressWord(word.toUtf8());
        if (!value || value->v6 || found.contains(word))
            return;
        const bool bound = everywhere || std::ranges::any_of(lists, [&](const auto &list) {
                               return matches(config, list, {*value, {}}, hostWith(*value)).verdict == MatchVerdict::Yes;
                           });
        if (bound)
            found.append(word);
    };
    for (const QList<ConfStatement> &list : lists) {
        for (const ConfStatement &element : list) {
            if (element.words.size() == 1)
                listens(QString::fromUtf8(element.word(0)));
        }
    }
    listens(QStringLiteral("127.0.0.1"));
    return found;
}

MatchVerdict mayAskItself(const Config &config, const ZoneDecl &zone, const QString &address)
{
    const auto value = parseAddressWord(address.toUtf8());
    if (!value)
        return MatchVerdict::Unknown;
    const AskRules view = config.asking.value(zone.view);
    const AskRules options = config.asking.value(QString());
    const auto verdictOf = [&](const std::optional<QList<ConfStatement>> &list) {
        return list ? matches(config, *list, {*value, {}}, hostWith(*value)).verdict : MatchVerdict::Yes;
    };
    const auto &query = zone.asking.query ? zone.asking.query : view.query ? view.query : options.query;
    const auto &queryOn = zone.asking.queryOn ? zone.asking.queryOn : view.queryOn ? view.queryOn : options.queryOn;
    const MatchVerdict ignored = config.blackhole ? verdictOf(config.blackhole) : MatchVerdict::No;
    bool known = ignored != MatchVerdict::Unknown;
    if (ignored == MatchVerdict::Yes)
        return MatchVerdict::No;
    for (const MatchVerdict verdict : {verdictOf(query), verdictOf(queryOn)}) {
        if (verdict == MatchVerdict::No || verdict == MatchVerdict::Never)
            return MatchVerdict::No;
        known = known && verdict == MatchVerdict::Yes;
    }
    return known ? MatchVerdict::Yes : MatchVerdict::Unknown;
}

} // namespace lockstep
