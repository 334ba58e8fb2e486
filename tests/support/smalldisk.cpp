// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/smalldisk.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstring>

namespace lockstep {

namespace {

struct statvfs look(const QString &folder)
{
    struct statvfs found{};
    (void)::statvfs(QFile::encodeName(folder).constData(), &found);
    return found;
}

QByteArray ballast(const QString &folder) { return QFile::encodeName(folder + QStringLiteral("/ballast")); }

} // namespace

qint64 SmallDisk::freeBytes() const
{
    const struct statvfs found = look(m_folder);
    return qint64(found.f_bavail) * qint64(found.f_frsize);
}

QString SmallDisk::leaveBytes(qint64 bytes) const
{
    clear();
    const qint64 weight = freeBytes() - bytes;
    if (weight < 0)
        return QStringLiteral("%1 has %2 bytes free, not %3").arg(m_folder).arg(freeBytes()).arg(bytes);
    const int file = ::open(ballast(m_folder).constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const int failed = file < 0 ? errno : weight > 0 ? ::posix_fallocate(file, 0, weight) : 0;
    if (file >= 0)
        ::close(file);
    if (failed != 0)
        return QStringLiteral("%1/ballast: %2").arg(m_folder, QString::fromLocal8Bit(std::strerror(failed)));
    return freeBytes() == bytes ? QString() : QStringLiteral("%1 has %2 bytes free, not %3").arg(m_folder).arg(freeBytes()).arg(bytes);
}

QString SmallDisk::leaveInodes(qint64 count) const
{
    clear();
    const QString folder = m_folder + QStringLiteral("/ballast.d");
    QDir().mkpath(folder);
    for (int i = 0; qint64(look(m_folder).f_ffree) > count; ++i) {
        const int file = ::open(QFile::encodeName(folder + u'/' + QString::number(i)).constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0)
            return QStringLiteral("%1: %2").arg(folder, QString::fromLocal8Bit(std::strerror(errno)));
        ::close(file);
    }
    return {};
}

void SmallDisk::clear() const
{
    ::unlink(ballast(m_folder).constData());
    QDir(m_folder + QStringLiteral("/ballast.d")).removeRecursively();
}

} // namespace lockstep
