// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <QFile>

#include <dirent.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

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

class Handle
{
public:
    Handle(const QString &path, int flags, uint mode = 0) : m_fd(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC | O_NOFOLLOW, mode)) {}
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    ~Handle()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    operator int() const { return m_fd; }

private:
    int m_fd;
};

Result<void> writeAll(const QString &path, int flags, const QByteArray &bytes, uint mode)
{
    const Handle file(path, flags, mode);
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
    Result<QByteArray> read(const QString &path) override
    {
        const Handle file(path, O_RDONLY | O_NONBLOCK);
        struct stat facts{};
        if (file < 0 || ::fstat(file, &facts) != 0)
            return failed(path, "read");
        if (!S_ISREG(facts.st_mode))
            return fail(QStringLiteral("file.io"), {path, QStringLiteral("read")}, QStringLiteral("not a regular file"));
        QByteArray bytes(qsizetype(facts.st_size), Qt::Uninitialized);
        qsizetype done = 0;
        for (;;) {
            if (done == bytes.size())
                bytes.resize(done + (done == facts.st_size ? 1 : 65536)); // a file may grow while it is read
            const ssize_t count = ::read(file, bytes.data() + done, size_t(bytes.size() - done));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return failed(path, "read");
            if (count == 0)
                break;
            done += count;
        }
        bytes.truncate(done);
        return bytes;
    }

    Result<void> write(const QString &path, const QByteArray &bytes, uint mode) override
    {
        return writeAll(path, O_WRONLY | O_CREAT | O_TRUNC, bytes, mode);
    }

    Result<void> append(const QString &path, const QByteArray &bytes, uint mode) override
    {
        return writeAll(path, O_WRONLY | O_CREAT | O_APPEND, bytes, mode);
    }

    Result<void> sync(const QString &path) override
    {
        const Handle file(path, O_RDONLY);
        return file >= 0 && ::fsync(file) == 0 ? Result<void>() : failed(path, "sync");
    }

    Result<void> rename(const QString &from, const QString &to) override { return answer(::rename(encoded(from), encoded(to)), from, "rename"); }

    Result<void> exchange(const QString &one, const QString &other) override
    {
        return answer(::renameat2(AT_FDCWD, encoded(one), AT_FDCWD, encoded(other), RENAME_EXCHANGE), one, "exchange");
    }

    Result<void> remove(const QString &path) override { return answer(::remove(encoded(path)), path, "remove"); }

    Result<void> makeFolder(const QString &path, uint mode) override { return answer(::mkdir(encoded(path), mode), path, "create"); }

    Result<void> makeLink(const QString &target, const QString &path) override
    {
        return answer(::symlink(encoded(target), encoded(path)), path, "create");
    }

    Result<QString> readLink(const QString &path) override
    {
        QByteArray target(4096, Qt::Uninitialized);
        const ssize_t count = ::readlink(encoded(path), target.data(), size_t(target.size()));
        if (count < 0)
            return failed(path, "read");
        return QFile::decodeName(target.left(count));
    }

    Result<FileFacts> facts(const QString &path) override
    {
        struct stat found{};
        if (::lstat(encoded(path), &found) != 0)
            return failed(path, "read");
        FileFacts facts;
        facts.kind = S_ISREG(found.st_mode)   ? FileFacts::Kind::File
                     : S_ISDIR(found.st_mode) ? FileFacts::Kind::Folder
                     : S_ISLNK(found.st_mode) ? FileFacts::Kind::Link
                                              : FileFacts::Kind::Other;
        facts.size = found.st_size;
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
        DIR *open = ::opendir(encoded(folder));
        if (!open)
            return failed(folder, "list");
        QStringList names;
        while (const dirent *entry = ::readdir(open)) {
            const QString name = QFile::decodeName(entry->d_name);
            if (name != QLatin1String(".") && name != QLatin1String(".."))
                names.append(name);
        }
        ::closedir(open);
        names.sort();
        return names;
    }

    Result<void> setTime(const QString &path, qint64 mtime) override
    {
        const timespec time{mtime / 1000, (mtime % 1000) * 1000000};
        const timespec times[2] = {time, time};
        return answer(::utimensat(AT_FDCWD, encoded(path), times, AT_SYMLINK_NOFOLLOW), path, "date");
    }

    Result<void> setMode(const QString &path, uint mode) override { return answer(::chmod(encoded(path), mode), path, "change the mode of"); }

    Result<void> setOwner(const QString &path, uint uid, uint gid) override
    {
        return answer(::lchown(encoded(path), uid, gid), path, "change the owner of");
    }

    Result<qint64> freeBytes(const QString &path) override
    {
        struct statvfs found{};
        if (::statvfs(encoded(path), &found) != 0)
            return failed(path, "read");
        return qint64(found.f_bavail) * qint64(found.f_frsize);
    }

private:
    // Lives to the end of the full expression, as the system call needs it.
    struct Encoded
    {
        QByteArray name;
        operator const char *() const { return name.constData(); }
    };
    static Encoded encoded(const QString &path) { return {QFile::encodeName(path)}; }
    static Result<void> answer(int code, const QString &path, const char *verb) { return code == 0 ? Result<void>() : failed(path, verb); }
};

} // namespace

std::unique_ptr<Files> realFiles() { return std::make_unique<RealFiles>(); }

} // namespace lockstep
