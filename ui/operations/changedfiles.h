// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "ui/widgets/label.h"

namespace lockstep {

// The files in which two states of a group differ, the first of them by name. Hidden while there are none.
class ChangedFiles : public Label
{
    Q_OBJECT
public:
    explicit ChangedFiles(GroupSession &group, QWidget *parent = nullptr);
    // Both as in SnapshotRequest; the newest wins.
    void compare(const QString &from, const QString &to);

Q_SIGNALS:
    void compared(const lockstep::Digest &to, bool differ); // the id of that snapshot
    void failed(const lockstep::Error &why);

private:
    Task<> read(QString from, QString to);

    GroupSession &m_group;
    quint64 m_turn = 0;
};

} // namespace lockstep
