// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/mastersession.h"
#include "ui/widgets/quickcommand.h"
#include "ui/window/strip.h"

#include <QMainWindow>
#include <QPointer>

class QDockWidget;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace lockstep {

class Banner;
class FirstRun;
class Inspector;
class OperationDialog;
class OperationsDrawer;
class PlaceHeader;
class RestoreNotice;
class Sidebar;
class Workplace;

// The window: tree of masters and groups, the steps of the chosen group, its views, the inspector, what runs in the background.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    // The sessions outlive it. `demonstration`: opens the demonstration, empty when it is not installed.
    MainWindow(QList<MasterSession *> masters, std::function<void()> demonstration);
    ~MainWindow() override;
    void addMaster(MasterSession *master);
    void removeMaster(MasterSession *master);
    // "MASTER/GROUP/PLACE...", as it was saved: the group counts, a master may be called something else in another language. What
    // is not there (any more) opens what is.
    void restore(const QString &place);
    QString place() const;

Q_SIGNALS:
    void languageChanged();
    void masterWanted(); // connect to another one
    void forgetWanted(lockstep::MasterSession *master);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    struct Command // one row of the table of actions
    {
        const char *id;
        QString text;
        QKeySequence shortcut;
        const char *icon;
        std::function<void()> run;
        std::function<bool()> enabled;
    };
    void buildLayout();
    void buildMenus();
    QAction *addCommand(QMenu *menu, const Command &command);
    void settleActions();
    void go(MasterSession *master, const QString &group, const QString &place);
    void drop(const QString &group);
    void showPlace();
    void showGroup();
    void showMaster();
    void groupsChanged(MasterSession *master);
    void operationTold(MasterSession *master, const Operation &operation);
    void startOperation(OperationKind kind, int deployment = 0);
    void tellReviewed(OperationDialog *dialog);
    void openOperation(const Operation &operation);
    Task<> keepDeployment(Operation operation);
    void takeNext(StripState::Next next);
    void createGroup();
    void openSettings();
    void openRestore();
    void openQuickCommand();
    Task<> forgetMaster();
    Task<> deleteCurrentGroup();
    Task<> addZones(QPointer<QuickCommand> into);
    Task<> leave();
    void keepLayout() const;
    void setRoomy(bool roomy);
    MasterSession *master() const;

    QList<MasterSession *> m_masters;
    std::function<void()> m_demonstration;
    QHash<QString, Workplace *> m_workplaces; // by group
    Workplace *m_current = nullptr;
    QString m_restore; // what is still to be opened once its master answers
    bool m_leaving = false;
    bool m_roomy = false;
    QSplitter *m_split;
    Sidebar *m_sidebar;
    PlaceHeader *m_header;
    Banner *m_lost;
    RestoreNotice *m_restored;
    Strip *m_strip;
    QStackedWidget *m_stack;
    FirstRun *m_firstRun;
    QLabel *m_waiting;
    Inspector *m_inspector;
    OperationsDrawer *m_drawer;
    QLabel *m_connection;
    QAction *m_showInspector = nullptr;
    QMenu *m_editMenu = nullptr;
    QList<QPair<QAction *, std::function<bool()>>> m_actions;
    QPointer<OperationDialog> m_dialog;
    QPointer<MasterSession> m_told; // of which the drawer tells
    QSet<QString> m_seen;           // operations that were running when this window told of them
};

} // namespace lockstep
