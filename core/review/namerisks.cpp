// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about names that come, go and lead nowhere, and about how much goes at once.
#include "core/review/riskrule.h"
#include "core/review/rowdata.h"
#include "core/zone/rrtypes.h"

#include <algorithm>

namespace lockstep {

namespace {

using Rank = RiskNote::Rank;
using Kind = MeaningRow::Kind;

void zoneGone(const ZoneLook &look, RiskTeller &tell)
{
    if (look.sides().after || !look.sides().before)
        return;
    RiskNote note;
    note.before = {{}, look.sides().before->path, 1, 0};
    tell.tell(note, {shownName(look.origin())});
}

void unreadable(const ZoneLook &look, RiskTeller &tell)
{
    const auto side = [&](const QList<Error> &faults, Origin RiskNote::*place, const char *which, const char *one) {
        if (faults.isEmpty())
            return;
        RiskNote note;
        note.*place = faults.first().origin;
        tell.tell(note, {shownName(look.origin()), QString::number(faults.size())}, faults.size() == 1 ? one : which);
    };
    if (look.sides().after)
        side(look.meaning().faultsAfter, &RiskNote::after, nullptr, "one");
    if (look.sides().before && look.sides().after)
        side(look.meaning().faultsBefore, &RiskNote::before, "before", "before.one");
}

bool isEmptied(const ZoneLook &look) { return look.isRead() && look.removed() > 0 && look.contents() == 0 && look.meaning().faultsAfter.isEmpty(); }

void emptied(const ZoneLook &look, RiskTeller &tell)
{
    if (isEmptied(look))
        tell.tell({}, {shownName(look.origin()), QString::number(look.removed())}, look.removed() == 1 ? "one" : nullptr);
}

// In percent of what was there, as far as it is much.
qsizetype shareRemoved(const ZoneLook &look)
{
    constexpr qsizetype least = 20;
    constexpr qsizetype many = 100;
    constexpr qsizetype smallShare = 10;
    if (!look.isRead() || look.removed() < least || isEmptied(look))
        return 0;
    const qsizetype before = std::max(look.total() - look.added() + look.removed(), look.removed());
    const bool much = look.removed() > many || look.removed() * 100 > before * smallShare;
    return much ? std::max<qsizetype>(1, look.removed() * 100 / before) : 0;
}

void removal(const ZoneLook &look, RiskTeller &tell, bool most)
{
    const qsizetype share = shareRemoved(look);
    const qsizetype before = look.total() - look.added() + look.removed();
    if (share > 0 && (look.removed() * 2 > before) == most)
        tell.tell({}, {QString::number(look.removed()), QString::number(before), QString::number(share)});
}
void mostRemoved(const ZoneLook &look, RiskTeller &tell) { removal(look, tell, true); }
void manyRemoved(const ZoneLook &look, RiskTeller &tell) { removal(look, tell, false); }

// Names of the zone's own that lose all addresses: the row of their A, else of their AAAA.
QList<const MeaningRow *> lostAddresses(const ZoneLook &look)
{
    QList<const MeaningRow *> lost;
    for (const int type : {rrtype::a, rrtype::aaaa}) {
        for (const MeaningRow *row : look.rows(type)) {
            const MeaningRow *v4 = type == rrtype::aaaa ? look.row(row->owner, rrtype::a) : nullptr;
            if (row->kind != Kind::Removed || (v4 && v4->kind == Kind::Removed)) // told once
                continue;
            const NameFacts facts = look.facts(row->owner);
            if (facts.address || facts.cname || look.isDelegated(row->owner) || !look.wildcardOver(row->owner).isEmpty())
                continue;
            // Glue that goes with its delegation.
            bool goes = false;
            for (QByteArrayView at = row->owner; !look.isApex(at) && !goes; at = parentOf(at)) {
                const MeaningRow *servers = look.row(at, rrtype::ns);
                goes = servers && servers->kind == Kind::Removed;
            }
            if (!goes)
                lost.append(row);
        }
    }
    return lost;
}

QString addressesOf(const ZoneLook &look, const MeaningRow &row)
{
    QStringList addresses = dataOf(row).gone;
    if (const MeaningRow *v6 = row.type == rrtype::a ? look.row(row.owner, rrtype::aaaa) : nullptr)
        addresses += dataOf(*v6).gone;
    return listed(addresses);
}

void lastAddressInUse(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : lostAddresses(look)) {
        if (const quint32 pointers = look.facts(row->owner).pointers)
            tell.tell(look.note(*row), {shownName(row->owner), addressesOf(look, *row), QString::number(pointers)}, pointers == 1 ? "one" : nullptr);
    }
}

void lastAddress(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : lostAddresses(look)) {
        const NameFacts facts = look.facts(row->owner);
        if (facts.pointers == 0 && !facts.apexServer && !tell.leavesOut(longestTtl(*row) * 1000)) // of a server of the zone more is said
            tell.tell(look.note(*row), {shownName(row->owner), addressesOf(look, *row)});
    }
}

