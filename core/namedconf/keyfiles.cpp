// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/keyfiles.h"

namespace lockstep {

namespace {

// Letter by letter, so that places stay.
QString folded(QString text)
{
    std::ranges::for_each(text, [](QChar &c) { c = c.toLower(); });
    return text;
}

using Kind = SecretSpan::Kind;

struct Line
{
    qsizetype begin = 0;
    qsizetype end = 0; // at the line's end
};

QByteArrayView textOf(QByteArrayView text, Line line) { return text.sliced(line.begin, line.end - line.begin); }

// Without what comments out a line, and white space.
Line bare(QByteArrayView text, Line line)
{
    while (line.begin < line.end && isOneOf(text[line.begin], " \t\r#;/*"))
        ++line.begin;
    while (line.end > line.begin && isOneOf(text[line.end - 1], " \t\r"))
        --line.end;
    return line;
}

class KeyFiles
{
public:
    explicit KeyFiles(QByteArrayView text) : m_text(text) {}

    QList<SecretSpan> run()
    {
        for (qsizetype at = 0; at < m_text.size();) {
            const qsizetype found = m_text.indexOf('\n', at);
            const qsizetype end = found < 0 ? m_text.size() : found;
            line(bare(m_text, {at, end}));
            at = end + 1;
        }
        if (m_body >= 0)
            close();
        return m_spans;
    }

private:
    void line(Line line)
    {
        const QByteArrayView text = textOf(m_text, line);
        const qsizetype begin = beginOf(text);
        const qsizetype end = text.indexOf("END");
        const bool ends = end >= 0 && (text.contains("PRIVATE") || (text.contains("-----") && (m_body >= 0 || !isPublic(text))));
        const bool asked = std::exchange(m_asked, m_asked && text.isEmpty());
        if (asked && isOfBody(text) && !looksLikeKeyword(text)) {
            m_body = line.begin;
            m_guessed = true;
        } else if (m_guessed && !text.isEmpty() && !ends && !isOfBody(text)) {
            close();
        }
        if (begin >= 0 && m_body < 0 && !text.contains("PRIVATE KEY") && !isBase64(text.sliced(begin).trimmed())) {
            m_asked = true;
            m_run = -1;
        } else if (begin >= 0 && m_body < 0) {
            m_body = line.begin + begin;
            // What follows on the same line belongs to it; usually the body begins below.
            m_below = m_body >= line.end;
            m_bodyEnd = line.end;
            m_run = -1;
        } else if (m_body >= 0 || ends) {
            if (m_below)
                m_body = std::exchange(m_below, false) ? line.begin : m_body;
            // The last line may have lost its line end.
            qsizetype rest = ends ? end : text.size();
            while (ends && rest > 0 && (text[rest - 1] == '-' || text[rest - 1] == ' '))
                --rest;
            if (m_body < 0 && isBase64(text.first(rest)) && m_run < 0)
                m_run = line.begin;
            if (rest > 0)
                (m_body >= 0 ? m_bodyEnd : m_runEnd) = line.begin + rest;
            if (m_body < 0 && m_run >= 0)
                m_spans.append({Kind::Lines, m_run, m_runEnd, "private key"});
            m_run = -1;
            if (ends)
                close();
        } else {
            single(line, text);
        }
    }

    static bool isPublic(QByteArrayView label)
    {
        return label.contains("CERTIFICATE") || label.contains("PUBLIC") || label.contains("PARAM") || label.contains("X509") ||
               label.contains("CRL");
    }

    // Base64, or a header of older forms.
    static bool isOfBody(QByteArrayView text) { return isBase64(text) || text.startsWith("Proc-Type:") || text.startsWith("DEK-Info:"); }

    // Behind the first line of a private key; -1 when it is none. What is not plainly public may be private.
    static qsizetype beginOf(QByteArrayView text)
    {
        const qsizetype begin = text.indexOf("BEGIN");
        if (begin < 0)
            return -1;
        const qsizetype key = text.indexOf("PRIVATE KEY", begin);
        const QByteArrayView label = text.sliced(begin, std::min<qsizetype>(text.size() - begin, 48));
        bool is = key >= 0;
        if (!is && text.first(begin).endsWith("---"))
            is = !isPublic(label);
        qsizetype end = key >= 0 ? key + 11 : text.indexOf('-', begin);
        end = end < 0 ? text.size() : end;
        while (end < text.size() && text[end] == '-')
            ++end;
        return is ? end : -1;
    }

