// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/dnsmessage.h"

#include <QtEndian>

namespace lockstep {

namespace {

constexpr qsizetype headerSize = 12;
constexpr int typeOpt = 41;
constexpr int optionCookie = 10;

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
            if (position >= m_message.size()) {
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
            good = name.size() <= 255;
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

// Names in data may be compressed (RFC 3597 4), and their case means nothing (RFC 4034 6.2): bytes and <character-string>s in
// front of them, and how many there are.
struct NameLayout
{
    int bytes;
    int strings;
    int names;
};
std::optional<NameLayout> layoutOf(int type)
{
    switch (type) {
    case 2:  // NS
    case 3:  // MD
    case 4:  // MF
    case 5:  // CNAME
    case 7:  // MB
    case 8:  // MG
    case 9:  // MR
    case 12: // PTR
    case 23: // NSAP-PTR
    case 39: // DNAME
        return NameLayout{0, 0, 1};
    case 6:  // SOA
    case 14: // MINFO
    case 17: // RP
        return NameLayout{0, 0, 2};
    case 15: // MX
    case 18: // AFSDB
    case 21: // RT
    case 36: // KX
        return NameLayout{2, 0, 1};
    case 26: // PX
        return NameLayout{2, 0, 2};
    case 33: // SRV
        return NameLayout{6, 0, 1};
    case 35: // NAPTR
        return NameLayout{4, 3, 1};
    case 24: // SIG
    case 46: // RRSIG
        return NameLayout{18, 0, 1};
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
        record.rdata = reader.takeBytes(layout->bytes);
        for (int i = 0; i < layout->strings; ++i) {
            const int length = reader.take8();
            record.rdata += char(length) + reader.takeBytes(length);
        }
        for (int i = 0; i < layout->names; ++i)
            record.rdata += reader.takeName();
        record.rdata += reader.takeBytes(end - reader.at);
    } else {
        record.rdata = reader.takeBytes(size);
    }
    reader.good = reader.good && reader.at == end;
    return record;
}

// The OPT record (RFC 6891 6.1): the upper bits of the answer's code, and the cookie among its options.
void readOptions(const WireRecord &record, Answer &answer)
{
    answer.rcode |= int(record.ttl >> 24) << 4;
    Reader options(record.rdata);
    while (options.good && options.at < record.rdata.size()) {
        const int code = options.take16();
        const QByteArray content = options.takeBytes(options.take16());
        if (options.good && code == optionCookie)
            answer.cookie = content;
    }
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
    put16(bytes, optionCookie);
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
    const int counts[] = {reader.take16(), reader.take16(), reader.take16()};
    const bool asked = questions == 1 && reader.takeName() == owner && reader.take16() == type && reader.take16() == 1;
    if ((flags & 0xF800) != 0x8000 || !asked)
        return fail(QStringLiteral("bind.malformed"));
    for (int section = 0; section < 3; ++section) {
        for (int i = 0; i < counts[section]; ++i) {
            const WireRecord record = takeRecord(reader);
            if (!reader.good)
                return answer.truncated ? Result<Answer>(answer) : fail(QStringLiteral("bind.malformed"));
            if (section < 2)
                (section == 0 ? answer.answers : answer.authorities).append(record);
            else if (record.type == typeOpt)
                readOptions(record, answer);
        }
    }
    return answer;
}

} // namespace lockstep
