// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/shape.h"

#include "core/namedconf/shapenode.h"
#include "core/namedconf/values.h"

namespace lockstep {

namespace {

constexpr int noMatch = -1;

// Tries a shape without going back: the first choice that fits is taken, as BIND's own parser does. Of all that did not fit, what
// lies furthest in the text is the fault that is told.
class Comparing
{
public:
    Comparing(const ConfStatement &statement, qsizetype skip) : m_statement(statement), m_items(confItems(statement, skip)) {}

    int match(const ShapeNode &node, int at)
    {
        switch (node.kind) {
        case ShapeNode::Kind::Row:
            for (const ShapeNode &child : node.children) {
                at = match(child, at);
                if (at == noMatch)
                    return noMatch;
            }
            return at;
        case ShapeNode::Kind::Choice:
            for (const ShapeNode &child : node.children) {
                if (const int end = match(child, at); end != noMatch)
                    return end;
            }
            return noMatch;
        case ShapeNode::Kind::Optional: {
            const int end = match(node.children.front(), at);
            return end == noMatch ? at : end;
        }
        case ShapeNode::Kind::AnyOrder:
            return anyOrder(node, at);
        case ShapeNode::Kind::Rest:
            while (at < m_items.size() && m_items[at].word)
                ++at;
            return at;
        case ShapeNode::Kind::Word:
        case ShapeNode::Kind::Type:
            return oneWord(node, at);
        default:
            return oneBlock(node, at);
        }
    }

    QList<ShapeFault> result(int end)
    {
        if (end == noMatch || (end < m_items.size() && m_furthest > m_items[end].begin))
            return {fault()};
        if (end < m_items.size())
            return {{ShapeFault::Kind::Extra, shown(m_items[end]), {}, m_items[end].begin}};
        if (m_inner)
            return {*m_inner};
        return m_deprecated;
    }

private:
    static QByteArray shown(const ConfItem &item) { return item.word ? item.word->text : QByteArray("{"); }
    qsizetype offsetOf(int at) const { return at < m_items.size() ? m_items[at].begin : m_statement.end; }

    int fail(int at, const QByteArray &expected)
    {
        const qsizetype offset = offsetOf(at);
        if (offset > m_furthest) {
            m_furthest = offset;
            m_expected.clear();
            m_found = at < m_items.size() ? shown(m_items[at]) : QByteArray();
        }
        if (offset == m_furthest && !m_expected.contains(expected))
            m_expected.append(expected);
        return noMatch;
    }

    ShapeFault fault() const
    {
        const bool missing = m_furthest >= m_statement.end;
        // The place of the semicolon, or where it should be.
        const qsizetype offset = missing ? std::max(m_statement.begin, m_statement.end - 1) : m_furthest;
        return {missing ? ShapeFault::Kind::Missing : ShapeFault::Kind::Value, m_found, m_expected.join(" | "), offset};
    }

    int anyOrder(const ShapeNode &node, int at)
    {
        QVarLengthArray<bool, 16> used(qsizetype(node.children.size()), false);
        for (bool progress = true; progress;) {
            progress = false;
            for (std::size_t i = 0; i < node.children.size(); ++i) {
                const int end = used[qsizetype(i)] ? at : match(node.children[i], at);
                if (end == at)
                    continue;
                used[qsizetype(i)] = progress = true;
                at = end;
            }
        }
        return at;
    }

    int oneWord(const ShapeNode &node, int at)
    {
        if (at >= m_items.size() || !m_items[at].word)
            return fail(at, node.word);
        const ConfWord &word = *m_items[at].word;
        if (node.kind == ShapeNode::Kind::Type)
            return isOfType(node.word, word) ? at + 1 : fail(at, node.word);
        if (word.quoted || word.text.compare(node.word, Qt::CaseInsensitive) != 0)
            return fail(at, node.word);
        if (node.deprecated)
            m_deprecated.append({ShapeFault::Kind::Deprecated, word.text, {}, word.begin});
        return at + 1;
    }