    void close()
    {
        if (m_body >= 0 && !m_below && m_bodyEnd > m_body)
            m_spans.append({Kind::Lines, m_body, m_bodyEnd, "private key"});
        m_body = -1;
        m_below = false;
        m_guessed = false;
    }

    void single(Line line, QByteArrayView text)
    {
        // Lines that may be the body of a key whose first line is missing.
        if (!isBase64(text))
            m_run = -1;
        else if (m_run < 0 && !looksLikeKeyword(text))
            m_run = line.begin;
        m_runEnd = line.end;
        field(line, text);
        assignments(line);
        if (text.contains(':') || text.contains("ey") || text.contains("EY") || text.contains("sig") || text.contains("SIG"))
            words(line);
        urls(line);
        record(line, text);
    }

    // Names that nothing else has are known in the middle of a line too, and without their colon.
    void field(Line line, QByteArrayView text)
    {
        static const QByteArrayList names{"PrivateKey", "PrivateExponent", "Private_value(x)", "Prime1",
                                          "Prime2",     "Exponent1",       "Exponent2",        "Coefficient"};
        for (const QByteArray &one : names) {
            if (const qsizetype at = text.indexOf(one); at >= 0)
                rest(line, line.begin + at + one.size(), one);
        }
        if (text.startsWith("Key:") || text.startsWith("Pin:"))
            rest(line, line.begin + 4, text.first(3).toByteArray());
    }

    void rest(Line line, qsizetype value, const QByteArray &owner)
    {
        while (value < line.end && (m_text[value] == ':' || m_text[value] == ' ' || m_text[value] == '\t'))
            ++value;
        if (value < line.end)
            m_spans.append({Kind::Part, value, line.end, owner});
    }

    // "name = value", "name: value", "name='value'": what stands behind the sign.
    void assignments(Line line)
    {
        qsizetype done = line.begin;
        for (qsizetype at = line.begin; at < line.end; ++at) {
            if (at < done || (m_text[at] != '=' && m_text[at] != ':'))
                continue;
            qsizetype end = at;
            while (end > done && isOneOf(m_text[end - 1], " \t\"'\\"))
                --end;
            const QByteArrayView before = m_text.sliced(line.begin, end - line.begin);
            if (before.isEmpty())
                continue;
            const QByteArrayView name = before.last(std::min<qsizetype>(before.size(), 16));
            const bool pin = m_text[at] == '=' && endsLike(name, "pin-value");
            const bool pass = endsLike(name, "pass") && (m_text[at] == '=' || name.size() == 4 || isOneOf(name[name.size() - 5], " \t\"'{,_-"));
            const QByteArrayView last = name.sliced(name.lastIndexOf('/') + 1); // "/etc/passwd:" is a path
            if (pin || pass || (announcesSecret(last) && (m_text[at] == '=' || !endsLike(name, "/passwd"))))
                done = assigned(line, at, pin);
            done = std::max(done, at + 1);
        }
    }

    // The end of what stands behind the sign: a text between marks, or else a word; alone on its line, what follows it too.
    qsizetype assigned(Line line, qsizetype sign, bool pin)
    {
        qsizetype begin = sign + 1;
        while (begin < line.end && !pin && isOneOf(m_text[begin], " \t=:>"))
            ++begin;
        const qsizetype mark = begin < line.end && m_text[begin] == '\\' ? begin + 1 : begin;
        const bool quoted = mark < line.end && isOneOf(m_text[mark], "\"'") && !pin;
        const QByteArrayView name = textOf(m_text, bare(m_text, {line.begin, sign}));
        const bool alone = name.size() <= 64 && !name.contains(' ') && !name.contains('\t');
        const bool whole = !quoted && alone && sign + 1 < line.end && isOneOf(m_text[sign + 1], " \t");
        const qsizetype from = quoted ? mark + 1 : begin;
        const char *stops = pin ? " \t;\"&" : whole ? "" : " \t;\"";
        qsizetype end = from;
        while (end < line.end && (quoted ? m_text[end] != m_text[mark] : !isOneOf(m_text[end], stops)))
            end += m_text[end] == '\\' && mark == begin && !pin ? 2 : 1;
        end = std::min(end, line.end);
        if (mark > begin && end > from && end < line.end && m_text[end - 1] == '\\')
            --end;
        if (end > from)
            m_spans.append({Kind::Part, from, end, "password"});
        return std::max(end, from);
    }

