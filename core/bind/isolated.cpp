// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/isolated.h"

#include <QFile>

#include <fcntl.h>
#include <grp.h>
#include <linux/sched.h>
#include <poll.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace lockstep {

namespace {

constexpr qsizetype mostOutput = 1 << 20;
constexpr qsizetype mostTold = 1 << 24; // by one that says something of every zone before what it is waited for

[[noreturn]] void refuse(const char *what)
{
    dprintf(2, "%s: %s\n", what, std::strerror(errno));
    ::_exit(126);
}

// Everything is prepared before the fork: the child only makes system calls.
struct Plan
{
    struct Overlay
    {
        QByteArray folder;
        QByteArray upper;
        QByteArray work;
        QByteArray options;
    };
    QList<QPair<QByteArray, QByteArray>> binds;
    QList<QByteArray> masks;
    QList<Overlay> overlays;
    QList<QByteArray> words;
    std::vector<char *> argv;
    uid_t uid = 0;
    gid_t gid = 0;
    std::vector<gid_t> groups;
    int network = -1;
    int input = -1;
};

constexpr const char *scratch = "/tmp"; // what lies over it holds what is written to overlays

// A /proc of the outside would show every process, and through /proc/PID/root files that are masked here.
bool hideProcesses()
{
    return ::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) == 0 ||
           ::mount("tmpfs", "/proc", "tmpfs", MS_RDONLY, "mode=0755,size=0") == 0;
}

