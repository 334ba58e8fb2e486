// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/masterserver.h"
#include "tests/support/suite.h"
#include "tests/ui/grouphouse.h"
#include "ui/groups/connectdialog.h"
#include "ui/groups/creategroupdialog.h"
#include "ui/groups/deletegroup.h"
#include "ui/groups/firstrun.h"
#include "ui/groups/groupsettings.h"
#include "ui/groups/overviewview.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>

using namespace lockstep;

namespace {

// What is built later than the widget is shown with the next turn of the event loop.
QAbstractButton *button(QWidget *widget, const QString &text)
{
    QAbstractButton *found = nullptr;
    (void)comes(
        [&] {
            for (QAbstractButton *one : widget->findChildren<QAbstractButton *>()) {
                const bool fits = QString(one->text()).remove(u'&').startsWith(text) || one->accessibleName() == text;
                found = fits && one->isVisibleTo(widget) ? one : found;
            }
            return found != nullptr;
        },
        500);
    return found;
}

void type(QWidget *dialog, const QString &name, const QString &text)
{
    for (QLineEdit *one : dialog->findChildren<QLineEdit *>()) {
        if (one->accessibleName() == name && one->isVisibleTo(dialog)) {
            one->selectAll();
            QTest::keyClick(one, Qt::Key_Delete);
            QTest::keyClicks(one, text);
            return;
        }
    }
    QFAIL(qPrintable(name));
}

QString textOf(QWidget *widget)
{
    QStringList all;
    for (QLabel *label : widget->findChildren<QLabel *>()) {
        if (label->isVisibleTo(widget))
            all.append(label->text());
    }
    return all.join(u'\n');
}

} // namespace

