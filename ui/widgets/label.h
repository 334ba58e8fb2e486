// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/theme.h"

#include <QLabel>

namespace lockstep {

// Words of the program, of servers and of people: never taken for markup. Their tone stays right when the theme changes.
class Label : public QLabel
{
    Q_OBJECT
public:
    enum Way { Line = 0, Wraps = 1, Selectable = 2, Elides = 4 }; // Elides: one line, never clipped
    Q_DECLARE_FLAGS(Ways, Way)

    explicit Label(const QString &text = {}, Ways ways = Line, QWidget *parent = nullptr);
    void setTone(Tone tone);     // Neutral: the ink of what it stands on
    void setFilled(bool filled); // stands on the ground of its tone

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void ink();

    Tone m_tone = Tone::Neutral;
    bool m_filled = false;
    bool m_elides = false;
    bool m_inking = false;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(Label::Ways)

} // namespace lockstep
