// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/remote/remotesession.h"

namespace lockstep {

// --accept-unsigned, once for each zone that may lose its signatures.
struct UnsignedWords
{
    std::vector<std::string> zones;

    void add(CLI::App *verb) { verb->add_option("--accept-unsigned", zones, "Let this zone lose its signatures, or the keys that sign it now"); }
    std::optional<QStringList> accepted() const
    {
        QStringList names;
        for (const std::string &zone : zones)
            names.append(QString::fromStdString(zone));
        return names.isEmpty() ? std::nullopt : std::optional(names);
    }
};

} // namespace lockstep
