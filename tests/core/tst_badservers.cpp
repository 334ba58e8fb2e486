// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/dnsmessage.h"
#include "core/bind/namedbind.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>
#include <QNetworkDatagram>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUdpSocket>
#include <QtEndian>

using namespace lockstep;

namespace {

const ControlKey key{QStringLiteral("k"), QStringLiteral("hmac-sha256"), Secret("0123456789abcdef0123456789abcdef")};
const QByteArray owner = *wireName(QStringLiteral("www.example.net"));

QByteArray greeting()
{
    IscccTable head;
    head.items = {{"_nonce", QByteArray("12345678")}};
    IscccTable body;
    body.items = {{"_ctrl", head}, {"_data", IscccTable()}};
    return encodeIsccc(body, key);
}

QByteArray reply(const QByteArray &text, const QByteArray &result = "0", const QByteArray &err = {})
{
    IscccTable data;
    data.items = {{"type", QByteArray("status")}, {"result", result}, {"err", err}, {"text", text}};
    IscccTable body;
    body.items = {{"_ctrl", IscccTable()}, {"_data", data}};
    return encodeIsccc(body, key);
}

QByteArray lengthOf(quint32 size)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(size, bytes.data());
    return bytes;
}

// Sends its parts in turn, one for everything that arrives; a part may end the connection.
struct Script
{
    struct Part
    {
        QByteArray bytes;
        bool close = false;
    };
    explicit Script(QList<Part> parts, bool atConnect = false) : m_parts(std::move(parts))
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, atConnect] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            auto turn = std::make_shared<int>(0);
            const auto next = [this, socket, turn] {
                socket->readAll();
                if (*turn >= m_parts.size())
                    return;
                const Part part = m_parts.at((*turn)++);
                socket->write(part.bytes);
                if (part.close)
                    socket->disconnectFromHost();
            };
            QObject::connect(socket, &QTcpSocket::readyRead, socket, next);
            if (atConnect)
                next();
        });
    }
    quint16 port() const { return m_server.serverPort(); }

private:
    QTcpServer m_server;
    QList<Part> m_parts;
};

constexpr int longDeadline = 5000; // ms, of servers that answer
constexpr int shortDeadline = 300;

NamedBind reach(quint16 port, int deadlineMs = longDeadline)
{
    NamedBind::Place place;
    place.controlPort = place.dnsPort = port;
    place.controlDeadlineMs = place.queryDeadlineMs = deadlineMs;
    return NamedBind(systemClock(), place, []() -> Task<Result<ControlKey>> { co_return key; });
}

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

template <class T> QString codeOf(const Result<T> &result) { return result ? QStringLiteral("good") : result.error().code; }

// The answer to a query that was caught, an address for its name.
QByteArray answerTo(const QByteArray &query, quint16 flags = 0x8400)
{
    QByteArray answer = query.left(12) + query.mid(12, owner.size() + 4);
    qToBigEndian(flags, answer.data() + 2);
    qToBigEndian(quint16(1), answer.data() + 6);
    qToBigEndian(quint16(0), answer.data() + 10);
    return answer + QByteArray("\xC0\x0C\0\1\0\1\0\0\0\x3C\0\4\xC0\0\2\1", 16);
}

} // namespace

