// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/localtext.h"

#include "core/base/hugepages.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace lockstep {

namespace {

std::unexpected<Error> failed(const QString &path, const char *verb)
{
    const int number = errno;
    const QString detail = QString::fromLocal8Bit(std::strerror(number));
    if (number == ENOENT || number == ENOTDIR)
        return fail(QStringLiteral("file.missing"), {path}, detail);
    return fail(number == EACCES || number == EPERM ? QStringLiteral("file.denied") : QStringLiteral("file.io"), {path, QLatin1String(verb)}, detail);
}

QString mebibytes(qint64 bytes) { return QString::number((bytes + (1 << 20) - 1) >> 20); }

std::shared_ptr<char> room(qint64 size)
{
    const size_t count = size_t(std::max<qint64>(size, 1));
    return {HugePages<char>().allocate(count), [count](char *bytes) { HugePages<char>().deallocate(bytes, count); }};
}

// Bytes up to `size` or the end, whichever is first; -1: a fault.
qint64 fill(int descriptor, char *to, qint64 size)
{
    qint64 done = 0;
    while (done < size) {
        const ssize_t count = ::read(descriptor, to + done, size_t(std::min<qint64>(size - done, 1 << 30)));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        if (count == 0)
            break;
        done += count;
    }
    return done;
}

} // namespace

LocalText::LocalText(QByteArray bytes)
{
    const auto held = std::make_shared<const QByteArray>(std::move(bytes));
    m_room = {held, held->constData()};
    m_size = held->size();
}

qint64 LocalText::mostMemory()
{
    static const qint64 most = qint64(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE) / 2;
    return most;
}

Result<LocalText> LocalText::open(const QString &path, qint64 most)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failed(path, "read");
    Result<LocalText> text = read(descriptor, path, most);
    ::close(descriptor);
    return text;
}

Result<LocalText> LocalText::read(int descriptor, const QString &path, qint64 most)
{
    struct stat facts{};
    if (::fstat(descriptor, &facts) != 0)
        return failed(path, "read");
    if (!S_ISREG(facts.st_mode) && !S_ISFIFO(facts.st_mode))
        return fail(QStringLiteral("cli.text.kind"), {path});
    // A pipe does not say how long it is, nor does a file that the kernel makes up.
    const bool sized = S_ISREG(facts.st_mode) && facts.st_size > 0;
    qint64 size = sized ? facts.st_size : qint64(1) << 16;
    if (size > most)
        return fail(QStringLiteral("cli.text.large"), {path, mebibytes(size), mebibytes(most)});
    LocalText text;
    std::shared_ptr<char> bytes = room(size);
    qint64 done = fill(descriptor, bytes.get(), size);
    while (!sized && done == size) {
        if (size >= most)
            return fail(QStringLiteral("cli.text.large"), {path, mebibytes(size + 1), mebibytes(most)});
        const qint64 larger = std::min(size * 2, most);
        const std::shared_ptr<char> next = room(larger);
        std::memcpy(next.get(), bytes.get(), size_t(size));
        const qint64 more = fill(descriptor, next.get() + size, larger - size);
        done = more < 0 ? -1 : done + more;
        bytes = next;
        size = larger;
    }
    if (done < 0)
        return failed(path, "read");
    char behind = 0;
    if (sized && (done < size || fill(descriptor, &behind, 1) != 0))
        return fail(QStringLiteral("cli.text.changed"), {path});
    text.m_room = bytes;
    text.m_size = done;
    return text;
}

namespace {

qint64 changeTime(const struct stat &facts) { return qint64(facts.st_mtim.tv_sec) * 1'000'000'000 + facts.st_mtim.tv_nsec; }

} // namespace

Result<std::unique_ptr<FileWindow>> FileWindow::open(const QString &path)
{
    std::unique_ptr<FileWindow> window(new FileWindow);
    window->m_path = path;
    window->m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (window->m_descriptor < 0)
        return failed(path, "read");
    struct stat facts{};
    if (::fstat(window->m_descriptor, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0) {
        if (facts.st_size > LocalText::mostMemory())
            return fail(QStringLiteral("cli.text.large"), {path, mebibytes(facts.st_size), mebibytes(LocalText::mostMemory())});
        window->m_length = facts.st_size;
        window->m_changed = changeTime(facts);
        return window;
    }
    LOCKSTEP_TRY(text, LocalText::read(window->m_descriptor, path, LocalText::mostMemory()));
    ::close(std::exchange(window->m_descriptor, -1));
    window->m_pipe = text;
    window->m_length = text.view().size();
    return window;
}

FileWindow::~FileWindow()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QByteArrayView FileWindow::hold(qsizetype from, qsizetype least)
{
    constexpr qsizetype room = 1 << 18; // small enough for a processor's own memory
    if (m_descriptor < 0)
        return m_pipe.view().sliced(from);
    least = std::min(least, m_length - from);
    if (from < m_begin || from + least > m_begin + m_held)
        load(from, std::min(std::max(least, room), m_length - from));
    return m_error ? QByteArrayView() : QByteArrayView(m_room).sliced(from - m_begin, m_begin + m_held - from);
}

void FileWindow::load(qsizetype from, qsizetype size)
{
    if (m_error)
        return;
    const qsizetype kept = from >= m_begin && from < m_begin + m_held ? std::min(m_begin + m_held - from, size) : 0;
    if (m_room.size() < size)
        m_room.resize(size);
    std::memmove(m_room.data(), m_room.constData() + (kept > 0 ? from - m_begin : 0), size_t(kept));
    m_begin = from;
    m_held = kept;
    while (m_held < size) {
        const ssize_t count = ::pread(m_descriptor, m_room.data() + m_held, size_t(size - m_held), from + m_held);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            m_error = failed(m_path, "read").error();
        else if (count == 0)
            m_error = Error{QStringLiteral("cli.text.changed"), {m_path}, {}, {}};
        if (m_error)
            return;
        m_held += count;
    }
}

Result<LocalText> FileWindow::whole(qint64 most)
{
    if (m_descriptor >= 0)
        return ::lseek(m_descriptor, 0, SEEK_SET) == 0 ? LocalText::read(m_descriptor, m_path, most) : failed(m_path, "read");
    if (m_length > most)
        return fail(QStringLiteral("cli.text.large"), {m_path, mebibytes(m_length), mebibytes(most)});
    return m_pipe;
}

Result<void> FileWindow::finish()
{
    if (m_error)
        return std::unexpected(*m_error);
    struct stat facts{};
    if (m_descriptor >= 0 && ::fstat(m_descriptor, &facts) != 0)
        return failed(m_path, "read");
    if (m_descriptor >= 0 && (facts.st_size != m_length || changeTime(facts) != m_changed))
        return fail(QStringLiteral("cli.text.changed"), {m_path});
    return {};
}

} // namespace lockstep
