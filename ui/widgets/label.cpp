// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace lockstep {

Label::Label(const QString &text, Ways ways, QWidget *parent) : QLabel(parent), m_elides(ways.testFlag(Elides))
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setWordWrap(ways.testFlag(Wraps));
    if (ways.testFlag(Selectable))
        setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void Label::setTone(Tone tone)
{
    if (m_tone == tone)
        return;
    m_tone = tone;
    ink();
}

void Label::setFilled(bool filled)
{
    m_filled = filled;
    setAutoFillBackground(filled);
    ink();
}

void Label::ink()
{
    m_inking = true;
    setPalette({}); // what it inherits
    if (m_tone != Tone::Neutral) {
        QPalette own;
        for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text}) // which one counts depends on the ground
            own.setColor(role, inkOf(m_tone, palette()));
        if (m_filled)
            own.setColor(QPalette::Window, groundOf(m_tone, palette()));
        setPalette(own);
    }
    m_inking = false;
}

void Label::paintEvent(QPaintEvent *event)
{
    if (!m_elides || fontMetrics().horizontalAdvance(text()) <= contentsRect().width())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(),
                          fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()), foregroundRole());
}

void Label::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_inking && m_tone != Tone::Neutral)
        ink();
    QLabel::changeEvent(event);
}

} // namespace lockstep
