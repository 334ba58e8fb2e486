// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/text/worddiff.h"

namespace lockstep {

// One line of what a file's difference means, as a person looks over it.
struct ReviewRow
{
    // Record     one record; the TTL of a whole RRset when both data are empty
    // Statement  one statement of a configuration
    // Element    an element of a list, below the statement that has it
    // Pattern    rows that differ in the same way stand below it: `covers` of them
    // Said       a sentence about the rest: serial, signatures, comments, records in other files
    enum class Kind : quint8 { Record, Statement, Element, Pattern, Said };
    enum class Sign : quint8 { None, Added, Removed, Changed, Moved };
    Kind kind = Kind::Record;
    Sign sign = Sign::None;
    QString name;      // the owner as the zone's file has it ("@", "www"); what a statement stands in: view "external", zone "example.net"
    QString what;      // the RR type; the statement's keyword, with the name that tells it from its like
    QString ttlBefore; // of records, seconds; "" on a side where there is none
    QString ttlAfter;
    QString before; // data, value or element; never a secret
    QString after;
    QList<TextPiece> marksBefore; // what of them differs, where less than all of both does
    QList<TextPiece> marksAfter;
    Origin placeBefore; // file and line on each side; line 0: it does not stand there
    Origin placeAfter;
    int above = -1; // index of the Statement or Pattern it stands below
    int covers = 0;
    // The sentence of a Pattern or of what is Said; of a record: that it stands in a comment, and as its origin where; of a
    // statement: what its values do not show, that it moved or that a secret changed.
    std::optional<Error> said = {};
    bool operator==(const ReviewRow &) const = default;

    // Over all that it shows but lines: what was looked at once is known again when it stands elsewhere.
    Digest content() const;
};

} // namespace lockstep

Q_DECLARE_TYPEINFO(lockstep::ReviewRow, Q_RELOCATABLE_TYPE);
