// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/helper.h"

#include "core/base/isthere.h"

#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

// Zones that are signed and would not be, or not with the keys that sign them now (RELIABILITY 2.3: such a change cannot be taken
// back as fast as caches forget).
QStringList losingSignatures(const ConfigFacts &before, const ConfigFacts &after)
{
    QMultiHash<QString, const ZoneFacts *> next;
    for (const ZoneFacts &zone : after.zones)
        next.insert(zone.zone, &zone);
    QStringList zones;
    for (const ZoneFacts &zone : before.zones) {
        if (zone.policy.isEmpty())
            continue;
        // In the same view, or in any other when it moved; one that goes loses its data with its signatures.
        QList<const ZoneFacts *> then = next.values(zone.zone);
        if (std::ranges::any_of(then, [&](const ZoneFacts *one) { return one->view == zone.view; }))
            then.removeIf([&](const ZoneFacts *one) { return one->view != zone.view; });
        then.removeIf([&](const ZoneFacts *one) { return one->type != zone.type; });
        const bool keeps = std::ranges::any_of(then, [&](const ZoneFacts *one) { return !one->policy.isEmpty() && one->keys == zone.keys; });
        if (!then.isEmpty() && !keeps && !zones.contains(zone.zone))
            zones.append(zone.zone);
    }
    return zones;
}

// In anything but zones.
bool differ(const ConfigFacts &one, const ConfigFacts &other) { return one.configuration != other.configuration || one.others != other.others; }

} // namespace

QList<OwnedZone> ownedBy(const ConfigFacts &facts)
{
    QList<OwnedZone> owned;
    for (const ZoneFacts &zone : facts.zones) {
        const bool primary = zone.type == QLatin1String("primary");
        if ((primary && zone.updates) || (primary || zone.type == QLatin1String("secondary") ? zone.signs : false))
            owned.append({zone.zone, zone.view, primary && zone.updates, zone.signs, {}, zone.rolls});
    }
    return owned;
}

