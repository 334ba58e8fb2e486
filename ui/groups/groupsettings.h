// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"

#include <QDialog>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace lockstep {

class Banner;
class Field;
class Label;
class RolloutEditor;

// What all members of a group have in common. Only what was changed here is sent: what a colleague changed meanwhile stays.
class GroupSettings : public QDialog
{
    Q_OBJECT
public:
    explicit GroupSettings(GroupSession &group, QWidget *parent = nullptr);

private:
    QWidget *page();
    bool check();
    EditGroupRequest request() const;
    Task<> save();

    GroupSession &m_group;
    const Group m_before;
    Banner *m_banner;
    Field *m_name;
    QComboBox *m_serials;
    QSpinBox *m_kept;
    RolloutEditor *m_rollout;
    QPlainTextEdit *m_rules;
    Label *m_rulesNote;
    QPushButton *m_save;
    bool m_saving = false;
};

} // namespace lockstep
