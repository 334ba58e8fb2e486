// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "ui/groups/firstrun.h"
#include "ui/groups/restorenotice.h"
#include "ui/look/settings.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/operations/operationdialog.h"
#include "ui/operations/operationsdrawer.h"
#include "ui/review/reviewed.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/window/inspector.h"
#include "ui/window/placeheader.h"
#include "ui/window/sidebar.h"
#include "ui/window/workplace.h"

#include <QCloseEvent>
#include <QDateTime>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

namespace lockstep {

MainWindow::MainWindow(QList<MasterSession *> masters, std::function<void()> demonstration) : m_demonstration(std::move(demonstration))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Lockstep"));
    buildLayout();
    buildMenus();
    for (MasterSession *one : std::as_const(masters))
        addMaster(one);
    if (!restoreGeometry(settings::windowGeometry.load()))
        resize(1280, 800);
    m_split->restoreState(settings::windowState.load());
    auto *minute = new QTimer(this); // relative times
    connect(minute, &QTimer::timeout, this, &MainWindow::showGroup);
    minute->start(std::chrono::seconds(20));
    showMaster();
}

MainWindow::~MainWindow()
{
    for (Workplace *one : std::as_const(m_workplaces))
        delete one;
}

void MainWindow::buildLayout()
{
    m_sidebar = new Sidebar;
    m_sidebar->setMinimumWidth(160);
    m_header = new PlaceHeader;
    m_lost = new Banner;
    m_lost->setAction(tr("&Try again"));
    m_restored = new RestoreNotice;
    m_strip = new Strip;
    m_stack = new QStackedWidget;
    m_firstRun = new FirstRun;
    m_firstRun->setDemonstration(m_demonstration);
    m_waiting = new Label;
    m_waiting->setAlignment(Qt::AlignCenter);
    m_waiting->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_waiting);
    m_stack->addWidget(m_firstRun);
    m_drawer = new OperationsDrawer;
    m_inspector = new Inspector;

    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_lost);
    column->addWidget(m_restored);
    column->addWidget(m_strip);
    column->addWidget(m_stack, 1);
    m_split = new QSplitter;
    m_split->addWidget(m_sidebar);
    m_split->addWidget(middle);
    m_split->addWidget(m_inspector);
    m_split->setStretchFactor(1, 1);
    m_split->setChildrenCollapsible(false);
    m_split->setSizes({216, 820, 244});
    auto *whole = new QWidget;
    auto *rows = new QVBoxLayout(whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_split, 1);
    rows->addWidget(m_drawer);
    setCentralWidget(whole);
    m_connection = new Label;
    statusBar()->addPermanentWidget(m_connection);

    connect(m_sidebar, &Sidebar::chosen, this, [this](MasterSession *one, const QString &group, const QString &place) {
        if (!group.isEmpty())
            go(one, group, place);
    });
    connect(m_header, &PlaceHeader::wanted, this, [this](const QString &place) { m_current->open(place); });
    connect(m_lost, &Banner::actionPressed, this, [this] {
        for (MasterSession *one : std::as_const(m_masters))
            one->retryNow();
    });
    connect(m_restored, &Banner::actionPressed, this, &MainWindow::openRestore);
    connect(m_restored, &RestoreNotice::waitingChanged, this, &MainWindow::showGroup);
    connect(m_strip, &Strip::reviewWanted, this, [this] { m_current->open(QStringLiteral("review")); });
    connect(m_strip, &Strip::deployWanted, this, [this] { startOperation(OperationKind::Deploy); });
    connect(m_strip, &Strip::rollBackWanted, this, [this] { startOperation(OperationKind::RollBack); });
    connect(m_strip, &Strip::nextWanted, this, &MainWindow::takeNext);
    connect(m_drawer, &OperationsDrawer::wanted, this, &MainWindow::openOperation);
    connect(m_drawer, &OperationsDrawer::keepWanted, this, [this](const Operation &operation) { keepDeployment(operation); });
    connect(m_firstRun, &FirstRun::createWanted, this, &MainWindow::createGroup);
}

void MainWindow::addMaster(MasterSession *one)
{
    m_masters.append(one);
    m_sidebar->addMaster(one);
    connect(one, &MasterSession::stateChanged, this, &MainWindow::showMaster);
    connect(one, &MasterSession::groupsChanged, this, [this, one] { groupsChanged(one); });
    connect(one, &MasterSession::operationChanged, this, [this, one](const Operation &operation) { operationTold(one, operation); });
    groupsChanged(one);
    for (const GroupStatus &status : one->groups()) { // what was told before this window was there
        if (status.operation)
            operationTold(one, *status.operation);
    }
}

void MainWindow::removeMaster(MasterSession *one)
{
    m_masters.removeOne(one);
    one->disconnect(this);
    m_sidebar->removeMaster(one);
    const QList<QString> known = m_workplaces.keys();
    for (const QString &id : known) {
        if (&m_workplaces.value(id)->group().master() == one)
            drop(id);
    }
    if (!m_current && !m_masters.isEmpty())
        groupsChanged(m_masters.first());
}

