// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/helperlink.h"

#include "core/agent/treewatch.h"
#include "core/protocol/limits.h"

#include <QtEndian>

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lockstep {

namespace {

constexpr qsizetype headSize = 8;
constexpr qint64 mostJson = 256 << 20; // manifests of a million entries

QByteArray frame(const QJsonObject &json, const QByteArray &bytes)
{
    const QByteArray text = jsonBytes(json);
    QByteArray head(headSize, Qt::Uninitialized);
    qToBigEndian(quint32(text.size()), head.data());
    qToBigEndian(quint32(bytes.size()), head.data() + 4);
    return head + text + bytes;
}

// Takes one whole frame from the front of `buffer`; false: not there yet. `broken`: it never will be.
bool takeFrame(QByteArray &buffer, QJsonObject &json, QByteArray &bytes, bool &broken)
{
    if (buffer.size() < headSize)
        return false;
    const qint64 textSize = qFromBigEndian<quint32>(buffer.constData());
    const qint64 bytesSize = qFromBigEndian<quint32>(buffer.constData() + 4);
    broken = textSize > mostJson || bytesSize > limits::objectBytes;
    if (broken || buffer.size() < headSize + textSize + bytesSize)
        return false;
    const Result<QJsonObject> parsed = parseJson(buffer.mid(headSize, textSize));
    broken = !parsed;
    if (broken)
        return false;
    json = *parsed;
    bytes = buffer.mid(headSize + textSize, bytesSize);
    buffer.remove(0, headSize + textSize + bytesSize);
    return true;
}

bool readSome(int socket, QByteArray &into, int flags = 0)
{
    char buffer[262144];
    const ssize_t count = ::recv(socket, buffer, sizeof buffer, flags);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (count <= 0)
        return false;
    into.append(buffer, count);
    return true;
}

} // namespace

Task<Result<HelperReply>> DirectLink::call(QString verb, QJsonObject params, QByteArray bytes)
{
    HelperReply reply;
    const Result<QJsonObject> json = m_helper.handle(verb, params, bytes, reply.bytes);
    if (!json)
        co_return std::unexpected(json.error());
    reply.json = *json;
    co_return reply;
}

SocketLink::SocketLink(int socket) : m_socket(socket), m_readable(socket, QSocketNotifier::Read), m_writable(socket, QSocketNotifier::Write)
{
    m_writable.setEnabled(false);
    QObject::connect(&m_readable, &QSocketNotifier::activated, &m_readable, [this] { readMore(); });
    QObject::connect(&m_writable, &QSocketNotifier::activated, &m_writable, [this] { writeMore(); });
}

SocketLink::~SocketLink() { ::close(m_socket); }

Task<Result<HelperReply>> SocketLink::call(QString verb, QJsonObject params, QByteArray bytes)
{
    if (m_broken)
        co_return fail(QStringLiteral("agent.helper"));
    Promise<Result<HelperReply>> promise;
    m_waiting.enqueue(promise);
    m_out += frame({{QStringLiteral("verb"), verb}, {QStringLiteral("params"), params}}, bytes);
    writeMore();
    Task<Result<HelperReply>> waiting = promise.wait();
    Result<HelperReply> reply = co_await waiting;
    co_return reply;
}

void SocketLink::writeMore()
{
    while (!m_out.isEmpty()) {
        const ssize_t count = ::send(m_socket, m_out.constData(), size_t(m_out.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            return giveUp();
        if (count < 0)
            break;
        m_out.remove(0, count);
    }
    m_writable.setEnabled(!m_out.isEmpty());
}

void SocketLink::readMore()
{
    bool broken = !readSome(m_socket, m_in, MSG_DONTWAIT); // poll(2) may say that there is something when there is not
    QJsonObject json;
    QByteArray bytes;
    while (!broken && takeFrame(m_in, json, bytes, broken)) {
        if (json.contains(QLatin1String("touched"))) {
            if (m_touched)
                m_touched();
            continue;
        }
        broken = m_waiting.isEmpty();
        if (broken)
            break;
        Promise<Result<HelperReply>> promise = m_waiting.dequeue();
        if (json.contains(QLatin1String("error"))) {
            const Result<Error> error = fromJson<Error>(json.value(QLatin1String("error")));
            promise.set(std::unexpected(error ? *error : Error{QStringLiteral("agent.helper"), {}, {}, {}}));
        } else {
            promise.set(HelperReply{json.value(QLatin1String("result")).toObject(), bytes});
        }
    }
    if (broken)
        giveUp();
}

void SocketLink::giveUp()
{
    m_broken = true;
    m_out.clear();
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    const auto waiting = std::exchange(m_waiting, {});
    for (Promise<Result<HelperReply>> promise : waiting)
        promise.set(fail(QStringLiteral("agent.helper")));
}

namespace {

constexpr int settleMs = 300; // so long after the first touch it is told, and what follows meanwhile with it

bool sendAll(int socket, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t count = ::send(socket, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        sent += count;
    }
    return true;
}

// Until a request comes; tells of touched files meanwhile. False: the other end is gone.
bool awaitRequest(int socket, TreeWatch &watch)
{
    bool touched = false;
    for (;;) {
        pollfd waits[]{{socket, POLLIN, 0}, {touched ? -1 : watch.descriptor(), POLLIN, 0}};
        const int ready = ::poll(waits, 2, touched ? settleMs : -1);
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready > 0 && waits[0].revents != 0)
            return true;
        if (ready > 0)
            touched = true;
        if (ready == 0) {
            touched = false;
            if (watch.take() && !sendAll(socket, frame({{QStringLiteral("touched"), true}}, {})))
                return false;
        }
    }
}

} // namespace

void serveHelper(Helper &helper, int socket)
{
    QByteArray in;
    TreeWatch watch;
    for (;;) {
        watch.follow(helper.servedFolders());
        if (!awaitRequest(socket, watch) || !readSome(socket, in))
            return;
        QJsonObject json;
        QByteArray bytes;
        bool broken = false;
        while (takeFrame(in, json, bytes, broken)) {
            QByteArray out;
            const Result<QJsonObject> done = helper.handle(json.value(QLatin1String("verb")).toString(),
                                                           json.value(QLatin1String("params")).toObject(), bytes, out);
            const QByteArray reply = frame(
                done ? QJsonObject{{QStringLiteral("result"), *done}} : QJsonObject{{QStringLiteral("error"), toJson(done.error())}}, out);
            if (!sendAll(socket, reply))
                return;
        }
        if (broken)
            return;
    }
}

} // namespace lockstep
