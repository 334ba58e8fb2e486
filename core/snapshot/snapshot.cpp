// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"

#include <algorithm>
#include <compare>

namespace lockstep {

namespace {

constexpr qsizetype mostEntries = 1 << 20;
constexpr qsizetype mostRoots = 64;

auto keyOf(const Entry &entry) { return std::pair(entry.root.toUtf8(), entry.path.toUtf8()); }

// The order of the texts' UTF-8 bytes, which UTF-16 does not have above U+D7FF.
std::strong_ordering byBytes(QStringView a, QStringView b)
{
    const auto place = [](char16_t unit) { return unit >= 0xE000 ? unit - 0x800 : unit >= 0xD800 ? unit + 0x2000 : unit; };
    const qsizetype common = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (a[i] != b[i])
            return place(a[i].unicode()) <=> place(b[i].unicode());
    }
    return a.size() <=> b.size();
}

std::strong_ordering order(const Entry &entry, QStringView root, QStringView path)
{
    const std::strong_ordering roots = byBytes(entry.root, root);
    return roots == std::strong_ordering::equal ? byBytes(entry.path, path) : roots;
}

std::strong_ordering order(const Entry &a, const Entry &b) { return order(a, b.root, b.path); }

bool isRootId(const QString &id)
{
    if (id.isEmpty() || id.size() > 64)
        return false;
    return std::all_of(id.begin(), id.end(), [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; });
}

// The path comes last and may hold spaces.
QList<QByteArray> wordsOf(const QByteArray &line)
{
    QList<QByteArray> words;
    qsizetype at = 0;
    while (words.size() < 5) {
        const qsizetype space = line.indexOf(' ', at);
        if (space < 0)
            break;
        words.append(line.sliced(at, space - at));
        at = space + 1;
    }
    words.append(line.sliced(at));
    return words;
}

Result<Entry> parseEntry(const QByteArray &line)
{
    const auto bad = [] { return fail(QStringLiteral("snapshot.manifest"), {QString()}); };
    const QList<QByteArray> words = wordsOf(line);
    if (words.size() != 6)
        return bad();
    Entry entry;
    entry.root = QString::fromUtf8(words[1]);
    entry.kind = words[0] == "d" ? Entry::Kind::Folder : Entry::Kind::File;
    entry.cls = words[2] == "secret" ? Entry::Class::Secret : Entry::Class::Plain;
    bool number = false;
    entry.size = words[3].toLongLong(&number);
    entry.path = QString::fromUtf8(words[5]);
    if (!number || entry.size < 0 || QByteArray::number(entry.size) != words[3] || entry.path.toUtf8() != words[5] ||
        entry.root.toUtf8() != words[1]) // a byte order mark, for one, gets lost on the way
        return bad();
    if ((words[0] != "d" && words[0] != "f") || (words[2] != "plain" && words[2] != "secret") || !isSafePath(entry.path))
        return bad();
    if (entry.kind == Entry::Kind::Folder)
        return words[4] == "-" && entry.size == 0 ? Result<Entry>(entry) : bad();
    const std::optional<Digest> digest = Digest::fromHex(words[4]);
    if (!digest)
        return bad();
    entry.digest = *digest;
    return entry;
}

} // namespace

bool isSafePath(const QString &path)
{
    const QByteArray bytes = path.toUtf8();
    if (bytes.isEmpty() || bytes.size() > 4096)
        return false;
    for (const QChar c : path) {
        const bool bidi = (c.unicode() >= 0x202A && c.unicode() <= 0x202E) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
        if (c.unicode() < 0x20 || (c.unicode() >= 0x7F && c.unicode() < 0xA0) || c == QChar::ReplacementCharacter || bidi)
            return false;
    }
    for (const QByteArray &component : bytes.split('/')) {
        if (component.isEmpty() || component == "." || component == ".." || component.size() > 255)
            return false;
    }
    return true;
}

