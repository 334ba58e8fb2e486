// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>
#include <QTest>

#include <optional>

namespace lockstep {

template <class TaskType> auto waitFor(TaskType task, int milliseconds)
{
    using Value = typename TaskType::value_type;
    struct State
    {
        bool done = false;
        std::conditional_t<std::is_void_v<Value>, std::monostate, std::optional<Value>> value;
    };
    auto state = std::make_shared<State>();
    [](TaskType inner, std::shared_ptr<State> into) -> QCoro::Task<> {
        if constexpr (std::is_void_v<Value>)
            co_await inner;
        else
            into->value.emplace(co_await inner);
        into->done = true;
    }(std::move(task), state);
    const bool ended = QTest::qWaitFor([&] { return state->done; }, milliseconds);
    if (!ended)
        qFatal("The awaited task did not end within %d ms.", milliseconds);
    if constexpr (!std::is_void_v<Value>)
        return std::move(*state->value);
}

} // namespace lockstep
