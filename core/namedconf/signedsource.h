// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"

namespace lockstep {

// named writes .signed, .jbk and .jnl beside the `file` of a zone that it signs, so that this must not lie in a managed folder.
// The rule by which such a zone has managed content all the same: what stands in `file` below one of named's own folders is looked
// for below the folder "signed" of each managed one, so that "/var/lib/bind/eu/example.net.db" is the link by which named reads
// /etc/bind/signed/eu/example.net.db. Where no such file is managed, the zone is this server's alone.

// Debian's, in which named may write.
const QStringList &namedFolders();
// Whether the rule is for it: a primary that named signs and nobody updates.
bool signsBeside(const ZoneDecl &zone);
// Where its text may be managed, in the order of the roots; empty for a file elsewhere.
QStringList signedSources(const QStringList &roots, const QString &file);

} // namespace lockstep
