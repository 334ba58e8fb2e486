// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/operationsdrawer.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace lockstep {

namespace {
constexpr int tickMs = 500; // no second is left out
constexpr int faultMs = 8000;
} // namespace

OperationsDrawer::OperationsDrawer(QWidget *parent)
    : QFrame(parent), m_title(new Label), m_badge(new Badge), m_bar(new QProgressBar), m_detail(new Label({}, Label::Elides)),
      m_keep(new QPushButton), m_show(new QPushButton(tr("Show"))), m_close(new QPushButton(tr("Close")))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::medium, space::tight, space::medium, space::tight);
    row->setSpacing(space::medium);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setFixedSize(160, 6);
    m_bar->setAccessibleName(tr("Progress of the operation"));
    m_show->setAccessibleName(tr("Show the operation"));
    m_close->setAccessibleName(tr("Close this line"));
    m_close->setFlat(true);
    row->addWidget(m_title);
    row->addWidget(m_badge);
    row->addWidget(m_bar);
    row->addWidget(m_detail, 1);
    row->addWidget(m_keep);
    row->addWidget(m_show);
    row->addWidget(m_close);
    setAutoFillBackground(true);
    setAccessibleName(tr("Operations"));
    connect(m_keep, &QPushButton::clicked, this, [this] {
        m_keep->setEnabled(false);
        Q_EMIT keepWanted(m_operation);
    });
    connect(&m_tick, &QTimer::timeout, this, &OperationsDrawer::showDetail);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT wanted(m_operation); });
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void OperationsDrawer::show(const Operation &operation, const QString &group)
{
    const bool running = operation.outcome == Outcome::Running;
    if (m_operation.id != operation.id)
        m_bar->setValue(0);
    m_operation = operation;
    m_title->setText(titleOf(operation, group));
    const bool waits = countsDown(operation);
    m_badge->setWording(running ? wordingWhileRunning(operation) : wordingOf(operation.outcome));
    m_badge->setVisible(!running || waits);
    m_bar->setVisible(running && !waits);
    m_bar->setValue(std::max(m_bar->value(), int(shareOf(operation) * 1000)));
    m_keep->setText(tr("Keep %1").arg(operation.deployment));
    m_keep->setAccessibleName(tr("Keep deployment %1").arg(operation.deployment));
    m_keep->setVisible(canKeep(operation));
    m_keep->setEnabled(true);
    m_close->setVisible(!running);
    showDetail();
    if (waits)
        m_tick.start(tickMs);
    else
        m_tick.stop();
    QFrame::show();
}

void OperationsDrawer::showDetail()
{
    m_tick.setInterval(tickMs);
    m_detail->setTone(Tone::Neutral);
    m_detail->setText(outcomeSentence(m_operation).section(u'\n', 0, 0));
    m_detail->setToolTip(m_detail->text().toHtmlEscaped());
}

void OperationsDrawer::showFault(const Error &fault)
{
    if (m_tick.isActive())
        m_tick.start(faultMs);
    m_keep->setEnabled(true);
    m_detail->setTone(Tone::Danger);
    m_detail->setText(sentence(fault));
    m_detail->setToolTip(m_detail->text().toHtmlEscaped());
}

} // namespace lockstep
