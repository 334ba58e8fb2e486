// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>
#include <QTest>

#include <optional>

namespace lockstep {

// How long a test waits for what must come: on a machine with more to do than it can Qt's five seconds are short.
constexpr int longestWait = 30000; // ms
#undef QTRY_VERIFY
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT((condition), lockstep::longestWait)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(condition, text) QTRY_VERIFY2_WITH_TIMEOUT((condition), text, lockstep::longestWait)
#undef QTRY_COMPARE
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT((actual), (expected), lockstep::longestWait)

// Whether it becomes true, while events are handled.
template <class Condition> bool comes(const Condition &condition, int milliseconds = longestWait) { return QTest::qWaitFor(condition, milliseconds); }

// Runs a Task to its end on the Qt event loop; fails the test after `milliseconds`.
template <class TaskType> auto waitFor(TaskType task, int milliseconds = longestWait)
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
