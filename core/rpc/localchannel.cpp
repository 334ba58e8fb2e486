// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/localchannel.h"

#include "core/protocol/limits.h"

#include <QFile>
#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>
#include <QtEndian>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lockstep {

namespace {

constexpr qsizetype headSize = 4;
constexpr int farewell = 10000; // ms that the last words may take

// Gives what the system takes now; false when the other end is gone.
bool give(int socket, QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::send(socket, bytes.constData() + done, size_t(bytes.size() - done), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
            return false;
        if (count <= 0)
            break;
        done += count;
    }
    bytes.remove(0, done);
    return true;
}

// An answer that was just given must still arrive when its channel closes.
class LastWords final : public QObject
{
public:
    LastWords(int socket, QByteArray words) : m_socket(socket), m_words(std::move(words)), m_writable(socket, QSocketNotifier::Write)
    {
        connect(&m_writable, &QSocketNotifier::activated, this, [this] {
            if (!give(m_socket, m_words) || m_words.isEmpty())
                leave();
        });
        QTimer::singleShot(farewell, this, &LastWords::leave);
    }
    ~LastWords() override { ::close(m_socket); }

private:
    void leave()
    {
        m_writable.setEnabled(false);
        deleteLater();
    }
    int m_socket;
    QByteArray m_words;
    QSocketNotifier m_writable;
};

} // namespace

LocalChannel::LocalChannel(int socket, QString place)
    : m_socket(socket), m_place(std::move(place)), m_readable(new QSocketNotifier(socket, QSocketNotifier::Read)),
      m_writable(new QSocketNotifier(socket, QSocketNotifier::Write))
{
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, &LocalChannel::receive);
    connect(m_writable, &QSocketNotifier::activated, this, &LocalChannel::write);
}

LocalChannel::~LocalChannel()
{
    for (QSocketNotifier *one : {m_readable, m_writable}) {
        one->setEnabled(false);
        one->deleteLater();
    }
    if (m_socket < 0)
        return;
    (void)give(m_socket, m_out);
    ::close(m_socket);
}

void LocalChannel::send(const QByteArray &bytes, quint32 flag)
{
    if (!m_open)
        return;
    char head[headSize];
    qToBigEndian(quint32(bytes.size()) | flag, head);
    m_out.append(head, headSize);
    m_out.append(bytes);
    m_writable->setEnabled(true); // all of a turn at once
}

void LocalChannel::write()
{
    if (!give(m_socket, m_out))
        return end(Error{QStringLiteral("rpc.lost"), {m_place}, {}, {}});
    if (m_out.isEmpty()) {
        m_out = QByteArray(); // room and all
        m_writable->setEnabled(false);
    }
}

void LocalChannel::receive()
{
    char room[65536];
    const ssize_t count = ::recv(m_socket, room, sizeof room, MSG_DONTWAIT);
    if (count < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK))
        return;
    if (count <= 0)
        return end(Error{QStringLiteral("rpc.lost"), {m_place}, {}, {}});
    m_in.append(room, count);
    take();
}

void LocalChannel::take()
{
    const QPointer<LocalChannel> here(this);
    qsizetype from = 0;
    while (m_in.size() - from >= headSize) {
        const quint32 head = qFromBigEndian<quint32>(m_in.constData() + from);
        const qint64 size = head & ~binaryFlag;
        if (size > limits::textFrame)
            return close(Error{QStringLiteral("rpc.broken"), {m_place, QStringLiteral("a frame that is too large")}, {}, {}});
        if (m_in.size() - from - headSize < size)
            break;
        const QByteArray frame = m_in.mid(from + headSize, size);
        from += headSize + size;
        arrived(frame, (head & binaryFlag) != 0);
        if (!here || !m_open)
            return;
    }
    m_in.remove(0, from);
}

void LocalChannel::close(const Error &why)
{
    if (!m_open)
        return;
    if (give(m_socket, m_out) && !m_out.isEmpty()) {
        m_readable->setEnabled(false);
        m_writable->setEnabled(false);
        new LastWords(std::exchange(m_socket, -1), std::exchange(m_out, {})); // lives until they are said
    }
    end(why);
}

void LocalChannel::end(const Error &why)
{
    if (!std::exchange(m_open, false))
        return;
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    ended(why);
}

Task<Result<std::unique_ptr<Channel>>> LocalChannel::dial(QString path, int deadlineMs)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.size() >= qsizetype(sizeof address.sun_path))
        co_return fail(QStringLiteral("rpc.unreachable"), {path}, QString::fromLocal8Bit(std::strerror(ENAMETOOLONG)));
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    constexpr qint64 pause = 10;
    for (qint64 waited = 0;; waited += pause) {
        const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (socket >= 0 && ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
            co_return std::make_unique<LocalChannel>(socket, path);
        const int fault = errno;
        if (socket >= 0)
            ::close(socket);
        if (fault != EAGAIN && fault != EINTR) // too many wait there
            co_return fail(QStringLiteral("rpc.unreachable"), {path}, QString::fromLocal8Bit(std::strerror(fault)));
        if (waited >= deadlineMs)
            co_return fail(QStringLiteral("timeout"), {path});
        Task<bool> sleeping = systemClock().sleep(pause, Cancel());
        co_await sleeping;
    }
}

} // namespace lockstep
