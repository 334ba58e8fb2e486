// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/words.h"

#include <QAbstractButton>

namespace lockstep {

// A rounded label with a sign and a word. paintBadge() draws the same in a table cell and gives the width it took.
int paintBadge(QPainter *painter, const QRect &rect, const Wording &wording, const QPalette &palette, bool selected = false);
QSize badgeSize(const Wording &wording, const QFont &font);

class Badge : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Badge(QWidget *parent = nullptr);
    void setWording(const Wording &wording);
    const Wording &wording() const { return m_wording; }
    // It opens something when it is pressed: an arrow says so and the keyboard reaches it.
    void setOpens(bool opens);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Wording m_wording;
    bool m_opens = false;
};

} // namespace lockstep
