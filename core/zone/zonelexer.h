// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace lockstep {

// A word of a zone file (RFC 1035 5.1): its bytes, quotes included.
struct ZoneToken
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool quoted = false;
};

// One entry: all lines that belong together (parentheses join lines), line ends included. Entries follow each other without a
// gap, so that their bytes are the file.
struct ZoneEntry
{
    qsizetype begin = 0;
    qsizetype end = 0;
    int line = 1;          // of its first byte
    bool indented = false; // begins with white space: the owner is the one before
    bool broken = false;   // a quote or parenthesis stays open, or closes nothing
    QList<ZoneToken> tokens;
};

QList<ZoneEntry> lexZone(const QByteArray &text);

} // namespace lockstep
