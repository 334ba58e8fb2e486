// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/bytescan.h"

#include <QByteArrayView>
#include <QList>
#include <QVarLengthArray>

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
    QVarLengthArray<ZoneToken, 1> tokens;

    QByteArrayView word(qsizetype i, QByteArrayView text) const { return text.sliced(tokens[i].begin, tokens[i].end - tokens[i].begin); }
};

// Gives a text's entries one after the other; the text must outlive it.
class ZoneLexer
{
public:
    // From `begin`, where an entry begins; that is line `line`.
    explicit ZoneLexer(QByteArrayView text, qsizetype begin = 0, int line = 1) : m_text(text), m_at(begin), m_line(line), m_ends(text.end()) {}

    // Fills `entry`, whose room is used again. False: there are no more.
    bool next(ZoneEntry &entry);

    qsizetype position() const { return m_at; }
    int line() const { return m_line; }

private:
    const char *quoted(const char *at, ZoneEntry &entry) const;
    const char *word(const char *begin, const char *at, ZoneEntry &entry);

    QByteArrayView m_text;
    qsizetype m_at;
    int m_line;
    WordEnds m_ends;
};

QList<ZoneEntry> lexZone(QByteArrayView text);

} // namespace lockstep
