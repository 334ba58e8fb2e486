// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/scan.h"

#include <algorithm>

namespace lockstep {

namespace {

struct Walk
{
    Files &files;
    Exclusions exclusions;
    const std::function<Result<void>(const Entry &, const QByteArray &)> &bytes;
    Scan scan;

    Result<void> folder(const Root &root, const QString &inside)
    {
        const QString place = inside.isEmpty() ? root.path : root.path + u'/' + inside;
        LOCKSTEP_TRY(names, files.list(place));
        for (const QString &name : names)
            LOCKSTEP_CHECK(one(root, inside.isEmpty() ? name : inside + u'/' + name, name));
        return {};
    }

    Result<void> one(const Root &root, const QString &relative, const QString &name)
    {
        const QString path = root.path + u'/' + relative;
        if (exclusions.has(name)) {
            scan.excluded.append(path);
            return {};
        }
        if (!isSafePath(relative)) { // before any call: a name that is no UTF-8 would be another one there
            scan.problems.append({QStringLiteral("snapshot.name"), {path}, {}, {}});
            return {};
        }
        LOCKSTEP_TRY(facts, files.facts(path));
        if (facts.kind == FileFacts::Kind::Folder) {
            scan.snapshot.entries.append({root.id, relative, Entry::Kind::Folder, Entry::Class::Plain, 0, {}});
            return folder(root, relative);
        }
        if (facts.kind != FileFacts::Kind::File) {
            scan.problems.append({QStringLiteral("snapshot.kind"), {path}, {}, {}});
            return {};
        }
        LOCKSTEP_TRY(content, files.read(path));
        const Entry entry{root.id,        relative,           Entry::Kind::File, (facts.mode & 04) ? Entry::Class::Plain : Entry::Class::Secret,
                          content.size(), Digest::of(content)};
        scan.snapshot.entries.append(entry);
        return bytes ? bytes(entry, content) : Result<void>();
    }
};

} // namespace

Exclusions::Exclusions(const QStringList &patterns)
{
    for (const QString &pattern : patterns)
        m_patterns.append(QRegularExpression(QRegularExpression::wildcardToRegularExpression(pattern)));
}

bool Exclusions::has(const QString &name) const
{
    return std::any_of(m_patterns.cbegin(), m_patterns.cend(), [&](const QRegularExpression &pattern) { return pattern.match(name).hasMatch(); });
}

QStringList defaultExclusions()
{
    return {QStringLiteral("*.dpkg-*"),
            QStringLiteral("*.ucf-*"),
            QStringLiteral("*~"),
            QStringLiteral(".*.sw?"),
            QStringLiteral("#*#"),
            QStringLiteral("rndc.key"),
            QStringLiteral("*.jnl"),
            QStringLiteral("*.jbk"),
            QStringLiteral("*.signed"),
            QStringLiteral("K*.private"),
            QStringLiteral("managed-keys.bind*"),
            QStringLiteral("*.lockstep-new")};
}

Result<Scan> scanFolders(Files &files, const QList<Root> &roots, const QStringList &exclusions,
                         const std::function<Result<void>(const Entry &, const QByteArray &)> &bytes)
{
    Walk walk{files, Exclusions(exclusions), bytes, {}};
    walk.scan.snapshot.roots = roots;
    for (const Root &root : roots)
        LOCKSTEP_CHECK(walk.folder(root, {}));
    std::sort(walk.scan.snapshot.entries.begin(), walk.scan.snapshot.entries.end(), [](const Entry &a, const Entry &b) {
        return std::pair(a.root.toUtf8(), a.path.toUtf8()) < std::pair(b.root.toUtf8(), b.path.toUtf8());
    });
    return std::move(walk.scan);
}

} // namespace lockstep
