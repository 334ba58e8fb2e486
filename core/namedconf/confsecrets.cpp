// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confsecrets.h"

#include "core/namedconf/keyfiles.h"

#include <algorithm>

namespace lockstep {

namespace {

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool isSign(char c) { return c == ';' || c == '{' || c == '}'; }
bool endsWord(char c) { return isSpace(c) || isSign(c) || c == '"'; }
bool same(QByteArrayView a, QByteArrayView b) { return isSameWord(a, b); }

QByteArray bare(QByteArrayView word)
{
    QByteArray text = word.toByteArray();
    return text.replace('"', "");
}

// Names are compared and kept for every secret, so that none may be long.
QByteArray clipped(QByteArrayView name)
{
    constexpr qsizetype most = 255;
    return name.size() <= most ? name.toByteArray() : name.first(most).toByteArray() + '#' + QByteArray::number(quint64(qHash(name)), 16);
}

// Reads words as BIND's lexer does, and looks into comments and doubtful texts word by word.
class Scanning
{
public:
    Scanning(QByteArrayView text, SecretScope scope) : m_text(text), m_doubtful(scope == SecretScope::Doubtful), m_inKey(scope == SecretScope::Key) {}

    QList<SecretSpan> run()
    {
        while (m_at < m_text.size())
            step();
        return m_spans;
    }
    // Braces do not pair, or a quotation mark is missing.
    bool isBroken() const { return m_doubtful || m_depth != 0 || m_closedTooOften; }

private:
    void step()
    {
        const char c = m_text[m_at];
        if (isSpace(c)) {
            ++m_at;
        } else if (isSign(c)) {
            sign(c);
            ++m_at;
        } else if (const qsizetype end = commentEnd(m_at); end > m_at) {
            const qsizetype begin = std::exchange(m_at, end);
            m_doubtful = m_doubtful ||
                         (end == m_text.size() && m_text[begin] == '/' && m_text[begin + 1] == '*' && !m_text.sliced(begin + 2).endsWith("*/"));
            m_at = std::max(m_at, loose(begin, end, false));
        } else if (c == '"') {
            quoted();
        } else {
            const qsizetype begin = m_at;
            while (m_at < m_text.size() && !endsWord(m_text[m_at]) && commentEnd(m_at) == m_at)
                ++m_at;
            m_at = std::max(m_at, begin + 1);
            word(begin, m_at, false);
        }
    }

    void sign(char c)
    {
        m_depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        m_closedTooOften = m_closedTooOften || m_depth < 0;
        m_doubtful = m_doubtful || (c == '{' && m_inKey); // a key holds no blocks
        if (c == '{' && m_dyndbNext)
            m_dyndb = m_depth;
        else if (m_depth < m_dyndb)
            m_dyndb = -1;
        m_dyndbNext = false;
        m_database = false;
        m_visible = false;
        if (c != ';')
            m_inKey = c == '{' && m_keyWords == 2;
        m_keyWords = 0;
        m_start = true;
        m_algorithm = false;
    }

    // Behind a comment that begins here; the place itself when there is none. "#" begins one where a word may begin. Comments that
    // follow each other line by line are one.
    qsizetype commentEnd(qsizetype at) const
    {
        const char c = m_text[at];
        const char next = at + 1 < m_text.size() ? m_text[at + 1] : '\0';
        if (c == '/' && next == '*') {
            const qsizetype end = m_text.indexOf("*/", at + 2);
            return end < 0 ? m_text.size() : end + 2;
        }
        const bool begins = at == 0 || endsWord(m_text[at - 1]);
        if (!((c == '#' && begins) || (c == '/' && next == '/')))
            return at;
        for (qsizetype line = at;;) {
            const qsizetype end = m_text.indexOf('\n', line);
            qsizetype more = end < 0 ? m_text.size() : end + 1;
            while (more < m_text.size() && (m_text[more] == ' ' || m_text[more] == '\t'))
                ++more;
            const bool goesOn = more < m_text.size() &&
                                (m_text[more] == '#' || (m_text[more] == '/' && more + 1 < m_text.size() && m_text[more + 1] == '/'));
            if (!goesOn)
                return end < 0 ? m_text.size() : end;
            line = more;
        }
    }

