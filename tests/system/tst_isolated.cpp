// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/isolated.h"
#include "tests/support/sandbox.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace lockstep;

namespace {

IsolatedRun shell(const QString &script)
{
    IsolatedRun run;
    run.command = {QStringLiteral("/bin/sh"), QStringLiteral("-c"), script};
    run.deadlineMs = 5000;
    return run;
}

} // namespace

// What a checker may see and do: nothing but look at what it is given.
class TestIsolated : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir{QStringLiteral("/var/tmp/isolated-XXXXXX")}; // over /tmp lies what is written to overlays

    QString put(const QString &name, const QByteArray &text) const
    {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(path.left(path.lastIndexOf(u'/')));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s", qPrintable(path));
        return path;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        ::chmod(QFile::encodeName(m_dir.path()).constData(), 0755);
    }

    void outputAndExitComeBack_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("both streams") << "echo one; echo two >&2" << 0 << QByteArray("one\ntwo\n");
        QTest::newRow("an exit code") << "exit 7" << 7 << QByteArray();
        QTest::newRow("no input") << "cat; echo end" << 0 << QByteArray("end\n");
        QTest::newRow("no final line end") << "printf x" << 0 << QByteArray("x");
    }

    void outputAndExitComeBack()
    {
        QFETCH(QString, script);
        QFETCH(int, exit);
        QFETCH(QByteArray, output);
        const IsolatedResult result = runIsolated(shell(script));
        QCOMPARE(result.output, output);
        QCOMPARE(result.exit, exit);
    }

    // What is there is seen and can be written over; nothing of that lasts.
    void whatIsWrittenOverIsGone()
    {
        const QString file = put(QStringLiteral("state/inner/file"), "old");
        const QString folder = m_dir.filePath(QStringLiteral("state"));
        ::chmod(QFile::encodeName(folder).constData(), 01770);
        IsolatedRun run = shell(QStringLiteral("stat -c %a %1; echo new > %2; echo more > %1/more; cat %2 %1/more").arg(folder, file));
        run.overlays = {folder, QStringLiteral("/nonexistent/folder")};
        const IsolatedResult result = runIsolated(run);
        QCOMPARE(result.output, QByteArray("1770\nnew\nmore\n"));
        QCOMPARE(result.exit, 0);
        QFile old(file);
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("old"));
        QVERIFY(!QFile::exists(folder + QStringLiteral("/more")));
        run.overlays = {QStringLiteral("/a,b")};
        QCOMPARE(runIsolated(run).exit, 126);
    }

    void whatIsWaitedForEndsIt()
    {
        IsolatedRun run = shell(QStringLiteral("seq 300000; printf 'it is run'; printf 'ning\\n'; sleep 4; echo late"));
        run.until = " running\n";
        IsolatedResult result = runIsolated(run);
        QCOMPARE(result.exit, 0);
        QVERIFY(result.output.size() > 1 << 20 && result.output.endsWith("it is running\n"));
        run = shell(QStringLiteral("echo exiting; exit 3"));
        run.until = " running\n";
        QCOMPARE(runIsolated(run).exit, 3);
        run = shell(QStringLiteral("sleep 4"));
        run.until = " running\n";
        run.deadlineMs = 300;
        QCOMPARE(runIsolated(run).exit, -1);
    }

    void whatCannotRunSaysSo()
    {
        IsolatedRun run;
        run.command = {QStringLiteral("/nonexistent/checker")};
        IsolatedResult result = runIsolated(run);
        QCOMPARE(result.exit, 126);
        QVERIFY(result.output.contains("/nonexistent/checker"));
        QCOMPARE(runIsolated({}).exit, 126);
        run = shell(QStringLiteral("echo ran"));
        run.user = QStringLiteral("nobody-of-this-name");
        result = runIsolated(run);
        QCOMPARE(result.exit, 126);
        QVERIFY(!result.output.contains("ran"));
        run = shell(QStringLiteral("echo ran"));
        run.binds = {{QStringLiteral("/nonexistent"), QStringLiteral("/etc/bind")}};
        result = runIsolated(run);
        QCOMPARE(result.exit, 126);
        QVERIFY(!result.output.contains("ran"));
    }

    void aCrashIsNoExitCode()
    {
        IsolatedRun run;
        run.command = {QStringLiteral("/usr/bin/python3"), QStringLiteral("-c"), QStringLiteral("import ctypes; ctypes.string_at(0)")};
        QCOMPARE(runIsolated(run).exit, -1);
        run.command.last() = QStringLiteral("import os; os.abort()");
        QCOMPARE(runIsolated(run).exit, -1);
    }

    void theDeadlineEndsEverything_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("a program that hangs") << "exec sleep 1000";
        QTest::newRow("one that has closed its output") << "exec >&- 2>&-; exec sleep 1000";
        QTest::newRow("one that waits for another session's process") << "setsid sleep 1000 & wait";
        QTest::newRow("one that writes without end") << "exec cat /dev/zero";
        QTest::newRow("one that ignores signals") << "trap '' TERM INT HUP; while :; do sleep 100; done";
    }

    void theDeadlineEndsEverything()
    {
        QFETCH(QString, script);
        IsolatedRun run = shell(script);
        run.deadlineMs = 200;
        QElapsedTimer timer;
        timer.start();
        const IsolatedResult result = runIsolated(run);
        QCOMPARE(result.exit, -1);
        QVERIFY2(timer.elapsed() >= 190 && timer.elapsed() < 30000, qPrintable(QString::number(timer.elapsed())));
    }

    // The test program sees the processes below it: nothing of a run may be left.
    void nothingStaysBehind()
    {
        const auto sleepers = [] {
            int found = 0;
            for (const QString &pid : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
                QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
                if (file.open(QIODevice::ReadOnly) && file.readAll().startsWith(QByteArray("sleep\0"
                                                                                           "987\0",
                                                                                           10)))
                    ++found;
            }
            return found;
        };
        QElapsedTimer timer;
        timer.start();
        IsolatedRun run = shell(QStringLiteral("setsid sleep 987 & echo started; exit 3"));
        run.deadlineMs = 60000;
        const IsolatedResult result = runIsolated(run);
        QCOMPARE(result.exit, 3);
        QCOMPARE(result.output, QByteArray("started\n"));
        QVERIFY(timer.elapsed() < 30000); // it does not wait for who still holds the output
        QCOMPARE(sleepers(), 0);
    }

    void theOutputIsBounded()
    {
        const IsolatedResult result = runIsolated(shell(QStringLiteral("head -c 30000000 /dev/zero; exit 4")));
        QCOMPARE(result.exit, 4);
        QCOMPARE(result.output.size(), 1 << 20);
    }

    void thereIsNoNetwork()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString script = QStringLiteral(
                                   "import socket,os\n"
                                   "print(sorted(os.listdir('/proc/self/net/dev_snmp6')) if os.path.exists('/proc/self/net/dev_snmp6') else 'none')\n"
                                   "for place in (('127.0.0.1',%1),('10.53.0.254',%1)):\n"
                                   "  s=socket.socket(); s.settimeout(1)\n"
                                   "  try: s.connect(place); print('connected')\n"
                                   "  except OSError as e: print(e.errno)\n"
                                   "s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
                                   "try: s.sendto(b'x',('10.53.0.254',53)); print('sent')\n"
                                   "except OSError as e: print(e.errno)\n")
                                   .arg(server.serverPort());
        IsolatedRun run;
        run.command = {QStringLiteral("/usr/bin/python3"), QStringLiteral("-c"), script};
        const IsolatedResult result = runIsolated(run);
        QVERIFY2(result.exit == 0, result.output.constData());
        QVERIFY2(!result.output.contains("connected") && !result.output.contains("sent"), result.output.constData());
        QVERIFY2(result.output.endsWith("101\n101\n101\n"), result.output.constData()); // ENETUNREACH
        QVERIFY(!server.hasPendingConnections());
    }

    void nothingCanBeWritten_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("a new file in the tree") << "echo x > /etc/bind/new";
        QTest::newRow("a file of the tree") << "echo x >> /etc/bind/named.conf";
        QTest::newRow("a name in the tree") << "mv /etc/bind/named.conf /etc/bind/other";
        QTest::newRow("a mode in the tree") << "chmod 777 /etc/bind/named.conf";
        QTest::newRow("a file beside it") << "echo x > %1/beside";
        QTest::newRow("a file in /tmp") << "echo x > /tmp/lockstep-written";
        QTest::newRow("named's own state") << "echo x > /var/cache/bind/new";
        QTest::newRow("a mount of its own to write to") << "mount -o remount,rw /etc/bind && echo x > /etc/bind/new";
    }

    void nothingCanBeWritten()
    {
        QFETCH(QString, script);
        const QString main = put(QStringLiteral("tree/named.conf"), "options { };\n");
        QDir().mkpath(QStringLiteral("/etc/bind"));
        QDir().mkpath(QStringLiteral("/var/cache/bind"));
        IsolatedRun run = shell(script.contains(u'%') ? script.arg(m_dir.path()) : script);
        run.binds = {{m_dir.filePath(QStringLiteral("tree")), QStringLiteral("/etc/bind")}};
        run.user = namedUser();
        const IsolatedResult result = runIsolated(run);
        QVERIFY2(result.exit != 0, "it could be written");
        // Even the superuser of the sandbox may not.
        if (!script.startsWith(QLatin1String("mount"))) {
            run.user.clear();
            QVERIFY2(runIsolated(run).exit != 0, "root could write it");
        }
        QCOMPARE(QDir(m_dir.filePath(QStringLiteral("tree"))).entryList(QDir::Files), QStringList{QStringLiteral("named.conf")});
        QFile file(main);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("options { };\n"));
        QVERIFY(!QFile::exists(QStringLiteral("/tmp/lockstep-written")));
    }

    void theTreeIsSeenAtItsPlaceAndSecretsAreMasked()
    {
        put(QStringLiteral("shown/named.conf"), "shown\n");
        const QString secret = put(QStringLiteral("secrets/key"), "the secret\n");
        const QString file = put(QStringLiteral("one.key"), "the secret\n");
        IsolatedRun run = shell(QStringLiteral("cat /etc/bind/named.conf; ls %1; cat %2; cat %3; ls /proc/1/root/proc/1; "
                                               "for p in /proc/[0-9]*; do cat $p/root%2; done; grep -c . /proc/*/cmdline")
                                    .arg(m_dir.filePath(QStringLiteral("secrets")), secret, file));
        run.binds = {{m_dir.filePath(QStringLiteral("shown")), QStringLiteral("/etc/bind")}};
        run.masks = {m_dir.filePath(QStringLiteral("secrets")), file, QStringLiteral("/not/there")};
        const IsolatedResult result = runIsolated(run);
        QVERIFY2(result.output.startsWith("shown\n"), result.output.constData());
        QVERIFY2(!result.output.contains("the secret"), result.output.constData());
        QVERIFY2(!result.output.contains("tst_namedbind"), result.output.constData()); // no process of the outside
        QFile still(secret);
        QVERIFY(still.open(QIODevice::ReadOnly) && still.readAll() == "the secret\n");
    }

    void theUserIsTheOneAskedFor()
    {
        if (namedUser().isEmpty())
            QSKIP("Only one user exists in this sandbox.");
        IsolatedRun run = shell(QStringLiteral("id -un; id -G | wc -w; grep -E 'CapEff|NoNewPrivs' /proc/self/status"));
        run.user = namedUser();
        QCOMPARE(runIsolated(run).output, QByteArray("bind\n1\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\n"));
    }

    void whatItIsGivenCanBeOpenedByName()
    {
        if (namedUser().isEmpty())
            QSKIP("Only one user exists in this sandbox.");
        IsolatedRun run = shell(QStringLiteral("cat /dev/stdin; cat </dev/stdin | tail -c 4; wc -c <&0"));
        run.user = namedUser();
        run.input = "one\ntwo\n";
        QCOMPARE(runIsolated(run).output, QByteArray("one\ntwo\ntwo\n8\n"));
        run.input = QByteArray(300000, 'x');
        QVERIFY(runIsolated(run).output.endsWith("xxxx300000\n"));
    }

    void theRealCheckerWorksInIt()
    {
        put(QStringLiteral("real/named.conf"),
            "options { directory \"/var/cache/bind\"; };\nzone \"example.net\" { type primary; file \"/etc/bind/z.db\"; };\n");
        const QString zone = put(QStringLiteral("real/z.db"), "$TTL 60\n@ SOA a b 7 1 1 1 1\n@ NS a\na A 192.0.2.1\n");
        IsolatedRun run;
        run.command = {QStringLiteral("/usr/bin/named-checkconf"), QStringLiteral("-z"), QStringLiteral("/etc/bind/named.conf")};
        run.binds = {{m_dir.filePath(QStringLiteral("real")), QStringLiteral("/etc/bind")}};
        run.user = namedUser();
        IsolatedResult result = runIsolated(run);
        QVERIFY2(result.exit == 0, result.output.constData());
        QCOMPARE(result.output, QByteArray("zone example.net/IN: loaded serial 7\n"));
        // As the agent does: the end comes with the verdict.
        IsolatedRun quick = run;
        quick.command = {QStringLiteral("/usr/bin/named-checkconf"), QStringLiteral("-z"), QStringLiteral("-p"), QStringLiteral("-x"),
                         QStringLiteral("/dev/stdin")};
        quick.until = "acl \"mark\" {\n";
        quick.input = quick.until + QByteArray("none;").repeated(1024) + "};\ninclude \"/etc/bind/named.conf\";\n";
        result = runIsolated(quick);
        QVERIFY2(result.exit == 0, result.output.constData());
        QVERIFY2(result.output.startsWith("zone example.net/IN: loaded serial 7\nacl \"mark\" {\n\t\"none\";\n"),
                 result.output.left(500).constData());
        put(QStringLiteral("real/z.db"), "nonsense\n");
        result = runIsolated(quick);
        QCOMPARE(result.exit, 1);
        QVERIFY2(result.output.contains("/etc/bind/z.db:1") && !result.output.contains(quick.until), result.output.constData());
        result = runIsolated(run);
        QCOMPARE(result.exit, 1);
        QVERIFY2(result.output.contains("/etc/bind/z.db:1"), result.output.constData());
    }
};

LOCKSTEP_SUITE(TestIsolated)
#include "tst_isolated.moc"
