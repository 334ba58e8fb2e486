// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"

namespace lockstep {

// The statements of options that named reads only when it starts (flag::start of the grammar): keyword -> what follows it, single
// blanks between words. A reload leaves named with the values that it was started with.
QMap<QString, QString> startupOptions(const Config &config);

} // namespace lockstep
