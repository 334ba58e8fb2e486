// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/bind/dnsmessage.h"
#include "core/bind/namedbind.h"
#include "tests/support/sandbox.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>
#include <QFile>
#include <QPointer>
#include <QRegularExpression>
#include <QTcpServer>

using namespace lockstep;

namespace {

const QString etc = QStringLiteral("/etc/bind/");

QByteArray keyFile(const QByteArray &algorithm, const QByteArray &secret)
{
    return "key \"rndc-key\" {\n\talgorithm " + algorithm + ";\n\tsecret \"" + secret.toBase64() + "\";\n};\n";
}

QByteArray zoneText(int serial, const QByteArray &www = "192.0.2.1")
{
    return "$TTL 60\n@ IN SOA ns1 hostmaster " + QByteArray::number(serial) + " 3600 600 86400 60\n@ IN NS ns1\nns1 IN A 192.0.2.53\nwww IN A " +
           www + "\nlarge IN TXT " + ("\"" + QByteArray(200, 'x') + "\" ").repeated(40) + "\n";
}

const QByteArray mainFile = "options {\n"
                            "\tdirectory \"/var/cache/bind\";\n"
                            "\tlisten-on { 127.0.0.1; 10.53.0.1; };\n"
                            "\tlisten-on-v6 { none; };\n"
                            "\trecursion no;\n"
                            "\tnotify no;\n"
                            "\tdnssec-validation no;\n"
                            "};\n"
                            "statistics-channels { inet 127.0.0.1 port 8053 allow { 127.0.0.1; }; };\n"
                            "view \"inside\" {\n"
                            "\tmatch-clients { 10.53.0.1; };\n"
                            "\tzone \"example.net\" { type primary; file \"/etc/bind/inside.db\"; };\n"
                            "};\n"
                            "view \"outside\" {\n"
                            "\tmatch-clients { any; };\n"
                            "\tzone \"Example.NET\" { type primary; file \"/etc/bind/outside.db\"; };\n"
                            "\tzone \"broken.example\" { type primary; file \"/etc/bind/broken.db\"; };\n"
                            "\tzone \"missing.example\" { type primary; file \"/etc/bind/missing.db\"; };\n"
                            "\tzone \"dynamic.example\" { type primary; file \"/var/cache/bind/dynamic.db\"; allow-update { 127.0.0.1; }; };\n"
                            "\tzone \"behind.example\" { type secondary; primaries { 10.53.0.77; }; };\n"
                            "\tzone \"0/25.2.0.192.in-addr.arpa\" { type primary; file \"/etc/bind/slash.db\"; };\n"
                            "\tzone \".\" { type primary; file \"/etc/bind/root.db\"; };\n"
                            "};\n";

template <class T> QString codeOf(const Result<T> &result) { return result ? QStringLiteral("good") : result.error().code; }

} // namespace

// Every call of the seam, to a real named on a host of its own, from that host.
class TestNamedBind : public QObject
{
    Q_OBJECT
    std::unique_ptr<Sandbox> m_sandbox;
    std::shared_ptr<void> m_inside;
    std::unique_ptr<NamedBind> m_bind;
    QByteArray m_key; // what the agent believes

    Host &host() const { return m_sandbox->host(0); }

    void writeKey(const QByteArray &algorithm, const QByteArray &secret) const
    {
        host().write(etc + QStringLiteral("rndc.key"), keyFile(algorithm, secret));
    }

    // One without a connection.
    std::unique_ptr<NamedBind> newBind(quint16 port) const
    {
        NamedBind::Place place;
        place.controlPort = port;
        place.controlDeadlineMs = 5000;
        return std::make_unique<NamedBind>(systemClock(), place, [this]() -> Task<Result<ControlKey>> { co_return ControlKey::parse(m_key); });
    }

    bool comesUp() const
    {
        host().startNamed();
        return comes([this] { return waitFor(m_bind->status()).has_value(); });
    }

