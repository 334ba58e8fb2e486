// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/generations.h"

#include "core/base/digestbuilder.h"
#include "core/protocol/limits.h"
#include "core/snapshot/delta.h"
#include "core/snapshot/packing.h"
#include "core/snapshot/scan.h"

namespace lockstep {

namespace {
constexpr uint folderMode = 0755;
const QString controlKey = QStringLiteral("rndc.key");

uint modeOf(const Entry &entry) { return entry.cls == Entry::Class::Secret ? 0640 : 0644; }
} // namespace

Generations::Generations(Files &files, AgentPlaces places, uint bindGroup) : m_files(files), m_places(std::move(places)), m_bindGroup(bindGroup) {}

QString Generations::folder(int generation) const { return m_places.state + QStringLiteral("/gen/") + QString::number(generation); }

QString Generations::objectPath(const Digest &digest) const
{
    return m_places.state + QStringLiteral("/objects/") + QString::fromLatin1(digest.hex());
}

std::optional<int> Generations::active()
{
    if (m_active)
        return *m_active;
    const bool read = readActive().has_value();
    const std::optional<int> found = read ? *m_active : std::nullopt;
    m_active.reset();
    return found;
}

Result<void> Generations::readActive()
{
    m_active.reset();
    const Result<QString> target = m_files.readLink(m_places.state + QStringLiteral("/current"));
    if (!target && target.error().code != QLatin1String("file.missing"))
        return fail(target.error());
    bool number = false;
    const int generation = target ? target->section(u'/', -1).toInt(&number) : 0;
    m_active = number ? std::optional(generation) : std::nullopt;
    return {};
}

Result<Snapshot> Generations::manifest(int generation)
{
    LOCKSTEP_TRY(found, known(generation));
    return found->snapshot;
}

Result<Digest> Generations::id(int generation)
{
    LOCKSTEP_TRY(found, known(generation));
    return found->id;
}

Result<const Generations::Known *> Generations::known(int generation)
{
    const QString path = folder(generation) + QStringLiteral(".manifest");
    LOCKSTEP_TRY(facts, m_files.facts(path));
    const auto it = m_known.constFind(generation);
    if (it != m_known.constEnd() && it->facts == facts)
        return &*it;
    LOCKSTEP_TRY(text, m_files.read(path));
    LOCKSTEP_TRY(snapshot, Snapshot::parse(text));
    return &*m_known.insert(generation, Known{facts, snapshot, snapshot.id()});
}

QList<int> Generations::all()
{
    QList<int> found;
    const QStringList names = m_files.list(m_places.state + QStringLiteral("/gen")).value_or(QStringList());
    for (const QString &name : names) {
        bool number = false;
        const int generation = name.endsWith(QLatin1String(".manifest")) ? name.chopped(9).toInt(&number) : 0;
        if (number)
            found.append(generation);
    }
    std::sort(found.begin(), found.end());
    return found;
}

// Where each file of all generations lies; a digest may lie in several.
QMultiHash<Digest, QString> Generations::places()
{
    QMultiHash<Digest, QString> found;
    const QList<int> generations = all();
    for (const int generation : generations) {
        const Result<Snapshot> snapshot = manifest(generation);
        for (const Entry &entry : snapshot ? snapshot->entries : QList<Entry>()) {
            if (entry.kind == Entry::Kind::File)
                found.insert(entry.digest, folder(generation) + u'/' + entry.root + u'/' + entry.path);
        }
    }
    return found;
}

Result<QByteArray> Generations::object(const Digest &digest) { return objectAmong(digest, places()); }

Result<QByteArray> Generations::objectAmong(const Digest &digest, const QMultiHash<Digest, QString> &places)
{
    const Result<QByteArray> received = m_files.read(objectPath(digest));
    if (received && Digest::of(*received) == digest)
        return received;
    const QStringList copies = places.values(digest); // the youngest first
    for (const QString &path : copies) {
        const Result<QByteArray> bytes = m_files.read(path);
        if (bytes && Digest::of(*bytes) == digest) // people write into live trees
            return bytes;
    }
    return fail(QStringLiteral("agent.object"), {QString::fromLatin1(digest.hex())});
}

QList<Digest> Generations::missing(const QList<Digest> &digests)
{
    const QMultiHash<Digest, QString> known = places();
    QList<Digest> lacking;
    for (const Digest &digest : digests) {
        // Read, not only looked for: a received object was not synced, and people write into live trees.
        const QStringList copies = known.values(digest);
        const bool there = std::any_of(copies.cbegin(), copies.cend(),
                                       [&](const QString &path) { return holds(path, m_files.facts(path), digest); }) ||
                           (m_files.exists(objectPath(digest)) && objectAmong(digest, {}));
        if (!there)
            lacking.append(digest);
    }
    return lacking;
}

Result<void> Generations::receive(const Digest &digest, const QByteArray &packed, const QString &encoding)
{
    const auto kept = [&](const Result<QByteArray> &plain) -> std::optional<Result<void>> {
        if (!plain || Digest::of(*plain) != digest)
            return {};
        if (m_onArrival)
            m_onArrival(digest, *plain);
        return keep(digest, *plain);
    };
    if (encoding == QLatin1String("zstd")) {
        LOCKSTEP_TRY(plain, unpack(packed, limits::objectBytes));
        return kept(plain).value_or(fail(QStringLiteral("agent.object"), {QString::fromLatin1(digest.hex())}));
    }
    const auto base = encoding.startsWith(QLatin1String("delta:")) ? Digest::fromHex(encoding.mid(6).toLatin1()) : std::nullopt;
    if (!base)
        return fail(QStringLiteral("agent.object"), {encoding});
    // What comes of it shows whether the first copy that is there was the right one. The way back is mostly made of the same base.
    const QMultiHash<Digest, QString> known = places();
    if (m_base.first != *base) {
        dropBase();
        if (const Result<QByteArray> copy = m_files.read(m_files.exists(objectPath(*base)) ? objectPath(*base) : known.value(*base)))
            m_base = {*base, *copy};
    }
    if (m_base.first == *base) {
        if (const auto done = kept(unpackDelta(m_base.second, packed, limits::objectBytes)))
            return *done;
    }
    dropBase();
    LOCKSTEP_TRY(from, objectAmong(*base, known));
    LOCKSTEP_TRY(plain, unpackDelta(from, packed, limits::objectBytes));
    return kept(plain).value_or(fail(QStringLiteral("agent.object"), {QString::fromLatin1(digest.hex())}));
}

Result<void> Generations::keep(const Digest &digest, const QByteArray &bytes)
{
    LOCKSTEP_CHECK(m_files.makePath(m_places.state + QStringLiteral("/objects"), 0700));
    // Not synced: an object that a crash spoils fails its digest and is sent again.
    return m_files.write(objectPath(digest), bytes, 0600);
}

void Generations::dropReceived()
{
    m_files.removeTree(m_places.state + QStringLiteral("/objects")); // what stays is only space
}

// One file of a tree, synced. Its bytes come from where they are served now, the likeliest place, or a received object becomes it.
// They are compared when the tree is whole.
Result<void> Generations::lay(const Entry &entry, const QString &path, const QString &served, const QMultiHash<Digest, QString> &known, bool once)
{
    const FileOwner owner{0, m_bindGroup};
    if (!served.isEmpty() && holds(served, m_files.facts(served), entry.digest)) {
        LOCKSTEP_TRY(bytes, m_files.read(served));
        return m_files.writeSynced(path, bytes, modeOf(entry), owner);
    }
    const QString object = objectPath(entry.digest);
    const Result<FileFacts> received = m_files.facts(object);
    if (once && received && received->size == entry.size) {
        LOCKSTEP_CHECK(m_files.setOwner(object, owner.uid, owner.gid));
        LOCKSTEP_CHECK(m_files.setMode(object, modeOf(entry)));
        if (m_files.rename(object, path)) // not on another disk
            return m_files.sync(path);
    }
    LOCKSTEP_TRY(bytes, objectAmong(entry.digest, known));
    return m_files.writeSynced(path, bytes, modeOf(entry), owner);
}

Result<void> Generations::writeEntries(int generation, const Snapshot &snapshot)
{
    const std::optional<int> from = active();
    const Result<Snapshot> old = from ? manifest(*from) : fail(QStringLiteral("file.missing"), {});
    for (const Root &root : snapshot.roots)
        LOCKSTEP_CHECK(m_files.makeFolder(folder(generation) + u'/' + root.id, folderMode));
    const QMultiHash<Digest, QString> known = places();
    QHash<Digest, int> times;
    for (const Entry &entry : snapshot.entries) {
        if (entry.kind == Entry::Kind::File)
            ++times[entry.digest];
    }
    for (const Entry &entry : snapshot.entries) {
        const QString path = place(generation, entry);
        if (entry.kind == Entry::Kind::Folder) {
            LOCKSTEP_CHECK(m_files.makeFolder(path, folderMode));
            continue;
        }
        const auto same = old ? old->find(entry.root, entry.path) : std::nullopt;
        const bool unchanged = same && same->digest == entry.digest;
        LOCKSTEP_CHECK(lay(entry, path, unchanged ? place(*from, entry) : QString(), known, times.value(entry.digest) == 1));
        // It most likely keeps its date, and the switch has less to do then.
        if (const Result<FileFacts> served = unchanged ? m_files.facts(place(*from, entry)) : fail(QStringLiteral("file.missing"), {path}))
            LOCKSTEP_CHECK(m_files.setTime(path, served->mtime));
    }
    return {};
}

// The control key stays one file outside all generations; each tree links to it where named and rndc look for it.
Result<void> Generations::linkLocals(int generation, const Snapshot &snapshot)
{
    const QString key = m_places.local + u'/' + controlKey;
    const auto place = snapshot.placeOf(m_places.mainFile);
    const Result<FileFacts> there = m_files.facts(key);
    if (!there && there.error().code != QLatin1String("file.missing"))
        return fail(there.error()); // a disk that does not answer is no server without a key
    if (!place || !there)
        return {};
    const QString inside = place->second.contains(u'/') ? place->second.section(u'/', 0, -2) + u'/' : QString();
    return m_files.makeLink(key, folder(generation) + u'/' + place->first + u'/' + inside + controlKey);
}

Result<void> Generations::build(int generation, const Snapshot &snapshot)
{
    const QString tree = folder(generation);
    m_looked.remove(generation);
    LOCKSTEP_CHECK(m_files.makePath(m_places.state + QStringLiteral("/gen"), folderMode));
    if (m_files.exists(tree))
        LOCKSTEP_CHECK(m_files.removeTree(tree));
    LOCKSTEP_CHECK(m_files.makeFolder(tree, folderMode));
    LOCKSTEP_CHECK(writeEntries(generation, snapshot));
    LOCKSTEP_CHECK(linkLocals(generation, snapshot));
    // Folders from the leaves to the root, then what holds the tree.
    for (auto it = snapshot.entries.crbegin(); it != snapshot.entries.crend(); ++it) {
        if (it->kind == Entry::Kind::Folder)
            LOCKSTEP_CHECK(m_files.sync(tree + u'/' + it->root + u'/' + it->path));
    }
    for (const Root &root : snapshot.roots)
        LOCKSTEP_CHECK(m_files.sync(tree + u'/' + root.id));
    LOCKSTEP_CHECK(m_files.sync(tree));
    LOCKSTEP_CHECK(m_files.replace(tree + QStringLiteral(".manifest"), snapshot.manifest(), 0600));
    LOCKSTEP_TRY(wrong, damaged(generation));
    return wrong.isEmpty() ? Result<void>() : fail(QStringLiteral("agent.damaged"), {wrong.first()});
}

void Generations::forgetHashes()
{
    m_seen.clear();
    m_looked.clear();
}

Result<FileFacts> Generations::facts(int generation, const Entry &entry)
{
    const QString path = place(generation, entry);
    const auto seen = m_looked.contains(generation) ? m_seen.constFind(path) : m_seen.cend();
    return seen != m_seen.cend() && !seen->digest.isNull() ? Result<FileFacts>(seen->facts) : m_files.facts(path);
}

Result<void> Generations::date(int generation, const Entry &entry, qint64 mtime)
{
    const QString path = place(generation, entry);
    if (const Result<FileFacts> known = facts(generation, entry); known && known->mtime == mtime)
        return {};
    const auto seen = m_seen.find(path);
    const Result<FileFacts> before = seen != m_seen.end() ? m_files.facts(path) : fail(QStringLiteral("file.missing"), {path});
    LOCKSTEP_CHECK(m_files.setTime(path, mtime));
    if (before && *before == seen->facts) { // nobody else had it in hand meanwhile
        LOCKSTEP_TRY(now, m_files.facts(path));
        seen->facts = now;
    }
    return {};
}

// Hashed again only when anything about the file has changed since.
bool Generations::holds(const QString &path, const Result<FileFacts> &facts, const Digest &digest)
{
    if (!facts || facts->kind != FileFacts::Kind::File)
        return false;
    Seen &seen = m_seen[path];
    if (seen.digest.isNull() || seen.facts != *facts) {
        if (!seen.digest.isNull())
            m_touched.insert(path.mid(folder(0).size() - 1).section(u'/', 0, 0).toInt());
        DigestBuilder builder;
        const Result<void> read = m_files.readParts(path, [&](QByteArrayView part) { builder.add(part); });
        seen = read ? Seen{*facts, builder.digest()} : Seen(); // not read: looked at again the next time
    }
    return seen.digest == digest;
}

Result<QStringList> Generations::damaged(int generation)
{
    if (m_looked.contains(generation))
        return QStringList();
    LOCKSTEP_TRY(wrong, look(generation));
    if (wrong.isEmpty()) // a disk that failed once is asked again
        m_looked.insert(generation);
    return wrong;
}

// One that named may not read any more is served until named is started again; one with a key in it may be open to everybody.
bool Generations::isOpenAsWritten(const Entry &entry, const FileFacts &facts) const
{
    return facts.mode == modeOf(entry) && (entry.cls != Entry::Class::Secret || facts.gid == m_bindGroup);
}

std::optional<Error> Generations::otherPermissions(int generation, const QStringList &paths)
{
    const Result<Snapshot> snapshot = manifest(generation);
    for (const QString &path : paths) {
        const auto inside = snapshot ? snapshot->placeOf(path) : std::nullopt;
        const auto entry = inside ? snapshot->find(inside->first, inside->second) : std::nullopt;
        const Result<FileFacts> facts = entry ? m_files.facts(place(generation, *entry)) : fail(QStringLiteral("file.missing"), {path});
        if (facts && facts->kind == FileFacts::Kind::File && entry->kind == Entry::Kind::File && !isOpenAsWritten(*entry, *facts))
            return Error{QStringLiteral("agent.permissions"), {path, QString::number(facts->mode, 8), QString::number(modeOf(*entry), 8)}, {}, {}};
    }
    return std::nullopt;
}

Result<QStringList> Generations::look(int generation)
{
    LOCKSTEP_TRY(snapshot, manifest(generation));
    QStringList wrong;
    for (const Entry &entry : snapshot.entries) {
        const QString path = place(generation, entry);
        if (entry.kind == Entry::Kind::Folder) {
            const Result<FileFacts> facts = m_files.facts(path);
            if (!facts || facts->kind != FileFacts::Kind::Folder)
                wrong.append(snapshot.absolutePath(entry));
            continue;
        }
        const Result<FileFacts> facts = m_files.facts(path);
        if (!holds(path, facts, entry.digest) || !isOpenAsWritten(entry, *facts))
            wrong.append(snapshot.absolutePath(entry));
    }
    LOCKSTEP_TRY(more, added(generation, snapshot));
    return wrong + more;
}

// What lies in the tree's folders and is not of it: the pattern of an include may find it there.
Result<QStringList> Generations::added(int generation, const Snapshot &snapshot)
{
    static const Exclusions unmanaged(defaultExclusions());
    QSet<QString> known;
    QStringList folders;
    for (const Root &root : snapshot.roots)
        folders.append(root.id);
    for (const Entry &entry : snapshot.entries) {
        const QString path = entry.root + u'/' + entry.path;
        known.insert(path);
        if (entry.kind == Entry::Kind::Folder)
            folders.append(path);
    }
    QStringList found;
    for (const QString &inside : std::as_const(folders)) {
        const Result<QStringList> names = m_files.list(folder(generation) + u'/' + inside);
        if (!names && names.error().code == QLatin1String("file.missing"))
            continue; // told by its entry
        LOCKSTEP_TRY(listed, names);
        for (const QString &name : listed) {
            const QString path = inside + u'/' + name;
            if (known.contains(path) || unmanaged.has(name))
                continue;
            const auto root = std::ranges::find(snapshot.roots, path.section(u'/', 0, 0), &Root::id);
            found.append(root->path + u'/' + path.section(u'/', 1));
        }
    }
    return found;
}

Result<void> Generations::point(int generation)
{
    m_active.reset();
    const QString link = m_places.state + QStringLiteral("/current");
    const QString fresh = link + QStringLiteral(".new");
    if (m_files.exists(fresh))
        LOCKSTEP_CHECK(m_files.remove(fresh));
    LOCKSTEP_CHECK(m_files.makeLink(QStringLiteral("gen/") + QString::number(generation), fresh));
    LOCKSTEP_CHECK(m_files.rename(fresh, link));
    return m_files.sync(m_places.state);
}

Result<void> Generations::prune(const QList<int> &keepers)
{
    // Never the one that is served, whoever asks; if that cannot be told, none.
    const Result<QString> current = m_files.readLink(m_places.state + QStringLiteral("/current"));
    if (!current && current.error().code != QLatin1String("file.missing"))
        return fail(current.error());
    const int served = current ? current->section(u'/', -1).toInt() : 0;
    const QStringList names = m_files.list(m_places.state + QStringLiteral("/gen")).value_or(QStringList());
    for (const QString &name : names) {
        bool number = false;
        const int generation = name.section(u'.', 0, 0).toInt(&number);
        if (!number || generation == served || keepers.contains(generation))
            continue;
        LOCKSTEP_CHECK(m_files.removeTree(m_places.state + QStringLiteral("/gen/") + name));
        m_known.remove(generation);
        m_looked.remove(generation);
        m_touched.remove(generation);
        m_seen.removeIf([gone = folder(generation) + u'/'](auto it) { return it.key().startsWith(gone); });
    }
    return {};
}

} // namespace lockstep
