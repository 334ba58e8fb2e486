// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace lockstep {

// A Breeze icon by its name, drawn in the palette's ink: it follows light and dark, the selection and the disabled state by
// itself. Null when there is none of that name.
QIcon themeIcon(const char *name);
inline QIcon themeIcon(const QByteArray &name) { return themeIcon(name.constData()); }

} // namespace lockstep
