// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/secretwatch.h"

namespace lockstep {

// The files below a folder, their names and where their links lead, without other file systems.
struct FileSweep
{
    qint64 files = 0;
    qint64 bytes = 0;
    QStringList unread;
    QList<SecretSeen> seen;
    QStringList open; // files with a secret that everybody may read

    // `since`: ms UTC; files that were not changed later are left out. `without`: folders that are.
    void sweep(const SecretHunt &hunt, const QString &folder, const QString &name, qint64 since = 0, const QStringList &without = {});
};

// Whatever changes below some folders, looked at again and again: for files that are there only for a moment.
class FileWatch : public QThread
{
public:
    FileWatch(const SecretHunt &hunt, const QMap<QString, QString> &folders); // by what they are called
    ~FileWatch() override;

    FileSweep take();
    qint64 looks() const { return m_looks; }

protected:
    void run() override;

private:
    const SecretHunt &m_hunt;
    const QMap<QString, QString> m_folders;
    QMutex m_lock; // over what follows
    FileSweep m_found;
    std::atomic<qint64> m_looks = 0;
    std::atomic<bool> m_over = false;
};

} // namespace lockstep