    // "key [hmac-x:]name VALUE" of nsupdate, "tsig VALUE", "hmac-x:name:VALUE" and "-y name:VALUE" of its command line.
    void words(Line line)
    {
        enum { Any, Name, Value } next = Any;
        bool signedBy = false; // the name has an algorithm before it
        bool option = false;
        for (qsizetype at = line.begin; at < line.end;) {
            const qsizetype begin = at;
            while (at < line.end && !isOneOf(m_text[at], " \t\"'`;,{}()"))
                ++at;
            if (at == begin) {
                next = isOneOf(m_text[at++], ";{}") ? Any : next;
                continue;
            }
            const QByteArrayView word = m_text.sliced(begin, at - begin);
            const qsizetype hmac = std::max(word.indexOf("hmac-"), word.indexOf("HMAC-"));
            const qsizetype first = hmac < 0 ? -1 : word.indexOf(':', hmac);
            const qsizetype second = first < 0 ? -1 : word.indexOf(':', first + 1);
            const qsizetype last = word.lastIndexOf(':') + 1;
            qsizetype hidden = word.size();
            if (second > 0)
                hidden = second + 1;
            else if (last > 0 && (option || hmac >= 0 || word.startsWith("-y")) && looksLikeShortKey(word.sliced(last)))
                hidden = last;
            else if ((next == Value && signedBy) || ((next == Value || signedBy) && looksLikeShortKey(word)))
                hidden = 0;
            if (hidden < word.size())
                m_spans.append({Kind::Part, begin + hidden, at, "key"});
            signedBy = first > 0;
            next = isSameWord(word, "key") ? Name : next == Name || isSameWord(word, "tsig") ? Value : Any;
            option = word == "-y";
        }
    }

    // "scheme://user:PASSWORD@host". What is no port ends at the last '@' whatever stands in it.
    void urls(Line line)
    {
        const QByteArrayView text = textOf(m_text, line);
        qsizetype end = 0;
        for (qsizetype at = text.indexOf("://"); at >= 0; at = text.indexOf("://", end)) {
            end = at + 3;
            while (end < text.size() && !isOneOf(text[end], " \t\"'<>"))
                ++end;
            const QByteArrayView word = text.sliced(at + 3, end - at - 3);
            const qsizetype colon = word.startsWith('[') ? -1 : word.indexOf(':');
            const qsizetype sign = word.lastIndexOf('@');
            if (colon < 0 || sign <= colon + 1 || word.first(colon).contains('/'))
                continue;
            qsizetype port = colon + 1;
            while (port < sign && isBetween(word[port], '0', '9'))
                ++port;
            if (word[port] != '/')
                m_spans.append({Kind::Part, line.begin + at + 3 + colon + 1, line.begin + at + 3 + sign, "password"});
        }
    }

    // "name. IN KEY 512 3 165 ...": what stands behind the numbers, when the last of them names a shared key or one is missing.
    void record(Line line, QByteArrayView text)
    {
        const qsizetype key = text.indexOf("KEY");
        if (key <= 0 || text.first(key).endsWith("DNS"))
            return;
        int numbers = 0;
        int last = 0;
        for (qsizetype at = key + 3; at < text.size(); ++numbers) {
            while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
                ++at;
            qsizetype end = at;
            while (end < text.size() && text[end] != ' ' && text[end] != '\t')
                ++end;
            qsizetype digits = at;
            while (digits < end && text[digits] >= '0' && text[digits] <= '9')
                ++digits;
            if (digits > at && end - at <= 8) { // perhaps with a sign that does not belong there
                last = text.sliced(at, digits - at).toInt();
                at = end;
                continue;
            }
            if (end - at <= 1) { // a sign that does not belong there
                at = std::max(end, at + 1);
                --numbers;
                continue;
            }
            const bool shared = last == 157 || (last >= 161 && last <= 165);
            if (numbers > 0 && (shared || numbers != 3))
                m_spans.append({Kind::Part, line.begin + at, line.end, "KEY"});
            return;
        }
    }

