// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/remotemaster.h"

#include <QDialog>

class QProgressBar;
class QPushButton;

namespace lockstep {

class Banner;
class Field;

// Makes this user's key known to a master elsewhere by a join code of it, and remembers the master. Open it with open(); it
// deletes itself. `files` outlives it.
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    ConnectDialog(Files &files, const UserFolders &folders, QWidget *parent = nullptr);

Q_SIGNALS:
    // It is in the list of known masters now.
    void connected(const lockstep::KnownMaster &master);

private:
    bool check(bool all);
    void showWaiting(bool waiting);
    Task<> enrol();

    Files &m_files;
    UserFolders m_folders;
    Banner *m_banner;
    Field *m_host;
    Field *m_code;
    Field *m_name;
    QProgressBar *m_progress;
    QPushButton *m_connect;
    bool m_named = false;
};

} // namespace lockstep
