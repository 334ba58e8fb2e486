// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>

#include <cstring>
#include <memory>

namespace lockstep {

// Where a record's data are made, used again for the next record. Data have at most 65,535 bytes (RFC 1035 3.2.1); behind
// them is room for one more name or number, so that a writer asks once a field and not once a byte.
class WireBuffer
{
public:
    static constexpr qsizetype most = 65535;

    void clear() { m_at = m_bytes.get(); }
    qsizetype size() const { return m_at - m_bytes.get(); }
    bool fits(qsizetype more = 0) const { return size() + more <= most; }
    QByteArrayView view() const { return QByteArrayView(m_bytes.get(), size()); }
    QByteArray copy() const { return view().toByteArray(); }
    char *data() { return m_bytes.get(); }

    char *end() { return m_at; } // room for at least 256 bytes when fits()
    void setEnd(char *end) { m_at = end; }
    void put(char byte) { *m_at++ = byte; }
    void put16(quint32 number)
    {
        put(char(number >> 8));
        put(char(number));
    }
    void put32(quint32 number)
    {
        qToBigEndian(number, m_at);
        m_at += sizeof number;
    }
    // Only when fits(bytes.size()).
    void put(QByteArrayView bytes)
    {
        if (!bytes.isEmpty()) // then it may have no place
            memcpy(m_at, bytes.data(), size_t(bytes.size()));
        m_at += bytes.size();
    }

private:
    std::unique_ptr<char[]> m_bytes = std::make_unique_for_overwrite<char[]>(most + 1024);
    char *m_at = m_bytes.get();
};

} // namespace lockstep
