// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandbox.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QThread>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lockstep {

namespace {

void put(const char *path, const QByteArray &text)
{
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0 || ::write(file, text.constData(), size_t(text.size())) != text.size())
        qFatal("%s cannot be written: %s", path, std::strerror(errno));
    ::close(file);
}

void must(bool good, const char *what)
{
    if (!good)
        qFatal("%s failed: %s", what, std::strerror(errno));
}

bool oneUserOnly = false;

int shell(const QString &script)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-ec"), script});
    return process.waitForFinished(30000) ? process.exitCode() : -1;
}

QString baseFolder() { return QStringLiteral("/tmp/lockstep-hosts"); }

// Runs in the new host process: own mounts over /etc, /var and /run, copied where named needs what is there.
void furnish(const QByteArray &script)
{
    must(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0, "making mounts private");
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl("/bin/sh", "sh", "-ec", script.constData(), nullptr);
        ::_exit(127);
    }
    int status = 0;
    must(::waitpid(child, &status, 0) == child && status == 0, "furnishing a host");
}

} // namespace

QString namedUser() { return oneUserOnly ? QString() : QStringLiteral("bind"); }

void enterSandbox()
{
    const uid_t uid = ::getuid();
    const gid_t gid = ::getgid();
    if (uid != 0) {
        must(::unshare(CLONE_NEWUSER) == 0, "making a user namespace");
        put("/proc/self/setgroups", "deny");
        put("/proc/self/uid_map", "0 " + QByteArray::number(uid) + " 1");
        put("/proc/self/gid_map", "0 " + QByteArray::number(gid) + " 1");
    }
    // With one mapped user named cannot change to another.
    QFile map(QStringLiteral("/proc/self/uid_map"));
    must(map.open(QIODevice::ReadOnly), "reading the user map");
    oneUserOnly = map.readAll().simplified().endsWith(" 1");
    must(::unshare(CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWPID) == 0, "making namespaces");
    const pid_t child = ::fork();
    must(child >= 0, "starting the sandbox");
    if (child > 0) {
        // The outer half only waits; if it is killed the inner one dies too, and with it all of its namespace.
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    must(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0, "making mounts private");
    must(::mount("proc", "/proc", "proc", 0, nullptr) == 0, "mounting /proc");
    QDir().mkpath(baseFolder());
    must(::mount("tmpfs", QFile::encodeName(baseFolder()).constData(), "tmpfs", 0, "mode=0755") == 0, "mounting memory");
    must(shell(QStringLiteral("ip link set lo up; ip link add lsbr type bridge; ip addr add 10.53.0.254/24 dev lsbr; "
                              "ip link set lsbr up")) == 0,
         "making the bridge");
}

Host::Host(int number, QString name) : m_number(number), m_name(std::move(name))
{
    const QByteArray folder = QFile::encodeName(baseFolder()) + "/h" + QByteArray::number(number);
    const QByteArray script = "mkdir -p " + folder + "; cd " + folder +
                              "; mkdir -p etc var/cache/bind var/lib/bind var/lib/lockstep var/log run/named tmp\n"
                              "cp -a /etc/. etc/ 2>/dev/null || true\n"
                              "rm -rf etc/bind; mkdir -p etc/bind etc/lockstep\n" +
                              (oneUserOnly ? QByteArray()
                                           : QByteArray("chown bind:bind var/cache/bind var/lib/bind run/named; chown root:bind etc/bind; ")) +
                              "chmod 2755 etc/bind; chmod 0775 var/cache/bind var/lib/bind\n"
                              "echo " +
                              m_name.toUtf8() +
                              " > etc/hostname\n"
                              "for d in etc var run; do mount --bind $d /$d; done\n"
                              "mount -t sysfs sysfs /sys 2>/dev/null || true\n"
                              "ip link set lo up\n";
    int ready[2];
    must(::pipe2(ready, O_CLOEXEC) == 0, "making a pipe");
    const pid_t child = ::fork();
    must(child >= 0, "starting a host");
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::signal(SIGTERM, SIG_DFL);
        must(::unshare(CLONE_NEWNET | CLONE_NEWNS) == 0, "making a host's namespaces");
        furnish(script);
        (void)!::write(ready[1], "x", 1);
        for (;;)
            ::pause();
    }
    ::close(ready[1]);
    char byte = 0;
    must(::read(ready[0], &byte, 1) == 1, "furnishing a host");
    ::close(ready[0]);
    m_init = child;
    const QString link = QStringLiteral("lsh%1").arg(number);
    must(shell(QStringLiteral("ip link add %1 type veth peer name eth0 netns %2; ip link set %1 master lsbr up; "
                              "nsenter -t %2 -n ip addr add %3/24 dev eth0; nsenter -t %2 -n ip link set eth0 up")
                   .arg(link)
                   .arg(m_init)
                   .arg(address())) == 0,
         "wiring a host");
}

