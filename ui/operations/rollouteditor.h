// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/member.h"
#include "core/model/rollout.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QRadioButton;
class QSpinBox;

namespace lockstep {

class Label;

// How deploys go out and how long they wait to be kept, with a sentence that says what these members will see of it. What does
// not matter for the choice is disabled, and keeps what it said.
class RolloutEditor : public QWidget
{
    Q_OBJECT
public:
    explicit RolloutEditor(QWidget *parent = nullptr);
    // Those that take part, in the order in which they stand. A canary that is not among them is nobody.
    void show(const Rollout &rollout, int keepMinutes, const QList<Member> &members);
    Rollout rollout() const;
    int keepMinutes() const;

Q_SIGNALS:
    void changed();

private:
    void addRow(const QString &name, const QList<QWidget *> &parts);
    QSpinBox *number(const QString &name, int least, int most, const QString &suffix);
    void settle();

    QList<Member> m_members;
    QGridLayout *m_grid;
    QRadioButton *m_all;
    QRadioButton *m_one;
    QRadioButton *m_waves;
    QComboBox *m_canary;
    QSpinBox *m_first;
    QSpinBox *m_growth;
    QComboBox *m_unit;
    QSpinBox *m_seconds;
    QCheckBox *m_watched;
    QSpinBox *m_percent;
    QCheckBox *m_kept;
    QSpinBox *m_minutes;
    Label *m_sentence;
    bool m_showing = false;
};

} // namespace lockstep
