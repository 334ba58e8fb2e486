// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/diffgoto.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace lockstep {

DiffGoTo::DiffGoTo(QWidget *parent) : QWidget(parent), m_side(new Label), m_line(new QLineEdit), m_said(new Label)
{
    setAutoFillBackground(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::small, space::tight, space::small, space::tight);
    row->setSpacing(space::small);
    m_line->setMaximumWidth(120);
    m_side->setBuddy(m_line);
    auto *close = new QToolButton;
    close->setIcon(themeIcon("window-close"));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close (Esc)"));
    row->addWidget(m_side);
    row->addWidget(m_line);
    row->addWidget(m_said);
    row->addStretch(1);
    row->addWidget(close);
    m_said->setTone(Tone::Attention);
    connect(m_line, &QLineEdit::textChanged, m_said, &QLabel::clear);
    connect(close, &QToolButton::clicked, this, &DiffGoTo::close);
    hide();
}

void DiffGoTo::open(DiffSide side)
{
    m_side->setText(side == DiffSide::Left ? tr("Line of the left side") : tr("Line of the right side"));
    m_line->setAccessibleName(m_side->text());
    m_said->clear();
    show();
    raise();
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void DiffGoTo::close()
{
    hide();
    Q_EMIT closed();
}

void DiffGoTo::say(const QString &problem)
{
    m_said->setText(problem);
    m_line->selectAll();
}

// No other key of it is for the difference below.
void DiffGoTo::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT wanted(m_line->text().trimmed().toInt());
    event->accept();
}

} // namespace lockstep
