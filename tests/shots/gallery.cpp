// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/shots/gallery.h"

#include "ui/config/configurationview.h"
#include "ui/config/fileeditor.h"
#include "ui/config/findbar.h"
#include "ui/config/newfiledialog.h"
#include "ui/groups/connectdialog.h"
#include "ui/groups/creategroupdialog.h"
#include "ui/look/settings.h"
#include "ui/members/addmemberdialog.h"
#include "ui/operations/operationdialog.h"
#include "ui/widgets/quickcommand.h"
#include "ui/window/mainwindow.h"
#include "ui/window/placeheader.h"
#include "ui/window/preferencesdialog.h"
#include "ui/window/workplace.h"
#include "ui/zones/celleditor.h"
#include "ui/zones/recordsmodel.h"
#include "ui/zones/recordstable.h"
#include "ui/zones/zoneview.h"

#include <QApplication>
#include <QLineEdit>
#include <QTabBar>
#include <QTest>

namespace lockstep {

namespace {

constexpr int settle = 350; // ms: what is read by itself has come

Operation sample(OperationKind kind, Outcome outcome, const QString &group)
{
    Operation operation;
    operation.id = QStringLiteral("sample-%1-%2").arg(int(kind)).arg(int(outcome));
    operation.group = group;
    operation.kind = kind;
    operation.outcome = outcome;
    operation.deployment = kind == OperationKind::Prepare ? 0 : 2;
    operation.seal = Digest::of("sample");
    operation.step = outcome == Outcome::Running ? QStringLiteral("switching") : QStringLiteral("ended");
    const auto row = [&](const char *name, const char *step, int done, int total, qint64 elapsed, QList<Error> problems = {}) {
        operation.members.append({QLatin1String(name), QLatin1String(name), QLatin1String(step), done, total, elapsed, std::move(problems)});
    };
    const Error broken{QStringLiteral("agent.checker"),
                       {QStringLiteral("example.net/MX 'mail' is a CNAME (illegal)")},
                       {QStringLiteral("ns3"), QStringLiteral("/etc/bind/zones/example.net.db"), 17, 0},
                       {}};
    if (kind == OperationKind::Prepare) {
        row("ns1", "prepared", 0, 0, 210);
        row("ns2", "prepared", 0, 0, 230);
        row("ns3", outcome == Outcome::Failed ? "failed" : "prepared", 0, 0, 180, outcome == Outcome::Failed ? QList<Error>{broken} : QList<Error>());
    } else if (outcome == Outcome::Running) {
        row("ns1", "proved", 48, 48, 90);
        operation.members.last().answers = 124;
        operation.members.last().byLoad = 0;
        row("ns2", "switching", 31, 48, 50);
        row("ns3", "waiting", 0, 48, 0);
    } else {
        row("ns1", "returned", 0, 0, 410);
        row("ns2", "returned", 0, 0, 390);
        row("ns3", "failed", 0, 0, 510, {broken});
    }
    return operation;
}

} // namespace

Gallery::Gallery(QString folder, const QString &scale, const QString &theme, const QString &language)
    : m_folder(std::move(folder)), m_suffix(QStringLiteral("-%1-%2x-%3.png").arg(theme, scale, language)), m_console({})
{
    settings::theme.save(theme);
    settings::language.save(language);
    settings::place.save({});
    settings::windowGeometry.save({});
    settings::windowState.save({});
}

MasterSession &Gallery::master() { return *m_console.masters().first(); }

QString Gallery::group() { return master().groups().first().group.id; }

void Gallery::keep(const char *name, QWidget *widget)
{
    const QString path = m_folder + u'/' + QLatin1String(name) + m_suffix;
    if (!widget || !widget->grab().save(path)) {
        ++m_faults;
        qWarning("%s cannot be painted", qPrintable(path));
    }
}

void Gallery::open(const char *name, const QString &place)
{
    m_console.window()->restore(QStringList{master().name(), group(), place}.join(u'/'));
    QTest::qWait(settle);
    keep(name, m_console.window());
}

void Gallery::keepDialog(const char *name)
{
    QTest::qWait(settle);
    QWidget *dialog = QApplication::activeModalWidget();
    keep(name, dialog);
    if (dialog)
        dialog->close();
    QTest::qWait(20);
}

int Gallery::paint()
{
    if (const Result<void> started = m_console.start(); !started)
        return 1;
    m_console.window()->resize(1280, 800);
    if (!QTest::qWaitFor([&] { return !master().groups().isEmpty(); }, 20000))
        return 1;
    places();
    review();
    operations();
    rollouts();
    dialogs();
    zoneStates();
    configurationStates();
    addingAMember();
    otherMasters();
    return m_faults > 0 ? 1 : 0;
}

void Gallery::places()
{
    open("overview", QStringLiteral("overview"));
    open("members", QStringLiteral("members"));
    open("zones", QStringLiteral("zones"));
    open("zone-records", QStringLiteral("zones/external/example.net"));
    if (auto *tabs = m_console.window()->findChild<QTabBar *>()) {
        tabs->setCurrentIndex(1);
        QTest::qWait(settle);
        keep("zone-file", m_console.window());
        tabs->setCurrentIndex(0);
    }
    open("configuration", QStringLiteral("configuration/etc-bind/named.conf.options"));
    open("review", QStringLiteral("review"));
    open("history", QStringLiteral("history"));
    m_console.window()->resize(1920, 1080);
    open("wide-overview", QStringLiteral("overview"));
    open("wide-review", QStringLiteral("review"));
    m_console.window()->resize(1280, 800);
    open("overview-again", QStringLiteral("overview"));
    auto *header = m_console.window()->findChild<PlaceHeader *>();
    header->openReasons();
    QTest::qWait(50);
    keep("reasons", QApplication::activePopupWidget());
    if (QApplication::activePopupWidget())
        QApplication::activePopupWidget()->close();
}

void Gallery::operations()
{
    GroupSession session(master(), group());
    for (const auto &[name, kind] : {std::pair{"prepare-summary", OperationKind::Prepare},
                                     {"deploy-summary", OperationKind::Deploy},
                                     {"rollback-summary", OperationKind::RollBack}}) {
        if (kind == OperationKind::Deploy)
            prepare();
        OperationDialog *dialog = new OperationDialog(session, kind, 0, m_console.window());
        dialog->open();
        keepDialog(name);
    }
    open("overview-prepared", QStringLiteral("overview"));
    for (const auto &[name, kind, outcome] : {std::tuple{"prepare-done", OperationKind::Prepare, Outcome::Succeeded},
                                              {"prepare-failed", OperationKind::Prepare, Outcome::Failed},
                                              {"deploy-running", OperationKind::Deploy, Outcome::Running},
                                              {"deploy-returned", OperationKind::Deploy, Outcome::Returned}}) {
        auto *dialog = new OperationDialog(session, sample(kind, outcome, group()), m_console.window());
        dialog->open();
        keepDialog(name);
    }
}

// On the three servers.
void Gallery::prepare()
{
    if (!master().groups().first().prepared)
        master().call(mastercalls::prepare, PrepareGroupRequest{group(), QStringLiteral("Shop and mail"), {}});
    if (!QTest::qWaitFor([&] { return master().groups().first().prepared.has_value(); }, 20000))
        ++m_faults;
}

void Gallery::dialogs()
{
    GroupSession session(master(), group());
    (new CreateGroupDialog(master(), m_console.window()))->open();
    keepDialog("create-group");
    for (const auto &[name, action] :
         {std::pair{"connect", "connect"}, {"preferences", "preferences"}, {"delete-group", "deleteGroup"}, {"about", "about"}}) {
        m_console.window()->findChild<QAction *>(QLatin1String(action))->trigger();
        keepDialog(name);
    }
    m_console.window()->findChild<QAction *>(QStringLiteral("quick"))->trigger();
    QTest::qWait(settle);
    keep("quick-command", QApplication::activePopupWidget());
    if (QApplication::activePopupWidget())
        QApplication::activePopupWidget()->close();
}

// A record that cannot be, a form with its fields, a filter that finds nothing.
void Gallery::zoneStates()
{
    open("zone-again", QStringLiteral("zones/external/example.net"));
    QWidget *window = m_console.window();
    auto *table = window->findChild<RecordsTable *>();
    auto *model = qobject_cast<RecordsModel *>(table->model());
    const auto rowOf = [&](const QString &type) {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, RecordsModel::Type).data().toString() == type)
                return row;
        }
        return 0;
    };
    table->setFocus();
    table->setCurrentIndex(model->index(rowOf(QStringLiteral("MX")), RecordsModel::Data));
    QTest::keyClick(table, Qt::Key_F2);
    QTest::qWait(settle);
    keep("zone-form", window);
    if (auto *form = table->findChild<CellEditor *>())
        QTest::keyClick(form->findChild<QLineEdit *>(), Qt::Key_Escape);
    const int row = rowOf(QStringLiteral("A"));
    RecordText wrong = model->textAt(row);
    wrong.data = "192.0.2.300";
    (void)model->offer(row, wrong);
    table->setCurrentIndex(model->index(row, RecordsModel::Name));
    QTest::qWait(settle);
    keep("zone-fault", window);
    model->abandon(row);
    auto *filter = table->window()->findChild<ZoneView *>()->findChild<QLineEdit *>();
    filter->setText(QStringLiteral("nothing has this"));
    QTest::qWait(settle);
    keep("zone-nothing-found", window);
    filter->clear();
}

