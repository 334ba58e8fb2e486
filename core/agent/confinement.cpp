// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/confinement.h"

#include "core/agent/networkfilter.h"

#include <QFile>

#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <initializer_list>
#include <memory>

namespace lockstep {

namespace {

std::unexpected<Error> failed(const char *what, int number)
{
    return fail(QStringLiteral("agent.confine"), {QLatin1String(what)}, QString::fromLocal8Bit(std::strerror(number)));
}

using Filter = std::unique_ptr<void, decltype(&::seccomp_release)>;

Result<void> load(const Filter &filter)
{
    // Threads that run already get it too, or none does.
    int fault = ::seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
    if (fault == 0)
        fault = ::seccomp_load(filter.get());
    return fault == 0 ? Result<void>() : failed("the filter of system calls", -fault);
}

quint64 maskOf(std::initializer_list<int> capabilities)
{
    quint64 mask = 0;
    for (const int one : capabilities)
        mask |= quint64(1) << one;
    return mask;
}

// Also takes them from whatever is started later (capabilities(7), the bounding set).
Result<void> keepCapabilities(quint64 kept)
{
    for (int one = 0; ::prctl(PR_CAPBSET_READ, one, 0, 0, 0) >= 0; ++one) {
        if ((kept >> one & 1) == 0 && ::prctl(PR_CAPBSET_DROP, one, 0, 0, 0) != 0 && errno != EPERM) // EPERM: it has none to drop
            return failed("the capabilities", errno);
    }
    __user_cap_header_struct head{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, 2> sets{};
    if (::syscall(SYS_capget, &head, sets.data()) != 0)
        return failed("the capabilities", errno);
    for (size_t half = 0; half < sets.size(); ++half) {
        const auto mine = quint32(kept >> (32 * half));
        sets[half].effective &= mine;
        sets[half].permitted &= mine;
        sets[half].inheritable = 0;
    }
    return ::syscall(SYS_capset, &head, sets.data()) == 0 ? Result<void>() : failed("the capabilities", errno);
}

// What root's files, owners, dates and modes need; signals to named and a look at its /proc; changing user; namespaces and
// mounts for checkers. Nothing of the network, the clock, devices, modules, or other machines' files.
const quint64 helperCapabilities = maskOf({CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER, CAP_FSETID, CAP_KILL, CAP_SETGID, CAP_SETUID,
                                           CAP_SETPCAP, CAP_SYS_ADMIN, CAP_SYS_PTRACE});

// Of the whole machine, or a way around what the kernel checks elsewhere. Not bpf(2): nobody without a filter may ask for it
// either once CAP_BPF and CAP_SYS_ADMIN are gone, but the helper has the latter.
constexpr std::initializer_list<int> ofTheMachine{SCMP_SYS(acct),
                                                  SCMP_SYS(adjtimex),
                                                  SCMP_SYS(bpf),
                                                  SCMP_SYS(clock_adjtime),
                                                  SCMP_SYS(clock_settime),
                                                  SCMP_SYS(create_module),
                                                  SCMP_SYS(delete_module),
                                                  SCMP_SYS(finit_module),
                                                  SCMP_SYS(init_module),
                                                  SCMP_SYS(io_uring_setup),
                                                  SCMP_SYS(ioperm),
                                                  SCMP_SYS(iopl),
                                                  SCMP_SYS(kexec_file_load),
                                                  SCMP_SYS(kexec_load),
                                                  SCMP_SYS(open_by_handle_at),
                                                  SCMP_SYS(perf_event_open),
                                                  SCMP_SYS(process_vm_readv),
                                                  SCMP_SYS(process_vm_writev),
                                                  SCMP_SYS(quotactl),
                                                  SCMP_SYS(reboot),
                                                  SCMP_SYS(setdomainname),
                                                  SCMP_SYS(sethostname),
                                                  SCMP_SYS(settimeofday),
                                                  SCMP_SYS(swapoff),
                                                  SCMP_SYS(swapon),
                                                  SCMP_SYS(syslog),
                                                  SCMP_SYS(userfaultfd),
                                                  SCMP_SYS(vhangup)};

} // namespace

Result<void> confineHelper()
{
    if (::geteuid() == 0)
        LOCKSTEP_CHECK(keepCapabilities(helperCapabilities));
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return failed("new rights of programs", errno);
    const Filter filter(::seccomp_init(SCMP_ACT_ALLOW), &::seccomp_release);
    for (const int call : ofTheMachine) {
        if (const int fault = ::seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0); fault != 0)
            return failed("the filter of system calls", -fault);
    }
    return load(filter);
}

bool hasOneUser()
{
    QFile map(QStringLiteral("/proc/self/uid_map"));
    return map.open(QIODevice::ReadOnly) && map.readAll().simplified().endsWith(" 1");
}

Result<int> leaveNetwork()
{
    if (::geteuid() != 0)
        return -1;
    const int own = ::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    if (own >= 0 && ::unshare(CLONE_NEWNET) == 0)
        return own;
    const int fault = errno;
    if (own >= 0)
        ::close(own);
    return failed("the network", fault);
}

Result<void> joinNetwork(int descriptor)
{
    if (descriptor < 0 || ::setns(descriptor, CLONE_NEWNET) == 0)
        return {};
    return failed("the network", errno);
}

Result<void> confineNetworkHalf()
{
    LOCKSTEP_CHECK(keepCapabilities(0));
    const Filter filter(makeNetworkFilter(), &::seccomp_release);
    return filter ? load(filter) : failed("the filter of system calls", EINVAL);
}

} // namespace lockstep
