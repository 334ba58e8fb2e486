// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/creategroupdialog.h"
#include "ui/groups/deletegroup.h"
#include "ui/groups/groupsettings.h"
#include "ui/groups/restoredialog.h"
#include "ui/groups/restorenotice.h"
#include "ui/look/settings.h"
#include "ui/look/words.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/label.h"
#include "ui/window/inspector.h"
#include "ui/window/mainwindow.h"
#include "ui/window/preferencesdialog.h"
#include "ui/window/sidebar.h"
#include "ui/window/workplace.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QMenuBar>
#include <QStatusBar>
#include <QVBoxLayout>

namespace lockstep {

namespace {

QKeySequence keys(const char *text) { return QKeySequence(QLatin1String(text)); }

} // namespace

QAction *MainWindow::addCommand(QMenu *menu, const Command &command)
{
    QAction *action = menu->addAction(*command.icon ? themeIcon(command.icon) : QIcon(), command.text);
    action->setObjectName(QLatin1String(command.id));
    action->setShortcut(command.shortcut);
    connect(action, &QAction::triggered, this, [run = command.run] { run(); });
    m_actions.append({action, command.enabled});
    return action;
}

void MainWindow::buildMenus()
{
    const auto always = [] { return true; };
    const auto connected = [this] { return master() && master()->isConnected(); };
    const auto group = [this] { return m_current != nullptr; };
    // What the strip offers, whether it has room for it or not.
    const auto strip = [this](bool (*offers)(const StripState &)) {
        return [this, offers] {
            return m_current && m_current->group().master().isConnected() && !m_restored->isWaiting() &&
                   offers(stripOf(m_current->group().status(), m_current->group().changes(), 0));
        };
    };
    QMenu *file = menuBar()->addMenu(tr("&File"));
    addCommand(file, {"createGroup", tr("Create a &group..."), keys("Ctrl+Shift+N"), "list-add", [this] { createGroup(); }, connected});
    addCommand(file, {"connect", tr("&Connect to a master..."), {}, "network-connect", [this] { Q_EMIT masterWanted(); }, always});
    addCommand(file, {"forget",
                      tr("&Forget this master..."),
                      {},
                      "network-disconnect",
                      [this] { forgetMaster(); },
                      [this] { return master() && m_masters.indexOf(master()) > 0; }});
    if (m_demonstration)
        addCommand(file, {"demonstration", tr("Open the &demonstration"), {}, "media-playback-start", m_demonstration, always});
    file->addSeparator();
    addCommand(file, {"preferences", tr("&Preferences..."), keys("Ctrl+,"), "configure",
                      [this] {
                          auto *dialog = new PreferencesDialog(this);
                          connect(dialog, &PreferencesDialog::languageChanged, this, &MainWindow::languageChanged);
                          dialog->open();
                      },
                      always});
    file->addSeparator();
    addCommand(file, {"quit", tr("&Quit"), QKeySequence::Quit, "application-exit", [this] { close(); }, always});

    m_editMenu = menuBar()->addMenu(tr("&Edit"));
    connect(m_editMenu, &QMenu::aboutToShow, this, [this] {
        m_editMenu->clear();
        if (m_current && m_current->current())
            m_editMenu->addActions(m_current->current()->viewActions());
        if (m_editMenu->isEmpty())
            m_editMenu->addAction(tr("Nothing to edit here"))->setEnabled(false);
    });

    QMenu *view = menuBar()->addMenu(tr("&View"));
    const QStringList places = Sidebar::places() + QStringList{QStringLiteral("review")};
    for (int i = 0; i < places.size(); ++i) {
        addCommand(view, {"", Sidebar::nameOf(places[i]), QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)), Sidebar::iconOf(places[i]),
                          [this, place = places[i]] { m_current->open(place); }, group});
    }
    view->addSeparator();
    m_showInspector = view->addAction(tr("&Properties"));
    m_showInspector->setShortcut(keys("F4"));
    m_showInspector->setCheckable(true);
    m_showInspector->setChecked(settings::inspector.load());
    connect(m_showInspector, &QAction::toggled, this, [this](bool on) {
        settings::inspector.save(on);
        showGroup();
    });

    QMenu *groups = menuBar()->addMenu(tr("&Group"));
    addCommand(groups, {"prepare", tr("&Prepare..."), keys("Ctrl+P"), "document-send", [this] { startOperation(OperationKind::Prepare); },
                        strip([](const StripState &state) { return state.next == StripState::Next::Prepare; })});
    addCommand(groups, {"deploy", tr("&Deploy..."), keys("Ctrl+D"), "go-next", [this] { startOperation(OperationKind::Deploy); },
                        strip([](const StripState &state) { return state.next == StripState::Next::Deploy || state.canDeployOlder; })});
    addCommand(
        groups,
        {"rollBack", tr("&Roll back..."), {}, "edit-undo", [this] { startOperation(OperationKind::RollBack); }, strip([](const StripState &state) {
             return state.canRollBack;
         })});
    groups->addSeparator();
    addCommand(groups,
               {"refresh", tr("Ask the members &again"), keys("F5"), "view-refresh",
                [this] { m_current->group().master().refresh(m_current->group().id()); }, [this] { return m_current && master()->isConnected(); }});
    groups->addSeparator();
    addCommand(groups, {"groupSettings",
                        tr("&Settings of the group..."),
                        {},
                        "configure",
                        [this] { openSettings(); },
                        [this] { return m_current && master()->isConnected(); }});
    addCommand(groups, {"deleteGroup",
                        tr("D&elete the group..."),
                        {},
                        "edit-delete",
                        [this] { deleteCurrentGroup(); },
                        [this] { return m_current && master()->isConnected(); }});

    QMenu *tools = menuBar()->addMenu(tr("&Tools"));
    addCommand(tools, {"quick", tr("&Quick command..."), keys("Ctrl+K"), "search", [this] { openQuickCommand(); }, always});

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    addCommand(help,
               {"about",
                tr("&About Lockstep"),
                {},
                "help-about",
                [this] {
                    auto *box = new QDialog(this);
                    box->setWindowTitle(tr("About Lockstep"));
                    auto *text = new Label(tr("Lockstep %1 treats a group of BIND servers as one: what is staged is reviewed, prepared on every "
                                              "member, deployed to all of them and proved, or put back.\n\nFree software under the GNU General "
                                              "Public License, version 3 or later.")
                                               .arg(QStringLiteral(LOCKSTEP_VERSION)),
                                           Label::Wraps | Label::Selectable);
                    text->setMinimumWidth(400);
                    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
                    connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::reject);
                    auto *column = new QVBoxLayout(box);
                    column->addWidget(text);
                    column->addWidget(buttons);
                    box->setAttribute(Qt::WA_DeleteOnClose);
                    box->open();
                },
                always});
}

