// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/shapenode.h"

#include "core/namedconf/shape.h"

#include <map>

namespace lockstep {

namespace {

// Shapes that several rows share. BIND 9.18 also took a DSCP value in most of them and ignored it.
struct Named
{
    const char *name;
    const char *shape;
};
constexpr Named namedShapes[] = {
    {"CHECK", "(fail|warn|ignore)"},
    {"PORTS", "{(range PORT PORT|PORT)}"},
    {"ANCHORS", "{STR (static-key|initial-key|static-ds|initial-ds) NUM NUM NUM QSTR}"},
    {"SOURCE4", "(IP4|*) [!port (PORT|*)] <920:[!dscp NUM]"},
    {"SOURCE6", "(IP6|*) [!port (PORT|*)] <920:[!dscp NUM]"},
    {"QUERY4", "(!port (PORT|*) [[address] (IP4|*)]|[address] (IP4|*|920:none) [!port (PORT|*)]) <920:[!dscp NUM]"},
    {"QUERY6", "(!port (PORT|*) [[address] (IP6|*)]|[address] (IP6|*|920:none) [!port (PORT|*)]) <920:[!dscp NUM]"},
    {"SERVERQUERY4", "(!port (PORT|*) [[address] (IP4|*)]|[address] (IP4|*) [!port (PORT|*)]) <920:[!dscp NUM]"},
    {"SERVERQUERY6", "(!port (PORT|*) [[address] (IP6|*)]|[address] (IP6|*) [!port (PORT|*)]) <920:[!dscp NUM]"},
    {"SERVERS", "[port PORT] <920:[!dscp NUM] 920:[source SOURCE4] 920:[source-v6 SOURCE6] "
                "{((IP4|IP6) [port PORT] <920:[!dscp NUM]|STR) [key STR] [tls STR]}"},
    {"CATALOG", "{zone STR &[(default-primaries|default-masters) SERVERS] [zone-directory QSTR] [in-memory BOOL] [min-update-interval TIME]}"},
    {"RPZ", "{zone STR &[add-soa BOOL] [log BOOL] [max-policy-ttl TIME] [min-update-interval TIME] "
            "[policy (cname STR|disabled|drop|given|no-op|nodata|nxdomain|passthru|tcp-only|STR)] [recursive-only BOOL] [nsip-enable BOOL] "
            "[nsdname-enable BOOL] 920:[ede STR]} &[add-soa BOOL] [break-dnssec BOOL] [max-policy-ttl TIME] [min-update-interval TIME] "
            "[min-ns-dots NUM] [nsip-wait-recurse BOOL] [nsdname-wait-recurse BOOL] [qname-wait-recurse BOOL] [recursive-only BOOL] "
            "920:[servfail-until-ready BOOL] [nsip-enable BOOL] [nsdname-enable BOOL] [dnsrps-enable BOOL] [dnsrps-options TEXT]"},
    {"RULE", "(zonesub TYPES|(6to4-self|external|krb5-selfsub|krb5-self|krb5-subdomain-self-rhs|krb5-subdomain|ms-selfsub|ms-self|"
             "ms-subdomain-self-rhs|ms-subdomain|name|selfsub|selfwild|self|subdomain|tcp-self|wildcard) STR TYPES)"},
    {"ZONETYPE", "(primary|master|secondary|slave|mirror|hint|stub|static-stub|forward|redirect|<920:delegation-only)"},
};

class ShapeReading
{
public:
    ShapeReading(QByteArrayView text, int version) : m_text(text), m_version(version) {}

    // Up to the bracket that closes it, or the end.
    ShapeNode choice()
    {
        ShapeNode all{ShapeNode::Kind::Choice, {}, false, {}};
        bool known = true;
        for (;;) {
            ShapeNode one = row(known);
            if (known)
                all.children.push_back(std::move(one));
            if (!take('|'))
                break;
        }
        return all.children.size() == 1 ? std::move(all.children.front()) : all;
    }

private:
    bool take(char c)
    {
        skip();
        const bool there = m_at < m_text.size() && m_text[m_at] == c;
        m_at += there ? 1 : 0;
        return there;
    }
    void skip()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
    }
    bool atEnd()
    {
        skip();
        return m_at >= m_text.size() || std::strchr("|)]}", m_text[m_at]);
    }

    // `known` becomes false when all that it holds belongs to other versions: a choice is left out then, a row is empty.
    ShapeNode row(bool &known)
    {
        ShapeNode all;
        bool any = false, left = false;
        while (!atEnd()) {
            const bool counts = guard();
            ShapeNode one = take('&') ? anyOrder() : term();
            (counts ? any : left) = true;
            if (counts)
                all.children.push_back(std::move(one));
        }
        known = any || !left;
        return all;
    }

