// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/secretflows.h"

#include "tests/support/campaign.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lockstep {

// In each a secret stands where named's checker, or Lockstep's own reading, might quote it; one of them begins a comment where it is not quoted.
QString SecretFlows::breakKeys()
{
    const QByteArray good = staged(keyFile);
    const QByteArray there = m_planted.key(QStringLiteral("conf: a key that replaces one"));
    int number = 0;
    for (const char *beginning : {"Ab", "A//b", "//"}) {
        const QByteArray secret = m_planted.key(QStringLiteral("conf: a key in broken text, %1").arg(++number), beginning);
        const QByteArray text = QByteArray(good).replace(there, secret);
        const QByteArrayList broken{QByteArray(text).replace("secret \"", "secret"),
                                    QByteArray(text).replace("secret \"" + secret + "\"", "secret " + secret + ' ' + secret),
                                    QByteArray(text).replace("secret \"" + secret + "\"", "secret " + secret),
                                    QByteArray(text).replace("secret", "secert"),
                                    QByteArray(text).replace("hmac-sha256;", "hmac-sha256 " + secret + ';'),
                                    QByteArray(text).replace("hmac-sha256", secret),
                                    QByteArray(text).replace(";\n};", "\n};"),
                                    QByteArray(text).replace(";", ""),
                                    QByteArray(text).replace("};", ""),
                                    QByteArray(text).replace(secret, secret + "!"),
                                    QByteArray(text).replace(secret, secret.chopped(3)),
                                    text + secret + ";\n",
                                    text + "\"" + secret + "\";\n"};
        for (qsizetype i = 0; i < broken.size(); ++i) {
            if (!Campaign::isWhole() && i % 3 != number - 1)
                continue;
            stage(keyFile, broken[i]);
            compare(QStringLiteral("live"), QStringLiteral("staged"), false);
            said(i % 2 ? QStringLiteral("prepare") : QStringLiteral("--json|prepare")); // some of them are only strange
            ++m_broken;
        }
    }
    look();
    const QString tls = QStringLiteral("/etc/bind/tls/server.key");
    stage(keyFile, good);
    QByteArray damaged = staged(tls);
    stage(tls, damaged.replace("PRIVATE KEY-----\nM", "PRIVATE KEY-----\nX"));
    compare(QStringLiteral("live"), QStringLiteral("staged"));
    refused(QStringLiteral("prepare"));
    atRest();
    return takeFault();
}

// One byte is missing, or one sign too many, wherever that may be.
QString SecretFlows::breakEveryByte()
{
    const QByteArray good = staged(keyFile);
    const QByteArray there = m_planted.key(QStringLiteral("conf: a key that replaces one"));
    const QByteArray text = QByteArray(good).replace(there, m_planted.key(QStringLiteral("conf: a key in text that is broken everywhere")));
    for (qsizetype at = 0; at < text.size(); ++at) {
        QByteArrayList broken{QByteArray(text).remove(at, 1)};
        for (const char *sign : {"\"", ";", "{", "}", " ", "\n", "//"})
            broken.append(QByteArray(text).insert(at, sign));
        for (qsizetype i = 0; i < broken.size(); ++i) {
            said(QStringLiteral("stage|set|%1|--from|-").arg(keyFile), broken[i]); // refused when the one before was the same
            said(i % 2 ? QStringLiteral("diff|live|staged") : QStringLiteral("diff|live|staged|--text|--json"));
            said((at + i) % 2 ? QStringLiteral("prepare") : QStringLiteral("--json|prepare"));
            ++m_broken;
        }
        said(QStringLiteral("stage|discard|--all"));
    }
    atRest();
    return takeFault();
}

