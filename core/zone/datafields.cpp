// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/datafields.h"

#include "core/text/linediff.h"
#include "core/zone/rrtypes.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace lockstep {

namespace {

// What the words of a type's data are, in the order of rrtypes.cpp. NAME is one word, NAME:4 four of them, NAME* every word to
// the end by itself, NAME+ all of them together, and = one KEY=VALUE each to the end.
struct Names
{
    int type;
    const char *source;
    const char *fields;
};

constexpr Names allNames[] = {
    {1, "RFC 1035 3.4.1", "address"},
    {2, "RFC 1035 3.3.11", "nsdname"},
    {3, "RFC 1035 3.3.4", "madname"},
    {4, "RFC 1035 3.3.5", "madname"},
    {5, "RFC 1035 3.3.1", "cname"},
    {6, "RFC 1035 3.3.13", "mname rname serial refresh retry expire minimum"},
    {7, "RFC 1035 3.3.3", "madname"},
    {8, "RFC 1035 3.3.6", "mgmname"},
    {9, "RFC 1035 3.3.8", "newname"},
    {11, "RFC 1035 3.4.2", "address protocol services+"},
    {12, "RFC 1035 3.3.12", "ptrdname"},
    {13, "RFC 1035 3.3.2", "cpu os"},
    {14, "RFC 1035 3.3.7", "rmailbx emailbx"},
    {15, "RFC 1035 3.3.9", "preference exchange"},
    {16, "RFC 1035 3.3.14", "txt-data*"},
    {17, "RFC 1183 2.2", "mbox-dname txt-dname"},
    {18, "RFC 1183 1", "subtype hostname"},
    {19, "RFC 1183 3.1", "psdn-address"},
    {20, "RFC 1183 3.2", "isdn-address sa"},
    {21, "RFC 1183 3.3", "preference intermediate-host"},
    {22, "RFC 1706 5", "nsap"},
    {23, "RFC 1706 6", "ptrdname"},
    {24, "RFC 2535 4.1", "type-covered algorithm labels original-ttl expiration inception key-tag signer signature"},
    {25, "RFC 2535 3.1", "flags protocol algorithm public-key"},
    {26, "RFC 2163 4", "preference map822 mapx400"},
    {27, "RFC 1712 1", "longitude latitude altitude"},
    {28, "RFC 3596 2.2", "address"},
    {29, "RFC 1876 3", "latitude:4 longitude:4 altitude size horizontal-precision vertical-precision"},
    {30, "RFC 2535 5.2", "next-domain-name types+"},
    {31, "draft-ietf-nimrod-dns-01 3.1", "endpoint-identifier"},
    {32, "draft-ietf-nimrod-dns-01 3.2", "nimrod-locator"},
    {33, "RFC 2782", "priority weight port target"},
    {34, "AF-SAA-0069.000", "address"},
    {35, "RFC 3403 4.1", "order preference flags services regexp replacement"},
    {36, "RFC 2230 3", "preference exchanger"},
    {37, "RFC 4398 2", "type key-tag algorithm certificate"},
    {38, "RFC 2874 3.1", "prefix-length address-suffix prefix-name"},
    {39, "RFC 6672 2.1", "target"},
    {40, "draft-eastlake-kitchen-sink-02 2", "meaning coding subcoding data"},
    {42, "RFC 3123 4", "prefix*"},
    {43, "RFC 4034 5.1", "key-tag algorithm digest-type digest"},
    {44, "RFC 4255 3.1", "algorithm fingerprint-type fingerprint"},
    {45, "RFC 4025 2.1", "precedence gateway-type algorithm gateway public-key"},
    {46, "RFC 4034 3.1", "type-covered algorithm labels original-ttl expiration inception key-tag signer signature"},
    {47, "RFC 4034 4.1", "next-domain-name types+"},
    {48, "RFC 4034 2.1", "flags protocol algorithm public-key"},
    {49, "RFC 4701 3.1", "data"},
    {50, "RFC 5155 3.2", "hash-algorithm flags iterations salt next-hashed-owner types+"},
    {51, "RFC 5155 4.2", "hash-algorithm flags iterations salt"},
    {52, "RFC 6698 2.1", "certificate-usage selector matching-type association-data"},
    {53, "RFC 8162 2", "certificate-usage selector matching-type association-data"},
    {55, "RFC 8005 5", "pk-algorithm hit public-key rendezvous-server*"},
    {56, "draft-reid-dnsext-zs-01 3", "zs-data*"},
    {57, "draft-reid-dnsext-rkey-00 2", "flags protocol algorithm public-key"},
    {58, "draft-wijngaards-dnsop-trust-history-02", "previous next"},
    {59, "RFC 7344 3.1", "key-tag algorithm digest-type digest"},
    {60, "RFC 7344 3.2", "flags protocol algorithm public-key"},
    {61, "RFC 7929 2.1", "public-key"},
    {62, "RFC 7477 2.1", "soa-serial flags types+"},
    {63, "RFC 8976 2.2", "serial scheme hash-algorithm digest"},
    {64, "RFC 9460 2.1", "priority target ="},
    {65, "RFC 9460 9", "priority target ="},
    {66, "RFC 9859 2.1", "type scheme port target"},
    {67, "RFC 9886 5.1", "data"},
    {68, "RFC 9886 5.2", "data"},
    {99, "RFC 4408 3.1.1", "txt-data*"},
    {104, "RFC 6742 2.1", "preference node-id"},
    {105, "RFC 6742 2.2", "preference locator32"},
    {106, "RFC 6742 2.3", "preference locator64"},
    {107, "RFC 6742 2.4", "preference fqdn"},
    {108, "RFC 7043 3", "address"},
    {109, "RFC 7043 4", "address"},
    {256, "RFC 7553 4", "priority weight target"},
    {257, "RFC 8659 4.1", "flags tag value"},
    {258, "IANA AVC", "txt-data*"},
    {259, "draft-durand-doa-over-dns-03 3", "enterprise type location media-type data"},
    {260, "RFC 8777 4.2", "precedence discovery-optional type relay"},
    {261, "RFC 9606 4", "txt-data*"},
    {262, "IANA WALLET", "txt-data*"},
    {32768, "INI1999-19", "key-tag algorithm digest-type digest"},
    {32769, "RFC 4431 2", "key-tag algorithm digest-type digest"},
};

constexpr int typeA6 = 38;

const Names *namesOf(int type)
{
    const auto found = std::ranges::lower_bound(allNames, type, {}, &Names::type);
    return found != std::end(allNames) && found->type == type ? found : nullptr;
}

// Words are parted by a single space; quotation marks and '\' keep one inside.
QList<TextSpan> wordsOf(QByteArrayView text)
{
    QList<TextSpan> words;
    if (text.isEmpty())
        return words;
    bool quoted = false;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            quoted = !quoted;
        } else if (text[i] == ' ' && !quoted) {
            words.append({begin, i});
            begin = i + 1;
        }
    }
    words.append({begin, text.size()});
    return words;
}

