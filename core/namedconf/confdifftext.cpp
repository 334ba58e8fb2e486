// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confdifftext.h"

#include <QSet>

namespace lockstep {

namespace {

// A file's words and signs, and its comments, each on a line of its own without the white space around.
struct Parts
{
    QByteArray words;
    QByteArray comments;
};

void putWords(QByteArray &out, const QList<ConfWord> &words)
{
    for (const ConfWord &word : words) {
        out += word.quoted ? 'q' : 'r';
        out += QByteArray::number(word.text.size()) + ':' + word.text;
    }
}

void putStatements(QByteArray &out, const QList<ConfStatement> &list, qsizetype first, qsizetype count)
{
    for (qsizetype i = first; i < first + count; ++i) {
        const ConfStatement &statement = list[i];
        putWords(out, statement.words);
        if (statement.hasBlock && statement.blocks.isEmpty()) {
            out += '{';
            putStatements(out, statement.block, 0, statement.block.size());
            out += '}';
        }
        for (const ConfBlock &block : statement.blocks) {
            out += '{';
            putStatements(out, statement.block, block.first, block.count);
            out += '}';
        }
        putWords(out, statement.after);
        out += ';';
    }
}

// Comments as BIND's lexer finds them: "#", "//" and "/*" anywhere outside of quotation marks. One behind a bare word ends before
// its last "/" (conffile.cpp).
QByteArray commentsOf(QByteArrayView text)
{
    QByteArray out;
    const auto add = [&](qsizetype begin, qsizetype end) {
        out += text.sliced(begin, end - begin).trimmed();
        out += '\n';
    };
    bool inWord = false; // "!" is no such word
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        const char next = at + 1 < text.size() ? text[at + 1] : '\0';
        if (c == '"') {
            for (++at; at < text.size() && text[at] != '"'; ++at)
                at += text[at] == '\\' ? 1 : 0;
            ++at;
            inWord = false;
        } else if (c == '#' || (c == '/' && next == '/')) {
            const qsizetype found = text.indexOf('\n', at);
            const qsizetype end = found < 0 ? text.size() : found;
            add(at, end);
            at = end;
            inWord = false;
        } else if (c == '/' && next == '*') {
            const qsizetype found = text.indexOf("*/", at + 2);
            const qsizetype end = found < 0 ? text.size() : found + 2;
            add(at, end);
            at = inWord && found >= 0 ? end - 1 : end;
            inWord = false;
        } else {
            inWord = !std::strchr(" \t\r\n\v\f{};!", c) || c == '\0';
            ++at;
        }
    }
    return out;
}

Parts partsOf(const ConfFile &file)
{
    Parts parts;
    putStatements(parts.words, file.statements(), 0, file.statements().size());
    parts.comments = commentsOf(file.print());
    return parts;
}

ConfTextChange::Kind kindOf(const ConfFile &before, const ConfFile &after)
{
    const Parts a = partsOf(before);
    const Parts b = partsOf(after);
    return a.words != b.words         ? ConfTextChange::Kind::Spelling
           : a.comments != b.comments ? ConfTextChange::Kind::Comments
                                      : ConfTextChange::Kind::Layout;
}

} // namespace

void compareFiles(const ConfSide &before, const ConfSide &after, const ConfMoves &moves, ConfDifference &difference)
{
    const QList<ConfFile> &a = before.config().files;
    const QList<ConfFile> &b = after.config().files;
    QSet<QString> changedBefore, changedAfter; // files that have a part in a change, or in a move
    const auto touch = [&](const Origin &one, const Origin &other) {
        changedBefore.insert(one.file);
        changedAfter.insert(other.file);
    };
    for (const ConfChange &change : std::as_const(difference.changes)) {
        touch(change.originBefore, change.originAfter);
        for (const ConfElement &element : change.elements)
            touch(element.before, element.after);
    }
    for (auto it = moves.cbegin(); it != moves.cend(); ++it)
        touch({{}, a[it.key().first].path()}, {{}, b[it.key().second].path()});

    // A file that is included twice is the same bytes twice.
    QHash<QString, int> byPath;
    for (int j = int(b.size()) - 1; j >= 0; --j)
        byPath.insert(after.relative(j), j);
    QSet<QString> seen;
    bool identical = true;
    for (int i = 0; i < int(a.size()); ++i) {
        const auto found = byPath.constFind(before.relative(i));
        if (seen.contains(before.relative(i)))
            continue;
        seen.insert(before.relative(i));
        if (found == byPath.cend()) {
            identical = false;
            if (!changedBefore.contains(a[i].path()))
                difference.texts.append({kindOf(a[i], ConfFile()), a[i].path(), {}, 0});
            continue;
        }
        const ConfFile &other = b[*found];
        if (a[i].print() == other.print())
            continue;
        identical = false;
        if (!changedBefore.contains(a[i].path()) && !changedAfter.contains(other.path()))
            difference.texts.append({kindOf(a[i], other), a[i].path(), other.path(), 0});
    }
    for (int j = 0; j < int(b.size()); ++j) {
        if (seen.contains(after.relative(j)))
            continue;
        seen.insert(after.relative(j));
        identical = false;
        if (!changedAfter.contains(b[j].path()))
            difference.texts.append({kindOf(ConfFile(), b[j]), {}, b[j].path(), 0});
    }
    QList<std::pair<int, int>> keys = moves.keys();
    std::sort(keys.begin(), keys.end());
    for (const auto &key : std::as_const(keys))
        difference.texts.append({ConfTextChange::Kind::Statements, a[key.first].path(), b[key.second].path(), moves.value(key)});
    difference.identical = identical;
}

} // namespace lockstep
