// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/editmemberdialog.h"

#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/members/candidate.h"
#include "ui/members/field.h"
#include "ui/widgets/banner.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockstep {

EditMemberDialog::EditMemberDialog(GroupSession &group, const Member &member, QWidget *parent)
    : QDialog(parent), m_group(group), m_member(member), m_banner(new Banner), m_name(new Field(tr("Na&me"), tr("How it is called in this group."))),
      m_address(new Field(tr("&Address"), tr("Where its agent listens. The agent must be the same one: its key is compared.")))
{
    setObjectName(QStringLiteral("editmember"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Edit %1").arg(member.name));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::large);
    column->addWidget(m_banner);
    column->addWidget(m_name);
    column->addWidget(m_address);
    column->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setDefault(true);
    setPrimary(m_save);
    column->addWidget(buttons);
    setMinimumWidth(460);
    m_name->setText(member.name);
    m_address->setText(member.address);
    connect(m_name, &Field::edited, this, &EditMemberDialog::check);
    connect(m_address, &Field::edited, this, &EditMemberDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &EditMemberDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&m_group.master(), &MasterSession::stateChanged, this, &EditMemberDialog::check);
    m_name->edit()->selectAll();
    check();
}

bool EditMemberDialog::check()
{
    m_name->setFault(nameFault(m_group.master(), m_group.id(), m_name->text(), m_member.id));
    m_address->setFault(addressFault(m_group.master(), m_group.id(), m_address->text(), m_member.id));
    const bool good = !m_name->hasFault() && !m_address->hasFault();
    m_save->setEnabled(good && m_group.master().isConnected());
    m_save->setToolTip(m_group.master().isConnected() ? QString() : tr("The master does not answer: nothing can be changed until it does."));
    return good;
}

Task<> EditMemberDialog::save()
{
    if (!check())
        co_return;
    const QPointer<EditMemberDialog> here(this);
    m_save->setEnabled(false);
    m_banner->hide();
    Task<Result<Member>> saving = m_group.master().call(mastercalls::memberEdit,
                                                        EditMemberRequest{m_group.id(), m_member.id, m_name->text(), m_address->text()});
    const Result<Member> saved = co_await saving;
    if (!here)
        co_return;
    if (saved) {
        close();
        co_return;
    }
    m_banner->show(saved.error());
    check();
}

} // namespace lockstep
