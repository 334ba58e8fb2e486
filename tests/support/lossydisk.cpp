// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lossydisk.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QThread>

#include <fcntl.h>
#include <linux/types.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lockstep {

namespace {

// linux/ext4.h does not come with the kernel's headers for programs.
constexpr unsigned long shutDown = _IOR('X', 125, __u32);
constexpr __u32 withoutLogFlush = 2;
constexpr qint64 imageBytes = 48LL << 20;
constexpr int longestEnd = 10000; // ms, of processes that were killed

QString failed(const QStringList &command, const Host::Output &said)
{
    return QStringLiteral("%1 ended with %2: %3")
        .arg(command.first())
        .arg(said.exit)
        .arg(QString::fromUtf8(said.out.trimmed() + ' ' + said.err.trimmed()).trimmed());
}

Host::Output here(const QStringList &command)
{
    QProcess process;
    process.start(command.first(), command.mid(1));
    const bool ended = process.waitForFinished(20000);
    return {ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError() + (ended ? QByteArray() : process.errorString().toUtf8())};
}

} // namespace

LossyDisk::LossyDisk(const QString &name, QString folder, const Host *host)
    : m_image(QStringLiteral("/tmp/lockstep-hosts/%1.ext4").arg(name)), m_folder(std::move(folder)), m_host(host)
{
    QFile image(m_image);
    if (!image.open(QIODevice::WriteOnly) || !image.resize(imageBytes)) {
        m_fault = m_image + QStringLiteral(": ") + image.errorString();
        return;
    }
    image.close();
    const QString before = m_image + QStringLiteral(".before"); // in memory too
    const QStringList make{QStringLiteral("mkfs.ext4"),
                           QStringLiteral("-q"),
                           QStringLiteral("-m"),
                           QStringLiteral("0"),
                           QStringLiteral("-J"),
                           QStringLiteral("size=4"),
                           m_image};
    if (const Host::Output made = here(make); made.exit != 0)
        m_fault = failed(make, made);
    else if (const Host::Output moved = run({QStringLiteral("cp"), QStringLiteral("-a"), m_folder, before}); moved.exit != 0)
        m_fault = failed({QStringLiteral("cp")}, moved);
    else
        m_fault = mount();
    if (m_fault.isEmpty()) {
        const QString script = QStringLiteral("rmdir '%1/lost+found'; cp -a '%2/.' '%1/'; rm -rf '%2'; sync -f '%1'").arg(m_folder, before);
        if (const Host::Output filled = run({QStringLiteral("sh"), QStringLiteral("-ec"), script}); filled.exit != 0)
            m_fault = failed({QStringLiteral("cp")}, filled);
    }
}

LossyDisk::~LossyDisk()
{
    (void)run({QStringLiteral("umount"), QStringLiteral("-l"), m_folder});
    QFile::remove(m_image);
}

Host::Output LossyDisk::run(const QStringList &command) const { return m_host ? m_host->run(command) : here(command); }

QString LossyDisk::place() const { return m_host ? m_host->outside(m_folder) : m_folder; }

QString LossyDisk::mount() const
{
    const QStringList command{QStringLiteral("mount"),
                              QStringLiteral("-t"),
                              QStringLiteral("ext4"),
                              QStringLiteral("-o"),
                              QStringLiteral("loop,commit=600,noauto_da_alloc"),
                              m_image,
                              m_folder};
    const Host::Output done = run(command);
    return done.exit == 0 ? QString() : failed(command, done);
}

QString LossyDisk::attached() const
{
    return QString::fromUtf8(
        here({QStringLiteral("losetup"), QStringLiteral("-n"), QStringLiteral("-O"), QStringLiteral("NAME"), QStringLiteral("-j"), m_image})
            .out.trimmed());
}

QString LossyDisk::losePower()
{
    const int folder = ::open(QFile::encodeName(place()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    __u32 how = withoutLogFlush;
    const bool done = folder >= 0 && ::ioctl(folder, shutDown, &how) == 0;
    const QString why = QString::fromLocal8Bit(std::strerror(errno));
    if (folder >= 0)
        ::close(folder);
    return done ? QString() : QStringLiteral("%1 cannot be shut down: %2").arg(m_folder, why);
}

QString LossyDisk::comeBack()
{
    // Who was killed takes a moment to end. And while somebody holds the old mount, in whatever namespace, the file would be the same
    // dead file system once more.
    QElapsedTimer timer;
    timer.start();
    Host::Output gone;
    while ((gone = run({QStringLiteral("umount"), m_folder})).exit != 0 && timer.elapsed() < longestEnd)
        QThread::msleep(5);
    if (gone.exit != 0)
        return failed({QStringLiteral("umount")}, gone);
    while (!attached().isEmpty()) {
        if (timer.elapsed() > longestEnd)
            return m_folder + QStringLiteral(" is still in use after its power was lost: ") + attached();
        QThread::msleep(5);
    }
    const QStringList mend{QStringLiteral("e2fsck"), QStringLiteral("-p"), m_image}; // as at every boot: takes up the journal
    const Host::Output mended = here(mend);
    if (mended.exit != 0 && mended.exit != 1)
        return failed(mend, mended);
    const QStringList check{QStringLiteral("e2fsck"), QStringLiteral("-f"), QStringLiteral("-n"), m_image};
    const Host::Output found = here(check);
    if (found.exit != 0)
        return failed(check, found);
    m_checked = mended.exit == 0 ? QStringLiteral("clean") : QString::fromUtf8(mended.out.trimmed());
    return mount();
}

} // namespace lockstep
