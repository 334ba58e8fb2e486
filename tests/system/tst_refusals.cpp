// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/system/livegroup.h"

#include <signal.h>

using namespace lockstep;

// What must be refused, with file and line where there is one, while every server goes on serving what it served.
class TestRefusals : public QObject
{
    Q_OBJECT
    std::unique_ptr<LiveGroup> m_group;

    // A prepare that must fail and say all of `parts`.
    void prepareSays(const QStringList &parts)
    {
        const Host::Output refused = m_group->lockstep(QStringLiteral("prepare"));
        const QByteArray all = refused.out + refused.err;
        QVERIFY2(refused.exit == 1, all.constData());
        for (const QString &part : parts)
            QVERIFY2(all.contains(part.toUtf8()), qPrintable(part + QStringLiteral(" is not in:\n") + QString::fromUtf8(all)));
        QVERIFY(m_group->everyServerAnswersLive());
        QCOMPARE(m_group->lockstep(QStringLiteral("deploy")).exit, 2); // nothing is prepared
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<LiveGroup>([](const Host &host) {
            if (host.number() == 3) // a small disk
                host.run({QStringLiteral("mount"), QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                          QStringLiteral("size=22m,mode=0755"), QStringLiteral("tmpfs"), QStringLiteral("/var/lib/lockstep")});
        });
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
        QTRY_COMPARE_WITH_TIMEOUT(m_group->quiet(), QString(), 60000);
    }
    void cleanup()
    {
        m_group->lockstep(QStringLiteral("stage|discard|--all"));
        QTRY_COMPARE_WITH_TIMEOUT(m_group->quiet(), QString(), 90000);
    }
    void cleanupTestCase() { m_group.reset(); }