// A name that goes, and had no address.
void goneInUse(const ZoneLook &look, RiskTeller &tell)
{
    const MeaningRow *last = nullptr; // rows of a name stand together
    for (const MeaningRow *row : look.rows()) {
        if (row->kind != Kind::Removed || look.row(row->owner, rrtype::a) || look.row(row->owner, rrtype::aaaa))
            continue;
        const NameFacts facts = look.facts(row->owner);
        if (facts.records > 0 || facts.pointers == 0 || look.isDelegated(row->owner) || !look.wildcardOver(row->owner).isEmpty())
            continue;
        if (!last || last->owner != row->owner)
            tell.tell(look.note(*row), {shownName(row->owner), QString::number(facts.pointers)}, facts.pointers == 1 ? "one" : nullptr);
        last = row;
    }
}

bool hasAlias(const ZoneLook &look, QByteArrayView name)
{
    for (; !look.isApex(name); name = parentOf(name)) {
        if (look.facts(parentOf(name)).dname)
            return true;
    }
    return false;
}

void aliasOfNothing(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(rrtype::cname)) {
        for (const Record &record : row->after) {
            const QByteArrayView target = record.rdata;
            const bool was = std::ranges::any_of(row->before, [&](const Record &one) { return one.rdata == record.rdata; });
            if (was || !look.isInside(target) || look.isApex(target) || look.facts(target).records > 0 || look.isDelegated(target) ||
                hasAlias(look, target) || !look.wildcardOver(target).isEmpty())
                continue;
            tell.tell(look.note(*row), {shownName(row->owner), shownName(target)});
        }
    }
}

void wildcard(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows()) {
        if (!isWildcard(row->owner))
            continue;
        const RowData data = dataOf(*row);
        const char *which = row->kind == Kind::Added     ? "added"
                            : row->kind == Kind::Removed ? "removed"
                            : data.gone.isEmpty()        ? "more"
                            : data.come.isEmpty()        ? "less"
                                                         : nullptr;
        tell.tell(look.note(*row), {shownName(row->owner), shownType(row->type), listed(data.gone), listed(data.come)}, which);
    }
}

// RFC 4592 2.2.2, 3.3.1: a wildcard answers for no name that exists, nor for one below it; and a name exists where there is one
// below it.
void wildcardStopped(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows()) {
        if (row->kind != Kind::Added || isWildcard(row->owner) || look.isApex(row->owner))
            continue;
        const QByteArray wildcard = look.wildcardBefore(row->owner);
        if (wildcard.isEmpty() || look.facts(wildcard).records == 0)
            continue;
        // The name right below what existed: it, and all below it, has the wildcard no more.
        QByteArrayView stopped = row->owner;
        while (parentOf(stopped).size() + 2 != wildcard.size())
            stopped = parentOf(stopped);
        if (stopped.size() < row->owner.size()) {
            tell.tell(look.note(*row), {shownName(row->owner), shownName(wildcard), shownName(stopped)}, "between");
            continue;
        }
        QStringList lost;
        for (const int type : look.typesOf(wildcard)) {
            if (!look.row(row->owner, type))
                lost.append(shownType(type));
        }
        if (!lost.isEmpty() && !look.row(row->owner, rrtype::cname) && !look.row(row->owner, rrtype::ns))
            tell.tell(look.note(*row), {shownName(row->owner), shownName(wildcard), lost.join(QLatin1String(", "))});
    }
}

constexpr RiskRule rules[] = {
    {"zone-file-gone", Rank::Danger, zoneGone},
    {"unreadable", Rank::Danger, unreadable},
    {"zone-emptied", Rank::Danger, emptied},
    {"most-removed", Rank::Danger, mostRemoved},
    {"last-address-used", Rank::Danger, lastAddressInUse},
    {"name-gone-used", Rank::Danger, goneInUse},
    {"many-removed", Rank::Attention, manyRemoved},
    {"cname-nowhere", Rank::Attention, aliasOfNothing},
    {"wildcard", Rank::Attention, wildcard},
    {"wildcard-stopped", Rank::Attention, wildcardStopped},
    {"last-address", Rank::Attention, lastAddress},
};

} // namespace

std::span<const RiskRule> nameRules() { return rules; }

} // namespace lockstep
