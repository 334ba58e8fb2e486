// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/helper.h"

#include "core/base/isthere.h"
#include "core/snapshot/scan.h"

#include <QSysInfo>

namespace lockstep {

namespace {

QString folderOf(const QString &path) { return path.section(u'/', 0, -2); }

FileRole roleOf(const FileUse &use, bool managed)
{
    if (use.statement == "plugin" || use.statement == "dlz" || use.statement == "dyndb")
        return FileRole::System;
    if (managed && use.writes)
        return FileRole::Problem;
    if (managed)
        return FileRole::Managed;
    return use.writes ? FileRole::State : FileRole::System;
}

// The folder and all that it lies in: names that a power failure must not take.
Result<void> syncUpwards(Files &files, QString folder)
{
    for (; folder.size() > 1; folder = folderOf(folder))
        LOCKSTEP_CHECK(files.sync(folder));
    return {};
}

} // namespace

Result<PreflightReport> Helper::preflight()
{
    PreflightReport report;
    report.hostName = QSysInfo::machineHostName();
    report.mainFile = m_places.mainFile;
    report.roots = m_places.roots;
    if (adopted())
        report.notes.append(Error{QStringLiteral("agent.adopted"), {}, {}, {}});
    const TreeReader reader = adopted() ? tree(*m_generations.active()) : liveFolders();
    LOCKSTEP_TRY(config, reader.config(m_places.mainFile));
    report.problems = config.problems + reader.layoutProblems(config, m_places.mainFile);
    report.zones = int(config.zones.size());
    for (const FileUse &use : config.uses) {
        const bool managed = reader.managed(use.path);
        PreflightFile file{use.path, roleOf(use, managed), {}};
        if (use.path.startsWith(m_places.local + u'/'))
            file.role = FileRole::Local;
        const QString place = use.origin.file + u':' + QString::number(use.origin.line);
        if (file.role == FileRole::Problem)
            file.why = place;
        report.files.append(file);
    }
    for (const Root &root : m_places.roots) {
        const Result<FileFacts> facts = m_files.facts(root.path);
        const Result<FileFacts> parent = m_files.facts(folderOf(root.path));
        if (!adopted() && (!facts || facts->kind != FileFacts::Kind::Folder))
            report.problems.append(Error{QStringLiteral("agent.root"), {root.path}, {}, {}});
        else if (!adopted() && parent && facts->device != parent->device)
            report.problems.append(Error{QStringLiteral("agent.mount"), {root.path}, {}, {}});
    }
    if (!adopted()) {
        const Result<Scan> scan = scanFolders(m_files, m_places.roots, defaultExclusions());
        if (scan)
            report.problems.append(scan->problems);
        else
            report.problems.append(scan.error());
    }
    const LocalSplit split = splitLocal(config, m_places.local);
    for (auto it = split.files.cbegin(); it != split.files.cend(); ++it)
        report.split.append({it.key(), config.file(it.key())->print(), it.value()});
    if (!split.files.isEmpty()) {
        report.split.append({m_places.local + QStringLiteral("/server.conf"), {}, split.serverConf});
        report.split.append({m_places.local + QStringLiteral("/options.conf"), {}, split.optionsConf});
    }
    return report;
}

// The roots as they are, what people did to them by hand included; while they are this server's own, its own statements are
// split off. Every object can be fetched afterwards.
Result<ManifestReply> Helper::seed()
{
    QList<Root> roots = m_places.roots;
    const bool managed = adopted();
    for (Root &root : roots) {
        if (managed)
            root.path = m_generations.folder(*m_generations.active()) + u'/' + root.id;
    }
    Snapshot known; // whose files can be fetched where they lie
    if (managed) {
        LOCKSTEP_TRY(active, m_generations.manifest(*m_generations.active()));
        known = active;
    }
    const auto keep = [&](const Entry &entry, const QByteArray &bytes) -> Result<void> {
        const auto there = known.find(entry.root, entry.path);
        return there && there->digest == entry.digest ? Result<void>() : m_generations.keep(entry.digest, bytes);
    };
    LOCKSTEP_TRY(scan, scanFolders(m_files, roots, defaultExclusions(), keep));
    if (!scan.problems.isEmpty())
        return fail(scan.problems.first());
    Snapshot snapshot = scan.snapshot;
    snapshot.roots = m_places.roots;
    if (managed)
        return ManifestReply{snapshot.manifest()};
    LOCKSTEP_TRY(config, liveFolders().config(m_places.mainFile));
    const LocalSplit split = splitLocal(config, m_places.local);
    for (auto it = split.files.cbegin(); it != split.files.cend(); ++it) {
        const auto place = snapshot.placeOf(it.key());
        if (!place)
            return fail(QStringLiteral("agent.outside"), {it.key()});
        const auto old = snapshot.find(place->first, place->second);
        const Digest digest = Digest::of(it.value());
        LOCKSTEP_CHECK(m_generations.keep(digest, it.value()));
        snapshot = snapshot.with({place->first, place->second, Entry::Kind::File, old ? old->cls : Entry::Class::Plain, it.value().size(), digest});
    }
    return ManifestReply{snapshot.manifest()};
}

// This server's own statements, taken from its own configuration, into the local folder. Files that are there stay: an
// administrator may have edited them.
Result<void> Helper::writeLocals()
{
    LOCKSTEP_TRY(config, liveFolders().config(m_places.mainFile));
    const LocalSplit split = splitLocal(config, m_places.local);
    LOCKSTEP_CHECK(m_files.makePath(m_places.local, 0755));
    // One that is there may be of an attempt that ended before it had its owner.
    const auto put = [this](const QString &name, const QByteArray &bytes) -> Result<void> {
        const QString path = m_places.local + u'/' + name;
        LOCKSTEP_TRY(there, isThere(m_files, path));
        if (!there)
            LOCKSTEP_CHECK(m_files.replace(path, bytes, 0640));
        LOCKSTEP_CHECK(m_files.setOwner(path, 0, m_bindGroup));
        return m_files.sync(path);
    };
    LOCKSTEP_CHECK(put(QStringLiteral("server.conf"), split.serverConf));
    LOCKSTEP_CHECK(put(QStringLiteral("options.conf"), split.optionsConf));
    const Result<QByteArray> key = m_files.read(folderOf(m_places.mainFile) + QStringLiteral("/rndc.key"));
    if (key)
        LOCKSTEP_CHECK(put(QStringLiteral("rndc.key"), *key));
    else if (key.error().code != QLatin1String("file.missing") &&
             key.error().code != QLatin1String("file.escapes")) // a link is of an earlier adoption
        return fail(key.error());
    // Nor need its folders have been safe when that one ended.
    LOCKSTEP_CHECK(syncUpwards(m_files, m_places.local));
    return syncUpwards(m_files, m_places.state);
}

// One managed folder as a plain one, from the generation that is served.
Result<void> Helper::buildPlain(int generation, const Snapshot &snapshot, const Root &root, const QString &folder)
{
    LOCKSTEP_CHECK(m_files.makeFolder(folder, 0755));
    LOCKSTEP_CHECK(m_files.setOwner(folder, 0, m_bindGroup));
    QStringList folders{folder};
    for (const Entry &entry : snapshot.entries) {
        if (entry.root != root.id)
            continue;
        const QString from = m_generations.folder(generation) + u'/' + entry.root + u'/' + entry.path;
        const QString to = folder + u'/' + entry.path;
        if (entry.kind == Entry::Kind::Folder) {
            LOCKSTEP_CHECK(m_files.makeFolder(to, 0755));
            folders.append(to);
            continue;
        }
        LOCKSTEP_TRY(facts, m_files.facts(from));
        LOCKSTEP_TRY(bytes, m_files.read(from)); // as it is now: also what somebody edited by hand
        LOCKSTEP_CHECK(m_files.write(to, bytes, 0600));
        LOCKSTEP_CHECK(m_files.setOwner(to, 0, m_bindGroup));
        LOCKSTEP_CHECK(m_files.setMode(to, entry.cls == Entry::Class::Secret ? 0640 : 0644));
        LOCKSTEP_CHECK(m_files.setTime(to, facts.mtime));
        LOCKSTEP_CHECK(m_files.sync(to));
    }
    const QString key = m_places.local + QStringLiteral("/rndc.key");
    LOCKSTEP_TRY(keyed, isThere(m_files, key));
    if (m_places.mainFile.startsWith(root.path + u'/') && keyed)
        LOCKSTEP_CHECK(m_files.makeLink(key, folder + folderOf(m_places.mainFile.mid(root.path.size())) + QStringLiteral("/rndc.key")));
    for (auto it = folders.crbegin(); it != folders.crend(); ++it)
        LOCKSTEP_CHECK(m_files.sync(*it));
    return {};
}

Result<void> Helper::dropCurrent()
{
    const QString current = m_places.state + QStringLiteral("/current");
    m_generations.forgetActive();
    LOCKSTEP_TRY(there, isThere(m_files, current));
    if (there)
        LOCKSTEP_CHECK(m_files.remove(current));
    return m_files.sync(m_places.state);
}

Result<void> Helper::unbind()
{
    m_state.masterId.clear();
    m_state.masterPin = Digest();
    m_state.nextMasterPin.reset();
    m_state.prepared.reset();
    return save();
}

Result<void> Helper::release()
{
    LOCKSTEP_CHECK(load());
    if (m_state.switched)
        return fail(QStringLiteral("agent.busy"), {m_state.switched->deployment});
    LOCKSTEP_CHECK(m_generations.readActive());
    const std::optional<int> active = m_generations.active();
    if (active) {
        LOCKSTEP_TRY(snapshot, m_generations.manifest(*active));
        LOCKSTEP_CHECK(m_roots.makePlain([&](const Root &root, const QString &folder) { return buildPlain(*active, snapshot, root, folder); }));
    } else if (!m_roots.allPlain()) {
        return fail(QStringLiteral("agent.unadopted")); // a link that leads nowhere is not this program's to judge
    }
    m_state.proved = 0;
    m_state.locals.reset();
    LOCKSTEP_CHECK(unbind());
    return dropCurrent(); // last: until it is gone, release can be said again
}

Result<void> Helper::mayRebind(bool force)
{
    LOCKSTEP_CHECK(load());
    return m_state.switched && !force ? fail(QStringLiteral("agent.undecided"), {m_state.switched->deployment}) : Result<void>();
}

Result<bool> Helper::rebind(bool force)
{
    m_generations.lookAnew();
    LOCKSTEP_CHECK(mayRebind(force));
    const bool undecided = m_state.switched.has_value();
    if (undecided) {
        LOCKSTEP_TRY(plan, giveBack(m_state.switched->deployment));
        Q_UNUSED(plan)
    }
    LOCKSTEP_CHECK(unbind());
    return undecided;
}

} // namespace lockstep
