// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/identity/identity.h"

namespace lockstep {

// Who may use a master that several people share: a client is let in when a file named like its pin (hexadecimal) lies in the
// folder "clients" of the data folder; the file holds the name by which history calls its user. A join code puts one there.
// `enrol` and the running master are two programs: what they share is on disk, under a lock of its own.
class ClientDoor
{
public:
    ClientDoor(Files &files, QString data) : m_files(files), m_data(std::move(data)) {}

    // The key by which clients know this master: the one they enrolled with stays when the one for members is rotated.
    static Result<Identity> identity(Files &files, const QString &data);
    static QString keptKey(const QString &data) { return data + QStringLiteral("/identity-clients.pem"); }

    bool knows(const Digest &pin) const;
    // The name it gave when it was let in; "" when its file holds none.
    QString nameOf(const Digest &pin) const;
    // A join code for one client, ten minutes from `now` (ms UTC).
    Result<QString> issue(const Identity &self, qint64 now);
    // Lets the holder of `pin` in, and uses the secret up, right or wrong. Errors: identity.secret, file.*.
    Result<void> redeem(const Secret &secret, const Digest &pin, const QString &name, qint64 now);

private:
    QString fileOf(const Digest &pin) const;

    Files &m_files;
    QString m_data;
};

} // namespace lockstep