    int oneBlock(const ShapeNode &node, int at)
    {
        if (at >= m_items.size() || m_items[at].word)
            return fail(at, "{");
        const ConfItem &item = m_items[at];
        for (qsizetype i = item.first; i < item.first + item.count && !m_inner; ++i) {
            const ConfStatement &inner = m_statement.block[i];
            if (node.kind == ShapeNode::Kind::MatchList)
                m_inner = elementFault(inner);
            if (node.kind != ShapeNode::Kind::Block || inner.keyword() == "include")
                continue;
            Comparing comparing(inner, 0);
            const QList<ShapeFault> faults = comparing.result(comparing.match(node.children.front(), 0));
            for (const ShapeFault &fault : faults) {
                if (fault.kind == ShapeFault::Kind::Deprecated)
                    m_deprecated.append(fault);
                else
                    m_inner = fault;
            }
        }
        return at + 1;
    }

    // An element of an address match list: an address, a prefix, a name, "key NAME", "geoip ...", a list; "!" before it.
    static std::optional<ShapeFault> elementFault(const ConfStatement &element)
    {
        const ElementWord found = elementWord(element);
        const ConfWord &word = found.word;
        const qsizetype end = std::max(element.begin, element.end - 1);
        const auto fault = [](const QByteArray &shown, const QByteArray &expected, qsizetype offset) -> ShapeFault {
            return {shown.isEmpty() ? ShapeFault::Kind::Missing : ShapeFault::Kind::Value, shown, expected, offset};
        };
        const auto is = [&](const char *keyword) { return !word.quoted && word.text.compare(keyword, Qt::CaseInsensitive) == 0; };
        qsizetype next = found.next;
        if (element.hasBlock && word.text.isEmpty()) {
            for (const ConfStatement &inner : element.block) {
                if (const std::optional<ShapeFault> within = elementFault(inner))
                    return within;
            }
        } else if (word.text.isEmpty() && !word.quoted) {
            return fault({}, "ELEMENT", end);
        } else if (is("geoip")) {
            return {};
        } else if (is("key")) {
            const ConfWord key = element.words.value(next++);
            if (!isOfType("STR", key))
                return fault(key.text, "STR", key.text.isEmpty() ? end : key.begin);
        } else if (!word.quoted) {
            const PrefixFault prefix = parsePrefixWord(word.text).fault;
            if (prefix != PrefixFault::None && prefix != PrefixFault::NoPrefix)
                return fault(word.text, prefix == PrefixFault::Incomplete ? "PREFIX" : prefix == PrefixFault::Length ? "LENGTH" : "BITS", word.begin);
            if (prefix == PrefixFault::NoPrefix && !isOfType("STR", word))
                return fault(word.text, "ELEMENT", word.begin);
        }
        if (next < element.words.size())
            return ShapeFault{ShapeFault::Kind::Extra, element.words[next].text, {}, element.words[next].begin};
        if (element.hasBlock && !word.text.isEmpty())
            return ShapeFault{ShapeFault::Kind::Extra, "{", {}, element.blockBegin - 1};
        if (!element.after.isEmpty())
            return ShapeFault{ShapeFault::Kind::Extra, element.after.first().text, {}, element.after.first().begin};
        return {};
    }

    const ConfStatement &m_statement;
    ConfItems m_items;
    qsizetype m_furthest = -1;
    QByteArrayList m_expected;
    QByteArray m_found;
    std::optional<ShapeFault> m_inner; // inside a block that stands where it should
    QList<ShapeFault> m_deprecated;
};

} // namespace

QList<ShapeFault> compareShape(const ConfStatement &statement, qsizetype skip, const char *shape, int version)
{
    Comparing comparing(statement, skip);
    return comparing.result(comparing.match(shapeNode(shape, version), 0));
}

} // namespace lockstep
