// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/rrtypes.h"

#include <algorithm>
#include <array>

namespace lockstep {

namespace {

// BIND 9.20, lib/dns/rdata; numbers from IANA "Resource Record (RR) TYPEs". In the order of numbers.
constexpr RrType types[] = {
    {1, "A", "4"},
    {2, "NS", "N"},
    {3, "MD", "N"},
    {4, "MF", "N"},
    {5, "CNAME", "N"},
    {6, "SOA", "NNwtttt"},
    {7, "MB", "N"},
    {8, "MG", "N"},
    {9, "MR", "N"},
    {10, "NULL", nullptr},
    {11, "WKS", "W"},
    {12, "PTR", "N"},
    {13, "HINFO", "ss"},
    {14, "MINFO", "NN"},
    {15, "MX", "hN"},
    {16, "TXT", "S"},
    {17, "RP", "NN"},
    {18, "AFSDB", "hN"},
    {19, "X25", "s"},
    {20, "ISDN", "s?s"},
    {21, "RT", "hN"},
    {22, "NSAP", "Z"},
    {23, "NSAP-PTR", "N"},
    {24, "SIG", "kabwTThNy"},
    {25, "KEY", "hpay"},
    {26, "PX", "hNN"},
    {27, "GPOS", "sss"},
    {28, "AAAA", "6"},
    {29, "LOC", "O"},
    {30, "NXT", "NB"},
    {31, "EID", "x"},
    {32, "NIMLOC", "x"},
    {33, "SRV", "hhhN"},
    {34, "ATMA", "G"},
    {35, "NAPTR", "hhsssN"},
    {36, "KX", "hN"},
    {37, "CERT", "chay"},
    {38, "A6", "A"},
    {39, "DNAME", "N"},
    {40, "SINK", "bbby"},
    {41, "OPT", nullptr},
    {42, "APL", "P"},
    {43, "DS", "hadx"},
    {44, "SSHFP", "bbx"},
    {45, "IPSECKEY", "I"},
    {46, "RRSIG", "kabwTThNy"},
    {47, "NSEC", "nm"},
    {48, "DNSKEY", "hpay"},
    {49, "DHCID", "y"},
    {50, "NSEC3", "bbhzYm"},
    {51, "NSEC3PARAM", "bbhz"},
    {52, "TLSA", "bbbx"},
    {53, "SMIMEA", "bbbx"},
    {55, "HIP", "H"},
    {56, "NINFO", "S"},
    {57, "RKEY", "hpay"},
    {58, "TALINK", "nn"},
    {59, "CDS", "hadx"},
    {60, "CDNSKEY", "hpay"},
    {61, "OPENPGPKEY", "y"},
    {62, "CSYNC", "whm"},
    {63, "ZONEMD", "wbbx"},
    {64, "SVCB", "hnV"},
    {65, "HTTPS", "hnV"},
    {66, "DSYNC", "kfhn"},
    {67, "HHIT", "y"},
    {68, "BRID", "y"},
    {99, "SPF", "S"},
    {100, "UINFO", nullptr},
    {101, "UID", nullptr},
    {102, "GID", nullptr},
    {103, "UNSPEC", nullptr},
    {104, "NID", "hL"},
    {105, "L32", "h4"},
    {106, "L64", "hL"},
    {107, "LP", "hn"},
    {108, "EUI48", "e"},
    {109, "EUI64", "E"},
    {249, "TKEY", nullptr},
    {250, "TSIG", nullptr},
    {256, "URI", "hhl"},
    {257, "CAA", "bgl"},
    {258, "AVC", "S"},
    {259, "DOA", "D"},
    {260, "AMTRELAY", "R"},
    {261, "RESINFO", "S"},
    {262, "WALLET", "S"},
    {32768, "TA", "hadx"},
    {32769, "DLV", "hadx"},
    {65533, "KEYDATA", nullptr},
};

constexpr int lowTypes = 264;
constexpr size_t nameSlots = 1024; // so many that names of up to eight letters, which almost all are, hardly collide

// A name of at most eight letters as a number, in upper case.
quint64 keyOf(QByteArrayView word)
{
    quint64 key = 0;
    for (const char c : word)
        key = key << 8 | uchar(c >= 'a' && c <= 'z' ? c - 32 : c);
    return key;
}

size_t slotOf(quint64 key) { return key * 0x9E3779B97F4A7C15ULL >> 54; }

struct Index
{
    std::array<const RrType *, lowTypes> low{};
    std::array<std::pair<quint64, const RrType *>, nameSlots> byName{};

