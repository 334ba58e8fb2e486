// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/networkfilter.h"

#include "core/base/errortext.h"

#include <linux/netlink.h>
#include <linux/sockios.h>
#include <linux/wireless.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <initializer_list>
#include <string>

namespace lockstep {

namespace {

// Measured with `strace -ff` around the program itself, all that its network half asked the kernel after listen(2) while tst_mainjob
// adopted three servers, prepared, deployed and rolled back through it (Debian 13, Qt 6.8.2, glibc 2.41). It took 22 calls: accept4
// brk close connect fcntl getpeername getpid getrandom getsockname getsockopt ioctl mmap munmap ppoll read recvfrom recvmsg rt_sigaction
// sendto setsockopt socket write; no file was opened and no thread begun. The rest of each row is what the same functions of glibc
// and Qt ask on other kernels, with more connections, when a thread is begun after all, or on the way to an end.
constexpr std::initializer_list<int> needed{
    // memory; what may be executed is ruled below
    SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(mremap), SCMP_SYS(munmap), SCMP_SYS(getrandom),
    // the event loop and its descriptors
    SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(pselect6), SCMP_SYS(select), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_wait),
    SCMP_SYS(epoll_pwait), SCMP_SYS(eventfd2), SCMP_SYS(pipe2), SCMP_SYS(timerfd_create), SCMP_SYS(timerfd_settime), SCMP_SYS(read), SCMP_SYS(readv),
    SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(fcntl), SCMP_SYS(dup), SCMP_SYS(fstat), SCMP_SYS(lseek),
    // connections: masters, the helper, named
    SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(bind), SCMP_SYS(connect), SCMP_SYS(listen), SCMP_SYS(shutdown), SCMP_SYS(getsockname),
    SCMP_SYS(getpeername), SCMP_SYS(getsockopt), SCMP_SYS(setsockopt), SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(sendmsg),
    // threads and locks; how they begin is ruled below
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(set_tid_address), SCMP_SYS(membarrier), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_getparam), SCMP_SYS(sched_getscheduler), SCMP_SYS(sched_get_priority_min),
    SCMP_SYS(sched_get_priority_max), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getuid),
    SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
    // signals of its own
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall),
    // time
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(nanosleep), SCMP_SYS(time),
    // what kind of system this is
    SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrusage)};

// Nothing in this program comes near these: whoever calls them is somebody else, and had better not go on.
constexpr std::initializer_list<int> hostile{SCMP_SYS(execve),
                                             SCMP_SYS(execveat),
                                             SCMP_SYS(fork),
                                             SCMP_SYS(vfork),
                                             SCMP_SYS(ptrace),
                                             SCMP_SYS(process_vm_readv),
                                             SCMP_SYS(process_vm_writev),
                                             SCMP_SYS(pidfd_getfd),
                                             SCMP_SYS(kcmp),
                                             SCMP_SYS(mount),
                                             SCMP_SYS(umount2),
                                             SCMP_SYS(pivot_root),
                                             SCMP_SYS(chroot),
                                             SCMP_SYS(open_tree),
                                             SCMP_SYS(move_mount),
                                             SCMP_SYS(fsopen),
                                             SCMP_SYS(fsmount),
                                             SCMP_SYS(fspick),
                                             SCMP_SYS(mount_setattr),
                                             SCMP_SYS(unshare),
                                             SCMP_SYS(setns),
                                             SCMP_SYS(init_module),
                                             SCMP_SYS(finit_module),
                                             SCMP_SYS(delete_module),
                                             SCMP_SYS(kexec_load),
                                             SCMP_SYS(kexec_file_load),
                                             SCMP_SYS(bpf),
                                             SCMP_SYS(perf_event_open),
                                             SCMP_SYS(userfaultfd),
                                             SCMP_SYS(io_uring_setup),
                                             SCMP_SYS(keyctl),
                                             SCMP_SYS(add_key),
                                             SCMP_SYS(request_key),
                                             SCMP_SYS(memfd_create),
                                             SCMP_SYS(open_by_handle_at),
                                             SCMP_SYS(setuid),
                                             SCMP_SYS(setgid),
                                             SCMP_SYS(setreuid),
                                             SCMP_SYS(setregid),
                                             SCMP_SYS(setresuid),
                                             SCMP_SYS(setresgid),
                                             SCMP_SYS(setgroups),
                                             SCMP_SYS(capset),
                                             SCMP_SYS(personality),
                                             SCMP_SYS(reboot),
                                             SCMP_SYS(swapon),
                                             SCMP_SYS(swapoff)};