    QByteArrayView m_text;
    QList<SecretSpan> m_spans;
    qsizetype m_body = -1; // where the body of a private key begins
    qsizetype m_bodyEnd = 0;
    bool m_below = false;   // on the next line
    bool m_asked = false;   // the next line tells whether a body begins
    bool m_guessed = false; // the body ends with the first line that cannot be of one
    qsizetype m_run = -1;   // where lines of base64 began
    qsizetype m_runEnd = 0;
};

} // namespace

QList<SecretSpan> keyFileSpans(QByteArrayView text) { return KeyFiles(text).run(); }

QByteArrayView secretBytes(QByteArrayView text, const SecretSpan &span)
{
    QByteArrayView bytes = text.sliced(span.begin, span.end - span.begin);
    if (bytes.startsWith('"'))
        bytes = bytes.sliced(1);
    return bytes.endsWith('"') ? bytes.chopped(1) : bytes;
}

SecretWords::SecretWords(const QList<QByteArray> &texts)
{
    constexpr qsizetype mostTold = 30; // named-checkconf tells so much of a word (MAX_LOG_TOKEN), and ends one without quotation marks at '/'
    const auto addAll = [&](const QString &word) {
        add(word);
        const QStringList pieces = word.contains(u' ') ? QStringList() : word.split(u'/');
        for (const QString &piece : QStringList{word} + pieces) {
            if (piece.size() >= least)
                add(piece);
            if (piece.size() > mostTold)
                add(piece.first(mostTold));
        }
    };
    for (const QByteArray &text : texts) {
        m_doubtful = m_doubtful || lockstep::isDoubtful(text);
        for (const SecretSpan &span : secretSpans(text)) {
            const QByteArray bytes = secretBytes(text, span).toByteArray();
            const QByteArrayList words = span.kind == SecretSpan::Kind::Lines ? bytes.split('\n') : QByteArrayList{bytes};
            for (const QByteArray &word : words)
                addAll(QString::fromUtf8(word.trimmed()));
        }
    }
}

void SecretWords::add(const QString &word)
{
    const QString low = folded(word);
    if (low.isEmpty() || m_words.contains(low))
        return;
    m_words.insert(low);
    QList<qsizetype> &sizes = m_sizes[low.left(least)];
    if (!sizes.contains(low.size()))
        sizes.insert(std::ranges::lower_bound(sizes, low.size(), std::greater()), low.size());
}

// Of the longest secret that begins there; 0 when none does.
qsizetype SecretWords::sizeAt(const QString &low, qsizetype at) const
{
    const bool quoted = at > 0 && (low[at - 1] == u'\'' || low[at - 1] == u'"');
    const qsizetype close = quoted ? low.sliced(at, std::min(least, low.size() - at)).indexOf(low[at - 1]) : -1;
    if (close > 0 && m_words.contains(low.sliced(at, close)))
        return close;
    const auto sizes = m_sizes.constFind(low.sliced(at, std::min(least, low.size() - at)));
    if (sizes == m_sizes.cend() || sizes.key().size() < least)
        return 0;
    const auto size = std::ranges::find_if(*sizes, [&](qsizetype one) { return at + one <= low.size() && m_words.contains(low.sliced(at, one)); });
    return size == sizes->cend() ? 0 : *size;
}

QString SecretWords::hidden(const QString &text) const
{
    const QString low = folded(text);
    if (m_words.contains(low))
        return QStringLiteral("<secret>");
    QString shown;
    qsizetype from = 0;
    for (qsizetype at = 0; at < low.size() && !m_words.isEmpty();) {
        const qsizetype size = sizeAt(low, at);
        if (size > 0)
            shown += text.sliced(from, at - from) + QStringLiteral("<secret>");
        at += std::max<qsizetype>(size, 1);
        from = size > 0 ? at : from;
    }
    return shown + text.sliced(from);
}

void hideSecrets(const QList<Error *> &errors, const QList<QByteArray> &texts)
{
    if (std::ranges::all_of(errors, [](const Error *error) { return error->args.isEmpty() && error->detail.isEmpty(); }))
        return;
    const SecretWords words(texts);
    const SecretScope scope = words.isDoubtful() ? SecretScope::Doubtful : SecretScope::Plain;
    for (Error *error : errors) {
        error->detail = words.hidden(error->detail);
        for (QString &arg : error->args)
            arg = secretSpans(arg.toUtf8(), scope).isEmpty() ? words.hidden(arg) : QStringLiteral("<secret>");
    }
}

} // namespace lockstep