    void writeAll() const
    {
        host().write(etc + QStringLiteral("named.conf"), mainFile);
        host().write(etc + QStringLiteral("inside.db"), zoneText(11, "10.0.0.1"));
        host().write(etc + QStringLiteral("outside.db"), zoneText(21));
        host().write(etc + QStringLiteral("broken.db"), "$TTL 60\n@ IN SOA ns1 hostmaster 1 2 3 4 5\n@ IN NS ns1\nns1 IN A 1.2.3\n");
        host().write(etc + QStringLiteral("slash.db"),
                     "$TTL 60\n@ IN SOA ns1.example.net. hostmaster.example.net. 51 2 3 4 5\n@ IN NS ns1.example.net.\n");
        host().write(etc + QStringLiteral("root.db"), zoneText(31));
        host().write(QStringLiteral("/var/cache/bind/dynamic.db"), zoneText(41), 0666);
    }

    // named decides by the file's time, to the second.
    void write(const QString &name, const QByteArray &text, int secondsLater) const
    {
        host().write(etc + name, text);
        host().run({QStringLiteral("touch"), QStringLiteral("-d"), QStringLiteral("+%1 seconds").arg(secondsLater), etc + name});
    }

    quint32 servedSerial(const ZoneName &zone) const
    {
        const auto status = waitFor(m_bind->zoneStatus(zone));
        return status ? status->serial : 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<Sandbox>(1);
        m_inside = host().enterNetwork();
        writeAll();
        m_key = keyFile("hmac-sha256", "the key that both know");
        writeKey("hmac-sha256", "the key that both know");
        m_bind = newBind(953);
        if (!comesUp()) {
            QFile log(m_sandbox->logs() + QStringLiteral("/ns1-named.log"));
            QVERIFY(log.open(QIODevice::ReadOnly));
            QFAIL(log.readAll().constData());
        }
    }

    void cleanupTestCase()
    {
        m_bind.reset();
        m_inside.reset();
        m_sandbox.reset();
    }

    void statusTellsVersionAndZones()
    {
        const auto status = waitFor(m_bind->status());
        QVERIFY(status);
        const QString version = QString::fromLatin1(host().run({QStringLiteral("/usr/sbin/named"), QStringLiteral("-v")}).out);
        QVERIFY2(version.startsWith(QStringLiteral("BIND ") + status->version), qPrintable(version + status->version));
        QVERIFY(!status->reloadFailed);
        QVERIFY(status->zones >= 8);
        const qint64 ago = systemClock().now() - status->booted;
        QVERIFY2(ago >= 0 && ago < 600000, QByteArray::number(ago).constData());
    }

