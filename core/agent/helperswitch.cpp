// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/helper.h"

#include <QHash>

namespace lockstep {

namespace {
// What a return needs when the disk is full: it lies ready from prepare on.
const QString reserveFile = QStringLiteral("/reserve");
constexpr qsizetype mostServedSets = 200;
constexpr qint64 namedBehind = 20; // ms that named's clock may be behind ours: it looks at the kernel's coarse one (time(7))
} // namespace

// Space for a return on a full disk: its record and its link.
Result<void> Helper::reserve()
{
    const QString path = m_places.state + reserveFile;
    if (m_files.exists(path))
        return {};
    LOCKSTEP_CHECK(m_files.write(path, QByteArray(256 << 10, 'r'), 0600));
    return m_files.sync(path);
}

// Only who knows what is served may replace it. No base at all is what an adoption has, and this server is adopted.
Result<void> Helper::follows(const Digest &base, const Snapshot &active)
{
    if (active.id() == base)
        return {};
    return base.isNull() ? fail(QStringLiteral("agent.adopted")) : fail(QStringLiteral("agent.base"), {active.id().seal(), base.seal()});
}

Result<FlipPlan> Helper::flip(const SwitchRequest &request)
{
    LOCKSTEP_CHECK(mayCommand(request.masterId, request.epoch));
    if (!m_state.prepared || m_state.prepared->deployment != request.deployment)
        return fail(QStringLiteral("agent.nodeployment"), {request.deployment});
    if (m_state.switched)
        return fail(QStringLiteral("agent.busy"), {m_state.switched->deployment});
    // Compared here, at the flip: what was true at prepare may not be true any more.
    const bool adopting = !adopted();
    if (adopting && !m_roots.allPlain()) // a link that could not be read must not pass for an adoption: that one returns to older folders
        return fail(QStringLiteral("agent.halfway"), {m_places.roots.first().path});
    if (!adopting) {
        LOCKSTEP_TRY(snapshot, m_generations.manifest(*m_generations.active()));
        LOCKSTEP_CHECK(follows(request.base, snapshot));
    }
    for (const int generation : {m_state.prepared->forward, m_state.prepared->returning}) {
        LOCKSTEP_TRY(wrong, m_generations.damaged(generation));
        if (!wrong.isEmpty())
            return fail(QStringLiteral("agent.damaged"), {wrong.first()});
    }
    LOCKSTEP_TRY(facts, factsOf(m_state.prepared->forward));
    LOCKSTEP_CHECK(linkSources(facts));
    const qint64 guard = std::clamp<qint64>(request.guardMs, 1000, 24 * 3600 * 1000);
    m_state.switched = AgentState::Switched{request.deployment, m_clock.bootId(), m_clock.sinceBoot() + guard, guard, false, adopting};
    return activate(m_state.prepared->forward, adopting, Way::There);
}

// Dates every file of the tree that differs from what is served, and gives all others the date they are served with: named
// reads a zone again exactly when its file is younger than what it has (RELIABILITY 1.0.1). A date may lie in the future, after
// a clock that stepped back: named then reads the file all the same, and the proof goes by serials, not by dates. The paths of
// all that are younger now.
Result<QSet<QString>> Helper::stamp(int from, int to, const ConfigFacts &facts)
{
    LOCKSTEP_TRY(target, m_generations.manifest(to));
    const Result<Snapshot> served = from > 0 ? m_generations.manifest(from) : Result<Snapshot>(rootsOnly());
    // What people wrote into the served tree, named may have read.
    const Result<QStringList> byHand = from > 0 ? m_generations.damaged(from) : QStringList();
    QSet<QString> changed; // absolute paths
    if (byHand)
        changed = QSet<QString>(byHand->cbegin(), byHand->cend());
    for (const Entry &entry : target.entries) {
        if (entry.kind != Entry::Kind::File)
            continue;
        const QString path = target.absolutePath(entry);
        if (!byHand) { // not known: named reads all of it again
            changed.insert(path);
        } else if (from > 0) {
            const auto before = served ? served->find(entry.root, entry.path) : std::nullopt;
            if (!before || before->digest != entry.digest)
                changed.insert(path);
        } else if (Digest::of(m_files.read(path).value_or(QByteArray())) != entry.digest) {
            changed.insert(path);
        }
    }
    // A zone is as young as what it includes.
    for (const ZoneFacts &zone : facts.zones) {
        for (const QString &path : zone.paths) {
            if (changed.contains(path))
                changed.insert(zone.text());
        }
    }
    const auto old = [&](const Entry &entry) { return from > 0 ? m_generations.facts(from, entry) : m_files.facts(target.absolutePath(entry)); };
    // Past by every clock: of a file that is younger than its own "now" named tells that "now".
    qint64 date = std::max(m_clock.now() - namedBehind, m_state.lastStamp + 1000);
    for (const Entry &entry : target.entries) {
        if (entry.kind == Entry::Kind::File && changed.contains(target.absolutePath(entry)))
            date = std::max(date, old(entry).value_or(FileFacts()).mtime + 1000); // written when the clock was ahead
    }
    for (const Entry &entry : target.entries) {
        if (entry.kind != Entry::Kind::File)
            continue;
        const Result<FileFacts> before = old(entry);
        LOCKSTEP_CHECK(m_generations.date(to, entry, changed.contains(target.absolutePath(entry)) || !before ? date : before->mtime));
    }
    if (!changed.isEmpty())
        m_state.lastStamp = date;
    return changed;
}

namespace {

// What BIND 9.20 does to a zone that takes updates when its statement changes (tried, with named killed afterwards): nothing is lost
// while the journal keeps its name and the zone goes on to take updates, whatever else changes, also when the zone comes new in
// another view. With another journal name it does not load any more at the next start once an update was made ("journal out of
// sync with zone"): its file lacks what is in the old journal. And one that takes no more updates has an old file, which belongs
// to people from then on. Both are right when the file was made whole before.
bool needsWindow(const ZoneFacts &before, const ZoneFacts &after)
{
    return before.updates && before.type == QLatin1String("primary") && before.file == after.file &&
           (before.journal != after.journal || !after.updates || after.type != before.type);
}

} // namespace

// Before named may look for them. Noted first, so that none is left that nobody knows.
Result<void> Helper::linkSources(const ConfigFacts &facts)
{
    const SignedLinks::Targets missing = m_links.missing(SignedLinks::of(facts));
    if (missing.isEmpty())
        return {};
    QStringList owned = m_state.links.value_or(QStringList());
    LOCKSTEP_CHECK(m_links.problems(facts, owned).isEmpty() ? Result<void>() : fail(m_links.problems(facts, owned).first()));
    const QStringList links = missing.keys();
    const qsizetype before = owned.size();
    for (const QString &link : links) {
        if (!owned.contains(link))
            owned.append(link);
    }
    m_state.links = owned;
    if (owned.size() != before)
        LOCKSTEP_CHECK(save());
    return m_links.make(missing, owned);
}

// Those whose text is in none of these trees: named may still read through any other, whatever can be made of the configuration
// now. Without a tree the folders are the server's own.
Result<void> Helper::dropLinks(const QList<int> &generations)
{
    if (!m_state.links)
        return {};
    QStringList left;
    for (const QString &link : *m_state.links) {
        const Result<QString> target = m_files.readLink(link);
        if (!target && target.error().code == QLatin1String("file.io")) { // or it is no link any more
            const Result<FileFacts> facts = m_files.facts(link);
            if (facts ? facts->kind == FileFacts::Kind::Link : facts.error().code != QLatin1String("file.missing"))
                return fail(target.error()); // a zone that is served may need it
        }
        bool needed = target && generations.isEmpty() && m_files.exists(*target);
        for (const int generation : generations) {
            LOCKSTEP_TRY(snapshot, m_generations.manifest(generation));
            const auto place = target ? snapshot.placeOf(*target) : std::nullopt;
            needed = needed || (place && snapshot.find(place->first, place->second));
        }
        if (needed)
            left.append(link);
    }
    if (left.size() == m_state.links->size())
        return {};
    QStringList gone = *m_state.links;
    gone.removeIf([&](const QString &link) { return left.contains(link); });
    LOCKSTEP_CHECK(m_links.drop(gone));
    m_state.links = left.isEmpty() ? std::nullopt : std::optional(left);
    return save();
}

// The zones that must be frozen before that switch. They are noted before the answer: whatever happens, somebody thaws them.
Result<FrozenZones> Helper::windows(const QString &deployment, bool back)
{
    FrozenZones found;
    const bool known = m_state.prepared && m_state.prepared->deployment == deployment;
    const bool switched = m_state.switched && m_state.switched->deployment == deployment;
    if (!known || back != switched || (switched && m_state.switched->adopting))
        return found; // the switch itself says why
    const int to = back ? m_state.prepared->returning : m_state.prepared->forward;
    const std::optional<int> active = adopted() ? m_generations.active() : std::nullopt;
    if (active == to)
        return found;
    // Statements decide, not what zones hold. Going back, what is known must do.
    const PartialFacts left = active ? partOf(*active) : liveFolders().partialFacts(m_places.mainFile);
    const PartialFacts right = partOf(to);
    for (const PartialFacts *one : {&left, &right}) {
        if (one->unreadConfig && !back)
            return fail(*one->unreadConfig);
    }
    const ConfigFacts &before = left.facts;
    const ConfigFacts &after = right.facts;
    QHash<QPair<QString, QString>, const ZoneFacts *> next;
    for (const ZoneFacts &zone : after.zones)
        next.insert({zone.zone, zone.view}, &zone);
    QList<FrozenZone> noted = m_state.frozen.value_or(QList<FrozenZone>());
    const qsizetype already = noted.size();
    for (const ZoneFacts &zone : before.zones) {
        const ZoneFacts *then = next.value({zone.zone, zone.view});
        if (!then || !needsWindow(zone, *then))
            continue;
        const FrozenZone one{zone.zone, zone.view};
        found.zones.append(one);
        if (!noted.contains(one))
            noted.append(one);
    }
    if (noted.size() == already)
        return found;
    m_state.frozen = noted;
    LOCKSTEP_CHECK(save());
    return found;
}

Result<void> Helper::thawed(const FrozenZones &zones)
{
    QList<FrozenZone> left = m_state.frozen.value_or(QList<FrozenZone>());
    const qsizetype gone = left.removeIf([&](const FrozenZone &one) { return zones.zones.contains(one); });
    if (gone == 0)
        return {};
    m_state.frozen = left.isEmpty() ? std::nullopt : std::optional(left);
    return save();
}

Result<FlipPlan> Helper::activate(int generation, bool adopting, Way way)
{
    const qint64 began = m_clock.sinceBoot();
    const int from = m_generations.active().value_or(0);
    if (from == 0 && !adopting && way == Way::There)
        return fail(QStringLiteral("agent.halfway"), {m_places.state + QStringLiteral("/current")});
    // What cannot be read any more is no reason to stay with it; and a way back that cannot be read whole is better than none.
    const PartialFacts left = adopting ? liveFolders().partialFacts(m_places.mainFile) : partOf(from);
    const PartialFacts right = partOf(generation);
    if (right.unread && way == Way::There)
        return fail(*right.unread);
    const ConfigFacts &before = left.facts;
    const ConfigFacts &after = right.facts;
    LOCKSTEP_TRY(young, stamp(adopting ? 0 : from, generation, after));
    m_state.lastSwitch = AgentState::LastSwitch{m_clock.now(), before.startup};
    if (m_state.started)
        m_state.started->pending = differing(m_state.started->options, after.startup);
    LOCKSTEP_CHECK(save()); // the intent, and the stamp, before anything changes
    LOCKSTEP_CHECK(m_generations.point(generation));
    if (adopting)
        LOCKSTEP_CHECK(m_roots.link());
    FlipPlan plan;
    plan.generation = generation;
    plan.everything = adopting || before.others != after.others || left.unread || right.unread;
    plan.reconfigure = before.configuration != after.configuration || !changedLocals(localFiles()).isEmpty(); // those named may not have read
    QHash<QPair<QString, QString>, const ZoneFacts *> known;
    for (const ZoneFacts &one : before.zones)
        known.insert({one.zone, one.view}, &one);
    for (const ZoneFacts &zone : after.zones) {
        if (!zone.managed)
            continue;
        const ZoneFacts *old = known.value({zone.zone, zone.view});
        if (old && old->content == zone.content && old->file == zone.file && !young.contains(zone.text()))
            continue;
        plan.changed.append(zone);
        // named tells no date that is still to come, and none of what it has read of a zone that it signs.
        const Result<FileFacts> facts = m_files.facts(tree(generation).place(zone.file));
        if (!facts && facts.error().code != QLatin1String("file.missing") && way == Way::There)
            return fail(facts.error()); // whether named has read it would not be asked
        if (!zone.source.isEmpty())
            plan.changed.last().date = 0;
        else if (facts && facts->mtime <= m_clock.now() - namedBehind)
            plan.changed.last().date = facts->mtime;
        if (old && old->file == zone.file && old->type == zone.type)
            plan.reload.append(zone);
    }
    plan.switchMs = m_clock.sinceBoot() - began;
    return plan;
}

Result<FlipPlan> Helper::giveBack(const QString &deployment)
{
    if (!m_state.switched) {
        // Never switched: nothing to give back. A set that stays noted when this cannot be written does no harm.
        if (m_state.prepared && m_state.prepared->deployment == deployment) {
            m_state.prepared.reset();
            (void)save();
        }
        FlipPlan plan;
        plan.generation = m_generations.active().value_or(0);
        plan.everything = adopted() && m_state.proved != plan.generation;
        return plan;
    }
    if (m_state.switched->deployment != deployment || !m_state.prepared)
        return fail(QStringLiteral("agent.nodeployment"), {deployment});
    m_state.switched->back = true;
    (void)m_files.remove(m_places.state + reserveFile);
    FlipPlan plan;
    if (m_state.switched->adopting) {
        // An adoption that failed: the folders that were there come back, untouched.
        LOCKSTEP_CHECK(save());
        LOCKSTEP_CHECK(m_roots.restore());
        LOCKSTEP_CHECK(dropCurrent());
    } else {
        int to = m_state.prepared->returning;
        const Result<QStringList> wrong = m_generations.damaged(to);
        if (!wrong || !wrong->isEmpty()) {
            const QList<int> generations = m_generations.all();
            for (auto it = generations.crbegin(); it != generations.crend(); ++it) {
                const Result<QStringList> other = m_generations.damaged(*it);
                if (*it != m_state.prepared->forward && other && other->isEmpty()) {
                    to = *it;
                    break;
                }
            }
            m_state.degraded = true;
        }
        (void)linkSources(partOf(to).facts); // without its link a zone serves what it has
        if (m_generations.active() != to) {
            LOCKSTEP_TRY(activated, activate(to, false, Way::Back));
            plan = activated;
        } else {
            plan.generation = to;
        }
    }
    plan.everything = true; // what named was told so far, and what it made of it, is not known
    m_state.switched.reset();
    m_state.prepared.reset();
    m_state.proved = 0;
    LOCKSTEP_CHECK(save());
    (void)dropLinks(m_generations.active() ? QList<int>{*m_generations.active()} : QList<int>());
    return plan;
}

Result<void> Helper::confirm(const DeploymentRequest &request)
{
    LOCKSTEP_CHECK(mayCommand(request.masterId, request.epoch));
    if (!m_state.switched && m_state.lastDeployment == request.deployment)
        return save(); // said before: the answer was lost, or the record may not be safe yet
    if (!m_state.switched || m_state.switched->deployment != request.deployment || m_state.switched->back || !m_state.prepared ||
        m_generations.active() != m_state.prepared->forward)
        return fail(QStringLiteral("agent.returned"), {request.deployment});
    const int forward = m_state.prepared->forward;
    // Its number was never used before this set was prepared: what is noted of it was proved since the flip.
    if (m_state.proved != forward)
        return fail(QStringLiteral("agent.unproved"), {request.deployment});
    const Result<ConfigFacts> facts = factsOf(forward); // for a later way back only: it was decided, whatever can be read now
    if (m_state.prepared->locals)
        m_state.locals = m_state.prepared->locals;
    m_state.switched.reset();
    m_state.prepared.reset();
    m_state.lastDeployment = request.deployment;
    QList<Digest> &served = m_state.servedZones ? *m_state.servedZones : m_state.servedZones.emplace();
    if (const Digest names = facts ? namesOf(*facts) : Digest(); facts && !served.contains(names))
        served.append(names);
    if (served.size() > mostServedSets)
        served.removeFirst();
    LOCKSTEP_CHECK(save());
    (void)dropLinks({forward}); // again, if it fails, before the next prepare
    return m_generations.prune({forward});
}

Result<void> Helper::forget(const DeploymentRequest &request)
{
    LOCKSTEP_CHECK(mayCommand(request.masterId, request.epoch));
    if (m_state.switched)
        return fail(QStringLiteral("agent.busy"), {m_state.switched->deployment});
    m_generations.dropReceived(); // a set that was refused must not fill the disk
    if (m_state.prepared && m_state.prepared->deployment == request.deployment) {
        m_state.prepared.reset();
        LOCKSTEP_CHECK(save());
        const QList<int> served = m_generations.active() ? QList<int>{*m_generations.active()} : QList<int>();
        (void)dropLinks(served);
        return m_generations.prune(served);
    }
    return {};
}

Result<bool> Helper::recover()
{
    m_generations.lookAnew();
    LOCKSTEP_CHECK(load());
    if (!m_state.switched)
        return false;
    const bool due = m_state.switched->bootId != m_clock.bootId() || m_clock.sinceBoot() >= m_state.switched->deadline || m_state.switched->back;
    if (!due)
        return false;
    LOCKSTEP_TRY(plan, giveBack(m_state.switched->deployment));
    Q_UNUSED(plan)
    return true;
}

} // namespace lockstep