void MainWindow::settleActions()
{
    for (const auto &[action, enabled] : std::as_const(m_actions))
        action->setEnabled(enabled());
}

void MainWindow::createGroup()
{
    MasterSession *one = master();
    if (!one || !one->isConnected())
        return;
    auto *dialog = new CreateGroupDialog(*one, this);
    connect(dialog, &CreateGroupDialog::created, this, [this, one](const QString &group) { go(one, group, QStringLiteral("members")); });
    dialog->open();
}

void MainWindow::openSettings() { (new GroupSettings(m_current->group(), this))->open(); }

void MainWindow::openRestore()
{
    if (!master())
        return;
    auto *dialog = new RestoreDialog(*master(), this);
    connect(dialog, &QDialog::finished, m_restored, &RestoreNotice::look);
    dialog->open();
}

Task<> MainWindow::forgetMaster()
{
    const QPointer<MainWindow> here(this);
    const QPointer<MasterSession> one(master());
    Question question{
        QStringLiteral("forgetMaster"),
        tr("Forget a master"),
        tr("Forget %1?").arg(one->name()),
        tr("This console no longer shows its groups. The master and its members are not touched. To see it again, connect with a new join code."),
        tr("&Forget it"),
        false,
        {}};
    Task<bool> asking = ask(this, question);
    const bool yes = co_await asking;
    if (here && one && yes)
        Q_EMIT forgetWanted(one);
}

Task<> MainWindow::deleteCurrentGroup()
{
    const QPointer<MainWindow> here(this);
    Task<Result<bool>> deleting = deleteGroup(m_current->group().master(), m_current->group().id(), this);
    const Result<bool> done = co_await deleting;
    if (here && !done)
        statusBar()->showMessage(sentence(done.error()), 20000);
}

// Every action that can be done now, every place of every group, and the zones of this one.
void MainWindow::openQuickCommand()
{
    QList<QuickEntry> entries;
    for (const auto &[action, enabled] : std::as_const(m_actions)) {
        if (!action->isEnabled() || action->objectName() == QLatin1String("quick"))
            continue;
        QString text = action->text();
        entries.append({text.remove(u'&').remove(QStringLiteral("...")), action->shortcut().toString(QKeySequence::NativeText), action->icon(),
                        [action] { action->trigger(); }});
    }
    if (m_current && m_current->current()) {
        const QList<QAction *> actions = m_current->current()->viewActions();
        for (QAction *action : actions) {
            QString text = action->text();
            if (action->isEnabled() && !text.isEmpty())
                entries.append({text.remove(u'&').remove(QStringLiteral("...")), action->shortcut().toString(QKeySequence::NativeText),
                                action->icon(), [action] { action->trigger(); }});
        }
    }
    for (MasterSession *one : std::as_const(m_masters)) {
        for (const GroupStatus &status : one->groups()) {
            for (const QString &place : Sidebar::places())
                entries.append({status.group.name + QStringLiteral(" \u203a ") + Sidebar::nameOf(place), one->name(),
                                themeIcon(Sidebar::iconOf(place)), [this, one, id = status.group.id, place] { go(one, id, place); }});
        }
    }
    auto *quick = new QuickCommand(entries, this);
    static_cast<QWidget *>(quick)->show();
    addZones(quick);
}

Task<> MainWindow::addZones(QPointer<QuickCommand> into)
{
    if (!m_current)
        co_return;
    const QPointer<Workplace> workplace(m_current);
    Task<Result<ZoneList>> asking = m_current->group().master().call(mastercalls::zoneList, ZoneListRequest{m_current->group().id()});
    const Result<ZoneList> list = co_await asking;
    if (!into || !workplace || !list)
        co_return;
    QList<QuickEntry> entries;
    for (const ZoneListing &zone : list->zones)
        entries.append(
            {zone.name, zone.view, themeIcon("view-list-details"), [workplace, place = QStringLiteral("zones/%1/%2").arg(zone.view, zone.name)] {
                 if (workplace)
                     workplace->open(place);
             }});
    into->add(entries);
}

} // namespace lockstep
