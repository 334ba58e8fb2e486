// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about who may ask, transfer, update and command.
#include "core/review/conflook.h"

#include "core/namedconf/effective.h"
#include "core/namedconf/values.h"
#include "core/review/riskrule.h"
#include "core/review/rowdata.h"

#include <algorithm>

namespace lockstep {

namespace {

using Rank = RiskNote::Rank;
using Group = AccessChange::Group;
using Kind = ConfChange::Kind;
using Level = ConfScope::Level;

bool isOfAcl(const AccessChange &one) { return !one.uses.isEmpty(); }

// The first of them; a comma parts the words of each.
QString shownUses(const QStringList &uses)
{
    constexpr qsizetype most = 5;
    const QString text = uses.first(std::min(most, uses.size())).join(QLatin1String("; "));
    return uses.size() > most ? text + QStringLiteral("; …") : text;
}

// Of one group, and whether it opens to whoever asks; those of an acl have rules of their own.
void wider(const ConfLook &look, RiskTeller &tell, Group group, std::optional<bool> opens)
{
    for (const AccessChange &one : look.access()) {
        if (one.group != group || isOfAcl(one) || !one.reach.isWider() || (opens && one.reach.opens != *opens))
            continue;
        tell.tell(ConfLook::note(*one.change), {one.option, one.where, listed(one.reach.more), QString::number(one.zones)},
                  one.absent      ? "absent"
                  : one.zones > 0 ? "zones"
                                  : nullptr);
    }
}
void queryAny(const ConfLook &look, RiskTeller &tell) { wider(look, tell, Group::Query, true); }
void queryWider(const ConfLook &look, RiskTeller &tell) { wider(look, tell, Group::Query, false); }
void recursionAny(const ConfLook &look, RiskTeller &tell) { wider(look, tell, Group::Recursion, true); }
void recursionWider(const ConfLook &look, RiskTeller &tell) { wider(look, tell, Group::Recursion, false); }
void transferWider(const ConfLook &look, RiskTeller &tell) { wider(look, tell, Group::Transfer, {}); }
void updateWider(const ConfLook &look, RiskTeller &tell) { wider(look, tell, Group::Update, {}); }
void notifyAny(const ConfLook &look, RiskTeller &tell) { wider(look, tell, Group::Notify, true); }
void notifyWider(const ConfLook &look, RiskTeller &tell) { wider(look, tell, Group::Notify, false); }

void queryNarrower(const ConfLook &look, RiskTeller &tell)
{
    for (const AccessChange &one : look.access()) {
        if (one.group == Group::Query && !isOfAcl(one) && one.reach.isNarrower())
            tell.tell(ConfLook::note(*one.change), {one.option, one.where, listed(one.reach.less)});
    }
}

// Who is in it gets no answer at all.
void blackhole(const ConfLook &look, RiskTeller &tell, bool opens)
{
    for (const AccessChange &one : look.access()) {
        if (one.group != Group::Blackhole || one.reach.opens != opens)
            continue;
        const char *which = one.reach.more.isEmpty() ? "less" : nullptr;
        tell.tell(ConfLook::note(*one.change), {listed(one.reach.more), listed(one.reach.less)}, opens ? nullptr : which);
    }
}
void blackholeAny(const ConfLook &look, RiskTeller &tell) { blackhole(look, tell, true); }
void blackholeChanged(const ConfLook &look, RiskTeller &tell) { blackhole(look, tell, false); }

// Transfers, updates and commands are for few; questions are for whoever asks only where that is meant.
bool isGrave(const AccessChange &one)
{
    switch (one.group) {
    case Group::Transfer:
    case Group::Update:
    case Group::Control:
        return true;
    case Group::Query:
    case Group::Recursion:
    case Group::Notify:
        return one.reach.opens;
    case Group::Blackhole:
    case Group::Clients:
        break;
    }
    return false;
}

void aclWider(const ConfLook &look, RiskTeller &tell, bool grave)
{
    for (const AccessChange &one : look.access()) {
        if (!isOfAcl(one) || !one.reach.isWider() || isGrave(one) != grave || one.group == Group::Clients || one.group == Group::Blackhole)
            continue;
        tell.tell(ConfLook::note(*one.change), {one.where, listed(one.reach.more), QString::number(one.uses.size()), shownUses(one.uses)},
                  one.uses.size() == 1 ? "one" : nullptr);
    }
}
void aclOpens(const ConfLook &look, RiskTeller &tell) { aclWider(look, tell, true); }
void aclGrows(const ConfLook &look, RiskTeller &tell) { aclWider(look, tell, false); }

// Who is answered out of which view.
void viewClients(const ConfLook &look, RiskTeller &tell)
{
    for (const ConfChange &change : look.changes()) {
        const bool chooses = change.keyword == "match-clients" || change.keyword == "match-destinations" || change.keyword == "match-recursive-only";
        if (chooses && ConfLook::scopeOf(change).level == Level::View)
            tell.tell(ConfLook::note(change), {ConfLook::scopeOf(change).view, QString::fromUtf8(change.keyword)});
    }
    for (const AccessChange &one : look.access()) {
        if (one.group == Group::Clients && isOfAcl(one))
            tell.tell(ConfLook::note(*one.change), {one.where, shownUses(one.uses)}, "acl");
    }
}

// The list between braces lets in more than the server itself, at an address that others can reach.
bool isOpen(const QByteArray &channel, const Config &config)
{
    const QList<ConfStatement> statements = ConfFile::parse({}, "inet " + channel + ';').statements();
    if (statements.isEmpty())
        return false;
    const ConfStatement &inet = statements.first();
    const std::optional<ConfPrefix> address = parseAddressWord(inet.word(1));
    const bool loopback = address && (address->v6 ? *address == *parseAddressWord("::1") : address->bytes[0] == 127);
    if (loopback)
        return false;
    const QList<ConfStatement> list = inet.blocks.isEmpty() ? inet.block : inet.block.mid(inet.blocks.first().first, inet.blocks.first().count);
    const bool hasList = inet.hasBlock && std::ranges::any_of(inet.words, [](const ConfWord &word) { return word.text.toLower() == "allow"; });
    const QList<ConfStatement> itself = ConfFile::parse({}, "x { localhost; };").statements().first().block;
    const QList<ConfStatement> any = ConfFile::parse({}, "x { any; };").statements().first().block;
    return listReach(config, itself, config, hasList ? list : any).isWider();
}

// Channels of a block, as they are written behind "inet".
QByteArrayList channelsOf(const ConfChange &change, const QByteArray &text)
{
    if (change.keyword == "inet")
        return text.isEmpty() ? QByteArrayList() : QByteArrayList{text};
    const QList<ConfStatement> statements = ConfFile::parse({}, "x " + text + ';').statements();
    QByteArrayList channels;
    for (const ConfStatement &inner : statements.isEmpty() ? QList<ConfStatement>() : statements.first().block) {
        if (inner.keyword() == "inet")
            channels.append(valueText({}, inner));
    }
    return channels;
}

void channelOpens(const ConfLook &look, RiskTeller &tell, const QByteArray &block)
{
    for (const ConfChange &change : look.changes()) {
        const bool whole = change.keyword == block && change.path.isEmpty();
        const bool inner = change.keyword == "inet" && change.path == QStringList{QString::fromLatin1(block)};
        if (!whole && !inner)
            continue;
        const auto open = [&](const QByteArray &text, const Config &config) {
            QStringList found;
            for (const QByteArray &channel : channelsOf(change, text)) {
                if (isOpen(channel, config))
                    found.append(shownValue(channel));
            }
            return found;
        };
        const QStringList was = open(change.before, look.before().config());
        QStringList is = open(change.after, look.after().config());
        is.removeIf([&](const QString &one) { return was.contains(one); });
        if (!is.isEmpty())
            tell.tell(ConfLook::note(change), {listed(is, 2)});
    }
}
void controlsOpen(const ConfLook &look, RiskTeller &tell) { channelOpens(look, tell, "controls"); }
void statisticsOpen(const ConfLook &look, RiskTeller &tell) { channelOpens(look, tell, "statistics-channels"); }

// recursion no becomes yes, also where it only falls away.
void recursionOn(const ConfLook &look, RiskTeller &tell, bool forAnybody)
{
    for (const ConfChange &change : look.changes()) {
        const ConfScope scope = ConfLook::scopeOf(change);
        if (change.keyword != "recursion" || !scope.takesOptions())
            continue;
        if (parseBool(look.before().value(scope, "recursion")) != false || parseBool(look.after().value(scope, "recursion")) == false)
            continue;
        const QList<ConfStatement> list = look.after().list(scope, "allow-recursion");
        const bool open = listReach(look.after().config(), {}, look.after().config(), list).opens;
        if (open == forAnybody)
            tell.tell(ConfLook::note(change), {change.path.join(QLatin1String(", "))});
    }
}
void recursionForAnybody(const ConfLook &look, RiskTeller &tell) { recursionOn(look, tell, true); }
void recursionForSome(const ConfLook &look, RiskTeller &tell) { recursionOn(look, tell, false); }

constexpr RiskRule rules[] = {
    {"update-wider", Rank::Danger, nullptr, updateWider},
    {"transfer-wider", Rank::Danger, nullptr, transferWider},
    {"controls-open", Rank::Danger, nullptr, controlsOpen},
    {"recursion-open", Rank::Danger, nullptr, recursionForAnybody},
    {"recursion-any", Rank::Danger, nullptr, recursionAny},
    {"query-any", Rank::Danger, nullptr, queryAny},
    {"notify-any", Rank::Danger, nullptr, notifyAny},
    {"acl-opens", Rank::Danger, nullptr, aclOpens},
    {"blackhole-any", Rank::Danger, nullptr, blackholeAny},
    {"recursion-on", Rank::Attention, nullptr, recursionForSome},
    {"recursion-wider", Rank::Attention, nullptr, recursionWider},
    {"query-wider", Rank::Attention, nullptr, queryWider},
    {"notify-wider", Rank::Attention, nullptr, notifyWider},
    {"acl-wider", Rank::Attention, nullptr, aclGrows},
    {"blackhole", Rank::Attention, nullptr, blackholeChanged},
    {"view-clients", Rank::Attention, nullptr, viewClients},
    {"statistics-open", Rank::Attention, nullptr, statisticsOpen},
    {"query-narrower", Rank::Notice, nullptr, queryNarrower},
};

} // namespace

std::span<const RiskRule> accessRules() { return rules; }

} // namespace lockstep