Result<PrepareReport> Helper::prepare(const PrepareRequest &request)
{
    LOCKSTEP_CHECK(mayCommand(request.masterId, request.epoch));
    if (m_state.switched)
        return fail(QStringLiteral("agent.busy"), {m_state.switched->deployment});
    LOCKSTEP_TRY(forward, Snapshot::parse(request.forward));
    LOCKSTEP_TRY(returning, Snapshot::parse(request.returning));
    if (forward.roots != m_places.roots || returning.roots != m_places.roots || request.mainFile != m_places.mainFile)
        return fail(QStringLiteral("agent.roots"), {m_places.mainFile});
    const std::optional<int> active = adopted() ? m_generations.active() : std::nullopt;
    if (active) {
        LOCKSTEP_TRY(snapshot, m_generations.manifest(*active));
        LOCKSTEP_CHECK(follows(request.base, snapshot));
    } else if (!request.base.isNull()) {
        return fail(QStringLiteral("agent.unadopted"));
    }
    const QList<int> served = active ? QList<int>{*active} : QList<int>();
    LOCKSTEP_CHECK(reserve());
    qint64 size = 0;
    for (const Entry &entry : forward.entries + returning.entries)
        size += entry.size + 4096;
    LOCKSTEP_TRY(space, m_files.freeBytes(m_places.state));
    if (space < size + (16 << 20))
        return fail(QStringLiteral("agent.space"), {m_places.state, QString::number((size + (16 << 20) - space) >> 20)});

    m_state.prepared.reset();
    m_state.degraded = false;
    const int first = m_state.nextGeneration;
    m_state.nextGeneration += 2;
    LOCKSTEP_CHECK(save());
    if (!active)
        LOCKSTEP_CHECK(writeLocals());
    const QMap<QString, Digest> locals = localFiles(); // before anything is checked with them
    // What was prepared before goes when the new set is written: objects that only lie there were not sent again.
    Result<void> built = m_generations.build(first, forward);
    // It takes the checker longest: it works while the way back is written.
    const qint64 checkBegan = m_clock.sinceBoot();
    IsolatedEnd checking = built ? startCheck(first, forward, request.mainFile) : IsolatedEnd();
    if (built)
        built = m_generations.build(first + 1, returning);
    LOCKSTEP_CHECK(m_generations.prune(built ? served + QList<int>{first, first + 1} : served));
    LOCKSTEP_CHECK(built);

    PrepareReport report;
    const QStringList edited = active ? changedLocals(locals) : QStringList();
    for (const QString &path : edited)
        report.warnings.append(Error{QStringLiteral("agent.local"), {path}, {}, {}});
    // What is served and cannot be read any more is mended by what comes; what comes must be read.
    const PartialFacts known = active ? partOf(*active) : liveFolders().partialFacts(m_places.mainFile);
    if (known.unread && !active)
        return fail(*known.unread);
    if (known.unread)
        report.warnings.append(*known.unread);
    const ConfigFacts &before = known.facts;
    LOCKSTEP_TRY(after, factsOf(first));
    LOCKSTEP_TRY(back, factsOf(first + 1));
    for (const ConfigFacts *one : {&after, &back})
        report.problems += m_links.problems(*one, m_state.links.value_or(QStringList()));
    if (report.problems.isEmpty() && !m_links.missing(SignedLinks::of(after)).isEmpty()) {
        LOCKSTEP_CHECK(linkSources(after)); // nothing that is served looks there yet
        checking = startCheck(first, forward, request.mainFile);
    }
    // R is switched to as F is: a master must not be able to bring there what F may not hold.
    if (back.configuration != after.configuration && back.configuration != before.configuration)
        judge(startCheck(first + 1, returning, request.mainFile)(), first + 1, request.mainFile, report);
    for (const ConfigFacts *one : {&after, &back}) {
        if (one == &back && back.configuration == before.configuration)
            continue; // what it serves already, wrong or not, is no reason not to leave it
        report.problems += one->layout;
        LOCKSTEP_CHECK(allow(*one, report));
    }
    // Only now: what this server does not allow is not run either.
    const bool sound = report.problems.isEmpty();
    IsolatedEnd rehearsing = sound && (differ(after, before) || !edited.isEmpty()) ? startRehearsal(first, forward, request.mainFile, after, report)
                                                                                   : IsolatedEnd();
    if (sound && differ(back, after) && differ(back, before)) {
        if (const IsolatedEnd other = startRehearsal(first + 1, returning, request.mainFile, back, report))
            judgeRehearsal(other(), first + 1, request.mainFile, back, report);
    }
    classify(before, after, report);
    report.reconfigure = report.reconfigure || !edited.isEmpty();
    report.owned = ownedBy(after);
    report.unsignedZones = losingSignatures(before, after);
    if (active) {
        for (const ConfigFacts *one : {&after, &back})
            LOCKSTEP_CHECK(limitRemovals(before, *one, report));
    }
    judge(checking(), first, request.mainFile, report);
    if (rehearsing && report.problems.isEmpty())
        judgeRehearsal(rehearsing(), first, request.mainFile, after, report);
    rehearsing = {};
    report.loadMs = m_clock.sinceBoot() - checkBegan; // it loads every zone, as named will
    report.ok = report.problems.isEmpty();
    if (!report.ok) {
        (void)dropLinks(served);
        LOCKSTEP_CHECK(m_generations.prune(served));
        return report;
    }
    m_state.prepared = AgentState::Prepared{request.deployment,  first, first + 1, request.base, request.mainFile, request.forwardProof,
                                            request.returnProof, locals};
    LOCKSTEP_CHECK(save());
    m_generations.dropReceived();
    return report;
}

// Trees of a prepare that did not come to its end: before the master is told what is missing, so that nothing counts on them.
Result<void> Helper::pruneLeftovers()
{
    if (m_state.switched)
        return {};
    QList<int> keepers;
    if (const std::optional<int> active = m_generations.active())
        keepers.append(*active);
    if (m_state.prepared)
        keepers += {m_state.prepared->forward, m_state.prepared->returning};
    LOCKSTEP_CHECK(dropLinks(keepers));
    return m_generations.prune(keepers);
}

// Under the BIND user, with that generation where named looks for its files; this server's local files are seen as they are.
IsolatedRun Helper::isolated(int generation, const Snapshot &snapshot) const
{
    IsolatedRun run;
    for (const Root &root : snapshot.roots)
        run.binds.append({m_generations.folder(generation) + u'/' + root.id, root.path});
    run.masks = {QStringLiteral("/root"),
                 QStringLiteral("/home"),
                 QStringLiteral("/etc/shadow"),
                 QStringLiteral("/etc/gshadow"),
                 QStringLiteral("/etc/ssl/private"),
                 QStringLiteral("/etc/ssh")};
    run.user = m_places.namedUser;
    run.deadlineMs = 300000;
    return run;
}

