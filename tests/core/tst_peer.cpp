// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/limits.h"
#include "core/rpc/dispatcher.h"
#include "core/rpc/listener.h"
#include "tests/support/suite.h"

#include <QProcess>
#include <QTcpSocket>

using namespace lockstep;

namespace {

// A listener that greets whoever it knows and echoes what is asked.
struct Server
{
    Identity identity = Identity::create(QStringLiteral("server"));
    Digest friendPin;
    Listener listener{identity, [this](const Digest &pin) { return pin == friendPin; }};
    std::vector<std::unique_ptr<Peer>> peers;
    QList<ReceivedObject> objects;
    int calls = 0;

    Server()
    {
        QObject::connect(&listener, &Listener::accepted, [this](Channel *channel, bool known) {
            auto peer = std::make_unique<Peer>(systemClock(), std::unique_ptr<Channel>(channel), QStringLiteral("client"), known);
            peer->setHandler([this](QString method, QJsonObject params) -> Task<Result<QJsonObject>> {
                ++calls;
                if (method == QLatin1String("slow"))
                    co_await systemClock().sleep(60000, Cancel());
                if (method == QLatin1String("no"))
                    co_return fail(QStringLiteral("file.missing"), {QStringLiteral("/x")});
                co_return params;
            });
            peer->setObjectHandler([this](const ReceivedObject &object) -> Result<void> {
                objects.append(object);
                return {};
            });
            if (known)
                greeting.add([](Peer *raw) -> Task<> { co_await raw->greet({1, 1, QStringLiteral("server"), {}, {}}); }(peer.get()));
            peers.push_back(std::move(peer));
        });
        if (!listener.listen(QHostAddress::LocalHost, 0))
            qFatal("no port");
    }
    Endpoint endpoint() const { return {QStringLiteral("127.0.0.1"), listener.port()}; }
    TaskBag greeting;
};

Result<std::unique_ptr<Peer>> join(Server &server, const Identity &identity, const Digest &pin)
{
    auto channel = waitFor(WebSocketChannel::dial(server.endpoint(), identity, pin, 3000));
    if (!channel)
        return std::unexpected(channel.error());
    auto peer = std::make_unique<Peer>(systemClock(), std::move(*channel), QStringLiteral("server"));
    const Result<Hello> hello = waitFor(peer->greet({1, 1, QStringLiteral("client"), {}, {}}, 2000));
    if (!hello)
        return std::unexpected(hello.error());
    return peer;
}

} // namespace