    void brokenText_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QStringList>("says");
        const QString options = QStringLiteral("/etc/bind/named.conf.options");
        const QString zone = QStringLiteral("/etc/bind/zones/53.10.db");
        QTest::newRow("a record that is none") << zone << QByteArray("1.0 IN PTR host1.example.net.") << QByteArray("1.0 IN A 10.53.0")
                                               << QStringList{zone + QStringLiteral(":5")};
        QTest::newRow("a zone without a name server") << zone << QByteArray("@ IN NS ns1.example.net.\n@ IN NS ns2.example.net.\n") << QByteArray()
                                                      << QStringList{QStringLiteral("has no NS records")};
        QTest::newRow("an option that has no such value")
            << options << QByteArray("recursion no;") << QByteArray("recursion maybe;") << QStringList{options + QStringLiteral(":")};
        QTest::newRow("an option that does not exist") << options << QByteArray("recursion no;") << QByteArray("recursing no;")
                                                       << QStringList{options + QStringLiteral(":"), QStringLiteral("recursing")};
        QTest::newRow("a brace that is not closed") << options << QByteArray("};\n") << QByteArray() << QStringList{options + QStringLiteral(":")};
        QTest::newRow("an ACL that is not defined")
            << options << QByteArray("recursion no;") << QByteArray("recursion no;\n\tallow-query { nobody; };")
            << QStringList{options + QStringLiteral(":")};
        QTest::newRow("a file that this server does not allow")
            << options << QByteArray("recursion no;") << QByteArray("recursion no;\n\tbindkeys-file \"/etc/shadow\";")
            << QStringList{QStringLiteral("/etc/shadow")};
    }
    void brokenText()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QStringList, says);
        const Host::Output shown = m_group->lockstep(QStringLiteral("stage|show|") + file);
        QByteArray text = shown.out;
        QVERIFY2(text.contains(before), text.constData());
        text.replace(text.lastIndexOf(before), before.size(), after);
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|%1|--from|-").arg(file), text).exit, 0);
        prepareSays(says);
    }

    void anIncludeIsMissing()
    {
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|/etc/bind/keys/transfer.key|--remove")).exit, 0);
        prepareSays({QStringLiteral("/etc/bind/named.conf:"), QStringLiteral("transfer.key")});
    }

    // A configuration that gives named another control key passes every check. Nobody can say a word to it then: it goes back all
    // the same.
    void theControlKeyChanges()
    {
        const QString main = QStringLiteral("/etc/bind/named.conf");
        const QByteArray text = m_group->lockstep(QStringLiteral("stage|show|") + main).out;
        const QByteArray controls = "controls { inet 127.0.0.1 port 953 allow { 127.0.0.1; } keys { \"transfer.example.net\"; }; };\n";
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|%1|--from|-").arg(main), text + controls).exit, 0);
        QVERIFY(m_group->stageAddress(QStringLiteral("192.0.2.199")));
        const Host::Output prepared = m_group->lockstep(QStringLiteral("prepare"));
        QVERIFY2(prepared.exit == 0, (prepared.out + prepared.err).constData());
        const Host::Output deployed = m_group->lockstep(QStringLiteral("deploy"));
        QVERIFY2(deployed.exit == 1, (deployed.out + deployed.err).constData());
        QVERIFY2(deployed.out.contains("control key"), (deployed.out + deployed.err).constData());
        QVERIFY(m_group->everyServerAnswersLive());
        for (int i = 0; i < 3; ++i) // rndc is let in again
            QCOMPARE(m_group->host(i).run({QStringLiteral("rndc"), QStringLiteral("status")}).exit, 0);
    }

    // What named accepts is deployed, and what its checker says of it is told, once for all servers.
    void whatIsOddIsSaid()
    {
        const QString options = QStringLiteral("/etc/bind/named.conf.options");
        QByteArray text = m_group->lockstep(QStringLiteral("stage|show|") + options).out;
        QVERIFY(text.contains("recursion no;"));
        text.replace("recursion no;", "recursion no;\n\tdnssec-must-be-secure \"example.org\" no;");
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|%1|--from|-").arg(options), text).exit, 0);
        const Host::Output prepared = m_group->lockstep(QStringLiteral("prepare"));
        QVERIFY2(prepared.exit == 0, (prepared.out + prepared.err).constData());
        QVERIFY2(prepared.out.count("warning: ") == 1 && prepared.out.contains("dnssec-must-be-secure") &&
                     prepared.out.contains("warning: " + options.toUtf8() + ':'),
                 prepared.out.constData());
        QVERIFY2(prepared.out.contains("At the switch: the configuration is read again\n"), prepared.out.constData());
    }

    // What the switch will do is said before anybody presses deploy.
    void theSwitchIsForetold()
    {
        const QString local = QStringLiteral("/etc/bind/named.conf.local");
        QByteArray text = m_group->lockstep(QStringLiteral("stage|show|") + local).out;
        // One zone gets another file, one goes, one comes.
        text.replace("/etc/bind/zones/53.10.db", "/etc/bind/zones/other.db");
        text.replace("zone \"8.b.d.0.1.0.0.2.ip6.arpa\"", "zone \"9.b.d.0.1.0.0.2.ip6.arpa\"");
        const QByteArray zone = m_group->lockstep(QStringLiteral("stage|show|/etc/bind/zones/53.10.db")).out;
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|/etc/bind/zones/other.db|--from|-"), zone).exit, 0);
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|%1|--from|-").arg(local), text).exit, 0);
        QVERIFY(m_group->stageAddress(QStringLiteral("192.0.2.198")));
        const Host::Output prepared = m_group->lockstep(QStringLiteral("prepare"));
        QVERIFY2(prepared.exit == 0, (prepared.out + prepared.err).constData());
        QVERIFY2(prepared.out.contains("At the switch: 1 zone is read again, 1 zone is new, 1 zone is removed, the configuration is read again; "
                                       "1 zone is made anew and not answered while loading (all zones load in "),
                 prepared.out.constData());
        QVERIFY2(prepared.out.contains(" s): 53.10.in-addr.arpa external\n"), prepared.out.constData());
    }

    // Neither what fails nor what succeeds says a secret, in words, in JSON, or in the master's own files of words.
    void noSecretIsTold()
    {
        const QString file = QStringLiteral("/etc/bind/keys/transfer.key");
        const QByteArray good = m_group->lockstep(QStringLiteral("stage|show|") + file).out;
        QVERIFY(good.contains("secret \""));
        const QByteArray before = good.mid(good.indexOf("secret \"") + 8).split('"').first();
        const QByteArray secret = QByteArray("a bird nobody may see 77").toBase64();
        QByteArray text = good;
        text.replace(before, secret);
        const auto silent = [&](const QString &words) {
            const Host::Output told = m_group->lockstep(words);
            const QByteArray all = told.out + told.err;
            QVERIFY2(!all.isEmpty() && !all.contains(secret) && !all.contains(before), (words.toUtf8() + ": " + all).constData());
        };
        for (const QByteArray &broken : {QByteArray(text).replace("secret \"", "secret"), QByteArray(text).replace("secret", "secert"),
                                         QByteArray(text).replace(";", ""), QByteArray(text).replace(secret, secret + "!")}) {
            QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|%1|--from|-").arg(file), broken).exit, 0);
            for (const char *words : {"diff", "diff|--text", "diff|--json", "prepare", "prepare|--json", "history|--json", "status|--json"})
                silent(QLatin1String(words));
        }
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|%1|--from|-").arg(file), text).exit, 0);
        for (const char *words : {"diff|--json", "prepare|--json", "deploy|--json", "history", "history|--json", "status|--json"})
            silent(QLatin1String(words));
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|%1|--from|-").arg(file), good).exit, 0);
        for (const char *words : {"diff|--text|--json", "prepare", "deploy|--json", "history|--json"})
            silent(QLatin1String(words));
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|show|") + file).out, good);
        QVERIFY(m_group->everyServerAnswersLive());
    }

    void aLocalFileCannotBeRead()
    {
        if (namedUser().isEmpty())
            QSKIP("In a namespace with one user only, that user may read everything.");
        const QString local = QStringLiteral("/etc/lockstep/local.d/options.conf");
        m_group->host(1).run({QStringLiteral("chmod"), QStringLiteral("600"), local});
        QVERIFY(m_group->stageAddress(QStringLiteral("192.0.2.50")));
        prepareSays({QStringLiteral("ns2"), QStringLiteral("permission denied")});
        m_group->host(1).run({QStringLiteral("chmod"), QStringLiteral("644"), local});
        QCOMPARE(m_group->lockstep(QStringLiteral("prepare")).exit, 0);
    }

    void theControlKeyChanged()
    {
        const QString path = QStringLiteral("/etc/lockstep/local.d/rndc.key");
        const QByteArray key = m_group->host(1).read(path);
        QVERIFY(key.contains("secret"));
        m_group->host(1).write(path, QByteArray(key).replace("secret \"", "secret \"AAAA"), 0640);
        QByteArray status; // a connection that was opened with the old key is kept for a moment
        QTRY_VERIFY2(!(status = m_group->lockstep(QStringLiteral("status")).out).startsWith("Edge: in-sync") && status.contains("control key"),
                     status.constData());
        QVERIFY(m_group->stageAddress(QStringLiteral("192.0.2.51")));
        prepareSays({QStringLiteral("ns2")});
        m_group->host(1).write(path, key, 0640);
    }

    void theAgentIsAnother()
    {
        const QString path = QStringLiteral("/var/lib/lockstep/identity.pem");
        const QByteArray identity = m_group->host(1).read(path);
        m_group->servers().stopAgent(1);
        m_group->host(1).run({QStringLiteral("rm"), path});
        m_group->servers().startAgent(1);
        QTRY_VERIFY_WITH_TIMEOUT(m_group->lockstep(QStringLiteral("status")).out.contains("key"), 60000);
        QVERIFY(m_group->stageAddress(QStringLiteral("192.0.2.52")));
        prepareSays({QStringLiteral("ns2")});
        m_group->servers().stopAgent(1);
        m_group->host(1).write(path, identity, 0600);
        m_group->servers().startAgent(1);
    }

    void aJoinCodeWorksOnce()
    {
        const QString code = QString::fromUtf8(m_group->servers().enrol(0).out).trimmed();
        const Host::Output first = m_group->lockstep(QStringLiteral("member|preflight|10.53.0.1|--code|") + code);
        QVERIFY2(first.exit == 0, (first.out + first.err).constData());
        const Host::Output again = m_group->lockstep(QStringLiteral("member|preflight|10.53.0.1|--code|") + code);
        QVERIFY2(again.exit == 2 && again.err.contains("join code"), (again.out + again.err).constData());
        const Host::Output wrong = m_group->lockstep(QStringLiteral("member|preflight|10.53.0.1|--code|abc"));
        QVERIFY2(wrong.exit == 2 && wrong.err.contains("join code"), (wrong.out + wrong.err).constData());
    }

    void anotherMasterIsRefused()
    {
        const ServerGroup &servers = m_group->servers();
        const QTemporaryDir home;
        QCOMPARE(servers.lockstep({QStringLiteral("group"), QStringLiteral("create"), QStringLiteral("Theirs")}, {}, 60000, home.path()).exit, 0);
        const QString code = QString::fromUtf8(servers.enrol(0).out).trimmed();
        const Host::Output added = servers.lockstep({QStringLiteral("member"), QStringLiteral("add"), QStringLiteral("x"),
                                                     QStringLiteral("10.53.0.1"), QStringLiteral("--code"), code, QStringLiteral("--accept-split")},
                                                    {}, 60000, home.path());
        QVERIFY2(added.exit == 1 && (added.out + added.err).contains("another master"), (added.out + added.err).constData());
        if (const qint64 pid = servers.masterPid(home.path()); pid > 1)
            ::kill(pid_t(pid), SIGTERM);
    }

    void theDiskIsFullAtPrepare()
    {
        QByteArray zone = m_group->lockstep(QStringLiteral("stage|show|/etc/bind/zones/53.10.db")).out;
        for (int i = 0; i < 50000; ++i)
            zone += "; " + QByteArray(120, 'x') + QByteArray::number(i) + '\n';
        QCOMPARE(m_group->lockstep(QStringLiteral("stage|set|/etc/bind/zones/53.10.db|--from|-"), zone).exit, 0);
        prepareSays({QStringLiteral("ns3"), QStringLiteral("space")});
    }

    void theDiskIsFullAtDeploy()
    {
        QVERIFY(m_group->stageAddress(QStringLiteral("192.0.2.53")));
        QCOMPARE(m_group->lockstep(QStringLiteral("prepare")).exit, 0);
        m_group->host(2).run(
            {QStringLiteral("dd"), QStringLiteral("if=/dev/zero"), QStringLiteral("of=/var/lib/lockstep/filler"), QStringLiteral("bs=64k")});
        const Host::Output deployed = m_group->lockstep(QStringLiteral("deploy"));
        QVERIFY2(deployed.exit == 1 && (deployed.out + deployed.err).contains("is full"), (deployed.out + deployed.err).constData());
        QVERIFY(m_group->everyServerAnswersLive());
        m_group->host(2).run({QStringLiteral("rm"), QStringLiteral("/var/lib/lockstep/filler")});
        // ns3 missed the return: it is brought to it by itself (cleanup waits for that).
    }
};

LOCKSTEP_SUITE(TestRefusals)
#include "tst_refusals.moc"
