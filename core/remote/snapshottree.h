// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/treesource.h"
#include "core/client/masterclient.h"

namespace lockstep {

// A snapshot that a master holds. Files of the folder with the main file have their paths from there, those of other managed
// folders stand below the id of theirs.
std::shared_ptr<TreeSource> snapshotTree(const QString &name, const Snapshot &snapshot, const QString &mainFile,
                                         std::shared_ptr<MasterClient> master);

} // namespace lockstep
