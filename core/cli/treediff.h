// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/difference.h"
#include "core/cli/treesource.h"

#include <functional>

namespace lockstep {

// How two trees are looked at. Meaning: zones by their records, a configuration by its statements, anything else line by line.
// Records: two files that are zones, whatever they look like. Text: everything line by line. Patch: for other programs.
enum class Lens { Meaning, Records, Text, Patch };

struct DiffWish
{
    Lens lens = Lens::Meaning;
    QByteArrayList paths;     // files and folders within the trees; none: all
    QByteArray origin;        // of zones that stand in no configuration, wire form; empty: what they say themselves
    bool withSecrets = false; // a patch may carry key material
};

// What becomes known while trees are compared: a file that differs (all lenses but Patch), a part of a patch, a fault.
struct DiffTold
{
    std::function<void(const FileDifference &)> file;
    std::function<void(const QByteArray &)> patch;
    std::function<void(const Error &)> fault;
};

struct DiffOutcome
{
    qsizetype different = 0;   // files that count as different
    qsizetype sameMeaning = 0; // that differ in their bytes only
    bool trouble = false;      // something could not be looked at: it has been told
};

// Zones first, then everything else, both by path. One file is held at a time, with those of the configuration and those that a
// zone includes. What cannot be read is told and counts as trouble; what can be read and not understood is different.
Task<DiffOutcome> compareTrees(TreeSource &before, TreeSource &after, DiffWish wish, DiffTold told);

} // namespace lockstep
