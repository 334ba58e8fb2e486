// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/difffind.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace lockstep {

DiffFind::DiffFind(QWidget *parent) : QWidget(parent), m_text(new QLineEdit), m_said(new Label)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::small, space::tight, space::small, space::tight);
    row->setSpacing(space::tight);
    m_text->setPlaceholderText(tr("Find in this file"));
    m_text->setAccessibleName(tr("Find in this file"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(360);
    const auto button = [&](const char *icon, const QString &text) {
        auto *made = new QToolButton;
        made->setIcon(themeIcon(icon));
        made->setAutoRaise(true);
        made->setToolTip(text);
        made->setAccessibleName(text);
        return made;
    };
    QToolButton *previous = button("go-up", tr("Find the previous one (Shift+F3)"));
    QToolButton *next = button("go-down", tr("Find the next one (F3)"));
    QToolButton *close = button("window-close", tr("Close find (Esc)"));
    row->addWidget(m_text, 1);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(m_said);
    row->addStretch(1);
    row->addWidget(close);
    m_said->setTone(Tone::Attention);
    connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT wanted(text(), true); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT wanted(text(), false); });
    connect(m_text, &QLineEdit::textChanged, this, &DiffFind::clearFound);
    connect(close, &QToolButton::clicked, this, &DiffFind::closed);
    hide();
}

void DiffFind::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

QString DiffFind::text() const { return m_text->text(); }

void DiffFind::setFound(qsizetype left, qsizetype right)
{
    if (left + right == 0)
        return setFound(0);
    m_said->setTone(Tone::Muted);
    m_said->setText(tr("%1 left, %2 right").arg(left).arg(right));
}

void DiffFind::setFound(qsizetype rows)
{
    m_said->setTone(rows == 0 ? Tone::Attention : Tone::Muted);
    m_said->setText(rows == 0 ? tr("This file has no such text.") : tr("in %n rows", nullptr, int(rows)));
}

void DiffFind::clearFound() { m_said->clear(); }

void DiffFind::keyPressEvent(QKeyEvent *event)
{
    const bool backwards = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Escape:
        Q_EMIT closed();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F3:
        Q_EMIT wanted(text(), backwards);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace lockstep
