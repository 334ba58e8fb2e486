// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/faultlines.h"

#include "ui/look/type.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace lockstep {

FaultLines::FaultLines(Tone tone, QWidget *parent) : QWidget(parent), m_tone(tone)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, space::small);
    column->setSpacing(space::tight);
    hide();
}

void FaultLines::show(const QList<Error> &faults)
{
    if (faults == m_faults)
        return;
    m_faults = faults;
    while (QLayoutItem *item = layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Error &fault : faults) {
        auto *line = new QWidget;
        auto *across = new QHBoxLayout(line);
        across->setContentsMargins(0, 0, 0, 0);
        auto *text = new Label(sentence(fault), Label::Wraps | Label::Selectable);
        text->setToolTip(fault.detail.toHtmlEscaped());
        text->setTone(m_tone);
        across->addWidget(text, 1);
        if (!fault.origin.file.isEmpty() && fault.origin.line > 0) {
            auto *link = new QPushButton(tr("Show line"));
            link->setAccessibleName(tr("Show line %1 of %2").arg(fault.origin.line).arg(fault.origin.file));
            connect(link, &QPushButton::clicked, this, [this, where = fault.origin] { Q_EMIT lineWanted(where.file, where.line); });
            across->addWidget(link, 0, Qt::AlignTop);
        }
        layout()->addWidget(line);
        if (!fault.detail.isEmpty()) {
            auto *detail = new Label(fault.detail.trimmed(), Label::Wraps | Label::Selectable);
            detail->setFont(dataFont());
            layout()->addWidget(detail);
        }
    }
    setVisible(!faults.isEmpty());
}

} // namespace lockstep
