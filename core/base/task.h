// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QCoroTask>
#include <QList>

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>

namespace lockstep {

// A coroutine's result. Bodies start at once and run to their first wait. Nothing drops a Task: it is awaited, or kept in a
// TaskBag that outlives it. Parameters by value; never co_await inside a condition or an argument list (g++ 14); co_return
// moves from whatever it names (QCoro), so what lives on is returned through std::as_const.
template <class T = void> using Task = QCoro::Task<T>;

// Asks running work to stop. Copies share one flag; work looks at it between steps, and waits end early when it is raised.
class Cancel
{
public:
    Cancel();
    void raise();
    bool raised() const;
    // Runs `callback` once when raised (at once if it already is). The token keeps it registered.
    using Token = std::shared_ptr<std::function<void()>>;
    [[nodiscard]] Token onRaise(std::function<void()> callback);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

// A value that arrives later, once; any number of waiters, resumed in the order they came. The bridge between callbacks
// and coroutines: copies share one state. Setting it a second time is ignored.
template <class T> class Promise
{
public:
    Promise() : m_state(std::make_shared<State>()) {}
    bool isSet() const { return m_state->value.has_value(); }
    void set(T value)
    {
        if (isSet())
            return;
        m_state->value.emplace(std::move(value));
        const std::shared_ptr<State> keep = m_state;
        for (const std::coroutine_handle<> waiter : std::exchange(keep->waiters, {}))
            waiter.resume();
    }
    Task<T> wait() const
    {
        const std::shared_ptr<State> state = m_state;
        co_await Awaiter{state.get()};
        co_return std::as_const(*state->value);
    }

private:
    struct State
    {
        std::optional<T> value;
        QList<std::coroutine_handle<>> waiters;
    };
    struct Awaiter
    {
        State *state;
        bool await_ready() const { return state->value.has_value(); }
        void await_suspend(std::coroutine_handle<> handle) { state->waiters.append(handle); }
        void await_resume() const {}
    };
    std::shared_ptr<State> m_state;
};

// Runs `fn(item)` for every item, at most `limit` at a time; results come in the order of the items. Every one runs to its
// end even when another fails: what a failure means is the caller's decision.
template <class R, class Item> Task<QList<R>> forEach(QList<Item> items, int limit, std::function<Task<R>(Item)> fn)
{
    auto results = std::make_shared<QList<std::optional<R>>>(items.size());
    auto next = std::make_shared<qsizetype>(0);
    auto shared = std::make_shared<QList<Item>>(std::move(items));
    auto call = std::make_shared<std::function<Task<R>(Item)>>(std::move(fn));
    const auto lane = [](auto results_, auto next_, auto shared_, auto call_) -> Task<> {
        while (*next_ < shared_->size()) {
            const qsizetype mine = (*next_)++;
            Task<R> task = (*call_)(shared_->at(mine));
            (*results_)[mine] = co_await task;
        }
    };
    QList<std::shared_ptr<Task<>>> lanes;
    const qsizetype count = std::min<qsizetype>(std::max(limit, 1), shared->size());
    for (qsizetype i = 0; i < count; ++i)
        lanes.append(std::make_shared<Task<>>(lane(results, next, shared, call)));
    for (qsizetype i = 0; i < lanes.size(); ++i)
        co_await *lanes[i];
    QList<R> done;
    for (std::optional<R> &result : *results)
        done.append(std::move(*result));
    co_return done;
}

// Keeps fire-and-forget tasks alive until they end; join() waits for all of them. Outlives everything its tasks touch.
class TaskBag
{
public:
    void add(Task<> task);
    Task<> join();
    bool isEmpty() const { return m_state->running == 0; }

private:
    // Tasks may end when the bag is gone.
    struct State
    {
        int running = 0;
        QList<Promise<bool>> idle;
    };
    static Task<> keep(std::shared_ptr<State> state, Task<> task);
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace lockstep
