// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/difference.h"
#include "core/namedconf/confdiff.h"
#include "core/zone/zonemeaning.h"

namespace lockstep {

// A zone by its records: fills all that a difference tells but path, what, zone and view. `origin` in wire form.
void lookAtZone(FileDifference &difference, const ZoneMeaning &meaning, const QByteArray &origin);
// The origin that a text gives itself: the owner of the SOA record among its first lines, in wire form; the root when that is
// left open. Nothing when there is no SOA: it is no zone.
std::optional<QByteArray> originOfText(QByteArrayView text);
inline constexpr qsizetype headOfText = 64 << 10; // so many bytes of it are looked at

// A change of the configuration as rows: one, and one for each element of its lists.
QList<DiffRow> confRows(const ConfChange &change);
// What a file that differs without a change of meaning is told of.
void lookAtConfText(FileDifference &difference, const ConfTextChange &change);
// Whether all of a text's statements are such as stand at the top of a named.conf.
bool looksLikeConf(const QByteArray &text);

// Two texts line by line, three unchanged ones around each change, in one column: lines that only moved have signs of their own,
// words that differ are marked. Bytes that are no UTF-8 become U+FFFD.
QList<DiffRow> lineRows(const QByteArray &before, const QByteArray &after);
bool isBinary(QByteArrayView text); // a zero byte stands in it

// A file's part of a patch: `git apply` and `patch -p1` make the one text of the other, byte for byte. A side that is absent: no
// file is there. Errors: cli.patch.binary, cli.patch.secret (unless `withSecrets`).
struct PatchFile
{
    QByteArray path;
    std::optional<QByteArray> before;
    std::optional<QByteArray> after;
    bool program = false; // of the one that is added or removed
    bool secrets = true;  // look for key material: its lines and those around a change
};
Result<QByteArray> patchOf(const PatchFile &file);

} // namespace lockstep
