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
        const qsizetype mark = text.indexOf("PRIVATE KEY");
        const qsizetype begin = mark < 0 ? -1 : text.first(mark).lastIndexOf("BEGIN ");
        if (begin >= 0 && m_body < 0) {
            m_body = line.begin + mark + 11;
            while (m_body < m_text.size() && m_text[m_body] == '-')
                ++m_body;
            // What follows on the same line belongs to it; usually the body begins below.
            m_below = m_body >= line.end;
            m_bodyEnd = line.end;
            m_run = -1;
        } else if (m_body >= 0) {
            if (m_below)
                m_body = std::exchange(m_below, false) ? line.begin : m_body;
            if (text.contains("END ") && (mark >= 0 || text.contains("-----")))
                close();
            else if (line.end > line.begin)
                m_bodyEnd = line.end;
        } else if (mark >= 0 && text.first(mark).contains("END ")) {
            if (m_run >= 0)
                m_spans.append({Kind::Lines, m_run, m_runEnd, "private key"});
            m_run = -1;
        } else {
            single(line, text);
        }
    }

    void close()
    {
        if (!m_below && m_bodyEnd > m_body)
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
        if (const qsizetype colon = text.indexOf(':'); colon > 0)
            field(line, text.first(colon), line.begin + colon + 1);
        if (text.contains('='))
            assignments(line);
        record(line, text);
    }

    void field(Line line, QByteArrayView name, qsizetype value)
    {
        static const QByteArrayList names{"Key",       "PrivateKey", "PrivateExponent", "Prime1",           "Prime2",
                                          "Exponent1", "Exponent2",  "Coefficient",     "Private_value(x)", "Pin"};
        for (const QByteArray &one : names) {
            if (name.trimmed().compare(one, Qt::CaseInsensitive) != 0)
                continue;
            while (value < line.end && (m_text[value] == ' ' || m_text[value] == '\t'))
                ++value;
            if (value < line.end)
                m_spans.append({Kind::Part, value, line.end, one});
        }
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

    // "name. IN KEY 512 3 165 ..."
    void record(Line line, QByteArrayView text)
    {
        const qsizetype key = text.indexOf("KEY ");
        if (key <= 0 || (text[key - 1] != ' ' && text[key - 1] != '\t'))
            return;
        const QList<QByteArray> words = text.sliced(key).toByteArray().simplified().split(' ');
        const int algorithm = words.value(3).toInt();
        if (words.size() < 5 || (algorithm != 157 && (algorithm < 161 || algorithm > 165)))
            return;
        qsizetype at = line.begin + key;
        for (int word = 0; word < 4; ++word) {
            while (at < line.end && m_text[at] != ' ' && m_text[at] != '\t')
                ++at;
            while (at < line.end && (m_text[at] == ' ' || m_text[at] == '\t'))
                ++at;
        }
        m_spans.append({Kind::Part, at, line.end, "KEY"});
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
