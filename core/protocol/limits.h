// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

namespace lockstep {

// What one peer may ask of another. Beyond a limit the connection is closed with a sentence that names it.
namespace limits {
inline constexpr qint64 textFrame = 8 << 20;     // bytes of one JSON-RPC message
inline constexpr qint64 firstFrame = 4 << 10;    // bytes of the only frame an unpinned peer may send
inline constexpr qint64 binaryFrame = 1 << 20;   // payload bytes of one object frame
inline constexpr int credit = 8;                 // object frames in flight
inline constexpr qint64 objectBytes = 1LL << 30; // one object
inline constexpr int callsInFlight = 256;        // per peer and direction
inline constexpr int jsonDepth = 32;
inline constexpr int handshakeMs = 5000;
inline constexpr int manifestEntries = 1 << 20;
} // namespace limits

} // namespace lockstep
