// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QAbstractButton;

namespace lockstep {

// What a master without groups shows: what Lockstep is, and how to begin.
class FirstRun : public QWidget
{
    Q_OBJECT
public:
    explicit FirstRun(QWidget *parent = nullptr);
    // Shows a button that runs it; null takes the button away.
    void setDemonstration(std::function<void()> open);
    // While the master does not answer nothing can be created.
    void setCanCreate(bool can);

Q_SIGNALS:
    void createWanted();

private:
    QAbstractButton *m_create;
    QAbstractButton *m_demonstration;
    std::function<void()> m_open;
};

} // namespace lockstep
