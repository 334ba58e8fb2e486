// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include "ui/look/type.h"

#include <QPainter>
#include <QStyleOption>

namespace lockstep {

namespace {
constexpr int sign = 16;

QRect frameOf(const QRect &rect, const QSize &size)
{
    return QRect(rect.left(), rect.top() + (rect.height() - size.height()) / 2, std::min(size.width(), rect.width()), size.height());
}

} // namespace

QSize badgeSize(const Wording &wording, const QFont &font)
{
    const QFontMetrics metrics(font);
    const int icon = *wording.icon ? sign + space::tight : 0;
    return {metrics.horizontalAdvance(wording.text) + 2 + icon + 2 * space::small, // 2: what elision rounds away
            std::max(metrics.height(), sign) + space::tight};
}

int paintBadge(QPainter *painter, const QRect &rect, const Wording &wording, const QPalette &palette, bool selected)
{
    const QRect frame = frameOf(rect, badgeSize(wording, painter->font()));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(groundOf(wording.tone, palette));
    painter->drawRoundedRect(QRectF(frame), frame.height() / 2.0, frame.height() / 2.0);
    if (selected) { // its ground must part it from the selection's
        painter->setPen(inkOf(wording.tone, palette));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), frame.height() / 2.0, frame.height() / 2.0);
    }
    QRect text = frame.adjusted(space::small, 0, -space::small, 0);
    if (*wording.icon) {
        themeIcon(wording.icon).paint(painter, QRect(text.left(), frame.top() + (frame.height() - sign) / 2, sign, sign));
        text.setLeft(text.left() + sign + space::tight);
    }
    painter->setPen(inkOf(wording.tone, palette));
    painter->drawText(text, Qt::AlignVCenter | Qt::TextSingleLine, painter->fontMetrics().elidedText(wording.text, Qt::ElideRight, text.width()));
    painter->restore();
    return frame.width();
}

Badge::Badge(QWidget *parent) : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setOpens(false);
}

void Badge::setWording(const Wording &wording)
{
    m_wording = wording;
    setText(wording.text); // what assistive programs read
    updateGeometry();
    update();
}

void Badge::setOpens(bool opens)
{
    m_opens = opens;
    setFocusPolicy(opens ? Qt::StrongFocus : Qt::NoFocus);
    setAttribute(Qt::WA_Hover, opens);
    setEnabled(true);
    updateGeometry();
}

QSize Badge::sizeHint() const
{
    QSize size = badgeSize(m_wording, font());
    if (m_opens)
        size.rwidth() += sign;
    return size;
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect frame = rect();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_opens && (underMouse() || hasFocus()) ? QPen(inkOf(m_wording.tone, palette())) : QPen(Qt::NoPen));
    painter.setBrush(groundOf(m_wording.tone, palette()));
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), frame.height() / 2.0, frame.height() / 2.0);
    painter.setBrush(Qt::NoBrush);
    paintBadge(&painter, frame.adjusted(0, 0, m_opens ? -sign : 0, 0), m_wording, palette());
    if (m_opens)
        themeIcon("arrow-down").paint(&painter, QRect(frame.right() - sign - space::tight, frame.top() + (frame.height() - sign) / 2, sign, sign));
}

} // namespace lockstep
