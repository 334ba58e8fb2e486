// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ask.h"

#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/widgets/label.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockstep {

namespace {

Answerer answers;

Label *said(const QString &text)
{
    auto *label = new Label(text, Label::Wraps);
    label->setMinimumWidth(400);
    return label;
}

} // namespace

void setAnswerer(Answerer answerer) { answers = std::move(answerer); }

Task<bool> ask(QWidget *parent, Question question)
{
    if (answers)
        co_return answers(question);
    auto *dialog = new QDialog(parent);
    dialog->setObjectName(question.name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(question.title);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::medium);
    column->setSizeConstraint(QLayout::SetFixedSize); // as large as its words, on a small screen too
    Label *head = said(question.sentence);
    head->setFont(strongFont());
    column->addWidget(head);
    if (!question.details.isEmpty())
        column->addWidget(said(question.details));
    QLineEdit *typed = nullptr;
    if (!question.typed.isEmpty()) {
        column->addWidget(said(QCoreApplication::translate("Ask", "Type %1 to go on:").arg(question.typed)));
        typed = new QLineEdit;
        typed->setAccessibleName(QCoreApplication::translate("Ask", "Type %1 to go on:").arg(question.typed));
        column->addWidget(typed);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *yes = buttons->addButton(question.yes, QDialogButtonBox::AcceptRole);
    question.dangerous ? setDangerous(yes) : setPrimary(yes);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(question.dangerous);
    yes->setDefault(!question.dangerous);
    column->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    if (typed) {
        yes->setEnabled(false);
        QObject::connect(typed, &QLineEdit::textChanged, yes, [yes, word = question.typed](const QString &text) { yes->setEnabled(text == word); });
    }
    Promise<bool> answer;
    QObject::connect(dialog, &QDialog::finished, dialog, [answer](int result) mutable { answer.set(result == QDialog::Accepted); });
    QObject::connect(dialog, &QObject::destroyed, [answer]() mutable { answer.set(false); });
    dialog->open();
    Task<bool> waiting = answer.wait();
    const bool said = co_await waiting;
    co_return said;
}

} // namespace lockstep
