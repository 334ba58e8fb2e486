// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"
#include "core/namedconf/grammar.h"

namespace lockstep {

// The shape of a statement's value, written as text in the grammar table:
//
//   port (IP4|*)      a word, types (upper case), one of several; in this order
//   [port PORT]       may be left out;  &[a] [b] [c]  in any order
//   {STR}             a block of statements of this shape
//   @zone             a block of statements that the table knows at that place
//   920:[tls STR]     only from that version on;  <920:...  only before it
//   !port             a word that is deprecated
//
// Types: BOOL NUM PORT SIZE PCT TIME FIX STR QSTR IP4 IP6 NET CLASS (values.h), ACL (an address match list), TEXT (anything),
// TYPES (record types up to the end), and the longer shapes that shape.cpp names once.

// What does not fit, with the place in the text.
struct ShapeFault
{
    enum class Kind { None, Value, Missing, Extra, Deprecated };
    Kind kind = Kind::None;
    QByteArray found;    // the word that stands there; "{" for a block
    QByteArray expected; // "BOOL", or "a | b | NUM" when there is a choice
    qsizetype offset = 0;
};

// Compares what follows a statement's first `skip` words with a shape; at most one fault that matters, and deprecated words.
QList<ShapeFault> compareShape(const ConfStatement &statement, qsizetype skip, const char *shape, int version);

// The place behind "@" in a shape, 0 when it has none; at::zone for a zone.
ConfPlaces placeInside(const ConfRow &row);

} // namespace lockstep
