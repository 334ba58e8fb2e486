// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/objectflow.h"

#include "core/base/json.h"
#include "core/protocol/limits.h"
#include "core/rpc/hostile.h"

#include <QtEndian>

namespace lockstep {

namespace {

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

struct Drop
{
    quint32 id = 0;
    template <class V> void fields(V &v) { v("id", id); }
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

Task<Result<bool>> ObjectFlow::send(Digest digest, QByteArray packed, QString encoding, Cancel cancel)
{
    if (packed.size() > limits::objectBytes)
        co_return fail(QStringLiteral("rpc.large"), {QString::number(limits::objectBytes >> 20)});
    if (cancel.raised())
        co_return fail(QStringLiteral("cancelled"));
    const quint32 id = m_nextId++;
    Promise<Result<bool>> done;
    m_outgoing.insert(id, {digest, packed, encoding, done});
    m_line.enqueue(id);
    packed.clear();
    // drop() finds nothing once the transfer has ended, and end() has ended all of them before this object goes.
    const Cancel::Token token = cancel.onRaise([this, id, done] {
        if (!done.isSet())
            drop(id, Error{QStringLiteral("cancelled"), {}, {}, {}});
    });
    admit();
    Task<Result<bool>> waiting = done.wait();
    Result<bool> result = co_await waiting;
    co_return result;
}

void ObjectFlow::admit()
{
    while (!m_line.isEmpty()) {
        const auto it = m_outgoing.find(m_line.head());
        if (it != m_outgoing.end()) {
            const qint64 size = it->packed.size();
            if (m_begun >= mostBegun || m_begunBytes + size > limits::objectBytes)
                break;
            ++m_begun;
            m_begunBytes += size;
            it->begun = true;
            m_queue.enqueue(it.key());
            m_notice(QStringLiteral("object.begin"), toJson(Begin{it.key(), it->digest, size, it->encoding}));
        }
        m_line.dequeue();
    }
    pump();
}

void ObjectFlow::pump()
{
    while (m_inFlight < limits::credit && !m_queue.isEmpty()) {
        const quint32 id = m_queue.dequeue();
        const auto it = m_outgoing.find(id);
        if (it == m_outgoing.end())
            continue;
        const qint64 size = std::min(limits::binaryFrame, it->packed.size() - it->sent);
        QByteArray frame(headerSize, Qt::Uninitialized);
        frame.reserve(headerSize + size);
        qToBigEndian(id, frame.data());
        qToBigEndian(quint64(it->sent), frame.data() + sizeof id);
        frame += QByteArrayView(it->packed).sliced(it->sent, size);
        it->sent += size;
        if (it->sent < it->packed.size())
            m_queue.enqueue(id);
        ++m_inFlight;
        m_frame(frame);
    }
}

// Ends a transfer's book-keeping and lets the next in line begin; its promise is still to be set.
Promise<Result<bool>> ObjectFlow::take(quint32 id)
{
    const Outgoing ended = m_outgoing.take(id);
    if (ended.begun) {
        --m_begun;
        m_begunBytes -= ended.packed.size();
    }
    return ended.done;
}

void ObjectFlow::drop(quint32 id, const Error &why)
{
    const auto it = m_outgoing.constFind(id);
    if (it == m_outgoing.constEnd())
        return;
    if (it->begun)
        m_notice(QStringLiteral("object.drop"), toJson(Drop{id}));
    Promise<Result<bool>> promise = take(id);
    admit();
    promise.set(std::unexpected(why));
}

bool ObjectFlow::receiveFrame(const QByteArray &bytes)
{
    if (bytes.size() < headerSize || bytes.size() > headerSize + limits::binaryFrame)
        return false;
    const quint32 id = qFromBigEndian<quint32>(bytes.constData());
    const quint64 offset = qFromBigEndian<quint64>(bytes.constData() + sizeof id);
    const auto it = m_incoming.find(id);
    if (it == m_incoming.end() || offset != quint64(it->object.packed.size()))
        return false;
    if (bytes.size() - headerSize != std::min(limits::binaryFrame, it->size - qint64(offset)))
        return false;
    it->object.packed += QByteArrayView(bytes).sliced(headerSize);
    m_notice(QStringLiteral("object.credit"), {});
    if (it->object.packed.size() == it->size)
        finish(id);
    return true;
}

void ObjectFlow::finish(quint32 id)
{
    const Incoming incoming = m_incoming.take(id);
    m_announced -= incoming.size;
    const Receiver receiver = m_receiver;
    const Result<void> taken = receiver ? receiver(incoming.object) : fail(QStringLiteral("rpc.object"));
    m_notice(QStringLiteral("object.done"), toJson(Done{id, taken ? std::nullopt : std::optional(taken.error())}));
}

bool ObjectFlow::receiveNotice(const QString &method, const QJsonObject &params)
{
    if (method == QLatin1String("object.begin"))
        return receiveBegin(params);
    if (method == QLatin1String("object.done"))
        return receiveDone(params);
    if (method == QLatin1String("object.drop")) {
        const Result<Drop> drop = fromJson<Drop>(params);
        if (!drop)
            return false;
        m_announced -= m_incoming.take(drop->id).size; // it may just have ended: then nothing is left to drop
        return true;
    }
    if (method == QLatin1String("object.credit") && m_inFlight > 0) {
        --m_inFlight;
        pump();
        return true;
    }
    return false;
}

bool ObjectFlow::receiveBegin(const QJsonObject &params)
{
    const Result<Begin> begin = fromJson<Begin>(params);
    if (!begin || begin->size < 0 || begin->size > limits::objectBytes - m_announced || m_incoming.contains(begin->id) ||
        m_incoming.size() >= mostBegun || begin->encoding.size() > 100)
        return false;
    // Nothing is reserved for what was only announced.
    m_incoming.insert(begin->id, {{begin->digest, {}, begin->encoding}, begin->size});
    m_announced += begin->size;
    return true;
}

bool ObjectFlow::receiveDone(const QJsonObject &params)
{
    const Result<Done> done = fromJson<Done>(params);
    if (!done || done->id == 0 || done->id >= m_nextId)
        return false;
    const auto it = m_outgoing.constFind(done->id);
    if (it == m_outgoing.constEnd())
        return true; // given up while this was on its way
    if (!it->begun || it->sent < it->packed.size())
        return false;
    Promise<Result<bool>> promise = take(done->id);
    admit();
    promise.set(done->error ? Result<bool>(std::unexpected(boundedError(*done->error))) : Result<bool>(true));
    return true;
}

void ObjectFlow::end(const Error &why)
{
    m_incoming.clear();
    m_queue.clear();
    m_line.clear();
    m_announced = m_begunBytes = m_begun = m_inFlight = 0;
    const auto outgoing = std::exchange(m_outgoing, {});
    for (const Outgoing &each : outgoing) {
        Promise<Result<bool>> promise = each.done;
        promise.set(std::unexpected(why));
    }
}

} // namespace lockstep
