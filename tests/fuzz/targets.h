// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace lockstep {

// One thing that takes bytes from anybody. `run` gives what is wrong, nullptr when all that must hold does; a crash, a hang or
// memory without end is found by whoever calls it.
struct FuzzTarget
{
    const char *name;
    const char *(*run)(const QByteArray &bytes);
    QByteArrayList seeds;
};

const QList<FuzzTarget> &fuzzTargets();

} // namespace lockstep
