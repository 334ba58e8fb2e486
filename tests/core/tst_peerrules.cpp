// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rpcpair.h"
#include "tests/core/rpcserver.h"

using namespace lockstep;

namespace {

const QString echo = QStringLiteral("echo");

QString brokenBy(const RpcPair &pair) { return pair.closed ? pair.closed->code : QString(); }

// Answers when it is told to.
struct Slow
{
    QList<Promise<Result<QJsonObject>>> waiting;
    QList<Cancel> cancels;
    void serve(Peer &peer)
    {
        peer.setHandler([this](QString, QJsonObject, Cancel cancel) -> Task<Result<QJsonObject>> {
            Promise<Result<QJsonObject>> promise;
            waiting.append(promise);
            cancels.append(cancel);
            Task<Result<QJsonObject>> task = promise.wait();
            Result<QJsonObject> result = co_await task;
            co_return result;
        });
    }
};

} // namespace

// Both ends by hand, no event loop, time that a test moves.
class TestPeerRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoGivesUpTellsTheOtherSide_data()
    {
        QTest::addColumn<bool>("deadline");
        QTest::addColumn<QString>("code");
        QTest::newRow("a raised cancel") << false << "cancelled";
        QTest::newRow("a deadline that passed") << true << "timeout";
    }

    void whoGivesUpTellsTheOtherSide()
    {
        QFETCH(bool, deadline);
        QFETCH(QString, code);
        RpcPair pair;
        pair.greet();
        Cancel cancel;
        Ending call(pair.peer->call(echo, {}, 1000, cancel));
        pair.settle();
        const QJsonValue id = pair.heard()[QLatin1String("id")];
        pair.clock.advance(999);
        QVERIFY(!call.ended());
        deadline ? pair.clock.advance(1) : cancel.raise();
        pair.settle();
        QCOMPARE(call.code(), code);
        QCOMPARE(pair.heard()[QLatin1String("method")].toString(), QStringLiteral("$/cancel"));
        QCOMPARE(pair.heard()[QLatin1String("params")][QLatin1String("id")], id);
        // The answer that was on its way is counted and does no harm.
        pair.say(
            jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")}, {QStringLiteral("id"), id}, {QStringLiteral("result"), QJsonObject()}}));
        QCOMPARE(pair.peer->strayReplies(), 1);
        QVERIFY(pair.peer->isOpen());
    }

    void nothingIsSentForACallThatWasGivenUpBefore()
    {
        RpcPair pair;
        pair.greet();
        Cancel cancel;
        cancel.raise();
        Ending call(pair.peer->call(echo, {}, 1000, cancel));
        Ending object(pair.peer->sendObject(Digest::of("x"), "x", {}, 1000, cancel));
        pair.settle();
        QCOMPARE(call.code(), QStringLiteral("cancelled"));
        QCOMPARE(object.code(), QStringLiteral("cancelled"));
        QVERIFY(pair.texts.isEmpty());
        QVERIFY(pair.frames.isEmpty());
    }

    void aHandlerLearnsThatItsCallerIsGone_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("it gave up") << "cancel";
        QTest::newRow("it closed the connection") << "close";
        QTest::newRow("our side of it is destroyed") << "destroy";
    }

    void aHandlerLearnsThatItsCallerIsGone()
    {
        QFETCH(QString, how);
        RpcPair pair;
        Slow slow;
        slow.serve(*pair.peer);
        pair.greet();
        pair.ask(7, "echo");
        pair.ask(QStringLiteral("7"), "echo"); // another id
        QCOMPARE(slow.cancels.size(), 2);
        if (how == QLatin1String("cancel"))
            pair.note("$/cancel", {{QStringLiteral("id"), 7}});
        else if (how == QLatin1String("close"))
            pair.hand->close(Error{QStringLiteral("x"), {}, {}, {}});
        else
            pair.peer.reset();
        pair.settle();
        QVERIFY(slow.cancels[0].raised());
        QCOMPARE(slow.cancels[1].raised(), how != QLatin1String("cancel"));
        for (auto &each : slow.waiting)
            each.set(QJsonObject()); // handlers end after their peer did: nothing may be touched
        pair.settle();
        if (how == QLatin1String("cancel"))
            QCOMPARE(pair.texts.size(), 2);
    }

    void tooManyCallsAreRefusedOneByOne()
    {
        RpcPair pair;
        Slow slow;
        slow.serve(*pair.peer);
        pair.greet();
        for (int i = 1; i <= limits::callsInFlight + 1; ++i)
            pair.ask(i, "echo");
        QCOMPARE(slow.waiting.size(), limits::callsInFlight);
        QCOMPARE(pair.heard()[QLatin1String("error")][QLatin1String("message")].toString(), QStringLiteral("rpc.busy"));
        slow.waiting[0].set(QJsonObject());
        pair.settle();
        pair.ask(1, "echo"); // the id is free again
        QCOMPARE(slow.waiting.size(), limits::callsInFlight + 1);
        pair.ask(1, "echo");
        QCOMPARE(brokenBy(pair), QStringLiteral("rpc.broken"));
    }

    void ourOwnCallsAreBounded()
    {
        RpcPair pair;
        pair.greet();
        QList<Ending<Result<QJsonObject>>> calls;
        for (int i = 0; i <= limits::callsInFlight; ++i)
            calls.append(Ending(pair.peer->call(echo, {}, 1000)));
        QCOMPARE(calls.constLast().code(), QStringLiteral("rpc.busy"));
        pair.hand->close(Error{QStringLiteral("x"), {}, {}, {}});
        pair.settle();
        for (qsizetype i = 0; i < limits::callsInFlight; ++i)
            QCOMPARE(calls[i].code(), QStringLiteral("rpc.lost"));
        QCOMPARE(Ending(pair.peer->call(echo, {}, 1000)).code(), QStringLiteral("rpc.lost"));
    }

    void whatIsTooLargeIsAnErrorNotTheEnd()
    {
        RpcPair pair;
        const QJsonObject large{{QStringLiteral("x"), QString(limits::textFrame, u'x')}};
        pair.peer->setHandler([&](QString, QJsonObject) -> Task<Result<QJsonObject>> { co_return large; });
        pair.greet();
        QCOMPARE(Ending(pair.peer->call(echo, large, 1000)).code(), QStringLiteral("rpc.large"));
        pair.ask(1, "echo");
        QCOMPARE(pair.heard()[QLatin1String("error")][QLatin1String("message")].toString(), QStringLiteral("rpc.large"));
        QVERIFY(pair.peer->isOpen());
    }

    void helloDecides_data()
    {
        QTest::addColumn<int>("min");
        QTest::addColumn<int>("max");
        QTest::addColumn<QString>("code");
        QTest::newRow("the same version") << 1 << 1 << "";
        QTest::newRow("a newer side that still knows ours") << 1 << 9 << "";
        QTest::newRow("a newer side that does not") << 2 << 9 << "protocol.version";
        QTest::newRow("an older side") << 0 << 0 << "protocol.version";
    }

    void helloDecides()
    {
        QFETCH(int, min);
        QFETCH(int, max);
        QFETCH(QString, code);
        RpcPair pair;
        Ending greeting(pair.peer->greet({1, 1, QStringLiteral("us"), QStringLiteral("1"), {}}));
        pair.greet(min, max);
        QCOMPARE(greeting.code(), code);
        QCOMPARE(pair.peer->isOpen(), code.isEmpty());
        if (!code.isEmpty())
            QCOMPARE((*greeting).error().args.mid(2, 4),
                     (QStringList{QString::number(min), QString::number(max), QStringLiteral("1"), QStringLiteral("1")}));
    }

    void withoutAHelloTheConnectionEnds()
    {
        RpcPair pair;
        Ending greeting(pair.peer->greet({}, 5000));
        pair.clock.advance(5000);
        QCOMPARE(greeting.code(), QStringLiteral("timeout"));
        QVERIFY(!pair.peer->isOpen());
    }

    void beforeTheHelloNothingElseIsTaken_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("a call") << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"echo","params":{}})");
        QTest::newRow("a notification") << QByteArray(R"({"jsonrpc":"2.0","method":"group.changed","params":{}})");
        QTest::newRow("a transfer") << QByteArray(R"({"jsonrpc":"2.0","method":"object.begin","params":{}})");
        QTest::newRow("a hello without versions") << QByteArray(R"({"jsonrpc":"2.0","method":"hello","params":{}})");
        QTest::newRow("a hello with a version that is a text")
            << QByteArray(R"({"jsonrpc":"2.0","method":"hello","params":{"min":"1","max":1,"program":"","version":"","features":[]}})");
        QTest::newRow("an object frame") << QByteArray();
    }

    void beforeTheHelloNothingElseIsTaken()
    {
        QFETCH(QByteArray, frame);
        RpcPair pair;
        int calls = 0;
        pair.peer->setHandler([&](QString, QJsonObject params) -> Task<Result<QJsonObject>> {
            ++calls;
            co_return params;
        });
        frame.isEmpty() ? pair.push(QByteArray(20, 'x')) : pair.say(frame);
        QCOMPARE(brokenBy(pair), QStringLiteral("rpc.broken"));
        QCOMPARE(calls, 0);
    }

    void strangersAreSeenOff_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<bool>("stays");
        QTest::newRow("one that redeems") << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"enrol.redeem","params":{}})") << true;
        QTest::newRow("one that says nothing") << QByteArray() << true;
        QTest::newRow("one that asks something else") << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"member.status","params":{}})") << false;
        QTest::newRow("one that notifies") << QByteArray(R"({"jsonrpc":"2.0","method":"enrol.redeem","params":{}})") << false;
        QTest::newRow("one that says hello")
            << QByteArray(R"({"jsonrpc":"2.0","method":"hello","params":{"min":1,"max":1,"program":"","version":"","features":[]}})") << false;
    }

    void strangersAreSeenOff()
    {
        QFETCH(QByteArray, frame);
        QFETCH(bool, stays);
        RpcPair pair(false);
        pair.peer->setHandler([](QString, QJsonObject params) -> Task<Result<QJsonObject>> { co_return params; });
        if (!frame.isEmpty())
            pair.say(frame);
        QCOMPARE(pair.peer->isOpen(), stays);
        pair.clock.advance(Peer::strangerMs - 1);
        QCOMPARE(pair.peer->isOpen(), stays);
        pair.clock.advance(1);
        QVERIFY(!pair.peer->isOpen());
    }

    void errorsOfAnotherMachineAreBounded()
    {
        RpcPair pair;
        pair.greet();
        Ending call(pair.peer->call(echo, {}, 1000));
        pair.settle();
        const QString flood(1 << 20, u'x');
        const Error hostile{flood, QStringList(5000, flood.left(100)), {flood, flood, 1, 1}, flood};
        pair.say(jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                            {QStringLiteral("id"), pair.heard()[QLatin1String("id")]},
                            {QStringLiteral("error"), QJsonObject{{QStringLiteral("data"), toJson(hostile)}}}}));
        QVERIFY(call.ended());
        QVERIFY(jsonBytes(toJson((*call).error())).size() < 20000);
    }

    void aSlotMayDeleteThePeer()
    {
        RpcPair pair;
        pair.greet();
        Ending call(pair.peer->call(echo, {}, 1000));
        connect(pair.peer.get(), &Peer::closed, this, [&] { pair.peer.reset(); });
        pair.say("not JSON");
        QVERIFY(!pair.peer);
        QCOMPARE(call.code(), QStringLiteral("rpc.broken"));
    }

    void aSlotMayDeleteThePeerOverTls()
    {
        RpcServer server;
        auto channel = waitFor(server.dial());
        auto peer = std::make_unique<Peer>(systemClock(), std::move(*channel), QStringLiteral("server"));
        QVERIFY(waitFor(peer->greet({})));
        connect(peer.get(), &Peer::closed, this, [&] { peer.reset(); });
        server.peers.clear();
        QVERIFY(comes([&] { return !peer; }));
    }

    void aPeerThatReadsNothingIsClosed()
    {
        RpcServer server;
        auto silent = server.secure();
        silent->write("GET /lockstep HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        QVERIFY(comes([&] { return !server.peers.empty(); }));
        silent->setReadBufferSize(1);
        Peer &peer = *server.peers[0];
        QString code;
        connect(&peer, &Peer::closed, this, [&](const Error &why) { code = why.code; });
        const QJsonObject event{{QStringLiteral("x"), QString(1 << 20, u'x')}};
        for (int i = 0; i < 80 && peer.isOpen(); ++i)
            peer.notify(QStringLiteral("group.changed"), event);
        QCOMPARE(code, QStringLiteral("rpc.stuck"));
    }
};

LOCKSTEP_SUITE(TestPeerRules)
#include "tst_peerrules.moc"
