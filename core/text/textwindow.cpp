// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/textwindow.h"

#include <algorithm>

namespace lockstep {

bool isSameText(TextWindow &one, TextWindow &other)
{
    if (one.length() != other.length())
        return false;
    for (qsizetype at = 0; at < one.length();) {
        const QByteArrayView left = one.hold(at, 1);
        const QByteArrayView right = other.hold(at, 1);
        const qsizetype size = std::min(left.size(), right.size());
        if (size == 0 || left.first(size) != right.first(size))
            return false;
        at += size;
    }
    return true;
}

} // namespace lockstep