    qsizetype closing(qsizetype at) const
    {
        for (; at < m_text.size() && m_text[at] != '"'; ++at)
            at += m_text[at] == '\\' ? 1 : 0;
        return at < m_text.size() ? at : -1;
    }

    // A text over several statements is a sign that a quotation mark is missing: from there on no mark is believed.
    void quoted()
    {
        const qsizetype begin = m_at;
        const qsizetype end = closing(begin + 1);
        const QByteArrayView inside = m_text.sliced(begin + 1, (end < 0 ? m_text.size() : end) - begin - 1);
        m_doubtful = m_doubtful || end < 0 || std::any_of(inside.begin(), inside.end(), [](char c) { return c == '\n' || c == ';' || c == '{'; });
        m_at = end < 0 ? m_text.size() : end + 1;
        word(begin, m_at, true);
        if (m_doubtful)
            m_at = std::max(m_at, loose(begin + 1, begin + 1 + inside.size(), true));
    }

    void word(qsizetype begin, qsizetype end, bool quoted)
    {
        const QByteArrayView text = m_text.sliced(begin, end - begin);
        const bool start = std::exchange(m_start, false);
        if (!quoted && announcesSecret(text) && announced(begin, end, start))
            return;
        if (m_inKey) {
            insideKey(begin, end, quoted, start);
            return;
        }
        if (std::exchange(m_database, false))
            database(begin, end, quoted);
        if (start && !quoted) {
            m_database = same(text, "database");
            m_dyndbNext = same(text, "dyndb");
            m_visible = same(text, "uri") || same(text, "base");
        } else if (m_dyndb >= 0 && quoted && !m_visible) {
            return add(SecretSpan::Kind::Word, begin, end, "dyndb");
        }
        if (m_doubtful && looksLikeKey(bare(text)))
            return add(SecretSpan::Kind::Word, begin, end, "word");
        if (start && !quoted && same(text, "key"))
            m_keyWords = 1;
        else if (m_keyWords == 1) {
            m_keyWords = 2;
            m_owner = clipped(bare(text));
        } else if (m_keyWords == 2) {
            m_keyWords = 0;
        }
    }

    // False: nothing follows that may be a secret, as where it is a name.
    bool announced(qsizetype begin, qsizetype end, bool start)
    {
        const QByteArrayView text = m_text.sliced(begin, end - begin);
        const bool was = std::exchange(m_inKey, m_inKey || same(text, "secret")); // whatever the block is called
        const qsizetype next = value(end, start, text, isFirstOfLine(m_text, begin), false, m_text.size());
        m_inKey = next > end ? m_inKey : was;
        m_at = std::max(m_at, next);
        return next > end || m_keyWords != 1;
    }

    // What a driver is told may hold a password anywhere. Its own name stays, and the library of dlopen.
    void database(qsizetype begin, qsizetype end, bool quoted)
    {
        if (begin < m_hiddenTo)
            return;
        const bool closed = quoted && end - begin > 1 && m_text[end - 1] == '"';
        qsizetype limit = closed ? end - 1 : quoted ? wordEnd(begin, end) : end;
        while (!quoted && limit < m_text.size() && m_text[limit] != ';' && m_text[limit] != '\n')
            ++limit;
        m_hiddenTo = limit;
        add(SecretSpan::Kind::Part, behindDriver(m_text.first(limit), begin + (quoted ? 1 : 0)), limit, "database");
    }

    // Nothing but an algorithm's name may be seen there.
    void insideKey(qsizetype begin, qsizetype end, bool quoted, bool start)
    {
        const QByteArrayView text = m_text.sliced(begin, end - begin);
        if (start && !quoted && looksLikeKeyword(text.toByteArray().toLower())) {
            m_algorithm = same(text, "algorithm");
            return;
        }
        if (std::exchange(m_algorithm, false) && looksLikeAlgorithm(bare(text)))
            return;
        add(SecretSpan::Kind::Word, begin, end, "word");
    }