// A configuration that has named, or its checker, read what is nobody's business.
QString SecretFlows::readOtherFiles()
{
    const QByteArray main = staged(mainFile);
    const QString signer = QStringLiteral("/var/lib/bind/keys/Kexample.net.+013+00001.private");
    for (const QString &path : {QStringLiteral("/etc/shadow"), signer, stateFolder + QStringLiteral("/identity.pem"),
                                stateFolder + QStringLiteral("/enrolment.json"), QStringLiteral("/etc/lockstep/local.d/rndc.key")}) {
        stage(mainFile, main + "include \"" + path.toUtf8() + "\";\n");
        said(QStringLiteral("prepare"));
        said(QStringLiteral("--json|prepare"));
    }
    QByteArray options = staged(QStringLiteral("/etc/bind/named.conf.options"));
    stage(mainFile, main);
    stage(QStringLiteral("/etc/bind/named.conf.options"), options.replace("recursion no;", "recursion no;\n\tbindkeys-file \"/etc/shadow\";"));
    said(QStringLiteral("prepare"));
    QByteArray local = staged(QStringLiteral("/etc/bind/named.conf.local"));
    local.replace("/etc/bind/zones/53.10.db", "/etc/bind/keys/transfer.key");
    stage(QStringLiteral("/etc/bind/named.conf.local"), local);
    said(QStringLiteral("prepare"));
    atRest();
    return takeFault();
}

QString SecretFlows::failDeploys()
{
    const QByteArray good = staged(keyFile);
    const QByteArray old = m_planted.key(QStringLiteral("conf: a key that replaces one"));
    const QByteArray text = QByteArray(good).replace(old, m_planted.key(QStringLiteral("conf: a key that never became live")));
    // A member is away; it has hung up; another key is let in than the agent has; the master dies.
    stage(keyFile, text);
    well(QStringLiteral("prepare"));
    m_servers.stopAgent(2);
    refused(QStringLiteral("deploy"));
    startAgent(2);
    atRest();
    stage(keyFile, text);
    well(QStringLiteral("prepare"));
    m_servers.host(2).stopNamed(SIGKILL);
    refused(QStringLiteral("--json|deploy"));
    m_servers.host(2).startNamed({QStringLiteral("-g"), QStringLiteral("-d"), QStringLiteral("99")});
    atRest();
    stage(mainFile, staged(mainFile) + "controls { inet 127.0.0.1 port 953 allow { 127.0.0.1; } keys { \"main\"; }; };\n");
    well(QStringLiteral("prepare"));
    refused(QStringLiteral("deploy"));
    atRest();
    stage(keyFile, text);
    well(QStringLiteral("prepare"));
    const std::unique_ptr<QProcess> deploying = m_servers.start({QStringLiteral("deploy")});
    deploying->setReadChannel(QProcess::StandardError);
    QByteArray progress;
    while (!progress.contains("switching") && deploying->waitForReadyRead(30000))
        progress += deploying->readAllStandardError();
    if (const qint64 master = m_servers.masterPid(); master > 1)
        ::kill(pid_t(master), SIGKILL);
    deploying->waitForFinished(60000);
    progress += deploying->readAllStandardError();
    if (!progress.contains("switching"))
        fail(QStringLiteral("the deploy ended before its master was killed"));
    heard(QStringLiteral("lockstep deploy, its master killed"), {deploying->exitCode(), deploying->readAllStandardOutput(), progress});
    atRest();
    look();
    return takeFault();
}

// Nothing is left of it; what is left all the same is searched with all other files. `process`: of the pid, when it is one.
void SecretFlows::crash(const QString &name, qint64 pid, QProcess *process)
{
    if (pid <= 1) {
        fail(name + QStringLiteral(" does not run"));
        return;
    }
    ++m_crashes;
    const QDateTime began = QDateTime::currentDateTime().addMSecs(-100);
    ::kill(pid_t(pid), SIGSEGV);
    if (!(process ? process->waitForFinished(30000) : m_servers.host(0).ended(pid, 30000)))
        fail(name + QStringLiteral(" does not end"));
    for (const QString &folder : {QStringLiteral("/"), QDir::currentPath()}) {
        const QFileInfoList cores = QDir(folder).entryInfoList({QStringLiteral("core*")}, QDir::Files);
        for (const QFileInfo &core : cores) {
            if (core.metadataChangeTime() < began)
                continue;
            (void)QFile::rename(core.filePath(), QDir::current().filePath(QStringLiteral("left by ") + name));
            fail(name + QStringLiteral(" left a core file"));
        }
    }
}

