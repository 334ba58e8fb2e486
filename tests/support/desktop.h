// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <sys/types.h>

namespace lockstep {

// An X display of this program's own: Xvfb with a window manager, and hands that press its keys and buttons from outside the
// program (xdotool), as a person's would; each returns when a window of this program has got it. Made before the QApplication;
// ends with the program.
class Desktop
{
public:
    explicit Desktop(const char *size = "1280x800");
    ~Desktop();
    Desktop(const Desktop &) = delete;
    Desktop &operator=(const Desktop &) = delete;

    // In the middle of a widget, or at a point of it.
    static void click(const QWidget *widget, int times = 1);
    static void clickAt(const QWidget *widget, const QPoint &at, int times = 1);
    // A window of another program, by its title: what is typed goes there.
    static void activate(const QString &title);
    static void key(const QString &keys); // as xdotool names them: "ctrl+p", "Return", "Tab"
    static void type(const QString &text);
    static int presses(); // clicks and key strokes so far

private:
    pid_t m_server = 0;
    pid_t m_manager = 0;
};

} // namespace lockstep