class TestPeer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void callsTravelBothWaysOverTls()
    {
        Server server;
        const Identity me = Identity::create(QStringLiteral("me"));
        server.friendPin = me.pin();
        auto peer = join(server, me, server.identity.pin());
        QVERIFY2(peer, qPrintable(peer ? QString() : peer.error().code));
        const auto reply = waitFor((*peer)->call(QStringLiteral("echo"), {{QStringLiteral("a"), 1}}, 1000));
        QCOMPARE(reply->value(QLatin1String("a")).toInt(), 1);
        const auto refused = waitFor((*peer)->call(QStringLiteral("no"), {}, 1000));
        QCOMPARE(refused.error().code, QStringLiteral("file.missing"));
        QCOMPARE(refused.error().args, QStringList{QStringLiteral("/x")});
    }

    void aServerWithAnotherKeyGetsNothing()
    {
        Server server;
        const Identity me = Identity::create(QStringLiteral("me"));
        server.friendPin = me.pin();
        const auto peer = join(server, me, me.pin());
        QVERIFY(!peer);
        QCOMPARE(peer.error().code, QStringLiteral("rpc.pin"));
        QVERIFY(server.peers.empty());
    }

    void aStrangerMayOnlyRedeem()
    {
        Server server;
        const Identity me = Identity::create(QStringLiteral("me"));
        const auto dial = [&] { return waitFor(WebSocketChannel::dial(server.endpoint(), me, server.identity.pin(), 3000)); };
        // The hello of a stranger is a second word too many: the connection closes and no handler ran.
        const auto greeted = join(server, me, server.identity.pin());
        QVERIFY(!greeted);
        QCOMPARE(server.calls, 0);
        auto channel = dial();
        Peer stranger(systemClock(), std::move(*channel), QStringLiteral("server"));
        const auto redeemed = waitFor(stranger.call(QStringLiteral("enrol.redeem"), {}, 1000));
        QVERIFY(redeemed);
        const auto second = waitFor(stranger.call(QStringLiteral("enrol.redeem"), {}, 1000));
        QCOMPARE(second.error().code, QStringLiteral("rpc.lost"));
        QCOMPARE(server.calls, 1);
        auto other = dial();
        Peer loud(systemClock(), std::move(*other), QStringLiteral("server"));
        const QJsonObject large{{QStringLiteral("x"), QString(limits::firstFrame, u'x')}};
        QVERIFY(!waitFor(loud.call(QStringLiteral("enrol.redeem"), large, 1000)));
        QCOMPARE(server.calls, 1);
    }

    void withoutTls13NothingIsSaid_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("TLS 1.2 is refused") << QStringList{QStringLiteral("-tls1_2")};
        QTest::newRow("no client certificate: closed before the upgrade") << QStringList{QStringLiteral("-tls1_3")};
    }

    void withoutTls13NothingIsSaid()
    {
        QFETCH(QStringList, options);
        Server server;
        QProcess client;
        client.start(QStringLiteral("openssl"),
                     QStringList{QStringLiteral("s_client"), QStringLiteral("-quiet"), QStringLiteral("-connect"), server.endpoint().text()} +
                         options);
        client.write("GET /lockstep HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        QVERIFY(comes([&] { return client.state() == QProcess::NotRunning; }));
        QCOMPARE(client.readAllStandardOutput(), QByteArray());
        QVERIFY(server.peers.empty());
    }

    void plaintextIsRefused()
    {
        Server server;
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, server.listener.port());
        socket.write("GET /lockstep HTTP/1.1\r\nUpgrade: websocket\r\n\r\n");
        QVERIFY(comes([&] { return socket.state() == QAbstractSocket::UnconnectedState; }));
        QVERIFY(!socket.readAll().contains("HTTP"));
        QVERIFY(server.peers.empty());
    }

    void badFramesCloseTheConnection_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("not JSON") << QByteArray("{");
        QTest::newRow("a batch") << QByteArray("[]");
        QTest::newRow("another version") << QByteArray("{\"jsonrpc\":\"1.0\",\"method\":\"x\",\"id\":1}");
        QTest::newRow("neither call nor reply") << QByteArray("{\"jsonrpc\":\"2.0\"}");
        QTest::newRow("an id that is a list") << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"id\":[1]}");
        QTest::newRow("nested 100,000 deep") << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":") + QByteArray(100000, '[');
        QTest::newRow("a second hello") << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"hello\",\"params\":{}}");
        QTest::newRow("an object nobody can hold") << QByteArray(
                                                          "{\"jsonrpc\":\"2.0\",\"method\":\"object.begin\",\"params\":{\"id\":1,\"digest\":\"") +
                                                          QByteArray(64, '0') + "\",\"size\":99999999999999,\"encoding\":\"zstd\"}}";
        QTest::newRow("credit that was never asked") << QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"object.credit\",\"params\":{}}");
    }

    void badFramesCloseTheConnection()
    {
        QFETCH(QByteArray, frame);
        Server server;
        const Identity me = Identity::create(QStringLiteral("me"));
        server.friendPin = me.pin();
        auto dialled = waitFor(WebSocketChannel::dial(server.endpoint(), me, server.identity.pin(), 3000));
        Channel *raw = dialled->get();
        Peer peer(systemClock(), std::move(*dialled), QStringLiteral("server"));
        QVERIFY(waitFor(peer.greet({1, 1, {}, {}, {}}, 2000)));
        raw->sendText(frame);
        QVERIFY(comes([&] { return !peer.isOpen(); }));
        QCOMPARE(server.calls, 0);
    }

    void waitsEnd()
    {
        Server server;
        const Identity me = Identity::create(QStringLiteral("me"));
        server.friendPin = me.pin();
        auto peer = join(server, me, server.identity.pin());
        QCOMPARE(waitFor((*peer)->call(QStringLiteral("slow"), {}, 50)).error().code, QStringLiteral("timeout"));
        Cancel cancel;
        auto call = (*peer)->call(QStringLiteral("slow"), {}, 5000, cancel);
        cancel.raise();
        QCOMPARE(waitFor(std::move(call)).error().code, QStringLiteral("cancelled"));
        auto lost = (*peer)->call(QStringLiteral("slow"), {}, 5000);
        server.peers.clear();
        QCOMPARE(waitFor(std::move(lost)).error().code, QStringLiteral("rpc.lost"));
    }

    void objectsArriveWholeWithinTheCredit()
    {
        Server server;
        const Identity me = Identity::create(QStringLiteral("me"));
        server.friendPin = me.pin();
        auto peer = join(server, me, server.identity.pin());
        const QByteArray large = randomBytes(1 << 20).repeated(20) + "end";
        auto first = (*peer)->sendObject(Digest::of(large), large, QStringLiteral("zstd"));
        auto second = (*peer)->sendObject(Digest::of("small"), "small", QStringLiteral("zstd"));
        QVERIFY(waitFor(std::move(second)));
        QVERIFY(waitFor(std::move(first)));
        QCOMPARE(server.objects.size(), 2);
        QCOMPARE(server.objects[0].packed, QByteArray("small")); // served in turn, not behind the large one
        QCOMPARE(server.objects[1].packed, large);
    }

    void theGateDeniesByDefault()
    {
        Dispatcher gate;
        gate.on(agentcalls::status, [](Nothing) -> Task<Result<MemberStatus>> { co_return MemberStatus(); });
        const auto ask = [&](QList<Role> roles, const char *method) { return waitFor(gate.handle(roles, QString::fromLatin1(method), {})); };
        QVERIFY(ask({Role::Master}, "member.status"));
        for (const MethodRow &row : agentMethods() + masterMethods()) {
            QVERIFY(!ask({}, row.name));
            QVERIFY(!ask({Role::Unpinned}, row.name));
        }
        QCOMPARE(ask({Role::Viewer}, "member.status").error().code, QStringLiteral("rpc.denied"));
        QCOMPARE(ask({Role::Master}, "member.bind").error().code, QStringLiteral("rpc.method"));
    }
};

LOCKSTEP_SUITE(TestPeer)
#include "tst_peer.moc"
