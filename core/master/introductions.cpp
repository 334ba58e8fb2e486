// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/introductions.h"

#include "core/rpc/websocketchannel.h"

namespace lockstep {

namespace {

constexpr quint16 agentPort = 9530;

struct Introduction
{
    Digest pin;
    template <class V> void fields(V &v) { v("pin", pin); }
};

Result<QString> keyOf(const QString &address)
{
    return Endpoint::parse(address, agentPort).transform([](const Endpoint &place) { return QStringLiteral("agent ") + place.text().toLower(); });
}

} // namespace

Result<Digest> Introductions::find(const QString &address) const
{
    LOCKSTEP_TRY(key, keyOf(address));
    LOCKSTEP_TRY(known, m_store.find<Introduction>(Table::Setting, {}, key));
    return known ? Result<Digest>(known->pin) : fail(QStringLiteral("master.nocode"), {address});
}

Result<void> Introductions::keep(const QString &address, const Digest &pin)
{
    LOCKSTEP_TRY(key, keyOf(address));
    return m_store.save(Table::Setting, {}, key, Introduction{pin});
}

Result<void> Introductions::forget(const QString &address)
{
    LOCKSTEP_TRY(key, keyOf(address));
    return m_store.remove(Table::Setting, {}, key);
}

bool Introductions::same(const QString &address, const QString &other)
{
    const Result<QString> one = keyOf(address);
    const Result<QString> two = keyOf(other);
    return one && two ? *one == *two : address == other;
}

} // namespace lockstep