QByteArrayView in(QByteArrayView text, TextSpan span) { return text.sliced(span.begin, span.end - span.begin); }

// Fields behind `fixed` are a list of equals, or parameters that their name tells apart.
struct Fields
{
    QList<DataField> all;
    qsizetype fixed = 0;
    bool keyed = false;
};

Fields fieldsOf(int type, QByteArrayView shown)
{
    const Names *names = namesOf(type);
    if (!names || shown.startsWith("\\#"))
        return {{{QByteArrayLiteral("data"), {0, shown.size()}}}, 1, false};
    Fields fields;
    const QList<TextSpan> words = wordsOf(shown);
    qsizetype at = 0;
    const auto add = [&](QByteArrayView name, qsizetype count) {
        const qsizetype last = std::min(at + count, words.size()) - 1;
        fields.all.append({name.toByteArray(), {words[at].begin, words[last].end}});
        at = last + 1;
    };
    QByteArrayView rest(names->fields);
    while (!rest.isEmpty() && at < words.size()) {
        const qsizetype space = rest.indexOf(' ');
        QByteArrayView name = space < 0 ? rest : rest.first(space);
        rest = space < 0 ? QByteArrayView() : rest.sliced(space + 1);
        if (type == typeA6 && name == "address-suffix" && in(shown, words[0]) == "128")
            continue; // nothing of the address is left for it (RFC 2874 3.1)
        const char last = name.back();
        if (last == '+') {
            add(name.chopped(1), words.size() - at);
        } else if (last == '*' || last == '=') {
            fields.keyed = last == '=';
            while (at < words.size()) {
                const QByteArrayView word = in(shown, words[at]);
                const qsizetype sign = word.indexOf('=');
                add(last == '*' ? name.chopped(1) : sign < 0 ? word : word.first(sign), 1);
            }
            return fields;
        } else {
            const qsizetype colon = name.indexOf(':');
            add(colon < 0 ? name : name.first(colon), colon < 0 ? 1 : name.back() - '0');
        }
        fields.fixed = fields.all.size();
    }
    return fields;
}

// Marks of one comparison, with the place for what is not there.
class Marks
{
public:
    Marks(QByteArrayView before, QByteArrayView after, const Fields &left, const Fields &right)
        : m_before(before), m_after(after), m_left(left.all), m_right(right.all)
    {
    }

