// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace lockstep {

// Protocol versions this program speaks; one older major version stays supported.
inline constexpr int protocolMin = 1;
inline constexpr int protocolMax = 1;

// The first frame each side sends. Both then speak the highest version that both know.
struct Hello
{
    int min = protocolMin;
    int max = protocolMax;
    QString program; // lockstep-agent, lockstep-master, lockstep
    QString version;
    QStringList features;
    template <class V> void fields(V &v)
    {
        v("min", min);
        v("max", max);
        v("program", program);
        v("version", version);
        v("features", features);
    }
};

// The version both speak, or "protocol.version" naming both ranges.
Result<int> agreedVersion(const Hello &ours, const Hello &theirs);

} // namespace lockstep
