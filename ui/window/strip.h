// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/stripstate.h"

#include <QFrame>

class QPushButton;

namespace lockstep {

class StepBox;

// Staged, prepared, live: where the group stands, with the one primary action of the window.
class Strip : public QFrame
{
    Q_OBJECT
public:
    explicit Strip(QWidget *parent = nullptr);
    void show(const StripState &state, bool editable);
    // One line: editors and the review need the height.
    void setCompact(bool compact);

Q_SIGNALS:
    void reviewWanted();
    void deployWanted(); // of what is prepared, although staging moved on
    void rollBackWanted();
    void nextWanted(lockstep::StripState::Next next);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void keepPlaces();
    void fitButtons();

    StripState m_state;
    StepBox *m_staged;
    StepBox *m_prepared;
    StepBox *m_live;
    QPushButton *m_next;
};

} // namespace lockstep