class TestGroups : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { setAnswerer({}); }

    void aGroupIsCreatedWithItsFirstMember()
    {
        GroupHouse house(1);
        QVERIFY(house.connect());
        const QPointer<CreateGroupDialog> dialog = new CreateGroupDialog(*house.session);
        QSignalSpy created(dialog, &CreateGroupDialog::created);
        QSignalSpy added(dialog, &AddMemberDialog::added);
        dialog->open();
        type(dialog, QStringLiteral("Name"), QStringLiteral("Edge")); // there is one already
        QTest::mouseClick(button(dialog, QStringLiteral("Create the group")), Qt::LeftButton);
        QVERIFY(textOf(dialog).contains(QStringLiteral("There is a group \"Edge\" already")));
        type(dialog, QStringLiteral("Name"), QStringLiteral("Core"));
        QTest::mouseClick(button(dialog, QStringLiteral("Create the group")), Qt::LeftButton);
        QVERIFY(comes([&] { return created.count() == 1; }));
        QVERIFY(comes([&] { return textOf(dialog).contains(QStringLiteral("has no members yet")); })); // what Cancel leaves
        QVERIFY(!button(dialog, QStringLiteral("Back"))->isEnabled());                                 // it is created
        type(dialog, QStringLiteral("Host"), SimDialer::addressOf(0));
        type(dialog, QStringLiteral("Join code"), SimDialer::freshCode());
        QTest::mouseClick(button(dialog, QStringLiteral("Next")), Qt::LeftButton);
        QVERIFY(comes([&] { return button(dialog, QStringLiteral("Next"))->isEnabled() && textOf(dialog).contains(QStringLiteral("runs BIND")); }));
        QTest::mouseClick(button(dialog, QStringLiteral("Next")), Qt::LeftButton);
        dialog->findChildren<QCheckBox *>().last()->click();
        QTest::mouseClick(button(dialog, QStringLiteral("Add ")), Qt::LeftButton);
        QVERIFY(comes([&] { return added.count() == 1; }));
        const QString id = created.first().first().toString();
        QVERIFY(comes([&] { return house.session->group(id) && house.session->group(id)->live; }));
        delete dialog.data();
    }

    void aGroupIsDeletedByItsName()
    {
        GroupHouse house(1);
        QVERIFY(house.addAll());
        QVERIFY(house.connect());
        QWidget window;
        Question asked;
        bool answer = false;
        setAnswerer([&](const Question &question) {
            asked = question;
            return answer;
        });
        QCOMPARE(waitFor(deleteGroup(*house.session, house.group, &window)).value(), false);
        QCOMPARE(asked.typed, QStringLiteral("Edge"));
        QVERIFY(asked.details.contains(QStringLiteral("history")));
        QVERIFY(asked.details.contains(QStringLiteral("go on answering")));
        answer = true;
        QCOMPARE(waitFor(deleteGroup(*house.session, house.group, &window)).value(), true);
        QVERIFY(comes([&] { return house.session->groups().isEmpty(); }));
        QCOMPARE(waitFor(deleteGroup(*house.session, house.group, &window)).error().code, QStringLiteral("master.nogroup"));
    }

    // What a colleague has set meanwhile stays: only what was changed here is sent.
    void settingsAreSaved()
    {
        GroupHouse house(2);
        QVERIFY(house.addAll());
        QVERIFY(house.connect());
        const QPointer<GroupSettings> dialog = new GroupSettings(*house.view);
        dialog->open();
        QAbstractButton *save = button(dialog, QStringLiteral("Save"));
        QPlainTextEdit *rules = nullptr; // the banner has one too
        for (QPlainTextEdit *edit : dialog->findChildren<QPlainTextEdit *>()) {
            if (edit->accessibleName() == QLatin1String("Paths that are no drift, one a line"))
                rules = edit;
        }
        QVERIFY(rules);
        rules->setPlainText(QStringLiteral("/etc/bind/local/*\n\nlocal.conf"));
        QVERIFY2(textOf(dialog).contains(QStringLiteral("Line 3: \"local.conf\" is no absolute path")), qPrintable(textOf(dialog)));
        QVERIFY(!save->isEnabled());
        rules->setPlainText(QStringLiteral(" /etc/bind/local/* \n\n/etc/bind/local/*"));
        QVERIFY(save->isEnabled());
        type(dialog, QStringLiteral("Name"), QString());
        QVERIFY(textOf(dialog).contains(QStringLiteral("Give the group a name")));
        type(dialog, QStringLiteral("Name"), QStringLiteral("Core"));
        dialog->findChild<QComboBox *>()->setCurrentIndex(int(SerialPolicy::PlusOne));
        button(dialog, QStringLiteral("One member first"))->click();
        EditGroupRequest other{house.group};
        other.keepDeployments = 7;
        QVERIFY(house.master->call(mastercalls::groupEdit, other));
        save->click();
        QVERIFY(comes([&] { return !dialog; }));
        QVERIFY(comes([&] { return house.view->status().group.name == QLatin1String("Core"); }));
        const Group group = house.view->status().group;
        QCOMPARE(group.serialPolicy, SerialPolicy::PlusOne);
        QCOMPARE(group.keepDeployments, 7);
        QCOMPARE(group.rollout.value_or(Rollout()).first, 1);
        QCOMPARE(group.driftRules, std::optional(QStringList{QStringLiteral("/etc/bind/local/*")}));
        QVERIFY(!group.keepMinutes);
    }

    void whatTheMasterRefusesIsSaidAndNothingIsLost()
    {
        GroupHouse house(2);
        QVERIFY(house.addAll());
        QVERIFY(house.connect());
        const QPointer<GroupSettings> dialog = new GroupSettings(*house.view);
        dialog->open();
        auto *kept = dialog->findChild<QSpinBox *>();
        kept->setValue(12);
        type(dialog, QStringLiteral("Name"), QStringLiteral("Core"));
        QVERIFY(house.master->call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("Core")})); // somebody was faster
        button(dialog, QStringLiteral("Save"))->click();
        QVERIFY(comes([&] {
            const Banner *banner = dialog->findChild<Banner *>();
            return banner->isVisible() && banner->accessibleName().contains(QStringLiteral("\"Core\" already"));
        }));
        QCOMPARE(kept->value(), 12);
        type(dialog, QStringLiteral("Name"), QStringLiteral("Edge"));
        button(dialog, QStringLiteral("Save"))->click();
        QVERIFY(comes([&] { return !dialog; }));
        QVERIFY(comes([&] { return house.view->status().group.keepDeployments == 12; }));
    }

    void theFirstRunHasNoDeadButton()
    {
        FirstRun page;
        page.show();
        QVERIFY(!button(&page, QStringLiteral("Open the demonstration")));
        int opened = 0;
        page.setDemonstration([&] { ++opened; });
        QTest::mouseClick(button(&page, QStringLiteral("Open the demonstration")), Qt::LeftButton);
        QCOMPARE(opened, 1);
        QSignalSpy create(&page, &FirstRun::createWanted);
        QTest::mouseClick(button(&page, QStringLiteral("Create a group")), Qt::LeftButton);
        QCOMPARE(create.count(), 1);
    }

    void anOverviewLeadsToThePlaces()
    {
        GroupHouse house(2);
        QVERIFY(house.addAll());
        QVERIFY(house.stageHost(QStringLiteral("a.example"), QStringLiteral("new"), 4));
        QVERIFY(house.connect());
        OverviewView view(*house.view);
        view.resize(860, 560);
        view.show();
        QVERIFY(comes([&] { return textOf(&view).contains(QStringLiteral("1 edit")); }));
        QVERIFY(comes([&] { return textOf(&view).contains(QStringLiteral("Group \"Edge\" was created.")); }));
        QVERIFY(comes([&] { return textOf(&view).contains(QStringLiteral("2 member")); }));
        QSignalSpy wanted(&view, &View::wanted);
        QTest::mouseClick(button(&view, QStringLiteral("ns2")), Qt::LeftButton);
        QTest::mouseClick(button(&view, QStringLiteral("Open: Last happened")), Qt::LeftButton);
        QCOMPARE(wanted.at(0).first().toString(), QStringLiteral("members/") + house.view->status().members.at(1).id);
        QCOMPARE(wanted.at(1).first().toString(), QStringLiteral("history"));
        // Times pass and states change; the line that has the keyboard keeps it.
        button(&view, QStringLiteral("ns1"))->setFocus();
        const QAbstractButton *before = button(&view, QStringLiteral("ns1"));
        QTRY_COMPARE(house.view->status().state, SyncState::InSync);
        house.members[0]->named.stop();
        house.session->refresh(house.group);
        QVERIFY(comes([&] { return house.view->status().state != SyncState::InSync; }));
        QCOMPARE(static_cast<const QAbstractButton *>(button(&view, QStringLiteral("ns1"))), before);
    }

    void anEmptyGroupSaysSo()
    {
        GroupHouse house(1);
        QVERIFY(house.connect());
        OverviewView view(*house.view);
        view.show();
        QVERIFY(comes([&] { return textOf(&view).contains(QStringLiteral("has no members yet")); }));
        QSignalSpy wanted(&view, &View::wanted);
        QTest::mouseClick(button(&view, QStringLiteral("Add the first member")), Qt::LeftButton);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("members/add"));
    }

    void aMasterElsewhereIsConnected()
    {
        MasterServer server;
        QVERIFY(server.start());
        const QTemporaryDir home;
        const std::unique_ptr<Files> files = realFiles();
        const UserFolders folders{home.path(), {}, {}};
        const QPointer<ConnectDialog> dialog = new ConnectDialog(*files, folders);
        QSignalSpy connected(dialog, &ConnectDialog::connected);
        dialog->open();
        QTest::mouseClick(button(dialog, QStringLiteral("Connect")), Qt::LeftButton);
        QVERIFY(textOf(dialog).contains(QStringLiteral("Say where the master is")));
        type(dialog, QStringLiteral("Host"), server.address());
        type(dialog, QStringLiteral("Join code"), SimDialer::usedCode()); // well formed, of another key
        QTest::mouseClick(button(dialog, QStringLiteral("Connect")), Qt::LeftButton);
        QVERIFY(comes([&] { return textOf(dialog).contains(QStringLiteral("printed by another master")); }));
        type(dialog, QStringLiteral("Join code"), server.enrol());
        QTest::mouseClick(button(dialog, QStringLiteral("Connect")), Qt::LeftButton);
        QVERIFY(comes([&] { return connected.count() == 1; }));
        QVERIFY(comes([&] { return !dialog; }));
        QCOMPARE(knownMasters(*files, folders)->size(), 1);
        QCOMPARE(knownMasters(*files, folders)->first().name, QStringLiteral("127.0.0.1"));
    }
};

LOCKSTEP_SUITE(TestGroups)
#include "tst_groups.moc"
