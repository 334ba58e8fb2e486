// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/system/consoleroom.h"
#include "ui/review/reviewview.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>

#include <csignal>

using namespace lockstep;

namespace {

const QString zone = ConsoleRoom::zone;
const QString before = ConsoleRoom::before;
const QString after = ConsoleRoom::after;
using Room = ConsoleRoom;

} // namespace

// The main job in the real window, on three real servers, with what a person has: eyes, mouse and keyboard.
class TestConsole : public QObject
{
    Q_OBJECT
private:
    static void addMember(Room &room, Person &person, int index)
    {
        const Host &host = room.group.host(index);
        person.fill(QStringLiteral("Host"), host.address());
        person.fill(QStringLiteral("Name"), host.name());
        person.fill(QStringLiteral("Join code"), QString::fromUtf8(room.group.enrol(index).out).trimmed());
        person.press(QStringLiteral("Next"));
        person.waitFor("the preflight", [&] { return person.sees(QStringLiteral("Its configuration begins at")); });
        person.press(QStringLiteral("Next"));
        const QString replace = QStringLiteral("Replace what %1 has by what is live").arg(host.name());
        if (index == 0)
            person.press(QStringLiteral("Move these statements to files of %1 alone").arg(host.name()));
        else
            person.waitFor("the comparison", [&] { return person.sees(replace) || person.sees(QStringLiteral("nothing is lost")); });
        if (person.sees(replace))
            person.press(replace);
        person.press(QStringLiteral("Add %1").arg(host.name()));
        person.waitFor(
            "the member", [&] { return room.hasGroup() && room.status().members.size() == index + 1 && person.sees(QStringLiteral("is a member")); },
            60000);
        closeDialog(person);
    }

    static void joinAll(Room &room, Person &person)
    {
        person.press(QStringLiteral("Create a group"));
        person.fill(QStringLiteral("Name"), QStringLiteral("Edge"));
        person.press(QStringLiteral("Create the group"));
        addMember(room, person, 0);
        for (int i = 1; i < 3; ++i) {
            person.shortcut(QStringLiteral("ctrl+2"));
            person.press(QStringLiteral("Add member"));
            addMember(room, person, i);
        }
    }

    // Changes www in the external view's zone, typing into the table's cell.
    static void editRecord(Room &room, Person &person)
    {
        const int staged = room.status().changes;
        person.shortcut(QStringLiteral("ctrl+3"));
        openExternal(person);
        person.choose(QStringLiteral("Records"), before);
        person.shortcut(QStringLiteral("F2"));
        person.waitFor("an editor", [] { return qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr; });
        person.shortcut(QStringLiteral("ctrl+a"));
        person.type(after);
        person.waitFor("the new address in the editor", [] {
            const auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
            return field && field->text() == after;
        });
        person.shortcut(QStringLiteral("Return"));
        person.waitFor("the staged change", [&] { return room.status().changes > staged; });
    }

    // The zone by its name, from anywhere: the quick command knows it.
    static void openExternal(Person &person)
    {
        person.shortcut(QStringLiteral("ctrl+k"));
        person.waitFor("the quick command", [] { return QApplication::activePopupWidget() != nullptr; });
        person.type(QStringLiteral("example.net external"));
        person.waitFor("the zone in the list", [] { // the zones come from the master
            const QWidget *popup = QApplication::activePopupWidget();
            const auto *field = popup ? popup->findChild<QLineEdit *>() : nullptr;
            const auto *list = popup ? popup->findChild<QListWidget *>() : nullptr;
            return field && list && field->text() == QLatin1String("example.net external") && list->count() > 0;
        });
        person.shortcut(QStringLiteral("Return"));
        person.waitFor("the zone", [&] { return person.sees(QStringLiteral("example.net")); });
    }

