// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/confinement.h"
#include "core/bind/isolated.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/netlink.h>
#include <sched.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <functional>
#include <thread>

using namespace lockstep;

namespace {

constexpr int notConfined = 99;

struct Ended
{
    int status = 0;
    QByteArray told; // on stderr
    int exit() const { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }
    int signal() const { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
};

// Runs that in a process of its own.
Ended apart(const std::function<int()> &body)
{
    int tell[2];
    if (::pipe2(tell, O_CLOEXEC) != 0)
        return {-1, "no pipe"};
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(tell[1], 2);
        ::_exit(body());
    }
    ::close(tell[1]);
    Ended ended;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(tell[0], buffer, sizeof buffer)) > 0;)
        ended.told.append(buffer, count);
    ::close(tell[0]);
    ::waitpid(child, &ended.status, 0);
    return ended;
}

// 0: it was done; else its errno.
int outcome(long result) { return result >= 0 ? 0 : errno; }

using Call = int (*)();

int execute(const char *program)
{
    char *const words[]{const_cast<char *>(program), nullptr};
    return outcome(::execv(program, words));
}

QString field(const QByteArray &status, const QByteArray &name)
{
    for (const QByteArray &line : status.split('\n')) {
        if (line.startsWith(name + ":\t"))
            return QString::fromLatin1(line.mid(name.size() + 2).trimmed());
    }
    return {};
}

} // namespace

