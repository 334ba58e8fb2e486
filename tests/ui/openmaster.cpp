// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/openmaster.h"

#include "core/base/files.h"
#include "core/rpc/inprocesschannel.h"
#include "tests/support/suite.h"

#include <QTimer>

namespace lockstep {

namespace {

class Nobody final : public AgentDialer
{
public:
    Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString, Digest) override { co_return fail(QStringLiteral("timeout"), {name}); }
    Task<Result<Digest>> redeem(QString address, QString) override { co_return fail(QStringLiteral("timeout"), {address}); }
};

template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(result.error().code), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

OpenMaster::OpenMaster(const Content &content) : m_files(realFiles()), m_dialer(std::make_unique<Nobody>())
{
    m_store = must(Store::open(m_folder.filePath(QStringLiteral("master.sqlite"))));
    m_objects = std::make_unique<ObjectStore>(*m_files, m_folder.filePath(QStringLiteral("objects")), QByteArray(32, 'k'));
    m_group.id = newId();
    m_group.name = QStringLiteral("Edge resolvers");
    m_group.roots = {{root, QStringLiteral("/etc/bind")}};
    m_group.mainFile = QStringLiteral("/etc/bind/named.conf");
    Snapshot live;
    live.roots = m_group.roots;
    for (auto it = content.cbegin(); it != content.cend(); ++it) {
        const auto cls = it.key().endsWith(QLatin1String(".key")) ? Entry::Class::Secret : Entry::Class::Plain;
        live = live.with({root, it.key(), Entry::Kind::File, cls, it->size(), must(m_objects->put(*it))});
    }
    const Digest kept = must(m_objects->put(live.manifest()));
    must(m_store->save(Table::Group, {}, m_group.id, m_group));
    must(m_store->save(Table::Prepared, m_group.id, QStringLiteral("live"), LiveRecord{kept, 1, 1}));
    m_master = std::make_unique<Master>(systemClock(), *m_store, *m_objects, *m_dialer);
    must(m_master->load());
}

OpenMaster::~OpenMaster() { cut(); }

OpenMaster::Client OpenMaster::connectAs(const QString &user)
{
    const auto dial = [this, user]() -> Task<Result<std::shared_ptr<MasterClient>>> {
        if (!reachable)
            co_return fail(QStringLiteral("rpc.lost"), {QStringLiteral("the master")});
        auto pair = InProcessChannel::make([](std::function<void()> run) { QTimer::singleShot(0, qApp, run); }, Digest::of("a"), Digest::of("b"));
        auto *peer = new Peer(systemClock(), std::move(pair.right), user);
        m_peers.append(peer);
        QObject::connect(peer, &Peer::closed, peer, &QObject::deleteLater);
        m_master->serve(peer, user);
        peer->greet({protocolMin, protocolMax, QStringLiteral("test"), QStringLiteral("1"), {}});
        Task<Result<std::shared_ptr<MasterClient>>> greeting = MasterClient::greet(std::move(pair.left), user);
        Result<std::shared_ptr<MasterClient>> client = co_await greeting;
        co_return client;
    };
    Client client;
    client.master = std::make_unique<MasterSession>(systemClock(), QStringLiteral("this computer"), dial);
    client.master->start();
    if (!comes([&] { return client.master->isConnected(); }))
        qFatal("no connection");
    client.group = std::make_unique<GroupSession>(*client.master, m_group.id);
    return client;
}

void OpenMaster::cut()
{
    for (const QPointer<Peer> &peer : std::exchange(m_peers, {})) {
        if (peer)
            peer->close(Error{QStringLiteral("rpc.lost"), {QStringLiteral("the master")}, {}, {}});
    }
}

Digest OpenMaster::digestOf(GroupSession &group, const QString &path)
{
    const Result<Snapshot> staged = waitFor(group.master().snapshot(group.id(), QStringLiteral("staged")));
    const auto entry = staged ? staged->find(root, path) : std::nullopt;
    return entry ? entry->digest : Digest();
}

QByteArray OpenMaster::staged(GroupSession &group, const QString &path)
{
    const Digest digest = digestOf(group, path);
    return digest.isNull() ? QByteArray("(none)") : waitFor(group.bytes(digest)).value_or("(none)");
}

OpenMaster::Content OpenMaster::example()
{
    QByteArray zone =
        "; the company's own zone\n$TTL 3600\n@\tIN\tSOA\tns1.example.net. hostmaster.example.net. (\n\t\t\t2026112301 ; serial\n\t\t\t7200       ; refresh\n"
        "\t\t\t3600       ; retry\n\t\t\t1209600    ; expire\n\t\t\t3600 )     ; minimum\n\tIN\tNS\tns1\n\tIN\tNS\tns2\nns1\tIN\tA\t192.0.2.1\n"
        "ns2\tIN\tA\t192.0.2.2\n\n; --- mail\n@\tIN\tMX\t10 mail\nmail\t300\tIN\tA\t192.0.2.25\n\tIN\tAAAA\t2001:db8::25\n"
        "@\tIN\tTXT\t\"v=spf1 mx -all\"\n_dmarc\tIN\tTXT\t\"v=DMARC1; p=reject\"\n\n; --- web\nwww\tIN\tCNAME\tweb\nweb\tIN\tA\t192.0.2.80\n";
    for (int i = 1; i < 30; ++i)
        zone += "host" + QByteArray::number(i) + "\tIN\tA\t192.0.2." + QByteArray::number(100 + i) + '\n';
    return {
        {QStringLiteral("named.conf"), "// The shared configuration of the edge resolvers.\ninclude \"/etc/bind/named.conf.options\";\n"
                                       "include \"/etc/bind/named.conf.local\";\ninclude \"/etc/bind/transfer.key\";\n"},
        {QStringLiteral("named.conf.options"),
         "acl inner {\n\t10.0.0.0/8;\n\t192.168.0.0/16;\n\t2001:db8::/32;\n\t!192.0.2.66;\n};\n\noptions {\n\tdirectory \"/var/cache/bind\";\n\n"
         "\t# who may ask, and for what\n\tallow-query { any; };\n\tallow-recursion { inner; localhost; };\n\tallow-transfer { key \"transfer\"; };\n\n"
         "\tlisten-on port 53 { any; };\n\tlisten-on-v6 { any; };\n\tmax-cache-size 90%;\n\tmax-cache-ttl 1w2d;\n\tdnssec-validation auto;\n"
         "\tminimal-responses no-auth-recursive;\n\tsortlist { localhost; };\n\n\trate-limit {\n\t\tresponses-per-second 20;\n\t\twindow 5;\n\t};\n};\n"},
        {QStringLiteral("named.conf.local"),
         "/* Zones that every member serves. */\nzone \"example.net\" {\n\ttype primary;\n\tfile \"/etc/bind/zones/example.net.db\";\n\tnotify explicit;\n"
         "\talso-notify { 192.0.2.53 port 5353; };\n};\n\nzone \"2.0.192.in-addr.arpa\" {\n\ttype primary;\n\tfile \"/etc/bind/zones/192.0.2.db\";\n};\n"},
        {QStringLiteral("transfer.key"), "key \"transfer\" {\n\talgorithm hmac-sha256;\n\tsecret \"c2VjcmV0IG9mIHRoZSBlZGdl\";\n};\n"},
        {QStringLiteral("zones/example.net.db"), zone},
        {QStringLiteral("zones/192.0.2.db"),
         "$TTL 3600\n@ IN SOA ns1.example.net. hostmaster.example.net. 2026112301 7200 3600 1209600 3600\n@ IN NS ns1.example.net.\n"
         "1 IN PTR ns1.example.net.\n25 IN PTR mail.example.net.\n"},
        {QStringLiteral("zones/parts/hosts.inc"), "host9 IN A 192.0.2.9\n"},
        {QStringLiteral("blob.bin"), QByteArray("\0\1\2", 3)},
    };
}

} // namespace lockstep
