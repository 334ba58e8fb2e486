// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/isolated.h"

#include <QFile>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <vector>

namespace lockstep {

namespace {

constexpr qsizetype mostOutput = 1 << 20;

[[noreturn]] void refuse(const char *what)
{
    dprintf(2, "%s: %s\n", what, std::strerror(errno));
    ::_exit(126);
}

// Everything is prepared before the fork: the child only makes system calls.
struct Plan
{
    QList<QPair<QByteArray, QByteArray>> binds;
    QList<QByteArray> masks;
    QList<QByteArray> words;
    std::vector<char *> argv;
    uid_t uid = 0;
    gid_t gid = 0;
};

[[noreturn]] void child(Plan &plan, int output)
{
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    if (::unshare(CLONE_NEWNS | CLONE_NEWNET) != 0)
        refuse("namespaces");
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
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (plan.uid != 0 && (::setgroups(0, nullptr) != 0 || ::setgid(plan.gid) != 0 || ::setuid(plan.uid) != 0))
        refuse("changing user");
    ::execv(plan.argv[0], plan.argv.data());
    refuse(plan.argv[0]);
}

} // namespace

IsolatedResult runIsolated(const IsolatedRun &run)
{
    Plan plan;
    for (const auto &bind : run.binds)
        plan.binds.append({QFile::encodeName(bind.first), QFile::encodeName(bind.second)});
    for (const QString &mask : run.masks)
        plan.masks.append(QFile::encodeName(mask));
    for (const QString &word : run.command)
        plan.words.append(word.toUtf8());
    for (QByteArray &word : plan.words)
        plan.argv.push_back(word.data());
    plan.argv.push_back(nullptr);
    if (!run.user.isEmpty()) {
        if (const passwd *user = ::getpwnam(run.user.toUtf8().constData())) {
            plan.uid = user->pw_uid;
            plan.gid = user->pw_gid;
        }
    }
    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0)
        return {};
    const pid_t pid = ::fork();
    if (pid == 0)
        child(plan, pipe[1]);
    ::close(pipe[1]);
    IsolatedResult result;
    if (pid < 0) {
        ::close(pipe[0]);
        return result;
    }
    using namespace std::chrono;
    const auto end = steady_clock::now() + milliseconds(run.deadlineMs);
    bool late = false;
    for (;;) {
        const auto left = duration_cast<milliseconds>(end - steady_clock::now()).count();
        pollfd wait{pipe[0], POLLIN, 0};
        if (left <= 0 || ::poll(&wait, 1, int(left)) == 0) {
            late = true;
            break;
        }
        char buffer[65536];
        const ssize_t count = ::read(pipe[0], buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        if (result.output.size() < mostOutput)
            result.output.append(buffer, count);
    }
    ::close(pipe[0]);
    if (late)
        ::kill(-pid, SIGKILL);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    result.exit = !late && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

} // namespace lockstep
