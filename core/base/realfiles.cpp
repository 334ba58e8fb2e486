// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include "core/base/hugepages.h"

#include <QFile>

#include <dirent.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace lockstep {

namespace {

std::unexpected<Error> failed(const QString &path, const char *verb)
{
    const int number = errno;
    const QString what = QLatin1String(verb);
    const QString detail = QString::fromLocal8Bit(std::strerror(number));
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return fail(QStringLiteral("file.missing"), {path}, detail);
    case EACCES:
    case EPERM:
    case EROFS:
        return fail(QStringLiteral("file.denied"), {path, what}, detail);
    case ENOSPC:
    case EDQUOT:
        return fail(QStringLiteral("file.full"), {path}, detail);
    case EEXIST:
    case ENOTEMPTY:
        return fail(QStringLiteral("file.exists"), {path}, detail);
    case ELOOP:
    case EXDEV:
        return fail(QStringLiteral("file.escapes"), {path}, detail);
    default:
        return fail(QStringLiteral("file.io"), {path, what}, detail);
    }
}

class Descriptor
{
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    operator int() const { return m_fd; }

private:
    int m_fd;
};

// Where a path leads: a folder and the last name in it. Below a guarded folder no link on the way is followed (openat2(2)).
class Spot
{
public:
    // The folders that were opened last: files of one folder mostly follow each other, and a copy has two. Each is the very
    // folder that was found then, whatever its name has become since.
    struct Opened
    {
        QByteArray path;
        std::shared_ptr<Descriptor> folder;
    };
    using Recent = std::array<Opened, 3>; // the latest in front
    Spot(const QString &path, const QStringList &guarded, Recent &recent) : m_name(QFile::encodeName(path))
    {
        for (const QString &guard : guarded) {
            if (path.startsWith(guard + u'/')) {
                const qsizetype slash = m_name.lastIndexOf('/');
                const QByteArray folder = m_name.first(slash);
                m_name.remove(0, slash + 1);
                m_beneath = true;
                auto found = std::ranges::find(recent, folder, &Opened::path);
                if (struct stat now{}; found == recent.end() || ::fstat(*found->folder, &now) != 0 || now.st_nlink == 0) {
                    found = found == recent.end() ? found - 1 : found;
                    const auto fresh = std::make_shared<Descriptor>(opened(QFile::encodeName(guard), folder));
                    *found = *fresh >= 0 ? Opened{folder, fresh} : Opened();
                    m_folder = fresh;
                } else {
                    m_folder = found->folder;
                }
                std::rotate(recent.begin(), found, found + 1);
                return;
            }
        }
    }
    bool good() const { return !m_beneath || *m_folder >= 0; }
    bool beneath() const { return m_beneath; }
    int folder() const { return m_beneath ? int(*m_folder) : AT_FDCWD; }
    const char *name() const { return m_name.constData(); }
    Descriptor open(int flags, uint mode = 0) const
    {
        return Descriptor(good() ? ::openat(folder(), name(), flags | O_CLOEXEC | O_NOFOLLOW, mode) : -1);
    }

private:
    static Descriptor opened(const QByteArray &guard, const QByteArray &folder)
    {
        Descriptor base(::open(guard.constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (base < 0 || folder == guard)
            return base;
        open_how how{};
        how.flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
        how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
        return Descriptor(int(::syscall(SYS_openat2, int(base), folder.mid(guard.size() + 1).constData(), &how, sizeof how)));
    }

    QByteArray m_name;
    std::shared_ptr<Descriptor> m_folder;
    bool m_beneath = false;
};

Result<void> writeAll(const Descriptor &file, const QString &path, const QByteArray &bytes)
{
    if (file < 0)
        return failed(path, "write");
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count = ::write(file, bytes.constData() + done, size_t(bytes.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(path, "write");
        done += count;
    }
    return {};
}

class RealFiles final : public Files
{
public:
    explicit RealFiles(QStringList guarded) : m_guarded(std::move(guarded)) {}

    Result<QByteArray> read(const QString &path) override
    {
        QByteArray bytes;
        qsizetype done = 0;
        LOCKSTEP_CHECK(readAll(
            path,
            [&](qint64 size) {
                bytes = QByteArray(qsizetype(size) + 1, Qt::Uninitialized); // the last one finds the end
                askForLargePages(bytes.data(), size_t(bytes.size()));
            },
            [&] {
                if (done == bytes.size())
                    bytes.resize(done + 65536); // a file may grow while it is read
                return std::span(bytes.data() + done, size_t(bytes.size() - done));
            },
            [&](qsizetype count) { done += count; }));
        bytes.truncate(done);
        return bytes;
    }

    Result<void> readParts(const QString &path, const std::function<void(QByteArrayView)> &part) override
    {
        std::vector<char> room;
        return readAll(
            path, [&](qint64 size) { room.resize(size_t(std::clamp<qint64>(size + 1, 1, 256 << 10))); }, [&] { return std::span(room); },
            [&](qsizetype count) { part(QByteArrayView(room.data(), count)); });
    }

    Result<void> write(const QString &path, const QByteArray &bytes, uint mode) override
    {
        return writeAll(spot(path).open(O_WRONLY | O_CREAT | O_TRUNC, mode), path, bytes);
    }

    Result<void> writeSynced(const QString &path, const QByteArray &bytes, uint mode, const std::optional<FileOwner> &owner) override
    {
        const Descriptor file = spot(path).open(O_WRONLY | O_CREAT | O_TRUNC, owner ? 0600 : mode);
        LOCKSTEP_CHECK(writeAll(file, path, bytes));
        if (owner && ::fchown(file, owner->uid, owner->gid) != 0)
            return failed(path, "change the owner of");
        if (owner && ::fchmod(file, mode) != 0)
            return failed(path, "change the mode of");
        return ::fsync(file) == 0 ? Result<void>() : failed(path, "sync");
    }

    Result<void> append(const QString &path, const QByteArray &bytes, uint mode) override
    {
        return writeAll(spot(path).open(O_WRONLY | O_CREAT | O_APPEND, mode), path, bytes);
    }

    Result<void> sync(const QString &path) override
    {
        const Descriptor file = spot(path).open(O_RDONLY);
        return file >= 0 && ::fsync(file) == 0 ? Result<void>() : failed(path, "sync");
    }

    Result<void> rename(const QString &from, const QString &to) override
    {
        return two(from, to, "rename", [](const Spot &a, const Spot &b) { return ::renameat(a.folder(), a.name(), b.folder(), b.name()); });
    }

    Result<void> exchange(const QString &first, const QString &second) override
    {
        return two(first, second, "exchange",
                   [](const Spot &a, const Spot &b) { return ::renameat2(a.folder(), a.name(), b.folder(), b.name(), RENAME_EXCHANGE); });
    }

    Result<void> remove(const QString &path) override
    {
        return one(path, "remove", [this](const Spot &at) {
            const int file = ::unlinkat(at.folder(), at.name(), 0);
            if (file == 0 || errno != EISDIR)
                return file;
            m_recent = {};
            return ::unlinkat(at.folder(), at.name(), AT_REMOVEDIR);
        });
    }

    Result<void> makeFolder(const QString &path, uint mode) override
    {
        return one(path, "create", [mode](const Spot &at) { return ::mkdirat(at.folder(), at.name(), mode); });
    }

    Result<void> makeLink(const QString &target, const QString &path) override
    {
        const QByteArray leads = QFile::encodeName(target);
        return one(path, "create", [&](const Spot &at) { return ::symlinkat(leads.constData(), at.folder(), at.name()); });
    }

    Result<QString> readLink(const QString &path) override
    {
        QByteArray target(4096, Qt::Uninitialized);
        const Spot at = spot(path);
        const ssize_t count = at.good() ? ::readlinkat(at.folder(), at.name(), target.data(), size_t(target.size())) : -1;
        if (count < 0)
            return failed(path, "read");
        return QFile::decodeName(target.left(count));
    }

    Result<FileFacts> facts(const QString &path) override
    {
        struct stat found{};
        const Spot at = spot(path);
        if (!at.good() || ::fstatat(at.folder(), at.name(), &found, AT_SYMLINK_NOFOLLOW) != 0)
            return failed(path, "read");
        FileFacts facts;
        facts.kind = S_ISREG(found.st_mode)   ? FileFacts::Kind::File
                     : S_ISDIR(found.st_mode) ? FileFacts::Kind::Folder
                     : S_ISLNK(found.st_mode) ? FileFacts::Kind::Link
                                              : FileFacts::Kind::Other;
        facts.size = found.st_size;
        facts.changed = qint64(found.st_ctim.tv_sec) * 1000000000 + found.st_ctim.tv_nsec;
        facts.mtime = qint64(found.st_mtim.tv_sec) * 1000 + found.st_mtim.tv_nsec / 1000000;
        facts.mode = found.st_mode & 07777;
        facts.uid = found.st_uid;
        facts.gid = found.st_gid;
        facts.inode = found.st_ino;
        facts.device = found.st_dev;
        return facts;
    }

    Result<QStringList> list(const QString &folder) override
    {
        const Spot at = spot(folder);
        const int fd = at.good() ? ::openat(at.folder(), at.name(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | (at.beneath() ? O_NOFOLLOW : 0)) : -1;
        DIR *open = fd < 0 ? nullptr : ::fdopendir(fd);
        if (!open)
            return failed(folder, "list");
        QStringList names;
        for (;;) {
            errno = 0; // an end and a failure look alike otherwise
            const dirent *entry = ::readdir(open);
            if (!entry)
                break;
            const QString name = QFile::decodeName(entry->d_name);
            if (name != QLatin1String(".") && name != QLatin1String(".."))
                names.append(name);
        }
        const int ended = errno;
        ::closedir(open);
        if (ended != 0) {
            errno = ended;
            return failed(folder, "list");
        }
        names.sort();
        return names;
    }

    Result<void> setTime(const QString &path, qint64 mtime) override
    {
        const timespec time{mtime / 1000, (mtime % 1000) * 1000000};
        const timespec times[2] = {time, time};
        return one(path, "date", [&](const Spot &at) { return ::utimensat(at.folder(), at.name(), times, AT_SYMLINK_NOFOLLOW); });
    }

    Result<void> setMode(const QString &path, uint mode) override
    {
        return one(path, "change the mode of", [mode](const Spot &at) { return ::fchmodat(at.folder(), at.name(), mode, 0); });
    }

    Result<void> setOwner(const QString &path, uint uid, uint gid) override
    {
        return one(path, "change the owner of", [=](const Spot &at) { return ::fchownat(at.folder(), at.name(), uid, gid, AT_SYMLINK_NOFOLLOW); });
    }

    Result<qint64> freeBytes(const QString &path) override
    {
        struct statvfs found{};
        if (::statvfs(QFile::encodeName(path).constData(), &found) != 0)
            return failed(path, "read");
        return qint64(found.f_bavail) * qint64(found.f_frsize);
    }

private:
    // To the end: `begin` is told the size, `room` gives where to read to, `got` how much came.
    template <class Begin, class Room, class Got> Result<void> readAll(const QString &path, Begin begin, Room room, Got got)
    {
        const Descriptor file = spot(path).open(O_RDONLY | O_NONBLOCK);
        struct stat facts{};
        if (file < 0 || ::fstat(file, &facts) != 0)
            return failed(path, "read");
        if (!S_ISREG(facts.st_mode))
            return fail(QStringLiteral("file.io"), {path, QStringLiteral("read")}, QStringLiteral("not a regular file"));
        begin(qint64(facts.st_size));
        for (;;) {
            const std::span<char> place = room();
            const ssize_t count = ::read(file, place.data(), place.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return failed(path, "read");
            if (count == 0)
                return {};
            got(qsizetype(count));
        }
    }

    Spot spot(const QString &path) { return Spot(path, m_guarded, m_recent); }
    template <class Call> Result<void> one(const QString &path, const char *verb, Call call)
    {
        const Spot at = spot(path);
        return at.good() && call(at) == 0 ? Result<void>() : failed(path, verb);
    }
    template <class Call> Result<void> two(const QString &from, const QString &to, const char *verb, Call call)
    {
        const Spot a = spot(from);
        if (!a.good())
            return failed(from, verb);
        const Spot b = spot(to);
        if (!b.good())
            return failed(to, verb);
        m_recent = {}; // names change
        return call(a, b) == 0 ? Result<void>() : failed(from, verb);
    }

    QStringList m_guarded;
    Spot::Recent m_recent;
};

} // namespace

std::unique_ptr<Files> realFiles(const QStringList &guarded) { return std::make_unique<RealFiles>(guarded); }

} // namespace lockstep
