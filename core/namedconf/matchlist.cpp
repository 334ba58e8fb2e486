// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/matchlist.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr int deepestList = 16;

MatchVerdict inversed(MatchVerdict verdict)
{
    return verdict == MatchVerdict::Yes ? MatchVerdict::Never : verdict == MatchVerdict::Never ? MatchVerdict::Yes : verdict;
}

QString keyName(QString name)
{
    name = name.toLower();
    if (name.endsWith(u'.'))
        name.chop(1);
    return name;
}

ConfPrefix unmapped(const ConfPrefix &address)
{
    static constexpr std::array<quint8, 12> front{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (!address.v6 || !std::equal(front.begin(), front.end(), address.bytes.begin()))
        return address;
    ConfPrefix v4;
    std::copy(address.bytes.begin() + 12, address.bytes.end(), v4.bytes.begin());
    v4.length = 32;
    return v4;
}

class Matching
{
public:
    Matching(const Config &config, const MatchClient &client, const MatchHost &host)
        : m_config(config), m_address(host.mapped ? unmapped(client.address) : client.address), m_key(keyName(client.key)), m_host(host)
    {
    }

    MatchResult list(const QList<ConfStatement> &elements, const QString &file, int depth)
    {
        if (depth > deepestList)
            return {MatchVerdict::Unknown, {}};
        for (const ConfStatement &element : elements) {
            MatchResult one = this->element(element, file, depth);
            if (one.verdict == MatchVerdict::No)
                continue;
            one.steps.prepend({shown(element), file, element.line, element.column});
            return one;
        }
        return {};
    }

    // Never only for "none" itself: a list's own denial stays inside it.
    MatchResult named(const QString &name, int depth)
    {
        if (name == QLatin1String("any"))
            return {MatchVerdict::Yes, {}};
        if (name == QLatin1String("none")) // "!any"
            return {MatchVerdict::Never, {}};
        if (name == QLatin1String("localhost"))
            return {among(m_host.addresses), {}};
        if (name == QLatin1String("localnets"))
            return {among(m_host.networks), {}};
        const auto acl = m_config.acls.constFind(name);
        if (acl == m_config.acls.cend())
            return {MatchVerdict::Unknown, {}};
        return inner(list(*acl, m_config.aclFiles.value(name), depth + 1));
    }

private:
    static QByteArray shown(const ConfStatement &element)
    {
        QByteArrayList words;
        for (const ConfWord &word : element.words)
            words.append(word.text);
        if (element.hasBlock)
            words.append("{ ... }");
        return words.join(' ');
    }

    static MatchResult inner(MatchResult result)
    {
        if (result.verdict == MatchVerdict::Never)
            return {};
        return result;
    }

    MatchVerdict among(const QList<ConfPrefix> &prefixes) const
    {
        const bool in = std::any_of(prefixes.cbegin(), prefixes.cend(), [this](const ConfPrefix &prefix) { return prefix.holds(m_address); });
        return in ? MatchVerdict::Yes : m_host.complete ? MatchVerdict::No : MatchVerdict::Unknown;
    }

    MatchResult element(const ConfStatement &element, const QString &file, int depth)
    {
        const auto [word, negated, next] = elementWord(element);
        MatchResult one;
        const QString name = QString::fromUtf8(word.text).toLower();
        if (element.hasBlock) {
            one = inner(list(element.block, file, depth + 1));
        } else if (!word.quoted && name == QLatin1String("key")) {
            const QString wanted = keyName(QString::fromUtf8(element.words.value(next).text));
            one.verdict = !m_key.isEmpty() && wanted == m_key ? MatchVerdict::Yes : MatchVerdict::No;
        } else if (!word.quoted && name == QLatin1String("geoip")) {
            one.verdict = MatchVerdict::Unknown;
        } else if (const PrefixReading prefix = parsePrefixWord(word.text); !word.quoted && prefix.fault != PrefixFault::NoPrefix) {
            one.verdict = prefix.prefix.holds(m_address) ? MatchVerdict::Yes : MatchVerdict::No;
        } else {
            one = named(name, depth);
        }
        if (negated)
            one.verdict = inversed(one.verdict);
        return one;
    }

    const Config &m_config;
    ConfPrefix m_address;
    QString m_key;
    const MatchHost &m_host;
};

} // namespace

MatchResult matches(const Config &config, const QList<ConfStatement> &list, const MatchClient &client, const MatchHost &host, const QString &file)
{
    return Matching(config, client, host).list(list, file, 0);
}

MatchResult matches(const Config &config, const QString &acl, const MatchClient &client, const MatchHost &host)
{
    const auto own = config.acls.constFind(acl.toLower());
    if (own != config.acls.cend())
        return matches(config, *own, client, host, config.aclFiles.value(acl.toLower()));
    return Matching(config, client, host).named(acl.toLower(), 0);
}

} // namespace lockstep
