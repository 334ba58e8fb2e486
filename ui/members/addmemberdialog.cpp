// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/addmemberdialog.h"

#include "ui/members/addingpage.h"
#include "ui/members/datapage.h"
#include "ui/members/foundpage.h"
#include "ui/members/serverpage.h"

namespace lockstep {

AddMemberDialog::AddMemberDialog(MasterSession &master, QWidget *parent)
    : StepDialog(parent), m_candidate(new Candidate{master, {}, {}, {}, {}, {}, {}, {}})
{
    setObjectName(QStringLiteral("addmember"));
}

AddMemberDialog::AddMemberDialog(MasterSession &master, const QString &group, QWidget *parent) : AddMemberDialog(master, parent)
{
    m_candidate->group = group;
    const GroupStatus *status = m_candidate->status();
    setWindowTitle(status ? tr("Add a member to \"%1\"").arg(status->group.name) : tr("Add a member"));
    begin();
}

void AddMemberDialog::begin()
{
    m_server = new ServerPage(m_candidate);
    m_adding = new AddingPage(m_candidate);
    addPage(m_server);
    addPage(new FoundPage(m_candidate));
    addPage(new DataPage(m_candidate));
    addPage(m_adding);
    connect(m_adding, &AddingPage::stateChanged, this, &AddMemberDialog::follow);
    connect(m_adding, &AddingPage::added, this, &AddMemberDialog::added);
    go(0);
}

// While it runs there is no way back; what failed can be mended and tried again.
void AddMemberDialog::follow()
{
    if (page() != m_adding)
        return;
    switch (m_adding->state()) {
    case AddingPage::State::Done:
        setLastStep(true, tr("Close"), true);
        break;
    case AddingPage::State::Failed:
        setLastStep(false, tr("Close"), false);
        break;
    default:
        setLastStep(true, tr("Run in &background"), false);
    }
}

} // namespace lockstep
