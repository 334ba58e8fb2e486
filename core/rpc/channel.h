// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"

#include <QList>
#include <QObject>

namespace lockstep {

// Frames to and from one peer, in order. What arrives before begin() is kept for it. Either end may close; closed() comes
// once, afterwards nothing does. Sending never emits a signal before it returns. A slot may delete the channel.
class Channel : public QObject
{
    Q_OBJECT
public:
    ~Channel() override = default;
    virtual void sendText(const QByteArray &text) = 0;
    virtual void sendBinary(const QByteArray &bytes) = 0;
    virtual void close(const Error &why) = 0;
    virtual bool isOpen() const = 0;
    // Bytes given to it that the system has not yet taken; nothing here slows a sender down.
    virtual qint64 bytesWaiting() const = 0;
    // The key the other end proved to hold; nothing on a channel without TLS.
    virtual std::optional<Digest> peerPin() const = 0;
    // Whoever takes the frames is connected now.
    void begin();

Q_SIGNALS:
    void textReceived(const QByteArray &text);
    void binaryReceived(const QByteArray &bytes);
    void closed(const lockstep::Error &why);

protected:
    void arrived(const QByteArray &frame, bool binary);
    void ended(const Error &why);

private:
    struct Frame
    {
        QByteArray bytes;
        bool binary;
    };
    bool m_begun = false;
    QList<Frame> m_early;
    std::optional<Error> m_earlyEnd;
};

} // namespace lockstep