Host::~Host()
{
    stopNamed(SIGKILL);
    if (m_init > 0) {
        ::kill(pid_t(m_init), SIGKILL);
        ::waitpid(pid_t(m_init), nullptr, 0);
        // The kernel takes the link away when it comes to it; the next host of this number wants its name now.
        shell(QStringLiteral("ip link del lsh%1 2>/dev/null || true").arg(m_number));
        QDir(baseFolder() + QStringLiteral("/h%1").arg(m_number)).removeRecursively();
    }
}

QString Host::address() const { return QStringLiteral("10.53.0.%1").arg(m_number); }

Host::Output Host::run(const QStringList &command, int deadlineMs) const
{
    QProcess process;
    process.start(QStringLiteral("nsenter"), QStringList{QStringLiteral("-t"), QString::number(m_init), QStringLiteral("-n"), QStringLiteral("-m"),
                                                         QStringLiteral("--wd=/"), QStringLiteral("--")} +
                                                 command);
    if (!process.waitForFinished(deadlineMs)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), "did not end in time"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

qint64 Host::spawn(const QStringList &command, const QString &log) const
{
    // A fork that becomes nsenter and then the program keeps one pid: no shell in between.
    QList<QByteArray> words{"nsenter", "-t", QByteArray::number(m_init), "-n", "-m", "--wd=/", "--"};
    for (const QString &word : command)
        words.append(word.toUtf8());
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    const QByteArray file = QFile::encodeName(log);
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::setsid();
        const int out = ::open(file.constData(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        const int in = ::open("/dev/null", O_RDONLY);
        ::dup2(in, 0);
        ::dup2(out, 1);
        ::dup2(out, 2);
        ::execvp("nsenter", argv.data());
        ::_exit(127);
    }
    return child;
}

bool Host::signal(qint64 pid, int number) const { return pid > 0 && ::kill(pid_t(pid), number) == 0; }

// Of a child it is also taken away; of another one it may be dead and not taken away yet.
bool Host::ended(qint64 pid, int deadlineMs) const
{
    const auto isGone = [pid] {
        QFile status(QStringLiteral("/proc/%1/status").arg(pid));
        return !status.open(QIODevice::ReadOnly) || status.readAll().contains("State:\tZ");
    };
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < deadlineMs) {
        const pid_t taken = ::waitpid(pid_t(pid), nullptr, WNOHANG);
        if (taken > 0 || (taken < 0 && isGone()))
            return true;
        QThread::msleep(2);
    }
    return false;
}

QString Host::outside(const QString &path) const { return QStringLiteral("/proc/%1/root%2").arg(m_init).arg(path); }

QString Host::dig(const QStringList &words) const
{
    return QString::fromUtf8(run(QStringList{QStringLiteral("dig"), QStringLiteral("+time=2"), QStringLiteral("+tries=2")} + words).out).trimmed();
}

QByteArray Host::read(const QString &path) const
{
    QFile file(outside(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void Host::write(const QString &path, const QByteArray &bytes, uint mode) const
{
    const QString place = outside(path);
    QDir().mkpath(place.left(place.lastIndexOf(u'/')));
    QFile file(place);
    must(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), qPrintable(place));
    file.close();
    ::chmod(QFile::encodeName(place).constData(), mode);
}

qint64 Host::startNamed(const QStringList &more)
{
    QStringList command{QStringLiteral("/usr/sbin/named"),     QStringLiteral("-f"), QStringLiteral("-n"), QStringLiteral("1"), QStringLiteral("-c"),
                        QStringLiteral("/etc/bind/named.conf")};
    if (!namedUser().isEmpty())
        command += {QStringLiteral("-u"), namedUser()};
    m_named = spawn(command + more, baseFolder() + QStringLiteral("/logs/%1-named.log").arg(m_name));
    return m_named;
}

void Host::stopNamed(int signalNumber)
{
    if (m_named > 0 && signal(m_named, signalNumber))
        ended(m_named, 60000);
    m_named = 0;
}

void Host::cut(bool down) const
{
    must(shell(QStringLiteral("ip link set lsh%1 %2").arg(m_number).arg(down ? QLatin1String("down") : QLatin1String("up"))) == 0, "cutting a link");
}

std::shared_ptr<void> Host::enterNetwork() const
{
    const int before = ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    const int own = ::open(QByteArray("/proc/" + QByteArray::number(m_init) + "/ns/net").constData(), O_RDONLY | O_CLOEXEC);
    must(before >= 0 && own >= 0 && ::setns(own, CLONE_NEWNET) == 0, "entering a host's network");
    ::close(own);
    return std::shared_ptr<void>(nullptr, [before](void *) {
        must(::setns(before, CLONE_NEWNET) == 0, "leaving a host's network");
        ::close(before);
    });
}

Sandbox::Sandbox(int hosts) : m_logs(baseFolder() + QStringLiteral("/logs"))
{
    QDir().mkpath(m_logs);
    for (int i = 1; i <= hosts; ++i)
        m_hosts.push_back(std::make_unique<Host>(i, QStringLiteral("ns%1").arg(i)));
}

Sandbox::~Sandbox()
{
    m_hosts.clear();
    QDir(m_logs).removeRecursively();
}

} // namespace lockstep