// Each command is ended while it writes what nobody reads.
void SecretFlows::crashCommands()
{
    const QByteArray text = "// " + QByteArray(300000, 'x') + "\nkey \"large\" { algorithm hmac-sha256; secret \"" +
                            m_planted.key(QStringLiteral("conf: a key in a large file")) + "\"; };\n";
    const QString large = QStringLiteral("/etc/bind/keys/large.key");
    const QString copy = m_admin.filePath(QStringLiteral("other/large.key"));
    const QString fifo = QDir::current().filePath(QStringLiteral("fifo"));
    stage(large, text);
    QFile file(copy);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || ::mkfifo(QFile::encodeName(fifo).constData(), 0600) != 0)
        fail(QStringLiteral("no file or pipe can be made"));
    file.close();
    for (const QStringList &words :
         {QStringList{QStringLiteral("stage"), QStringLiteral("show"), large}, QStringList{QStringLiteral("conf"), QStringLiteral("print"), copy}}) {
        const int both = ::open(QFile::encodeName(fifo).constData(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
        const std::unique_ptr<QProcess> process = program(QStringLiteral("lockstep"), words);
        process->setStandardOutputFile(fifo);
        process->start();
        int waiting = 0;
        QElapsedTimer timer;
        timer.start();
        while (waiting < 4096 && timer.elapsed() < 10000 && !process->waitForFinished(20))
            ::ioctl(both, FIONREAD, &waiting);
        if (waiting < 4096)
            fail(QStringLiteral("\"%1\" writes nothing: %2").arg(words.join(u' '), QString::fromUtf8(process->readAllStandardError())));
        else
            crash(QStringLiteral("lockstep ") + words.first(), process->processId(), process.get());
        ::close(both);
    }
    said(QStringLiteral("stage|discard|--all"));
}

QString SecretFlows::crashPrograms()
{
    crashCommands();
    const std::unique_ptr<QProcess> console = program(QStringLiteral("lockstep-console"), {});
    console->start();
    const QString maps = QStringLiteral("/proc/%1/maps").arg(console->processId());
    for (int tries = 0; tries < 500 && !allOf(maps).contains("libqoffscreen"); ++tries) // has a display, so it is under way
        QThread::msleep(20);
    crash(QStringLiteral("the console"), console->processId(), console.get());
    const qint64 agent = m_servers.agentPid(1);
    const QByteArray half = allOf(QStringLiteral("/proc/%1/task/%1/children").arg(agent)).split(' ').value(0);
    crash(QStringLiteral("the network half"), half.toLongLong());
    crash(QStringLiteral("the agent"), m_servers.agentPid(2));
    crash(QStringLiteral("the master"), m_servers.masterPid());
    return takeFault();
}

QString SecretFlows::askWrongly()
{
    for (const char *words :
         {"deploy", "keep", "stop", "member|sync|nobody", "member|adopt|ns1", "diff|live|deployment:99", "diff|live|member:nobody",
          "stage|record|add|nobody.example|www|A 192.0.2.1", "stage|record|change|example.net|www|A 1.2.3.4|A 5.6.7.8",
          "stage|show|/etc/bind/nothing", "stage|show|/etc/shadow", "stage|discard|zzz", "member|add|x|10.53.0.99",
          "member|add|x|10.53.0.1|--code|abc", "group|delete", "stage|import|/nowhere", "deploy|--seal|abc", "nonsense"})
        refused(QLatin1String(words));
    refused(QStringLiteral("stage|set|/etc/shadow|--from|-"), m_planted.key(QStringLiteral("conf: a key in broken text, 1")));
    return takeFault();
}

} // namespace lockstep
