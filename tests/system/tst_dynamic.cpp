// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servergroup.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <signal.h>

using namespace lockstep;

namespace {

const QString localFile = QStringLiteral("/etc/bind/named.conf.local");

QByteArray zoneText(quint32 serial)
{
    return "$TTL 300\n@ IN SOA ns1 root ( " + QByteArray::number(serial) + " 7200 3600 1209600 300 )\n@ IN NS ns1\nns1 IN A 10.53.0.1\n";
}

// Servers without views, and what a test stages on top of the statements that they began with.
class PlainGroup
{
public:
    explicit PlainGroup(int hosts)
        : m_servers(hosts, content(), qEnvironmentVariable("LOCKSTEP_BIN")), m_fault(m_servers.adoptAll(QStringLiteral("Edge")))
    {
        m_base = words(QStringLiteral("stage|show|") + localFile).out;
    }
    QString fault() const { return m_fault; }
    Host &host(int index) { return m_servers.host(index); }
    Host::Output words(const QString &text, const QByteArray &input = {}) { return m_servers.lockstep(text.split(u'|'), input); }
    bool stage(const QString &file, const QByteArray &text) { return words(QStringLiteral("stage|set|%1|--from|-").arg(file), text).exit == 0; }
    bool stageZones(const QByteArray &statements) { return stage(localFile, m_base + statements); }
    // "" when it was deployed, else what was said.
    QString deploy(const QString &how = QStringLiteral("deploy"))
    {
        for (const QString &step : {QStringLiteral("prepare"), how}) {
            const Host::Output done = words(step);
            if (done.exit != 0)
                return QString::fromUtf8(done.out + done.err);
        }
        return {};
    }
    QString ask(int index, const QString &name, const QString &type, const QString &more = QStringLiteral("+short"))
    {
        return host(index).dig({more, QStringLiteral("+norec"), QStringLiteral("+tcp"), QStringLiteral("+time=2"), QStringLiteral("+tries=1"),
                                QStringLiteral("@127.0.0.1"), name, type});
    }
    quint32 serial(int index, const QString &zone) { return ask(index, zone, QStringLiteral("SOA")).section(u' ', 2, 2).toUInt(); }
    bool isSigned(int index, const QString &name)
    {
        return ask(index, name, QStringLiteral("A"), QStringLiteral("+dnssec")).contains(QLatin1String("RRSIG\tA"));
    }

private:
    static HostContent content()
    {
        HostContent content;
        content.views = false;
        content.records = 0;
        return content;
    }
    ServerGroup m_servers;
    QString m_fault;
    QByteArray m_base;
};

// Updates one after the other, until it ends; it notes which were taken.
class Updates
{
public:
    explicit Updates(Host &host) : m_host(host)
    {
        host.run(
            {QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("rm -f /run/stop /run/ended /run/taken /run/refused; touch /run/taken")});
        host.spawn({QStringLiteral("sh"), QStringLiteral("-c"),
                    QStringLiteral("i=0; while [ ! -e /run/stop ]; do i=$((i+1)); if printf 'server 127.0.0.1\\nzone d.example\\nupdate add "
                                   "n'$i'.d.example 300 A 10.0.0.1\\nsend\\n' | nsupdate; then echo n$i.d.example >>/run/taken; else echo n$i "
                                   ">>/run/refused; fi; done; touch /run/ended")},
                   QStringLiteral("/dev/null"));
    }
    QStringList taken() const { return QString::fromUtf8(m_host.read(QStringLiteral("/run/taken"))).split(u'\n', Qt::SkipEmptyParts); }
    QStringList refused() const { return QString::fromUtf8(m_host.read(QStringLiteral("/run/refused"))).split(u'\n', Qt::SkipEmptyParts); }
    bool end() const
    {
        m_host.write(QStringLiteral("/run/stop"), {});
        return comes([this] { return QFile::exists(m_host.outside(QStringLiteral("/run/ended"))); });
    }

private:
    Host &m_host;
};

} // namespace

// Zones that clients update and zones that named signs, on one server.
class TestDynamic : public QObject
{
    Q_OBJECT
    std::unique_ptr<PlainGroup> m_group;

