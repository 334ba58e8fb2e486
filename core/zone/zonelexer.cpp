// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonelexer.h"

namespace lockstep {

QList<ZoneEntry> lexZone(const QByteArray &text)
{
    QList<ZoneEntry> entries;
    ZoneEntry entry;
    entry.indented = text.startsWith(' ') || text.startsWith('\t');
    int depth = 0;
    int line = 1;
    qsizetype at = 0;
    const auto finish = [&](qsizetype end) {
        entry.end = end;
        entries.append(entry);
        const char next = end < text.size() ? text[end] : '\0';
        entry = {end, end, line, next == ' ' || next == '\t', false, {}};
        depth = 0;
    };
    while (at < text.size()) {
        const char c = text[at];
        if (c == '\n') {
            ++line;
            ++at;
            if (depth == 0)
                finish(at);
        } else if (c == ';') {
            while (at < text.size() && text[at] != '\n')
                ++at;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            ++at;
        } else if (c == '(' || c == ')') {
            depth += c == '(' ? 1 : -1;
            if (depth < 0) {
                entry.broken = true;
                depth = 0;
            }
            ++at;
        } else {
            ZoneToken token{at, at, c == '"'};
            bool closed = !token.quoted;
            if (token.quoted)
                ++at;
            while (at < text.size() && text[at] != '\n') {
                const char d = text[at];
                if (d == '\\') {
                    at = std::min(at + 2, text.size());
                    continue;
                }
                if (token.quoted && d == '"') {
                    ++at;
                    closed = true;
                    break;
                }
                if (!token.quoted && std::strchr(" \t\r;()\"", d) && d != '\0')
                    break;
                ++at;
            }
            token.end = at;
            entry.broken = entry.broken || !closed;
            entry.tokens.append(token);
        }
    }
    if (at > entry.begin) {
        entry.broken = entry.broken || depth > 0;
        finish(at);
    }
    return entries;
}

} // namespace lockstep
