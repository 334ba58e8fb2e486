// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>
#include <QString>

#include <array>
#include <compare>

namespace lockstep {

// A SHA-256 digest (FIPS 180-4): the name of every object, manifest and snapshot.
class Digest
{
public:
    Digest() = default;
    static Digest of(QByteArrayView bytes);
    // 64 lower-case hexadecimal digits; anything else is nothing.
    static std::optional<Digest> fromHex(QByteArrayView hex);

    bool isNull() const { return *this == Digest(); }
    QByteArray hex() const;
    // Short form for people: "9f3c-1b77-e204".
    QString seal() const;
    QByteArrayView bytes() const { return QByteArrayView(m_bytes.data(), 32); }

    auto operator<=>(const Digest &) const = default;
    friend size_t qHash(const Digest &digest, size_t seed = 0) { return qHashBits(digest.m_bytes.data(), 32, seed); }

private:
    friend class DigestBuilder;
    std::array<char, 32> m_bytes{};
};

// 128 random bits as 26 lower-case base32 letters and digits: ids of groups, members, changes, operations.
QString newId();
QByteArray randomBytes(qsizetype count);

} // namespace lockstep
