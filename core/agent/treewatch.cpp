// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/treewatch.h"

#include <QFile>

#include <sys/inotify.h>
#include <unistd.h>

#include <array>

namespace lockstep {

TreeWatch::TreeWatch() : m_inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

TreeWatch::~TreeWatch()
{
    if (m_inotify >= 0)
        ::close(m_inotify);
}

void TreeWatch::follow(const QStringList &folders)
{
    if (m_inotify < 0 || folders == m_folders)
        return;
    // A descriptor of its own forgets the folders that are gone, whatever their numbers are.
    ::close(m_inotify);
    m_inotify = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    m_folders = folders;
    constexpr unsigned touched = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR | IN_DONT_FOLLOW;
    for (const QString &folder : folders)
        (void)::inotify_add_watch(m_inotify, QFile::encodeName(folder).constData(), touched);
}

bool TreeWatch::take()
{
    alignas(inotify_event) std::array<char, 16384> buffer;
    bool any = false;
    while (m_inotify >= 0 && ::read(m_inotify, buffer.data(), buffer.size()) > 0)
        any = true;
    return any;
}

} // namespace lockstep
