// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

namespace lockstep {

// Characters [begin, begin + length) of a line, in UTF-16 units.
struct TextPiece
{
    qsizetype begin = 0;
    qsizetype length = 0;
    bool operator==(const TextPiece &) const = default;
};

// What differs between two versions of one line, as whole words: an address or a serial is one. Marks that only white space
// parts are one mark.
struct WordDiff
{
    QList<TextPiece> left;
    QList<TextPiece> right;
    bool operator==(const WordDiff &) const = default;
};

// Words (as runs of what is neither white space nor one of  ; { } ( ) " ,), single signs, runs of white space: without a gap.
QList<TextPiece> wordsIn(QStringView line);
WordDiff wordDiff(QStringView left, QStringView right);

} // namespace lockstep
