// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/desktop.h"

#include <QElapsedTimer>
#include <QTest>

#include <functional>

class QAbstractButton;
class QLineEdit;

namespace lockstep {

// Somebody at the window: looks for what can be seen, waits for it as a person would, and uses the mouse and the keyboard, or
// the keyboard alone. What is not found within its time ends the test with what was looked for.
class Person
{
public:
    enum class Hands { Both, KeyboardOnly };
    explicit Person(Hands hands) : m_hands(hands) {}

    // A button by its words, without "&" and "..."; in the dialog that is open, or the window.
    void press(const QString &words);
    // A field by its accessible name: all that it held is replaced.
    void fill(const QString &name, const QString &text);
    void check(const QString &words);
    void shortcut(const QString &keys) const { Desktop::key(keys); }
    void type(const QString &text) const { Desktop::type(text); }
    // A cell of a table or tree that holds exactly `text` becomes current.
    void choose(const QString &view, const QString &text, bool open = false);
    void waitFor(const char *what, const std::function<bool()> &seen, int milliseconds = 20000) const;
    bool sees(const QString &words) const;

private:
    QWidget *front() const;
    QWidget *find(const std::function<bool(QWidget *)> &fits) const;
    void use(QWidget *widget) const; // gives it the focus and presses it
    void focus(QWidget *widget) const;

    Hands m_hands;
};

} // namespace lockstep
