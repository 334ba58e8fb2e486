// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/zonehouse.h"

#include "core/rpc/inprocesschannel.h"
#include "tests/support/suite.h"

namespace lockstep {

class ZoneHouse::Nobody final : public AgentDialer
{
public:
    Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString, Digest) override { co_return fail(QStringLiteral("timeout"), {name}); }
    Task<Result<Digest>> redeem(QString address, QString) override { co_return fail(QStringLiteral("timeout"), {address}); }
};

namespace {

template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(result.error().code), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

ZoneHouse::ZoneHouse(const Content &content)
    : m_files(realFiles()), m_store(must(Store::open(m_folder.filePath(QStringLiteral("master.sqlite"))))),
      m_objects(std::make_unique<ObjectStore>(*m_files, m_folder.filePath(QStringLiteral("objects")), QByteArray(32, 'k'))),
      m_nobody(std::make_unique<Nobody>())
{
    Group group;
    group.id = m_id = newId();
    group.name = QStringLiteral("Edge resolvers");
    group.roots = {{root, QStringLiteral("/etc/bind")}};
    group.mainFile = QStringLiteral("/etc/bind/named.conf");
    Snapshot live;
    live.roots = group.roots;
    QSet<QString> folders;
    for (auto it = content.cbegin(); it != content.cend(); ++it) {
        for (qsizetype slash = it.key().indexOf(u'/'); slash >= 0; slash = it.key().indexOf(u'/', slash + 1)) {
            if (!folders.contains(it.key().left(slash)))
                live.entries.append({root, it.key().left(slash), Entry::Kind::Folder, Entry::Class::Plain, 0, {}});
            folders.insert(it.key().left(slash));
        }
        live.entries.append({root, it.key(), Entry::Kind::File, Entry::Class::Plain, it->size(), must(m_objects->put(*it))});
    }
    std::sort(live.entries.begin(), live.entries.end(), [](const Entry &a, const Entry &b) { return a.path.toUtf8() < b.path.toUtf8(); });
    must(m_store->save(Table::Group, {}, group.id, group));
    must(m_store->save(Table::Prepared, group.id, QStringLiteral("live"), LiveRecord{must(m_objects->put(live.manifest())), 1, 1}));
    m_master = std::make_unique<Master>(systemClock(), *m_store, *m_objects, *m_nobody);
    must(m_master->load());
    m_group = enter(m_session, QStringLiteral("anna"));
}

ZoneHouse::~ZoneHouse()
{
    m_other.reset();
    m_otherSession.reset();
    m_group.reset();
    m_session.reset();
    m_peers.clear();
}

Task<Result<std::shared_ptr<MasterClient>>> ZoneHouse::dial(QString user)
{
    if (m_cut)
        co_return fail(QStringLiteral("rpc.lost"), {QStringLiteral("the master")});
    InProcessChannel::Pair pair = InProcessChannel::make(
        [master = QPointer<Master>(m_master.get())](std::function<void()> frame) {
            if (master) // what a client still asks is not heard by a master that is gone
                QMetaObject::invokeMethod(master.data(), std::move(frame), Qt::QueuedConnection);
        },
        Digest::of("client"), Digest::of("master"));
    auto peer = std::make_unique<Peer>(systemClock(), std::move(pair.right), user);
    Peer *served = peer.get();
    m_peers.push_back(std::move(peer));
    [](Peer *one, Master *master, QString name) -> Task<> {
        Task<Result<Hello>> greeting = one->greet({protocolMin, protocolMax, QStringLiteral("lockstep-master"), QStringLiteral("1"), {}});
        const Result<Hello> hello = co_await greeting;
        if (hello)
            master->serve(one, name);
    }(served, m_master.get(), user);
    Task<Result<std::shared_ptr<MasterClient>>> greeting = MasterClient::greet(std::move(pair.left), QStringLiteral("test"));
    Result<std::shared_ptr<MasterClient>> client = co_await greeting;
    co_return client;
}

std::unique_ptr<GroupSession> ZoneHouse::enter(std::unique_ptr<MasterSession> &session, const QString &user)
{
    session = std::make_unique<MasterSession>(systemClock(), QStringLiteral("this computer"), [this, user] { return dial(user); });
    session->start();
    if (!comes([&] { return session->isConnected(); }))
        qFatal("There is no connection.");
    return std::make_unique<GroupSession>(*session, m_id);
}

GroupSession &ZoneHouse::colleague()
{
    if (!m_other)
        m_other = enter(m_otherSession, QStringLiteral("bob"));
    return *m_other;
}

QByteArray ZoneHouse::staged(const QString &path)
{
    const Result<Snapshot> snapshot = waitFor(colleague().master().snapshot(m_id, QStringLiteral("staged")));
    const auto entry = snapshot ? snapshot->find(root, path) : std::nullopt;
    return entry ? m_objects->get(entry->digest).value_or("(unreadable)") : QByteArray("(not there)");
}

void ZoneHouse::cut()
{
    m_cut = true;
    m_peers.clear();
}

void ZoneHouse::mend()
{
    m_cut = false;
    m_session->retryNow();
}

ZoneHouse::Content ZoneHouse::example()
{
    return {
        {QStringLiteral("named.conf"),
         "options { directory \"/var/cache/bind\"; };\n"
         "zone \"example.net\" { type primary; file \"/etc/bind/zones/example.net.db\"; };\n"
         "zone \"xn--mller-kva.example\" { type primary; file \"/etc/bind/zones/mueller.db\"; };\n"
         "zone \"53.10.in-addr.arpa\" { type primary; file \"/etc/bind/zones/53.10.db\"; };\n"
         "zone \"signed.example\" { type primary; file \"/etc/bind/zones/signed.db\"; dnssec-policy default; inline-signing yes; };\n"
         "zone \"partner.example\" { type secondary; primaries { 192.0.2.53; }; file \"partner.db\"; };\n"
         "zone \"corp.example\" { type forward; forwarders { 10.0.0.1; }; };\n"
         "zone \".\" { type hint; file \"/usr/share/dns/root.hints\"; };\n"},
        {QStringLiteral("zones/example.net.db"), "; example.net, as the world sees it\n"
                                                 "$TTL 3600\n"
                                                 "@\tIN\tSOA\tns1 hostmaster (\n"
                                                 "\t\t\t2026112301 ; serial\n"
                                                 "\t\t\t7200       ; refresh\n"
                                                 "\t\t\t3600       ; retry\n"
                                                 "\t\t\t1209600    ; expire\n"
                                                 "\t\t\t3600 )     ; negative caching\n"
                                                 "\n"
                                                 "; --- name servers\n"
                                                 "\tIN\tNS\tns1\n"
                                                 "\tIN\tNS\tns2\n"
                                                 "ns1\tIN\tA\t10.53.0.1\n"
                                                 "ns2\tIN\tA\t10.53.0.2\n"
                                                 "\n"
                                                 "; --- mail\n"
                                                 "@\tIN\tMX\t10 mx1\n"
                                                 "@\tIN\tMX\t20 mx2\n"
                                                 "@\tIN\tTXT\t\"v=spf1 mx -all\"\n"
                                                 "_dmarc\tIN\tTXT\t\"v=DMARC1; p=reject\"\n"
                                                 "mx1\tIN\tA\t192.0.2.25 ; rack 7\n"
                                                 "mx2\tIN\tA\t192.0.2.26\n"
                                                 "@\tIN\tCAA\t0 issue \"ca.example\"\n"
                                                 "\n"
                                                 "; --- web\n"
                                                 "www\tIN\tA\t192.0.2.1\n"
                                                 "\tIN\tAAAA\t2001:db8::80\n"
                                                 "old\tIN\tCNAME\twww\n"
                                                 ";beta\tIN\tA\t192.0.2.7\n"
                                                 "_sip._udp\tIN\tSRV\t10 60 5060 sip\n"
                                                 "sip\t300\tIN\tA\t192.0.2.60\n"
                                                 "$INCLUDE /etc/bind/zones/shared.db\n"},
        {QStringLiteral("zones/shared.db"), "shared A 192.0.2.99\n"},
        {QStringLiteral("zones/mueller.db"), "$TTL 3600\n@ SOA ns1 root 3 2 1 4 5\n@ NS ns1\nns1 A 192.0.2.1\n"},
        {QStringLiteral("zones/53.10.db"), "$TTL 86400\n@ SOA ns1.example.net. root 7 2 1 4 5\n@ NS ns1.example.net.\n1.0 PTR host1.example.net.\n"},
        {QStringLiteral("zones/signed.db"), "$TTL 3600\n@ SOA ns1 root 3 2 1 4 5\n@ NS ns1\nns1 A 192.0.2.1\n"}};
}

QByteArray ZoneHouse::manyRecords(int count)
{
    QByteArray text = "$TTL 300\n@ IN SOA ns1 hostmaster 2026010101 7200 3600 1209600 300\n@ IN NS ns1\nns1 IN A 192.0.2.1\n";
    for (int i = 0; i < count; ++i)
        text += "client-" + QByteArray::number(i) + "\tIN\tA\t10." + QByteArray::number(i / 65536) + '.' + QByteArray::number(i / 256 % 256) + '.' +
                QByteArray::number(i % 256) + '\n';
    return text;
}

ZoneHouse::Content ZoneHouse::manyZones(int count)
{
    Content content;
    QByteArray conf = "options { directory \"/var/cache/bind\"; };\n";
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "customer-" + QByteArray::number(i) + ".example";
        conf += "zone \"" + name + "\" { type primary; file \"/etc/bind/zones/" + name + ".db\"; };\n";
        content.insert(QStringLiteral("zones/") + QString::fromUtf8(name) + QStringLiteral(".db"),
                       "$TTL 300\n@ IN SOA ns1 hostmaster " + QByteArray::number(2026010101 + i) +
                           " 7200 3600 1209600 300\n@ IN NS ns1\nns1 IN A 192.0.2.1\n");
    }
    content.insert(QStringLiteral("named.conf"), conf);
    return content;
}

} // namespace lockstep