    void zoneStatusTellsWhatIs_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("view");
        QTest::addColumn<QString>("code");
        QTest::addColumn<ZoneStatus>("status");
        const auto primary = [](quint32 serial, bool dynamic) { return ZoneStatus{true, QStringLiteral("primary"), serial, dynamic}; };
        QTest::newRow("a loaded zone") << "example.net" << "outside" << "good" << primary(21, false);
        QTest::newRow("the same name in the other view") << "example.net" << "inside" << "good" << primary(11, false);
        QTest::newRow("in capitals") << "EXAMPLE.net" << "inside" << "good" << primary(11, false);
        QTest::newRow("a name with a slash") << "0/25.2.0.192.in-addr.arpa" << "outside" << "good" << primary(51, false);
        QTest::newRow("the root") << "." << "outside" << "good" << primary(31, false);
        QTest::newRow("a zone that takes updates") << "dynamic.example" << "outside" << "good" << primary(41, true);
        QTest::newRow("a zone with a fault") << "broken.example" << "outside" << "good" << ZoneStatus{};
        QTest::newRow("a zone without file") << "missing.example" << "outside" << "good" << ZoneStatus{};
        QTest::newRow("a secondary that never got it") << "behind.example" << "outside" << "good" << ZoneStatus{};
        QTest::newRow("a zone of another view only") << "broken.example" << "inside" << "bind.nozone" << ZoneStatus{};
        QTest::newRow("no such zone") << "nowhere.example" << "outside" << "bind.nozone" << ZoneStatus{};
        QTest::newRow("no such zone in any view") << "nowhere.example" << "" << "bind.nozone" << ZoneStatus{};
        QTest::newRow("no such view") << "example.net" << "beside" << "bind.nozone" << ZoneStatus{};
        QTest::newRow("in two views, and none was said") << "example.net" << "" << "bind.control" << ZoneStatus{};
    }

    void zoneStatusTellsWhatIs()
    {
        QFETCH(QString, zone);
        QFETCH(QString, view);
        QFETCH(QString, code);
        QFETCH(ZoneStatus, status);
        const auto told = waitFor(m_bind->zoneStatus({zone, view}));
        QVERIFY2(codeOf(told) == code, qPrintable(told ? QStringLiteral("good") : told.error().code + u' ' + told.error().detail));
        if (!told)
            return;
        QCOMPARE(told->loaded, status.loaded);
        QCOMPARE(told->type, status.type);
        QCOMPARE(told->serial, status.serial);
        QCOMPARE(told->dynamic, status.dynamic);
    }

    void theStatisticsChannelTellsTheSame()
    {
        const auto zones = waitFor(m_bind->loadedZones(8053));
        QVERIFY2(zones, zones ? "" : qPrintable(errorText(zones.error())));
        QHash<QString, LoadedZone> byName;
        for (const LoadedZone &zone : *zones)
            byName.insert(zone.name.zone + u'|' + zone.name.view, zone);
        QCOMPARE(byName.value(QStringLiteral("example.net|inside")).serial, std::optional<quint32>(11));
        QCOMPARE(byName.value(QStringLiteral("example.net|outside")).serial, std::optional<quint32>(21));
        QCOMPARE(byName.value(QStringLiteral("example.net|outside")).type, QStringLiteral("primary"));
        QCOMPARE(byName.value(QStringLiteral("0/25.2.0.192.in-addr.arpa|outside")).serial, std::optional<quint32>(51));
        QCOMPARE(byName.value(QStringLiteral(".|outside")).serial, std::optional<quint32>(31));
        QVERIFY(byName.contains(QStringLiteral("broken.example|outside")));
        QVERIFY(!byName.value(QStringLiteral("broken.example|outside")).serial);
        const QByteArray stamp =
            host().run({QStringLiteral("stat"), QStringLiteral("-c"), QStringLiteral("%Y"), etc + QStringLiteral("inside.db")}).out;
        QCOMPARE(byName.value(QStringLiteral("example.net|inside")).loaded, stamp.trimmed().toLongLong() * 1000);
        // So does named without it.
        QCOMPARE(waitFor(m_bind->zoneStatus({QStringLiteral("example.net"), QStringLiteral("inside")}))->loadedAt,
                 stamp.trimmed().toLongLong() * 1000);
        QCOMPARE(waitFor(m_bind->zoneStatus({QStringLiteral("behind.example"), QStringLiteral("outside")}))->loadedAt, 0);
    }

    void answersAreCounted()
    {
        const auto before = waitFor(m_bind->answerCounts(8053));
        QVERIFY(before);
        QVERIFY(waitFor(m_bind->ask(*wireName(QStringLiteral("nothing.example.net")), 1, QStringLiteral("127.0.0.1"), Transport::Tcp)));
        QVERIFY(waitFor(m_bind->ask(*wireName(QStringLiteral("broken.example")), 1, QStringLiteral("127.0.0.1"), Transport::Tcp)));
        QVERIFY(waitFor(m_bind->ask(*wireName(QStringLiteral("www.example.net")), 1, QStringLiteral("127.0.0.1"), Transport::Tcp)));
        const auto after = waitFor(m_bind->answerCounts(8053));
        QVERIFY(after);
        QCOMPARE(after->answered, before->answered + 3);
        QCOMPARE(after->failed, before->failed + 1);
        QCOMPARE(after->unknown, before->unknown + 1);
        QCOMPARE(codeOf(waitFor(m_bind->answerCounts(8054))), QStringLiteral("bind.nostatistics"));
        QCOMPARE(codeOf(waitFor(m_bind->answerCounts(0))), QStringLiteral("bind.nostatistics"));
    }

    void aReloadedZoneIsServed()
    {
        const ZoneName inside{QStringLiteral("example.net"), QStringLiteral("inside")};
        write(QStringLiteral("inside.db"), zoneText(12, "10.0.0.2"), 1);
        write(QStringLiteral("outside.db"), zoneText(22), 1);
        QCOMPARE(codeOf(waitFor(m_bind->reloadZone(inside))), QStringLiteral("good"));
        QTRY_COMPARE(servedSerial(inside), 12U);
        QCOMPARE(servedSerial({QStringLiteral("example.net"), QStringLiteral("outside")}), 21U); // it was not asked for
        QCOMPARE(codeOf(waitFor(m_bind->reload())), QStringLiteral("good"));
        QTRY_COMPARE(servedSerial({QStringLiteral("example.net"), QStringLiteral("outside")}), 22U);
        QCOMPARE(codeOf(waitFor(m_bind->reloadZone({QStringLiteral("nowhere.example"), QStringLiteral("outside")}))), QStringLiteral("bind.control"));
        // RELIABILITY 1.2: a zone that cannot be loaded; the old data stay, and what named says of it is not to be relied on.
        write(QStringLiteral("inside.db"), "nonsense (\n", 2);
        (void)waitFor(m_bind->reloadZone(inside));
        QCOMPARE(servedSerial(inside), 12U);
        write(QStringLiteral("inside.db"), zoneText(13, "10.0.0.2"), 3);
        QCOMPARE(codeOf(waitFor(m_bind->reloadZone(inside))), QStringLiteral("good"));
        QTRY_COMPARE(servedSerial(inside), 13U);
    }

    void aRefusedConfigurationIsToldAndRemembered()
    {
        host().write(etc + QStringLiteral("named.conf"), mainFile + "options { nonsense yes; };\n");
        const auto refused = waitFor(m_bind->reconfigure());
        QCOMPARE(codeOf(refused), QStringLiteral("bind.control"));
        QVERIFY(!refused.error().detail.isEmpty());
        QCOMPARE(refused.error().args, QStringList{QStringLiteral("reconfig")});
        QVERIFY(waitFor(m_bind->status())->reloadFailed);
        host().write(etc + QStringLiteral("named.conf"),
                     mainFile + "view \"more\" { zone \"more.example\" { type primary; file \"/etc/bind/inside.db\"; }; };\n");
        QCOMPARE(codeOf(waitFor(m_bind->reconfigure())), QStringLiteral("good"));
        QVERIFY(!waitFor(m_bind->status())->reloadFailed);
        QTRY_COMPARE(servedSerial({QStringLiteral("more.example"), QStringLiteral("more")}), 13U);
        host().write(etc + QStringLiteral("named.conf"), mainFile);
        QCOMPARE(codeOf(waitFor(m_bind->reconfigure())), QStringLiteral("good"));
        QTRY_COMPARE(codeOf(waitFor(m_bind->zoneStatus({QStringLiteral("more.example"), QStringLiteral("more")}))), QStringLiteral("bind.nozone"));
    }

    void questionsAreAnswered_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<Transport>("transport");
        QTest::addColumn<QByteArray>("www");
        for (const bool udp : {true, false}) {
            const Transport transport = udp ? Transport::Udp : Transport::Tcp;
            const char *name = udp ? "UDP" : "TCP";
            QTest::addRow("the outside view over %s", name) << "127.0.0.1" << transport << QByteArray("\xC0\0\2\1", 4);
            QTest::addRow("the inside view over %s", name) << "10.53.0.1" << transport << QByteArray("\x0A\0\0\2", 4);
            QTest::addRow("no address is this server, over %s", name) << "" << transport << QByteArray("\xC0\0\2\1", 4);
        }
    }

    void questionsAreAnswered()
    {
        QFETCH(QString, address);
        QFETCH(Transport, transport);
        QFETCH(QByteArray, www);
        const QByteArray owner = *wireName(QStringLiteral("WWW.Example.net"));
        const auto answer = waitFor(m_bind->ask(owner, 1, address, transport));
        QVERIFY2(answer, answer ? "" : qPrintable(errorText(answer.error())));
        QCOMPARE(answer->rcode, 0);
        QVERIFY(answer->authoritative);
        QCOMPARE(answer->answers, (QList<WireRecord>{{owner, 1, 1, 60, www}}));
        QCOMPARE(answer->cookie.size(), 24);
        const auto none = waitFor(m_bind->ask(*wireName(QStringLiteral("none.example.net")), 1, address, transport));
        QCOMPARE(none->rcode, 3);
        QVERIFY(none->answers.isEmpty());
        QCOMPARE(none->authorities.size(), 1);
        QCOMPARE(none->authorities.first().type, 6);
    }

    void aLargeAnswerIsCutOverUdpAndWholeOverTcp()
    {
        const QByteArray owner = *wireName(QStringLiteral("large.example.net"));
        const auto cut = waitFor(m_bind->ask(owner, 16, {}, Transport::Udp));
        QVERIFY(cut);
        QVERIFY(cut->truncated);
        const auto whole = waitFor(m_bind->ask(owner, 16, {}, Transport::Tcp));
        QVERIFY(whole);
        QVERIFY(!whole->truncated);
        QCOMPARE(whole->answers.size(), 1);
        QCOMPARE(whole->answers.first().rdata, (char(200) + QByteArray(200, 'x')).repeated(40));
    }

    void refusalsAreAnswersToo()
    {
        host().write(etc + QStringLiteral("named.conf"), QByteArray(mainFile).replace("recursion no;", "recursion no; allow-query { none; };"));
        QVERIFY(waitFor(m_bind->reconfigure()));
        for (const Transport transport : {Transport::Udp, Transport::Tcp}) {
            const auto answer = waitFor(m_bind->ask(*wireName(QStringLiteral("www.example.net")), 1, {}, transport));
            QCOMPARE(answer ? answer->rcode : -1, 5);
        }
    }

    // named then answers BADCOOKIE to who comes without its cookie.
    void aServerThatRequiresCookiesAnswers()
    {
        host().write(etc + QStringLiteral("named.conf"), QByteArray(mainFile).replace("recursion no;", "recursion no; require-server-cookie yes;"));
        QVERIFY(waitFor(m_bind->reconfigure()));
        for (const Transport transport : {Transport::Udp, Transport::Tcp}) {
            const auto answer = waitFor(m_bind->ask(*wireName(QStringLiteral("www.example.net")), 1, {}, transport));
            QVERIFY(answer);
            QCOMPARE(answer->rcode, 0);
            QCOMPARE(answer->answers.size(), 1);
        }
        host().write(etc + QStringLiteral("named.conf"), mainFile);
        QVERIFY(waitFor(m_bind->reconfigure()));
    }

    void thePaceIsThatOfOneRoundTrip()
    {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 200; ++i)
            QVERIFY(waitFor(m_bind->command(QStringLiteral("zonestatus example.net IN inside"))));
        const qint64 commands = timer.nsecsElapsed();
        timer.restart();
        for (int i = 0; i < 200; ++i)
            QVERIFY(waitFor(m_bind->ask(*wireName(QStringLiteral("www.example.net")), 1, {}, Transport::Udp)));
        qInfo("%.2f ms a command, %.2f ms a query, one after the other", double(commands) / 2e8, double(timer.nsecsElapsed()) / 2e8);
    }

    // Between the two stands somebody who counts the connections.
    void closeCommandsShareAConnection()
    {
        QTcpServer between;
        QVERIFY(between.listen(QHostAddress::LocalHost));
        int connections = 0;
        QPointer<QTcpSocket> last; // to named
        connect(&between, &QTcpServer::newConnection, &between, [&] {
            QTcpSocket *near = between.nextPendingConnection();
            auto *far = new QTcpSocket(near);
            far->connectToHost(QHostAddress::LocalHost, 953);
            connect(near, &QTcpSocket::readyRead, far, [near, far] { far->write(near->readAll()); });
            connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
            connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
            connect(near, &QTcpSocket::disconnected, far, &QTcpSocket::disconnectFromHost);
            last = far;
            ++connections;
        });
        const std::unique_ptr<NamedBind> bind = newBind(between.serverPort());
        for (int i = 0; i < 3; ++i)
            QVERIFY(waitFor(bind->status()));
        QCOMPARE(codeOf(waitFor(bind->command(QStringLiteral("nonsense")))), QStringLiteral("bind.control"));
        QCOMPARE(connections, 1);
        // One that has gone is made anew without a word.
        QVERIFY(last);
        last->abort();
        QVERIFY(waitFor(bind->status()));
        QCOMPARE(connections, 2);
        // Who may ask is another matter after the configuration was read: it has to be shown again.
        QVERIFY(waitFor(bind->reconfigure()));
        QVERIFY(waitFor(bind->status()));
        QCOMPARE(connections, 4);
        QTRY_VERIFY_WITH_TIMEOUT(!last || last->state() == QAbstractSocket::UnconnectedState, 3000); // nobody asks any more
        QVERIFY(waitFor(bind->status()));
        QCOMPARE(connections, 5);
    }

    void aWrongKeyIsToldAsOne_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("another secret") << keyFile("hmac-sha256", "the key that none knows");
        QTest::newRow("another algorithm") << keyFile("hmac-sha512", "the key that both know");
        QTest::newRow("an algorithm with another frame") << keyFile("hmac-md5", "the key that both know");
    }

    void aWrongKeyIsToldAsOne()
    {
        QFETCH(QByteArray, key);
        m_bind = newBind(953);
        const QByteArray right = std::exchange(m_key, key);
        const auto status = waitFor(m_bind->status());
        m_key = right;
        QCOMPARE(codeOf(status), QStringLiteral("bind.key"));
        QVERIFY(waitFor(m_bind->status()));
    }

    void anUnreadableKeyIsToldBeforeAnythingIsSaid()
    {
        m_bind = newBind(953);
        const QByteArray right = std::exchange(m_key, "nothing");
        QCOMPARE(codeOf(waitFor(m_bind->reload())), QStringLiteral("bind.keyfile"));
        m_key = right;
    }

    void aDeadServerIsUnreachable()
    {
        host().stopNamed(9);
        QCOMPARE(codeOf(waitFor(m_bind->status())), QStringLiteral("bind.unreachable"));
        QCOMPARE(codeOf(waitFor(m_bind->reloadZone({QStringLiteral("example.net"), {}}))), QStringLiteral("bind.unreachable"));
        QCOMPARE(codeOf(waitFor(m_bind->loadedZones(8053))), QStringLiteral("bind.nostatistics"));
        QVERIFY(!waitFor(m_bind->ask(*wireName(QStringLiteral("www.example.net")), 1, {}, Transport::Udp)));
        QVERIFY(!waitFor(m_bind->ask(*wireName(QStringLiteral("www.example.net")), 1, {}, Transport::Tcp)));
    }

    void everyAlgorithmOfAKeyFileWorks_data()
    {
        QTest::addColumn<QByteArray>("algorithm");
        QTest::addColumn<int>("size");
        for (const char *name : {"hmac-md5", "hmac-sha1", "hmac-sha224", "hmac-sha256", "hmac-sha384", "hmac-sha512"}) {
            for (const int size : {1, 32, 64, 65, 200})
                QTest::addRow("%s with a secret of %d bytes", name, size) << QByteArray(name) << size;
        }
    }

    void everyAlgorithmOfAKeyFileWorks()
    {
        QFETCH(QByteArray, algorithm);
        QFETCH(int, size);
        host().stopNamed(9);
        const QByteArray secret = randomBytes(size);
        m_key = keyFile(algorithm, secret);
        writeKey(algorithm, secret);
        QVERIFY(comesUp());
        const auto refused = waitFor(m_bind->command(QStringLiteral("nonsense")));
        QCOMPARE(codeOf(refused), QStringLiteral("bind.control"));
    }
};

LOCKSTEP_SUITE(TestNamedBind)
#include "tst_namedbind.moc"
