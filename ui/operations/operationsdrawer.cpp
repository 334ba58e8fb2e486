// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/operationsdrawer.h"

#include "ui/look/type.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace lockstep {

OperationsDrawer::OperationsDrawer(QWidget *parent)
    : QFrame(parent), m_title(new Label), m_badge(new Badge), m_bar(new QProgressBar), m_detail(new Label({}, Label::Elides)),
      m_show(new QPushButton(tr("Show"))), m_close(new QPushButton(tr("Close")))
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
    row->addWidget(m_show);
    row->addWidget(m_close);
    setAutoFillBackground(true);
    setAccessibleName(tr("Operations"));
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
    m_badge->setWording(wordingOf(operation.outcome));
    m_badge->setVisible(!running);
    m_bar->setVisible(running);
    m_bar->setValue(std::max(m_bar->value(), int(shareOf(operation) * 1000)));
    m_detail->setText(outcomeSentence(operation).section(u'\n', 0, 0));
    m_detail->setToolTip(m_detail->text().toHtmlEscaped());
    m_close->setVisible(!running);
    QFrame::show();
}

} // namespace lockstep
