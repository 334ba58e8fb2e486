// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/methods.h"
#include "core/rpc/peer.h"

namespace lockstep {

// The one gate in front of every method: no handler here, no call; no role, no call. Handlers take the
// typed request (and a Cancel, if they want to know that the caller is gone) and give the typed reply.
class Dispatcher
{
public:
    template <class M, class Fn> void on(M method, Fn handler)
    {
        using Request = typename M::Request;
        m_rows.insert(QString::fromLatin1(method.name), Row{method, [handler](QJsonObject params, Cancel cancel) -> Task<Result<QJsonObject>> {
                                                                Result<Request> request = fromJson<Request>(params);
                                                                if (!request)
                                                                    co_return std::unexpected(request.error());
                                                                auto handling = [&] {
                                                                    if constexpr (std::is_invocable_v<const Fn &, Request, Cancel>)
                                                                        return handler(std::move(*request), cancel);
                                                                    else
                                                                        return handler(std::move(*request));
                                                                }();
                                                                const Result<typename M::Reply> reply = co_await handling;
                                                                if (!reply)
                                                                    co_return std::unexpected(reply.error());
                                                                co_return toJson(*reply);
                                                            }});
    }

    // What a peer with these roles gets for a call. Errors: rpc.method, rpc.denied, json.field, the handler's own.
    Task<Result<QJsonObject>> handle(QList<Role> roles, QString method, QJsonObject params, Cancel cancel = {}) const
    {
        const auto it = m_rows.constFind(method);
        if (it == m_rows.constEnd())
            co_return fail(QStringLiteral("rpc.method"), {method.left(80)});
        if (!roles.contains(it->method.role))
            co_return fail(QStringLiteral("rpc.denied"), {method});
        const Row row = *it;
        if (m_guard)
            LOCKSTEP_CO_CHECK(m_guard(row.method));
        Task<Result<QJsonObject>> handling = row.handle(params, cancel);
        Result<QJsonObject> reply = co_await handling;
        co_return reply;
    }

    QStringList methods() const { return m_rows.keys(); }

    // Asked before every call that the table lets in.
    using Guard = std::function<Result<void>(const MethodRow &)>;
    void setGuard(Guard guard) { m_guard = std::move(guard); }

private:
    struct Row
    {
        MethodRow method;
        std::function<Task<Result<QJsonObject>>(QJsonObject, Cancel)> handle;
    };
    QHash<QString, Row> m_rows;
    Guard m_guard;
};

} // namespace lockstep
