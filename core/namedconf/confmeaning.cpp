// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confmeaning.h"

#include "core/namedconf/shapenode.h"
#include "core/namedconf/values.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr int noMatch = -1;

struct Synonym
{
    QByteArrayView older;
    const char *newer;
};
constexpr Synonym synonyms[] = {{"master", "primary"},
                                {"slave", "secondary"},
                                {"masters", "primaries"},
                                {"default-masters", "default-primaries"},
                                {"master-only", "primary-only"}};

QByteArray newerWord(const QByteArray &word)
{
    const QByteArray lower = word.toLower();
    for (const Synonym &one : synonyms) {
        if (lower == one.older)
            return one.newer;
    }
    return lower;
}

bool isAmong(QByteArrayView word, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [word](const char *one) { return word == one; });
}

// Statements whose names are domain names.
bool namesDomains(const QByteArray &keyword)
{
    return isAmong(keyword, {"zone", "key", "keys", "disable-empty-zone", "dnssec-must-be-secure", "validate-except", "deny-answer-aliases",
                             "deny-answer-addresses", "root-delegation-only", "disable-algorithms", "disable-ds-digests", "server-names"});
}

// Lists that BIND reads as a set.
bool isSet(const QByteArray &keyword)
{
    return isAmong(keyword, {"category",
                             "protocols",
                             "endpoints",
                             "dnstap",
                             "disable-algorithms",
                             "disable-ds-digests",
                             "deny-answer-aliases",
                             "validate-except",
                             "avoid-v4-udp-ports",
                             "avoid-v6-udp-ports",
                             "use-v4-udp-ports",
                             "use-v6-udp-ports",
                             "server-addresses",
                             "server-names",
                             "cds-digest-types",
                             "root-delegation-only",
                             "trust-anchors",
                             "managed-keys",
                             "trusted-keys",
                             "catalog-zones",
                             "also-notify",
                             "inet",
                             "unix"});
}

void put(QByteArray &out, char tag, QByteArrayView text)
{
    out += tag;
    out += QByteArray::number(text.size());
    out += ':';
    out += text;
}

