// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/restoredialog.h"

#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int deadlineMs = 300000; // members that do not answer take their time, group by group

Wording servedBy(const RestoredMember &member)
{
    if (!member.answered)
        return {RestoreDialog::tr("Does not answer"), Tone::Danger, "emblem-error"};
    if (!member.active)
        return {RestoreDialog::tr("Its own folders"), Tone::Attention, "emblem-warning"};
    if (member.deployment > 0)
        return {RestoreDialog::tr("Deployment %1").arg(member.deployment), Tone::Ok, "checkmark"};
    return member.known ? Wording{RestoreDialog::tr("Known to this history"), Tone::Ok, "checkmark"}
                        : Wording{RestoreDialog::tr("Not known to this history"), Tone::Attention, "emblem-warning"};
}

QString tipOf(const RestoredMember &member)
{
    if (!member.answered)
        return sentences(member.problems);
    if (!member.active)
        return RestoreDialog::tr("It was released, or was never taken over: its named reads plain folders.");
    return member.known
               ? RestoreDialog::tr("This history can deploy to it and roll it back.")
               : RestoreDialog::tr(
                     "It is newer than this backup, or from elsewhere. The member goes on serving it and is shown as out of sync: bring it to what is live here, or take over what it has.");
}

int silentOf(const RestoreReport &report) { return int(std::ranges::count(report.members, false, &RestoredMember::answered)); }
int strangeOf(const RestoreReport &report)
{
    return int(std::ranges::count_if(report.members, [](const RestoredMember &one) { return one.answered && one.active && !one.known; }));
}

} // namespace

RestoreDialog::RestoreDialog(MasterSession &master, QWidget *parent)
    : QDialog(parent), m_master(&master), m_banner(new Banner), m_head(new Label({}, Label::Wraps)), m_list(new QTreeWidget),
      m_note(new Label({}, Label::Wraps)), m_missing(new QCheckBox), m_again(new QPushButton(tr("&Ask again"))), m_confirm(nullptr)
{
    setObjectName(QStringLiteral("restoredialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("A master that came out of a backup"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::medium);
    column->addWidget(m_banner);
    column->addWidget(m_head);
    column->addWidget(m_list, 1);
    column->addWidget(m_note);
    column->addWidget(m_missing);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_again, QDialogButtonBox::ActionRole);
    m_confirm = buttons->addButton(tr("&Let it work again"), QDialogButtonBox::AcceptRole);
    m_confirm->setDefault(true);
    setPrimary(m_confirm);
    column->addWidget(buttons);
    resize(760, 460);

    m_list->setAccessibleName(tr("What the members serve"));
    m_list->setHeaderLabels({tr("Member"), tr("Group"), tr("Serves"), tr("Seal"), tr("Epoch")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->headerItem()->setToolTip(4,
                                     tr("A number that rises when a master is restored. This master takes one above the highest that any member has "
                                        "seen; a master with a lower one is refused."));
    connect(m_again, &QPushButton::clicked, this, &RestoreDialog::read);
    connect(m_missing, &QCheckBox::toggled, this, &RestoreDialog::settle);
    connect(buttons, &QDialogButtonBox::accepted, this, &RestoreDialog::confirm);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&master, &MasterSession::stateChanged, this, &RestoreDialog::settle);
    read();
}

Task<> RestoreDialog::read()
{
    if (m_busy || !m_master)
        co_return;
    const QPointer<RestoreDialog> here(this);
    m_busy = true;
    m_banner->hide();
    m_head->setText(tr("Asking the members what they serve ..."));
    settle();
    Task<Result<RestoreReport>> asking = m_master->call(mastercalls::masterRestored, RestoredRequest(), deadlineMs);
    const Result<RestoreReport> report = co_await asking;
    if (!here)
        co_return;
    m_busy = false;
    if (report) {
        take(*report);
        co_return;
    }
    m_banner->show(report.error());
    if (!m_report)
        m_head->setText(tr("What the members serve is not known."));
    settle();
}

void RestoreDialog::take(const RestoreReport &report)
{
    m_report = report;
    m_list->clear();
    for (const RestoredMember &member : report.members) {
        const Wording wording = servedBy(member);
        auto *item = new QTreeWidgetItem(m_list, {member.name, member.group, wording.text, member.active ? member.active->seal() : QString(),
                                                  member.answered ? QString::number(member.epoch) : QString()});
        item->setIcon(2, themeIcon(wording.icon));
        item->setFont(3, dataFont());
        for (int column = 0; column < m_list->columnCount(); ++column)
            item->setToolTip(column, tipOf(member));
    }
    for (int column = 0; column + 1 < m_list->columnCount(); ++column) { // the last one takes the rest
        m_list->resizeColumnToContents(column);
        m_list->header()->resizeSection(column, m_list->header()->sectionSize(column) + space::large);
    }
    m_missing->setChecked(false);
    settle();
}

void RestoreDialog::settle()
{
    const bool connected = m_master && m_master->isConnected();
    const bool waiting = m_report && m_report->waiting;
    const int silent = m_report ? silentOf(*m_report) : 0;
    const int strange = m_report ? strangeOf(*m_report) : 0;
    if (m_report && !m_busy)
        m_head->setText(
            waiting ? tr("%1 came out of a backup of %2 and only looks. If it works again, it is the master of these members: the one that was "
                         "thought lost is refused by them from then on. What they serve stays as it is.")
                          .arg(m_master ? m_master->name() : QString(), absoluteTime(m_report->taken))
                    : tr("Somebody has confirmed it already: the master works."));
    m_list->setEnabled(!m_busy);
    m_note->setVisible(waiting && (strange > 0 || m_report->members.isEmpty()));
    m_note->setTone(strange > 0 ? Tone::Attention : Tone::Muted);
    m_note->setText(strange > 0
                        ? tr("%n member(s) serve what this history does not know: it is newer than the backup, or from elsewhere. They are shown as "
                             "out of sync afterwards.",
                             nullptr, strange)
                        : tr("This master has no members."));
    m_missing->setVisible(waiting && silent > 0);
    m_missing->setText(tr("Go on &without the %n member(s) that do not answer", nullptr, silent));
    m_missing->setToolTip(tr("If one of them has seen a higher epoch, it refuses this master until it is rebound on its own host."));
    m_again->setEnabled(connected && !m_busy);
    m_confirm->setEnabled(connected && waiting && !m_busy && (silent == 0 || m_missing->isChecked()));
    m_confirm->setToolTip(!connected                              ? tr("The master does not answer: nothing can be changed until it does.")
                          : silent > 0 && !m_missing->isChecked() ? tr("Some members do not answer.")
                                                                  : QString());
}

Task<> RestoreDialog::confirm()
{
    if (m_busy || !m_master || !m_report)
        co_return;
    const QPointer<RestoreDialog> here(this);
    m_busy = true;
    m_banner->hide();
    settle();
    QStringList silent; // those that were shown, and no others
    for (const RestoredMember &member : std::as_const(m_report->members)) {
        if (!member.answered)
            silent.append(member.member);
    }
    Task<Result<RestoreReport>> confirming = m_master->call(mastercalls::confirmRestore, ConfirmRestoreRequest{m_missing->isChecked(), silent},
                                                            deadlineMs);
    const Result<RestoreReport> confirmed = co_await confirming;
    if (!here)
        co_return;
    m_busy = false;
    if (confirmed) {
        close();
        co_return;
    }
    m_banner->show(confirmed.error());
    settle();
}

} // namespace lockstep
