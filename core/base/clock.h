// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

namespace lockstep {

// Time as a seam: the system's, or a test's that jumps.
class Clock
{
public:
    virtual ~Clock() = default;
    // Milliseconds since 1970-01-01 UTC; may step backwards.
    virtual qint64 now() const = 0;
    // Milliseconds since boot, suspend included (CLOCK_BOOTTIME); never steps backwards, starts anew at a boot.
    virtual qint64 sinceBoot() const = 0;
    // Which boot this is (/proc/sys/kernel/random/boot_id): a persisted sinceBoot() means nothing in another one.
    virtual QString bootId() const = 0;
    // Resumes after `milliseconds`, or as soon as `cancel` is raised; true when the time passed in full.
    virtual Task<bool> sleep(qint64 milliseconds, Cancel cancel) = 0;
};

// The system's clock; sleeping needs a running Qt event loop.
Clock &systemClock();

// Awaits `task`; when `milliseconds` pass first, raises `cancel` (so that the work can end) and gives the error
// "timeout" with `what`. The work itself must end soon after `cancel` is raised.
template <class T> Task<Result<T>> withDeadline(Clock &clock, qint64 milliseconds, QString what, Cancel cancel, Task<Result<T>> task)
{
    Promise<Result<T>> first;
    Cancel timer;
    const auto watch = [](Clock &clock_, qint64 ms, QString name, Cancel work, Cancel own, Promise<Result<T>> promise) -> Task<> {
        const bool passed = co_await clock_.sleep(ms, own);
        if (passed && !promise.isSet()) {
            promise.set(fail(QStringLiteral("timeout"), {name}));
            work.raise();
        }
    };
    const auto run = [](Task<Result<T>> inner, Cancel own, Promise<Result<T>> promise) -> Task<> {
        Result<T> result = co_await inner;
        promise.set(std::move(result));
        own.raise();
    };
    watch(clock, milliseconds, what, cancel, timer, first);
    run(std::move(task), timer, first);
    Task<Result<T>> wait = first.wait();
    Result<T> result = co_await wait;
    co_return result;
}

} // namespace lockstep
