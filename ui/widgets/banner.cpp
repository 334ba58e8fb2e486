// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace lockstep {

namespace {

const char *iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Danger:
        return "emblem-error";
    case Tone::Attention:
        return "emblem-warning";
    case Tone::Ok:
        return "checkmark";
    default:
        return "emblem-information";
    }
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel), m_text(new Label({}, Label::Wraps)), m_more(new QPushButton(tr("Details"))), m_action(new QPushButton),
      m_close(new QToolButton), m_details(new QPlainTextEdit)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::medium, space::small, space::medium, space::small);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    grid->addWidget(m_text, 0, 1);
    grid->addWidget(m_more, 0, 2);
    grid->addWidget(m_action, 0, 3);
    grid->addWidget(m_close, 0, 4);
    grid->addWidget(m_details, 1, 1, 1, 4);
    grid->setColumnStretch(1, 1);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_more->setFlat(true);
    m_more->setCheckable(true);
    m_details->setReadOnly(true);
    m_details->setFont(dataFont());
    m_details->setMaximumHeight(120);
    m_details->setAccessibleName(tr("Details"));
    m_close->setIcon(themeIcon("window-close"));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    connect(m_more, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionPressed);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    setClosable(false);
    setAction({});
    hide();
}

void Banner::show(Tone tone, const QString &sentence, const QString &details)
{
    m_tone = tone;
    m_icon->setPixmap(themeIcon(iconOf(tone)).pixmap(16, 16));
    m_text->setText(sentence);
    setAccessibleName(sentence);
    m_details->setPlainText(details);
    m_more->setChecked(false);
    m_more->setVisible(!details.isEmpty());
    m_details->hide();
    m_text->setTone(tone);
    QFrame::show();
    update();
}

void Banner::show(const Error &error) { show(Tone::Danger, lockstep::sentence(error), error.detail); }

void Banner::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void Banner::setClosable(bool closable) { m_close->setVisible(closable); }

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), groundOf(m_tone, palette()));
    painter.fillRect(QRect(0, 0, 3, height()), inkOf(m_tone, palette()));
}

} // namespace lockstep
