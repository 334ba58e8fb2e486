// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/rollbackchoice.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/operations/changedfiles.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

#include <algorithm>

namespace lockstep {

RollBackChoice::RollBackChoice(GroupSession &group, int deployment, QWidget *parent)
    : QWidget(parent), m_group(group), m_wanted(deployment), m_target(new QComboBox), m_differences(new QPushButton(tr("Show &differences"))),
      m_reset(new QCheckBox(tr("Also put &staging back to the same data"))), m_state(new Label({}, Label::Wraps)), m_files(new ChangedFiles(group)),
      m_fault(new Banner)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    auto *across = new QHBoxLayout;
    auto *name = new QLabel(tr("Back &to"));
    name->setBuddy(m_target);
    across->addWidget(name);
    across->addWidget(m_target, 1);
    across->addWidget(m_differences);
    column->addLayout(across);
    column->addWidget(m_reset);
    column->addWidget(m_fault);
    column->addWidget(m_state);
    column->addWidget(m_files);
    m_target->setAccessibleName(tr("Deployment to go back to"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_target->setMinimumContentsLength(24);
    m_reset->setToolTip(tr("Otherwise what is staged now stays staged, on top of the older data."));
    m_differences->setToolTip(tr("Compares what is live with what would be deployed, line by line. This window closes; nothing happens by that."));
    m_differences->setEnabled(false);
    connect(m_target, &QComboBox::currentIndexChanged, this, &RollBackChoice::preview);
    connect(m_differences, &QPushButton::clicked, this,
            [this] { Q_EMIT wanted(QStringLiteral("review?from=live&to=rollback:%1").arg(this->deployment().value_or(0))); });
    connect(m_files, &ChangedFiles::compared, this, [this](const Digest &seal, bool differ) {
        m_read = true;
        m_seal = seal;
        m_state->setText(differ ? tr("This changes, with serials that rise:") : tr("Nothing would change: it holds what is live."));
        Q_EMIT changed();
    });
    connect(m_files, &ChangedFiles::failed, this, [this](const Error &why) {
        m_read = true;
        m_state->setText({});
        m_fault->show(Tone::Attention, tr("What would change cannot be shown. %1").arg(sentence(why)), why.detail);
        Q_EMIT changed();
    });
    connect(&m_group, &GroupSession::statusChanged, this, [this] {
        if (m_group.status().live != m_live)
            preview();
    });
    readDeployments();
}

Task<> RollBackChoice::readDeployments()
{
    const QPointer<RollBackChoice> here(this);
    Task<Result<HistoryList>> asking = m_group.master().call(mastercalls::historyList, HistoryRequest{m_group.id(), {}, 1, 0});
    const Result<HistoryList> list = co_await asking;
    if (!here)
        co_return;
    if (!list) {
        m_fault->show(list.error());
        co_return;
    }
    QList<Deployment> deployments = list->deployments;
    std::ranges::sort(deployments, std::greater(), &Deployment::number);
    const QSignalBlocker quiet(m_target);
    for (const Deployment &one : std::as_const(deployments)) {
        if (one.state != Deployment::State::Live || one.number == m_group.status().liveDeployment)
            continue;
        // Number 0, what the first member came with, is reached as the last good one alone.
        if (one.number == 0 && m_target->count() > 0)
            continue;
        if (one.number == 0) {
            m_target->addItem(tr("What the first member came with, %1").arg(absoluteTime(one.time)), 0);
            continue;
        }
        const QString comment = one.comment.isEmpty() ? QString() : QStringLiteral(" \u2013 ") + one.comment;
        m_target->addItem(tr("Deployment %1, %2, %3%4").arg(one.number).arg(one.author, absoluteTime(one.time), comment), one.number);
    }
    const int wanted = m_wanted > 0 ? m_target->findData(m_wanted) : 0;
    m_target->setCurrentIndex(wanted >= 0 ? wanted : 0);
    preview();
}

void RollBackChoice::preview()
{
    m_live = m_group.status().live;
    m_read = false;
    m_seal.reset();
    m_fault->hide();
    const std::optional<int> number = deployment();
    m_differences->setEnabled(number.has_value());
    m_state->setText(number ? tr("Reading what would change ...") : tr("There is no older deployment to go back to."));
    if (number)
        m_files->compare(QStringLiteral("live"), QStringLiteral("rollback:%1").arg(*number));
    Q_EMIT changed();
}

std::optional<int> RollBackChoice::deployment() const
{
    return m_target->currentIndex() >= 0 ? std::optional(m_target->currentData().toInt()) : std::nullopt;
}

bool RollBackChoice::resetsStaging() const { return m_reset->isChecked(); }

} // namespace lockstep