    Index()
    {
        for (const RrType &type : types) {
            if (type.number < lowTypes)
                low[type.number] = &type;
            const QByteArrayView name(type.name);
            if (name.size() > 8)
                continue;
            size_t at = slotOf(keyOf(name));
            while (byName[at].second)
                at = (at + 1) % nameSlots;
            byName[at] = {keyOf(name), &type};
        }
    }
};

const Index &index()
{
    static const Index all;
    return all;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; }

bool isSame(const char *name, QByteArrayView word)
{
    for (const char c : word) {
        if (upper(*name) != upper(c) || *name++ == '\0')
            return false;
    }
    return *name == '\0';
}

struct Name
{
    int number;
    const char *name;
    bool printed; // the spelling that BIND prints
};

constexpr Name algorithms[] = {{1, "RSAMD5", true},           {2, "DH", true},           {3, "DSA", true},
                               {5, "RSASHA1", true},          {6, "NSEC3DSA", true},     {7, "NSEC3RSASHA1", true},
                               {8, "RSASHA256", true},        {10, "RSASHA512", true},   {12, "ECCGOST", true},
                               {13, "ECDSAP256SHA256", true}, {13, "ECDSA256", false},   {14, "ECDSAP384SHA384", true},
                               {14, "ECDSA384", false},       {15, "ED25519", true},     {16, "ED448", true},
                               {252, "INDIRECT", true},       {253, "PRIVATEDNS", true}, {254, "PRIVATEOID", true}};
constexpr Name digests[] = {{1, "SHA-1", true}, {1, "SHA1", false},   {2, "SHA-256", true}, {2, "SHA256", false},
                            {3, "GOST", true},  {4, "SHA-384", true}, {4, "SHA384", false}};
constexpr Name protocols[] = {{0, "NONE", true}, {1, "TLS", true}, {2, "EMAIL", true}, {3, "DNSSEC", true}, {4, "IPSEC", true}, {255, "ALL", true}};
constexpr Name schemes[] = {{1, "NOTIFY", true}};
constexpr Name certificates[] = {{1, "PKIX", true}, {2, "SPKI", true},   {3, "PGP", true},     {4, "IPKIX", true}, {5, "ISPKI", true},
                                 {6, "IPGP", true}, {7, "ACPKIX", true}, {8, "IACPKIX", true}, {253, "URI", true}, {254, "OID", true}};

std::pair<const Name *, const Name *> namesOf(Mnemonics kind)
{
    switch (kind) {
    case Mnemonics::Algorithm:
        return {std::begin(algorithms), std::end(algorithms)};
    case Mnemonics::Digest:
        return {std::begin(digests), std::end(digests)};
    case Mnemonics::Protocol:
        return {std::begin(protocols), std::end(protocols)};
    case Mnemonics::Scheme:
        return {std::begin(schemes), std::end(schemes)};
    case Mnemonics::Certificate:
        break;
    }
    return {std::begin(certificates), std::end(certificates)};
}

} // namespace

const RrType *rrType(int number)
{
    if (number >= 0 && number < lowTypes)
        return index().low[size_t(number)];
    const auto found = std::find_if(std::begin(types), std::end(types), [number](const RrType &type) { return type.number == number; });
    return found == std::end(types) ? nullptr : found;
}

int rrTypeNumber(QByteArrayView word)
{
    if (word.isEmpty() || word.size() > 10)
        return 0;
    if (word.size() <= 8) {
        const quint64 key = keyOf(word);
        const auto &names = index().byName;
        for (size_t at = slotOf(key); names[at].second; at = (at + 1) % nameSlots) {
            if (names[at].first == key)
                return names[at].second->number;
        }
    } else {
        const auto found = std::find_if(std::begin(types), std::end(types), [word](const RrType &type) { return isSame(type.name, word); });
        if (found != std::end(types))
            return found->number;
    }
    if (word.size() < 5 || !isSame("TYPE", word.first(4)))
        return 0;
    int number = 0;
    for (const char c : word.sliced(4)) {
        if (c < '0' || c > '9')
            return 0;
        number = number * 10 + c - '0';
    }
    return number < 65536 ? number : 0;
}

std::optional<int> numberOf(Mnemonics kind, QByteArrayView word)
{
    const auto [begin, end] = namesOf(kind);
    const Name *found = std::find_if(begin, end, [word](const Name &one) { return isSame(one.name, word); });
    return found == end ? std::nullopt : std::optional(found->number);
}

const char *nameOf(Mnemonics kind, int number)
{
    const auto [begin, end] = namesOf(kind);
    const Name *found = std::find_if(begin, end, [number](const Name &one) { return one.number == number && one.printed; });
    return found == end ? nullptr : found->name;
}

} // namespace lockstep