    static void prepareAndDeploy(Room &room, Person &person)
    {
        person.press(QStringLiteral("Prepare 1 edit"));
        person.press(QStringLiteral("Prepare on 3 members"));
        person.waitFor("the prepared set", [&] { return room.status().prepared && person.sees(QStringLiteral("hold the verified set")); }, 60000);
        closeDialog(person);
        QCOMPARE(room.answers(), before); // nothing that is served changed
        startDeploy(person);
        person.waitFor("the deployment", [&] { return person.sees(QStringLiteral("was asked to prove it")); }, 60000);
        closeDialog(person);
        QCOMPARE(room.answers(), after);
        person.waitFor("deployment 1 to be live", [&] { return room.status().liveDeployment == 1; });
    }

    static void mainJob(Person::Hands hands)
    {
        Room room;
        Person person(hands);
        QElapsedTimer timer;
        timer.start();
        const int presses = Desktop::presses();
        joinAll(room, person);
        QCOMPARE(room.answers(), before);
        const qint64 joined = timer.elapsed();
        const int joinedPresses = Desktop::presses() - presses;
        editRecord(room, person);
        person.shortcut(QStringLiteral("ctrl+6"));
        person.waitFor("the review", [&] { return person.sees(QStringLiteral("example.net")); });
        prepareAndDeploy(room, person);
        qInfo("joined three servers: %lld ms, %d clicks and keys; first deployed change: %lld ms, %d", joined, joinedPresses, timer.elapsed(),
              Desktop::presses() - presses);
        // A second change, so that there is something to go back to, and back.
        QVERIFY(room.stage(after, QStringLiteral("192.0.2.99")));
        // Who prepares before the review shows it is told that it was not looked at.
        const auto *review = room.console->window()->findChild<ReviewView *>();
        QVERIFY(review && review->isVisible());
        person.waitFor("the second change in the review", [&] { return room.status().changes == 1 && review->seal() == room.status().staged; });
        person.press(QStringLiteral("Prepare 1 edit"));
        person.press(QStringLiteral("Prepare on 3 members"));
        person.waitFor("the prepared set", [&] { return person.sees(QStringLiteral("hold the verified set")); }, 60000);
        closeDialog(person);
        startDeploy(person);
        person.waitFor("the deployment", [&] { return person.sees(QStringLiteral("was asked to prove it")); }, 60000);
        closeDialog(person);
        QCOMPARE(room.answers(), QStringLiteral("192.0.2.99"));
        person.waitFor("deployment 2 to be live", [&] { return room.status().liveDeployment == 2; });
        QTest::qWait(100); // the strip takes its new places
        person.press(QStringLiteral("Roll back"));
        person.press(QStringLiteral("Roll back to 1"));
        person.waitFor("the way back", [&] { return person.sees(QStringLiteral("was asked to prove it")); }, 60000);
        closeDialog(person);
        QCOMPARE(room.answers(), after);
        person.waitFor("deployment 3 to be live", [&] { return room.status().liveDeployment == 3; });
    }

private Q_SLOTS:
    void theMainJobByMouseAndKeyboard() { mainJob(Person::Hands::Both); }
    void theMainJobByKeyboardAlone() { mainJob(Person::Hands::KeyboardOnly); }

    // The window goes away in the middle of a deployment: the master goes on, and a new window finds it.
    void aWindowThatIsOpenedAgainFindsTheOperation()
    {
        Room room;
        Person person(Person::Hands::Both);
        room.prepared(person);
        room.group.host(2).signal(room.group.host(2).namedPid(), SIGSTOP); // it proves nothing for a while
        startDeploy(person);
        person.waitFor("the running deployment", [&] { return person.sees(QStringLiteral("Run in background")); });
        room.console.reset();
        room.open();
        person.waitFor("the operation in the new window", [&] { return person.sees(QStringLiteral("Show progress")); });
        room.group.host(2).signal(room.group.host(2).namedPid(), SIGCONT);
        person.waitFor("its end", [&] { return room.hasGroup() && room.status().liveDeployment == 1; }, 60000);
        QCOMPARE(room.answers(), after);
    }
};

LOCKSTEP_SUITE(TestConsole)
#include "tst_console.moc"