void Gallery::configurationStates()
{
    open("zone-file-in-configuration", QStringLiteral("configuration/etc-bind/named.conf.local"));
    QWidget *window = m_console.window();
    auto *view = window->findChild<ConfigurationView *>();
    if (FileEditor *file = view->current()) {
        file->editor()->setFocus();
        file->findBar()->openReplace();
        QTest::keyClicks(file->findBar()->findChild<QLineEdit *>(), QStringLiteral("zone"));
        QTest::qWait(settle);
        keep("configuration-find", window);
        file->findBar()->close();
        file->setFaults(
            {{Error{QStringLiteral("namedconf.semicolon"), {}, {{}, file->path(), 4, 2}, {}}, false},
             {Error{QStringLiteral("namedconf.habit.unused"), {QStringLiteral("acl"), QStringLiteral("office")}, {{}, file->path(), 6, 0}, {}},
              true}});
        file->editor()->goTo(4, 2);
        QTest::qWait(settle);
        keep("configuration-fault", window);
    }
    auto *made = new NewFileDialog(
        master().groups().first().group.roots, {}, QStringLiteral("zones/"), [](const QString &, const QString &) { return QString(); }, window);
    made->open();
    keepDialog("new-file");
}

// With a fourth server, whose agent gave a join code; the last step is not taken.
void Gallery::addingAMember()
{
    auto *dialog = new AddMemberDialog(master(), group(), m_console.window());
    dialog->open();
    QTest::qWait(settle);
    keep("add-member", dialog);
    const auto fill = [&](const QStringList &texts) {
        qsizetype next = 0;
        for (QLineEdit *edit : dialog->findChildren<QLineEdit *>()) {
            if (!edit->isVisibleTo(dialog) || next >= texts.size())
                continue;
            edit->clear();
            QTest::keyClicks(edit, texts[next++]);
        }
    };
    const auto onward = [&] {
        QTest::keyClick(dialog, Qt::Key_Return);
        QTest::qWait(1500);
    };
    fill({QStringLiteral("10.53.0.4"), QStringLiteral("ns 4!"), QStringLiteral("not a code")});
    onward();
    keep("add-member-wrong", dialog);
    fill({QStringLiteral("10.53.0.4"), QStringLiteral("ns4"), qEnvironmentVariable("LOCKSTEP_SHOTS_CODE")});
    onward();
    keep("add-member-found", dialog);
    onward();
    keep("add-member-data", dialog);
    dialog->close();
    QTest::qWait(20);
}

