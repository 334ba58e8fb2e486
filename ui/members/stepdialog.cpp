// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/stepdialog.h"

#include "ui/look/housestyle.h"
#include "ui/look/theme.h"
#include "ui/look/type.h"
#include "ui/widgets/label.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace lockstep {

StepDialog::StepDialog(QWidget *parent)
    : QDialog(parent), m_head(new QWidget), m_title(new Label), m_sentence(new Label({}, Label::Wraps)), m_stack(new QStackedWidget),
      m_back(new QPushButton(tr("&Back"))), m_next(new QPushButton), m_close(new QPushButton(tr("Cancel")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    resize(860, 600);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *steps = new QHBoxLayout(m_head);
    steps->setContentsMargins(space::wide, space::medium, space::wide, space::medium);
    steps->setSpacing(space::wide);
    steps->addStretch();
    column->addWidget(m_head);

    auto *body = new QVBoxLayout;
    body->setContentsMargins(space::wide, space::large, space::wide, space::large);
    body->setSpacing(space::small);
    m_title->setFont(titleFont());
    body->addWidget(m_title);
    body->addWidget(m_sentence);
    body->addSpacing(space::small);
    body->addWidget(m_stack, 1);
    column->addLayout(body, 1);

    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::wide, space::medium, space::wide, space::medium);
    foot->setSpacing(space::small);
    foot->addWidget(m_back);
    foot->addStretch();
    foot->addWidget(m_close);
    foot->addWidget(m_next);
    column->addLayout(foot);
    m_next->setDefault(true);
    for (QPushButton *button : {m_back, m_close})
        button->setAutoDefault(false);
    setPrimary(m_next);
    connect(m_back, &QPushButton::clicked, this, [this] { go(m_stack->currentIndex() - 1); });
    connect(m_next, &QPushButton::clicked, this, &StepDialog::next);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
}

StepPage *StepDialog::page() const { return m_pages.value(m_stack->currentIndex()); }

void StepDialog::addPage(StepPage *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    auto *label = new Label;
    m_steps.append(label);
    auto *steps = static_cast<QHBoxLayout *>(m_head->layout());
    steps->insertWidget(steps->count() - 1, label); // before the stretch
    connect(page, &StepPage::changed, this, &StepDialog::showState);
}

void StepDialog::go(int index)
{
    m_stack->setCurrentIndex(index);
    m_last = false;
    m_close->setText(tr("Cancel"));
    setPrimary(m_close, false);
    m_next->setDefault(true);
    page()->enter();
    showState();
}

void StepDialog::setLastStep(bool last, const QString &close, bool finished)
{
    m_last = last;
    m_close->setText(close);
    setPrimary(m_close, finished);
    m_close->setDefault(finished);
    showState();
    if (finished)
        m_close->setFocus();
}

void StepDialog::showState()
{
    const int at = m_stack->currentIndex();
    StepPage *now = page();
    if (!now)
        return;
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        Label *label = m_steps[i];
        label->setText(QStringLiteral("%1  %2").arg(i + 1).arg(m_pages[i]->step()));
        label->setFont(i == at ? strongFont() : font());
        label->setTone(i == at ? Tone::Accent : i < at ? Tone::Neutral : Tone::Muted);
        label->setAccessibleDescription(i == at ? tr("The current step") : QString());
    }
    m_title->setText(now->title());
    const QString sentence = now->sentence();
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_back->setVisible(at > 0 && !m_last);
    m_back->setEnabled(!m_leaving && now->canGoBack());
    m_next->setVisible(!m_last && at + 1 < m_pages.size());
    m_next->setText(now->nextText());
    m_next->setEnabled(!m_leaving && now->canGoNext());
    update();
}

Task<> StepDialog::next()
{
    if (m_leaving)
        co_return;
    m_leaving = true;
    showState();
    const QPointer<StepDialog> here(this);
    const int from = m_stack->currentIndex();
    Task<bool> leaving = page()->leave();
    const bool left = co_await leaving;
    if (!here)
        co_return;
    m_leaving = false;
    if (left && from + 1 < m_pages.size())
        go(from + 1);
    else
        showState();
}

// The row of steps stands on its own ground, parted by a thin line.
void StepDialog::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect head = m_head->geometry();
    painter.fillRect(rect(), palette().window());
    painter.fillRect(head, palette().base());
    painter.setPen(lineOf(palette()));
    painter.drawLine(head.bottomLeft(), head.bottomRight());
    const int foot = height() - m_close->height() - 2 * space::medium;
    painter.drawLine(0, foot, width(), foot);
}

} // namespace lockstep
