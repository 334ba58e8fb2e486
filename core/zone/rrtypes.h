// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace lockstep {

// A type of resource record: how its data are written (RFC 1035 5.1) and laid out on the wire. `fields` has a letter for each,
// in order; text and wire are read by the same letters:
//   4 6   IPv4, IPv6 address                       b h w  number of 8, 16, 32 bits
//   t     number of 32 bits, TTL units may follow  T      time of a signature, YYYYMMDDHHMMSS or seconds
//   N n   name; N is written in lower case in canonical form (RFC 4034 6.2), n keeps its case (RFC 6840 5.1)
//   s S   character string, one or more of them    ?      what follows may be missing
//   l     string without a length octet, to the end of the data
//   x y   hexadecimal, base64 to the end           X      the same as x, may be empty
//   Y z   hash in base32hex, salt in hexadecimal or "-", each with a length octet
//   m     types as a bitmap (RFC 4034 4.1.2)       a d p f c k  algorithm, digest, protocol, scheme, certificate type, type covered
//   g     tag of letters and digits with a length octet    e E L  EUI-48, EUI-64, locator of 64 bits
//   others are read by code of their own (rdataspecial.cpp): A A6, B old bitmap of NXT, D DOA, G ATMA, H HIP, I IPSECKEY,
//   O LOC, P APL, R AMTRELAY, V SVCB parameters, W WKS, Z NSAP
// nullptr: it has no text form but that of RFC 3597 5.
struct RrType
{
    quint16 number;
    const char *name;
    const char *fields;
};

namespace rrtype {
inline constexpr int a = 1, ns = 2, cname = 5, soa = 6, ptr = 12, mx = 15, txt = 16, sig = 24, aaaa = 28, nxt = 30, srv = 33, dname = 39, ds = 43,
                     rrsig = 46, nsec = 47, dnskey = 48, nsec3 = 50, nsec3param = 51, cds = 59, cdnskey = 60, zonemd = 63, svcb = 64, https = 65;
}

// nullptr: a type that BIND 9.20 does not know by name.
const RrType *rrType(int number);
// A mnemonic in any case, or TYPE### (RFC 3597 5); 0 when the word is no type.
int rrTypeNumber(QByteArrayView word);

// Numbers that have names in record data (IANA "DNS Security Algorithm Numbers" and others; BIND's spelling).
enum class Mnemonics { Algorithm, Digest, Protocol, Scheme, Certificate };
std::optional<int> numberOf(Mnemonics kind, QByteArrayView word);
// nullptr when the number has no name that BIND prints.
const char *nameOf(Mnemonics kind, int number);

} // namespace lockstep
