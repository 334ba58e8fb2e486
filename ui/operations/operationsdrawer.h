// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/mastersession.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace lockstep {

class Badge;
class Label;

// One line at the window's foot for what runs in the background: what, how far, how it ended. Hidden when there is nothing.
class OperationsDrawer : public QFrame
{
    Q_OBJECT
public:
    explicit OperationsDrawer(QWidget *parent = nullptr);
    // `group`: its name. One that has ended stays until a person closes it or the next begins.
    void show(const Operation &operation, const QString &group);
    // What a press of Keep came to, for a while.
    void showFault(const Error &fault);
    const QString &operation() const { return m_operation.id; }

Q_SIGNALS:
    void wanted(const lockstep::Operation &operation);
    void keepWanted(const lockstep::Operation &operation);

private:
    void showDetail();

    Operation m_operation;
    QLabel *m_title;
    Badge *m_badge;
    QProgressBar *m_bar;
    Label *m_detail;
    QPushButton *m_keep;
    QPushButton *m_show;
    QPushButton *m_close;
    QTimer m_tick; // while it counts down
};

} // namespace lockstep