void MainWindow::drop(const QString &group)
{
    Workplace *workplace = m_workplaces.take(group);
    if (m_current == workplace)
        m_current = nullptr;
    delete workplace;
}

MasterSession *MainWindow::master() const { return m_current ? &m_current->group().master() : m_masters.value(0); }

// --- places

void MainWindow::restore(const QString &place)
{
    m_restore = place;
    const QString group = place.section(u'/', 1, 1);
    for (MasterSession *one : std::as_const(m_masters)) {
        if (one->group(group))
            return go(one, group, place.section(u'/', 2));
    }
    for (MasterSession *one : std::as_const(m_masters))
        groupsChanged(one);
}

QString MainWindow::place() const
{
    return m_current ? QStringList{m_current->group().master().name(), m_current->group().id(), m_current->place()}.join(u'/') : QString();
}

void MainWindow::go(MasterSession *one, const QString &group, const QString &place)
{
    m_restore.clear();
    Workplace *&workplace = m_workplaces[group];
    if (!workplace) {
        workplace = new Workplace(*one, group);
        m_stack->addWidget(workplace);
        connect(workplace, &Workplace::opened, this, &MainWindow::showPlace);
        connect(workplace, &Workplace::changed, this, &MainWindow::showPlace);
        connect(workplace, &Workplace::rollBackWanted, this, [this](int deployment) { startOperation(OperationKind::RollBack, deployment); });
        connect(&workplace->group(), &GroupSession::statusChanged, this, &MainWindow::showGroup);
        connect(&workplace->group(), &GroupSession::changesChanged, this, &MainWindow::showGroup);
    }
    m_current = workplace;
    m_stack->setCurrentWidget(workplace);
    workplace->open(place);
}

// The group of what was open last, or the first one there is.
void MainWindow::groupsChanged(MasterSession *one)
{
    const QList<QString> known = m_workplaces.keys();
    for (const QString &id : known) {
        Workplace *workplace = m_workplaces.value(id);
        if (&workplace->group().master() != one || one->group(id) || !one->isConnected())
            continue;
        drop(id);
    }
    if (!m_current && !one->groups().isEmpty()) {
        const QString group = m_restore.section(u'/', 1, 1);
        if (one->group(group))
            go(one, group, m_restore.section(u'/', 2));
        else if (m_restore.isEmpty() || one->isConnected())
            go(one, one->groups().first().group.id, QStringLiteral("overview"));
    }
    showMaster();
}

void MainWindow::showPlace()
{
    if (!m_current || sender() == nullptr || !m_current->current())
        return showGroup();
    m_header->setTrail(m_current->trail(), m_current->trailPlaces());
    m_sidebar->choose(master(), m_current->group().id(), m_current->place());
    setWindowTitle(QStringList(m_current->trail()).join(QStringLiteral(" \u203a ")) + QStringLiteral(" \u2013 ") + tr("Lockstep"));
    setRoomy(m_current->current()->wantsRoom());
    showGroup();
}

void MainWindow::setRoomy(bool roomy)
{
    m_roomy = roomy;
    m_strip->setCompact(roomy);
    m_inspector->setVisible(!roomy && m_showInspector->isChecked());
}

void MainWindow::showGroup()
{
    const bool any = m_current != nullptr;
    m_restored->follow(master());
    m_strip->setVisible(any);
    m_header->setVisible(any);
    m_inspector->setVisible(any && !m_roomy && m_showInspector->isChecked());
    settleActions();
    if (!any)
        return;
    const GroupSession &group = m_current->group();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_header->show(&m_current->group());
    m_header->setTrail(m_current->trail(), m_current->trailPlaces());
    m_strip->show(stripOf(group.status(), group.changes(), now), group.master().isConnected() && !m_restored->isWaiting());
    const View *view = m_current->current();
    const QList<InspectedSection> selected = view ? view->inspected() : QList<InspectedSection>();
    m_inspector->show(selected.isEmpty() ? Inspector::ofGroup(group, now) : selected);
}

// What stands in the middle while there is no group to show, and the banner while a master is lost.
void MainWindow::showMaster()
{
    MasterSession *one = master();
    if (!one)
        return;
    if (!m_current) {
        m_waiting->setText(one->state() == MasterSession::State::Connecting ? tr("Starting the master ...") : tr("The master is not reached."));
        m_stack->setCurrentWidget(one->isConnected() ? static_cast<QWidget *>(m_firstRun) : m_waiting);
        setWindowTitle(tr("Lockstep"));
    }
    if (one->state() == MasterSession::State::Lost) {
        const QString why = one->why() ? sentence(*one->why()) : QString();
        m_lost->show(Tone::Attention,
                     tr("%1 is not reached. What you see may be older, and nothing can be changed until it is back. %2").arg(one->name(), why),
                     one->why() ? one->why()->detail : QString());
    } else {
        m_lost->hide();
    }
    m_connection->setText(one->isConnected()                                 ? tr("%1, connected").arg(one->name())
                          : one->state() == MasterSession::State::Connecting ? tr("%1, connecting").arg(one->name())
                                                                             : tr("%1, not reached").arg(one->name()));
    showGroup();
}

