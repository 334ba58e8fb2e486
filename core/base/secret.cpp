// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include "core/base/digest.h"

#include <QMessageAuthenticationCode>

#include <cstring>

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
    if (m_bytes)
        ::explicit_bzero(m_bytes, std::size_t(m_size));
    delete[] m_bytes;
}

QByteArray Secret::fingerprint() const { return keyedHash(reveal()).toHex().left(12); }

bool Secret::sameAs(const Secret &other) const
{
    const QByteArray own = keyedHash(reveal());
    const QByteArray theirs = keyedHash(other.reveal());
    uchar differing = 0; // of all bytes: it takes as long wherever they part
    for (qsizetype i = 0; i < own.size(); ++i)
        differing |= uchar(own[i]) ^ uchar(theirs[i]);
    return differing == 0;
}

} // namespace lockstep
