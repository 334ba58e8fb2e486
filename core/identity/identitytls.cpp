// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identity.h"

#include <QSslCertificate>
#include <QSslKey>

namespace lockstep {

// What needs Qt's network library stands here alone: programs that use the rest start without it.

QSslCertificate Identity::certificate() const { return QSslCertificate(m_pem.reveal().toByteArray(), QSsl::Pem); }

QSslKey Identity::key() const { return QSslKey(m_pem.reveal().toByteArray(), QSsl::Ec, QSsl::Pem); }

std::optional<Digest> pinOf(const QSslCertificate &certificate) { return certificate.isNull() ? std::nullopt : pinOf(certificate.toDer()); }

} // namespace lockstep
