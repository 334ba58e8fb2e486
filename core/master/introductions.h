// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/store/store.h"

namespace lockstep {

// The agents that this master has made itself known to, by address, members or not: they are asked again without another join
// code. Kept in the master's database.
class Introductions
{
public:
    explicit Introductions(Store &store) : m_store(store) {}

    // The pin of the agent at HOST[:PORT]. Errors: master.nocode when no code was redeemed there, rpc.address, store.*.
    Result<Digest> find(const QString &address) const;
    Result<void> keep(const QString &address, const Digest &pin);
    // It was released, and knows no master any more.
    Result<void> forget(const QString &address);

    // Two ways to write one place are the same: the port is 9530 when left out.
    static bool same(const QString &address, const QString &other);

private:
    Store &m_store;
};

} // namespace lockstep
