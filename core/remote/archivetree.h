// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/treesource.h"

namespace lockstep {

// A tar archive, plain or compressed with gzip, xz, zstd or bzip2, read into memory as a whole: at most 1 GiB, files of more
// than TreeSource::mostBytes left out. Of a file that is in it twice the last one counts, as when it is unpacked. Where all of it
// lies in the folder of its only named.conf, paths count from there; named sees that folder as /etc/bind. Names that lead out of
// it are problems, 100 of them told one by one. Errors: those of LocalText::open(), cli.archive.read (no archive, damaged, cut
// short), cli.archive.large, cli.tree.many.
Result<std::shared_ptr<TreeSource>> openArchive(const QString &path);

} // namespace lockstep
