// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/field.h"

#include "ui/look/theme.h"
#include "ui/look/type.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace lockstep {

Field::Field(const QString &name, const QString &hint, QWidget *parent)
    : QWidget(parent), m_edit(new QLineEdit), m_note(new Label({}, Label::Wraps)), m_hint(hint)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    auto *label = new QLabel(name);
    label->setBuddy(m_edit);
    column->addWidget(label);
    column->addWidget(m_edit);
    column->addWidget(m_note);
    m_edit->setAccessibleName(QString(name).remove(u'&'));
    m_note->setFont(captionFont());
    connect(m_edit, &QLineEdit::textEdited, this, &Field::edited);
    setFault({});
}

QString Field::text() const { return m_edit->text().trimmed(); }

void Field::setText(const QString &text) { m_edit->setText(text); }

void Field::setFault(const QString &sentence)
{
    m_faulty = !sentence.isEmpty();
    m_note->setText(m_faulty ? QStringLiteral("\u2717 ") + sentence : m_hint);
    m_note->setVisible(!m_note->text().isEmpty());
    m_note->setTone(m_faulty ? Tone::Danger : Tone::Muted);
    m_edit->setAccessibleDescription(m_note->text());
}

void Field::setHint(const QString &hint)
{
    m_hint = hint;
    if (!m_faulty)
        setFault({});
}

} // namespace lockstep
