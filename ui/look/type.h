// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace lockstep {

// Distances between things, in pixels of the window: 4, 8, 12, 16, 24.
namespace space {
inline constexpr int tight = 4;
inline constexpr int small = 8;
inline constexpr int medium = 12;
inline constexpr int large = 16;
inline constexpr int wide = 24;
} // namespace space

// The application's font at its size, one step larger for the title of a view, one smaller for captions; the fixed one is for
// DNS data and configuration alone.
QFont titleFont();
QFont captionFont();
QFont strongFont();
QFont dataFont();

} // namespace lockstep
