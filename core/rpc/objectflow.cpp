// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/objectflow.h"

#include "core/base/json.h"
#include "core/protocol/limits.h"

#include <QtEndian>

namespace lockstep {

namespace {

constexpr qsizetype headerSize = 4;
constexpr qsizetype mostIncoming = 64;

struct Begin
{
    quint32 id = 0;
    Digest digest;
    qint64 size = 0;
    QString encoding;
    template <class V> void fields(V &v)
    {
        v("id", id);
        v("digest", digest);
        v("size", size);
        v("encoding", encoding);
    }
};

struct Done
{
    quint32 id = 0;
    std::optional<Error> error;
    template <class V> void fields(V &v)
    {
        v("id", id);
        v("error", error);
    }
};

} // namespace

Task<Result<bool>> ObjectFlow::send(Digest digest, QByteArray packed, QString encoding)
{
    const quint32 id = m_nextId++;
    Promise<Result<bool>> done;
    m_notice(QStringLiteral("object.begin"), toJson(Begin{id, digest, packed.size(), encoding}));
    m_outgoing.insert(id, {packed, 0, done});
    m_queue.enqueue(id);
    pump();
    Task<Result<bool>> waiting = done.wait();
    Result<bool> result = co_await waiting;
    co_return result;
}

void ObjectFlow::pump()
{
    while (m_inFlight < limits::credit && !m_queue.isEmpty()) {
        const quint32 id = m_queue.dequeue();
        const auto it = m_outgoing.find(id);
        if (it == m_outgoing.end())
            continue;
        QByteArray frame(headerSize, Qt::Uninitialized);
        qToBigEndian(id, frame.data());
        const QByteArray piece = it->packed.mid(it->sent, limits::binaryFrame);
        it->sent += piece.size();
        if (it->sent < it->packed.size())
            m_queue.enqueue(id);
        m_most = std::max(m_most, ++m_inFlight);
        m_frame(frame + piece);
    }
}

bool ObjectFlow::receiveFrame(const QByteArray &bytes)
{
    if (bytes.size() < headerSize || bytes.size() > headerSize + limits::binaryFrame)
        return false;
    const quint32 id = qFromBigEndian<quint32>(bytes.constData());
    const auto it = m_incoming.find(id);
    if (it == m_incoming.end() || it->object.packed.size() + bytes.size() - headerSize > it->size)
        return false;
    it->object.packed += bytes.sliced(headerSize);
    m_notice(QStringLiteral("object.credit"), {});
    if (it->object.packed.size() == it->size)
        finish(id);
    return true;
}

void ObjectFlow::finish(quint32 id)
{
    const Incoming incoming = m_incoming.take(id);
    const Result<void> taken = m_receiver ? m_receiver(incoming.object) : fail(QStringLiteral("rpc.object"));
    m_notice(QStringLiteral("object.done"), toJson(Done{id, taken ? std::nullopt : std::optional(taken.error())}));
}

bool ObjectFlow::receiveNotice(const QString &method, const QJsonObject &params)
{
    if (method == QLatin1String("object.begin")) {
        const Result<Begin> begin = fromJson<Begin>(params);
        if (!begin || begin->size < 0 || begin->size > limits::objectBytes || m_incoming.contains(begin->id) ||
            m_incoming.size() >= mostIncoming || begin->encoding.size() > 100)
            return false;
        // Nothing is reserved for what was only announced.
        m_incoming.insert(begin->id, {{begin->digest, {}, begin->encoding}, begin->size});
        return true;
    }
    if (method == QLatin1String("object.credit")) {
        if (m_inFlight == 0)
            return false;
        --m_inFlight;
        pump();
        return true;
    }
    if (method == QLatin1String("object.done")) {
        const Result<Done> done = fromJson<Done>(params);
        if (!done || !m_outgoing.contains(done->id))
            return false;
        Promise<Result<bool>> promise = m_outgoing.take(done->id).done;
        promise.set(done->error ? Result<bool>(std::unexpected(*done->error)) : Result<bool>(true));
        return true;
    }
    return false;
}

void ObjectFlow::end(const Error &why)
{
    m_incoming.clear();
    m_queue.clear();
    auto outgoing = std::exchange(m_outgoing, {});
    for (Outgoing &each : outgoing)
        each.done.set(std::unexpected(why));
}

} // namespace lockstep
