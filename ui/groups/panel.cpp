// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/panel.h"

#include "ui/look/theme.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockstep {

Panel::Panel(const QString &title, const QString &place, QWidget *parent) : QFrame(parent), m_head(nullptr), m_title(nullptr), m_body(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::medium, space::large, space::medium);
    column->setSpacing(space::small);
    auto *head = new QHBoxLayout;
    m_title = new Label;
    m_title->setFont(strongFont());
    head->addWidget(m_title);
    head->addStretch();
    if (!place.isEmpty()) {
        m_head = new QPushButton;
        m_head->setFlat(true);
        m_head->setIcon(themeIcon("go-next"));
        m_head->setFixedSize(26, 26);
        head->addWidget(m_head);
        connect(m_head, &QPushButton::clicked, this, [this, place] { Q_EMIT wanted(place); });
    }
    column->addLayout(head);
    m_body->setSpacing(space::tight);
    column->addLayout(m_body);
    column->addStretch();
    setHead(title);
}

void Panel::setHead(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
    if (m_head) {
        m_head->setAccessibleName(tr("Open: %1").arg(title));
        m_head->setToolTip(tr("Open: %1").arg(title));
    }
}

bool Panel::begin(const QString &content)
{
    if (m_content == content)
        return false;
    m_content = content;
    while (QLayoutItem *old = m_body->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    return true;
}

QLabel *Panel::addText(const QString &text, bool quiet)
{
    auto *label = new Label(text);
    label->setWordWrap(true);
    if (quiet)
        label->setForegroundRole(QPalette::PlaceholderText);
    m_body->addWidget(label);
    label->show(); // at once: nothing flickers
    return label;
}

void Panel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(lineOf(palette()));
    painter.setBrush(palette().base());
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace lockstep