// --- what was refused is told

constexpr size_t mostCalls = 512;
std::array<std::string, mostCalls> lines; // made beforehand: a handler of signals may only write
std::array<std::atomic_flag, mostCalls> told{};

void prepareLines()
{
    for (size_t number = 0; number < mostCalls; ++number) {
        char *name = ::seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, int(number));
        const QString call = name ? QLatin1String(name) : QString::number(number);
        std::free(name);
        lines[number] = "lockstep-agent: " + errorText(Error{QStringLiteral("agent.syscall"), {call}, {}, {}}).toStdString() + "\n";
    }
}

// The call fails with EPERM, as with a filter that says so; but here it can be told, the first time.
void refuse(int /*signal*/, siginfo_t *facts, void *context)
{
    const int before = errno;
    auto *const machine = static_cast<ucontext_t *>(context);
#if defined(__x86_64__)
    machine->uc_mcontext.gregs[REG_RAX] = -EPERM;
#elif defined(__aarch64__)
    machine->uc_mcontext.regs[0] = quint64(-EPERM);
#else
#error "Say where this machine keeps a system call's result."
#endif
    const auto number = size_t(facts->si_syscall);
    if (number < mostCalls && !told[number].test_and_set())
        (void)!::write(2, lines[number].data(), lines[number].size());
    errno = before;
}

// --- rules

bool allow(void *filter, int call, std::initializer_list<scmp_arg_cmp> arguments = {})
{
    return ::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, unsigned(arguments.size()), arguments.begin()) == 0;
}

// All threads of one process share at least these (pthread_create(3) shares more).
constexpr quint64 threadFlags = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;

// Those of which one argument decides.
bool addRuled(void *filter)
{
    // No memory becomes code: no library is loaded any more, and patterns are run without a compiler (QT_ENABLE_REGEXP_JIT).
    const scmp_arg_cmp noCode = SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    bool good = allow(filter, SCMP_SYS(mmap), {noCode}) && allow(filter, SCMP_SYS(mprotect), {noCode});
    // Threads, but no process. The flags of clone3(2) lie in memory, where a filter cannot look: without it glibc takes clone(2).
    good = good && ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
           allow(filter, SCMP_SYS(clone), {SCMP_A0_64(SCMP_CMP_MASKED_EQ, threadFlags, threadFlags)});
    for (const int family : {AF_INET, AF_INET6})
        good = good && allow(filter, SCMP_SYS(socket), {SCMP_A0_32(SCMP_CMP_EQ, unsigned(family))});
    // Which addresses this server has (getifaddrs(3)).
    good = good && allow(filter, SCMP_SYS(socket), {SCMP_A0_32(SCMP_CMP_EQ, AF_NETLINK), SCMP_A2_32(SCMP_CMP_EQ, NETLINK_ROUTE)});
    for (const unsigned long request : {FIONREAD, FIONBIO, TCGETS, SIOCGIFNAME, SIOCGIFINDEX, SIOCGIWMODE})
        good = good && allow(filter, SCMP_SYS(ioctl), {SCMP_A1_32(SCMP_CMP_EQ, unsigned(request))});
    for (const int option : {PR_SET_NAME, PR_GET_NAME})
        good = good && allow(filter, SCMP_SYS(prctl), {SCMP_A0_32(SCMP_CMP_EQ, unsigned(option))});
    // Its own limits, to read; abort(3) for itself.
    good = good && allow(filter, SCMP_SYS(prlimit64), {SCMP_A0_32(SCMP_CMP_EQ, 0), SCMP_A2_64(SCMP_CMP_EQ, 0)});
    return good && allow(filter, SCMP_SYS(tgkill), {SCMP_A0_32(SCMP_CMP_EQ, unsigned(::getpid()))});
}

} // namespace

void *makeNetworkFilter()
{
    prepareLines();
    struct sigaction action{};
    action.sa_sigaction = refuse;
    action.sa_flags = SA_SIGINFO | SA_RESTART | SA_NODEFER;
    void *const filter = ::seccomp_init(SCMP_ACT_TRAP);
    bool good = filter && ::sigaction(SIGSYS, &action, nullptr) == 0 && addRuled(filter);
    for (const int call : needed)
        good = good && allow(filter, call);
    for (const int call : hostile)
        good = good && ::seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0) == 0;
    if (good)
        return filter;
    ::seccomp_release(filter);
    return nullptr;
}

} // namespace lockstep
