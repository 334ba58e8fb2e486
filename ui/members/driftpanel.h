// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "ui/members/memberwords.h"

#include <QWidget>

class QPushButton;
class QTreeWidget;

namespace lockstep {

class Banner;
class Label;
class MemberActions;

// The files that were changed by hand on a member, and the ways out: take them over into staging, replace them by live, or
// never mind them again. Hidden where nothing was changed.
class DriftPanel : public QWidget
{
    Q_OBJECT
public:
    DriftPanel(GroupSession &group, MemberActions &actions, QWidget *parent = nullptr);
    // Null: no member is selected.
    void show(const MemberRow *row);

Q_SIGNALS:
    void wanted(const QString &place);

private:
    struct Outcome
    {
        QString text;
        QString tip;
        bool good = false;
    };
    void list(const QStringList &paths);
    void showOutcomes();
    void settle();
    QStringList chosen() const; // all of them while none is selected
    Task<> adoptChosen();
    Task<bool> mayReplace(QStringList edited);
    Task<> ignoreChosen();

    GroupSession &m_group;
    MemberActions &m_actions;
    QString m_member;
    QString m_name;
    QStringList m_paths;
    QHash<QString, QHash<QString, Outcome>> m_outcomes; // by member, then path
    bool m_working = false;
    Label *m_head;
    QTreeWidget *m_list;
    QPushButton *m_adopt;
    QPushButton *m_overwrite;
    QPushButton *m_ignore;
    QPushButton *m_differences;
    Banner *m_state;
};

// As a rule about drift that fits this path alone.
QString ruleOf(const QString &path);

} // namespace lockstep
