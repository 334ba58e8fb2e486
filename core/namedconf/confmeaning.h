// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"
#include "core/namedconf/grammar.h"

namespace lockstep {

// A list of a statement: what each element means, in the order of the text.
struct ConfListMeaning
{
    QByteArray word;     // before the list
    bool ordered = true; // the order of the elements counts
    qsizetype first = 0; // of the statement's block
    QByteArrayList elements;
};

// What a statement says, as bytes: equal bytes are equal meaning. Of a statement that holds statements, what stands around them.
struct ConfMeaning
{
    QByteArray bytes;
    QList<ConfListMeaning> lists;
};

// By the row of the table; without one, or when the statement does not fit it, as it is written.
ConfMeaning confMeaning(const ConfStatement &statement, const ConfRow *row);

// The row of a keyword at a place: of the newest BIND that has one; absent when none has.
const ConfRow *anyConfRow(const QByteArray &keyword, ConfPlaces place);

// A domain name as named compares it: lower case, no last dot but the root's.
QByteArray foldedName(const QByteArray &name);
// "CH" for "chaos", upper case.
QByteArray foldedClass(const QByteArray &word);
// An address or prefix; the text itself when it is none.
QByteArray foldedPrefix(const QByteArray &text);

// "primaries" for "masters"; other keywords in lower case as they are.
QByteArray newerKeyword(const QByteArray &keyword);

} // namespace lockstep
