// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/inprocesschannel.h"

namespace lockstep {

struct InProcessChannel::Wire
{
    Post post;
    InProcessChannel *ends[2] = {nullptr, nullptr};
};

InProcessChannel::InProcessChannel(std::shared_ptr<Wire> wire, bool left, const Digest &pin) : m_wire(std::move(wire)), m_left(left), m_pin(pin)
{
    m_wire->ends[m_left ? 0 : 1] = this;
}

InProcessChannel::~InProcessChannel()
{
    m_wire->ends[m_left ? 0 : 1] = nullptr;
    if (m_open)
        close(Error{QStringLiteral("rpc.lost"), {QStringLiteral("the other side")}, {}, {}});
}

InProcessChannel::Pair InProcessChannel::make(Post post, const Digest &leftPin, const Digest &rightPin)
{
    auto wire = std::make_shared<Wire>(Wire{std::move(post), {nullptr, nullptr}});
    Pair pair;
    pair.left.reset(new InProcessChannel(wire, true, rightPin)); // each end knows the other's pin
    pair.right.reset(new InProcessChannel(wire, false, leftPin));
    return pair;
}

void InProcessChannel::deliver(const QByteArray &bytes, bool binary)
{
    if (!m_open)
        return;
    m_wire->post([wire = m_wire, other = m_left ? 1 : 0, bytes, binary] {
        InProcessChannel *end = wire->ends[other];
        if (!end || !end->m_open)
            return;
        end->arrived(bytes, binary);
    });
}

void InProcessChannel::close(const Error &why)
{
    if (!m_open)
        return;
    m_wire->post([wire = m_wire, other = m_left ? 1 : 0, why] {
        if (InProcessChannel *end = wire->ends[other])
            end->end(Error{QStringLiteral("rpc.lost"), {QStringLiteral("the other side")}, {}, why.code});
    });
    end(why);
}

void InProcessChannel::end(const Error &why)
{
    if (std::exchange(m_open, false))
        ended(why);
}

} // namespace lockstep
