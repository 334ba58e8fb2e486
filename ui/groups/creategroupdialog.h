// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/addmemberdialog.h"

namespace lockstep {

class Banner;
class Field;

// The name of a new group; Next creates it.
class GroupNamePage : public StepPage
{
    Q_OBJECT
public:
    explicit GroupNamePage(std::shared_ptr<Candidate> candidate);
    QString step() const override { return tr("Group"); }
    QString title() const override { return tr("Create a group"); }
    QString sentence() const override
    {
        return tr("A group is a set of servers that serve the same zones: edited, checked and deployed as if it were one server.");
    }
    QString nextText() const override { return tr("&Create the group"); }
    void enter() override;
    Task<bool> leave() override;

Q_SIGNALS:
    void created(const QString &group, const QString &name);

private:
    bool check(bool all);

    std::shared_ptr<Candidate> m_candidate;
    Banner *m_banner;
    Field *m_name;
};

// Names a group, creates it, and goes on with its first member. Closed in between, the group stays, without members.
class CreateGroupDialog : public AddMemberDialog
{
    Q_OBJECT
public:
    explicit CreateGroupDialog(MasterSession &master, QWidget *parent = nullptr);

Q_SIGNALS:
    void created(const QString &group);
};

} // namespace lockstep
