// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"
#include "core/namedconf/confnaming.h"

#include <vector>

namespace lockstep {

// A statement and the file it stands in.
struct ConfEntry
{
    const ConfStatement *statement = nullptr;
    int file = 0;
    bool operator==(const ConfEntry &) const = default;
};
using ConfEntries = std::vector<ConfEntry>;

// One of two configurations that are compared.
class ConfSide
{
public:
    explicit ConfSide(const Config &config);
    const Config &config() const { return m_config; }
    // The statements of a block, those of included files in the place of their include.
    ConfEntries entries(const QList<ConfStatement> &list, int file) const;
    QByteArrayView text(const ConfEntry &entry) const;
    Origin origin(const ConfEntry &entry) const;
    // The file's path from the main file's folder; the whole path when it lies elsewhere.
    const QString &relative(int file) const { return m_relative[file]; }
    // Whether an include that was followed stands inside, so that the statement is more than its bytes.
    bool holdsInclude(const ConfEntry &entry) const;
    // What the statement and all that it holds mean, as bytes.
    QByteArray wholeMeaning(const ConfEntry &entry, ConfPlaces place) const;
    // As placeInside() below; a zone's type may stand in a file that it includes.
    ConfPlaces placeInside(const ConfEntry &entry, ConfPlaces place) const;

private:
    const Config &m_config;
    QList<QString> m_relative;
    QList<QList<qsizetype>> m_includes; // by file: offsets of includes that were followed, sorted
};

// The place inside a statement that holds statements; 0 when it does not. Of a zone by its type, as far as that stands in it.
ConfPlaces placeInside(const ConfStatement &statement, ConfPlaces place);

// Two blocks, statement by statement: each index stands in exactly one pair, -1 for a side where there is nothing. In the order
// of the second block; what stands only in the first comes behind what it stood behind.
struct ConfPair
{
    int before = -1;
    int after = -1;
    bool moved = false;  // its place among its like counts, and changed
    int placeBefore = 0; // from 1 among its like, only when moved
    int placeAfter = 0;
};
struct ConfBlockContext
{
    ConfPlaces place = 0;
    QByteArray className = "IN";
};
std::vector<ConfPair> pairStatements(const ConfSide &before, const ConfEntries &a, const ConfBlockContext &inA, const ConfSide &after,
                                     const ConfEntries &b, const ConfBlockContext &inB);

// Of numbers that are all different: which do not belong to the longest rising row.
std::vector<bool> outOfOrder(const std::vector<int> &numbers);

} // namespace lockstep
