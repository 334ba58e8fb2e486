// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servergroup.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

using namespace lockstep;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString proc(qint64 pid, const char *name) { return QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1String(name)); }

// The network that a process is on, by the kernel's name for it.
QString networkOf(qint64 pid) { return QFile::symLinkTarget(proc(pid, "ns/net")).section(u'/', -1); }

QByteArray linkOf(const QString &path)
{
    QByteArray target(4096, '\0');
    target.resize(std::max<qsizetype>(0, ::readlink(QFile::encodeName(path).constData(), target.data(), size_t(target.size()))));
    return target;
}

QString field(const QByteArray &status, const QByteArray &name)
{
    for (const QByteArray &line : status.split('\n')) {
        if (line.startsWith(name + ":\t"))
            return QString::fromLatin1(line.mid(name.size() + 2).simplified());
    }
    return {};
}

// What the service's unit gives that key.
QString ofUnit(const QByteArray &key)
{
    const QByteArray unit = contentOf(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/packaging/systemd/lockstep-agent.service.in"));
    for (const QByteArray &line : unit.split('\n')) {
        if (line.startsWith(key + '='))
            return QString::fromLatin1(line.mid(key.size() + 1));
    }
    return {};
}

// The programs in a folder where lockstep-agent begins as the unit has it: those folders to write, those capabilities.
bool asAService(const QDir &folder)
{
    QString capabilities = ofUnit("CapabilityBoundingSet").toLower();
    capabilities.replace(QLatin1String("cap_"), QLatin1String("+")).replace(u' ', u',');
    // systemd.exec(5): one that begins with "-" need not be there.
    const QString writable = ofUnit("ReadWritePaths").replace(QRegularExpression(QStringLiteral("(^|\\s)-")), QStringLiteral("\\1"));
    const QString program = qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep-agent");
    const QString script = QStringLiteral("#!/bin/sh\n"
                                          "[ \"$1\" = run ] || exec %1 \"$@\"\n"
                                          "exec unshare --mount sh -ec 'for d in %2; do mkdir -p $d; mount --bind $d $d; done\n"
                                          "mount -o remount,bind,ro=recursive /; mount -o remount,bind,rw /dev\n"
                                          "for d in %2; do mount -o remount,bind,rw $d; done\n"
                                          "! touch /usr/lockstep-test 2>/dev/null\n"
                                          "exec setpriv --no-new-privs --bounding-set=-all,%3 %1 \"$@\"' sh \"$@\"\n")
                               .arg(program, writable, capabilities);
    QFile file(folder.filePath(QStringLiteral("lockstep-agent")));
    return !capabilities.isEmpty() && !writable.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(script.toUtf8()) > 0 &&
           file.setPermissions(QFile::ReadOwner | QFile::ExeOwner) &&
           QFile::link(qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep"), folder.filePath(QStringLiteral("lockstep")));
}

#ifdef __x86_64__
// As one would who can run code in it: that process makes a system call of ours, where it is in one of its own. False: it is
// not in one now.
bool callFrom(pid_t pid, long number)
{
    int status = 0;
    if (::ptrace(PTRACE_ATTACH, pid, nullptr, nullptr) != 0 || ::waitpid(pid, &status, __WALL) != pid)
        return false;
    // It may stop for another signal first (seccomp's own); the one of attaching would stop it for good behind our back.
    while (WIFSTOPPED(status) && WSTOPSIG(status) != SIGSTOP) {
        if (::ptrace(PTRACE_CONT, pid, nullptr, reinterpret_cast<void *>(long(WSTOPSIG(status)))) != 0 || ::waitpid(pid, &status, __WALL) != pid)
            return false;
    }
    if (!WIFSTOPPED(status))
        return false;
    user_regs_struct registers{};
    bool good = ::ptrace(PTRACE_GETREGS, pid, nullptr, &registers) == 0;
    // Only while it waits: any other call would seem to have failed, and what it was to do would be lost.
    good = good && (registers.orig_rax == SYS_poll || registers.orig_rax == SYS_ppoll || registers.orig_rax == SYS_restart_syscall);
    registers.rip -= 2;
    constexpr long instruction = 0x050f; // "syscall"
    good = good && (::ptrace(PTRACE_PEEKTEXT, pid, registers.rip, nullptr) & 0xffff) == instruction;
    registers.rax = static_cast<unsigned long long>(number);
    registers.orig_rax = static_cast<unsigned long long>(-1); // nothing is to be taken up again
    registers.rdi = registers.rsi = registers.rdx = 0;
    good = good && ::ptrace(PTRACE_SETREGS, pid, nullptr, &registers) == 0;
    return ::ptrace(PTRACE_DETACH, pid, nullptr, nullptr) == 0 && good;
}
#endif

} // namespace

// The agent as its service runs it, with a server adopted and deployed through it.
class TestConfined : public QObject
{
    Q_OBJECT
    QTemporaryDir m_programs;
    std::unique_ptr<ServerGroup> m_group;

    qint64 helper() const { return m_group->agentPid(0); }
    qint64 networkHalf() const
    {
        return contentOf(QStringLiteral("/proc/%1/task/%1/children").arg(helper())).simplified().split(' ').value(0).toLongLong();
    }
    QString deploy(const char *from, const char *to, const std::function<void()> &prepared = [] {})
    {
        const QList<QStringList> verbs{QStringList{QStringLiteral("stage"), QStringLiteral("record"), QStringLiteral("change"),
                                                   QStringLiteral("example.net"), QStringLiteral("www"), QLatin1String(from), QLatin1String(to),
                                                   QStringLiteral("--view"), QStringLiteral("external")},
                                       QStringList{QStringLiteral("prepare")}, QStringList{QStringLiteral("deploy")}};
        for (const QStringList &words : verbs) {
            if (words.first() == QLatin1String("deploy"))
                prepared();
            const Host::Output done = m_group->lockstep(words);
            if (done.exit != 0)
                return QString::fromUtf8(done.out + done.err) + m_group->log(0);
        }
        return {};
    }
    QString status() const { return QString::fromUtf8(m_group->lockstep({QStringLiteral("status")}).out); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(asAService(QDir(m_programs.path())));
        HostContent content;
        content.records = 0;
        m_group = std::make_unique<ServerGroup>(1, content, m_programs.path());
        const QString fault = m_group->adoptAll(QStringLiteral("Edge"));
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
    void cleanupTestCase() { m_group.reset(); }

    void itDeploysUnderTheFilter()
    {
        const QString fault = deploy("A 192.0.2.1", "A 192.0.2.9");
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        QVERIFY(status().startsWith(QStringLiteral("Edge: in-sync\n")));
        QCOMPARE(m_group->log(0), QString()); // nothing was refused
    }

    void theNetworkHalfHasNoRights()
    {
        const QDir threads(QStringLiteral("/proc/%1/task").arg(networkHalf()));
        const QStringList all = threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QVERIFY(!all.isEmpty());
        for (const QString &thread : all) {
            const QByteArray facts = contentOf(threads.filePath(thread + QStringLiteral("/status")));
            QCOMPARE(field(facts, "Seccomp"), QStringLiteral("2"));
            QCOMPARE(field(facts, "NoNewPrivs"), QStringLiteral("1"));
            for (const char *set : {"CapInh", "CapPrm", "CapEff", "CapAmb"})
                QCOMPARE(field(facts, set), QStringLiteral("0000000000000000"));
            if (!namedUser().isEmpty()) {
                for (const QString &id : field(facts, "Uid").split(u' '))
                    QVERIFY(id.toInt() != 0);
            }
        }
        QVERIFY(!networkOf(networkHalf()).isEmpty());
        QCOMPARE(networkOf(networkHalf()), networkOf(m_group->host(0).namedPid()));
    }

    void theHelperHasOnlyWhatItNeeds()
    {
        const QByteArray facts = contentOf(proc(helper(), "status"));
        QCOMPARE(field(facts, "Seccomp"), QStringLiteral("2"));
        QCOMPARE(field(facts, "NoNewPrivs"), QStringLiteral("1"));
        QCOMPARE(field(facts, "CapEff"), QStringLiteral("00000000002801ff"));
        QCOMPARE(field(facts, "CapBnd"), field(facts, "CapEff")); // the unit and the program say the same
        QVERIFY(networkOf(helper()) != networkOf(m_group->host(0).namedPid()));
    }

    // Who finds a fault in what reads from the network finds nothing of root's there: not its memory, not its files.
    void theHalvesHaveNothingInCommon()
    {
        const QByteArray ofHelper = contentOf(proc(helper(), "maps"));
        const QByteArray ofNetwork = contentOf(proc(networkHalf(), "maps"));
        QVERIFY(ofHelper.contains("libQt6Core") && ofNetwork.contains("libQt6Core"));
        for (const char *library : {"libQt6Network", "libQt6WebSockets", "libssl", "libcurl", "libgnutls", "libkrb5"})
            QVERIFY2(!ofHelper.contains(library), library);
        QVERIFY(ofNetwork.contains("libQt6Network") && ofNetwork.contains("libssl"));
        // A heap begins where the kernel puts it for each program that is started; one that is only forked keeps its parent's.
        const auto heap = [](const QByteArray &maps) { return maps.left(maps.indexOf("[heap]")).split('\n').last().split('-').first(); };
        QVERIFY(!heap(ofHelper).isEmpty() && heap(ofHelper) != heap(ofNetwork));
        const QDir descriptors(proc(networkHalf(), "fd"));
        QByteArrayList local; // sockets within this server
        int listening = 0;
        const QByteArray unixSockets = contentOf(proc(helper(), "net/unix")) + contentOf(proc(networkHalf(), "net/unix")); // of both networks
        for (const QString &name : descriptors.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
            const QByteArray target = linkOf(descriptors.filePath(name));
            if (name.toInt() <= 2) // what is printed goes to a file of the test
                continue;
            const bool isLocal = target.startsWith("socket:[") && unixSockets.contains(' ' + target.sliced(8).chopped(1) + '\n');
            if (isLocal)
                local.append(name.toLatin1());
            else
                listening += target.startsWith("socket:[");
            QVERIFY2(target.startsWith("socket:[") || target == "anon_inode:[eventfd]", (name.toLatin1() + ' ' + target).constData());
        }
        QCOMPARE(local, QByteArrayList{"3"}); // to the helper
        QVERIFY(listening >= 1);              // for masters
    }

    void theOtherProgramMustBeThere()
    {
        const QString folder = QStringLiteral("/var/lib/lockstep-alone");
        const QString agent = folder + QStringLiteral("/lockstep-agent");
        m_group->host(0).run({QStringLiteral("mkdir"), folder});
        QCOMPARE(m_group->host(0).run({QStringLiteral("cp"), qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep-agent"), agent}).exit,
                 0);
        const QStringList words{agent,
                                QStringLiteral("--state"),
                                folder + QStringLiteral("/state"),
                                QStringLiteral("run"),
                                QStringLiteral("--listen"),
                                QStringLiteral("[::]:9599")};
        const Host::Output alone = m_group->host(0).run(words);
        QVERIFY2(alone.exit == 2 && alone.err.contains((agent + QStringLiteral("-network")).toUtf8()) && alone.err.contains("No such file"),
                 alone.err.constData());
        m_group->host(0).write(agent + QStringLiteral("-network"), "no program", 0755);
        const Host::Output broken = m_group->host(0).run(words);
        QVERIFY2(broken.exit == 2 && broken.err.contains("Exec format error"), broken.err.constData());
        const Host::Output byHand = m_group->host(0).run(
            {qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep-agent-network"), QStringLiteral("[::]:9599")});
        QVERIFY2(byHand.exit == 2 && byHand.err.contains("lockstep-agent starts this program"), byHand.err.constData());
    }

    // A second named can be started with what the service leaves to the helper, and judges what the checker does not look at.
    void aConfigurationIsTriedUnderTheFilter()
    {
        const QString path = QStringLiteral("/etc/bind/named.conf.options");
        const QByteArray before = m_group->lockstep({QStringLiteral("stage"), QStringLiteral("show"), path}).out;
        const auto prepared = [&](const QByteArray &with) {
            m_group->lockstep({QStringLiteral("stage"), QStringLiteral("set"), path, QStringLiteral("--from"), QStringLiteral("-")}, before + with);
            return m_group->lockstep({QStringLiteral("prepare")});
        };
        const Host::Output good = prepared("acl tried { 192.0.2.0/24; };\n");
        QVERIFY2(good.exit == 0 && !good.out.contains("could not be tried"), (good.out + good.err).constData());
        const Host::Output bad = prepared("logging { channel gone { file \"/var/cache/bind/gone/log\"; }; category default { gone; }; };\n");
        QVERIFY2(bad.exit == 1 && bad.out.contains("logging configuration failed"), (bad.out + bad.err).constData());
        QCOMPARE(m_group->lockstep({QStringLiteral("stage"), QStringLiteral("discard"), QStringLiteral("--all")}).exit, 0);
        QCOMPARE(m_group->log(0), QString());
    }

    // A key that named has not read locks the agent out of its control channel: the deploy fails, and for the way back the helper,
    // on a network without named, signals it.
    void namedIsSignalledFromAnotherNetwork()
    {
        const QString fault = deploy("A 192.0.2.9", "A 192.0.2.10", [this] {
            const QString path = QStringLiteral("/etc/lockstep/local.d/rndc.key");
            QByteArray key = m_group->host(0).read(path);
            const qsizetype at = key.indexOf("secret \"");
            QVERIFY(at > 0);
            char &first = key.data()[at + 8];
            first = first == 'A' ? 'B' : 'A';
            m_group->host(0).write(path, key, 0640);
            QTest::qWait(200); // a connection that was opened with the old key is kept for a moment
        });
        QVERIFY2(fault.contains(QStringLiteral("control key")), qPrintable(fault));
        QTRY_VERIFY_WITH_TIMEOUT(status().startsWith(QStringLiteral("Edge: in-sync\n")), 60000);
        QCOMPARE(m_group->log(0), QString());
    }

    void codeInTheNetworkHalfCannotStartAProgram()
    {
#ifdef __x86_64__
        const qint64 before = networkHalf();
        QVERIFY(before > 1);
        // QTRY_VERIFY would call once more after it was right.
        QVERIFY(comes([&] { return callFrom(pid_t(before), SYS_execve); }));
        // The kernel ends it; the helper says so, and begins another one, which goes on serving.
        QTRY_VERIFY_WITH_TIMEOUT(networkHalf() > 1 && networkHalf() != before, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_group->log(0).contains(QStringLiteral("only an intruder needs")), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(status().startsWith(QStringLiteral("Edge: in-sync\n")), 60000);
        const QString fault = deploy("A 192.0.2.10", "A 192.0.2.11");
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        theNetworkHalfHasNoRights();
#else
        QSKIP("Registers are known for x86_64 alone.");
#endif
    }

    void codeInTheNetworkHalfCannotOpenAFile()
    {
#ifdef __x86_64__
        const qint64 before = networkHalf();
        QVERIFY(comes([&] { return callFrom(pid_t(before), SYS_openat); }));
        QTRY_COMPARE_WITH_TIMEOUT(m_group->log(0).count(QStringLiteral("\"openat\"")), 1, 10000);
        QVERIFY(comes([&] { return callFrom(pid_t(before), SYS_openat); }));
        const QString fault = deploy("A 192.0.2.11", "A 192.0.2.12"); // it lives, the call failed
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        QCOMPARE(networkHalf(), before);
        QCOMPARE(m_group->log(0).count(QStringLiteral("\"openat\"")), 1);
#else
        QSKIP("Registers are known for x86_64 alone.");
#endif
    }

    // The master is lost: the server is given to another one by root, and serves on.
    void rebindGivesItToAnotherMaster()
    {
        const auto agent = [this](const QStringList &words) {
            return m_group->host(0).run(QStringList{qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep-agent")} + words);
        };
        const Host::Output early = agent({QStringLiteral("rebind")});
        QVERIFY2(early.exit == 2 && early.err.contains("systemctl stop lockstep-agent"), early.err.constData());
        m_group->stopAgent(0);
        const Host::Output code = agent({QStringLiteral("rebind")});
        QVERIFY2(code.exit == 0 && code.err.contains("belongs to no master"), code.err.constData());
        m_group->startAgent(0);
        QTemporaryDir other;
        const auto theirs = [&](const QStringList &words) { return m_group->lockstep(words, {}, 120000, other.path()); };
        QCOMPARE(theirs({QStringLiteral("group"), QStringLiteral("create"), QStringLiteral("Next")}).exit, 0);
        QVERIFY(m_group->awaitAgent(0));
        const Host::Output added = theirs({QStringLiteral("member"), QStringLiteral("add"), m_group->host(0).name(), m_group->host(0).address(),
                                           QStringLiteral("--code"), QString::fromUtf8(code.out).trimmed(), QStringLiteral("--accept-split")});
        QVERIFY2(added.exit == 0, (added.out + added.err + m_group->log(0).toUtf8()).constData());
        QTRY_VERIFY_WITH_TIMEOUT(theirs({QStringLiteral("status")}).out.startsWith("Next: in-sync\n"), 20000);
        // The lost one, found again, is a stranger.
        QTRY_VERIFY_WITH_TIMEOUT(!status().startsWith(QStringLiteral("Edge: in-sync\n")), 60000);
        QVERIFY(m_group->lockstep({QStringLiteral("member"), QStringLiteral("sync"), m_group->host(0).name()}).exit != 0);
        // Released by its new master, and by root once more, which is no fault.
        const Host::Output released = theirs({QStringLiteral("member"), QStringLiteral("release"), m_group->host(0).name()});
        QVERIFY2(released.exit == 0, (released.out + released.err).constData());
        m_group->stopAgent(0);
        QCOMPARE(agent({QStringLiteral("release")}).exit, 0);
        QCOMPARE(m_group->host(0)
                     .run({QStringLiteral("test"), QStringLiteral("-d"), QStringLiteral("/etc/bind"), QStringLiteral("-a"), QStringLiteral("!"),
                           QStringLiteral("-L"), QStringLiteral("/etc/bind")})
                     .exit,
                 0);
        if (const qint64 pid = m_group->masterPid(other.path()); pid > 1)
            ::kill(pid_t(pid), SIGTERM);
    }
};

LOCKSTEP_SUITE(TestConfined)
#include "tst_confined.moc"
