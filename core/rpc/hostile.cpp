// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/hostile.h"

#include "core/protocol/limits.h"

namespace lockstep {

Error boundedError(Error error)
{
    error.code.truncate(80);
    error.detail.truncate(4096);
    while (error.args.size() > 9)
        error.args.removeLast();
    for (QString &arg : error.args)
        arg.truncate(1024);
    error.origin.file.truncate(4096);
    error.origin.server.truncate(255);
    return error;
}

bool nestedTooDeep(const QByteArray &text)
{
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limits::jsonDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

} // namespace lockstep