// The same filter as in the program's network half, in a process of this test; tst_confined looks at the program itself.
class TestConfinement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNetworkHalfMayOnlyServe_data()
    {
        QTest::addColumn<void *>("call");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *expected, Call call) {
            QTest::newRow(name) << reinterpret_cast<void *>(call) << QString::fromLatin1(expected);
        };
        row("start a program", "ended", [] { return execute("/bin/true"); });
        row("debug a process", "ended", [] { return outcome(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); });
        row("mount", "ended", [] { return outcome(::mount("none", "/tmp", "tmpfs", 0, nullptr)); });
        row("make namespaces", "ended", [] { return outcome(::unshare(CLONE_NEWUSER)); });
        row("enter namespaces", "ended", [] { return outcome(::setns(0, 0)); });
        row("load code into the kernel", "ended", [] { return outcome(::syscall(SYS_bpf, BPF_PROG_LOAD, nullptr, 0)); });
        row("become somebody else", "ended", [] { return outcome(::setuid(0)); });
        row("fork", "ended", [] { return outcome(::fork()); }); // glibc holds signals back meanwhile: it cannot be told
        row("write a file", "refused openat", [] { return outcome(::open("/tmp/lockstep-confinement", O_WRONLY | O_CREAT | O_CLOEXEC, 0600)); });
        row("read a file", "refused openat", [] { return outcome(::open("/etc/passwd", O_RDONLY | O_CLOEXEC)); });
        row("open another way", "refused openat2", [] { return outcome(::syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", nullptr, 0)); });
        row("remove a file", "refused unlink", [] { return outcome(::unlink("/tmp/lockstep-confinement")); });
        row("rename", "refused rename", [] { return outcome(::rename("/tmp/lockstep-confinement", "/tmp/lockstep-confinement2")); });
        row("signal its parent", "refused kill", [] { return outcome(::kill(::getppid(), 0)); });
        row("speak to local services", "refused socket", [] { return outcome(::socket(AF_UNIX, SOCK_STREAM, 0)); });
        row("send packets of any kind", "refused socket", [] { return outcome(::socket(AF_PACKET, SOCK_RAW, 0)); });
        row("ask other tables of the kernel", "refused socket", [] { return outcome(::socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER)); });
        row("type into a terminal", "refused ioctl", [] { return outcome(::ioctl(0, TIOCSTI, "x")); });
        row("be dumped", "refused prctl", [] { return outcome(::prctl(PR_SET_DUMPABLE, 1)); });
        row("make memory that is code", "refused mmap",
            [] { return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? errno : 0; });
        row("turn memory into code", "refused mprotect", [] {
            void *const page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            return outcome(::mprotect(page, 4096, PROT_READ | PROT_EXEC));
        });
        row("connect", "allowed", [] {
            const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            sockaddr_in place{};
            place.sin_family = AF_INET;
            place.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
            place.sin_port = ::htons(1); // nobody listens there
            return socket >= 0 && ::connect(socket, reinterpret_cast<sockaddr *>(&place), sizeof place) != 0 && errno != EPERM ? 0 : 1;
        });
        row("ask for its addresses", "allowed", [] { return outcome(::socket(AF_NETLINK, SOCK_DGRAM, NETLINK_ROUTE)); });
        row("begin a thread", "allowed", [] {
            std::atomic<int> seen = 0;
            std::thread([&] { seen = 1; }).join();
            return seen == 1 ? 0 : 1;
        });
        row("wake itself", "allowed", [] { return outcome(::eventfd(0, EFD_CLOEXEC)); });
    }

    void theNetworkHalfMayOnlyServe()
    {
        QFETCH(void *, call);
        QFETCH(QString, expected);
        const auto body = reinterpret_cast<Call>(call);
        const Ended ended = apart([body] {
            if (!confineNetworkHalf())
                return notConfined;
            const int first = body();
            return body() == first ? first : notConfined;
        });
        if (expected == QLatin1String("ended")) {
            QCOMPARE(ended.signal(), SIGSYS);
            return;
        }
        const QString name = expected.section(u' ', 1);
        QCOMPARE(ended.exit(), name.isEmpty() ? 0 : EPERM);
        // The second time is not told.
        QCOMPARE(ended.told.count('\n'), name.isEmpty() ? 0 : 1);
        if (!name.isEmpty())
            QVERIFY2(ended.told.startsWith("lockstep-agent: ") && ended.told.contains('"' + name.toUtf8() + '"'), ended.told.constData());
    }

    void threadsThatRunAlreadyAreConfinedToo()
    {
        const Ended ended = apart([] {
            std::atomic<int> step = 0;
            int opened = 0;
            std::thread earlier([&] {
                step = 1;
                while (step != 2)
                    std::this_thread::yield();
                opened = outcome(::open("/etc/passwd", O_RDONLY | O_CLOEXEC));
            });
            while (step != 1)
                std::this_thread::yield();
            const bool confined = confineNetworkHalf().has_value();
            step = 2;
            earlier.join();
            return confined ? opened : notConfined;
        });
        QCOMPARE(ended.exit(), EPERM);
    }

    void theHelperKeepsWhatItNeeds()
    {
        if (::geteuid() != 0)
            QSKIP("Only root has what is given up here.");
        QTemporaryDir folder;
        const QByteArray file = QFile::encodeName(folder.filePath(QStringLiteral("status")));
        const Ended ended = apart([&file] {
            const Result<int> network = leaveNetwork();
            if (!network || !confineHelper())
                return notConfined;
            QFile status(QStringLiteral("/proc/self/status"));
            QFile copy(QFile::decodeName(file));
            if (!status.open(QIODevice::ReadOnly) || !copy.open(QIODevice::WriteOnly))
                return 1;
            copy.write(status.readAll());
            // No network: not even its own computer's.
            const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            sockaddr_in place{};
            place.sin_family = AF_INET;
            place.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
            place.sin_port = ::htons(53);
            if (::connect(socket, reinterpret_cast<sockaddr *>(&place), sizeof place) == 0 || errno != ENETUNREACH)
                return 2;
            if (::mknod((file + "-disk").constData(), S_IFBLK | 0600, makedev(7, 0)) == 0)
                return 3;
            timeval now{};
            ::gettimeofday(&now, nullptr);
            char name[256] = {};
            if (::gethostname(name, sizeof name - 1) != 0 || ::settimeofday(&now, nullptr) == 0 || ::sethostname(name, std::strlen(name)) == 0)
                return 4;
            IsolatedRun checker;
            checker.command = {QStringLiteral("/usr/bin/named-checkconf"), QStringLiteral("-v")};
            if (runIsolated(checker).exit != 0)
                return 5;
            if (::chown(file.constData(), 1, 1) != 0 || ::chmod(file.constData(), 0640) != 0) // another user's
                return 6;
            return joinNetwork(*network) ? 0 : 7; // as a child does
        });
        QCOMPARE(ended.exit(), 0);
        QFile status(QFile::decodeName(file));
        QVERIFY(status.open(QIODevice::ReadOnly));
        const QByteArray text = status.readAll();
        QCOMPARE(field(text, "NoNewPrivs"), QStringLiteral("1"));
        QCOMPARE(field(text, "Seccomp"), QStringLiteral("2"));
        // chown, dac_override, dac_read_search, fowner, fsetid, kill, setgid, setuid, setpcap, sys_ptrace, sys_admin
        QCOMPARE(field(text, "CapEff"), QStringLiteral("00000000002801ff"));
        QCOMPARE(field(text, "CapBnd"), field(text, "CapEff"));
    }
};

LOCKSTEP_SUITE(TestConfinement)
#include "tst_confinement.moc"
