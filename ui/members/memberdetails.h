// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/memberwords.h"

#include <QScrollArea>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace lockstep {

class Badge;

// All that is known of the selected member: every reason as a sentence, where it is, its key, since when.
class MemberDetails : public QScrollArea
{
    Q_OBJECT
public:
    explicit MemberDetails(QWidget *parent = nullptr);
    // Shown below the reasons.
    void setDrift(QWidget *drift);
    // Null: nothing is selected.
    void show(const MemberRow *row, qint64 now);

private:
    QLabel *fact(const QString &name, bool fixed);
    void showReasons(const MemberRow &row);

    QLabel *m_none;
    QWidget *m_whole;
    QLabel *m_name;
    Badge *m_badge;
    QVBoxLayout *m_reasons;
    QVBoxLayout *m_drift;
    QGridLayout *m_facts;
    QLabel *m_address;
    QLabel *m_server;
    QLabel *m_serves;
    QLabel *m_seen;
    QLabel *m_since;
    QLabel *m_pin;
    QStringList m_shown;
};

} // namespace lockstep
