// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace lockstep {

// "3600", "1h30m", "2w" (BIND's units s, m, h, d, w): up to 2^31 - 1 (RFC 2181 8); nothing when the word is no TTL.
std::optional<quint32> ttlFromText(QByteArrayView word);
// The same with all 32 bits, as the timers of an SOA have.
std::optional<quint32> counterFromText(QByteArrayView word);

} // namespace lockstep
