// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confsecrets.h"

#include "core/namedconf/keyfiles.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace lockstep {

namespace {

constexpr std::array<bool, 256> base64Letters = [] {
    std::array<bool, 256> table{};
    for (int c = 0; c < 128; ++c)
        table[std::size_t(c)] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' || c == '/' || c == '=';
    return table;
}();

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool isSign(char c) { return c == ';' || c == '{' || c == '}'; }
bool endsWord(char c) { return isSpace(c) || isSign(c) || c == '"'; }
bool same(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

bool isSecretWord(QByteArrayView word)
{
    return same(word, "secret") || same(word, "cookie-secret") || same(word, "sit-secret") || same(word, "password");
}

// What hardly anything but key material looks like: base64 or hexadecimal digits, and no path.
bool looksLikeKey(QByteArrayView word)
{
    if (word.size() < 16 || word.startsWith('/'))
        return false;
    qsizetype capitals = 0, digits = 0, hex = 0;
    for (const char c : word) {
        if (!base64Letters[uchar(c)])
            return false;
        capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
        digits += c >= '0' && c <= '9' ? 1 : 0;
        hex += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') ? 1 : 0;
    }
    return capitals >= 2 || word.endsWith('=') || (hex == word.size() && digits > 0);
}

bool looksLikeAlgorithm(QByteArrayView word)
{
    return word.size() <= 32 && (word.first(std::min<qsizetype>(4, word.size())).compare("hmac", Qt::CaseInsensitive) == 0 || same(word, "gss-tsig"));
}

bool looksLikeKeyword(QByteArrayView word)
{
    return word.size() <= 12 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
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
        if (!quoted && isSecretWord(text)) {
            const bool was = std::exchange(m_inKey, m_inKey || same(text, "secret")); // whatever the block is called
            const qsizetype next = value(end, start, text, false, m_text.size());
            m_inKey = next > end ? m_inKey : was;
            m_at = std::max(m_at, next);
            return;
        }
        if (m_inKey) {
            insideKey(begin, end, quoted, start);
            return;
        }
        if (m_doubtful && looksLikeKey(bare(text)))
            return add(SecretSpan::Kind::Word, begin, end, "word");
        if (start && !quoted && same(text, "key"))
            m_keyWords = 1;
        else if (m_keyWords == 1) {
            m_keyWords = 2;
            m_owner = bare(text);
        } else if (m_keyWords == 2) {
            m_keyWords = 0;
        }
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

    static QByteArray bare(QByteArrayView word)
    {
        QByteArray text = word.toByteArray();
        text.replace('"', "");
        return text;
    }

    // What ends a sentence or a comment, or begins another, is no part of a word.
    QByteArrayView withoutSigns(qsizetype begin, qsizetype end) const
    {
        while (end > begin && m_text[end - 1] != '\0' && std::strchr("/*#,.:)", m_text[end - 1]))
            --end;
        while (begin < end && m_text[begin] != '\0' && std::strchr("*#(:", m_text[begin]))
            ++begin;
        return m_text.sliced(begin, end - begin);
    }

    // Words of a comment or of a text that may be none. What is found may end behind the piece when it is a text: its end is told.
    qsizetype loose(qsizetype begin, qsizetype end, bool text)
    {
        qsizetype at = begin;
        bool key = false;
        while (at < end) {
            const qsizetype from = at;
            while (at < end && !endsWord(m_text[at]))
                ++at;
            if (at == from) {
                ++at;
                continue;
            }
            qsizetype first = from;
            while (first < at && (m_text[first] == '/' || m_text[first] == '#' || m_text[first] == '*'))
                ++first;
            const QByteArrayView word = m_text.sliced(first, at - first);
            if (isSecretWord(word))
                at = std::max(at, value(at, false, word, true, text ? m_text.size() : end));
            else if ((m_inKey || m_doubtful) && looksLikeKey(withoutSigns(from, at)))
                add(SecretSpan::Kind::Part, from, at, "comment");
            else if (key && !word.isEmpty())
                m_owner = word.toByteArray();
            key = same(word, "key") || (key && word.isEmpty());
        }
        return at;
    }

    // What stands behind a word that announces a secret. `loose`: in a comment, where it may also be said in passing.
    qsizetype value(qsizetype at, bool start, QByteArrayView keyword, bool loose, qsizetype limit)
    {
        qsizetype begin = at;
        while (begin < limit) {
            const char c = m_text[begin];
            const qsizetype comment = loose ? begin : commentEnd(begin);
            if (isSpace(c) || (loose && (c == '/' || c == '#' || c == '*')))
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
        if (!start && !quoted && !ends && !looksLikeKey(m_text.sliced(begin, end - begin)))
            return at;
        const QByteArray owner = ownerOf(keyword);
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

    // One and the same bytes for all that follow each other.
    QByteArray ownerOf(QByteArrayView keyword)
    {
        if (!m_lastOwner.startsWith(m_owner) || m_lastOwner.size() != m_owner.size() + 1 + keyword.size() || !m_lastOwner.endsWith(keyword))
            m_lastOwner = m_owner + ' ' + keyword.toByteArray().toLower();
        return m_lastOwner;
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
    int m_keyWords = 0; // of "key NAME"
    QByteArray m_owner;
    QByteArray m_lastOwner;
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

QByteArrayView secretBytes(QByteArrayView text, const SecretSpan &span)
{
    QByteArrayView bytes = text.sliced(span.begin, span.end - span.begin);
    if (bytes.startsWith('"'))
        bytes = bytes.sliced(1);
    return bytes.endsWith('"') ? bytes.chopped(1) : bytes;
}

void hideSecrets(const QList<Error *> &errors, const QList<QByteArray> &texts)
{
    const bool quotes = std::any_of(errors.begin(), errors.end(),
                                    [](const Error *error) { return !error->args.isEmpty() || !error->detail.isEmpty(); });
    if (!quotes)
        return;
    QSet<QString> secrets;
    SecretScope scope = SecretScope::Plain;
    for (const QByteArray &text : texts) {
        scope = isDoubtful(text) ? SecretScope::Doubtful : scope;
        for (const SecretSpan &span : secretSpans(text))
            secrets.insert(QString::fromUtf8(secretBytes(text, span)).toLower());
    }
    for (Error *error : errors) {
        for (QString &arg : error->args) {
            if (secrets.contains(arg.toLower()) || !secretSpans(arg.toUtf8(), scope).isEmpty())
                arg = QStringLiteral("<secret>");
        }
    }
}

} // namespace lockstep
