// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/secretfiles.h"

#include <QDateTime>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

namespace lockstep {

namespace {

constexpr qint64 piece = 32 << 20;
constexpr qint64 clockStep = 50; // of the dates of files, at most

bool isSame(const struct stat &one, const struct stat &other) { return one.st_dev == other.st_dev && one.st_ino == other.st_ino; }

} // namespace

void FileSweep::sweep(const SecretHunt &hunt, const QString &folder, const QString &name, qint64 since, const QStringList &without)
{
    struct stat top{};
    if (::lstat(QFile::encodeName(folder).constData(), &top) != 0)
        return;
    const auto look = [&](const QString &path, QByteArrayView text, const struct stat *facts) {
        const QList<SecretHunt::Sighting> found = hunt.in(text);
        for (const SecretHunt::Sighting &one : found) {
            seen.append({path, one.secret, one.form, one.around});
            if (facts && (facts->st_mode & 07) != 0)
                open.append(path);
        }
    };
    struct stat own[2]{}; // what is told of a leak is none
    ::fstat(STDOUT_FILENO, &own[0]);
    ::fstat(STDERR_FILENO, &own[1]);
    namespace fs = std::filesystem;
    std::error_code none;
    const fs::path start(QFile::encodeName(folder).toStdString());
    for (auto it = fs::recursive_directory_iterator(start, none); it != fs::recursive_directory_iterator(); it.increment(none)) {
        const QString path = QString::fromLocal8Bit(it->path().c_str());
        struct stat facts{};
        if (::lstat(it->path().c_str(), &facts) != 0)
            continue; // it went
        if (S_ISDIR(facts.st_mode) && (facts.st_dev != top.st_dev || without.contains(path)))
            it.disable_recursion_pending();
        const qint64 changed = qint64(facts.st_ctim.tv_sec) * 1000 + facts.st_ctim.tv_nsec / 1000000;
        if (changed < since || std::ranges::any_of(own, [&](const struct stat &one) { return isSame(one, facts); }))
            continue;
        const QString place = name + path.sliced(folder == QLatin1String("/") ? 0 : folder.size());
        look(place, path.section(u'/', -1).toUtf8(), nullptr);
        if (S_ISLNK(facts.st_mode))
            look(place, QFile::encodeName(QFile::symLinkTarget(path)), nullptr);
        if (!S_ISREG(facts.st_mode))
            continue;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            unread.append(place);
            continue;
        }
        ++files;
        // Read, not mapped: somebody may shorten it meanwhile.
        for (QByteArray text = file.read(piece); !text.isEmpty();) {
            bytes += text.size();
            look(place, text, &facts);
            const QByteArray more = file.read(piece);
            text = more.isEmpty() ? QByteArray() : text.right(SecretHunt::longest) + more;
        }
    }
}

FileWatch::FileWatch(const SecretHunt &hunt, const QMap<QString, QString> &folders) : m_hunt(hunt), m_folders(folders) { start(); }

FileWatch::~FileWatch()
{
    m_over = true;
    wait();
}

void FileWatch::run()
{
    for (qint64 since = 0; !m_over; ++m_looks) {
        const qint64 began = QDateTime::currentMSecsSinceEpoch() - clockStep;
        FileSweep round;
        for (auto it = m_folders.cbegin(); it != m_folders.cend(); ++it)
            round.sweep(m_hunt, *it, it.key(), since);
        since = began;
        m_lock.lock();
        m_found.files += round.files;
        m_found.seen += round.seen;
        m_found.open += round.open;
        m_lock.unlock();
        QThread::msleep(20);
    }
}

FileSweep FileWatch::take()
{
    const QMutexLocker locker(&m_lock);
    return std::exchange(m_found, {});
}

} // namespace lockstep
