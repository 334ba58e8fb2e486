// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/look/words.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockstep {

EmptyState::EmptyState(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout), m_icon(new QLabel), m_title(new QLabel), m_sentence(new QLabel)
{
    auto *middle = new QHBoxLayout(this);
    middle->addStretch();
    middle->addLayout(m_column);
    middle->addStretch();
    m_column->addStretch(2);
    for (QLabel *label : {m_icon, m_title, m_sentence}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setTextFormat(Qt::PlainText);
        m_column->addWidget(label);
    }
    m_title->setFont(titleFont());
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(360);
    m_sentence->setMaximumWidth(480);
    m_column->setSpacing(space::small);
    m_column->addSpacing(space::small);
    m_column->addStretch(3);
}

void EmptyState::setText(const char *icon, const QString &title, const QString &sentence)
{
    m_iconName = icon;
    m_icon->setPixmap(themeIcon(icon).pixmap(48, 48));
    m_title->setText(title);
    m_sentence->setText(sentence);
}

QAbstractButton *EmptyState::addButton(const QString &text, bool primary)
{
    auto *button = new QPushButton(text);
    setPrimary(button, primary);
    m_column->insertWidget(m_column->count() - 1, button, 0, Qt::AlignHCenter);
    return button;
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_iconName.isEmpty())
        m_icon->setPixmap(themeIcon(m_iconName).pixmap(48, 48));
    QWidget::changeEvent(event);
}

} // namespace lockstep