// A master without groups, one with an empty group, and one that is not reached.
void Gallery::otherMasters()
{
    const QByteArray home = qgetenv("LOCKSTEP_HOME");
    qputenv("LOCKSTEP_HOME", home + "/empty" + m_suffix.toUtf8()); // one that nobody has used
    MasterSession empty(systemClock(), ConsoleProgram::tr("This computer"), [] { return connectToLocalMaster(QStringLiteral("lockstep-shots")); });
    empty.start();
    (void)QTest::qWaitFor([&] { return empty.isConnected(); }, 15000);
    qputenv("LOCKSTEP_HOME", home);
    MainWindow first({&empty}, [] {});
    first.resize(1280, 800);
    static_cast<QWidget &>(first).show();
    QTest::qWait(settle);
    if (empty.groups().isEmpty())
        keep("first-run", &first);
    if (empty.groups().isEmpty())
        empty.call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("Lab")});
    (void)QTest::qWaitFor([&] { return !empty.groups().isEmpty(); });
    QTest::qWait(settle);
    keep("empty-group", &first);
    for (const char *place : {"members", "zones", "configuration", "review", "history"}) {
        first.restore(QStringList{empty.name(), empty.groups().first().group.id, QLatin1String(place)}.join(u'/'));
        QTest::qWait(settle);
        keep((QByteArray("empty-") + place).constData(), &first);
    }
    MasterSession lost(systemClock(), QStringLiteral("dns-master.example.net"), []() -> Task<Result<std::shared_ptr<MasterClient>>> {
        co_return fail(QStringLiteral("rpc.unreachable"), {QStringLiteral("dns-master.example.net:9531")});
    });
    lost.start();
    MainWindow away({&lost}, {});
    away.resize(1280, 800);
    static_cast<QWidget &>(away).show();
    QTest::qWait(settle);
    keep("not-reached", &away);
}

} // namespace lockstep
