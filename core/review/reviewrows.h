// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/confdiff.h"
#include "core/review/reviewrow.h"
#include "core/zone/zonemeaning.h"

namespace lockstep {

// What became of a zone, row by row, in canonical order of names; what is said about the rest stands at the end: faults, moves,
// comments, signing, serial. Comments are told one by one, with their texts as `before` and `after`, only where nothing else is to
// tell. `origin` in wire form: owners are shown relative to it.
QList<ReviewRow> reviewRows(const ZoneMeaning &meaning, const QByteArray &origin);

// The same of a configuration's file: its changes, each with the elements of its lists below it (`what` is the word before a
// list where a statement has several).
QList<ReviewRow> reviewRows(const QList<ConfChange> &changes, const QList<ConfTextChange> &texts);

// Rows that differ in the same way become one Pattern with them below it, when there are at least `least` (FEATURES B10). In time
// that grows with the rows.
//
// Data that changed, by type: an address that went from one prefix to another and kept the rest of it, a name in the data that
// went to another suffix, one field or all data that became the same others; with the TTL when that changed too. Each Pattern is
// as narrow as its rows are ("10.1.7.x" when all are there). TTLs that changed alone, whatever the type. Data of that type, or TTLs,
// that changed in no way that is folded stand right before the largest Pattern, which says how many they are: the odd one out is
// what a person looks for. Both stand where the first of them stood; the rest stays in its order.
//
// What came or went is folded where type, TTL and data are the same, so that only names are hidden (300 aliases of one host). Not
// by prefix: then what is to be looked at would be hidden, and nobody could say what is odd. Rows with a sentence of their own, of
// records that stand in comments, stay.
QList<ReviewRow> withPatterns(const QList<ReviewRow> &rows, qsizetype least = 8);

} // namespace lockstep