    // What ends a sentence or a comment, or begins another, is no part of a word.
    QByteArrayView withoutSigns(qsizetype begin, qsizetype end) const
    {
        while (end > begin && isOneOf(m_text[end - 1], "/*#,.:)'>]`"))
            --end;
        while (begin < end && isOneOf(m_text[begin], "*#(:'<[`"))
            ++begin;
        return m_text.sliced(begin, end - begin);
    }

    // Words of a comment or of a text that may be none. What is found may end behind the piece when it is a text: its end is told.
    qsizetype loose(qsizetype begin, qsizetype end, bool text)
    {
        qsizetype at = begin;
        bool key = false;
        bool said = false; // on this line
        int numbers = 0;   // three of them stand before what is public
        while (at < end) {
            const qsizetype from = at;
            while (at < end && !endsWord(m_text[at]))
                ++at;
            if (at == from) {
                said = said && m_text[at] != '\n';
                numbers = isSign(m_text[at]) ? 0 : numbers;
                ++at;
                continue;
            }
            qsizetype first = from;
            while (first < at && isOneOf(m_text[first], "/#*"))
                ++first;
            const QByteArrayView word = m_text.sliced(first, at - first);
            const bool quoted = from > 0 && m_text[from - 1] == '"';
            if (announcesSecret(word)) {
                said = true;
                at = std::max(at, value(at, false, word, true, true, text ? m_text.size() : end));
            } else if (isLooseKey(withoutSigns(first - from > 1 ? first : from, at), text, said && quoted, numbers >= 3)) {
                add(SecretSpan::Kind::Part, from, at, "comment");
            } else if (same(word, "database")) {
                at = std::max(at, looseDatabase(at, end));
            } else if (key && !word.isEmpty()) {
                m_owner = clipped(word);
            }
            key = same(word, "key") || (key && word.isEmpty());
            if (!word.isEmpty() && !(numbers >= 3 && looksLikeKey(word)))
                numbers = word.size() <= 5 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }) ? numbers + 1 : 0;
        }
        return at;
    }

    bool isLooseKey(QByteArrayView word, bool text, bool said, bool isPublic) const
    {
        if (((m_inKey || m_doubtful) && looksLikeKey(word)) || (!text && said && looksLikeShortKey(word)))
            return true;
        return !text && !isPublic && isPlainlyKey(word);
    }

    // A dlz's text that is commented out stands between quotation marks.
    qsizetype looseDatabase(qsizetype at, qsizetype end)
    {
        while (at < end && isSpace(m_text[at]))
            ++at;
        if (at >= end || m_text[at] != '"')
            return at;
        const qsizetype behind = wordEnd(at, end);
        database(at, behind, true);
        return behind;
    }

    // What stands behind a word that announces a secret. `first`: of its line. `loose`: in a comment, where it may also be said in passing.
    qsizetype value(qsizetype at, bool start, QByteArrayView keyword, bool first, bool loose, qsizetype limit)
    {
        qsizetype begin = at;
        while (begin < limit) {
            const char c = m_text[begin];
            const qsizetype comment = loose ? begin : commentEnd(begin);
            if (isSpace(c) || c == '=' || c == ':' || (loose && (c == '/' || c == '#' || c == '*')))
                ++begin;
            else if (comment > begin) {
                (void)this->loose(begin, comment, false);
                begin = comment;
            } else
                break;
        }
        if (begin >= limit || isSign(m_text[begin]))
            return at;
        qsizetype end = wordEnd(begin, limit);
        const bool quoted = m_text[begin] == '"';
        qsizetype next = end;
        while (next < limit && isSpace(m_text[next]) && m_text[next] != '\n')
            ++next;
        const bool ends = next >= limit || m_text[next] == ';' || m_text[next] == '}' || m_text[next] == '\n';
        // A key may be called so where another names it.
        const bool plain = first || m_dyndb >= 0 || announcesSecret(keyword, true);
        if (!start && !(plain && (quoted || ends)) && !looksLikeKey(bare(m_text.sliced(begin, end - begin))))
            return at;
        const QByteArray owner = m_owner + ' ' + clipped(keyword).toLower();
        add(SecretSpan::Kind::Word, begin, end, owner);
        // More of it on the same line belongs to it.
        while (next < limit && !isSign(m_text[next]) && m_text[next] != '\n' && !(m_text[next] == '#' || (!loose && commentEnd(next) > next))) {
            end = wordEnd(next, limit);
            add(SecretSpan::Kind::Word, next, end, owner);
            for (next = end; next < limit && isSpace(m_text[next]) && m_text[next] != '\n';)
                ++next;
        }
        return end;
    }

