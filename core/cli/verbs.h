// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/commandline.h"
#include "core/cli/console.h"
#include "core/cli/treesource.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace lockstep {

// What a chosen verb does once the arguments are read.
using Verb = std::function<Task<Result<Exit>>()>;

// What all verbs share: the terminal and the chosen verb. Knows no master.
class Session
{
public:
    Console console;
    std::string group; // --group, may stay empty when there is only one

    void choose(CLI::App *command, Verb verb)
    {
        command->callback([this, verb = std::move(verb)] { m_chosen = verb; });
    }
    const Verb &chosen() const { return m_chosen; }

    // A snapshot of the chosen group ("live", "staged", "prepared", "deployment:N", "base:N", "rollback:N", "member:NAME"; N may be "last").
    // Only where a master can be asked.
    std::function<Task<Result<std::shared_ptr<TreeSource>>>(QString which)> openSnapshot;
    // An archive. Only in the program that has a library for them.
    std::function<Result<std::shared_ptr<TreeSource>>(QString path)> openArchive;
    // Where they are absent: becomes the program that can, with the same arguments. Returns only when that fails.
    std::function<Result<Exit>()> handOver;

private:
    Verb m_chosen;
};

template <class Fn> Verb immediately(Fn fn)
{
    return [fn]() -> Task<Result<Exit>> { co_return fn(); };
}

// Each adds its verbs to the command line.
void addDiffVerbs(CLI::App &app, Session &session);
void addOfflineVerbs(CLI::App &app, Session &session);
void addConfVerbs(CLI::App &app, Session &session);
void addZoneVerbs(CLI::App &app, Session &session);

inline QString text(const std::string &value) { return QString::fromStdString(value); }

} // namespace lockstep
