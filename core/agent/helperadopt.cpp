// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/helper.h"

#include "core/snapshot/scan.h"

#include <QSysInfo>

namespace lockstep {

namespace {

const QString beforeSuffix = QStringLiteral(".before-lockstep");
const QString newSuffix = QStringLiteral(".lockstep-new");

QString folderOf(const QString &path) { return path.section(u'/', 0, -2); }

bool isKind(Files &files, const QString &path, FileFacts::Kind kind)
{
    const Result<FileFacts> facts = files.facts(path);
    return facts && facts->kind == kind;
}

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
    const Config config = reader.config(m_places.mainFile);
    report.problems = config.problems;
    report.zones = int(config.zones.size());
    if (!config.directoryGiven || !config.directory.startsWith(u'/'))
        report.problems.append(Error{QStringLiteral("agent.directory"), {}, {{}, m_places.mainFile, 1, 0}, {}});
    for (const FileUse &use : config.uses) {
        const bool managed = reader.managed(use.path);
        PreflightFile file{use.path, roleOf(use, managed), {}};
        if (use.path.startsWith(m_places.local + u'/'))
            file.role = FileRole::Local;
        const QString place = use.origin.file + u':' + QString::number(use.origin.line);
        if (file.role == FileRole::Problem) {
            file.why = place;
            report.problems.append(Error{QStringLiteral("agent.writable"), {use.path, QString::fromUtf8(use.statement)}, use.origin, {}});
        }
        report.files.append(file);
    }
    for (const ZoneDecl &zone : config.zones) {
        if ((zone.dynamic || zone.signs) && reader.managed(zone.file))
            report.problems.append(Error{QStringLiteral("agent.writable"), {zone.file, QStringLiteral("zone ") + zone.name}, zone.origin, {}});
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

// The roots as they are, with this server's own statements split off; every object can be fetched afterwards.
Result<ManifestReply> Helper::seed()
{
    if (adopted()) {
        LOCKSTEP_TRY(snapshot, m_generations.manifest(*m_generations.active()));
        return ManifestReply{snapshot.manifest()};
    }
    LOCKSTEP_TRY(scan, scanFolders(m_files, m_places.roots, defaultExclusions(),
                                   [this](const Entry &, const QByteArray &bytes) { return m_generations.keep(bytes); }));
    if (!scan.problems.isEmpty())
        return fail(scan.problems.first());
    Snapshot snapshot = scan.snapshot;
    const LocalSplit split = splitLocal(liveFolders().config(m_places.mainFile), m_places.local);
    for (auto it = split.files.cbegin(); it != split.files.cend(); ++it) {
        const auto place = snapshot.placeOf(it.key());
        if (!place)
            return fail(QStringLiteral("agent.outside"), {it.key()});
        const auto old = snapshot.find(place->first, place->second);
        LOCKSTEP_CHECK(m_generations.keep(it.value()));
        snapshot = snapshot.with({place->first, place->second, Entry::Kind::File, old ? old->cls : Entry::Class::Plain,
                                  it.value().size(), Digest::of(it.value())});
    }
    return ManifestReply{snapshot.manifest()};
}

// This server's own statements, taken from its own configuration, into the local folder. Files that are there stay: an
// administrator may have edited them.
Result<void> Helper::writeLocals()
{
    const LocalSplit split = splitLocal(liveFolders().config(m_places.mainFile), m_places.local);
    LOCKSTEP_CHECK(m_files.makePath(m_places.local, 0755));
    const auto put = [this](const QString &name, const QByteArray &bytes) -> Result<void> {
        const QString path = m_places.local + u'/' + name;
        if (m_files.exists(path))
            return {};
        LOCKSTEP_CHECK(m_files.replace(path, bytes, 0640));
        return m_files.setOwner(path, 0, m_bindGroup);
    };
    LOCKSTEP_CHECK(put(QStringLiteral("server.conf"), split.serverConf));
    LOCKSTEP_CHECK(put(QStringLiteral("options.conf"), split.optionsConf));
    const Result<QByteArray> key = m_files.read(folderOf(m_places.mainFile) + QStringLiteral("/rndc.key"));
    return key ? put(QStringLiteral("rndc.key"), *key) : Result<void>();
}

// Each root becomes a link into `current`; the folder that was there is kept beside it until it is released.
Result<void> Helper::adoptRoots()
{
    for (const Root &root : m_places.roots) {
        const QString fresh = root.path + newSuffix;
        const Result<FileFacts> facts = m_files.facts(root.path);
        if (facts && facts->kind == FileFacts::Kind::Link)
            continue; // done before a crash
        if (m_files.exists(fresh))
            LOCKSTEP_CHECK(m_files.removeTree(fresh));
        LOCKSTEP_CHECK(m_files.makeLink(m_places.state + QStringLiteral("/current/") + root.id, fresh));
        LOCKSTEP_CHECK(m_files.exchange(root.path, fresh));
        if (m_files.exists(root.path + beforeSuffix))
            LOCKSTEP_CHECK(m_files.removeTree(root.path + beforeSuffix));
        LOCKSTEP_CHECK(m_files.rename(fresh, root.path + beforeSuffix));
        LOCKSTEP_CHECK(m_files.sync(folderOf(root.path)));
    }
    return {};
}

// The opposite, wherever adoptRoots() or this came to its end: a root that is no link yet, or no more, stays.
Result<void> Helper::returnRoots()
{
    for (const Root &root : m_places.roots) {
        const QString fresh = root.path + newSuffix;
        // The folder has its second name only after it was exchanged.
        const QString kept = isKind(m_files, fresh, FileFacts::Kind::Folder) ? fresh : root.path + beforeSuffix;
        if (isKind(m_files, root.path, FileFacts::Kind::Link))
            LOCKSTEP_CHECK(m_files.exchange(root.path, kept));
        for (const QString &link : {fresh, root.path + beforeSuffix}) {
            if (isKind(m_files, link, FileFacts::Kind::Link))
                LOCKSTEP_CHECK(m_files.remove(link));
        }
        LOCKSTEP_CHECK(m_files.sync(folderOf(root.path)));
    }
    return dropCurrent();
}

Result<void> Helper::dropCurrent()
{
    const QString current = m_places.state + QStringLiteral("/current");
    if (m_files.exists(current))
        LOCKSTEP_CHECK(m_files.remove(current));
    return m_files.sync(m_places.state);
}

Result<void> Helper::release()
{
    LOCKSTEP_CHECK(load());
    const std::optional<int> active = m_generations.active();
    if (!active)
        return fail(QStringLiteral("agent.unadopted"));
    LOCKSTEP_TRY(snapshot, m_generations.manifest(*active));
    for (const Root &root : m_places.roots) {
        const QString fresh = root.path + newSuffix;
        if (m_files.exists(fresh))
            LOCKSTEP_CHECK(m_files.removeTree(fresh));
        if (!isKind(m_files, root.path, FileFacts::Kind::Link))
            continue; // done before a crash
        LOCKSTEP_CHECK(m_files.makeFolder(fresh, 0755));
        LOCKSTEP_CHECK(m_files.setOwner(fresh, 0, m_bindGroup));
        for (const Entry &entry : snapshot.entries) {
            if (entry.root != root.id)
                continue;
            const QString from = m_generations.folder(*active) + u'/' + entry.root + u'/' + entry.path;
            const QString to = fresh + u'/' + entry.path;
            if (entry.kind == Entry::Kind::Folder) {
                LOCKSTEP_CHECK(m_files.makeFolder(to, 0755));
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
        if (m_places.mainFile.startsWith(root.path + u'/') && m_files.exists(key))
            LOCKSTEP_CHECK(m_files.makeLink(key, fresh + m_places.mainFile.mid(root.path.size()).section(u'/', 0, -2) + QStringLiteral("/rndc.key")));
        for (auto it = snapshot.entries.crbegin(); it != snapshot.entries.crend(); ++it) {
            if (it->root == root.id && it->kind == Entry::Kind::Folder)
                LOCKSTEP_CHECK(m_files.sync(fresh + u'/' + it->path));
        }
        LOCKSTEP_CHECK(m_files.sync(fresh));
        LOCKSTEP_CHECK(m_files.exchange(root.path, fresh));
        LOCKSTEP_CHECK(m_files.remove(fresh)); // the link
        LOCKSTEP_CHECK(m_files.sync(folderOf(root.path)));
    }
    LOCKSTEP_CHECK(dropCurrent());
    m_state.masterId.clear();
    m_state.switched.reset();
    m_state.prepared.reset();
    m_state.proved = 0;
    return save();
}

} // namespace lockstep
