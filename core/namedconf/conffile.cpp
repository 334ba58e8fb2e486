// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/conffile.h"

#include <algorithm>
#include <array>

namespace lockstep {

namespace {
constexpr int deepestBlock = 200;
constexpr int mostFaults = 1000;

// Bytes at which a bare word may end; "/" only when it begins a comment, NUL so that it is found.
constexpr std::array<bool, 256> endsWord = [] {
    std::array<bool, 256> table{};
    for (const char c : {' ', '\t', '\r', '\n', '\v', '\f', '{', '}', ';', '"', '/', '#', '\0'})
        table[uchar(c)] = true;
    return table;
}();
constexpr bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

} // namespace

// Reads statements with a stack of its own, so that depth is a diagnostic and never the program's.
class ConfParser
{
public:
    ConfParser(ConfFile &file) : m_file(file), m_text(file.m_text) {}

    void run()
    {
        if (m_text.startsWith("\xEF\xBB\xBF"))
            complain("namedconf.bom", 0);
        for (;;) {
            skipSpace();
            if (m_at >= m_text.size())
                break;
            step();
        }
        if (!m_open.isEmpty())
            complain("namedconf.open", m_open.last().blockBegin - 1);
        while (!m_open.isEmpty())
            closeBlock(m_text.size());
        if (!m_current.words.isEmpty() || m_current.hasBlock) {
            complain("namedconf.semicolon", m_current.begin);
            endStatement();
        }
    }

private:
    void step()
    {
        const char c = m_text[m_at];
        if (c == ';') {
            ++m_at;
            if (m_current.words.isEmpty() && !m_current.hasBlock)
                complain("namedconf.empty", m_at - 1);
            else
                endStatement();
        } else if (c == '{') {
            begin();
            if (m_current.hasBlock && m_current.after.isEmpty()) {
                complain("namedconf.semicolon", m_at);
                endStatement();
                begin();
            }
            ++m_at;
            openBlock();
            if (m_open.size() >= deepestBlock) {
                complain("namedconf.deep", m_at - 1);
                skipBlock();
                return;
            }
            m_open.append(std::move(m_current));
            m_current = {};
        } else if (c == '}') {
            if (!m_current.words.isEmpty() || m_current.hasBlock) {
                complain("namedconf.semicolon", m_current.begin);
                endStatement();
            }
            if (m_open.isEmpty())
                complain("namedconf.close", m_at++);
            else
                closeBlock(m_at++);
        } else {
            begin();
            (m_current.hasBlock ? m_current.after : m_current.words).append(word());
        }
    }

    // Behind a "{" that is too deep: to its "}", without building anything.
    void skipBlock()
    {
        for (int depth = 1; m_at < m_text.size() && depth > 0;) {
            skipSpace();
            if (m_at >= m_text.size())
                break;
            if (m_text[m_at] == '{')
                ++depth;
            if (m_text[m_at] == '}')
                --depth;
            if (std::strchr("{};", m_text[m_at]))
                ++m_at;
            else
                word();
        }
        m_current.blockEnd = m_at;
    }

    ConfWord word()
    {
        ConfWord word{{}, m_at, m_at, m_text[m_at] == '"'};
        if (word.quoted) {
            quoted(word.text);
            if (m_at < m_text.size() && m_text[m_at] == '"')
                ++m_at;
            else
                complain("namedconf.quote", word.begin);
        } else {
            while (m_at < m_text.size() && (!endsWord[uchar(m_text[m_at])] || (m_text[m_at] == '/' && !atComment())))
                ++m_at;
            if (m_at == word.begin)
                ++m_at; // a byte that can begin nothing, such as NUL
            word.text = m_text.sliced(word.begin, m_at - word.begin);
            if (word.text.contains('\0'))
                complain("namedconf.zero", word.begin);
        }
        word.end = m_at;
        if (!word.quoted && !word.text.endsWith('!') && atBlockComment())
            passBlockComment(true);
        return word;
    }

