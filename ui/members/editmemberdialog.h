// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"

#include <QDialog>

class QPushButton;

namespace lockstep {

class Banner;
class Field;

// Name and address of a member. Open it with open(); it deletes itself.
class EditMemberDialog : public QDialog
{
    Q_OBJECT
public:
    EditMemberDialog(GroupSession &group, const Member &member, QWidget *parent = nullptr);

private:
    bool check();
    Task<> save();

    GroupSession &m_group;
    Member m_member;
    Banner *m_banner;
    Field *m_name;
    Field *m_address;
    QPushButton *m_save;
};

} // namespace lockstep
