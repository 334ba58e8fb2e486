// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/reviewhouse.h"
#include "ui/config/newfiledialog.h"
#include "ui/groups/creategroupdialog.h"
#include "ui/groups/groupsettings.h"
#include "ui/members/addmemberdialog.h"
#include "ui/operations/operationdialog.h"
#include "ui/widgets/badge.h"
#include "ui/window/mainwindow.h"
#include "ui/window/preferencesdialog.h"
#include "ui/window/sidebar.h"
#include "ui/window/workplace.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTabBar>

using namespace lockstep;

namespace {

bool isForPeople(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QPlainTextEdit *>(widget) || (widget->focusPolicy() & Qt::TabFocus);
}

// Parts of Qt's own composed widgets speak through their whole.
bool speaksThroughItsWhole(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    return widget->objectName().startsWith(QLatin1String("qt_")) || qobject_cast<const QComboBox *>(parent) ||
           qobject_cast<const QTabBar *>(parent) || (qobject_cast<const QLineEdit *>(parent) && qobject_cast<const QAbstractButton *>(widget)) ||
           qobject_cast<const QAbstractItemView *>(parent) || (qobject_cast<const Badge *>(widget) && widget->focusPolicy() == Qt::NoFocus) ||
           (parent && parent->inherits("QMenuBar"));
}

// Everything in `window` that a person uses and that has neither a name nor a role for assistive programs.
QStringList nameless(QWidget *window, const QString &where)
{
    QStringList faults;
    const QWidgetList all = window->findChildren<QWidget *>();
    for (QWidget *one : all) {
        if (!one->isVisibleTo(window) || !isForPeople(one) || speaksThroughItsWhole(one))
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(one);
        const QString name = face ? face->text(QAccessible::Name) : QString();
        if (name.trimmed().isEmpty() || face->role() == QAccessible::NoRole)
            faults.append(QStringLiteral("%1: %2 \"%3\" in %4")
                              .arg(where, QLatin1String(one->metaObject()->className()), one->objectName(),
                                   QLatin1String(one->parentWidget()->metaObject()->className())));
        const bool button = qobject_cast<QAbstractButton *>(one) != nullptr;
        if (button && one->isEnabled() && one->focusPolicy() == Qt::NoFocus && !one->inherits("QToolButton"))
            faults.append(QStringLiteral("%1: the keyboard does not reach \"%2\"").arg(where, name));
    }
    return faults;
}

bool reaches(const QAction *action, const QWidget *focus)
{
    const QList<QObject *> places = action->associatedObjects();
    switch (action->shortcutContext()) {
    case Qt::WindowShortcut:
    case Qt::ApplicationShortcut:
        return true;
    case Qt::WidgetShortcut:
        return std::ranges::any_of(places, [&](const QObject *one) { return one == focus; });
    case Qt::WidgetWithChildrenShortcut:
        break;
    }
    return std::ranges::any_of(places, [&](const QObject *one) {
        const auto *place = qobject_cast<const QWidget *>(one);
        return place && (place == focus || place->isAncestorOf(focus));
    });
}

// Keys that mean two things while the focus is somewhere in `window`: Qt then does neither.
QStringList ambiguous(QWidget *window, const QString &where)
{
    QStringList faults;
    const QList<QAction *> actions = window->findChildren<QAction *>();
    const QWidgetList all = window->findChildren<QWidget *>();
    for (const QWidget *focus : all) {
        if (!focus->isVisibleTo(window) || !(focus->focusPolicy() & Qt::TabFocus))
            continue;
        QHash<QKeySequence, QString> taken;
        for (const QAction *action : actions) {
            if (!action->isEnabled() || action->shortcut().isEmpty() || !reaches(action, focus))
                continue;
            if (taken.contains(action->shortcut()))
                faults.append(QStringLiteral("%1, in %2: %3 is \"%4\" and \"%5\"")
                                  .arg(where, QLatin1String(focus->metaObject()->className()), action->shortcut().toString(),
                                       taken.value(action->shortcut()), action->text()));
            taken.insert(action->shortcut(), action->text());
        }
    }
    return faults;
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingHasANameAndARole()
    {
        ReviewHouse house;
        QVERIFY(house.ready);
        MainWindow window({&house.mine}, [] {});
        static_cast<QWidget &>(window).show();
        QVERIFY(comes([&] { return !house.mine.groups().isEmpty(); }));
        QStringList faults;
        const QStringList places = Sidebar::places() + QStringList{QStringLiteral("review"), QStringLiteral("zones/internal/a.example")};
        for (const QString &place : places) {
            window.restore(QStringList{house.mine.name(), house.group, place}.join(u'/'));
            QTest::qWait(150);
            faults += nameless(&window, place) + ambiguous(&window, place);
        }
        if (auto *tabs = window.findChild<QTabBar *>()) { // the zone as a file
            tabs->setCurrentIndex(1);
            QTest::qWait(100);
            faults += nameless(&window, QStringLiteral("file")) + ambiguous(&window, QStringLiteral("file"));
        }
        for (const OperationKind kind : {OperationKind::Prepare, OperationKind::Deploy, OperationKind::RollBack}) {
            auto *dialog = new OperationDialog(*house.me, kind, 0, &window);
            dialog->open();
            QTest::qWait(50);
            faults += nameless(dialog, dialog->windowTitle());
            dialog->close();
        }
        const auto taken = [](const QString &, const QString &) { return QString(); };
        for (QDialog *dialog : std::initializer_list<QDialog *>{new PreferencesDialog(&window), new AddMemberDialog(house.mine, house.group, &window),
                                                                new CreateGroupDialog(house.mine, &window), new GroupSettings(*house.me, &window),
                                                                new NewFileDialog(house.me->status().group.roots, {}, {}, taken, &window)}) {
            dialog->open();
            QTest::qWait(50);
            faults += nameless(dialog, dialog->windowTitle()) + ambiguous(dialog, dialog->windowTitle());
            dialog->close();
        }
        faults.removeDuplicates();
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    // What is in a menu has a mnemonic or a shortcut, and no shortcut stands for two things.
    void everyActionIsReachedByTheKeyboard()
    {
        ReviewHouse house;
        MainWindow window({&house.mine}, [] {});
        static_cast<QWidget &>(window).show();
        QStringList faults;
        QHash<QKeySequence, QString> taken;
        const QList<QAction *> menus = window.menuBar()->actions();
        QVERIFY(menus.size() >= 5);
        for (QAction *menu : menus) {
            QVERIFY2(menu->text().contains(u'&'), qPrintable(menu->text()));
            const QList<QAction *> actions = menu->menu()->actions();
            for (QAction *action : actions) {
                if (action->isSeparator() || !action->isEnabled())
                    continue;
                if (action->shortcut().isEmpty() && !action->text().contains(u'&'))
                    faults.append(action->text());
                if (!action->shortcut().isEmpty() && taken.contains(action->shortcut()))
                    faults.append(action->text() + QStringLiteral(" has the keys of ") + taken.value(action->shortcut()));
                taken.insert(action->shortcut(), action->text());
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }
};

LOCKSTEP_SUITE(TestAccessibility)
#include "tst_accessibility.moc"
