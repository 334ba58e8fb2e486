// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/identity.h"

namespace lockstep {

// The file that a program's key is kept in and, while it is rotated, the key that will follow, in a file beside it. Each step
// is durable when it returns and may be said again.
class KeyPlace
{
public:
    // The key at `path`, made there on first use, and what is beside it. `files` outlives the place. Errors: identity.damaged, file.*.
    static Result<KeyPlace> load(Files &files, const QString &path, const QString &name);

    const Identity &now() const { return m_now; }
    const std::optional<Identity> &next() const { return m_next; }
    // Makes the key that will follow, if there is none yet; its pin.
    Result<Digest> makeNext();
    // The key with that pin is the only one from now on. `keepAs`: the first one that goes is kept there. Errors: identity.nokey.
    Result<void> turn(const Digest &pin, const QString &keepAs = {});

private:
    KeyPlace(Files &files, QString path, QString name) : m_files(&files), m_path(std::move(path)), m_name(std::move(name)) {}
    QString nextPath() const;

    Files *m_files;
    QString m_path;
    QString m_name;
    Identity m_now;
    std::optional<Identity> m_next;
};

} // namespace lockstep