// Servers that are not named, or a named in trouble: every one is an error in its time, never a hang or a wrong answer.
class TestBadServers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void controlServers_data()
    {
        QTest::addColumn<QList<Script::Part>>("parts");
        QTest::addColumn<QString>("code");
        const QByteArray foreign = encodeIsccc({{{"_data", IscccTable()}}}, {key.name, key.algorithm, Secret("another secret")});
        QTest::newRow("a true one") << QList<Script::Part>{{greeting()}, {reply("version: BIND 9.20.1-1\nnumber of zones: 7\n")}} << "good";
        QTest::newRow("closes at the first word, as named does at a wrong key") << QList<Script::Part>{{{}, true}} << "bind.key";
        QTest::newRow("signs with another key") << QList<Script::Part>{{foreign}} << "bind.key";
        QTest::newRow("closes at the second word") << QList<Script::Part>{{greeting()}, {{}, true}} << "bind.unreachable";
        QTest::newRow("closes behind the length") << QList<Script::Part>{{greeting()}, {lengthOf(100), true}} << "bind.unreachable";
        QTest::newRow("closes within the second answer") << QList<Script::Part>{{greeting()}, {reply("x").chopped(5), true}} << "bind.unreachable";
        QTest::newRow("says nothing") << QList<Script::Part>{} << "timeout";
        QTest::newRow("says nothing more") << QList<Script::Part>{{greeting()}} << "timeout";
        QTest::newRow("stops within a frame") << QList<Script::Part>{{greeting().chopped(1)}} << "timeout";
        QTest::newRow("announces 4 GiB") << QList<Script::Part>{{lengthOf(0xFFFFFFFF)}} << "bind.malformed";
        QTest::newRow("announces 5 MiB") << QList<Script::Part>{{greeting()}, {lengthOf(5 << 20)}} << "bind.malformed";
        QTest::newRow("an empty frame") << QList<Script::Part>{{lengthOf(0)}} << "bind.malformed";
        QTest::newRow("garbage of a right length") << QList<Script::Part>{{lengthOf(64) + QByteArray(64, '\xA5')}} << "bind.malformed";
        QTest::newRow("a web server") << QList<Script::Part>{{"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", true}} << "bind.malformed";
        QTest::newRow("a greeting without nonce") << QList<Script::Part>{{reply("x")}} << "bind.malformed";
        QTest::newRow("an answer without data") << QList<Script::Part>{{greeting()}, {encodeIsccc({}, key)}} << "bind.malformed";
        QTest::newRow("a refusal") << QList<Script::Part>{{greeting()}, {reply({}, "36", "permission denied")}} << "bind.control";
    }

    void controlServers()
    {
        QFETCH(QList<Script::Part>, parts);
        QFETCH(QString, code);
        const Script server(parts);
        const bool silent = code == QLatin1String("timeout");
        NamedBind bind = reach(server.port(), silent ? shortDeadline : longDeadline);
        QElapsedTimer timer;
        timer.start();
        const auto status = waitFor(bind.status());
        QCOMPARE(codeOf(status), code);
        QVERIFY2(timer.elapsed() < longDeadline - 500, qPrintable(QString::number(timer.elapsed())));
        if (status)
            QCOMPARE(*status, (ServerStatus{QStringLiteral("9.20.1"), false, 7}));
    }

    void aDeadServerIsUnreachable()
    {
        NamedBind bind = reach(closedPort());
        QCOMPARE(codeOf(waitFor(bind.status())), QStringLiteral("bind.unreachable"));
        QCOMPARE(codeOf(waitFor(bind.reconfigure())), QStringLiteral("bind.unreachable"));
        QCOMPARE(codeOf(waitFor(bind.zoneStatus({QStringLiteral("a"), {}}))), QStringLiteral("bind.unreachable"));
        QCOMPARE(codeOf(waitFor(bind.loadedZones(closedPort()))), QStringLiteral("bind.nostatistics"));
        QCOMPARE(codeOf(waitFor(bind.ask(owner, 1, {}, Transport::Tcp))), QStringLiteral("bind.unreachable"));
        const QString code = codeOf(waitFor(bind.ask(owner, 1, {}, Transport::Udp)));
        QVERIFY2(code == QLatin1String("bind.unreachable") || code == QLatin1String("timeout"), qPrintable(code));
    }

    void statisticsServers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("close");
        QTest::addColumn<QString>("code");
        QTest::newRow("a true one") << QByteArray("HTTP/1.0 200 OK\r\n\r\n{\"views\":{\"_default\":{\"zones\":[{\"name\":\"Example.net\","
                                                  "\"type\":\"primary\",\"serial\":4294967295,\"loaded\":\"2026-11-24T01:02:03Z\"}]}}}")
                                    << true << "good";
        QTest::newRow("no JSON") << QByteArray("HTTP/1.0 200 OK\r\n\r\n<html>") << true << "bind.nostatistics";
        QTest::newRow("not found") << QByteArray("HTTP/1.1 404 Not Found\r\n\r\nNot Found") << true << "bind.nostatistics";
        QTest::newRow("no HTTP") << QByteArray("220 mail ESMTP\r\n\r\n{}") << true << "bind.nostatistics";
        QTest::newRow("nothing at all") << QByteArray() << true << "bind.nostatistics";
    }

    void statisticsServers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, close);
        QFETCH(QString, code);
        const Script server({{bytes, close}});
        NamedBind bind = reach(server.port());
        const auto zones = waitFor(bind.loadedZones(server.port()));
        QCOMPARE(codeOf(zones), code);
        if (zones)
            QCOMPARE(*zones, (QList<LoadedZone>{{{QStringLiteral("example.net"), {}}, QStringLiteral("primary"), 4294967295U, 1795482123000}}));
    }

    void nameServersOverTcp_data()
    {
        QTest::addColumn<QList<Script::Part>>("parts");
        QTest::addColumn<QString>("code");
        QTest::newRow("closes") << QList<Script::Part>{{{}, true}} << "bind.unreachable";
        QTest::newRow("closes behind the length") << QList<Script::Part>{{QByteArray("\0\x20", 2), true}} << "bind.unreachable";
        QTest::newRow("is silent") << QList<Script::Part>{} << "timeout";
        QTest::newRow("an empty message") << QList<Script::Part>{{QByteArray(2, '\0')}} << "bind.malformed";
        QTest::newRow("garbage") << QList<Script::Part>{{QByteArray("\0\x20", 2) + QByteArray(32, '\xFF')}} << "bind.malformed";
    }

    void nameServersOverTcp()
    {
        QFETCH(QList<Script::Part>, parts);
        QFETCH(QString, code);
        const Script server(parts);
        const bool silent = code == QLatin1String("timeout");
        NamedBind bind = reach(server.port(), silent ? shortDeadline : longDeadline);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(codeOf(waitFor(bind.ask(owner, 1, {}, Transport::Tcp))), code);
        QVERIFY(timer.elapsed() < longDeadline - 500);
    }

    void nameServersOverUdp_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("answers") << "answers" << "good";
        QTest::newRow("answers behind a hundred forgeries") << "forgeries" << "good";
        QTest::newRow("another port answers") << "stranger" << "timeout";
        QTest::newRow("says only what was not asked, without end") << "flood" << "timeout";
        QTest::newRow("is silent") << "silent" << "timeout";
        QTest::newRow("sends an empty datagram") << "empty" << "timeout";
    }

    void nameServersOverUdp()
    {
        QFETCH(QString, kind);
        QFETCH(QString, code);
        QUdpSocket server;
        QVERIFY(server.bind(QHostAddress::LocalHost));
        QUdpSocket stranger;
        QVERIFY(stranger.bind(QHostAddress::LocalHost));
        QTimer again;
        QObject::connect(&server, &QUdpSocket::readyRead, &server, [&] {
            const QNetworkDatagram asked = server.receiveDatagram();
            QByteArray wrong = answerTo(asked.data());
            wrong[0] = char(wrong[0] ^ 1);
            const auto send = [asked](QUdpSocket &from, const QByteArray &bytes) {
                from.writeDatagram(bytes, asked.senderAddress(), quint16(asked.senderPort()));
            };
            if (kind == QLatin1String("forgeries") || kind == QLatin1String("flood")) {
                for (int i = 0; i < 100; ++i)
                    send(server, wrong);
            }
            if (kind == QLatin1String("flood")) {
                QObject::connect(&again, &QTimer::timeout, &server, [send, &server, wrong] {
                    for (int i = 0; i < 20; ++i)
                        send(server, wrong);
                });
                again.start(0);
            }
            if (kind == QLatin1String("empty"))
                send(server, {});
            if (kind == QLatin1String("stranger"))
                send(stranger, answerTo(asked.data()));
            if (kind == QLatin1String("answers") || kind == QLatin1String("forgeries"))
                send(server, answerTo(asked.data()));
        });
        NamedBind bind = reach(server.localPort(), code == QLatin1String("timeout") ? shortDeadline : longDeadline);
        QElapsedTimer timer;
        timer.start();
        const auto answer = waitFor(bind.ask(owner, 1, QStringLiteral("127.0.0.1"), Transport::Udp));
        QCOMPARE(codeOf(answer), code);
        QVERIFY2(timer.elapsed() < longDeadline - 500, qPrintable(QString::number(timer.elapsed())));
        if (answer) {
            QCOMPARE(answer->answers.size(), 1);
            QCOMPARE(answer->answers.first().rdata, QByteArray("\xC0\0\2\1", 4));
        }
    }
};

LOCKSTEP_SUITE(TestBadServers)
#include "tst_badservers.moc"
