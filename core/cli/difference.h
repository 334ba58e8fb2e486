// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/text/worddiff.h"

namespace lockstep {

// One line of a difference as people read it. Its sign is one of
//   + -   came, went                ~   changed, "before -> after"
//   > <   came from, went to another place: it only moved
//   @     where the lines below it stand: "@@ -1,3 +1,4 @@"
//   ' '   unchanged, or said about the rest
struct DiffRow
{
    QChar sign = u' ';
    QString text;
    QList<TextPiece> marks; // what of the text differs, where less than all of it does
    Origin before;          // file and line on each side, where it stands there
    Origin after;
    bool operator==(const DiffRow &) const = default;
};

// What became of one file, as a lens shows it.
struct FileDifference
{
    enum class What { Changed, Added, Removed };
    enum class Kind { Zone, Configuration, Text, Binary, Link };
    // Different   what is served or read differs, or may: it cannot be told
    // Ttl         TTLs alone; Signing: what the signer makes; Serial: the serial alone
    // Moved       the same in other files; Comments, Layout: the same in other words
    enum class Meaning { Different, Ttl, Signing, Serial, Moved, Comments, Layout };
    QString path;
    What what = What::Changed;
    Kind kind = Kind::Text;
    Meaning meaning = Meaning::Different;
    QString zone; // its name; view "" when there are none
    QString view;
    std::optional<quint32> serialBefore;
    std::optional<quint32> serialAfter;
    QList<DiffRow> rows;
    bool byLines = false;  // rows are lines of the texts
    QString note;          // a sentence in place of rows
    QList<Error> problems; // why its meaning cannot be told

    bool meansTheSame() const { return meaning >= Meaning::Moved; }
};
QList<const char *> wordsOf(FileDifference::What);
QList<const char *> wordsOf(FileDifference::Kind);
QList<const char *> wordsOf(FileDifference::Meaning);

// As docs/diff-schema.json has it.
QJsonObject toJson(const FileDifference &difference);

} // namespace lockstep

Q_DECLARE_TYPEINFO(lockstep::DiffRow, Q_RELOCATABLE_TYPE);
