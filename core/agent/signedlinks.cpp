// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/signedlinks.h"

namespace lockstep {

SignedLinks::Targets SignedLinks::of(const ConfigFacts &facts)
{
    Targets targets;
    for (const ZoneFacts &zone : facts.zones) {
        if (!zone.source.isEmpty())
            targets.insert(zone.file, zone.source);
    }
    return targets;
}

SignedLinks::Targets SignedLinks::missing(const Targets &targets) const
{
    Targets missing;
    for (auto it = targets.cbegin(); it != targets.cend(); ++it) {
        if (m_files.readLink(it.key()) != it.value())
            missing.insert(it.key(), it.value());
    }
    return missing;
}

bool SignedLinks::isTaken(const QString &link, const QString &target, const QStringList &owned) const
{
    return m_files.exists(link) && m_files.readLink(link) != target && !owned.contains(link);
}

QList<Error> SignedLinks::problems(const ConfigFacts &facts, const QStringList &owned) const
{
    QList<Error> problems;
    for (const ZoneFacts &zone : facts.zones) {
        if (!zone.source.isEmpty() && isTaken(zone.file, zone.source, owned))
            problems.append(Error{QStringLiteral("agent.linktaken"), {zone.zone, zone.file, zone.source}, {}, {}});
    }
    return problems;
}

Result<void> SignedLinks::make(const Targets &targets, const QStringList &owned)
{
    for (auto it = targets.cbegin(); it != targets.cend(); ++it) {
        if (isTaken(it.key(), it.value(), owned))
            return fail(QStringLiteral("agent.linktaken"), {it.key().section(u'/', -1), it.key(), it.value()});
        const QString fresh = it.key() + QStringLiteral(".lockstep-new");
        if (m_files.exists(fresh))
            LOCKSTEP_CHECK(m_files.remove(fresh));
        LOCKSTEP_CHECK(m_files.makeLink(it.value(), fresh));
        LOCKSTEP_CHECK(m_files.rename(fresh, it.key()));
        LOCKSTEP_CHECK(m_files.sync(it.key().section(u'/', 0, -2)));
    }
    return {};
}

Result<void> SignedLinks::drop(const QStringList &links)
{
    for (const QString &link : links) {
        const Result<FileFacts> facts = m_files.facts(link);
        if (!facts || facts->kind != FileFacts::Kind::Link)
            continue;
        LOCKSTEP_CHECK(m_files.remove(link));
        LOCKSTEP_CHECK(m_files.sync(link.section(u'/', 0, -2)));
    }
    return {};
}

} // namespace lockstep