    // Up to the closing quotation mark, over line ends too; a backslash takes away what the next byte means.
    void quoted(QByteArray &text)
    {
        qsizetype run = ++m_at;
        for (; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] != '\\' || m_at + 1 >= m_text.size())
                continue;
            text += QByteArrayView(m_text).sliced(run, m_at - run);
            run = ++m_at;
        }
        text += QByteArrayView(m_text).sliced(run, m_at - run);
    }

    // "#", "//" and "/*" begin a comment anywhere outside of quotation marks, in the middle of a word too (BIND's lexer).
    bool atPair(char second) const { return m_at + 1 < m_text.size() && m_text[m_at] == '/' && m_text[m_at + 1] == second; }
    bool atBlockComment() const { return atPair('*'); }
    bool atComment() const { return atPair('/') || atPair('*'); }

    // BIND reads the last "/" of a comment once more when the comment ends a bare word: "10.0.0.0/* x */8" is 10.0.0.0/8. "!" is a
    // word of its own to it and no such word.
    void passBlockComment(bool endsBareWord)
    {
        const qsizetype end = m_text.indexOf("*/", m_at + 2);
        if (end < 0)
            complain("namedconf.comment", m_at);
        m_at = end < 0 ? m_text.size() : end + (endsBareWord ? 1 : 2);
    }

    void skipSpace()
    {
        while (m_at < m_text.size()) {
            if (isSpace(m_text[m_at])) {
                ++m_at;
            } else if (m_text[m_at] == '#' || atPair('/')) {
                while (m_at < m_text.size() && m_text[m_at] != '\n')
                    ++m_at;
            } else if (atBlockComment()) {
                passBlockComment(false);
            } else if (m_at == 0 && m_text.startsWith("\xEF\xBB\xBF")) {
                m_at = 3;
            } else {
                break;
            }
        }
    }

    void begin()
    {
        if (!m_current.words.isEmpty() || m_current.hasBlock)
            return;
        m_current.begin = m_at;
        m_reached.goOn(m_text, m_at);
        m_current.line = m_reached.line;
        m_current.column = int(m_at - m_reached.begin) + 1;
    }

    void endStatement()
    {
        m_current.end = m_at;
        (m_open.isEmpty() ? m_file.m_statements : m_open.last().block).append(std::move(m_current));
        m_current = {};
    }

    // A second block ("allow { } keys { }") continues the first.
    void openBlock()
    {
        if (!m_current.hasBlock) {
            m_current.blockBegin = m_at;
            m_current.hasBlock = true;
            return;
        }
        if (m_current.blocks.isEmpty())
            m_current.blocks.append({m_current.blockBegin, m_current.blockEnd, 0, m_current.block.size()});
        m_current.blocks.append({m_at, m_at, m_current.block.size(), 0});
    }

    void closeBlock(qsizetype at)
    {
        ConfStatement done = m_open.takeLast();
        done.blockEnd = at;
        if (!done.blocks.isEmpty()) {
            done.blocks.last().end = at;
            done.blocks.last().count = done.block.size() - done.blocks.last().first;
        }
        m_current = std::move(done);
    }

    // Faults are counted on from the one before, so that a thousand of them do not read the text a thousand times.
    void complain(const char *code, qsizetype at)
    {
        if (m_file.m_diagnostics.size() >= mostFaults)
            return;
        at = std::min(at, m_text.size());
        if (at < m_faulty.begin)
            m_faulty = {};
        m_faulty.goOn(m_text, at);
        m_file.m_diagnostics.append(Error{QString::fromLatin1(code), {}, {{}, m_file.m_path, m_faulty.line, int(at - m_faulty.begin) + 1}, {}});
    }

    // A line of the text. Its end is looked for once, however many statements stand in it.
    struct Line
    {
        qsizetype begin = 0;
        int line = 1;
        qsizetype end = -1; // not looked for yet

        void goOn(const QByteArray &text, qsizetype at)
        {
            for (;; begin = end + 1, end = -1, ++line) {
                if (end < 0)
                    end = text.indexOf('\n', begin);
                if (end < 0)
                    end = text.size();
                if (end >= at)
                    return;
            }
        }
    };

    ConfFile &m_file;
    const QByteArray &m_text;
    qsizetype m_at = 0;
    Line m_reached;
    Line m_faulty;
    ConfStatement m_current;
    QList<ConfStatement> m_open;
};

ConfFile ConfFile::parse(const QString &path, const QByteArray &text)
{
    ConfFile file;
    file.m_path = path;
    file.m_text = text;
    ConfParser(file).run();
    return file;
}

Origin ConfFile::originOf(qsizetype offset, const ConfStatement &near) const
{
    const QByteArrayView between = QByteArrayView(m_text).sliced(near.begin, std::clamp(offset, near.begin, m_text.size()) - near.begin);
    const qsizetype lines = between.count('\n');
    const qsizetype column = lines == 0 ? near.column + between.size() : between.size() - between.lastIndexOf('\n');
    return {{}, m_path, near.line + int(lines), int(column)};
}

const ConfStatement *ConfStatement::find(const QByteArray &name) const
{
    for (const ConfStatement &statement : block) {
        if (statement.keyword() == name)
            return &statement;
    }
    return nullptr;
}

QByteArray applyEdits(const QByteArray &text, QList<TextEdit> edits)
{
    // From the end; what goes out at a place goes before what comes in there.
    std::sort(edits.begin(), edits.end(),
              [](const TextEdit &a, const TextEdit &b) { return a.offset != b.offset ? a.offset > b.offset : a.length > b.length; });
    QByteArray result = text;
    for (const TextEdit &edit : edits)
        result.replace(edit.offset, edit.length, edit.replacement);
    return result;
}

} // namespace lockstep
