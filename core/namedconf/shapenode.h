// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"
#include "core/namedconf/grammar.h"

#include <QVarLengthArray>

#include <vector>

namespace lockstep {

// A shape of the grammar table (shape.h) as a tree, for one BIND version.
struct ShapeNode
{
    enum class Kind { Row, Choice, Optional, AnyOrder, Word, Type, Rest, Block, MatchList, Place, Text };
    Kind kind = Kind::Row;
    QByteArray word; // of a Word, a Type, a Place
    bool deprecated = false;
    std::vector<ShapeNode> children;
};

// Made once for each shape, version and thread. Shapes are constants of the program: one that is not well formed is a defect.
const ShapeNode &shapeNode(const char *shape, int version);

// A word or a block of a statement, in the order of the text.
struct ConfItem
{
    const ConfWord *word = nullptr; // absent: a block
    qsizetype begin = 0;
    qsizetype first = 0; // of the statement's list
    qsizetype count = 0;
};
using ConfItems = QVarLengthArray<ConfItem, 12>;
// What follows a statement's first `skip` words; points into the statement.
ConfItems confItems(const ConfStatement &statement, qsizetype skip);

} // namespace lockstep
