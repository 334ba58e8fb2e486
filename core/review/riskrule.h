// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/risks.h"

#include <span>

namespace lockstep {

class ConfLook;
class RiskTeller;
class ZoneLook;

// A rule of docs/risks.md: it looks at what became of a zone's records, or of a configuration's statements.
struct RiskRule
{
    const char *id;
    RiskNote::Rank rank;
    void (*records)(const ZoneLook &look, RiskTeller &tell) = nullptr; // the one or the other
    void (*statements)(const ConfLook &look, RiskTeller &tell) = nullptr;
    int most = 20; // notes; one more says how many are left out
};

// Takes the notes of one rule, none of them twice.
class RiskTeller
{
public:
    RiskTeller(const RiskRule &rule, QList<RiskNote> &notes) : m_rule(rule), m_notes(notes), m_first(notes.size()) {}
    // `args` fill its sentence; `which` names the one that fits where the rule has several: "removed" for "risk.apex-ns.removed".
    void tell(RiskNote note, const QStringList &args, const char *which = nullptr);
    // Whether one more has no place, and is counted: of very many nothing need be made then.
    bool leavesOut(qint64 staleMs = 0);
    // Says how many were left out.
    void finish();

private:
    const RiskRule &m_rule;
    QList<RiskNote> &m_notes;
    qsizetype m_first; // of this rule
    qsizetype m_more = 0;
    qint64 m_staleMs = 0; // the longest of those
};

// Every rule, in the order in which notes of one rank stand.
const QList<RiskRule> &riskRules();

std::span<const RiskRule> apexRules();          // the zone's own records, its delegations, DNSSEC
std::span<const RiskRule> nameRules();          // names that come, go and lead nowhere
std::span<const RiskRule> mailRules();          // MX, SPF, DMARC, CAA, TLSA
std::span<const RiskRule> timeRules();          // serials, and how long the old answer is seen
std::span<const RiskRule> zoneStatementRules(); // zones and views
std::span<const RiskRule> accessRules();        // who may ask, transfer, update, command
std::span<const RiskRule> statementRules();     // the rest of a configuration

} // namespace lockstep
