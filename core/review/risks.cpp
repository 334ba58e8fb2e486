// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/risks.h"

#include "core/review/conflook.h"
#include "core/review/riskrule.h"
#include "core/review/rowparts.h"
#include "core/review/zonelook.h"

#include <algorithm>

namespace lockstep {

namespace {

template <class Look> QList<RiskNote> notesOf(const Look &look, void (*RiskRule::*looks)(const Look &, RiskTeller &))
{
    // In the order of the rules; within one of them, those of one rank by name.
    QList<RiskNote> notes;
    for (const RiskRule &rule : riskRules()) {
        if (!(rule.*looks))
            continue;
        QList<RiskNote> own;
        RiskTeller teller(rule, own);
        (rule.*looks)(look, teller);
        std::ranges::stable_sort(own, [](const RiskNote &a, const RiskNote &b) { return a.name < b.name; });
        teller.finish();
        notes.append(own);
    }
    std::ranges::stable_sort(notes, [](const RiskNote &a, const RiskNote &b) { return a.rank < b.rank; });
    return notes;
}

} // namespace

void RiskTeller::tell(RiskNote note, const QStringList &args, const char *which)
{
    note.rank = m_rule.rank;
    note.rule = QLatin1String(m_rule.id);
    note.text = Error{QStringLiteral("risk.") + note.rule, args, {}, {}};
    if (which)
        note.text.code += u'.' + QLatin1String(which);
    if (std::any_of(m_notes.cbegin() + m_first, m_notes.cend(), [&](const RiskNote &one) { return one == note; }))
        return;
    if (!leavesOut(note.staleMs))
        m_notes.append(note);
}

bool RiskTeller::leavesOut(qint64 staleMs)
{
    if (m_notes.size() - m_first < m_rule.most)
        return false;
    ++m_more;
    m_staleMs = std::max(m_staleMs, staleMs);
    return true;
}

void RiskTeller::finish()
{
    if (m_more == 0)
        return;
    RiskNote note;
    note.rank = m_rule.rank;
    note.rule = QLatin1String(m_rule.id);
    note.zone = m_notes.last().zone;
    note.view = m_notes.last().view;
    note.before = m_notes.last().before; // so that it stands in the same file
    note.after = m_notes.last().after;
    note.text = counted(QStringLiteral("risk.more"), m_more);
    note.staleMs = m_staleMs;
    m_notes.append(note);
}

const QList<RiskRule> &riskRules()
{
    static const QList<RiskRule> all = [] {
        QList<RiskRule> rules;
        for (const auto &some : {apexRules(), nameRules(), mailRules(), timeRules(), zoneStatementRules(), accessRules(), statementRules()})
            rules.append(QList<RiskRule>(some.begin(), some.end()));
        return rules;
    }();
    return all;
}

QList<RiskNote> zoneRisks(const ZoneSides &zone)
{
    const ZoneLook look(zone);
    QList<RiskNote> notes = notesOf(look, &RiskRule::records);
    for (RiskNote &note : notes) {
        note.zone = zone.zone;
        note.view = zone.view;
    }
    return notes;
}

QList<RiskNote> confRisks(const ConfDifference &difference, const Config &before, const Config &after)
{
    if (difference.changes.isEmpty())
        return {};
    return notesOf(ConfLook(difference, before, after), &RiskRule::statements);
}

} // namespace lockstep
