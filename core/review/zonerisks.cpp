// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about the zone's own records, its delegations and DNSSEC.
#include "core/review/riskrule.h"
#include "core/review/rowdata.h"
#include "core/review/rowparts.h"
#include "core/zone/rrtypes.h"

#include <algorithm>

namespace lockstep {

namespace {

using Rank = RiskNote::Rank;
using Kind = MeaningRow::Kind;

void apexServers(const ZoneLook &look, RiskTeller &tell)
{
    if (const MeaningRow *row = look.row(look.origin(), rrtype::ns))
        tellRow(look, tell, *row);
}

// A server of the zone's own whose address this change takes away, or that it names without one.
void apexServerWithoutAddress(const ZoneLook &look, RiskTeller &tell)
{
    const MeaningRow *servers = look.row(look.origin(), rrtype::ns);
    const auto wasNamed = [&](const QByteArray &name) {
        return !servers || std::ranges::any_of(servers->before, [&](const Record &one) { return one.rdata == name; });
    };
    for (const QByteArray &name : look.apexServers()) {
        if (!look.isInside(name) || look.isDelegated(name) || look.facts(name).address || !look.wildcardOver(name).isEmpty())
            continue;
        const MeaningRow *lost = nullptr;
        for (const int type : {rrtype::a, rrtype::aaaa}) {
            const MeaningRow *row = look.row(name, type);
            lost = row && row->kind == Kind::Removed ? row : lost;
        }
        if (lost)
            tell.tell(look.note(*lost), {shownName(name), shownName(look.origin())}, "removed");
        else if (!wasNamed(name))
            tell.tell(look.note(*servers), {shownName(name), shownName(look.origin())});
    }
}

void apexServerMoves(const ZoneLook &look, RiskTeller &tell)
{
    for (const int type : {rrtype::a, rrtype::aaaa}) {
        for (const MeaningRow *row : look.rows(type)) {
            if (look.facts(row->owner).address && look.apexServers().contains(row->owner) && !dataOf(*row).gone.isEmpty())
                tellRow(look, tell, *row);
        }
    }
}

void soa(const ZoneLook &look, RiskTeller &tell)
{
    const MeaningRow *row = look.row(look.origin(), rrtype::soa);
    if (!row || row->kind != Kind::Changed)
        return;
    // Who is responsible, and how often a secondary tries again, harm nobody.
    static const QByteArrayList fields{"mname", "refresh", "expire", "minimum"};
    QStringList changes;
    for (const RecordPair &pair : row->records) {
        const QByteArray before = row->textBefore(pair);
        const QByteArray after = row->textAfter(pair);
        for (const FieldMark &mark : pair.marks) {
            if (fields.contains(mark.name))
                changes.append(QStringLiteral("%1 %2 → %3")
                                   .arg(QString::fromLatin1(mark.name),
                                        QString::fromLatin1(before.sliced(mark.before.begin, mark.before.end - mark.before.begin)),
                                        QString::fromLatin1(after.sliced(mark.after.begin, mark.after.end - mark.after.begin))));
        }
    }
    if (!changes.isEmpty())
        tell.tell(look.note(*row), {shownName(look.origin()), changes.join(QLatin1String(", "))});
}

void noSoa(const ZoneLook &look, RiskTeller &tell)
{
    if (const MeaningRow *row = look.row(look.origin(), rrtype::soa); row && row->kind == Kind::Removed)
        tell.tell(look.note(*row), {shownName(look.origin())});
}

void delegationSigner(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(rrtype::ds)) {
        // Where the delegation itself goes, that is said.
        const MeaningRow *servers = look.row(row->owner, rrtype::ns);
        if (!servers || servers->kind != Kind::Removed)
            tellRow(look, tell, *row);
    }
}

void zoneKeys(const ZoneLook &look, RiskTeller &tell)
{
    for (const int type : {rrtype::dnskey, rrtype::cds, rrtype::cdnskey}) {
        if (const MeaningRow *row = look.row(look.origin(), type)) {
            const RowData data = dataOf(*row);
            tell.tell(look.note(*row),
                      {shownName(row->owner), shownType(type), QString::number(data.gone.size()), QString::number(data.come.size())});
        }
    }
}

// Signatures that only go, or only come; one that is renewed stays.
void signatures(const ZoneLook &look, RiskTeller &tell, bool lost)
{
    const SigningChange &made = look.meaning().signing;
    const qsizetype here = lost ? made.signaturesRemoved : made.signaturesAdded;
    const qsizetype other = lost ? made.signaturesAdded : made.signaturesRemoved;
    if (!look.sides().before || !look.sides().after || here == 0 || other + made.signaturesRenewed > 0)
        return;
    Error said = counted({}, here);
    tell.tell({}, {said.args.first(), shownName(look.origin())}, here == 1 ? "one" : nullptr);
}
void signaturesGo(const ZoneLook &look, RiskTeller &tell) { signatures(look, tell, true); }
void signaturesCome(const ZoneLook &look, RiskTeller &tell) { signatures(look, tell, false); }

template <class Tell> void eachDelegation(const ZoneLook &look, Kind kind, Tell tell)
{
    for (const MeaningRow *row : look.rows(rrtype::ns)) {
        if (row->kind == kind && !look.isApex(row->owner))
            tell(*row);
    }
}

void delegationGone(const ZoneLook &look, RiskTeller &tell)
{
    eachDelegation(look, Kind::Removed, [&](const MeaningRow &row) { tell.tell(look.note(row), {shownName(row.owner), listed(dataOf(row).gone)}); });
}

void delegationChanged(const ZoneLook &look, RiskTeller &tell)
{
    eachDelegation(look, Kind::Changed, [&](const MeaningRow &row) { tellRow(look, tell, row); });
}

void delegationHides(const ZoneLook &look, RiskTeller &tell)
{
    eachDelegation(look, Kind::Added, [&](const MeaningRow &row) {
        if (const quint32 hidden = look.facts(row.owner).hidden)
            tell.tell(look.note(row), {shownName(row.owner), QString::number(hidden)}, hidden == 1 ? "one" : nullptr);
    });
}

void delegationNew(const ZoneLook &look, RiskTeller &tell)
{
    eachDelegation(look, Kind::Added, [&](const MeaningRow &row) {
        if (look.facts(row.owner).hidden == 0)
            tell.tell(look.note(row), {shownName(row.owner), listed(dataOf(row).come)});
    });
}

// Addresses that a delegation needs: of its servers that lie in it.
void glue(const ZoneLook &look, RiskTeller &tell, bool last)
{
    for (const int type : {rrtype::a, rrtype::aaaa}) {
        for (const MeaningRow *row : look.rows(type)) {
            for (const QByteArray &delegation : look.delegationsTo(row->owner)) {
                const RowData data = dataOf(*row);
                if (data.gone.isEmpty())
                    continue;
                const bool lost = row->kind == Kind::Removed && !look.canBeFound(delegation);
                if (lost == last)
                    tell.tell(look.note(*row), {shownName(delegation), shownName(row->owner), listed(data.gone), listed(data.come)},
                              !last && data.come.isEmpty() ? "removed" : nullptr);
            }
        }
    }
}
void glueLost(const ZoneLook &look, RiskTeller &tell) { glue(look, tell, true); }
void glueChanged(const ZoneLook &look, RiskTeller &tell) { glue(look, tell, false); }

constexpr RiskRule rules[] = {
    {"apex-ns", Rank::Danger, apexServers},
    {"apex-ns-address", Rank::Danger, apexServerWithoutAddress},
    {"soa-gone", Rank::Danger, noSoa},
    {"dnskey", Rank::Danger, zoneKeys},
    {"signatures-lost", Rank::Danger, signaturesGo},
    {"ds", Rank::Danger, delegationSigner},
    {"delegation-gone", Rank::Danger, delegationGone},
    {"glue-last", Rank::Danger, glueLost},
    {"apex-ns-moved", Rank::Attention, apexServerMoves},
    {"soa", Rank::Attention, soa},
    {"signatures-new", Rank::Attention, signaturesCome},
    {"delegation-changed", Rank::Attention, delegationChanged},
    {"delegation-hides", Rank::Attention, delegationHides},
    {"glue", Rank::Attention, glueChanged},
    {"delegation-new", Rank::Notice, delegationNew},
};

} // namespace

std::span<const RiskRule> apexRules() { return rules; }

} // namespace lockstep
