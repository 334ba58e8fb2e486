// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/worddiff.h"

#include "core/text/linediff.h"

#include <QHash>

namespace lockstep {

namespace {

constexpr qsizetype mostWords = 4000; // in a line; above, what lies between equal ends is one mark

bool isSign(QChar c) { return QStringView(u";{}()\",").contains(c); }

// Blanks around a word that came or went need no mark.
QList<TextPiece> trimmed(QStringView line, QList<TextPiece> pieces)
{
    for (TextPiece &piece : pieces) {
        const QStringView text = line.sliced(piece.begin, piece.length);
        const QStringView inner = text.trimmed();
        if (!inner.isEmpty())
            piece = {piece.begin + (inner.data() - text.data()), inner.size()};
    }
    return pieces;
}

bool isBlank(QStringView text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); });
}

QList<int> numbersOf(QStringView line, const QList<TextPiece> &words, QHash<QStringView, int> &ids)
{
    QList<int> numbers;
    numbers.reserve(words.size());
    for (const TextPiece &word : words) {
        const QStringView text = line.sliced(word.begin, word.length);
        const auto known = ids.constFind(text);
        numbers.append(known != ids.constEnd() ? *known : *ids.insert(text, int(ids.size())));
    }
    return numbers;
}

void mark(QList<TextPiece> &pieces, QStringView line, const QList<TextPiece> &words, qsizetype first, qsizetype count)
{
    if (count == 0)
        return;
    const qsizetype begin = words[first].begin;
    const qsizetype end = words[first + count - 1].begin + words[first + count - 1].length;
    if (!pieces.isEmpty()) {
        TextPiece &last = pieces.last();
        const qsizetype lastEnd = last.begin + last.length;
        if (isBlank(line.sliced(lastEnd, begin - lastEnd))) {
            last.length = end - last.begin;
            return;
        }
    }
    pieces.append({begin, end - begin});
}

} // namespace

QList<TextPiece> wordsIn(QStringView line)
{
    QList<TextPiece> words;
    for (qsizetype at = 0; at < line.size();) {
        const qsizetype begin = at++;
        const QChar first = line[begin];
        if (first.isSpace()) {
            while (at < line.size() && line[at].isSpace())
                ++at;
        } else if (!isSign(first)) {
            while (at < line.size() && !line[at].isSpace() && !isSign(line[at]))
                ++at;
        }
        words.append({begin, at - begin});
    }
    return words;
}

WordDiff wordDiff(QStringView left, QStringView right)
{
    WordDiff diff;
    if (left == right)
        return diff;
    const QList<TextPiece> a = wordsIn(left);
    const QList<TextPiece> b = wordsIn(right);
    QHash<QStringView, int> ids;
    const QList<int> one = numbersOf(left, a, ids);
    const QList<int> other = numbersOf(right, b, ids);
    QList<Hunk> hunks;
    if (a.size() + b.size() <= mostWords) {
        hunks = sequenceDiff(one, other);
    } else {
        qsizetype head = 0;
        qsizetype tail = 0;
        const qsizetype shorter = std::min(a.size(), b.size());
        while (head < shorter && one[head] == other[head])
            ++head;
        while (tail < shorter - head && one[one.size() - 1 - tail] == other[other.size() - 1 - tail])
            ++tail;
        hunks.append({head, a.size() - head - tail, head, b.size() - head - tail});
    }
    for (const Hunk &hunk : hunks) {
        mark(diff.left, left, a, hunk.left, hunk.leftCount);
        mark(diff.right, right, b, hunk.right, hunk.rightCount);
    }
    return {trimmed(left, diff.left), trimmed(right, diff.right)};
}

} // namespace lockstep
