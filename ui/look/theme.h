// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace lockstep {

// What a colour says. Each has a value for light and one for dark, at least 4.5:1 against its own ground and against the
// palette's base and window. A tone never stands alone: a sign or a word says the same.
enum class Tone { Neutral, Accent, Ok, Attention, Danger, Muted, Added, Removed, Changed, Moved };

enum class Theme { System, Light, Dark };

// Sets style and palette of the application; System follows what the platform says, and goes on following it.
void applyTheme(Theme theme);
bool isDark(const QPalette &palette);
QPalette lightPalette();
QPalette darkPalette();

// For text and signs, and for the area behind them.
QColor inkOf(Tone tone, const QPalette &palette);
QColor groundOf(Tone tone, const QPalette &palette);
// Thin lines between areas.
QColor lineOf(const QPalette &palette);

} // namespace lockstep
