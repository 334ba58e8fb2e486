// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/membermodel.h"
#include "ui/widgets/view.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace lockstep {

class Banner;
class DriftPanel;
class MemberActions;
class MemberDetails;

// The members of a group: "members", "members/ID" with that one selected, "members/ID/synchronise" with
// the question about it, "members/add" with the dialog that adds one.
class MembersView : public View
{
    Q_OBJECT
public:
    explicit MembersView(GroupSession &group, QWidget *parent = nullptr);

    QStringList trail() const override { return {tr("Members")}; }
    QList<QAction *> viewActions() const override;
    QString place() const override;
    void open(const QString &place) override;

    const MemberRow *selected() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *toolbar();
    QWidget *list();
    void take();
    void showSelection();
    void showMenu(const QPoint &at);
    void countRows();
    void openAdd();
    void openEdit(const Member &member);
    void select(const QString &id);
    void shareRoom();

    MemberModel *m_model;
    QSortFilterProxyModel *m_proxy;
    MemberActions *m_actions;
    Banner *m_banner;
    QStackedWidget *m_stack;
    QLineEdit *m_filter;
    QTreeView *m_table;
    QLabel *m_count;
    QSplitter *m_split;
    bool m_shared = false; // by hand
    int m_needed = 0;      // height of the details, the most since the window has its size
    MemberDetails *m_details;
    DriftPanel *m_drift;
    QTimer m_tick;
    QString m_wanted; // of a place that was opened before its member was known
};

} // namespace lockstep
