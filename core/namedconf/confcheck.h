// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"
#include "core/namedconf/grammar.h"

namespace lockstep {

// What is wrong, or will be, with a statement. `error.code` is the finding's id and names its sentence; `error.origin` is the byte
// that is meant. An Error is what named refuses too; a Warning it accepts with one of its own; a Note depends on how it was built.
struct ConfFinding
{
    enum class Severity { Error, Warning, Note };
    Severity severity = Severity::Error;
    Error error;
    bool operator==(const ConfFinding &) const = default;
};

// Every statement beside the grammar table of a BIND version: unknown ones, ones that stand where they may not, values that do not
// fit, what is deprecated or gone, what stands twice, what lacks a statement it needs (in the order of the text); then names that
// nothing defines. Faults of the text itself (braces, quotes) are the tree's: Config::problems.
QList<ConfFinding> checkStatements(const Config &config, int version = newestBind);

// One file alone, as it is while somebody types: the same without names, which other files may define.
QList<ConfFinding> checkStatements(const ConfFile &file, ConfPlaces place = at::top, int version = newestBind);

// Names that are used but nowhere defined: match lists, keys, lists of servers, policies, channels, tls, http. A Warning where
// named-checkconf lets it pass and named does not start.
QList<ConfFinding> checkReferences(const Config &config, int version = newestBind);

// "9.20" for 920.
QString versionText(int version);

} // namespace lockstep