// Keys and digests, in which BIND passes over these bytes (base64 and hexadecimal digits; asked from named-checkconf 9.20).
bool holdsDigits(const QByteArray &keyword, const QByteArray &type)
{
    return type == "QSTR" ? isAmong(keyword, {"trust-anchors", "managed-keys", "trusted-keys"})
                          : type == "STR" && isAmong(keyword, {"secret", "cookie-secret"});
}
QByteArray withoutSpace(QByteArray text)
{
    return text.removeIf([](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

void putWord(QByteArray &out, const ConfWord &word) { put(out, word.quoted ? 'q' : 'r', word.text); }

// As it is written, but for white space and comments.
void putAll(QByteArray &out, const ConfStatement &statement, qsizetype skip)
{
    for (const ConfItem &item : confItems(statement, skip)) {
        if (item.word) {
            putWord(out, *item.word);
            continue;
        }
        put(out, 'B', QByteArray::number(item.count));
        for (qsizetype i = item.first; i < item.first + item.count; ++i) {
            QByteArray inner;
            putAll(inner, statement.block[i], 0);
            put(out, 's', inner);
        }
    }
}

// An element of an address match list.
QByteArray elementMeaning(const ConfStatement &element)
{
    const ElementWord found = elementWord(element);
    QByteArray out = found.negated ? "!" : "";
    const auto is = [&](const char *keyword) { return !found.word.quoted && found.word.text.compare(keyword, Qt::CaseInsensitive) == 0; };
    const bool whole = found.next >= element.words.size() && !element.hasBlock && element.after.isEmpty();
    if (element.hasBlock && found.word.text.isEmpty() && element.blocks.isEmpty() && element.after.isEmpty()) {
        for (const ConfStatement &inner : element.block)
            put(out, 'e', elementMeaning(inner));
        return out + '}';
    }
    if (is("key") && found.next + 1 == element.words.size() && !element.hasBlock) {
        put(out, 'k', foldedName(element.words[found.next].text));
    } else if (whole && !is("key") && !is("geoip")) {
        const bool address = !found.word.quoted && parsePrefixWord(found.word.text).fault == PrefixFault::None;
        put(out, address ? 'p' : 'n', address ? foldedPrefix(found.word.text) : found.word.text.toLower());
    } else {
        out.clear();
        putAll(out, element, 0);
        out += '?';
    }
    return out;
}

// Follows a shape like Comparing in shape.cpp and writes down what each word means.
class Meaning
{
public:
    Meaning(const ConfStatement &statement, qsizetype skip, const QByteArray &keyword)
        : m_statement(statement), m_items(confItems(statement, skip)), m_keyword(keyword)
    {
    }

    bool read(const ShapeNode &shape) { return walk(shape, 0) == m_items.size(); }
    QByteArray bytes;
    QList<ConfListMeaning> lists;

private:
    int walk(const ShapeNode &node, int at)
    {
        const qsizetype mark = bytes.size();
        const qsizetype known = lists.size();
        const int end = step(node, at);
        if (end == noMatch) {
            bytes.truncate(mark);
            lists.resize(known);
        }
        return end;
    }

    int step(const ShapeNode &node, int at)
    {
        const bool word = at < m_items.size() && m_items[at].word;
        const bool block = at < m_items.size() && !m_items[at].word;
        switch (node.kind) {
        case ShapeNode::Kind::Row:
            for (const ShapeNode &child : node.children) {
                at = walk(child, at);
                if (at == noMatch)
                    return noMatch;
            }
            return at;
        case ShapeNode::Kind::Choice:
            for (const ShapeNode &child : node.children) {
                if (const int end = walk(child, at); end != noMatch)
                    return end;
            }
            return noMatch;
        case ShapeNode::Kind::Optional: {
            const int end = walk(node.children.front(), at);
            return end == noMatch ? at : end;
        }
        case ShapeNode::Kind::AnyOrder:
            return anyOrder(node, at);
        case ShapeNode::Kind::Word:
            if (!word || m_items[at].word->quoted || m_items[at].word->text.compare(node.word, Qt::CaseInsensitive) != 0)
                return noMatch;
            m_before = newerWord(m_items[at].word->text);
            put(bytes, 'w', m_before);
            return at + 1;
        case ShapeNode::Kind::Type:
            if (!word || !isOfType(node.word, *m_items[at].word))
                return noMatch;
            putValue(node.word, *m_items[at].word);
            m_before.clear();
            return at + 1;
        case ShapeNode::Kind::Rest:
            for (; at < m_items.size() && m_items[at].word; ++at)
                put(bytes, 'T', m_items[at].word->text.toUpper());
            return at;
        case ShapeNode::Kind::Text:
            return noMatch; // nothing is known of it: as written
        case ShapeNode::Kind::Place:
            if (!block)
                return noMatch;
            bytes += 'P';
            return at + 1;
        case ShapeNode::Kind::Block:
        case ShapeNode::Kind::MatchList:
            return block ? list(node, at) : noMatch;
        }
        return noMatch;
    }

    int anyOrder(const ShapeNode &node, int at)
    {
        QVarLengthArray<bool, 16> used(qsizetype(node.children.size()), false);
        const qsizetype mark = bytes.size();
        QByteArrayList parts;
        for (bool progress = true; progress;) {
            progress = false;
            for (std::size_t i = 0; i < node.children.size(); ++i) {
                const int end = used[qsizetype(i)] ? at : walk(node.children[i], at);
                if (end == at)
                    continue;
                used[qsizetype(i)] = progress = true;
                at = end;
                parts.append(bytes.sliced(mark));
                bytes.truncate(mark);
            }
        }
        std::sort(parts.begin(), parts.end());
        bytes += parts.join();
        return at;
    }

    int list(const ShapeNode &node, int at)
    {
        const ConfItem &item = m_items[at];
        ConfListMeaning list{at > 0 && m_items[at - 1].word ? m_items[at - 1].word->text.toLower() : QByteArray(), true, item.first, {}};
        // "allow" of a control channel is a match list still.
        list.ordered = node.kind == ShapeNode::Kind::MatchList || !isSet(m_keyword);
        const QByteArray keyword = isAmong(list.word, {"keys", "except-from"}) ? QByteArray("keys") : m_keyword;
        for (qsizetype i = item.first; i < item.first + item.count; ++i) {
            const ConfStatement &inner = m_statement.block[i];
            if (node.kind == ShapeNode::Kind::MatchList) {
                list.elements.append(elementMeaning(inner));
                continue;
            }
            Meaning meaning(inner, 0, keyword);
            if (!meaning.read(node.children.front())) {
                meaning.bytes = "?";
                putAll(meaning.bytes, inner, 0);
            }
            list.elements.append(meaning.bytes);
        }
        QByteArrayList shown = list.elements;
        if (!list.ordered)
            std::sort(shown.begin(), shown.end());
        put(bytes, 'B', QByteArray::number(shown.size()));
        for (const QByteArray &one : shown)
            put(bytes, 'e', one);
        lists.append(list);
        m_before.clear();
        return at + 1;
    }

    void putValue(const QByteArray &type, const ConfWord &word)
    {
        const QByteArray &text = word.text;
        const auto number = [&](char tag, const auto &value) { put(bytes, tag, value ? QByteArray::number(quint64(*value)) : text); };
        if (type == "BOOL")
            put(bytes, 'y', parseBool(text).value_or(false) ? "yes" : "no");
        else if (type == "NUM" || type == "PORT")
            number('n', parseNumber(text));
        else if (type == "SIZE")
            number('z', parseSize(text));
        else if (type == "TIME")
            number('t', parseDuration(text));
        else if (type == "FIX")
            number('f', parseFixedPoint(text));
        else if (type == "PCT")
            number('c', std::optional(text.chopped(1).toULongLong()));
        else if (type == "CLASS")
            put(bytes, 'C', foldedClass(text));
        else if (type == "IP4" || type == "IP6" || type == "NET")
            put(bytes, 'p', foldedPrefix(text));
        else if (holdsDigits(m_keyword, type))
            put(bytes, 'v', withoutSpace(text));
        else if (m_before == "algorithm" || m_keyword == "algorithm" || (m_before.isEmpty() && m_keyword == "acl"))
            put(bytes, 'v', text.toLower());
        else if (m_before == "key" || m_before == "zone" || m_before == "cname" || (m_before.isEmpty() && namesDomains(m_keyword)))
            put(bytes, 'v', foldedName(text));
        else
            put(bytes, 'v', text);
    }

    const ConfStatement &m_statement;
    ConfItems m_items;
    QByteArray m_keyword;
    QByteArray m_before; // the fixed word that stands before
};

// A name, perhaps a class, a block.
bool namesAndHolds(const ConfStatement &statement)
{
    const qsizetype words = statement.words.size();
    return statement.hasBlock && statement.blocks.isEmpty() && statement.after.isEmpty() && words >= 2 && words <= 3 &&
           isOfType("STR", statement.words[1]) && (words == 2 || isClass(statement.words[2].text));
}

} // namespace

ConfMeaning confMeaning(const ConfStatement &statement, const ConfRow *row)
{
    const QByteArray keyword = statement.keyword();
    ConfMeaning result;
    put(result.bytes, 'w', newerKeyword(keyword));
    if (row && (keyword == "zone" || keyword == "view") && namesAndHolds(statement)) {
        // A zone's class is a part of what names it.
        put(result.bytes, 'v', keyword == "zone" ? foldedName(statement.word(1)) : statement.word(1));
        if (keyword == "view")
            put(result.bytes, 'C', statement.words.size() > 2 ? foldedClass(statement.word(2)) : "IN");
        result.bytes += 'P';
        return result;
    }
    for (const int version : {newestBind, 918}) {
        Meaning meaning(statement, 1, keyword);
        if (row && row->life.covers(version) && meaning.read(shapeNode(row->shape, version)))
            return {result.bytes + meaning.bytes, meaning.lists};
    }
    result.bytes += '?';
    putAll(result.bytes, statement, 1);
    return result;
}

const ConfRow *anyConfRow(const QByteArray &keyword, ConfPlaces place)
{
    for (const int version : {newestBind, 918, 0}) {
        for (const ConfRow *row : confRows(keyword)) {
            if ((row->places & place) && (row->life.covers(version) || version == 0))
                return row;
        }
    }
    return nullptr;
}

QByteArray foldedName(const QByteArray &name)
{
    QByteArray folded = name.toLower();
    if (folded.size() > 1 && folded.endsWith('.') && !folded.endsWith("\\."))
        folded.chop(1);
    return folded;
}

QByteArray foldedClass(const QByteArray &word)
{
    const QByteArray upper = word.toUpper();
    return upper == "CHAOS" ? "CH" : upper == "HESIOD" ? "HS" : upper;
}

QByteArray foldedPrefix(const QByteArray &text)
{
    const PrefixReading reading = parsePrefixWord(text);
    if (reading.fault != PrefixFault::None || text.contains('%'))
        return text;
    const QByteArrayView bytes(reinterpret_cast<const char *>(reading.prefix.bytes.data()), reading.prefix.bits() / 8);
    return bytes.toByteArray().toHex() + '/' + QByteArray::number(reading.prefix.length);
}

QByteArray newerKeyword(const QByteArray &keyword) { return keyword.compare("masters", Qt::CaseInsensitive) == 0 ? "primaries" : keyword.toLower(); }

} // namespace lockstep
