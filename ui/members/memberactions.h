// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "ui/members/memberwords.h"
#include "ui/widgets/ask.h"

#include <QAction>
#include <QPointer>

namespace lockstep {

// What can be done with the selected member of a group, and the calls that do it. An action that makes no sense now is
// disabled, and its tooltip says why.
class MemberActions : public QObject
{
    Q_OBJECT
public:
    MemberActions(GroupSession &group, QWidget *window);

    // Null: none is selected. Called whenever selection or status change.
    void setMember(const MemberRow *row);
    QList<QAction *> all() const;
    // Why nothing can be changed in the group now; "" when it can.
    QString busy() const;

    QAction *add;
    QAction *edit;
    QAction *attach; // or detach, as the member is
    QAction *synchronise;
    QAction *differences;
    QAction *release;
    QAction *remove;
    QAction *refresh;

Q_SIGNALS:
    void addWanted();
    void editWanted(const lockstep::Member &member);
    void wanted(const QString &place);
    void began(); // a call: what an earlier one said is no longer true
    void failed(const lockstep::Error &error);

private:
    QAction *make(const char *icon, const QString &text, const QKeySequence &shortcut, void (MemberActions::*act)());
    void allow(QAction *action, const QString &does, const QString &whyNot);
    void turnAttachment();
    void askSynchronise();
    Task<> bring(Question question, SynchroniseRequest request);
    void take(const Operation &operation);
    void askRelease();
    void askRemove();
    template <class M> Task<> call(M method, QString member, int deadlineMs = 60000);
    template <class M> Task<> askThen(Question question, M method, QString member);

    GroupSession &m_group;
    QPointer<QWidget> m_window;
    std::optional<MemberRow> m_row;
    SynchroniseRequest m_brought; // what was synchronised last
    QString m_bringing;           // the operation that does it
};

} // namespace lockstep