    // "920:" or "<920:" before a term.
    bool guard()
    {
        const qsizetype begin = m_at;
        const bool before = take('<');
        const qsizetype colon = m_text.indexOf(':', m_at);
        if (colon != m_at + 3 || m_text[m_at] != '9') {
            m_at = begin;
            return true;
        }
        const int version = m_text.sliced(m_at, 3).toInt();
        m_at = colon + 1;
        return before ? m_version < version : m_version >= version;
    }

    // All "[...]" that follow.
    ShapeNode anyOrder()
    {
        ShapeNode all{ShapeNode::Kind::AnyOrder, {}, false, {}};
        while (!atEnd()) {
            const qsizetype begin = m_at;
            const bool counts = guard();
            if (m_text[m_at] != '[') {
                m_at = begin;
                break;
            }
            ShapeNode one = term();
            if (counts)
                all.children.push_back(std::move(one));
        }
        return all;
    }

    ShapeNode within(ShapeNode::Kind kind, char close)
    {
        ShapeNode node{kind, {}, false, {}};
        node.children.push_back(choice());
        if (!take(close))
            qFatal("a shape of the grammar table is not closed: %s", m_text.constData());
        return node;
    }

    ShapeNode term()
    {
        if (take('('))
            return std::move(within(ShapeNode::Kind::Row, ')').children.front());
        if (take('['))
            return within(ShapeNode::Kind::Optional, ']');
        if (take('{'))
            return within(ShapeNode::Kind::Block, '}');
        const bool place = take('@');
        const bool deprecated = take('!');
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !std::strchr(" |()[]{}", m_text[m_at]))
            ++m_at;
        const QByteArray word = m_text.sliced(begin, m_at - begin).toByteArray();
        if (place)
            return {ShapeNode::Kind::Place, word, false, {}};
        for (const Named &named : namedShapes) {
            if (word == named.name)
                return ShapeReading(named.shape, m_version).choice();
        }
        if (word == "ACL")
            return {ShapeNode::Kind::MatchList, word, false, {}};
        if (word == "TEXT")
            return {ShapeNode::Kind::Text, word, false, {}};
        if (word == "TYPES")
            return {ShapeNode::Kind::Rest, word, false, {}};
        const bool type = !word.isEmpty() && word[0] >= 'A' && word[0] <= 'Z';
        return {type ? ShapeNode::Kind::Type : ShapeNode::Kind::Word, word, deprecated, {}};
    }

    QByteArrayView m_text;
    int m_version;
    qsizetype m_at = 0;
};

struct PlaceWord
{
    const char *word;
    ConfPlaces place;
};
constexpr PlaceWord placeWords[] = {{"controls", at::controls},
                                    {"dlz", at::dlz},
                                    {"policy", at::dnssecPolicy},
                                    {"http", at::http},
                                    {"key", at::key},
                                    {"keystore", at::keyStore},
                                    {"logging", at::logging},
                                    {"options", at::options},
                                    {"server", at::server},
                                    {"statistics", at::statistics},
                                    {"tls", at::tls},
                                    {"view", at::view},
                                    {"zone", at::zone},
                                    {"channel", at::channel},
                                    {"dns64", at::dns64},
                                    {"ratelimit", at::rateLimit}};

} // namespace

const ShapeNode &shapeNode(const char *shape, int version)
{
    thread_local std::map<std::pair<const char *, int>, ShapeNode> made;
    const auto key = std::pair(shape, version);
    auto it = made.find(key);
    if (it == made.end())
        it = made.emplace(key, ShapeReading(shape, version).choice()).first;
    return it->second;
}

ConfItems confItems(const ConfStatement &statement, qsizetype skip)
{
    ConfItems items;
    for (qsizetype i = skip; i < statement.words.size(); ++i)
        items.append({&statement.words[i], statement.words[i].begin, 0, 0});
    if (!statement.hasBlock)
        return items;
    qsizetype after = 0;
    const auto wordsBefore = [&](qsizetype offset) {
        for (; after < statement.after.size() && statement.after[after].begin < offset; ++after)
            items.append({&statement.after[after], statement.after[after].begin, 0, 0});
    };
    if (statement.blocks.isEmpty())
        items.append({nullptr, statement.blockBegin - 1, 0, statement.block.size()});
    for (const ConfBlock &block : statement.blocks) {
        wordsBefore(block.begin);
        items.append({nullptr, block.begin - 1, block.first, block.count});
    }
    wordsBefore(statement.end + 1);
    return items;
}

ConfPlaces placeInside(const ConfRow &row)
{
    const QByteArrayView shape(row.shape);
    const qsizetype sign = shape.indexOf('@');
    for (const PlaceWord &one : placeWords) {
        if (sign >= 0 && shape.sliced(sign + 1) == one.word)
            return one.place;
    }
    return 0;
}

} // namespace lockstep
