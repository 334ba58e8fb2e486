// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"

namespace lockstep {

// zstd (RFC 8878), alone or with a base that both sides hold. Unpacking gives at most `limit` bytes
// (snapshot.packed when the frame is damaged or would give more).
QByteArray pack(const QByteArray &bytes, int level = 3);
Result<QByteArray> unpack(const QByteArray &packed, qint64 limit);
QByteArray packWith(const QByteArray &base, const QByteArray &bytes, int level = 3);
Result<QByteArray> unpackWith(const QByteArray &base, const QByteArray &packed, qint64 limit);

// AES-256-GCM with a random nonce in front and the tag behind; `about` is authenticated along. Opening fails
// (snapshot.sealed) when a bit of any of it is another one.
QByteArray sealBytes(const QByteArray &key32, const QByteArray &plain, QByteArrayView about);
Result<QByteArray> openBytes(const QByteArray &key32, const QByteArray &sealed, QByteArrayView about);

} // namespace lockstep
