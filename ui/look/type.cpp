// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/type.h"

#include <QApplication>
#include <QFontDatabase>

namespace lockstep {

namespace {

QFont scaled(qreal factor)
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

} // namespace

QFont titleFont()
{
    QFont font = scaled(1.25);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont captionFont() { return scaled(0.9); }

QFont strongFont()
{
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont dataFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

} // namespace lockstep
