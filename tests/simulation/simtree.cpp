// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simtree.h"

namespace lockstep {

namespace {

const QString state = QStringLiteral("/var/lib/lockstep");

// Every path below a folder, links not followed.
void walk(MemoryFiles &disk, const QString &folder, const QString &below, QStringList &found)
{
    const QStringList names = disk.list(folder).value_or(QStringList());
    for (const QString &name : names) {
        const QString path = folder + u'/' + name;
        found.append(below + name);
        if (disk.facts(path).transform([](const FileFacts &f) { return f.kind; }).value_or(FileFacts::Kind::Other) == FileFacts::Kind::Folder)
            walk(disk, path, below + name + u'/', found);
    }
}

} // namespace

std::optional<Snapshot> activeTree(MemoryFiles &disk, QString *fault)
{
    const auto none = [&](const QString &why) -> std::optional<Snapshot> {
        *fault = why;
        return {};
    };
    const Result<QString> current = disk.readLink(state + QStringLiteral("/current"));
    if (!current)
        return none(QStringLiteral("it is not adopted"));
    const QString tree = state + u'/' + *current;
    const Result<QByteArray> text = disk.read(tree + QStringLiteral(".manifest"));
    const Result<Snapshot> snapshot = text ? Snapshot::parse(*text) : fail(text.error());
    if (!snapshot)
        return none(QStringLiteral("%1 has no manifest").arg(*current));
    QStringList wanted{QStringLiteral("etc-bind/rndc.key")};
    for (const Root &root : snapshot->roots)
        wanted.append(root.id);
    for (const Entry &entry : snapshot->entries) {
        wanted.append(entry.root + u'/' + entry.path);
        const Result<QByteArray> bytes = entry.kind == Entry::Kind::File ? disk.readThrough(snapshot->absolutePath(entry))
                                                                         : Result<QByteArray>(QByteArray());
        if (!bytes || (entry.kind == Entry::Kind::File && Digest::of(*bytes) != entry.digest))
            return none(QStringLiteral("%1 of %2 is not what its manifest says").arg(entry.path, *current));
    }
    QStringList found;
    walk(disk, tree, {}, found);
    wanted.sort();
    found.sort();
    return found == wanted ? std::optional(*snapshot) : none(QStringLiteral("%1 holds other files than its manifest names").arg(*current));
}

} // namespace lockstep
