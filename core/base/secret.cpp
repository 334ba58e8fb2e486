// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include "core/base/digest.h"

#include <QMessageAuthenticationCode>

#include <openssl/crypto.h>

namespace lockstep {

namespace {

QByteArray keyedHash(QByteArrayView bytes)
{
    static const QByteArray key = randomBytes(32);
    return QMessageAuthenticationCode::hash(bytes, key, QCryptographicHash::Sha256);
}

} // namespace

Secret::Secret(QByteArrayView bytes) : m_size(bytes.size())
{
    if (m_size == 0)
        return;
    m_bytes = new char[std::size_t(m_size)];
    std::copy(bytes.begin(), bytes.end(), m_bytes);
}

Secret &Secret::operator=(Secret other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_size, other.m_size);
    return *this;
}

Secret::~Secret()
{
    OPENSSL_cleanse(m_bytes, std::size_t(m_size));
    delete[] m_bytes;
}

QByteArray Secret::fingerprint() const { return keyedHash(reveal()).toHex().left(12); }

bool Secret::sameAs(const Secret &other) const
{
    const QByteArray own = keyedHash(reveal());
    const QByteArray theirs = keyedHash(other.reveal());
    return CRYPTO_memcmp(own.constData(), theirs.constData(), std::size_t(own.size())) == 0;
}

} // namespace lockstep
