// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/masterclient.h"

#include "core/snapshot/packing.h"

namespace lockstep {

namespace {
constexpr qsizetype inlineBytes = 256 << 10; // smaller ones do not pay for a transfer of their own
}

MasterClient::MasterClient(Clock &clock, std::unique_ptr<Peer> peer) : m_clock(clock), m_peer(std::move(peer))
{
    connect(m_peer.get(), &Peer::notified, this, &MasterClient::receiveEvent);
    connect(m_peer.get(), &Peer::closed, this, [this](const Error &why) {
        m_lost = true;
        const auto waiting = std::exchange(m_waiting, {});
        for (const QList<Promise<bool>> &promises : waiting) {
            for (Promise<bool> promise : promises)
                promise.set(false);
        }
        Q_EMIT lost(why);
    });
    m_peer->setObjectHandler([this](const ReceivedObject &object) -> Result<void> {
        LOCKSTEP_TRY(bytes, unpack(object.packed, 1LL << 30));
        if (Digest::of(bytes) != object.digest)
            return fail(QStringLiteral("snapshot.damaged"), {QString::fromLatin1(object.digest.hex())});
        m_objects.insert(object.digest, bytes);
        return {};
    });
}

void MasterClient::leave() { m_peer->close(Error{QStringLiteral("rpc.lost"), {QStringLiteral("the master")}, {}, {}}); }

MasterClient::~MasterClient() = default;

Task<Result<std::shared_ptr<MasterClient>>> MasterClient::greet(std::unique_ptr<Channel> channel, QString program)
{
    auto peer = std::make_unique<Peer>(systemClock(), std::move(channel), QStringLiteral("the master"));
    Task<Result<Hello>> greeting = peer->greet({protocolMin, protocolMax, program, QStringLiteral(LOCKSTEP_VERSION), {}});
    LOCKSTEP_CO_TRY(hello, co_await greeting);
    Q_UNUSED(hello)
    co_return std::make_shared<MasterClient>(systemClock(), std::move(peer));
}

Task<Result<QJsonObject>> MasterClient::callRaw(QString method, QJsonObject request, int deadlineMs)
{
    Task<Result<QJsonObject>> calling = m_peer->call(method, request, deadlineMs);
    Result<QJsonObject> reply = co_await calling;
    co_return reply;
}

void MasterClient::receiveEvent(const QString &name, const QJsonObject &params)
{
    if (name == QLatin1String(groupChangedEvent)) {
        if (const Result<GroupEvent> event = fromJson<GroupEvent>(params))
            Q_EMIT groupChanged(event->group);
    } else if (name == QLatin1String(operationChangedEvent)) {
        const Result<Operation> operation = fromJson<Operation>(params);
        if (!operation)
            return;
        m_operations.insert(operation->id, *operation);
        Q_EMIT operationChanged(*operation);
        if (operation->outcome != Outcome::Running) {
            const QList<Promise<bool>> waiting = m_waiting.take(operation->id);
            for (Promise<bool> promise : waiting)
                promise.set(true);
        }
    }
}

Task<Result<Snapshot>> MasterClient::snapshot(QString group, QString which)
{
    Task<Result<ManifestReply>> asking = call(mastercalls::snapshotGet, SnapshotRequest{group, which});
    LOCKSTEP_CO_TRY(reply, co_await asking);
    co_return Snapshot::parse(reply.manifest);
}

Task<Result<QByteArray>> MasterClient::object(Digest digest)
{
    if (!m_objects.contains(digest)) {
        Task<Result<Nothing>> asking = call(mastercalls::objectGet, DigestRequest{digest});
        LOCKSTEP_CO_TRY(sent, co_await asking);
        Q_UNUSED(sent)
    }
    if (!m_objects.contains(digest))
        co_return fail(QStringLiteral("snapshot.missing"), {QString::fromLatin1(digest.hex())});
    co_return m_objects.value(digest);
}

Task<Result<ChangeList>> MasterClient::stageFile(StageFileRequest request, QByteArray bytes)
{
    if (bytes.size() <= inlineBytes) {
        request.bytes = bytes;
    } else {
        request.object = Digest::of(bytes);
        Task<Result<void>> sending = m_peer->sendObject(*request.object, pack(bytes), QStringLiteral("zstd"));
        LOCKSTEP_CO_CHECK(co_await sending);
    }
    Task<Result<ChangeList>> staging = call(mastercalls::stageFile, request);
    Result<ChangeList> list = co_await staging;
    co_return list;
}

Task<Result<Operation>> MasterClient::finished(Operation operation)
{
    // What was told on an earlier connection may have ended since, and is not told again.
    if (operation.outcome == Outcome::Running && !m_operations.contains(operation.id)) {
        Task<Result<Operation>> asking = call(mastercalls::operationGet, OperationRequest{operation.id});
        LOCKSTEP_CO_TRY(now, co_await asking);
        operation = now;
    }
    // Its end may have been told before we asked, or meanwhile.
    const Operation known = m_operations.value(operation.id, operation);
    if (known.outcome != Outcome::Running)
        co_return known;
    if (m_lost)
        co_return fail(QStringLiteral("rpc.lost"), {QStringLiteral("the master")});
    Promise<bool> end;
    m_waiting[operation.id].append(end);
    Task<bool> waiting = end.wait();
    const bool told = co_await waiting;
    if (!told)
        co_return fail(QStringLiteral("rpc.lost"), {QStringLiteral("the master")});
    co_return m_operations.value(operation.id);
}

} // namespace lockstep
