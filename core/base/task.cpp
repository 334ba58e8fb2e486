// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/task.h"

namespace lockstep {

struct Cancel::State
{
    bool raised = false;
    QList<std::weak_ptr<std::function<void()>>> callbacks;
};

Cancel::Cancel() : m_state(std::make_shared<State>()) {}

bool Cancel::raised() const { return m_state->raised; }

void Cancel::raise()
{
    if (std::exchange(m_state->raised, true))
        return;
    const auto callbacks = std::exchange(m_state->callbacks, {});
    for (const auto &weak : callbacks) {
        if (const Token callback = weak.lock())
            (*callback)();
    }
}

Cancel::Token Cancel::onRaise(std::function<void()> callback)
{
    auto token = std::make_shared<std::function<void()>>(std::move(callback));
    if (m_state->raised) {
        (*token)();
        return token;
    }
    m_state->callbacks.removeIf([](const auto &weak) { return weak.expired(); });
    m_state->callbacks.append(token);
    return token;
}

void TaskBag::add(Task<> task)
{
    ++m_state->running;
    // The wrapper counts itself out; QCoro keeps a detached coroutine's frame alive until its end.
    keep(m_state, std::move(task));
}

Task<> TaskBag::keep(std::shared_ptr<State> state, Task<> task)
{
    co_await task;
    if (--state->running == 0) {
        const QList<Promise<bool>> waiting = std::exchange(state->idle, {});
        for (Promise<bool> waiter : waiting)
            waiter.set(true);
    }
}

Task<> TaskBag::join()
{
    if (m_state->running == 0)
        co_return;
    Promise<bool> idle;
    m_state->idle.append(idle);
    co_await idle.wait();
}

} // namespace lockstep
