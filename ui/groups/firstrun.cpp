// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/firstrun.h"

#include "ui/widgets/emptystate.h"

#include <QAbstractButton>
#include <QVBoxLayout>

namespace lockstep {

FirstRun::FirstRun(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *page = new EmptyState;
    page->setText("network-server-database", tr("Welcome to Lockstep"),
                  tr("Lockstep keeps a group of BIND servers alike: you edit once, see exactly what changes, and deploy to all of them - or none."));
    m_create = page->addButton(tr("&Create a group..."), true);
    m_create->setToolTip(tr("You need a server with lockstep-agent and a join code of it."));
    m_demonstration = page->addButton(tr("Open the &demonstration"), false);
    m_demonstration->setToolTip(tr("Three name servers on this computer, to look at and to break."));
    m_demonstration->hide();
    column->addWidget(page);
    connect(m_create, &QAbstractButton::clicked, this, &FirstRun::createWanted);
    connect(m_demonstration, &QAbstractButton::clicked, this, [this] {
        if (m_open)
            m_open();
    });
}

void FirstRun::setDemonstration(std::function<void()> open)
{
    m_open = std::move(open);
    m_demonstration->setVisible(bool(m_open));
}

void FirstRun::setCanCreate(bool can)
{
    m_create->setEnabled(can);
    m_create->setToolTip(can ? tr("You need a server with lockstep-agent and a join code of it.")
                             : tr("The master does not answer: nothing can be changed until it does."));
}

} // namespace lockstep
