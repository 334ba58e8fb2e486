// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rpcpair.h"
#include "tests/core/rpcserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QtEndian>

using namespace lockstep;

namespace {

QByteArray frame(quint32 id, quint64 offset, const QByteArray &piece)
{
    QByteArray head(ObjectFlow::headerSize, Qt::Uninitialized);
    qToBigEndian(id, head.data());
    qToBigEndian(offset, head.data() + 4);
    return head + piece;
}

QJsonObject begin(int id, qint64 size)
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("digest"), QString::fromLatin1(Digest::of("x").hex())},
            {QStringLiteral("size"), size},
            {QStringLiteral("encoding"), QStringLiteral("zstd")}};
}

QJsonObject done(int id) { return {{QStringLiteral("id"), id}}; }

// proc(5): most resident bytes since forgetPeak().
qint64 peakMemory()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc");
    const QByteArray all = file.readAll();
    return all.mid(all.indexOf("VmHWM:") + 6).trimmed().split(' ').value(0).toLongLong() * 1024;
}

void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (!file.open(QIODevice::WriteOnly) || file.write("5") != 1)
        qFatal("no /proc");
}

const QByteArray piece(limits::binaryFrame, 'p');
const QString zstd = QStringLiteral("zstd");

} // namespace

class TestObjectFlow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void neverMoreThanTheCreditIsOnItsWay()
    {
        RpcPair pair;
        pair.greet();
        QList<Ending<Result<void>>> sending;
        for (int i = 0; i < 3; ++i)
            sending.append(Ending(pair.peer->sendObject(Digest::of("x"), piece.repeated(10), zstd)));
        pair.settle();
        QCOMPARE(pair.frames.size(), limits::credit); // of thirty; nothing was granted
        for (int i = 1; i <= 22; ++i) {
            pair.note("object.credit");
            QCOMPARE(pair.frames.size(), limits::credit + i);
        }
        pair.note("object.credit");
        QCOMPARE(pair.frames.size(), 30);
        for (int i = 1; i <= 3; ++i)
            pair.note("object.done", done(i));
        for (const auto &each : sending)
            QCOMPARE(each.code(), QString());
        QVERIFY(pair.peer->isOpen());
    }

    void brokenRulesCloseTheConnection_data()
    {
        QTest::addColumn<QList<QByteArray>>("frames"); // a frame beginning with '{' is a notice
        const auto notice = [](const char *method, const QJsonObject &params) {
            return jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                              {QStringLiteral("method"), QLatin1String(method)},
                              {QStringLiteral("params"), params}});
        };
        const auto row = [](const char *name, const QList<QByteArray> &frames) { QTest::newRow(name) << frames; };
        const QByteArray two = notice("object.begin", begin(1, 2 * limits::binaryFrame));
        const QByteArray five = notice("object.begin", begin(1, 5));
        row("a frame that nobody announced", {frame(9, 0, "abc")});
        row("a frame shorter than its head", {five, QByteArray("\0\0\0\1", 4)});
        row("a frame over a mebibyte", {two, frame(1, 0, piece + 'x')});
        row("more bytes than announced", {five, frame(1, 0, "sixsix")});
        row("a frame out of order", {two, frame(1, quint64(limits::binaryFrame), piece)});
        row("a frame twice", {two, frame(1, 0, piece), frame(1, 0, piece)});
        row("small pieces in the middle", {two, frame(1, 0, "a")});
        row("an offset that would wrap", {five, frame(1, ~0ULL, "a")});
        row("a frame after the end", {five, frame(1, 0, "fives"), frame(1, 5, "")});
        row("a negative size", {notice("object.begin", begin(1, -1))});
        row("one object over the limit", {notice("object.begin", begin(1, limits::objectBytes + 1))});
        row("two objects over the limit together", {notice("object.begin", begin(1, limits::objectBytes)), notice("object.begin", begin(2, 1))});
        row("the same id twice", {five, five});
        row("a begin without a size", {notice("object.begin", done(1))});
        row("an encoding of a thousand letters", {notice("object.begin", [] {
                QJsonObject long_ = begin(1, 5);
                long_[QLatin1String("encoding")] = QString(1000, u'z');
                return long_;
            }())});
        row("the end of a transfer that never was", {notice("object.done", done(1))});
        row("credit for nothing", {notice("object.credit", {})});
        row("an unknown notice of transfers", {notice("object.steal", done(1))});
        QList<QByteArray> many;
        for (int i = 1; i <= ObjectFlow::mostBegun + 1; ++i)
            many.append(notice("object.begin", begin(i, 5)));
        row("more transfers at once than there may be", many);
    }

    void brokenRulesCloseTheConnection()
    {
        QFETCH(QList<QByteArray>, frames);
        RpcPair pair;
        pair.peer->setObjectHandler([](const ReceivedObject &) -> Result<void> { return {}; });
        pair.greet();
        for (qsizetype i = 0; i < frames.size(); ++i) {
            QVERIFY2(pair.peer->isOpen(), "closed before the last frame");
            frames[i].startsWith('{') ? pair.say(frames[i]) : pair.push(frames[i]);
        }
        QVERIFY(!pair.peer->isOpen());
        QCOMPARE(pair.closed->code, QStringLiteral("rpc.broken"));
    }

    void aDoneBeforeTheLastFrameIsABrokenRule()
    {
        RpcPair pair;
        pair.greet();
        Ending sending(pair.peer->sendObject(Digest::of("x"), piece.repeated(10), zstd));
        pair.settle();
        pair.note("object.done", done(1));
        QCOMPARE(sending.code(), QStringLiteral("rpc.broken"));
    }

    void whatIsBegunStaysWithinWhatTheReceiverTakes()
    {
        RpcPair pair;
        pair.greet();
        QList<Ending<Result<void>>> sending;
        for (int i = 0; i < 200; ++i)
            sending.append(Ending(pair.peer->sendObject(Digest::of("x"), "small", zstd)));
        pair.settle();
        QCOMPARE(pair.texts.size(), ObjectFlow::mostBegun);
        for (int i = 1; i <= 200; ++i) {
            pair.note("object.credit");
            pair.note("object.done", done(i));
        }
        QVERIFY(pair.peer->isOpen());
        for (const auto &each : sending)
            QCOMPARE(each.code(), QString());
        QCOMPARE(pair.frames.size(), 200);
    }

    void emptyOnesArriveToo()
    {
        RpcPair pair;
        QList<ReceivedObject> got;
        pair.peer->setObjectHandler([&](const ReceivedObject &object) -> Result<void> {
            got.append(object);
            return {};
        });
        pair.greet();
        pair.note("object.begin", begin(1, 0));
        pair.push(frame(1, 0, {}));
        QCOMPARE(got.size(), 1);
        QCOMPARE(pair.heard()[QLatin1String("method")].toString(), QStringLiteral("object.done"));
    }

    void aRefusalArrives()
    {
        RpcServer server;
        auto channel = waitFor(server.dial());
        Peer peer(systemClock(), std::move(*channel), QStringLiteral("server"));
        QVERIFY(waitFor(peer.greet({})));
        QVERIFY(comes([&] { return !server.peers.empty(); }));
        server.peers[0]->setObjectHandler([](const ReceivedObject &) -> Result<void> { return fail(QStringLiteral("snapshot.packed")); });
        const auto sent = waitFor(peer.sendObject(Digest::of("x"), "damaged", zstd));
        QCOMPARE(sent.error().code, QStringLiteral("snapshot.packed"));
        QVERIFY(peer.isOpen());
    }

    void transfersEnd_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("code");
        QTest::newRow("the caller gives up") << "cancel" << "cancelled";
        QTest::newRow("the deadline passes") << "deadline" << "timeout";
        QTest::newRow("the connection is cut") << "cut" << "rpc.lost";
        QTest::newRow("the peer is destroyed") << "destroy" << "rpc.lost";
    }

    void transfersEnd()
    {
        QFETCH(QString, how);
        QFETCH(QString, code);
        RpcPair pair;
        pair.greet();
        Cancel cancel;
        Ending begun(pair.peer->sendObject(Digest::of("x"), piece.repeated(20), zstd, 1000, cancel));
        Ending waiting(pair.peer->sendObject(Digest::of("y"), QByteArray(), zstd, 1000, cancel));
        pair.settle();
        QVERIFY(!begun.ended());
        if (how == QLatin1String("cancel"))
            cancel.raise();
        else if (how == QLatin1String("deadline"))
            pair.clock.advance(1001);
        else if (how == QLatin1String("cut"))
            pair.hand->close(Error{QStringLiteral("rpc.lost"), {}, {}, {}});
        else
            pair.peer.reset();
        pair.settle();
        QCOMPARE(begun.code(), code);
        QCOMPARE(waiting.code(), code);
        if (pair.peer && pair.peer->isOpen()) {
            // Both were taken back, and what the other side still says about them is no fault.
            QCOMPARE(pair.heard()[QLatin1String("method")].toString(), QStringLiteral("object.drop"));
            const qsizetype before = pair.frames.size();
            for (qsizetype i = 0; i < before; ++i)
                pair.note("object.credit");
            pair.note("object.done", done(2));
            QCOMPARE(pair.frames.size(), before);
            Ending next(pair.peer->sendObject(Digest::of("z"), "next", zstd));
            pair.settle();
            QCOMPARE(pair.frames.size(), before + 1);
            pair.note("object.done", done(3));
            QCOMPARE(next.code(), QString());
        }
    }

    void whatTheSenderDropsIsForgotten()
    {
        RpcPair pair;
        pair.greet();
        for (int i = 1; i <= 3 * ObjectFlow::mostBegun; ++i) {
            pair.note("object.begin", begin(i, limits::objectBytes)); // as much as can be announced at all
            pair.push(frame(quint32(i), 0, piece));
            pair.note("object.drop", done(i));
        }
        QVERIFY(pair.peer->isOpen());
    }

    void threeHundredMegabytesTakeLittleMemory()
    {
        RpcServer server;
        server.keepObjects = false;
        auto channel = waitFor(server.dial());
        Peer peer(systemClock(), std::move(*channel), QStringLiteral("server"));
        QVERIFY(waitFor(peer.greet({})));
        const QByteArray object = randomBytes(1 << 20).repeated(10);
        QVERIFY(waitFor(peer.sendObject(Digest::of("x"), object, zstd))); // warm
        forgetPeak();
        const qint64 before = peakMemory();
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 30; ++i)
            QVERIFY(waitFor(peer.sendObject(Digest::of("x"), object, zstd), 60000));
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        QCOMPARE(server.objectBytes, 31 * object.size());
        const qint64 grown = peakMemory() - before;
        qInfo("300 MiB over TLS on loopback: %.0f MB/s, %lld KiB more memory at the most", 30 * double(object.size()) / 1e6 / seconds, grown / 1024);
        QVERIFY2(grown < 64 << 20, qPrintable(QString::number(grown)));
    }
};

LOCKSTEP_SUITE(TestObjectFlow)
#include "tst_objectflow.moc"
