// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/member.h"
#include "core/model/rollout.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace lockstep {

// In which waves a deploy goes out and how long it waits to be kept, as options of a command.
struct RolloutWords
{
    std::string first, growth, canary;
    int watch = -1, mostFailed = -1, keep = -1;
    bool all = false;

    void add(CLI::App *command);
    // What was said laid over `known`; nothing when nothing was said. Errors: cli.rollout.amount, cli.member.unknown.
    Result<std::optional<Rollout>> over(Rollout known, const QList<Member> &members, const QString &group) const;
};

} // namespace lockstep
