// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/identity/identity.h"
#include "core/rpc/channel.h"

#include <QAbstractSocket>
#include <QWebSocket>

#include <memory>

namespace lockstep {

struct Endpoint
{
    QString host;
    quint16 port = 0;
    bool operator==(const Endpoint &) const = default;
    QString text() const; // host:port, [host]:port for IPv6
    // "host", "host:port", "[v6]:port"; errors: rpc.address.
    static Result<Endpoint> parse(const QString &text, quint16 defaultPort);
};

// A WebSocket (RFC 6455) in TLS 1.3, both ends authenticated by pins.
class WebSocketChannel final : public Channel
{
    Q_OBJECT
public:
    // Takes an upgraded socket whose other end proved `pin`; a stranger may only send limits::firstFrame.
    WebSocketChannel(std::unique_ptr<QWebSocket> socket, const Digest &pin, bool known, const QString &place);
    ~WebSocketChannel() override;

    // Connects, proves `identity`, demands that the other end holds `pin`: a peer with another key gets no application
    // data. Errors: rpc.unreachable, rpc.pin, timeout.
    static Task<Result<std::unique_ptr<Channel>>> dial(Endpoint endpoint, Identity identity, Digest pin, int deadlineMs);

    void sendText(const QByteArray &text) override;
    void sendBinary(const QByteArray &bytes) override;
    void close(const Error &why) override;
    bool isOpen() const override { return m_open; }
    qint64 bytesWaiting() const override;
    std::optional<Digest> peerPin() const override { return m_pin; }

private:
    void end(const Error &why);

    std::unique_ptr<QWebSocket> m_socket;
    Digest m_pin;
    QString m_place;
    bool m_open = true;
};

// What both ends of a TLS connection insist on.
QSslConfiguration tlsConfiguration(const Identity &identity);

// Small frames that answer each other are sent at once, and a connection whose other end is out of reach ends after `silenceMs`:
// the system asks it and, unanswered, gives up. Without that a call would wait for as long as TCP itself does, a quarter of an hour.
inline constexpr int silenceMs = 30000;
void attend(QAbstractSocket &socket);

} // namespace lockstep