// --- operations

void MainWindow::takeNext(StripState::Next next)
{
    const std::optional<Operation> running = m_current ? m_current->group().status().operation : std::nullopt;
    if (next == StripState::Next::Prepare)
        startOperation(OperationKind::Prepare);
    else if (next == StripState::Next::Deploy)
        startOperation(OperationKind::Deploy);
    else if (next == StripState::Next::AddMember)
        m_current->open(QStringLiteral("members/add"));
    else if ((next == StripState::Next::Watch || next == StripState::Next::Keep) && running)
        openOperation(master()->operation(running->id).value_or(*running));
}

void MainWindow::startOperation(OperationKind kind, int deployment)
{
    if (!m_current || m_dialog)
        return;
    m_dialog = new OperationDialog(m_current->group(), kind, deployment, this);
    connect(m_dialog, &OperationDialog::wanted, m_current, &Workplace::open);
    if (kind == OperationKind::Deploy)
        tellReviewed(m_dialog);
    const View *view = m_current->current();
    if (const std::optional<Digest> seal = view && kind == OperationKind::Prepare ? view->seal() : std::nullopt)
        m_dialog->setSeal(*seal); // of what the person looks at right now
    m_dialog->open();
}

// How far what is prepared was reviewed, and what of it must be confirmed by its zone's name.
void MainWindow::tellReviewed(OperationDialog *dialog)
{
    static constexpr qsizetype mostQuestions = 3; // of several zones one question is asked
    static constexpr qsizetype mostSentences = 6;
    auto *reviewed = new Reviewed(m_current->group(), QStringLiteral("live"), QStringLiteral("prepared"), dialog);
    dialog->awaitReviewed();
    const QString group = m_current->group().status().group.name;
    const auto tell = [dialog, reviewed, group] {
        if (!reviewed->isKnown())
            return;
        if (const std::optional<Error> problem = reviewed->problem())
            return dialog->setReviewed(tr("What changes could not be looked at."), false, {});
        QList<OperationDialog::Danger> dangers;
        const QList<Reviewed::Danger> found = reviewed->dangers();
        QStringList all;
        for (const Reviewed::Danger &one : found) {
            QStringList texts;
            for (const Error &text : one.texts.first(std::min(one.texts.size(), mostSentences)))
                texts.append(sentence(text));
            all += texts;
            dangers.append({one.zone.isEmpty() ? group : one.zone, texts.join(u'\n')});
        }
        if (dangers.size() > mostQuestions)
            dangers = {{group, all.first(std::min(all.size(), 2 * mostSentences)).join(u'\n')}};
        const int changes = reviewed->changes();
        dialog->setReviewed(tr("%1 of %2 changes viewed").arg(reviewed->viewed()).arg(changes), reviewed->viewed() == changes, dangers);
    };
    connect(reviewed, &Reviewed::known, dialog, tell);
    connect(reviewed, &Reviewed::changed, dialog, tell);
}

void MainWindow::openOperation(const Operation &operation)
{
    const GroupStatus *status = master() ? master()->group(operation.group) : nullptr;
    if (!status || m_dialog)
        return;
    if (!m_current || m_current->group().id() != operation.group)
        go(master(), operation.group, QStringLiteral("overview"));
    m_dialog = new OperationDialog(m_current->group(), operation, this);
    connect(m_dialog, &OperationDialog::wanted, m_current, &Workplace::open);
    m_dialog->open();
}

Task<> MainWindow::keepDeployment(Operation operation)
{
    if (!m_told)
        co_return;
    const QPointer<MainWindow> here(this);
    Task<Result<Operation>> keeping = m_told->call(mastercalls::operationKeep, OperationRequest{operation.id});
    const Result<Operation> kept = co_await keeping;
    if (here && !kept && m_drawer->operation() == operation.id)
        m_drawer->showFault(kept.error());
}

// What runs is shown at the foot, whoever started it; what ended before this window was there is history.
void MainWindow::operationTold(MasterSession *one, const Operation &operation)
{
    const bool running = operation.outcome == Outcome::Running;
    if (running)
        m_seen.insert(operation.id);
    const GroupStatus *status = one->group(operation.group);
    if (status && m_seen.contains(operation.id)) {
        m_told = one;
        m_drawer->show(operation, status->group.name);
    }
    showGroup();
}

// --- leaving

void MainWindow::keepLayout() const
{
    settings::windowGeometry.save(saveGeometry());
    settings::windowState.save(m_split->saveState());
    settings::place.save(place());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_leaving) {
        event->ignore();
        leave();
        return;
    }
    keepLayout();
    QMainWindow::closeEvent(event);
}

Task<> MainWindow::leave()
{
    const QPointer<MainWindow> here(this);
    const QList<Workplace *> workplaces = m_workplaces.values();
    for (Workplace *one : workplaces) {
        Task<bool> asking = one->mayLeave();
        const bool may = co_await asking;
        if (!here || !may)
            co_return;
    }
    m_leaving = true;
    close();
}

} // namespace lockstep
