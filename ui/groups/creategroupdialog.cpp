// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/creategroupdialog.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/members/field.h"
#include "ui/members/serverpage.h"
#include "ui/widgets/banner.h"

#include <QLineEdit>
#include <QPointer>
#include <QVBoxLayout>

namespace lockstep {

namespace {
constexpr qsizetype longestName = 200; // the master refuses more
}

GroupNamePage::GroupNamePage(std::shared_ptr<Candidate> candidate)
    : m_candidate(std::move(candidate)), m_banner(new Banner),
      m_name(new Field(tr("&Name"), tr("For people: \"Edge resolvers\", \"Authoritative, Vienna\". It can be as long as you like to read.")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::large);
    column->addWidget(m_banner);
    m_name->setMaximumWidth(560);
    column->addWidget(m_name);
    column->addStretch();
    connect(m_name, &Field::edited, this, [this] { check(false); });
}

void GroupNamePage::enter() { m_name->edit()->setFocus(); }

bool GroupNamePage::check(bool all)
{
    const QString name = m_name->text();
    QString fault;
    if (name.isEmpty() || name.size() > longestName)
        fault = name.isEmpty() ? tr("Give the group a name.") : tr("This name is too long: at most %1 letters fit.").arg(longestName);
    for (const GroupStatus &status : m_candidate->master.groups()) {
        if (status.group.name == name)
            fault = lockstep::sentence(Error{QStringLiteral("master.grouptaken"), {name}, {}, {}});
    }
    m_name->setFault(all || !name.isEmpty() ? fault : QString());
    if (all && !fault.isEmpty())
        m_name->edit()->setFocus();
    return fault.isEmpty();
}

Task<bool> GroupNamePage::leave()
{
    if (!check(true))
        co_return false;
    const QPointer<GroupNamePage> here(this);
    m_banner->hide();
    Task<Result<Group>> creating = m_candidate->master.call(mastercalls::groupCreate, CreateGroupRequest{m_name->text()});
    const Result<Group> group = co_await creating;
    if (!here)
        co_return false;
    if (!group) {
        m_banner->show(group.error());
        co_return false;
    }
    m_candidate->group = group->id;
    Q_EMIT created(group->id, group->name);
    co_return true;
}

CreateGroupDialog::CreateGroupDialog(MasterSession &master, QWidget *parent) : AddMemberDialog(master, parent)
{
    setObjectName(QStringLiteral("creategroup"));
    setWindowTitle(tr("Create a group"));
    auto *name = new GroupNamePage(m_candidate);
    addPage(name);
    begin();
    connect(name, &GroupNamePage::created, this, [this](const QString &group, const QString &called) {
        setWindowTitle(tr("Create the group \"%1\"").arg(called));
        m_server->setRemark(
            tr("The group \"%1\" is created and has no members yet. If you stop here it stays like that: its first member can be added "
               "later, under Members.")
                .arg(called));
        Q_EMIT created(group);
    });
}

} // namespace lockstep
