// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confnaming.h"

#include "core/namedconf/confmeaning.h"
#include "core/namedconf/shapenode.h"
#include "core/namedconf/values.h"

namespace lockstep {

namespace {

// How the words behind a keyword name its statement.
enum class By { Nothing, Zone, View, Domain, Lower, Exact, Second, Prefix, Words };

struct Row
{
    const char *keyword;
    ConfPlaces places;
    By by;
    bool ordered = false;
    bool loose = false;
};

// Statements that may stand several times in a block. What is not here has no name.
constexpr Row rows[] = {
    {"zone", at::top | at::view, By::Zone},
    {"view", at::top, By::View, true},
    {"key", at::top | at::view, By::Domain},
    {"acl", at::top, By::Lower},
    {"primaries", at::top, By::Lower},
    {"parental-agents", at::top, By::Lower},
    {"remote-servers", at::top, By::Lower},
    {"server", at::top | at::view, By::Prefix},
    {"dnssec-policy", at::top, By::Exact},
    {"key-store", at::top, By::Exact},
    {"tls", at::top, By::Exact},
    {"http", at::top, By::Exact},
    {"dlz", at::top | at::view, By::Exact, true},
    {"dyndb", at::top | at::view, By::Exact},
    {"plugin", at::top | at::view, By::Second, true, true},
    {"include", ~ConfPlaces(0), By::Exact, false, true},
    {"inet", at::controls | at::statistics, By::Words, false, true},
    {"unix", at::controls, By::Exact, false, true},
    {"category", at::logging, By::Exact},
    {"channel", at::logging, By::Exact},
    {"check-names", at::shared, By::Lower},
    {"disable-algorithms", at::shared, By::Domain},
    {"disable-ds-digests", at::shared, By::Domain},
    {"disable-empty-zone", at::shared, By::Domain},
    {"dnssec-must-be-secure", at::shared, By::Domain},
    {"dns64", at::shared, By::Prefix, true},
    {"listen-on", at::options, By::Words, false, true},
    {"listen-on-v6", at::options, By::Words, false, true},
    {"cookie-secret", at::options, By::Nothing, true, true},
};

const Row *rowOf(const QByteArray &keyword, ConfPlaces place)
{
    for (const Row &row : rows) {
        if ((row.places & place) && keyword == row.keyword)
            return &row;
    }
    return nullptr;
}

// The words before the first block: an address and a port, "port 5300 tls x".
QByteArray wordsBefore(const ConfStatement &statement, bool folded)
{
    QByteArrayList words;
    for (qsizetype i = 1; i < statement.words.size(); ++i) {
        const QByteArray &text = statement.words[i].text;
        const std::optional<quint32> number = parseNumber(text);
        if (!folded)
            words.append(text);
        else
            words.append(number ? QByteArray::number(*number) : foldedPrefix(text.toLower()));
        if (folded && words.last() == "allow")
            words.removeLast();
    }
    return words.join(' ');
}

QByteArray nameOf(const ConfStatement &statement, By by, const QByteArray &outerClass)
{
    const QByteArray word = statement.word(1);
    switch (by) {
    case By::Zone:
        return foldedName(word) + '\0' + (statement.words.size() > 2 ? foldedClass(statement.word(2)) : outerClass);
    case By::View:
    case By::Exact:
        return word;
    case By::Domain:
        return foldedName(word);
    case By::Lower:
        return word.compare("master", Qt::CaseInsensitive) == 0  ? QByteArray("primary")
               : word.compare("slave", Qt::CaseInsensitive) == 0 ? QByteArray("secondary")
                                                                 : word.toLower();
    case By::Second:
        return statement.word(2);
    case By::Prefix:
        return foldedPrefix(word);
    case By::Words:
        return wordsBefore(statement, true);
    case By::Nothing:
        break;
    }
    return {};
}

} // namespace

ConfIdentity confIdentity(const ConfStatement &statement, ConfPlaces place, const QByteArray &outerClass)
{
    ConfIdentity identity{newerKeyword(statement.keyword()), {}};
    const Row *row = rowOf(identity.keyword, place);
    // What may stand only once, or is not known, counts in its order when it stands several times.
    const ConfRow *known = row ? nullptr : anyConfRow(identity.keyword == "primaries" ? statement.keyword() : identity.keyword, place);
    identity.ordered = row ? row->ordered : !known || !(known->flags & flag::many);
    identity.loose = row && row->loose;
    identity.key = identity.keyword;
    if (row) {
        identity.key += '\0';
        identity.key += nameOf(statement, row->by, outerClass);
    }
    return identity;
}

QString confName(const ConfStatement &statement, ConfPlaces place)
{
    const Row *row = rowOf(newerKeyword(statement.keyword()), place);
    if (!row || row->by == By::Nothing)
        return {};
    switch (row->by) {
    case By::Zone:
    case By::Domain:
        return QString::fromUtf8(foldedName(statement.word(1)));
    case By::Second:
        return QString::fromUtf8(statement.word(2));
    case By::Words: {
        QByteArray words = wordsBefore(statement, false);
        if (words.endsWith(" allow"))
            words.chop(6);
        return QString::fromUtf8(words);
    }
    default:
        return QString::fromUtf8(statement.word(1));
    }
}

} // namespace lockstep
