// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/remotemaster.h"

#include "core/identity/joincode.h"
#include "core/rpc/websocketchannel.h"

#include <QLockFile>

#include <algorithm>

namespace lockstep {

namespace {

constexpr quint16 masterPort = 9531;
constexpr int deadline = 10000;

struct MasterFile
{
    QList<KnownMaster> masters;
    template <class V> void fields(V &v) { v("masters", masters); }
};

QString pathOf(const UserFolders &folders) { return folders.settings + QStringLiteral("/masters.json"); }

Result<void> save(Files &files, const UserFolders &folders, const QList<KnownMaster> &masters)
{
    return files.replace(pathOf(folders), jsonBytes(toJson(MasterFile{masters})), 0600);
}

} // namespace

Result<QList<KnownMaster>> knownMasters(Files &files, const UserFolders &folders)
{
    const Result<QByteArray> text = files.read(pathOf(folders));
    if (!text)
        return text.error().code == QLatin1String("file.missing") ? Result<QList<KnownMaster>>(QList<KnownMaster>()) : fail(text.error());
    const Result<MasterFile> file = parseJson(*text).and_then([](const QJsonObject &json) { return fromJson<MasterFile>(json); });
    return file ? Result<QList<KnownMaster>>(file->masters) : fail(file.error().at(pathOf(folders)));
}

Result<void> addKnownMaster(Files &files, const UserFolders &folders, const KnownMaster &master)
{
    LOCKSTEP_TRY(masters, knownMasters(files, folders));
    const auto same = std::ranges::find(masters, master.pin, &KnownMaster::pin);
    if (same != masters.end())
        *same = master;
    else
        masters.append(master);
    return save(files, folders, masters);
}

Result<void> removeKnownMaster(Files &files, const UserFolders &folders, const Digest &pin)
{
    LOCKSTEP_TRY(masters, knownMasters(files, folders));
    masters.removeIf([&](const KnownMaster &one) { return one.pin == pin; });
    return save(files, folders, masters);
}

Task<Result<std::shared_ptr<MasterClient>>> MasterClient::connectTo(MasterAddress address, Identity identity, QString program)
{
    const Endpoint endpoint{address.host, address.port};
    Task<Result<std::unique_ptr<Channel>>> dialling = WebSocketChannel::dial(endpoint, identity, address.pin, 10000);
    Result<std::unique_ptr<Channel>> channel = co_await dialling;
    if (!channel)
        co_return std::unexpected(channel.error());
    Task<Result<std::shared_ptr<MasterClient>>> greeting = greet(std::move(*channel), program);
    Result<std::shared_ptr<MasterClient>> client = co_await greeting;
    co_return client;
}

Task<Result<KnownMaster>> enrolAtMaster(QString address, QString joinCode, QString user, Identity identity)
{
    LOCKSTEP_CO_TRY(code, JoinCode::parse(joinCode));
    LOCKSTEP_CO_TRY(endpoint, Endpoint::parse(address, masterPort));
    Task<Result<std::unique_ptr<Channel>>> dialling = WebSocketChannel::dial(endpoint, identity, code.pin, deadline);
    Result<std::unique_ptr<Channel>> channel = co_await dialling;
    if (!channel)
        co_return std::unexpected(channel.error());
    Peer peer(systemClock(), std::move(*channel), endpoint.text());
    Task<Result<QJsonObject>> asking = peer.call(QString::fromLatin1(mastercalls::redeem.name),
                                                 toJson(RedeemRequest{code.secret.reveal().toByteArray(), user}), deadline);
    const Result<QJsonObject> redeemed = co_await asking;
    if (!redeemed && redeemed.error().code == QLatin1String("rpc.method"))
        co_return fail(QStringLiteral("client.noenrol"), {endpoint.text()});
    if (!redeemed)
        co_return std::unexpected(redeemed.error());
    co_return KnownMaster{endpoint.host, endpoint.host, endpoint.port, code.pin};
}

Result<Identity> clientIdentity(Files &files, const UserFolders &folders)
{
    const QString path = folders.settings + QStringLiteral("/identity.pem");
    QLockFile making(path + QStringLiteral(".lock")); // several programs may run for the first time
    if (!files.exists(path))
        (void)making.lock();
    return Identity::loadOrCreate(files, path, QStringLiteral("lockstep"));
}

MasterSession::Dial dialOf(const KnownMaster &master, const Identity &identity, const QString &program)
{
    return [address = MasterAddress{master.host, master.port, master.pin}, identity, program] {
        return MasterClient::connectTo(address, identity, program);
    };
}

} // namespace lockstep
