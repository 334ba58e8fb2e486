// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/namedprocess.h"

#include <QDir>
#include <QFile>

#include <pwd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace lockstep {

namespace {

// A process that cannot become another one while it is looked at.
class Held
{
public:
    explicit Held(pid_t pid) : m_folder(QStringLiteral("/proc/%1/").arg(pid)), m_descriptor(int(::syscall(SYS_pidfd_open, pid, 0))) {}
    ~Held()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Held(Held &&other) noexcept : m_folder(std::move(other.m_folder)), m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    Held &operator=(Held &&) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    QByteArray link(const char *name) const
    {
        QByteArray target(4096, '\0');
        const ssize_t size = ::readlink(path(name).constData(), target.data(), size_t(target.size()));
        target.truncate(std::max<ssize_t>(size, 0));
        return target;
    }
    QByteArray text(const char *name) const
    {
        QFile file(m_folder + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // Who it runs as, and which folder it has for "/".
    std::optional<struct stat> facts(const char *name) const
    {
        struct stat found{};
        return ::stat(path(name).constData(), &found) == 0 ? std::optional(found) : std::nullopt;
    }
    bool signal(int number) const { return ::syscall(SYS_pidfd_send_signal, m_descriptor, number, nullptr, 0) == 0; }

private:
    QByteArray path(const char *name) const { return QFile::encodeName(m_folder + QLatin1String(name)); }

    QString m_folder;
    int m_descriptor;
};

// Whether the signal would not end it: before a program has prepared for it, it does.
bool expects(const QByteArray &status, int number)
{
    quint64 masks = 0;
    for (const QByteArray &line : status.split('\n')) {
        if (line.startsWith("SigBlk:") || line.startsWith("SigIgn:") || line.startsWith("SigCgt:"))
            masks |= line.sliced(7).trimmed().toULongLong(nullptr, 16);
    }
    return (masks >> (number - 1) & 1) != 0;
}

bool isNamed(const QByteArray &program) { return program.endsWith("/named") || program.endsWith("/named (deleted)"); } // after an upgrade

} // namespace

QByteArray ownNetwork() { return Held(::getpid()).link("ns/net"); }

Result<void> hangUpNamed(const QString &user, const QString &mainFile, const QByteArray &network)
{
    const passwd *account = user.isEmpty() ? nullptr : ::getpwnam(user.toUtf8().constData());
    const uid_t owner = account ? account->pw_uid : ::getuid();
    const Held self(::getpid());
    const std::optional<struct stat> root = self.facts("root/.");
    std::vector<Held> all;
    std::vector<size_t> ofThatFile;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isProcess = false;
        const pid_t pid = name.toInt(&isProcess);
        if (!isProcess)
            continue;
        Held one(pid);
        const std::optional<struct stat> process = one.facts(".");
        const std::optional<struct stat> itsRoot = one.facts("root/.");
        const bool mine = one.isOpen() && isNamed(one.link("exe")) && process && process->st_uid == owner && root && itsRoot &&
                          itsRoot->st_dev == root->st_dev && itsRoot->st_ino == root->st_ino && one.link("ns/net") == network;
        if (!mine || !expects(one.text("status"), SIGHUP))
            continue;
        if (one.text("cmdline").split('\0').contains(mainFile.toUtf8()))
            ofThatFile.push_back(all.size());
        all.push_back(std::move(one));
    }
    const bool clear = all.size() == 1 || ofThatFile.size() == 1;
    if (!clear)
        return fail(Error{QStringLiteral("agent.nonamed"), {}, {}, QStringLiteral("%1 processes").arg(all.size())});
    if (!all[all.size() == 1 ? 0 : ofThatFile.front()].signal(SIGHUP))
        return fail(Error{QStringLiteral("agent.nonamed"), {}, {}, QString::fromLocal8Bit(std::strerror(errno))});
    return {};
}

} // namespace lockstep
