// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/keyfiles.h"

#include <algorithm>

namespace lockstep {

namespace {

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
    while (line.begin < line.end && std::strchr(" \t\r#;/*", text[line.begin]) && text[line.begin] != '\0')
        ++line.begin;
    while (line.end > line.begin && (text[line.end - 1] == '\r' || text[line.end - 1] == ' ' || text[line.end - 1] == '\t'))
        --line.end;
    return line;
}

bool isBase64(QByteArrayView text)
{
    return text.size() >= 4 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' || c == '/' || c == '=';
           });
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
        if (begin >= 0 && m_body < 0) {
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
    }

    void single(Line line, QByteArrayView text)
    {
        // Lines that may be the body of a key whose first line is missing.
        if (!isBase64(text))
            m_run = -1;
        else if (m_run < 0)
            m_run = line.begin;
        m_runEnd = line.end;
        field(line, text);
        if (text.contains('='))
            assignments(line);
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

    void assignments(Line line)
    {
        const QByteArrayView text = textOf(m_text, line);
        qsizetype end = 0;
        for (qsizetype found = text.indexOf('='); found >= 0; found = text.indexOf('=', std::max(found + 1, end))) {
            const qsizetype at = line.begin + found;
            const QByteArrayView before = m_text.sliced(line.begin, at - line.begin).last(std::min<qsizetype>(at - line.begin, 9));
            const auto named = [&](QByteArrayView word) {
                return before.size() >= word.size() && before.last(word.size()).compare(word, Qt::CaseInsensitive) == 0;
            };
            if (!named("pin-value") && !named("password") && !named("passwd") && !named("pass"))
                continue;
            end = found + 1;
            while (end < text.size() && text[end] != '\0' && !std::strchr(" \t;&?\"'{})", text[end]))
                ++end;
            if (end > found + 1)
                m_spans.append({Kind::Part, at + 1, line.begin + end, "password"});
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
    bool m_below = false; // on the next line
    qsizetype m_run = -1; // where lines of base64 began
    qsizetype m_runEnd = 0;
};

} // namespace

QList<SecretSpan> keyFileSpans(QByteArrayView text) { return KeyFiles(text).run(); }

} // namespace lockstep
