// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/zone/names.h"
#include "core/zone/wirebuffer.h"
#include "core/zone/zonelexer.h"

namespace lockstep {

// A name in wire form in a place of its own.
class WireName
{
public:
    WireName() = default;
    explicit WireName(QByteArrayView wire) : m_size(quint8(wire.size()))
    {
        if (m_size > 0)
            memcpy(m_bytes[0], wire.data(), m_size);
    }
    // False: the text is no name, and this stays as it was.
    bool read(QByteArrayView text, QByteArrayView origin)
    {
        char *other = m_bytes[1 - m_used];
        const char *end = writeName(other, text, origin, LetterCase::Lower);
        if (!end)
            return false;
        m_used = 1 - m_used;
        m_size = quint8(end - other);
        return true;
    }
    QByteArrayView view() const { return QByteArrayView(m_bytes[m_used], m_size); }
    bool isEmpty() const { return m_size == 0; }

private:
    char m_bytes[2][longestName + 1];
    quint8 m_size = 0;
    int m_used = 0;
};

// What one record of a file leaves for the next (RFC 1035 5.1, RFC 2308 4).
struct ZoneContext
{
    WireName origin;
    WireName owner;
    std::optional<quint32> defaultTtl; // $TTL
    std::optional<quint32> lastTtl;
};

// One record of a file; the words are those of its entry.
struct ReadRecord
{
    int type = 0;
    std::optional<quint32> ttl; // that counts; nothing when no TTL was given yet
    int ttlWord = -1;           // -1: not written
    int typeWord = 0;           // the data follow it
};

struct RecordFault
{
    Error error;        // without a place
    qsizetype word = 0; // index of the entry's word that is meant
};

// Owner, TTL, class and type of an entry that has words. The owner is context.owner afterwards, even when the rest cannot be
// read. Errors: zone.name, zone.noowner, zone.class, zone.type.
std::optional<RecordFault> readHead(QByteArrayView text, const ZoneEntry &entry, ZoneContext &context, ReadRecord &record);
// Appends the data behind the type to `data`. Errors: zone.rdata.
std::optional<RecordFault> readData(QByteArrayView text, const ZoneEntry &entry, const ZoneContext &context, const ReadRecord &record,
                                    WireBuffer &data);
// Line and column (in bytes, from 1) of a word of an entry; the entry's end for a word that is not there.
Origin wordPlace(const ZoneEntry &entry, qsizetype word, const QString &path, QByteArrayView text);
// Which TTL counts, and what the next record finds.
void settleTtl(QByteArrayView text, const ZoneEntry &entry, ZoneContext &context, ReadRecord &record);

} // namespace lockstep
