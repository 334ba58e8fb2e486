// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"

#include "ui/look/housestyle.h"

#include <BreezeIcons>

#include <QApplication>
#include <QStyleHints>

#include <array>

namespace lockstep {

namespace {

struct Shades
{
    QRgb lightInk;
    QRgb lightGround;
    QRgb darkInk;
    QRgb darkGround;
};

// In the order of Tone.
constexpr std::array<Shades, 10> shades{{
    {0xff39434c, 0xffe8ecef, 0xffc6cfd7, 0xff2d343a}, // neutral
    {0xff1b5a99, 0xffe1edf8, 0xff80bbf5, 0xff1c3348}, // accent
    {0xff1c6436, 0xffdff2e5, 0xff74d294, 0xff1a3524}, // ok
    {0xff7d4a00, 0xfffdf0d3, 0xfff2bc57, 0xff3a2e14}, // attention
    {0xffac211a, 0xfffbe5e3, 0xffff9087, 0xff44211f}, // danger
    {0xff59646e, 0xffeff1f3, 0xff9ca7b1, 0xff262b30}, // muted
    {0xff0b518f, 0xffe2effb, 0xff86c0f8, 0xff15314b}, // added
    {0xff8f4000, 0xfffdead9, 0xfff6ab73, 0xff43290f}, // removed
    {0xff633a97, 0xfff0e9f9, 0xffc8abf2, 0xff31273f}, // changed
    {0xff2a5d5d, 0xffe1f1ef, 0xff84cac4, 0xff1a3533}, // moved
}};

Theme chosen = Theme::System;

void settle()
{
    const bool dark = chosen == Theme::Dark || (chosen == Theme::System && QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

QPalette paletteOf(QRgb window, QRgb base, QRgb alternate, QRgb button, QRgb text, QRgb quiet, QRgb highlight, QRgb link, QRgb line, QRgb shadow)
{
    QPalette palette;
    const auto all = [&](QPalette::ColorRole role, QRgb value) { palette.setColor(role, QColor(value)); };
    all(QPalette::Window, window);
    all(QPalette::Base, base);
    all(QPalette::AlternateBase, alternate);
    all(QPalette::Button, button);
    all(QPalette::ToolTipBase, alternate);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText})
        all(role, text);
    all(QPalette::PlaceholderText, quiet);
    all(QPalette::Highlight, highlight);
    all(QPalette::Accent, highlight);
    all(QPalette::HighlightedText, 0xffffffff);
    all(QPalette::Link, link);
    all(QPalette::LinkVisited, link);
    all(QPalette::Mid, line);
    all(QPalette::Midlight, alternate);
    all(QPalette::Light, base);
    all(QPalette::Dark, shadow);
    all(QPalette::Shadow, shadow);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(quiet));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(line));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(quiet));
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf(0xfff4f6f7, 0xffffffff, 0xfff8fafb, 0xfffdfdfe, 0xff1c2227, 0xff68737d, 0xff2467a8, 0xff1b5a99, 0xffd3d9de, 0xffaeb7be);
}

QPalette darkPalette()
{
    return paletteOf(0xff1f2428, 0xff171b1e, 0xff1c2024, 0xff2a3035, 0xffe3e8ec, 0xff8b97a1, 0xff2f6fae, 0xff80bbf5, 0xff363e45, 0xff0d1012);
}

void applyTheme(Theme theme)
{
    chosen = theme;
    static const bool once = [] {
        BreezeIcons::initIcons();
        QApplication::setStyle(new HouseStyle);
        QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, qApp, settle);
        return true;
    }();
    Q_UNUSED(once)
    settle();
}

bool isDark(const QPalette &palette) { return palette.color(QPalette::Base).lightness() < 128; }

QColor inkOf(Tone tone, const QPalette &palette)
{
    const Shades &one = shades[size_t(tone)];
    return QColor(isDark(palette) ? one.darkInk : one.lightInk);
}

QColor groundOf(Tone tone, const QPalette &palette)
{
    const Shades &one = shades[size_t(tone)];
    return QColor(isDark(palette) ? one.darkGround : one.lightGround);
}

QColor lineOf(const QPalette &palette) { return palette.color(QPalette::Mid); }

} // namespace lockstep
