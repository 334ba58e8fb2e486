// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/managedroots.h"

#include <algorithm>

namespace lockstep {

namespace {
// Beside each root: what it was before it was adopted; the other side of the exchange that adopts; the one that releases.
QString beforeOf(const QString &root) { return root + QStringLiteral(".before-lockstep"); }
QString freshOf(const QString &root) { return root + QStringLiteral(".lockstep-new"); }
QString plainOf(const QString &root) { return root + QStringLiteral(".lockstep-plain"); }
using Kind = FileFacts::Kind;
} // namespace

// Nothing: it is not there.
Result<std::optional<FileFacts::Kind>> ManagedRoots::kindOf(const QString &path) const
{
    const Result<FileFacts> facts = m_files.facts(path);
    if (!facts && facts.error().code != QLatin1String("file.missing"))
        return fail(facts.error());
    return facts ? std::optional(facts->kind) : std::nullopt;
}

bool ManagedRoots::is(const QString &path, Kind kind) const
{
    const Result<FileFacts> facts = m_files.facts(path);
    return facts && facts->kind == kind;
}

Result<void> ManagedRoots::look()
{
    QList<Kind> kinds;
    for (const Root &root : m_places.roots) {
        LOCKSTEP_TRY(kind, kindOf(root.path));
        kinds.append(kind.value_or(Kind::Other));
    }
    m_kinds = kinds;
    return {};
}

bool ManagedRoots::allAre(Kind kind) const
{
    if (m_kinds)
        return std::ranges::all_of(*m_kinds, [kind](Kind one) { return one == kind; });
    return std::all_of(m_places.roots.cbegin(), m_places.roots.cend(), [&](const Root &root) { return is(root.path, kind); });
}

// The folder that the exchange left under the fresh name gets its lasting one; an older one keeps a number.
Result<void> ManagedRoots::keepAside(const QString &root)
{
    const QString before = beforeOf(root);
    if (m_files.exists(before)) {
        int number = 1;
        while (m_files.exists(before + u'.' + QString::number(number)))
            ++number;
        LOCKSTEP_CHECK(m_files.rename(before, before + u'.' + QString::number(number)));
    }
    LOCKSTEP_CHECK(m_files.rename(freshOf(root), before));
    return syncParent(root);
}

Result<void> ManagedRoots::link()
{
    forget();
    for (const Root &root : m_places.roots) {
        const QString fresh = freshOf(root.path);
        if (!is(root.path, Kind::Link)) {
            if (!is(root.path, Kind::Folder))
                return fail(QStringLiteral("agent.root"), {root.path});
            if (is(fresh, Kind::Link))
                LOCKSTEP_CHECK(m_files.remove(fresh));
            else if (m_files.exists(fresh))
                return fail(QStringLiteral("agent.leftover"), {fresh});
            LOCKSTEP_CHECK(m_files.makeLink(m_places.state + QStringLiteral("/current/") + root.id, fresh));
            LOCKSTEP_CHECK(m_files.exchange(root.path, fresh));
            LOCKSTEP_CHECK(syncParent(root.path));
        }
        if (is(fresh, Kind::Folder))
            LOCKSTEP_CHECK(keepAside(root.path));
        LOCKSTEP_CHECK(syncParent(root.path)); // an attempt that ended in between may have left all of it to do
    }
    return {};
}

Result<void> ManagedRoots::restore()
{
    forget();
    for (const Root &root : m_places.roots) {
        for (const QString &aside : {freshOf(root.path), beforeOf(root.path)}) {
            LOCKSTEP_TRY(now, kindOf(root.path)); // unread, one would be passed over for what is left of an older adoption
            if (now == Kind::Link) {
                LOCKSTEP_TRY(there, kindOf(aside));
                if (there == Kind::Folder) {
                    LOCKSTEP_CHECK(m_files.exchange(root.path, aside));
                    LOCKSTEP_CHECK(syncParent(root.path));
                }
            }
            if (is(aside, Kind::Link))
                LOCKSTEP_CHECK(m_files.remove(aside));
        }
        LOCKSTEP_CHECK(syncParent(root.path));
        if (!is(root.path, Kind::Folder))
            return fail(QStringLiteral("agent.root"), {root.path});
    }
    return {};
}

Result<void> ManagedRoots::makePlain(const Build &build)
{
    forget();
    for (const Root &root : m_places.roots) {
        const QString plain = plainOf(root.path);
        if (is(root.path, Kind::Link)) {
            if (m_files.exists(plain))
                LOCKSTEP_CHECK(m_files.removeTree(plain)); // of a release that did not come to its end
            LOCKSTEP_CHECK(build(root, plain));
            LOCKSTEP_CHECK(m_files.exchange(root.path, plain));
            LOCKSTEP_CHECK(syncParent(root.path));
        }
        if (!is(root.path, Kind::Folder)) // a link that could not be looked at must not outlive what it leads to
            return fail(QStringLiteral("agent.halfway"), {root.path});
        if (is(plain, Kind::Link))
            LOCKSTEP_CHECK(m_files.remove(plain));
        LOCKSTEP_CHECK(syncParent(root.path));
    }
    return {};
}

} // namespace lockstep
