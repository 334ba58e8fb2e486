// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confsecrets.h"

namespace lockstep {

bool isSecretStatement(const ConfStatement &statement)
{
    const QByteArray keyword = statement.keyword();
    return keyword == "secret" || keyword == "cookie-secret" || keyword == "sit-secret";
}

} // namespace lockstep
