// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/serverpage.h"

#include "core/rpc/websocketchannel.h"
#include "ui/look/type.h"
#include "ui/members/field.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace lockstep {

ServerPage::ServerPage(std::shared_ptr<Candidate> candidate)
    : m_candidate(std::move(candidate)),
      m_host(new Field(tr("&Host"), tr("Host name or address of the server, with :PORT when its agent does not listen at 9530."))),
      m_name(new Field(tr("Na&me"), tr("How it is called in this group."))),
      m_code(
          new Field(tr("&Join code"),
                    tr("Run \"lockstep-agent enrol\" as root on the server and paste what it prints. The code is good for ten minutes, and once."))),
      m_known(new QCheckBox(tr("The agent &knows this master already; there is no code"))), m_remark(new Label)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::large);
    for (Field *field : {m_host, m_name, m_code}) {
        field->setMaximumWidth(560);
        column->addWidget(field);
    }
    m_code->edit()->setFont(dataFont());
    m_code->edit()->setMinimumHeight(m_host->edit()->sizeHint().height());
    m_code->edit()->setPlaceholderText(QStringLiteral("xxxxx-xxxxx-xxxxx-..."));
    m_known->setToolTip(tr("So it is when the server was a member before and was removed, or when an earlier attempt got this far."));
    column->addWidget(m_known);
    m_remark->setWordWrap(true);
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    m_remark->hide();
    column->addStretch();
    column->addWidget(m_remark);
    connect(m_host, &Field::edited, this, [this] {
        const Result<Endpoint> place = Endpoint::parse(m_host->text(), 9530);
        if (!m_named && place)
            m_name->setText(place->host);
        check(false);
    });
    connect(m_name, &Field::edited, this, [this] {
        m_named = !m_name->text().isEmpty();
        check(false);
    });
    connect(m_code, &Field::edited, this, [this] { check(false); });
    connect(m_known, &QCheckBox::toggled, this, [this](bool known) {
        m_code->setEnabled(!known);
        check(false);
    });
}

QString ServerPage::title() const { return m_candidate->seeds() ? tr("Add the first member") : tr("Add a member"); }

QString ServerPage::sentence() const
{
    return m_candidate->seeds()
               ? tr("The group takes its data from this server. Nothing that it serves changes.")
               : tr("This server gets what is live in the group. What it has now is replaced; before that you see what would be lost.");
}

void ServerPage::setRemark(const QString &remark)
{
    m_back = false;
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void ServerPage::enter() { m_host->edit()->setFocus(); }

// Sentences beside the fields; of empty ones only when all must be right now.
bool ServerPage::check(bool all)
{
    const auto fault = [&](Field *field, const QString &sentence) {
        field->setFault(all || !field->text().isEmpty() ? sentence : QString());
        return sentence.isEmpty();
    };
    const bool host = fault(m_host, addressFault(m_candidate->master, m_candidate->group, m_host->text()));
    const bool name = fault(m_name, nameFault(m_candidate->master, m_candidate->group, m_name->text()));
    const bool code = fault(m_code, m_known->isChecked() ? QString() : codeFault(m_code->text()));
    if (all && !(host && name && code))
        (!host ? m_host : !name ? m_name : m_code)->edit()->setFocus();
    return host && name && code;
}

Task<bool> ServerPage::leave()
{
    if (!check(true))
        co_return false;
    const QString code = m_known->isChecked() ? QString() : m_code->text();
    if (m_candidate->address != m_host->text() || m_candidate->joinCode != code)
        m_candidate->report.reset();
    m_candidate->name = m_name->text();
    m_candidate->address = m_host->text();
    m_candidate->joinCode = code;
    co_return true;
}

} // namespace lockstep
