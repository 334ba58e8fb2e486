// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QList>
#include <QPair>
#include <QStringList>

#include <functional>

namespace lockstep {

// A program in mount, network and process namespaces of its own: it sees some folders replaced by others, can change no file that
// lasts, has no network, sees no other process, cannot read what is masked, and is ended with all that it started when its time is
// over. For checkers, which would otherwise read files for whoever writes a configuration (RELIABILITY 1.4).
struct IsolatedRun
{
    QStringList command;                  // program by absolute path, and its arguments; no shell
    QList<QPair<QString, QString>> binds; // {source, target}, mounted in order
    QStringList masks;                    // folders that appear empty, files that appear empty
    QStringList overlays = {};            // folders that it may write to, in memory: nothing of it is left. None within another
    QByteArray input = {};                // what /dev/stdin holds; it can be opened again by that name where /proc can be mounted
    QByteArray until = {};                // having written this it is ended, with exit 0; "" waits for its own end
    QString user;                         // with its groups; "" stays who it is; one that does not exist is refused
    int deadlineMs = 60000;
};

struct IsolatedResult
{
    int exit = -1;     // -1: it crashed or was ended; 126: it could not be run, `output` says why
    QByteArray output; // both streams, at most 1 MiB, or 16 MiB with `until`
};

// Starts it now; the call of what is given back waits for its end, and dropping that ends it. Call it from a process without
// threads that matter (it forks). What it writes beyond a pipe's size waits until somebody waits for its end.
using IsolatedEnd = std::function<IsolatedResult()>;
IsolatedEnd startIsolated(const IsolatedRun &run);
// Both at once.
inline IsolatedResult runIsolated(const IsolatedRun &run) { return startIsolated(run)(); }

} // namespace lockstep
