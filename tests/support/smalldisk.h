// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lockstep {

// How much a folder that is a file system of its own (tmpfs) still takes, as tests want it: a ballast file lies in the way.
class SmallDisk
{
public:
    static constexpr qint64 page = 4096;

    // `folder`: as this program sees it.
    explicit SmallDisk(QString folder) : m_folder(std::move(folder)) {}
    qint64 freeBytes() const;
    // So many bytes are left, in whole pages; what is wrong, or empty.
    QString leaveBytes(qint64 bytes) const;
    // So many files and folders may be made; what is wrong, or empty.
    QString leaveInodes(qint64 count) const;
    void clear() const;

private:
    QString m_folder;
};

} // namespace lockstep
