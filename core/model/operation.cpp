// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/operation.h"

namespace lockstep {

MemberProgress *Operation::find(const QString &member)
{
    for (MemberProgress &row : members) {
        if (row.member == member)
            return &row;
    }
    return nullptr;
}

} // namespace lockstep