QByteArray Snapshot::manifest() const
{
    QByteArray text = "lockstep-manifest 1\n";
    for (const Root &root : roots)
        text += "root " + root.id.toUtf8() + ' ' + root.path.toUtf8() + '\n';
    for (const Entry &entry : entries) {
        const bool folder = entry.kind == Entry::Kind::Folder;
        text += folder ? "d " : "f ";
        text += entry.root.toUtf8() + (entry.cls == Entry::Class::Secret ? " secret " : " plain ");
        text += QByteArray::number(entry.size) + ' ' + (folder ? QByteArray("-") : entry.digest.hex()) + ' ';
        text += entry.path.toUtf8() + '\n';
    }
    return text;
}

Result<Snapshot> Snapshot::parse(const QByteArray &manifest)
{
    const auto bad = [](qsizetype line) { return fail(Error{QStringLiteral("snapshot.manifest"), {QString::number(line)}, {}, {}}); };
    QList<QByteArray> lines = manifest.split('\n');
    if (lines.size() < 2 || !lines.last().isEmpty() || lines.size() > mostEntries)
        return bad(lines.size());
    lines.removeLast();
    if (lines.first() != "lockstep-manifest 1")
        return fail(QStringLiteral("snapshot.version"), {QString::fromUtf8(lines.first().left(60))});
    Snapshot snapshot;
    QHash<QString, Entry::Kind> kinds;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        if (lines[i].startsWith("root ")) {
            const qsizetype space = lines[i].indexOf(' ', 5);
            const Root root{QString::fromUtf8(lines[i].mid(5, space - 5)), QString::fromUtf8(lines[i].mid(space + 1))};
            const bool late = !snapshot.entries.isEmpty();
            const bool twice = std::any_of(snapshot.roots.cbegin(), snapshot.roots.cend(),
                                           [&](const Root &other) { return other.id == root.id || other.path == root.path; });
            const bool lost = "root " + root.id.toUtf8() + ' ' + root.path.toUtf8() != lines[i];
            if (space < 0 || late || twice || lost || snapshot.roots.size() >= mostRoots || !isRootId(root.id) || !root.path.startsWith(u'/') ||
                !isSafePath(root.path.mid(1)))
                return bad(i + 1);
            snapshot.roots.append(root);
            continue;
        }
        const Result<Entry> entry = parseEntry(lines[i]);
        if (!entry)
            return bad(i + 1);
        const bool known = std::any_of(snapshot.roots.cbegin(), snapshot.roots.cend(), [&](const Root &root) { return root.id == entry->root; });
        const bool ordered = snapshot.entries.isEmpty() || keyOf(snapshot.entries.last()) < keyOf(*entry);
        const qsizetype slash = entry->path.lastIndexOf(u'/');
        const bool housed = slash < 0 || kinds.value(entry->root + u':' + entry->path.left(slash), Entry::Kind::File) == Entry::Kind::Folder;
        if (!known || !ordered || !housed)
            return bad(i + 1);
        kinds.insert(entry->root + u':' + entry->path, entry->kind);
        snapshot.entries.append(*entry);
    }
    return snapshot;
}

QSet<Digest> Snapshot::objectsOf(const QByteArray &manifest)
{
    QSet<Digest> found;
    for (qsizetype line = 0, end = 0; line < manifest.size(); line = end + 1) {
        end = manifest.indexOf('\n', line);
        if (end < 0)
            end = manifest.size();
        if (!QByteArrayView(manifest).sliced(line).startsWith("f "))
            continue;
        qsizetype word = line;
        for (int i = 0; i < 4; ++i)
            word = manifest.indexOf(' ', word) + 1;
        if (const std::optional<Digest> digest = Digest::fromHex(manifest.mid(word, 64)))
            found.insert(*digest);
    }
    return found;
}