    QList<FieldMark> found;

    // A field of each side; -1: it is on one side only, behind the one before `leftAt` or `rightAt`.
    void compare(qsizetype left, qsizetype right, qsizetype leftAt, qsizetype rightAt)
    {
        if (left >= 0 && right >= 0 && isSame(left, right))
            return;
        const TextSpan before = left >= 0 ? m_left[left].span : placeBehind(m_left, leftAt);
        const TextSpan after = right >= 0 ? m_right[right].span : placeBehind(m_right, rightAt);
        found.append({left >= 0 ? m_left[left].name : m_right[right].name, before, after});
    }

    // Fields [i, iEnd) and [j, jEnd), in the same order on both sides where they have the same names.
    void byName(qsizetype i, qsizetype iEnd, qsizetype j, qsizetype jEnd)
    {
        QSet<QByteArrayView> names;
        for (qsizetype k = j; k < jEnd; ++k)
            names.insert(m_right[k].name);
        while (i < iEnd || j < jEnd) {
            if (i < iEnd && j < jEnd && m_left[i].name == m_right[j].name) {
                compare(i, j, i, j);
                ++i;
                ++j;
            } else if (i < iEnd && !names.contains(m_left[i].name)) {
                compare(i, -1, i, j);
                ++i;
            } else if (j < jEnd) {
                compare(-1, j, i, j);
                ++j;
            } else {
                compare(i, -1, i, j);
                ++i;
            }
        }
    }

    void inSequence(qsizetype fixedLeft, qsizetype fixedRight)
    {
        QHash<QByteArrayView, int> numbers;
        const auto numbered = [&numbers](const QList<DataField> &fields, qsizetype from, QByteArrayView text) {
            QList<int> all;
            for (qsizetype i = from; i < fields.size(); ++i) {
                int &number = numbers[in(text, fields[i].span)]; // 0 when it is new
                number = number ? number : int(numbers.size());
                all.append(number);
            }
            return all;
        };
        const QList<int> left = numbered(m_left, fixedLeft, m_before);
        const QList<int> right = numbered(m_right, fixedRight, m_after);
        for (const Hunk &hunk : sequenceDiff(left, right)) {
            for (qsizetype k = 0; k < std::max(hunk.leftCount, hunk.rightCount); ++k) {
                const qsizetype i = fixedLeft + hunk.left + std::min(k, hunk.leftCount);
                const qsizetype j = fixedRight + hunk.right + std::min(k, hunk.rightCount);
                compare(k < hunk.leftCount ? i : -1, k < hunk.rightCount ? j : -1, i, j);
            }
        }
    }

private:
    bool isSame(qsizetype left, qsizetype right) const { return in(m_before, m_left[left].span) == in(m_after, m_right[right].span); }
    static TextSpan placeBehind(const QList<DataField> &fields, qsizetype at)
    {
        const qsizetype end = at > 0 && !fields.isEmpty() ? fields[std::min(at, fields.size()) - 1].span.end : 0;
        return {end, end};
    }

    QByteArrayView m_before;
    QByteArrayView m_after;
    const QList<DataField> &m_left;
    const QList<DataField> &m_right;
};

} // namespace

QList<DataField> dataFields(int type, QByteArrayView shown) { return fieldsOf(type, shown).all; }

const char *fieldsSource(int type)
{
    const Names *names = namesOf(type);
    return names ? names->source : nullptr;
}

QList<FieldMark> fieldMarks(int type, QByteArrayView before, QByteArrayView after)
{
    if (before == after)
        return {};
    if (before.startsWith("\\#") != after.startsWith("\\#"))
        return {{QByteArrayLiteral("data"), {0, before.size()}, {0, after.size()}}};
    const Fields left = fieldsOf(type, before);
    const Fields right = fieldsOf(type, after);
    Marks marks(before, after, left, right);
    marks.byName(0, left.fixed, 0, right.fixed);
    if (left.keyed || right.keyed) {
        marks.byName(left.fixed, left.all.size(), right.fixed, right.all.size());
        return marks.found;
    }
    const QList<FieldMark> first = marks.found;
    marks.inSequence(left.fixed, right.fixed);
    if (left.all.size() - left.fixed != right.all.size() - right.fixed)
        return marks.found;
    // As many strings as before: perhaps it takes fewer marks when each is held against the one in its place.
    const QList<FieldMark> sequence = std::exchange(marks.found, first);
    for (qsizetype i = left.fixed, j = right.fixed; i < left.all.size(); ++i, ++j)
        marks.compare(i, j, i, j);
    return marks.found.size() <= sequence.size() ? marks.found : sequence;
}

} // namespace lockstep
