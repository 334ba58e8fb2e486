// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/base/secret.h"

class QSslCertificate;
class QSslKey;

namespace lockstep {

// A program's own key (ECDSA P-256) and a certificate around it. Peers know each other by pins: the SHA-256 of the
// certificate's SubjectPublicKeyInfo (RFC 7469 2.4). Names, dates and issuers mean nothing.
class Identity
{
public:
    // A fresh key. `name` is shown by tools that print certificates, nothing more.
    static Identity create(const QString &name);
    // PEM: the key, then the certificate. Errors: identity.damaged.
    static Result<Identity> parse(const QByteArray &pem);
    // The identity kept at `path` (mode 0600), made there on first use.
    static Result<Identity> loadOrCreate(Files &files, const QString &path, const QString &name);

    // The key and the certificate, for the file they are kept in.
    const Secret &pem() const { return m_pem; }
    Digest pin() const { return m_pin; }
    QSslCertificate certificate() const;
    QSslKey key() const;

private:
    Secret m_pem;
    Digest m_pin;
};

// The pin of a certificate, in DER; nothing when it is none.
std::optional<Digest> pinOf(const QByteArray &der);
// Of a peer's; nothing when it has none.
std::optional<Digest> pinOf(const QSslCertificate &certificate);

} // namespace lockstep
