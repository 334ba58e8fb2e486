// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonerows.h"

namespace lockstep {

namespace {

constexpr int tabWidth = 8;

QByteArray bytesIn(const QByteArray &text, const ZoneToken &token) { return text.sliced(token.begin, token.end - token.begin); }

bool isClassWord(const QByteArray &word) { return word.compare("IN", Qt::CaseInsensitive) == 0 || word.compare("CLASS1", Qt::CaseInsensitive) == 0; }

int columnOf(const QByteArray &line, qsizetype at)
{
    int column = 0;
    for (qsizetype i = 0; i < at; ++i)
        column = line[i] == '\t' ? (column / tabWidth + 1) * tabWidth : column + 1;
    return column;
}

// The columns of a record's line.
struct Layout
{
    int ttl = -1;
    int cls = -1;
    int type = -1;
    int data = -1;
    int comment = -1;
    bool tabs = true;
    QByteArray word; // of the class
};

void pad(QByteArray &line, int column, bool tabs)
{
    int now = columnOf(line, line.size());
    if (now >= column) {
        line += tabs ? '\t' : ' ';
        return;
    }
    for (; tabs && (now / tabWidth + 1) * tabWidth <= column; now = (now / tabWidth + 1) * tabWidth)
        line += '\t';
    line += QByteArray(column - now, ' ');
}

Layout layoutOf(const QByteArray &line, const ZoneEntry &entry, const FileRow &row, const ZoneToken &comment)
{
    Layout layout;
    const qsizetype first = row.text.owner.isEmpty() ? 0 : 1;
    layout.tabs = line.contains('\t');
    for (qsizetype i = first; i < entry.tokens.size(); ++i) {
        const QByteArray word = bytesIn(line, entry.tokens[i]);
        const int column = columnOf(line, entry.tokens[i].begin);
        if (layout.ttl < 0 && layout.type < 0 && !row.text.ttl.isEmpty() && word == row.text.ttl)
            layout.ttl = column;
        else if (layout.cls < 0 && isClassWord(word)) {
            layout.cls = column;
            layout.word = word;
        } else if (layout.type < 0)
            layout.type = column;
        else {
            layout.data = column;
            break;
        }
    }
    if (comment.end > comment.begin)
        layout.comment = columnOf(line, line.indexOf(';', comment.begin));
    return layout;
}

} // namespace

// A line that begins with white space gets an owner, and keeps its columns where that is possible.
QByteArray ZoneRows::ownerOf(const QByteArray &line, const QByteArray &owner)
{
    qsizetype blanks = 0;
    while (blanks < line.size() && line[blanks] == ' ')
        ++blanks;
    const bool onlySpaces = blanks > 0 && blanks < line.size() && line[blanks] != '\t';
    if (onlySpaces && blanks > owner.size())
        return owner + line.sliced(owner.size());
    return owner + (onlySpaces ? " " + line.sliced(blanks) : line);
}

// Field by field from the end, so that places stay right.
QByteArray ZoneRows::rewritten(const QByteArray &bytes, const FileRow &row, const RecordText &to, const QByteArray &lineEnd)
{
    QByteArray text = bytes;
    const ZoneEntry entry = lexZone(bytes).value(0);
    const RecordText &from = row.text;
    const QList<ZoneToken> tokens(entry.tokens.cbegin(), entry.tokens.cend());
    qsizetype type = from.owner.isEmpty() ? 0 : 1;
    qsizetype ttl = -1;
    for (; type < tokens.size(); ++type) {
        const QByteArray word = bytesIn(bytes, tokens[type]);
        if (ttl < 0 && !from.ttl.isEmpty() && word == from.ttl)
            ttl = type;
        else if (!isClassWord(word))
            break;
    }
    const QList<ZoneToken> words = tokens.mid(type + 1);
    const auto fresh = lexZone(to.data).value(0).tokens;
    const bool oneLine = !bytes.trimmed().contains('\n');
    const ZoneToken comment = commentPlace(bytes, entry);
    const QByteArray said = to.comment.isEmpty() ? QByteArray() : "; " + to.comment;
    if (to.data != from.data && words.size() != fresh.size() && !oneLine) { // the layout fits no more: one line
        const QByteArray head = bytes.first(tokens[type].begin);
        FileRow line;
        line.text = {from.owner, from.ttl, from.type, to.data, {}};
        return rewritten(head + from.type + ' ' + to.data + lineEnd, line, to, lineEnd);
    }
    const auto editComment = [&] {
        if (to.comment == from.comment)
            return;
        if (said.isEmpty())
            text.remove(comment.begin, comment.end - comment.begin);
        else if (comment.end == comment.begin)
            text.insert(comment.begin, (text.contains("\t;") ? "\t" : " ") + said);
        else
            text.replace(text.indexOf(';', comment.begin), comment.end - text.indexOf(';', comment.begin), said);
    };
    const auto editData = [&] {
        if (to.data == from.data)
            return;
        if (words.size() == fresh.size()) {
            for (qsizetype i = words.size() - 1; i >= 0; --i)
                text.replace(words[i].begin, words[i].end - words[i].begin, bytesIn(to.data, fresh[i]));
            return;
        }
        qsizetype begin = tokens[type].end; // parentheses belong to the data
        while (begin < bytes.size() && (bytes[begin] == ' ' || bytes[begin] == '\t'))
            ++begin;
        const qsizetype end = std::max(begin, comment.begin);
        text.replace(begin, end - begin, to.data);
    };
    const bool commentFirst = words.isEmpty() || comment.begin >= words.last().end; // the later place first
    if (commentFirst)
        editComment();
    editData();
    if (!commentFirst) {
        const ZoneEntry now = lexZone(text).value(0);
        const ZoneToken place = commentPlace(text, now);
        if (to.comment != from.comment) {
            if (place.end == place.begin)
                text.insert(place.begin, said.isEmpty() ? QByteArray() : " " + said);
            else
                text.replace(place.begin, place.end - place.begin, said.isEmpty() ? QByteArray() : " " + said);
        }
    }
    if (to.type != from.type)
        text.replace(tokens[type].begin, tokens[type].end - tokens[type].begin, to.type);
    const qsizetype first = from.owner.isEmpty() ? 0 : 1;
    if (to.ttl != from.ttl && ttl >= 0 && to.ttl.isEmpty())
        text.remove(tokens[ttl].begin, tokens[ttl + 1].begin - tokens[ttl].begin);
    else if (to.ttl != from.ttl && ttl >= 0)
        text.replace(tokens[ttl].begin, tokens[ttl].end - tokens[ttl].begin, to.ttl);
    else if (to.ttl != from.ttl)
        text.insert(tokens[first].begin, to.ttl + (tokens[first].begin > 0 && text[tokens[first].begin - 1] == '\t' ? '\t' : ' '));
    if (to.owner != from.owner && from.owner.isEmpty())
        text = ownerOf(text, to.owner);
    else if (to.owner != from.owner) {
        // Its columns stay when the blanks behind it can give or take.
        const qsizetype blanks = tokens.value(1).begin - tokens[0].end;
        const bool spaces = bytes.sliced(tokens[0].end, blanks) == QByteArray(blanks, ' ');
        const qsizetype room = from.owner.size() + blanks - to.owner.size();
        if (spaces && blanks > 1 && room > 0 && !to.owner.isEmpty())
            text.replace(0, tokens[0].end + blanks, to.owner + QByteArray(room, ' '));
        else
            text.replace(0, tokens[0].end, to.owner);
    }
    return text;
}

// A layout that nobody foresaw must not change what is said: such a record is written anew on a line of its own.
QByteArray ZoneRows::safely(qsizetype row, const QByteArray &bytes, const RecordText &meant) const
{
    const QByteArray above = nameAfter(row - 1);
    const QByteArray before = above.isEmpty() ? QByteArray() : nameToText(above) + " 0 IN TXT x\n";
    const ZoneRows one = parse({}, before + bytes, originAfter(row - 1));
    const qsizetype index = before.isEmpty() ? 0 : 1;
    const bool whole = one.rows().size() == index + 1 && one.rows()[index].kind != FileRow::Kind::Disabled &&
                       one.rows()[index].text == RecordText{meant.owner, meant.ttl, meant.type, meant.data, meant.comment};
    return whole ? bytes : lineFor(row, meant);
}

QByteArray ZoneRows::lineFor(qsizetype row, const RecordText &record) const
{
    Layout layout;
    const auto fits = [&](qsizetype i) {
        return i >= 0 && i < m_rows.size() && m_rows[i].kind == FileRow::Kind::Record && !bytesOf(i).trimmed().contains('\n');
    };
    for (qsizetype away = 0; away < m_rows.size(); ++away) {
        const qsizetype near = fits(row - away) ? row - away : fits(row + 1 + away) ? row + 1 + away : -1;
        if (near < 0)
            continue;
        const QByteArray line = bytesOf(near);
        const ZoneEntry entry = lexZone(line).value(0);
        layout = layoutOf(line, entry, m_rows[near], commentPlace(line, entry));
        break;
    }
    QByteArray line = record.owner;
    if (!record.ttl.isEmpty()) {
        pad(line, layout.ttl, layout.tabs);
        line += record.ttl;
    }
    if (layout.cls >= 0) {
        pad(line, layout.cls, layout.tabs);
        line += layout.word;
    }
    pad(line, layout.type, layout.tabs);
    line += record.type;
    pad(line, layout.data, layout.tabs);
    line += record.data;
    if (const QByteArray comment = record.comment.simplified(); !comment.isEmpty()) {
        pad(line, layout.comment, layout.tabs && layout.comment >= 0);
        line += "; " + comment;
    }
    return line + lineEnd();
}

} // namespace lockstep
