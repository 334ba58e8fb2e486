// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/memberwords.h"
#include "ui/widgets/view.h"

#include <QTimer>

class QLabel;
class QToolButton;

namespace lockstep {

class Badge;
class Panel;

// What a group is at a glance: its members and their states, what is live, staged and prepared, what happened last. Every panel
// leads to the place where the rest is.
class OverviewView : public View
{
    Q_OBJECT
public:
    explicit OverviewView(GroupSession &group, QWidget *parent = nullptr);
    QStringList trail() const override { return {tr("Overview")}; }
    QString place() const override { return QStringLiteral("overview"); }

private:
    Panel *panel(const QString &title, const QString &place);
    void showAll();
    void showMembers();
    void showLive();
    void showFact(Panel *panel, const QString &head, const QStringList &notes, const QString &tip, const QString &attention = {});
    void showStaged();
    void showPrepared();
    void showHistory();
    Task<> readHistory();
    // One member's line; lines stay as they are while times pass, with the keyboard's focus in them.
    struct Line
    {
        QString member;
        QToolButton *name;
        Badge *badge;
        QLabel *server;
        QLabel *serves;
        QLabel *seen;
    };
    void layLines(const QList<MemberRow> &rows);

    Panel *m_live;
    Panel *m_staged;
    Panel *m_prepared;
    Panel *m_members;
    Panel *m_history;
    QList<Line> m_lines;
    HistoryList m_list;
    bool m_reading = false;
    bool m_again = false;
    QTimer m_tick;
};

} // namespace lockstep
