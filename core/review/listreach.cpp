// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/listreach.h"

#include "core/namedconf/matchlist.h"

#include <QSet>

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace lockstep {

namespace {

constexpr int deepestList = 16;
constexpr qsizetype mostLooks = 1'000'000; // at an element; lists that are longer are compared by their elements

// Stand for the server's own interfaces, whatever they are: from networks that nobody has (RFC 1112 4).
const char *const ownAddress = "250.251.252.1";
const char *const ownNetwork = "250.251.252.0/24";

using Bytes = std::array<quint8, 16>;

MatchHost standIn()
{
    return {{*parseAddressWord("127.0.0.1"), *parseAddressWord("::1"), *parseAddressWord(ownAddress)},
            {parsePrefixWord("127.0.0.0/8").prefix, parsePrefixWord("::1/128").prefix, parsePrefixWord(ownNetwork).prefix}};
}

// What a list is made of, the lists in it too.
struct Terms
{
    QList<ConfPrefix> prefixes;
    QStringList keys;
    QStringList elements; // "!" before what is denied
    bool known = true;

    void add(const Config &config, const QList<ConfStatement> &list, bool denies = false, int depth = 0)
    {
        if (depth > deepestList) {
            known = false;
            return;
        }
        for (const ConfStatement &element : list) {
            const auto [word, negated, next] = elementWord(element);
            const QString name = QString::fromUtf8(word.text).toLower();
            const bool denied = negated != denies;
            QString shown = name;
            const PrefixReading prefix = parsePrefixWord(word.text);
            if (element.hasBlock) {
                add(config, element.block, denied, depth + 1);
                continue;
            }
            if (!word.quoted && name == QLatin1String("key")) {
                keys.append(QString::fromUtf8(element.words.value(next).text));
                shown = QStringLiteral("key ") + keys.last();
            } else if (!word.quoted && name == QLatin1String("geoip")) {
                known = false;
                for (qsizetype i = next; i < element.words.size(); ++i)
                    shown += u' ' + QString::fromUtf8(element.words[i].text);
            } else if (!word.quoted && prefix.fault != PrefixFault::NoPrefix) {
                prefixes.append(prefix.prefix);
            } else if (const auto acl = config.acls.constFind(name); acl != config.acls.cend()) {
                add(config, *acl, denied, depth + 1);
                continue;
            } else if (name != QLatin1String("any") && name != QLatin1String("none") && name != QLatin1String("localhost") &&
                       name != QLatin1String("localnets")) {
                known = false;
            }
            elements.append(denied ? u'!' + shown : shown);
        }
    }
};

// The address behind the last one of a prefix; false where there is none.
bool stepBehind(Bytes &bytes, int bits, int length)
{
    for (int bit = length; bit < bits; ++bit)
        bytes[size_t(bit / 8)] |= quint8(0x80 >> (bit % 8));
    for (int byte = bits / 8 - 1; byte >= 0; --byte) {
        if (++bytes[size_t(byte)] != 0)
            return true;
    }
    return false;
}

void stepBack(Bytes &bytes, int bits)
{
    for (int byte = bits / 8 - 1; byte >= 0; --byte) {
        if (bytes[size_t(byte)]-- != 0)
            return;
    }
}

QString addressText(const Bytes &bytes, bool v6)
{
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(v6 ? AF_INET6 : AF_INET, bytes.data(), text, sizeof text);
    return QString::fromLatin1(text);
}

QString rangeText(const Bytes &first, const Bytes &last, bool v6)
{
    const auto bit = [](const Bytes &bytes, int at) { return (bytes[size_t(at / 8)] >> (7 - at % 8) & 1) != 0; };
    const int bits = v6 ? 128 : 32;
    if (!v6 && parsePrefixWord(ownNetwork).prefix.holds({false, first, 32}) && parsePrefixWord(ownNetwork).prefix.holds({false, last, 32}))
        return first == last && first == parseAddressWord(ownAddress)->bytes ? QStringLiteral("localhost") : QStringLiteral("localnets");
    int length = 0;
    while (length < bits && bit(first, length) == bit(last, length))
        ++length;
    for (int at = length; at < bits; ++at) {
        if (bit(first, at) || !bit(last, at))
            return addressText(first, v6) + u'-' + addressText(last, v6);
    }
    return addressText(first, v6) + (length < bits ? u'/' + QString::number(length) : QString());
}

class Comparing
{
public:
    Comparing(const Config &before, const QList<ConfStatement> &a, const Config &after, const QList<ConfStatement> &b)
        : m_before(before), m_a(a), m_after(after), m_b(b), m_host(standIn())
    {
        m_termsA.add(before, a);
        m_termsB.add(after, b);
    }

    ListReach run()
    {
        for (const bool v6 : {false, true})
            m_starts[v6] = starts(v6);
        QStringList keys;
        for (const QString &key : m_termsA.keys + m_termsB.keys) {
            if (!keys.contains(key, Qt::CaseInsensitive))
                keys.append(key);
        }
        const qsizetype points = m_starts[0].size() + m_starts[1].size();
        const qsizetype elements = m_termsA.elements.size() + m_termsB.elements.size();
        if (!m_termsA.known || !m_termsB.known || points * elements * (keys.size() + 1) > mostLooks)
            return byElements();
        for (const bool v6 : {false, true})
            addresses(v6);
        for (const QString &key : std::as_const(keys))
            signedBy(key);
        finish(m_reach.more, m_reach.opens);
        finish(m_reach.less, m_reach.closes);
        return m_reach;
    }

private:
    // Where a stretch of addresses begins that no list tells apart.
    QList<Bytes> starts(bool v6) const
    {
        QList<Bytes> all{Bytes{}};
        for (const QList<ConfPrefix> &some : {m_termsA.prefixes, m_termsB.prefixes, m_host.addresses, m_host.networks}) {
            for (const ConfPrefix &prefix : some) {
                if (prefix.v6 != v6)
                    continue;
                all.append(prefix.bytes);
                if (Bytes behind = prefix.bytes; stepBehind(behind, prefix.bits(), prefix.length))
                    all.append(behind);
            }
        }
        std::ranges::sort(all);
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    bool letsIn(bool afterwards, bool v6, const Bytes &bytes, const QString &key = {}) const
    {
        const MatchClient client{{v6, bytes, v6 ? 128 : 32}, key};
        const MatchResult result = afterwards ? matches(m_after, m_b, client, m_host) : matches(m_before, m_a, client, m_host);
        return result.verdict == MatchVerdict::Yes;
    }

    void addresses(bool v6)
    {
        const QList<Bytes> &all = m_starts[v6];
        const auto last = [&](qsizetype i) {
            Bytes bytes{};
            if (i + 1 < all.size())
                bytes = all[i + 1];
            stepBack(bytes, v6 ? 128 : 32); // from 0 it is the highest of all
            return bytes;
        };
        // Most of the world: the longest stretch.
        const auto size = [&](qsizetype i) {
            Bytes from = all[i];
            const Bytes to = last(i);
            double length = 0;
            for (size_t byte = 0; byte < 16; ++byte)
                length = length * 256 + to[byte] - from[byte];
            return length;
        };
        qsizetype longest = 0;
        for (qsizetype i = 1; i < all.size(); ++i)
            longest = size(i) > size(longest) ? i : longest;
        qsizetype moreFrom = -1;
        qsizetype lessFrom = -1;
        const auto close = [&](qsizetype &from, qsizetype i, QStringList &words) {
            if (from >= 0)
                words.append(rangeText(all[from], last(i - 1), v6));
            from = -1;
        };
        for (qsizetype i = 0; i < all.size(); ++i) {
            const bool was = letsIn(false, v6, all[i]);
            const bool is = letsIn(true, v6, all[i]);
            if (!(is && !was))
                close(moreFrom, i, m_reach.more);
            else if (moreFrom < 0)
                moreFrom = i;
            if (!(was && !is))
                close(lessFrom, i, m_reach.less);
            else if (lessFrom < 0)
                lessFrom = i;
            if (i == longest) {
                m_reach.opens |= is && !was;
                m_reach.closes |= was && !is;
            }
        }
        close(moreFrom, all.size(), m_reach.more);
        close(lessFrom, all.size(), m_reach.less);
    }

    // A key counts where it lets in somebody whom the address alone does not.
    void signedBy(const QString &key)
    {
        bool more = false;
        bool less = false;
        for (const bool v6 : {false, true}) {
            for (const Bytes &bytes : std::as_const(m_starts[v6])) {
                const bool was = letsIn(false, v6, bytes, key);
                const bool is = letsIn(true, v6, bytes, key);
                if (was == is || letsIn(false, v6, bytes) != letsIn(true, v6, bytes))
                    continue;
                more = more || is;
                less = less || was;
            }
        }
        const QString shown = QStringLiteral("key ") + key;
        if (more)
            m_reach.more.append(shown);
        if (less)
            m_reach.less.append(shown);
    }

    static void finish(QStringList &words, bool all)
    {
        words.removeDuplicates();
        if (all) {
            words = {QStringLiteral("any")};
        } else if (words.contains(QLatin1String("localhost")) || words.contains(QLatin1String("localnets"))) {
            words.removeIf([](const QString &word) { return word.startsWith(QLatin1String("127.")) || word == QLatin1String("::1"); });
        }
    }

    ListReach byElements() const
    {
        ListReach reach;
        const auto only = [](const QStringList &here, const QStringList &there, QStringList &lets, QStringList &denies) {
            const QSet<QString> known(there.cbegin(), there.cend());
            for (const QString &one : here) {
                if (!known.contains(one))
                    (one.startsWith(u'!') ? denies : lets).append(one);
            }
        };
        only(m_termsB.elements, m_termsA.elements, reach.more, reach.less);
        only(m_termsA.elements, m_termsB.elements, reach.less, reach.more);
        reach.opens = reach.more.contains(QLatin1String("any"));
        reach.closes = reach.less.contains(QLatin1String("any"));
        return reach;
    }

    const Config &m_before;
    const QList<ConfStatement> &m_a;
    const Config &m_after;
    const QList<ConfStatement> &m_b;
    MatchHost m_host;
    Terms m_termsA;
    Terms m_termsB;
    QList<Bytes> m_starts[2];
    ListReach m_reach;
};

} // namespace

ListReach listReach(const Config &before, const QList<ConfStatement> &a, const Config &after, const QList<ConfStatement> &b)
{
    return Comparing(before, a, after, b).run();
}

bool namesOneOf(const QList<ConfStatement> &list, const QStringList &names)
{
    return std::ranges::any_of(list, [&](const ConfStatement &element) {
        return element.hasBlock ? namesOneOf(element.block, names) : names.contains(QString::fromUtf8(elementWord(element).word.text).toLower());
    });
}

} // namespace lockstep
