// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace lockstep {

// A text as what it takes over from another one that both sides hold, and what is new in it. What stands in both in the same
// order costs a few bytes, however long it is; what moved is found by zstd (RFC 8878).
//
//     four bytes   size of the next part, the highest first
//     steps        zstd of numbers in base 128 (the lowest seven bits first, the eighth says that more follow): the size of the
//                  text, then for each step where to copy from (behind the last copy; twice the distance, less one if backwards),
//                  how much, and how many new bytes follow
//     one byte     1 when the new bytes need the base to be unpacked, else 0
//     new bytes    zstd of all of them
QByteArray packDelta(const QByteArray &base, const QByteArray &target);
// At most `limit` bytes. Errors: snapshot.packed when it is damaged, was made for another base or would give more.
Result<QByteArray> unpackDelta(const QByteArray &base, const QByteArray &packed, qint64 limit);

} // namespace lockstep
