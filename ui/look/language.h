// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lockstep {

// Makes the window speak: "en", "de", or "" for what the system speaks (English when it is none of these). Dates and numbers
// follow. What is shown already keeps its words: make it anew.
void speak(const QString &language);

} // namespace lockstep
