// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/difference.h"
#include "core/cli/treesource.h"

namespace lockstep {

// Files of one path, or the two that were named; a side is nullptr where there is none.
struct TreePair
{
    const TreeFile *before = nullptr;
    const TreeFile *after = nullptr;
    const TreeFile &any() const { return after ? *after : *before; }
    bool isFile() const { return (!before || before->kind == TreeFile::Kind::File) && (!after || after->kind == TreeFile::Kind::File); }
};

struct PairTexts
{
    std::optional<LocalText> before;
    std::optional<LocalText> after;
    static QByteArrayView of(const std::optional<LocalText> &side) { return side ? side->view() : QByteArrayView(); }
    // Shared with the text, which outlives what is made of it.
    static QByteArray bytes(const std::optional<LocalText> &side) { return side ? side->shared() : QByteArray(); }
    static std::optional<QByteArray> maybe(const std::optional<LocalText> &side) { return side ? std::optional(side->shared()) : std::nullopt; }
    bool isBinary() const;
    // Whether they hold records of another zone than that (wire form): several zones may have one file.
    bool holdsOthers(const QByteArray &zone) const;
};

// What is told of files that are not looked at by their meaning: their lines, where links lead, that bytes differ.
void showLines(FileDifference &difference, const PairTexts &texts);
void showLinks(FileDifference &difference, const TreePair &pair, const PairTexts &texts);
void showBinary(FileDifference &difference);

} // namespace lockstep