std::optional<Entry> Snapshot::find(const QString &root, const QString &path) const
{
    const auto it = std::lower_bound(entries.cbegin(), entries.cend(), path,
                                     [&](const Entry &entry, const QString &wanted) { return order(entry, root, wanted) < 0; });
    if (it == entries.cend() || it->root != root || it->path != path)
        return {};
    return *it;
}

Snapshot Snapshot::with(const Entry &entry) const
{
    Snapshot copy = *this;
    const auto put = [&](const Entry &one) {
        const auto it = std::lower_bound(copy.entries.begin(), copy.entries.end(), one,
                                         [](const Entry &each, const Entry &wanted) { return order(each, wanted) < 0; });
        if (it != copy.entries.end() && order(*it, one) == 0)
            *it = one;
        else
            copy.entries.insert(it, one);
    };
    for (qsizetype slash = entry.path.indexOf(u'/'); slash >= 0; slash = entry.path.indexOf(u'/', slash + 1)) {
        if (!copy.find(entry.root, entry.path.left(slash)))
            put({entry.root, entry.path.left(slash), Entry::Kind::Folder, Entry::Class::Plain, 0, {}});
    }
    put(entry);
    return copy;
}

Snapshot Snapshot::without(const QString &root, const QString &path) const
{
    Snapshot copy = *this;
    copy.entries.removeIf([&](const Entry &entry) { return entry.root == root && entry.path == path; });
    return copy;
}

std::optional<QPair<QString, QString>> Snapshot::placeOf(const QString &absolute) const
{
    for (const Root &root : roots) {
        const QString inside = absolute.mid(root.path.size() + 1);
        if (absolute.startsWith(root.path + u'/') && isSafePath(inside))
            return QPair(root.id, inside);
    }
    return {};
}

QString Snapshot::absolutePath(const Entry &entry) const
{
    for (const Root &root : roots) {
        if (root.id == entry.root)
            return root.path + u'/' + entry.path;
    }
    return {};
}

std::optional<QStringList> Snapshot::namesIn(const QString &absoluteFolder) const
{
    const auto isRoot = [&](const Root &root) { return root.path == absoluteFolder; };
    const auto root = std::find_if(roots.cbegin(), roots.cend(), isRoot);
    const auto place = root != roots.cend() ? std::optional(QPair(root->id, QString())) : placeOf(absoluteFolder);
    if (!place)
        return {};
    const QString prefix = place->second.isEmpty() ? QString() : place->second + u'/';
    QStringList names;
    for (auto it = std::lower_bound(entries.cbegin(), entries.cend(), prefix,
                                    [&](const Entry &entry, const QString &wanted) { return order(entry, place->first, wanted) < 0; });
         it != entries.cend() && it->root == place->first && it->path.startsWith(prefix); ++it) {
        if (const QString inside = it->path.mid(prefix.size()); !inside.contains(u'/'))
            names.append(inside);
    }
    return names;
}

QByteArray Snapshot::checksums() const
{
    QByteArray text;
    for (const Entry &entry : entries) {
        if (entry.kind == Entry::Kind::File)
            text += entry.digest.hex() + "  " + entry.root.toUtf8() + '/' + entry.path.toUtf8() + '\n';
    }
    return text;
}

SnapshotDiff diff(const Snapshot &before, const Snapshot &after)
{
    SnapshotDiff result;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < before.entries.size() || j < after.entries.size()) {
        const bool left = i < before.entries.size();
        const bool right = j < after.entries.size();
        const auto which = left && right ? order(before.entries[i], after.entries[j]) : std::strong_ordering::equal;
        if (left && right && which == 0) {
            if (before.entries[i] != after.entries[j])
                result.changed.append({before.entries[i], after.entries[j]});
            ++i;
            ++j;
        } else if (left && (!right || which < 0)) {
            result.removed.append(before.entries[i++]);
        } else {
            result.added.append(after.entries[j++]);
        }
    }
    return result;
}

} // namespace lockstep
