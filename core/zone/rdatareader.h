// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/rrtypes.h"
#include "core/zone/wirebuffer.h"
#include "core/zone/zonelexer.h"

#include <span>

namespace lockstep {

// Reads a record's data as they are written and appends them to a buffer in canonical wire form (RFC 4034 6.2). Allocates
// nothing on the way of an ordinary record.
class RdataReader
{
public:
    // `words` are the data's, in `text`; relative names get `origin` (wire form).
    RdataReader(QByteArrayView text, std::span<const ZoneToken> words, QByteArrayView origin, WireBuffer &out)
        : m_text(text), m_words(words), m_origin(origin), m_out(out)
    {
    }

    // nullptr: all of it was read. Otherwise why not, as a sentence's end, and word() is where.
    const char *read(int type);
    size_t word() const { return std::min(m_at, m_words.size()); }

private:
    using Fault = const char *;
    // Arrays: their addresses are compared.
    static constexpr char missing[] = "a field is missing";
    static constexpr char tooLong[] = "it does not fit into a message";
    bool done() const { return m_at >= m_words.size(); }
    QByteArrayView take(); // the next word as written; "" when there is none
    QByteArrayView bytes(size_t word) const { return m_text.sliced(m_words[word].begin, m_words[word].end - m_words[word].begin); }

    Fault generic(int type);
    Fault fields(const char *letters);
    Fault field(char letter);
    Fault number(quint32 most, int octets);
    Fault counter();
    Fault time();
    Fault name(bool lower);
    Fault ipv4();
    Fault ipv6();
    Fault string(bool withLength);
    Fault strings();
    Fault decoded(QByteArrayView word, bool quoted, char *to, qsizetype most, qsizetype &size) const;
    Fault hexRest(bool mayBeEmpty);
    Fault base64Rest();
    Fault base64(QByteArrayView word, quint32 &bits, int &count, int &padding);
    Fault base32Hash();
    Fault salt();
    Fault bitmap();
    Fault mnemonic(Mnemonics kind, int octets);
    Fault typeCovered();
    Fault tag();
    Fault hardware(qsizetype octets);
    Fault locator();
    // rdataspecial.cpp
    Fault special(char letter);
    Fault a6();
    Fault nxtBitmap();
    Fault doa();
    Fault atma();
    Fault hip();
    Fault gateway(int kind);
    Fault ipseckey();
    Fault loc();
    Fault prefixes();
    Fault amtrelay();
    Fault services();
    Fault nsap();
    // rdatasvcb.cpp
    Fault parameters();
    Fault parameter(int key, QByteArrayView value, bool given, QByteArray &wire) const;
    // After a type's fields: what they must be together.
    Fault whole(int type, qsizetype begin) const;

    QByteArrayView m_text;
    std::span<const ZoneToken> m_words;
    QByteArrayView m_origin;
    WireBuffer &m_out;
    size_t m_at = 0;
};

// A word's bytes without quotation marks and escapes (RFC 1035 5.1), e.g. a character string; nothing when an escape is none.
std::optional<QByteArray> unescaped(QByteArrayView word);
std::optional<quint32> decimal(QByteArrayView word, quint32 most);
std::optional<quint32> ipv4FromText(QByteArrayView word);
bool ipv6FromText(QByteArrayView word, char *to); // 16 bytes

} // namespace lockstep