    qsizetype wordEnd(qsizetype begin, qsizetype limit) const
    {
        qsizetype end = begin;
        if (m_text[begin] != '"') {
            while (end < limit && !endsWord(m_text[end]))
                ++end;
            return std::max(end, begin + 1);
        }
        if (const qsizetype close = closing(begin + 1); close >= 0 && close < limit)
            return close + 1;
        // Nobody closed it: the line, and lines below that can be nothing else.
        for (qsizetype line = begin + 1;;) {
            const qsizetype stop = m_text.indexOf('\n', line);
            end = stop < 0 || stop > limit ? limit : stop;
            if (end >= limit)
                return limit;
            const qsizetype more = m_text.indexOf('\n', end + 1);
            const QByteArrayView below = m_text.sliced(end + 1, (more < 0 || more > limit ? limit : more) - end - 1).trimmed();
            const QByteArrayView first = below.first(std::min(below.size(), std::max<qsizetype>(below.indexOf('"'), 0)));
            if (!looksLikeKey(below) && !looksLikeKey(first))
                return end;
            line = end + 1;
        }
    }

    void add(SecretSpan::Kind kind, qsizetype begin, qsizetype end, const QByteArray &owner)
    {
        if (end > begin)
            m_spans.append({kind, begin, end, owner});
    }

    QByteArrayView m_text;
    QList<SecretSpan> m_spans;
    qsizetype m_at = 0;
    bool m_start = true; // a statement may begin here
    bool m_doubtful;
    bool m_inKey;
    bool m_closedTooOften = false;
    qsizetype m_depth = 0;
    bool m_algorithm = false;
    int m_keyWords = 0;       // of "key NAME"
    bool m_database = false;  // the next word is what a driver is told
    qsizetype m_hiddenTo = 0; // of such a text
    bool m_dyndbNext = false; // the next brace opens a dyndb
    qsizetype m_dyndb = -1;   // the depth inside of it
    bool m_visible = false;   // the value of a dyndb's parameter
    QByteArray m_owner;
};

// In the order of the text; what lies over each other becomes one.
QList<SecretSpan> apart(QList<SecretSpan> spans)
{
    std::stable_sort(spans.begin(), spans.end(), [](const SecretSpan &a, const SecretSpan &b) { return a.begin < b.begin; });
    QList<SecretSpan> result;
    for (const SecretSpan &one : std::as_const(spans)) {
        if (result.isEmpty() || one.begin >= result.last().end) {
            result.append(one);
            continue;
        }
        SecretSpan &last = result.last();
        last.end = std::max(last.end, one.end);
        if (one.kind == SecretSpan::Kind::Lines)
            last.kind = one.kind;
    }
    return result;
}

} // namespace

QList<SecretSpan> secretSpans(QByteArrayView text, SecretScope scope)
{
    Scanning scanning(text, scope);
    QList<SecretSpan> spans = scanning.run();
    if (scope == SecretScope::Plain && scanning.isBroken())
        spans = Scanning(text, SecretScope::Doubtful).run();
    spans += keyFileSpans(text);
    return apart(spans);
}

bool isDoubtful(QByteArrayView text)
{
    Scanning scanning(text, SecretScope::Plain);
    (void)scanning.run();
    return scanning.isBroken();
}

} // namespace lockstep
