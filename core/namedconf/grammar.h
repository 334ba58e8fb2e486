// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace lockstep {

// The statements of named.conf as data (FORMAT.md says from where). A new BIND version is new rows and numbers here, no code.

// Where a statement stands; a row names every place that allows it.
using ConfPlaces = quint32;
namespace at {
inline constexpr ConfPlaces top = 1U << 0, options = 1U << 1, view = 1U << 2;
inline constexpr ConfPlaces primary = 1U << 3, secondary = 1U << 4, mirror = 1U << 5, hint = 1U << 6, stub = 1U << 7, staticStub = 1U << 8,
                            forward = 1U << 9, redirect = 1U << 10, inView = 1U << 11, delegationOnly = 1U << 12;
inline constexpr ConfPlaces server = 1U << 13, key = 1U << 14, keyStore = 1U << 15, logging = 1U << 16, channel = 1U << 17, dnssecPolicy = 1U << 18,
                            tls = 1U << 19, http = 1U << 20, dns64 = 1U << 21, rateLimit = 1U << 22, dlz = 1U << 23, controls = 1U << 24,
                            statistics = 1U << 25;
inline constexpr ConfPlaces shared = options | view;
inline constexpr ConfPlaces zone = primary | secondary | mirror | hint | stub | staticStub | forward | redirect | inView | delegationOnly;
} // namespace at

// BIND versions as 918 (9.18) and 920 (9.20).
inline constexpr int newestBind = 920;

// From which version a statement is known, discouraged, without effect, refused; 0: never (`since`: always).
struct ConfLife
{
    int since = 0;
    int deprecated = 0;
    int obsolete = 0;
    int removed = 0;
    constexpr bool covers(int version) const { return since <= version && (removed == 0 || version < removed); }
};

namespace flag {
inline constexpr quint32 many = 1U << 0;   // may stand several times
inline constexpr quint32 built = 1U << 1;  // known only to a BIND that was built with it
inline constexpr quint32 reads = 1U << 2;  // its value is a file or folder that named reads
inline constexpr quint32 writes = 1U << 3; // its value is a file or folder that named writes
inline constexpr quint32 start = 1U << 4;  // read when named starts; a reload does not take a new value
inline constexpr quint32 named = 1U << 5;  // defines the name that its first word gives, once
inline constexpr quint32 trial = 1U << 6;  // experimental in the manual's words
} // namespace flag

struct ConfRow
{
    const char *name;  // lower case
    const char *shape; // of what follows the keyword, see shape.h
    ConfPlaces places;
    ConfLife life = {};
    quint32 flags = 0;
    const char *same = nullptr; // the keyword that this one is another spelling of
};

// All rows of a keyword (lower case); empty when no version knows it.
const QList<const ConfRow *> &confRows(const QByteArray &keyword);
// The row that counts at a place; absent when there is none.
const ConfRow *findConfRow(const QByteArray &keyword, ConfPlaces place, int version = newestBind);
// The known keyword at a place that is nearest to what was written; empty when none is near.
QByteArray nearestKeyword(const QByteArray &keyword, ConfPlaces place, int version);
// A place in the words of BIND's manual: "options", "zone (primary)".
QByteArray placeName(ConfPlaces place);
// Each of several places, parted by commas.
QByteArray placeNames(ConfPlaces places);
// The place inside a zone of this type (as written); at::zone when it is no type.
ConfPlaces zonePlace(const QByteArray &type);

std::pair<const ConfRow *, qsizetype> optionRows();
std::pair<const ConfRow *, qsizetype> blockRows();

} // namespace lockstep
