// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/agentstate.h"

namespace lockstep {

// The managed folders of this server: plain ones of its own, or links into `current` while it is adopted. What an adopted folder
// was is kept beside it as <root>.before-lockstep. Every function may be called again after a crash at any point of it, and
// nothing that this program did not write is ever removed.
class ManagedRoots
{
public:
    ManagedRoots(Files &files, const AgentPlaces &places) : m_files(files), m_places(places) {}

    // Looks at them, so that the next two go by it until forget() or a change. A folder that cannot be looked at is neither.
    Result<void> look();
    void forget() { m_kinds.reset(); }
    bool allLinked() const { return allAre(FileFacts::Kind::Link); }
    bool allPlain() const { return allAre(FileFacts::Kind::Folder); }
    // Each root becomes a link. Errors: agent.root, agent.leftover.
    Result<void> link();
    // An adoption that was not to be: what was there comes back, untouched.
    Result<void> restore();
    // Each link becomes a plain folder that `build` has filled.
    using Build = std::function<Result<void>(const Root &root, const QString &folder)>;
    Result<void> makePlain(const Build &build);

private:
    bool allAre(FileFacts::Kind kind) const;
    bool is(const QString &path, FileFacts::Kind kind) const;
    Result<std::optional<FileFacts::Kind>> kindOf(const QString &path) const;
    Result<void> keepAside(const QString &root);
    Result<void> syncParent(const QString &root) { return m_files.sync(root.section(u'/', 0, -2)); }

    Files &m_files;
    const AgentPlaces &m_places;
    std::optional<QList<FileFacts::Kind>> m_kinds;
};

} // namespace lockstep
