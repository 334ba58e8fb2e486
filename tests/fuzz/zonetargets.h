// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <utility>

namespace lockstep {

// Two texts in one input: what stands before and behind the first zero byte.
inline std::pair<QByteArray, QByteArray> halves(const QByteArray &bytes)
{
    const qsizetype cut = bytes.indexOf('\0');
    return cut < 0 ? std::pair(bytes, QByteArray()) : std::pair(bytes.first(cut), bytes.sliced(cut + 1));
}

// What became of a zone: two texts, and the file that each of them includes.
const char *zoneWhole(const QByteArray &bytes);
// Edits of a zone's rows and records: a text, and behind a zero byte which edits and what is written.
const char *zoneEdits(const QByteArray &bytes);

} // namespace lockstep
