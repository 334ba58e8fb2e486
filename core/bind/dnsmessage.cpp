// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/dnsmessage.h"

#include <QtEndian>

namespace lockstep {

namespace {

constexpr qsizetype headerSize = 12;
constexpr int typeOpt = 41;

void put16(QByteArray &bytes, int value)
{
    bytes += char(value >> 8);
    bytes += char(value);
}

class Reader
{
public:
    explicit Reader(const QByteArray &message) : m_message(message) {}
    qsizetype at = 0;
    bool good = true;

    int take8() { return take(1) ? uchar(m_message[at - 1]) : 0; }
    int take16() { return take(2) ? qFromBigEndian<quint16>(m_message.constData() + at - 2) : 0; }
    quint32 take32() { return take(4) ? qFromBigEndian<quint32>(m_message.constData() + at - 4) : 0; }
    QByteArray takeBytes(qsizetype size) { return take(size) ? m_message.mid(at - size, size) : QByteArray(); }

    // Follows pointers backwards only, so that it always ends (RFC 1035 4.1.4).
    QByteArray takeName()
    {
        QByteArray name;
        qsizetype position = at;
        qsizetype lowest = at;
        bool jumped = false;
        while (good) {
            if (position >= m_message.size() || name.size() > 255) {
                good = false;
                break;
            }
            const int size = uchar(m_message[position]);
            if (size >= 0xC0) {
                const qsizetype target = position + 1 < m_message.size() ? ((size & 0x3F) << 8) | uchar(m_message[position + 1]) : lowest;
                if (target >= lowest) {
                    good = false;
                    break;
                }
                if (!jumped)
                    at = position + 2;
                jumped = true;
                position = lowest = target;
                continue;
            }
            if (size > 63 || position + 1 + size > m_message.size()) {
                good = false;
                break;
            }
            name += m_message.mid(position, 1 + size).toLower();
            position += 1 + size;
            if (size == 0)
                break;
        }
        if (!jumped)
            at = position;
        return name;
    }

private:
    bool take(qsizetype size)
    {
        good = good && size >= 0 && at + size <= m_message.size();
        if (good)
            at += size;
        return good;
    }
    const QByteArray &m_message;
};

// The types whose data may hold compressed names (RFC 3597 4): what stands before, between and behind them, in bytes.
struct NameLayout
{
    int before;
    int names;
};
std::optional<NameLayout> layoutOf(int type)
{
    switch (type) {
    case 2:  // NS
    case 5:  // CNAME
    case 12: // PTR
    case 39: // DNAME
        return NameLayout{0, 1};
    case 15: // MX
    case 18: // AFSDB
        return NameLayout{2, 1};
    case 6:  // SOA
    case 17: // RP
        return NameLayout{0, 2};
    case 33: // SRV
        return NameLayout{6, 1};
    default:
        return {};
    }
}

WireRecord takeRecord(Reader &reader)
{
    WireRecord record;
    record.owner = reader.takeName();
    record.type = reader.take16();
    record.klass = reader.take16();
    record.ttl = reader.take32();
    const int size = reader.take16();
    const qsizetype end = reader.at + size;
    if (const auto layout = layoutOf(record.type)) {
        record.rdata = reader.takeBytes(layout->before);
        for (int i = 0; i < layout->names; ++i)
            record.rdata += reader.takeName();
        record.rdata += reader.takeBytes(end - reader.at);
    } else {
        record.rdata = reader.takeBytes(size);
    }
    reader.good = reader.good && reader.at == end;
    return record;
}

} // namespace

std::optional<QByteArray> wireName(const QString &name)
{
    QByteArray wire;
    const QString bare = name.endsWith(u'.') ? name.chopped(1) : name;
    if (!bare.isEmpty()) {
        for (const QString &label : bare.toLower().split(u'.')) {
            const QByteArray bytes = label.toUtf8();
            if (bytes.isEmpty() || bytes.size() > 63)
                return {};
            wire += char(bytes.size());
            wire += bytes;
        }
    }
    wire += '\0';
    return wire.size() <= 255 ? std::optional(wire) : std::nullopt;
}

QByteArray encodeQuery(quint16 id, const QByteArray &owner, int type, const QByteArray &cookie)
{
    QByteArray bytes;
    put16(bytes, id);
    put16(bytes, 0); // a query, no recursion wanted
    for (const int count : {1, 0, 0, 1})
        put16(bytes, count);
    bytes += owner;
    put16(bytes, type);
    put16(bytes, 1);
    bytes += '\0'; // OPT at the root
    put16(bytes, typeOpt);
    put16(bytes, 4096);
    put16(bytes, 0);
    put16(bytes, 0);
    put16(bytes, int(4 + cookie.size()));
    put16(bytes, 10);
    put16(bytes, int(cookie.size()));
    return bytes + cookie;
}

Result<Answer> decodeAnswer(const QByteArray &message, quint16 id, const QByteArray &owner, int type)
{
    Reader reader(message);
    if (message.size() < headerSize || reader.take16() != id)
        return fail(QStringLiteral("bind.malformed"));
    Answer answer;
    const int flags = reader.take16();
    answer.rcode = flags & 15;
    answer.authoritative = flags & 0x0400;
    answer.truncated = flags & 0x0200;
    const int questions = reader.take16();
    const int answers = reader.take16();
    const int authorities = reader.take16();
    reader.take16();
    const bool asked = questions == 1 && reader.takeName() == owner && reader.take16() == type && reader.take16() == 1;
    if (!(flags & 0x8000) || !asked)
        return fail(QStringLiteral("bind.malformed"));
    for (int i = 0; i < answers && reader.good; ++i)
        answer.answers.append(takeRecord(reader));
    for (int i = 0; i < authorities && reader.good; ++i)
        answer.authorities.append(takeRecord(reader));
    if (!reader.good && !answer.truncated)
        return fail(QStringLiteral("bind.malformed"));
    return answer;
}

} // namespace lockstep
