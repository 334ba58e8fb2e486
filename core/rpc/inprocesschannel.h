// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rpc/channel.h"

#include <functional>
#include <memory>

namespace lockstep {

// Two ends in one process, for tests and the simulation: every frame goes through `post`, which decides when (and, by not
// running the function, whether) it arrives.
class InProcessChannel final : public Channel
{
    Q_OBJECT
public:
    using Post = std::function<void(std::function<void()>)>;
    struct Pair;
    static Pair make(Post post, const Digest &leftPin, const Digest &rightPin);

    void sendText(const QByteArray &text) override { deliver(text, false); }
    void sendBinary(const QByteArray &bytes) override { deliver(bytes, true); }
    void close(const Error &why) override;
    bool isOpen() const override { return m_open; }
    qint64 bytesWaiting() const override { return 0; }
    std::optional<Digest> peerPin() const override { return m_pin; }

private:
    struct Wire;
    InProcessChannel(std::shared_ptr<Wire> wire, bool left, const Digest &pin);
    ~InProcessChannel() override;
    friend std::default_delete<InProcessChannel>;
    void deliver(const QByteArray &bytes, bool binary);
    void end(const Error &why);

    std::shared_ptr<Wire> m_wire;
    bool m_left;
    Digest m_pin;
    bool m_open = true;
};

struct InProcessChannel::Pair
{
    std::unique_ptr<Channel> left;
    std::unique_ptr<Channel> right;
};

} // namespace lockstep
