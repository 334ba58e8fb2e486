// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <expected>

namespace lockstep {

// Where a fault lies. Any part may be empty; line and column count from 1, 0 means "not known".
struct Origin
{
    QString server;
    QString file;
    int line = 0;
    int column = 0;

    bool operator==(const Origin &) const = default;
    template <class V> void fields(V &v)
    {
        v("server", server);
        v("file", file);
        v("line", line);
        v("column", column);
    }
};

// A fault as data. `code` names one row of the sentence table (core/base/sentences/*.inc), `args` fill its %1..%9;
// errorText() turns it into English, ui/ translates the same row. `detail` carries another program's own words, redacted.
struct Error
{
    QString code;
    QStringList args;
    Origin origin;
    QString detail;

    bool operator==(const Error &) const = default;
    Error at(const QString &file, int line = 0, int column = 0) const;
    Error on(const QString &server) const;
    template <class V> void fields(V &v)
    {
        v("code", code);
        v("args", args);
        v("origin", origin);
        v("detail", detail);
    }
};

template <class T> using Result = std::expected<T, Error>;

// Shorthand: return fail("file.missing", {path});
inline std::unexpected<Error> fail(QString code, QStringList args = {}, QString detail = {})
{
    return std::unexpected(Error{std::move(code), std::move(args), {}, std::move(detail)});
}
inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }

// Unwraps a Result inside a function or coroutine that returns Result; `RETURN` is return or co_return.
#define LOCKSTEP_TRY_AS(RETURN, NAME, ...)                                                                                                           \
    auto NAME##Result_ = (__VA_ARGS__);                                                                                                              \
    if (!NAME##Result_)                                                                                                                              \
        RETURN std::unexpected(std::move(NAME##Result_.error()));                                                                                    \
    auto &&NAME = *NAME##Result_
#define LOCKSTEP_TRY(NAME, ...) LOCKSTEP_TRY_AS(return, NAME, __VA_ARGS__)
#define LOCKSTEP_CO_TRY(NAME, ...) LOCKSTEP_TRY_AS(co_return, NAME, __VA_ARGS__)
// The same for Result<void>.
#define LOCKSTEP_JOIN_(A, B) A##B
#define LOCKSTEP_JOIN(A, B) LOCKSTEP_JOIN_(A, B)
#define LOCKSTEP_CHECK_NAMED(RETURN, NAME, ...)                                                                                                      \
    do {                                                                                                                                             \
        if (auto NAME = (__VA_ARGS__); !NAME)                                                                                                        \
            RETURN std::unexpected(std::move(NAME.error()));                                                                                         \
    } while (false)
// The name is the line's: one check may hold a lambda with others.
#define LOCKSTEP_CHECK_AS(RETURN, ...) LOCKSTEP_CHECK_NAMED(RETURN, LOCKSTEP_JOIN(checked_, __LINE__), __VA_ARGS__)
#define LOCKSTEP_CHECK(...) LOCKSTEP_CHECK_AS(return, __VA_ARGS__)
#define LOCKSTEP_CO_CHECK(...) LOCKSTEP_CHECK_AS(co_return, __VA_ARGS__)

} // namespace lockstep
