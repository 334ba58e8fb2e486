// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace lockstep {

// Whether anything in a set of folders is written, made, renamed, removed or given other rights: inotify(7). Best effort: what
// it misses (a kernel without it, too many watches) is found when somebody asks.
class TreeWatch
{
public:
    TreeWatch();
    ~TreeWatch();
    TreeWatch(const TreeWatch &) = delete;
    TreeWatch &operator=(const TreeWatch &) = delete;

    // These folders from now on, and no others. Not what lies in folders below them.
    void follow(const QStringList &folders);
    // To poll for reading; -1: there is none.
    int descriptor() const { return m_inotify; }
    // Takes what has happened: true when a file or folder was touched since the last time.
    bool take();

private:
    int m_inotify = -1;
    QStringList m_folders;
};

} // namespace lockstep
