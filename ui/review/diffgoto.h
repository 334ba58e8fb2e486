// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/difflines.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace lockstep {

class Label;

// Asks for the number of a line of one side: Enter goes there, Escape closes.
class DiffGoTo : public QWidget
{
    Q_OBJECT
public:
    explicit DiffGoTo(QWidget *parent = nullptr);
    void open(DiffSide side);
    void close();
    void say(const QString &problem);

Q_SIGNALS:
    void wanted(int line); // from 1; 0: that was no number of a line
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    Label *m_side;
    QLineEdit *m_line;
    Label *m_said;
};

} // namespace lockstep