// What is there is seen with its owners and modes, and can be written over.
void layOver(const Plan &plan)
{
    if (plan.overlays.isEmpty())
        return;
    if (::mount("tmpfs", scratch, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=0711,size=256m") != 0)
        refuse(scratch);
    for (const Plan::Overlay &one : plan.overlays) {
        struct stat facts{};
        if (::stat(one.folder.constData(), &facts) != 0 || !S_ISDIR(facts.st_mode))
            continue;
        if (::mkdir(one.upper.constData(), 0700) != 0 || ::mkdir(one.work.constData(), 0700) != 0 ||
            ::chown(one.upper.constData(), facts.st_uid, facts.st_gid) != 0 || ::chmod(one.upper.constData(), facts.st_mode & 07777) != 0 ||
            ::mount("overlay", one.folder.constData(), "overlay", MS_NOSUID | MS_NODEV, one.options.constData()) != 0)
            refuse(one.folder.constData());
    }
}

[[noreturn]] void child(Plan &plan, int output)
{
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(plan.input < 0 ? nothing : plan.input, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    if (::setns(plan.network, CLONE_NEWNET) != 0)
        refuse("a network of its own");
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        refuse("private mounts");
    for (const auto &bind : plan.binds) {
        if (::mount(bind.first.constData(), bind.second.constData(), nullptr, MS_BIND | MS_REC, nullptr) != 0)
            refuse(bind.second.constData());
    }
    for (const QByteArray &mask : plan.masks) {
        struct stat facts{};
        if (::stat(mask.constData(), &facts) != 0)
            continue;
        const bool folder = S_ISDIR(facts.st_mode);
        const int done = folder ? ::mount("tmpfs", mask.constData(), "tmpfs", MS_RDONLY, "mode=0755,size=0")
                                : ::mount("/dev/null", mask.constData(), nullptr, MS_BIND, nullptr);
        if (done != 0)
            refuse(mask.constData());
    }
    if (!hideProcesses())
        refuse("/proc");
    mount_attr readOnly{};
    readOnly.attr_set = MOUNT_ATTR_RDONLY;
    if (::mount_setattr(AT_FDCWD, "/", AT_RECURSIVE, &readOnly, sizeof readOnly) != 0)
        refuse("read-only mounts");
    layOver(plan);
    // A crash must not leave what it read in a core file.
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (plan.uid != 0 && (::setgroups(plan.groups.size(), plan.groups.data()) != 0 || ::setgid(plan.gid) != 0 || ::setuid(plan.uid) != 0))
        refuse("changing user");
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a change of user takes it away
    ::execv(plan.argv[0], plan.argv.data());
    refuse(plan.argv[0]);
}

// A file in memory that holds them; -1 and errno when it cannot be made.
int inMemory(const QByteArray &bytes)
{
    const int file = ::memfd_create("input", MFD_CLOEXEC);
    qsizetype done = 0;
    while (file >= 0 && done < bytes.size()) {
        const ssize_t count = ::write(file, bytes.constData() + done, size_t(bytes.size() - done));
        if (count < 0) {
            ::close(file);
            return -1;
        }
        done += count;
    }
    if (file >= 0)
        ::lseek(file, 0, SEEK_SET);
    return file;
}

// An empty network of our own, made once: the kernel takes ten times as long to take one away as to enter it.
int emptyNetwork()
{
    static const int network = [] {
        int hold[2];
        int ready[2];
        if (::pipe2(hold, O_CLOEXEC) != 0 || ::pipe2(ready, O_CLOEXEC) != 0)
            return -1;
        const pid_t maker = ::fork();
        if (maker == 0) { // lives until its network is open on the other side
            ::close(hold[1]);
            char byte = ::unshare(CLONE_NEWNET) == 0 ? 'y' : 'n';
            (void)!::write(ready[1], &byte, 1);
            (void)!::read(hold[0], &byte, 1);
            ::_exit(0);
        }
        ::close(ready[1]);
        ::close(hold[0]);
        char byte = 'n';
        (void)!::read(ready[0], &byte, 1);
        const int made = byte == 'y' ? ::open(("/proc/" + std::to_string(maker) + "/ns/net").c_str(), O_RDONLY | O_CLOEXEC) : -1;
        ::close(hold[1]);
        ::close(ready[0]);
        ::waitpid(maker, nullptr, 0);
        return made;
    }();
    return network;
}

// A fork into new namespaces, whose first process the child is: when it ends, everything that it started ends with it.
pid_t start(int *handle)
{
    clone_args how{};
    how.flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_PIDFD;
    how.pidfd = quint64(reinterpret_cast<quintptr>(handle));
    how.exit_signal = SIGCHLD;
    return pid_t(::syscall(SYS_clone3, &how, sizeof how));
}

enum class Ending { Own, Said, Late };

// Reads what it writes until it has ended, has said what ends it, or its time is over.
Ending watch(int handle, int pipe, int deadlineMs, const QByteArray &until, QByteArray &output)
{
    using namespace std::chrono;
    const auto end = steady_clock::now() + milliseconds(deadlineMs);
    QByteArray recent;
    for (;;) {
        const auto left = duration_cast<milliseconds>(end - steady_clock::now()).count();
        pollfd wait[]{{pipe, POLLIN, 0}, {handle, POLLIN, 0}};
        if (left <= 0 || ::poll(wait, 2, int(left)) == 0)
            return Ending::Late;
        if (wait[0].revents != 0) {
            char buffer[65536];
            const ssize_t count = ::read(pipe, buffer, sizeof buffer);
            if (count > 0) {
                output.append(buffer, std::min<qsizetype>(count, (until.isEmpty() ? mostOutput : mostTold) - output.size()));
                recent = recent.right(until.size()) + QByteArray(buffer, count);
            }
            if (!until.isEmpty() && recent.contains(until))
                return Ending::Said;
            if (count == 0)
                pipe = -1; // poll skips it: it has closed its output, and may still run
        } else if (wait[1].revents != 0) {
            return Ending::Own;
        }
    }
}

// One that was started: ended and taken away with the last of its handles.
struct Running
{
    pid_t pid = -1;
    int handle = -1;
    int pipe = -1;
    int deadlineMs = 0;
    QByteArray until;

    Running() = default;
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;
    IsolatedResult end()
    {
        IsolatedResult result;
        const Ending ending = watch(handle, pipe, deadlineMs, until, result.output);
        const int status = take(ending != Ending::Own);
        const bool ended = ending == Ending::Own && WIFEXITED(status);
        result.exit = ending == Ending::Said ? 0 : ended ? WEXITSTATUS(status) : -1;
        return result;
    }
    int take(bool killing)
    {
        if (killing)
            ::kill(pid, SIGKILL);
        ::close(pipe);
        ::close(handle);
        int status = 0;
        while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        }
        pid = -1;
        return status;
    }
    ~Running()
    {
        if (pid > 0)
            take(true);
    }
};

IsolatedEnd refused(const QByteArray &why)
{
    return [why] { return IsolatedResult{126, why}; };
}

} // namespace

IsolatedEnd startIsolated(const IsolatedRun &run)
{
    Plan plan;
    for (const auto &bind : run.binds)
        plan.binds.append({QFile::encodeName(bind.first), QFile::encodeName(bind.second)});
    for (const QString &mask : run.masks)
        plan.masks.append(QFile::encodeName(mask));
    for (const QString &folder : run.overlays) {
        const QByteArray name = QFile::encodeName(folder);
        const QByteArray place = scratch + QByteArray("/") + QByteArray::number(plan.overlays.size());
        if (name.contains(',') || name.contains(':') || name.contains('\\'))
            return refused("cannot be laid over: " + name + '\n');
        plan.overlays.append({name, place + 'u', place + 'w', "lowerdir=" + name + ",upperdir=" + place + "u,workdir=" + place + 'w'});
    }
    for (const QString &word : run.command)
        plan.words.append(word.toUtf8());
    for (QByteArray &word : plan.words)
        plan.argv.push_back(word.data());
    plan.argv.push_back(nullptr);
    if (!run.user.isEmpty()) {
        const passwd *user = ::getpwnam(run.user.toUtf8().constData());
        if (!user)
            return refused("There is no user " + run.user.toUtf8() + " on this server.\n");
        plan.uid = user->pw_uid;
        plan.gid = user->pw_gid;
        int count = 64;
        plan.groups.resize(size_t(count));
        if (::getgrouplist(user->pw_name, user->pw_gid, plan.groups.data(), &count) < 0)
            return refused("too many groups\n");
        plan.groups.resize(size_t(count));
    }
    int pipe[2];
    if (plan.words.isEmpty() || ::pipe2(pipe, O_CLOEXEC) != 0)
        return refused("nothing to run\n");
    if (!run.input.isEmpty() && (plan.input = inMemory(run.input)) < 0) {
        ::close(pipe[0]);
        ::close(pipe[1]);
        return refused("no memory for its input\n");
    }
    plan.network = emptyNetwork();
    int handle = -1;
    const pid_t pid = start(&handle);
    if (pid == 0)
        child(plan, pipe[1]);
    const int fault = errno;
    ::close(pipe[1]);
    if (plan.input >= 0)
        ::close(plan.input);
    if (pid < 0) {
        ::close(pipe[0]);
        return refused(QByteArray("namespaces: ") + std::strerror(fault) + '\n');
    }
    const auto running = std::make_shared<Running>();
    running->pid = pid;
    running->handle = handle;
    running->pipe = pipe[0];
    running->deadlineMs = run.deadlineMs;
    running->until = run.until;
    return [running] { return running->end(); };
}

} // namespace lockstep
