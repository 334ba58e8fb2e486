// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/treesource.h"

namespace lockstep {

// A folder of this machine. Its list is made when it is opened; its files are read when they are asked for, through the folder
// that was opened then, and no link on the way is followed. Errors: file.missing, file.denied, file.io, cli.folder.
Result<std::unique_ptr<TreeSource>> openFolder(const QString &path);

// One file, or what a pipe gives, which is read at once. At most TreeSource::mostBytes. Errors: those of LocalText::open().
Result<std::unique_ptr<TreeSource>> openFile(const QString &path);
// One that has a window(). Errors: those of FileWindow::open().
Result<std::unique_ptr<TreeSource>> openLongFile(const QString &path);

} // namespace lockstep
