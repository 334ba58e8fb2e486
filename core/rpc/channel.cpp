// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/channel.h"

#include <QPointer>

namespace lockstep {

void Channel::begin()
{
    m_begun = true;
    const QList<Frame> early = std::exchange(m_early, {});
    const std::optional<Error> end = m_earlyEnd; // std::exchange warns with g++ 14 -O1 -fsanitize
    m_earlyEnd.reset();
    const QPointer<Channel> here(this);
    for (const Frame &frame : early) {
        arrived(frame.bytes, frame.binary);
        if (!here)
            return;
    }
    if (end)
        Q_EMIT closed(*end);
}

void Channel::arrived(const QByteArray &frame, bool binary)
{
    if (!m_begun)
        m_early.append({frame, binary});
    else if (binary)
        Q_EMIT binaryReceived(frame);
    else
        Q_EMIT textReceived(frame);
}

void Channel::ended(const Error &why)
{
    if (m_begun)
        Q_EMIT closed(why);
    else
        m_earlyEnd = why;
}

} // namespace lockstep
