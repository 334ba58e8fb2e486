// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/reviewhouse.h"
#include "ui/operations/operationdialog.h"
#include "ui/operations/operationsdrawer.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>

using namespace lockstep;

namespace {

QPushButton *button(const QWidget &window, const QString &text)
{
    for (QPushButton *one : window.findChildren<QPushButton *>()) {
        if (QString(one->text()).remove(u'&') == text && one->isVisible())
            return one;
    }
    return nullptr;
}

bool shows(const QWidget &window, const QString &text)
{
    return comes([&] { return button(window, text) != nullptr; }, 20000);
}

} // namespace

class TestKeeping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A deployment that waits to be kept is found in the window that began it, in a colleague's, and in one that is opened later.
    void everyWindowFindsWhatWaits()
    {
        ReviewHouse house;
        QVERIFY(house.ready);
        QVERIFY(house.stage(*house.me, "a.example", "new", "", "A 10.0.0.7"));
        const Operation prepared = house.prepare();
        QCOMPARE(prepared.outcome, Outcome::Succeeded);
        MainWindow early({&house.mine}, [] {});
        static_cast<QWidget &>(early).show();
        QVERIFY(house.master->call(mastercalls::deploy, DeployGroupRequest{house.group, prepared.seal, {}, {}, 1440}));
        QVERIFY(shows(early, QStringLiteral("Keep 1")));
        QVERIFY(comes([&] { return house.theirs.group(house.group)->operation->step == QLatin1String("keeping"); }));
        MainWindow late({&house.theirs}, [] {});
        static_cast<QWidget &>(late).show();
        QVERIFY(shows(late, QStringLiteral("Keep 1")));
        QVERIFY(shows(late, QStringLiteral("Keep deployment 1..."))); // the next step, in the strip
        button(late, QStringLiteral("Keep deployment 1..."))->click();
        const QPointer<OperationDialog> dialog = late.findChild<OperationDialog *>();
        QVERIFY(dialog && shows(*dialog, QStringLiteral("Keep deployment 1")));
        dialog->close();
        QVERIFY(comes([&] { return !dialog; }));
        button(late, QStringLiteral("Keep 1"))->click();
        QVERIFY(comes([&] { return house.me->status().liveDeployment == 1; }, 20000));
        QVERIFY(comes([&] { return !button(early, QStringLiteral("Keep 1")) && !button(late, QStringLiteral("Keep 1")); }));
    }

    // A set that staging has moved on from is deployed by a quiet button of the strip, and by the menu where a narrow window has no room
    // for that.
    void anOlderSetIsDeployedFromANarrowWindow()
    {
        ReviewHouse house;
        QVERIFY(house.ready);
        QVERIFY(house.stage(*house.me, "a.example", "new", "", "A 10.0.0.7"));
        QCOMPARE(house.prepare().outcome, Outcome::Succeeded);
        QVERIFY(house.stage(*house.me, "a.example", "newer", "", "A 10.0.0.8"));
        MainWindow window({&house.mine}, [] {});
        window.resize(1600, 700);
        static_cast<QWidget &>(window).show();
        const auto action = [&](const QString &text) -> QAction * {
            for (QAction *one : window.findChildren<QAction *>()) {
                if (QString(one->text()).remove(u'&') == text)
                    return one;
            }
            return nullptr;
        };
        QVERIFY(shows(window, QStringLiteral("Deploy it...")));
        QVERIFY(action(QStringLiteral("Review")));
        action(QStringLiteral("Review"))->trigger(); // has the strip on one line
        QVERIFY(shows(window, QStringLiteral("Deploy it...")));
        window.resize(window.minimumSizeHint().width(), 700);
        QVERIFY(comes([&] { return !button(window, QStringLiteral("Deploy it...")); }));
        QAction *deploy = action(QStringLiteral("Deploy..."));
        QVERIFY(deploy && deploy->isEnabled());
        deploy->trigger();
        QVERIFY(comes([&] { return window.findChild<OperationDialog *>() != nullptr; }));
        window.findChild<OperationDialog *>()->close();
    }
};

LOCKSTEP_SUITE(TestKeeping)
#include "tst_keeping.moc"
