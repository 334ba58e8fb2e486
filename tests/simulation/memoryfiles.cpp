// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/memoryfiles.h"

#include <algorithm>

namespace lockstep {

namespace {

std::unexpected<Error> missing(const QString &path) { return fail(QStringLiteral("file.missing"), {path}); }

int pick(std::mt19937 &random, qsizetype below) { return int(random() % uint(std::max<qsizetype>(below, 1))); }

} // namespace

struct MemoryFiles::Node
{
    // A folder's entries by name, a link's target and a file's bytes never come together.
    using Entries = QMap<QString, NodePtr>;
    FileFacts facts;
    QByteArray bytes;
    QString target;
    Entries entries;
    // What the platter holds.
    FileFacts safeFacts;
    QByteArray safeBytes;
    bool lost = false; // a sync failed: the system takes the bytes for clean
    Entries safeEntries;
    QList<Entries> changes; // states of the folder since its sync, oldest first
};

MemoryFiles::MemoryFiles(Clock &clock) : m_clock(clock), m_root(make(FileFacts::Kind::Folder, 0755)) {}

MemoryFiles::~MemoryFiles() = default;

MemoryFiles::NodePtr MemoryFiles::make(FileFacts::Kind kind, uint mode)
{
    auto node = std::make_shared<Node>();
    node->facts.kind = kind;
    node->facts.mode = mode;
    node->facts.mtime = m_clock.now();
    node->facts.changed = ++m_changes;
    node->facts.inode = m_nextInode++;
    node->facts.device = 1;
    node->safeFacts = node->facts;
    return node;
}

Result<MemoryFiles::Place> MemoryFiles::find(const QString &path, bool follow, int depth)
{
    if (depth > 20)
        return fail(QStringLiteral("file.escapes"), {path});
    // By bare pointers, and no copies of names: a simulation spends much of its time here.
    const NodePtr *folder = &m_root;
    const NodePtr *node = &m_root;
    Place led; // where a link led
    QStringView name;
    const qsizetype end = path.size();
    for (qsizetype from = 0; from < end;) {
        if (path[from] == u'/') {
            ++from;
            continue;
        }
        const qsizetype slash = path.indexOf(u'/', from);
        const qsizetype to = slash < 0 ? end : slash;
        if (!node || (*node)->facts.kind != FileFacts::Kind::Folder)
            return missing(path);
        folder = node;
        name = QStringView(path).sliced(from, to - from);
        const Node::Entries &entries = (*folder)->entries;
        const auto found = entries.constFind(QString::fromRawData(name.data(), name.size()));
        node = found == entries.constEnd() ? nullptr : &*found;
        const bool last = std::all_of(path.cbegin() + to, path.cend(), [](QChar sign) { return sign == u'/'; });
        if (node && (*node)->facts.kind == FileFacts::Kind::Link && (follow || !last)) {
            const QString &target = (*node)->target;
            const Result<Place> there = find(target.startsWith(u'/') ? target : path.first(from) + target, true, depth + 1);
            if (!there || !there->node)
                return missing(path);
            led = *there;
            folder = &led.folder;
            node = &led.node;
            name = led.name;
        }
        from = to;
    }
    return Place{*folder, name.toString(), node ? *node : nullptr};
}

Result<MemoryFiles::NodePtr> MemoryFiles::existing(const QString &path, bool follow)
{
    LOCKSTEP_TRY(place, find(path, follow));
    return place.node ? Result<NodePtr>(place.node) : missing(path);
}

void MemoryFiles::link(const NodePtr &folder, const QString &name, const NodePtr &node)
{
    if (node)
        folder->entries.insert(name, node);
    else
        folder->entries.remove(name);
    folder->changes.append(folder->entries);
    folder->facts.mtime = m_clock.now();
    folder->facts.changed = ++m_changes;
}

Result<QByteArray> MemoryFiles::read(const QString &path)
{
    LOCKSTEP_TRY(node, existing(path, false));
    if (node->facts.kind == FileFacts::Kind::Link)
        return fail(QStringLiteral("file.escapes"), {path});
    if (node->facts.kind != FileFacts::Kind::File)
        return fail(QStringLiteral("file.io"), {path, QStringLiteral("read")});
    return node->bytes;
}

Result<QByteArray> MemoryFiles::readThrough(const QString &path)
{
    LOCKSTEP_TRY(node, existing(path, true));
    return node->facts.kind == FileFacts::Kind::File ? Result<QByteArray>(node->bytes) : missing(path);
}

Result<void> MemoryFiles::put(const QString &path, const QByteArray &bytes, uint mode, bool append)
{
    LOCKSTEP_TRY(place, find(path, false));
    if (place.node && place.node->facts.kind != FileFacts::Kind::File)
        return fail(place.node->facts.kind == FileFacts::Kind::Link ? QStringLiteral("file.escapes") : QStringLiteral("file.io"),
                    {path, QStringLiteral("write")});
    if (m_free <= 0 && (!place.node || !bytes.isEmpty()))
        return fail(QStringLiteral("file.full"), {path});
    if (!place.node) {
        place.node = make(FileFacts::Kind::File, mode);
        link(place.folder, place.name, place.node);
    }
    const QByteArray fitting = bytes.left(qsizetype(std::min<qint64>(bytes.size(), m_free)));
    m_free -= fitting.size();
    Node &node = *place.node;
    node.bytes = append ? node.bytes + fitting : fitting;
    node.facts.size = node.bytes.size();
    node.facts.mtime = m_clock.now();
    node.facts.changed = ++m_changes;
    node.lost = false;
    return fitting.size() == bytes.size() ? Result<void>() : fail(QStringLiteral("file.full"), {path});
}

Result<void> MemoryFiles::write(const QString &path, const QByteArray &bytes, uint mode) { return put(path, bytes, mode, false); }

Result<void> MemoryFiles::append(const QString &path, const QByteArray &bytes, uint mode) { return put(path, bytes, mode, true); }

Result<void> MemoryFiles::sync(const QString &path)
{
    LOCKSTEP_TRY(node, existing(path, false));
    if (node->facts.kind == FileFacts::Kind::Link)
        return fail(QStringLiteral("file.escapes"), {path});
    if (node->lost)
        return {};
    node->safeFacts = node->facts;
    node->safeBytes = node->bytes;
    node->safeEntries = node->entries;
    node->changes.clear();
    return {};
}

Result<void> MemoryFiles::failSync(const QString &path)
{
    LOCKSTEP_TRY(node, existing(path, false));
    node->lost = node->facts.kind == FileFacts::Kind::File;
    return fail(QStringLiteral("file.io"), {path, QStringLiteral("sync")});
}

Result<void> MemoryFiles::rename(const QString &from, const QString &to)
{
    LOCKSTEP_TRY(source, find(from, false));
    LOCKSTEP_TRY(target, find(to, false));
    if (!source.node)
        return missing(from);
    if (source.node == target.node)
        return {};
    if (target.node) {
        const bool folder = source.node->facts.kind == FileFacts::Kind::Folder;
        if (folder && target.node->facts.kind != FileFacts::Kind::Folder)
            return missing(from); // ENOTDIR
        if (!folder && target.node->facts.kind == FileFacts::Kind::Folder)
            return fail(QStringLiteral("file.io"), {from, QStringLiteral("rename")});
        if (folder && !target.node->entries.isEmpty())
            return fail(QStringLiteral("file.exists"), {from});
    }
    if (source.folder == target.folder) { // one change
        source.folder->entries.remove(source.name);
        link(source.folder, target.name, source.node);
        return {};
    }
    link(target.folder, target.name, source.node);
    link(source.folder, source.name, nullptr);
    return {};
}

Result<void> MemoryFiles::exchange(const QString &one, const QString &other)
{
    LOCKSTEP_TRY(left, find(one, false));
    LOCKSTEP_TRY(right, find(other, false));
    if (!left.node || !right.node)
        return missing(one);
    const NodePtr moved = left.node;
    left.folder->entries.insert(left.name, right.node);
    link(right.folder, right.name, moved);
    if (left.folder != right.folder)
        left.folder->changes.append(left.folder->entries);
    return {};
}

Result<void> MemoryFiles::remove(const QString &path)
{
    LOCKSTEP_TRY(place, find(path, false));
    if (!place.node)
        return missing(path);
    if (!place.node->entries.isEmpty())
        return fail(QStringLiteral("file.exists"), {path});
    link(place.folder, place.name, nullptr);
    return {};
}

Result<void> MemoryFiles::makeFolder(const QString &path, uint mode)
{
    LOCKSTEP_TRY(place, find(path, false));
    if (place.node)
        return fail(QStringLiteral("file.exists"), {path});
    if (m_free <= 0)
        return fail(QStringLiteral("file.full"), {path});
    link(place.folder, place.name, make(FileFacts::Kind::Folder, mode));
    return {};
}

Result<void> MemoryFiles::makeLink(const QString &target, const QString &path)
{
    LOCKSTEP_TRY(place, find(path, false));
    if (place.node)
        return fail(QStringLiteral("file.exists"), {path});
    if (m_free <= 0)
        return fail(QStringLiteral("file.full"), {path});
    const NodePtr node = make(FileFacts::Kind::Link, 0777);
    node->target = target;
    link(place.folder, place.name, node);
    return {};
}

Result<QString> MemoryFiles::readLink(const QString &path)
{
    LOCKSTEP_TRY(node, existing(path, false));
    return node->facts.kind == FileFacts::Kind::Link ? Result<QString>(node->target)
                                                     : fail(QStringLiteral("file.io"), {path, QStringLiteral("read")});
}

Result<FileFacts> MemoryFiles::facts(const QString &path)
{
    return existing(path, false).transform([](const NodePtr &node) { return node->facts; });
}

Result<FileFacts> MemoryFiles::factsThrough(const QString &path)
{
    return existing(path, true).transform([](const NodePtr &node) { return node->facts; });
}

Result<QStringList> MemoryFiles::list(const QString &folder)
{
    LOCKSTEP_TRY(node, existing(folder, true)); // opendir(3) follows
    return node->facts.kind == FileFacts::Kind::Folder ? Result<QStringList>(node->entries.keys()) : missing(folder);
}

Result<void> MemoryFiles::setTime(const QString &path, qint64 mtime)
{
    return existing(path, false).transform([&](const NodePtr &node) {
        node->facts.mtime = mtime;
        node->facts.changed = ++m_changes;
    });
}

Result<void> MemoryFiles::setMode(const QString &path, uint mode)
{
    return existing(path, true).transform([&](const NodePtr &node) {
        node->facts.mode = mode;
        node->facts.changed = ++m_changes;
    });
}

Result<void> MemoryFiles::setOwner(const QString &path, uint uid, uint gid)
{
    return existing(path, false).transform([&](const NodePtr &node) {
        node->facts.uid = uid;
        node->facts.gid = gid;
        node->facts.changed = ++m_changes;
    });
}

Result<qint64> MemoryFiles::freeBytes(const QString &path)
{
    return existing(path, true).transform([&](const NodePtr &) { return m_free; });
}

void MemoryFiles::forget(const NodePtr &node, std::mt19937 &random)
{
    if (node->facts.kind == FileFacts::Kind::Folder) {
        // Changes reach the disk in their order.
        const int kept = pick(random, node->changes.size() + 1);
        node->entries = kept == 0 ? node->safeEntries : node->changes[kept - 1];
        node->changes.clear();
        node->safeEntries = node->entries;
        for (const NodePtr &child : std::as_const(node->entries))
            forget(child, random);
    } else if (node->facts.kind == FileFacts::Kind::File) {
        if (node->bytes != node->safeBytes) {
            const int kept = node->lost ? 0 : pick(random, 4);
            node->bytes = kept == 0   ? node->safeBytes
                          : kept == 1 ? QByteArray()
                          : kept == 2 ? node->bytes.left(pick(random, node->bytes.size()))
                                      : node->bytes;
        }
        if (node->facts != node->safeFacts && pick(random, 2) == 0)
            node->facts = node->safeFacts;
        node->facts.size = node->bytes.size();
        node->safeBytes = node->bytes;
        node->lost = false;
    }
    node->safeFacts = node->facts;
}

void MemoryFiles::losePower(std::mt19937 &random) { forget(m_root, random); }

void MemoryFiles::keepAll(const NodePtr &node)
{
    node->safeFacts = node->facts;
    node->safeBytes = node->bytes;
    node->safeEntries = node->entries;
    node->changes.clear();
    for (const NodePtr &child : std::as_const(node->entries))
        keepAll(child);
}

void MemoryFiles::syncAll() { keepAll(m_root); }

} // namespace lockstep