void Helper::classify(const ConfigFacts &before, const ConfigFacts &after, PrepareReport &report) const
{
    QHash<QPair<QString, QString>, ZoneFacts> old;
    for (const ZoneFacts &zone : before.zones)
        old.insert({zone.zone, zone.view}, zone);
    for (const ZoneFacts &zone : after.zones) {
        const auto it = old.constFind({zone.zone, zone.view});
        ZoneClass what = ZoneClass::Unchanged;
        if (it == old.constEnd())
            what = ZoneClass::New;
        else if (it->file != zone.file || it->type != zone.type)
            what = ZoneClass::Recreate;
        else if (zone.dynamic && (it->content != zone.content || it->statement != zone.statement))
            what = ZoneClass::Dynamic;
        else if (it->content != zone.content)
            what = ZoneClass::Reload;
        if (it != old.constEnd())
            old.erase(it);
        if (what != ZoneClass::Unchanged)
            report.zones.append({zone.zone, zone.view, what});
    }
    for (const ZoneFacts &zone : std::as_const(old))
        report.zones.append({zone.zone, zone.view, ZoneClass::Removed});
    report.reconfigure = before.configuration != after.configuration;
    if (const QStringList restart = differing(before.startup, after.startup); !restart.isEmpty())
        report.restart = restart;
}

// The keys that have another value, or one only here or there.
QStringList Helper::differing(const QMap<QString, QString> &before, const QMap<QString, QString> &after)
{
    QStringList keys;
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        if (!before.contains(it.key()) || before.value(it.key()) != it.value())
            keys.append(it.key());
    }
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!after.contains(it.key()))
            keys.append(it.key());
    }
    return keys;
}

// Over the names of its zones.
Digest Helper::namesOf(const ConfigFacts &facts)
{
    QSet<QString> names;
    for (const ZoneFacts &zone : facts.zones)
        names.insert(zone.zone);
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return Digest::of(sorted.join(u'\n').toUtf8());
}

// How many zones one deployment may take from this server: a fifth of them, or a hundred, unless its root says another number.
Result<void> Helper::limitRemovals(const ConfigFacts &before, const ConfigFacts &after, PrepareReport &report)
{
    constexpr qsizetype alwaysAllowed = 100;
    const QString path = m_places.state + QStringLiteral("/removals");
    qsizetype most = std::max(alwaysAllowed, before.zones.size() / 5);
    const Result<QByteArray> own = m_files.read(path);
    if (own)
        most = std::max<qsizetype>(own->trimmed().toLongLong(), 0); // also for what is no number
    else if (own.error().code != QLatin1String("file.missing"))
        return fail(own.error()); // root may have said less
    // By name: a zone that moves to another view is served all the same.
    QSet<QString> left;
    QSet<QString> gone;
    for (const ZoneFacts &zone : after.zones)
        left.insert(zone.zone);
    for (const ZoneFacts &zone : before.zones) {
        if (!left.contains(zone.zone))
            gone.insert(zone.zone);
    }
    const qsizetype removed = gone.size();
    const bool known = m_state.servedZones && m_state.servedZones->contains(namesOf(after)); // a way back to what it served
    if (removed > most && !known)
        report.problems.append(Error{
            QStringLiteral("agent.removals"), {QString::number(removed), QString::number(before.zones.size()), QString::number(most), path}, {}, {}});
    return {};
}

// Files outside the roots that a configuration may use: what the adopted server used, and named's own state folders. The list
// lies on this server; no master can widen it.
Result<void> Helper::allow(const ConfigFacts &facts, PrepareReport &report)
{
    const QString path = m_places.state + QStringLiteral("/allowed");
    LOCKSTEP_TRY(there, isThere(m_files, path));
    if (!there) {
        LOCKSTEP_TRY(used, liveFolders().facts(m_places.mainFile));
        LOCKSTEP_CHECK(m_files.replace(path, used.outside.join(u'\n').toUtf8() + '\n', 0600));
    }
    LOCKSTEP_TRY(text, m_files.read(path));
    const QStringList lines = QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts);
    const QSet<QString> allowed(lines.cbegin(), lines.cend());
    for (const QString &use : facts.outside) {
        const QString statement = use.section(u' ', 0, 0);
        const QString file = use.section(u' ', 1);
        const bool code = statement == QLatin1String("plugin") || statement == QLatin1String("dlz") || statement == QLatin1String("dyndb");
        const bool stateFolder = file.startsWith(QLatin1String("/var/cache/bind/")) || file.startsWith(QLatin1String("/var/lib/bind/")) ||
                                 file.startsWith(QLatin1String("/run/named/")) || file.startsWith(QLatin1String("/usr/share/dns/"));
        if (!allowed.contains(use) && (code || !stateFolder))
            report.problems.append(Error{QStringLiteral("agent.allowed"), {file, statement, path}, {}, {}});
    }
    return {};
}

} // namespace lockstep