    int answered(const QStringList &names)
    {
        int all = 0;
        for (qsizetype from = 0; from < names.size(); from += 100) {
            QStringList words{QStringLiteral("+short"), QStringLiteral("+norec"), QStringLiteral("@127.0.0.1")};
            for (const QString &name : names.mid(from, 100))
                words << name << QStringLiteral("A");
            all += int(m_group->host(0).dig(words).count(QStringLiteral("10.0.0.1")));
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<PlainGroup>(1);
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
        m_group->host(0).write(QStringLiteral("/var/lib/bind/d.example.db"), zoneText(100), 0666);
        QVERIFY(m_group->stageZones("zone \"d.example\" { type primary; file \"/var/lib/bind/d.example.db\"; allow-update { 127.0.0.1; }; };\n"));
        QCOMPARE(m_group->deploy(), QString());
    }
    void cleanupTestCase() { m_group.reset(); }

    void updatesGoOnThroughAChange_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<bool>("refusing"); // for the time of the switch
        QTest::newRow("of who may ask") << QByteArray("allow-query { any; };") << false;
        QTest::newRow("of the journal") << QByteArray("journal \"/var/lib/bind/other.jnl\";") << true;
        QTest::newRow("and back again") << QByteArray() << true;
    }
    // With named killed afterwards, so that only what is on disk counts.
    void updatesGoOnThroughAChange()
    {
        QFETCH(QByteArray, more);
        QFETCH(bool, refusing);
        QVERIFY(m_group->stageZones("zone \"d.example\" { type primary; file \"/var/lib/bind/d.example.db\"; allow-update { 127.0.0.1; }; " + more +
                                    " };\n"));
        const Updates updates(m_group->host(0));
        QTRY_VERIFY(updates.taken().size() > 3);
        QCOMPARE(m_group->deploy(), QString());
        const qsizetype until = updates.taken().size();
        QTRY_VERIFY(updates.taken().size() > until + 3); // they are taken again
        QVERIFY(updates.end());
        QVERIFY2(refusing || updates.refused().isEmpty(), qPrintable(updates.refused().join(u' ')));
        const QByteArray state = m_group->host(0).read(QStringLiteral("/var/lib/lockstep/state.json"));
        QVERIFY2(QJsonDocument::fromJson(state).object().value(QLatin1String("frozen")).isNull() ||
                     QJsonDocument::fromJson(state).object().value(QLatin1String("frozen")).isUndefined(),
                 state.constData());
        m_group->host(0).stopNamed(SIGKILL);
        QVERIFY(m_group->host(0).startNamed() > 0);
        QTRY_VERIFY(m_group->serial(0, QStringLiteral("d.example")) > 100);
        QCOMPARE(answered(updates.taken()), int(updates.taken().size()));
    }

    void aSignedZoneIsServedEditedAndRolledBack()
    {
        const QString zone = QStringLiteral("s.example");
        const QByteArray dynamic = "zone \"d.example\" { type primary; file \"/var/lib/bind/d.example.db\"; allow-update { 127.0.0.1; }; };\n";
        QVERIFY(m_group->stage(QStringLiteral("/etc/bind/signed/s.example.db"), zoneText(20)));
        QVERIFY(m_group->stageZones(dynamic + "zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; dnssec-policy default; };\n"));
        QCOMPARE(m_group->deploy(), QString());
        QTRY_VERIFY(m_group->isSigned(0, QStringLiteral("ns1.s.example")));
        const QString keys = m_group->ask(0, zone, QStringLiteral("DNSKEY"));
        QVERIFY(!keys.isEmpty());
        const Host &host = m_group->host(0);
        QCOMPARE(host.run({QStringLiteral("readlink"), QStringLiteral("/var/lib/bind/s.example.db")}).out.trimmed(),
                 QByteArray("/etc/bind/signed/s.example.db"));
        QVERIFY(QFile::exists(host.outside(QStringLiteral("/var/lib/bind/s.example.db.signed"))));
        QVERIFY(!QFile::exists(host.outside(QStringLiteral("/var/lib/lockstep/current/etc-bind/signed/s.example.db.signed"))));

        // An edit of a record, as of any other zone.
        const quint32 first = m_group->serial(0, zone);
        const Host::Output edited = m_group->words(QStringLiteral("stage|record|add|s.example|new|A 192.0.2.9"));
        QVERIFY2(edited.exit == 0, (edited.out + edited.err).constData());
        const QString deployed = m_group->deploy(QStringLiteral("--json|deploy"));
        QCOMPARE(deployed, QString());
        QCOMPARE(m_group->ask(0, QStringLiteral("new.s.example"), QStringLiteral("A")), QStringLiteral("192.0.2.9"));
        QVERIFY(m_group->isSigned(0, QStringLiteral("new.s.example")));
        const quint32 second = m_group->serial(0, zone);
        QVERIFY(second > first);
        QTRY_VERIFY(m_group->words(QStringLiteral("status")).out.startsWith("Edge: in-sync\n"));

        const Host::Output back = m_group->words(QStringLiteral("rollback"));
        QVERIFY2(back.exit == 0, (back.out + back.err).constData());
        QCOMPARE(m_group->ask(0, QStringLiteral("new.s.example"), QStringLiteral("A")), QString());
        QVERIFY(m_group->serial(0, zone) > second);
        QCOMPARE(m_group->ask(0, zone, QStringLiteral("DNSKEY")), keys);
        m_group->host(0).stopNamed(SIGKILL);
        QVERIFY(m_group->host(0).startNamed() > 0);
        QTRY_VERIFY(m_group->isSigned(0, QStringLiteral("ns1.s.example")));
        QVERIFY(m_group->serial(0, zone) > second);
        QCOMPARE(m_group->ask(0, QStringLiteral("new.s.example"), QStringLiteral("A")), QString());
    }

