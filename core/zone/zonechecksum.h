// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <xxhash.h>

#include <cstring>

namespace lockstep {

// 128 bits of one record: owner, type, TTL and data in canonical wire form. With a `seed` that nobody knows, nobody can make
// records that collide; without one it tells equal from different, and is no proof against that.
inline XXH128_hash_t recordHash(QByteArrayView owner, int type, quint32 ttl, QByteArrayView rdata, quint64 seed = 0)
{
    char bytes[255 + 6 + 512]; // most records, in one go
    memcpy(bytes, owner.data(), size_t(owner.size()));
    char *at = bytes + owner.size();
    for (const quint32 part : {quint32(type) << 16 | ttl >> 16, ttl << 16}) {
        *at++ = char(part >> 24);
        *at++ = char(part >> 16);
        *at++ = char(part >> 8);
        *at++ = char(part);
    }
    at -= 2;
    if (rdata.size() <= 512) {
        if (!rdata.isEmpty())
            memcpy(at, rdata.data(), size_t(rdata.size()));
        return XXH3_128bits_withSeed(bytes, size_t(at - bytes + rdata.size()), seed);
    }
    const XXH128_hash_t head = XXH3_128bits_withSeed(bytes, size_t(at - bytes), seed);
    return XXH3_128bits_withSeed(rdata.data(), size_t(rdata.size()), head.low64 ^ head.high64);
}

// A number for the records of a zone in whatever order and layout: the sum of their hashes. Equal records count as often as
// they stand there.
class ZoneChecksum
{
public:
    void add(const XXH128_hash_t &hash)
    {
        m_low += hash.low64;
        m_high += hash.high64;
    }
    quint64 low() const { return m_low; }
    quint64 high() const { return m_high; }
    bool operator==(const ZoneChecksum &) const = default;

private:
    quint64 m_low = 0;
    quint64 m_high = 0;
};

} // namespace lockstep
