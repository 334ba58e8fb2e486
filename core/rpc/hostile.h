// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>

namespace lockstep {

// What came from another machine is shown to people: an error with bounded words, whatever was sent.
Error boundedError(Error error);

// Qt's JSON parser recurses once per level; levels are counted on the text before it runs.
bool nestedTooDeep(const QByteArray &json);

} // namespace lockstep
