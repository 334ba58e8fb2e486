// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/networkstart.h"

#include "core/agent/confinement.h"
#include "core/base/errortext.h"

#include <QFile>
#include <QTextStream>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace lockstep {

namespace {

const QString programName = QStringLiteral("lockstep-agent-network");
constexpr int childFailed = 2;

// Whom the network half becomes: nobody else for an ordinary user, and in a namespace where nobody else exists.
const passwd *otherUser()
{
    const passwd *user = ::getpwnam("lockstep");
    if (!user)
        user = ::getpwnam("nobody");
    return ::getuid() != 0 || hasOneUser() ? nullptr : user;
}

// In the child: never returns.
[[noreturn]] void become(const NetworkStart &start, int identity, pid_t parent)
{
    const auto refuse = [](const Error &error) {
        QTextStream(stderr) << "lockstep-agent: " << errorText(error) << Qt::endl;
        ::_exit(childFailed);
    };
    const auto broken = [&](const char *what) {
        refuse(fail(QStringLiteral("agent.confine"), {QLatin1String(what)}, QString::fromLocal8Bit(std::strerror(errno))).error());
    };
    if (const Result<void> joined = joinNetwork(start.network); !joined)
        refuse(joined.error());
    if (const passwd *user = otherUser(); user && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
        broken("the user");
    // After that: the kernel forgets it when the user changes. Without its helper this half is nothing.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(childFailed);
    // First out of the way of each other, then to the places that are agreed; the program's own is closed by its start.
    constexpr int aside = 16;
    const std::array<int, 3> moved{::fcntl(start.socket, F_DUPFD, aside), ::fcntl(identity, F_DUPFD, aside), ::fcntl(start.program, F_DUPFD, aside)};
    if (std::ranges::min(moved) < 0 || ::dup2(moved[0], helperDescriptor) < 0 || ::dup2(moved[1], identityDescriptor) < 0)
        broken("the other files");
    constexpr int program = identityDescriptor + 1;
    if (::dup3(moved[2], program, O_CLOEXEC) < 0 || ::close_range(program + 1, ~0U, 0) != 0)
        broken("the other files");
    const QByteArray name = programName.toLatin1();
    const QByteArray listen = start.listen.toUtf8();
    std::array<const char *, 4> words{name.constData(), listen.constData(), start.recovered ? "recovered" : nullptr, nullptr};
    ::syscall(SYS_execveat, program, "", words.data(), environ, AT_EMPTY_PATH);
    refuse(fail(QStringLiteral("agent.networkmissing"), {programName}, QString::fromLocal8Bit(std::strerror(errno))).error());
    std::unreachable(); // that one ends it
}

} // namespace

Result<int> findNetworkHalf()
{
    const QString path = QFile::symLinkTarget(QStringLiteral("/proc/self/exe")).section(u'/', 0, -2) + u'/' + programName;
    const int file = ::open(QFile::encodeName(path).constData(), O_PATH | O_CLOEXEC);
    if (file < 0)
        return fail(QStringLiteral("agent.networkmissing"), {path}, QString::fromLocal8Bit(std::strerror(errno)));
    return file;
}

Result<pid_t> startNetworkHalf(const NetworkStart &start, const Identity &identity)
{
    const auto failed = [] { return fail(QStringLiteral("agent.helper"), {}, QString::fromLocal8Bit(std::strerror(errno))); };
    int key[2];
    if (::pipe2(key, O_CLOEXEC) != 0)
        return failed();
    // A pipe holds more than a key, so nobody waits.
    const QByteArrayView pem = identity.pem().reveal();
    const bool given = ::write(key[1], pem.data(), size_t(pem.size())) == pem.size();
    const pid_t self = ::getpid();
    const pid_t child = given ? ::fork() : -1;
    if (child == 0)
        become(start, key[0], self);
    const int fault = errno;
    ::close(key[0]);
    ::close(key[1]);
    errno = fault;
    return child < 0 ? Result<pid_t>(failed()) : Result<pid_t>(child);
}

Error endOfNetworkHalf(int status)
{
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (signal == SIGSYS)
        return {QStringLiteral("agent.intruder"), {}, {}, {}};
    return {QStringLiteral("agent.networkended"), {QString::number(signal), QString::fromLocal8Bit(::strsignal(signal))}, {}, {}};
}

} // namespace lockstep
