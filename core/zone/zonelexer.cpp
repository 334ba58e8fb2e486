// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonelexer.h"

#include <array>
#include <cstring>

namespace lockstep {

namespace {

enum Kind : quint8 { Word, Escape, Blank, LineEnd, Comment, Open, Close, Quote };

constexpr std::array<quint8, 256> kinds = [] {
    std::array<quint8, 256> table{};
    table['\\'] = Escape;
    table[' '] = table['\t'] = table['\r'] = Blank;
    table['\n'] = LineEnd;
    table[';'] = Comment;
    table['('] = Open;
    table[')'] = Close;
    table['"'] = Quote;
    return table;
}();

Kind kindOf(char c) { return Kind(kinds[uchar(c)]); }

bool isBlank(char c) { return c == ' ' || c == '\t'; }

// A line end ends every word, even behind a backslash.
const char *overEscape(const char *backslash, const char *end) { return backslash + (backslash + 1 < end && backslash[1] != '\n' ? 2 : 1); }

} // namespace

// From its first quote to behind its last.
const char *ZoneLexer::quoted(const char *at, ZoneEntry &entry) const
{
    const char *const end = m_text.end();
    const char *const begin = at;
    at = quotedEnd(at + 1, end);
    while (at < end && *at == '\\')
        at = quotedEnd(overEscape(at, end), end);
    if (at < end && *at == '"')
        ++at;
    else
        entry.broken = true;
    entry.tokens.append({begin - m_text.data(), at - m_text.data(), true});
    return at;
}

// To its end, from a place inside it where it may end.
const char *ZoneLexer::word(const char *begin, const char *at, ZoneEntry &entry)
{
    const char *const end = m_text.end();
    for (; at < end; at = m_ends.next(at)) {
        const Kind kind = kindOf(*at);
        if (kind == Escape)
            at = overEscape(at, end);
        else if (kind == Word) // a control character
            ++at;
        else
            break;
    }
    entry.tokens.append({begin - m_text.data(), at - m_text.data(), false});
    return at;
}

bool ZoneLexer::next(ZoneEntry &entry)
{
    if (m_at >= m_text.size())
        return false;
    const char *const text = m_text.data();
    const char *const end = m_text.end();
    const char *at = text + m_at;
    entry.begin = m_at;
    entry.line = m_line;
    entry.indented = isBlank(*at);
    entry.broken = false;
    entry.tokens.clear();
    int depth = 0;
    bool open = true;
    while (open && at < end) {
        if (isBlank(*at)) { // what stands between almost all words
            ++at;
            continue;
        }
        const Kind kind = kindOf(*at);
        if (kind == Word || kind == Escape) {
            const char *const stop = m_ends.next(at);
            if (stop < end && (isBlank(*stop) || *stop == '\n')) {
                entry.tokens.append({at - text, stop - text, false});
                at = stop;
            } else {
                at = word(at, stop, entry);
            }
        } else if (kind == LineEnd) {
            ++m_line;
            ++at;
            open = depth > 0;
        } else if (kind == Quote) {
            at = quoted(at, entry);
        } else if (kind == Comment) {
            const void *stop = memchr(at, '\n', size_t(end - at));
            at = stop ? static_cast<const char *>(stop) : end;
        } else {
            ++at;
            depth += kind == Open ? 1 : kind == Close ? -1 : 0;
            if (depth < 0) {
                entry.broken = true;
                depth = 0;
            }
        }
    }
    entry.broken = entry.broken || depth > 0;
    m_at = at - text;
    entry.end = m_at;
    return true;
}

QList<ZoneEntry> lexZone(QByteArrayView text)
{
    QList<ZoneEntry> entries;
    ZoneLexer lexer(text);
    for (ZoneEntry entry; lexer.next(entry);)
        entries.append(entry);
    return entries;
}

} // namespace lockstep
