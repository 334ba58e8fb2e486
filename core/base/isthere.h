// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"

namespace lockstep {

// Whether there is anything under that path. A disk that does not answer is no "no": where something is overwritten, forgotten or
// left out for a "no", exists() is not enough.
inline Result<bool> isThere(Files &files, const QString &path)
{
    const Result<FileFacts> facts = files.facts(path);
    if (facts)
        return true;
    return facts.error().code == QLatin1String("file.missing") ? Result<bool>(false) : fail(facts.error());
}

} // namespace lockstep
