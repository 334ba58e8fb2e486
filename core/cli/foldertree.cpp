// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/foldertree.h"

#include <QFile>
#include <QFileInfo>

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lockstep {

namespace {

std::unexpected<Error> failed(const QString &path)
{
    const int number = errno;
    const QString detail = QString::fromLocal8Bit(std::strerror(number));
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return fail(QStringLiteral("file.missing"), {path}, detail);
    case EACCES:
    case EPERM:
        return fail(QStringLiteral("file.denied"), {path, QStringLiteral("read")}, detail);
    case ELOOP:
    case EXDEV:
        return fail(QStringLiteral("file.escapes"), {path}, detail);
    default:
        return fail(QStringLiteral("file.io"), {path, QStringLiteral("read")}, detail);
    }
}

class FolderTree : public TreeSource
{
public:
    FolderTree(const QString &path, int descriptor) : m_base(QFileInfo(path).canonicalFilePath()), m_descriptor(descriptor) { name = path; }
    ~FolderTree() override { ::close(m_descriptor); }
    FolderTree(const FolderTree &) = delete;
    FolderTree &operator=(const FolderTree &) = delete;

    // Without recursion: how deep folders lie is not ours to choose.
    Result<void> list()
    {
        QByteArrayList folders{QByteArray()};
        while (!folders.isEmpty()) {
            const QByteArray folder = folders.takeLast();
            LOCKSTEP_CHECK(listOne(folder, folders));
        }
        sort();
        return {};
    }

    Task<Result<LocalText>> read(TreeFile file) override
    {
        const int descriptor = openBelow(file.path, O_RDONLY | O_NONBLOCK);
        if (descriptor < 0)
            co_return failed(pathOf(file.path));
        Result<LocalText> text = LocalText::read(descriptor, pathOf(file.path), mostBytes);
        ::close(descriptor);
        co_return text;
    }

    Task<Result<LocalText>> target(TreeFile file) override
    {
        QByteArray leads(PATH_MAX, Qt::Uninitialized);
        const ssize_t size = ::readlinkat(m_descriptor, file.path.constData(), leads.data(), size_t(leads.size()));
        if (size < 0)
            co_return failed(pathOf(file.path));
        co_return LocalText(leads.first(size));
    }

    QString absolute(const QByteArray &path) const override { return m_base + u'/' + QString::fromUtf8(path); }

    std::optional<QByteArray> placeOf(const QString &path) const override
    {
        if (path.startsWith(m_base + u'/'))
            return path.mid(m_base.size() + 1).toUtf8();
        if (path.startsWith(QLatin1String("/etc/bind/")))
            return path.mid(10).toUtf8();
        return std::nullopt;
    }

    Task<Result<LocalText>> readAbsolute(QString path) override
    {
        if (!placeOf(path))
            co_return LocalText::open(path, mostBytes);
        Task<Result<LocalText>> reading = TreeSource::readAbsolute(path);
        Result<LocalText> text = co_await reading;
        co_return text;
    }

private:
    QString pathOf(const QByteArray &path) const { return path.isEmpty() ? name : name + u'/' + QString::fromUtf8(path); }

    int openBelow(const QByteArray &path, int flags) const
    {
        open_how how{};
        how.flags = quint64(flags | O_CLOEXEC | O_NOFOLLOW);
        how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
        return int(::syscall(SYS_openat2, m_descriptor, path.isEmpty() ? "." : path.constData(), &how, sizeof how));
    }

    Result<void> listOne(const QByteArray &folder, QByteArrayList &folders)
    {
        const int descriptor = openBelow(folder, O_RDONLY | O_DIRECTORY);
        DIR *names = descriptor < 0 ? nullptr : ::fdopendir(descriptor);
        if (!names) {
            problems.append(failed(pathOf(folder)).error());
            return {};
        }
        errno = 0;
        while (const dirent *entry = ::readdir(names)) {
            const QByteArray one = entry->d_name;
            if (one != "." && one != "..")
                take(descriptor, one, folder.isEmpty() ? one : folder + '/' + one, folders);
            if (files.size() > mostFiles) {
                ::closedir(names);
                return fail(QStringLiteral("cli.tree.many"), {name, QString::number(mostFiles)});
            }
            errno = 0;
        }
        if (errno != 0)
            problems.append(failed(pathOf(folder)).error());
        ::closedir(names);
        return {};
    }

    void take(int folder, const QByteArray &one, const QByteArray &path, QByteArrayList &folders)
    {
        struct stat facts{};
        if (::fstatat(folder, one.constData(), &facts, AT_SYMLINK_NOFOLLOW) != 0) {
            problems.append(failed(pathOf(path)).error());
            return;
        }
        if (S_ISDIR(facts.st_mode)) {
            folders.append(path);
            return;
        }
        const TreeFile::Kind found = S_ISREG(facts.st_mode)   ? TreeFile::Kind::File
                                     : S_ISLNK(facts.st_mode) ? TreeFile::Kind::Link
                                                              : TreeFile::Kind::Other;
        files.append({path, found, facts.st_size, {}, (facts.st_mode & S_IXUSR) != 0});
    }

    QString m_base;
    int m_descriptor;
};

class FileTree : public TreeSource
{
public:
    FileTree(const QString &path, LocalText text) : FileTree(path, text.view().size()) { m_text = std::move(text); }
    FileTree(const QString &path, std::unique_ptr<FileWindow> window) : FileTree(path, window->length()) { m_window = std::move(window); }
    Task<Result<LocalText>> read(TreeFile) override { co_return m_window ? m_window->whole(mostBytes) : m_text; }
    FileWindow *window() override { return m_window.get(); }
    Task<Result<LocalText>> target(TreeFile) override { co_return LocalText(); }
    QString absolute(const QByteArray &) const override { return m_absolute; }
    std::optional<QByteArray> placeOf(const QString &path) const override
    {
        return path == m_absolute ? std::optional(files.first().path) : std::nullopt;
    }
    QString mainFile() const override { return m_absolute; }
    QString shownPath(const QByteArray &) const override { return name; }
    Task<Result<LocalText>> readAbsolute(QString path) override
    {
        if (path == m_absolute)
            co_return m_window ? m_window->whole(mostBytes) : m_text;
        const bool elsewhere = path.startsWith(QLatin1String("/etc/bind/"));
        co_return LocalText::open(elsewhere ? QFileInfo(m_absolute).path() + path.mid(9) : path, mostBytes);
    }

private:
    FileTree(const QString &path, qint64 size) : m_absolute(QFileInfo(path).absoluteFilePath())
    {
        kind = Kind::File;
        name = path;
        files.append({QFileInfo(path).fileName().toUtf8(), TreeFile::Kind::File, size, {}, false});
    }

    LocalText m_text;
    std::unique_ptr<FileWindow> m_window;
    QString m_absolute;
};

} // namespace

Result<std::unique_ptr<TreeSource>> openFolder(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOTDIR ? fail(QStringLiteral("cli.folder"), {path}) : failed(path);
    auto tree = std::make_unique<FolderTree>(path, descriptor);
    LOCKSTEP_CHECK(tree->list());
    return tree;
}

Result<std::unique_ptr<TreeSource>> openFile(const QString &path)
{
    LOCKSTEP_TRY(text, LocalText::open(path, TreeSource::mostBytes));
    return std::make_unique<FileTree>(path, text);
}

Result<std::unique_ptr<TreeSource>> openLongFile(const QString &path)
{
    LOCKSTEP_TRY(window, FileWindow::open(path));
    return std::make_unique<FileTree>(path, std::move(window));
}

} // namespace lockstep