    void signaturesAreNotTakenAwayUnasked()
    {
        const QByteArray dynamic = "zone \"d.example\" { type primary; file \"/var/lib/bind/d.example.db\"; allow-update { 127.0.0.1; }; };\n";
        m_group->words(QStringLiteral("stage|discard|--all"));
        QVERIFY(
            m_group->stageZones(dynamic + "zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; dnssec-policy insecure; };\n"));
        const QString refused = m_group->deploy();
        QVERIFY2(refused.contains(QLatin1String("--accept-unsigned s.example")), qPrintable(refused));
        QVERIFY(m_group->isSigned(0, QStringLiteral("ns1.s.example")));
        QVERIFY(m_group->words(QStringLiteral("deploy|--accept-unsigned|other.example")).exit != 0);
        const Host::Output accepted = m_group->words(QStringLiteral("deploy|--accept-unsigned|s.example"));
        QVERIFY2(accepted.exit == 0, (accepted.out + accepted.err).constData());
        // To sign again takes nothing away.
        const Host::Output back = m_group->words(QStringLiteral("rollback"));
        QVERIFY2(back.exit == 0, (back.out + back.err).constData());
        // But a roll back to what is not signed does.
        const Host::Output unsignedAgain = m_group->words(QStringLiteral("rollback"));
        QVERIFY2(unsignedAgain.exit != 0 && (unsignedAgain.out + unsignedAgain.err).contains("s.example"),
                 (unsignedAgain.out + unsignedAgain.err).constData());
        QVERIFY(m_group->isSigned(0, QStringLiteral("ns1.s.example")));
    }
};

// The same zones on two servers.
class TestSigners : public QObject
{
    Q_OBJECT
    std::unique_ptr<PlainGroup> m_group;

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<PlainGroup>(2);
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
    }
    void cleanupTestCase() { m_group.reset(); }

    void twoSignersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<QString>("says");
        QTest::newRow("that sign") << QByteArray(
                                          "zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; dnssec-policy default; };\n")
                                   << QStringLiteral("named signs the zone s.example on ns1 and on ns2");
        QTest::newRow("that take updates")
            << QByteArray("zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; allow-update { 127.0.0.1; }; };\n")
            << QStringLiteral("The zone s.example takes updates on ns1 and on ns2");
    }
    void twoSignersAreRefused()
    {
        QFETCH(QByteArray, statement);
        QFETCH(QString, says);
        for (int i = 0; i < 2; ++i)
            m_group->host(i).write(QStringLiteral("/var/lib/bind/s.example.db"), zoneText(20), 0666);
        QVERIFY(m_group->stageZones(statement));
        const QString refused = m_group->deploy();
        const QString served = m_group->ask(0, QStringLiteral("s.example"), QStringLiteral("SOA"));
        m_group->words(QStringLiteral("stage|discard|--all"));
        for (int i = 0; i < 2; ++i)
            m_group->host(i).run({QStringLiteral("rm"), QStringLiteral("/var/lib/bind/s.example.db")});
        QVERIFY2(refused.simplified().contains(says), qPrintable(refused));
        QVERIFY(served.isEmpty());
    }

    // One signs, the other follows it: each by a file of its own.
    void oneSignsAndTheOtherFollows()
    {
        m_group->host(0).write(QStringLiteral("/etc/lockstep/local.d/s.example.conf"),
                               "zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; dnssec-policy default; "
                               "allow-transfer { 10.53.0.2; }; notify explicit; also-notify { 10.53.0.2; }; };\n");
        m_group->host(1).write(QStringLiteral("/etc/lockstep/local.d/s.example.conf"),
                               "zone \"s.example\" { type secondary; file \"/var/cache/bind/s.example.db\"; primaries { 10.53.0.1; }; };\n");
        QVERIFY(m_group->stage(QStringLiteral("/etc/bind/signed/s.example.db"), zoneText(20)));
        QVERIFY(m_group->stageZones("include \"/etc/lockstep/local.d/s.example.conf\";\n"));
        QCOMPARE(m_group->deploy(), QString());
        for (int i = 0; i < 2; ++i)
            QTRY_VERIFY_WITH_TIMEOUT(m_group->isSigned(i, QStringLiteral("ns1.s.example")), 20000);
        QCOMPARE(m_group->ask(0, QStringLiteral("s.example"), QStringLiteral("DNSKEY")),
                 m_group->ask(1, QStringLiteral("s.example"), QStringLiteral("DNSKEY")));
        const Host::Output edited = m_group->words(QStringLiteral("stage|record|add|s.example|new|A 192.0.2.9"));
        QVERIFY2(edited.exit == 0, (edited.out + edited.err).constData());
        QCOMPARE(m_group->deploy(), QString());
        QCOMPARE(m_group->ask(0, QStringLiteral("new.s.example"), QStringLiteral("A")), QStringLiteral("192.0.2.9"));
        QTRY_COMPARE_WITH_TIMEOUT(m_group->ask(1, QStringLiteral("new.s.example"), QStringLiteral("A")), QStringLiteral("192.0.2.9"), 20000);
    }
};

LOCKSTEP_SUITE(TestDynamic)
LOCKSTEP_SUITE(TestSigners)
#include "tst_dynamic.moc"
