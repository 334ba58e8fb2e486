// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"

namespace lockstep {

// One element of a list (match list, primaries, forwarders, update-policy ...) that differs.
struct ConfElement
{
    enum class Kind { Added, Removed, Moved };
    Kind kind = Kind::Added;
    QByteArray list; // the word before the list when the statement has several ("except-from"); "" for the first
    QByteArray text; // as written, white space and comments folded
    Origin before;   // no line where it does not stand
    Origin after;
    bool operator==(const ConfElement &) const = default;
};

// One statement that differs in meaning. A statement that is added or removed is one row with all that it holds; one that holds
// statements and changed has a row for each of those, and one of its own only when its own words changed.
struct ConfChange
{
    enum class Kind { Added, Removed, Changed, Moved }; // Moved: its place counts, or a zone stands in another view
    Kind kind = Kind::Changed;
    QStringList path;   // what it stands in, the outermost first: view "external", zone "example.net"
    QByteArray keyword; // lower case, in the newer spelling ("primaries")
    QString name;       // what tells it from its like: of the zone, view, key; "port 5300" of a listen-on; "" when nothing does
    QByteArray before;  // what stands behind the keyword, as valueText() folds it; secrets as "secret (changed)"
    QByteArray after;
    Origin originBefore; // no line where it does not stand
    Origin originAfter;
    QList<ConfElement> elements; // which elements of its lists differ
    bool otherView = false;      // a zone that stands in another view: these say which, "" for none
    QString viewBefore;
    QString viewAfter;
    int placeBefore = 0; // of Moved where the order counts: from 1 among its like
    int placeAfter = 0;
    // The statement as it is spoken of: zone "example.net", allow-transfer.
    QString title() const;
    bool operator==(const ConfChange &) const = default;
};

// Files that differ in their bytes and have no part in any change of meaning.
struct ConfTextChange
{
    // Comments: the words are the same, comments are not. Layout: only white space. Spelling: other words or another order for the
    // same meaning (1d and 86400, zones shuffled, another include). Statements: they stand in another file.
    enum class Kind { Comments, Layout, Spelling, Statements };
    Kind kind = Kind::Layout;
    QString before;     // the file's path; "" when there is none. Statements: where they stood
    QString after;      // Statements: where they stand
    int statements = 0; // how many moved
    bool operator==(const ConfTextChange &) const = default;
};

// Two configurations against each other.
struct ConfDifference
{
    QList<ConfChange> changes; // in the order of the files after
    QList<ConfTextChange> texts;
    bool identical = false; // the same files with the same bytes
    // Two configurations with faults are never equal in meaning: what cannot be read may be anything.
    QList<Error> faultsBefore;
    QList<Error> faultsAfter;
    bool isReadable() const { return faultsBefore.isEmpty() && faultsAfter.isEmpty(); }
    bool meansTheSame() const { return isReadable() && changes.isEmpty(); }
};

// The meaning of two configurations against each other, in time that grows with their length. White space, comments, the file a
// statement stands in, the order of what BIND does not read in order, quotation marks around names, the case and last dot of
// zones' and keys' names, class IN, old and new words (master, primary) and units (1d, 86400) do not count, as the grammar table
// knows the values; a statement that does not fit the table counts as it is written. Files are paired by their path from the main file's
// folder, so that two folders can be compared. Secrets are nowhere in the result.
ConfDifference confDiff(const Config &before, const Config &after);

} // namespace lockstep
