// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/grammar.h"

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

} // namespace lockstep
