// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/system/consoleroom.h"

#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScreen>

#include <csignal>

using namespace lockstep;

// What the person at the window sees when things break, on three real servers: the sentence, what is served, and the way on.
// With LOCKSTEP_PICTURES the screen at each such moment is kept in that folder.
class TestConsoleFaults : public QObject
{
    Q_OBJECT
private:
    static void keep(const char *name)
    {
        const QString folder = qEnvironmentVariable("LOCKSTEP_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(200);
        QGuiApplication::primaryScreen()->grabWindow(0).save(QDir(folder).filePath(QLatin1String(name) + QStringLiteral(".png")));
    }

    static void killMaster(const ServerGroup &group)
    {
        const qint64 pid = group.masterPid();
        QVERIFY(pid > 1);
        QCOMPARE(::kill(pid_t(pid), SIGKILL), 0);
        QVERIFY(group.host(0).ended(pid));
    }

private Q_SLOTS:
    // It cannot prove what it serves any more, so nobody changes; once it is there again, the deploy goes through.
    void aMemberIsLostDuringADeploy()
    {
        ConsoleRoom room;
        Person person(Person::Hands::Both);
        room.prepared(person);
        const Host &third = room.group.host(2);
        third.signal(third.namedPid(), SIGSTOP); // holds the deploy between the switch and the proof
        startDeploy(person);
        person.waitFor("the running deployment", [&] { return person.sees(QStringLiteral("Run in background")); });
        person.waitFor("the switch", [&] { // before it nothing goes back
            const QByteArray state = third.read(QStringLiteral("/var/lib/lockstep/state.json"));
            return !QJsonDocument::fromJson(state).object().value(QLatin1String("switched")).toObject().isEmpty();
        });
        keep("member-lost-running");
        room.group.stopAgent(2);
        person.waitFor("that it does not answer", [&] { return person.sees(QStringLiteral("ns3 does not answer: it goes back by itself")); });
        keep("member-lost-returning");
        person.waitFor("the return", [&] { return person.sees(QStringLiteral("ns3 failed: all members serve what they served before")); }, 100000);
        keep("member-lost-returned");
        QCOMPARE(room.answers(2), ConsoleRoom::before);
        closeDialog(person);
        person.waitFor("the state of the group",
                       [&] { return person.sees(QStringLiteral("Unknown")) || person.sees(QStringLiteral("Out of sync")); });
        keep("member-lost-group");
        third.signal(third.namedPid(), SIGCONT);
        room.group.startAgent(2);
        person.waitFor("the member", [&] { return person.sees(QStringLiteral("In sync")); }, 60000);
        keep("member-back");
        QCOMPARE(room.answers(), ConsoleRoom::before);
    }

    // A banner says so, nothing can be pressed, everything that was read stays; when it is there again the window catches up with
    // what a colleague did meanwhile.
    void theMasterIsLostAndComesBack()
    {
        ConsoleRoom room;
        Person person(Person::Hands::Both);
        room.prepared(person);
        const qint64 pid = room.group.masterPid();
        QVERIFY(pid > 1);
        QCOMPARE(::kill(pid_t(pid), SIGSTOP), 0); // it does not answer, and no other can start in its place
        person.waitFor("the banner", [&] { return person.sees(QStringLiteral("is not reached")); }, 60000);
        keep("master-lost");
        QVERIFY(person.sees(QStringLiteral("Edge")));
        QCOMPARE(::kill(pid_t(pid), SIGCONT), 0);
        person.waitFor("the connection", [&] { return room.console->masters().first()->isConnected(); }, 60000);
        QVERIFY(room.stage(ConsoleRoom::after, QStringLiteral("192.0.2.99")));
        person.waitFor("the colleague's change", [&] { return person.sees(QStringLiteral("2 edits")); });
        keep("master-back");
        const qint64 next = room.group.masterPid();
        killMaster(room.group);
        QCOMPARE(room.group.lockstep({QStringLiteral("group"), QStringLiteral("list")}).exit, 0); // starts another one
        person.waitFor(
            "the next master",
            [&] {
                const qint64 now = room.group.masterPid();
                return now != 0 && now != next && room.console->masters().first()->isConnected();
            },
            60000);
        person.waitFor("the same state", [&] { return person.sees(QStringLiteral("2 edits")); });
    }

    // A real process, killed in the middle: the master goes on, the next window finds how it ended.
    void theWindowIsKilledDuringADeploy()
    {
        ConsoleRoom room;
        Person person(Person::Hands::Both);
        room.prepared(person);
        const Host &third = room.group.host(2);
        third.signal(third.namedPid(), SIGSTOP);
        startDeploy(person);
        person.waitFor("the running deployment", [&] { return person.sees(QStringLiteral("Run in background")); });
        room.console.reset();
        const std::unique_ptr<QProcess> other = room.group.start({}, {}, QStringLiteral("lockstep-console"));
        QTest::qWait(2500);
        keep("reattached");
        other->kill();
        QVERIFY(other->waitForFinished(30000));
        third.signal(third.namedPid(), SIGCONT);
        room.open();
        person.waitFor("its end", [&] { return room.hasGroup() && room.status().liveDeployment == 1; }, 60000);
        QCOMPARE(room.answers(), ConsoleRoom::after);
    }

    // The set that two people change: what the colleague staged meanwhile is said before anything is deployed.
    void aColleagueStagesMoreAfterPrepare()
    {
        ConsoleRoom room;
        Person person(Person::Hands::Both);
        room.prepared(person);
        QVERIFY(room.stage(ConsoleRoom::after, QStringLiteral("192.0.2.99")));
        person.waitFor("the newer staging", [&] { return person.sees(QStringLiteral("Prepare 2 edits")); });
        keep("staged-after-prepare");
        room.group.stopAgent(1);
        person.press(QStringLiteral("Prepare 2 edits"));
        person.press(QStringLiteral("Prepare on 3 members"));
        person.waitFor(
            "the refusal", [&] { return person.sees(QStringLiteral("ns2")) && person.sees(QStringLiteral("What is served has not changed")); },
            60000);
        keep("dead-member-prepare");
        closeDialog(person);
        QCOMPARE(room.answers(), ConsoleRoom::before);
        room.group.startAgent(1);
    }

    // Somebody edits a file on a server: the window tells it, and that it is over, without being asked to look.
    void anEditByHandIsSeenAtOnce()
    {
        ConsoleRoom room;
        Person person(Person::Hands::Both);
        room.prepared(person);
        const auto state = [&] { return room.status().sync.at(1).state; };
        person.waitFor("a group in sync", [&] { return state() == SyncState::InSync; });
        const QString keepIt = QStringLiteral("cp -p /etc/bind/named.conf /tmp/kept; echo '# by hand' >> /etc/bind/named.conf");
        QCOMPARE(room.group.host(1).run({QStringLiteral("sh"), QStringLiteral("-c"), keepIt}).exit, 0);
        person.waitFor("the edit", [&] { return state() == SyncState::OutOfSync; }, 60000);
        QCOMPARE(room.status().sync.at(1).drifted, QStringList{QStringLiteral("/etc/bind/named.conf")});
        QCOMPARE(room.status().sync.at(0).state, SyncState::InSync);
        QCOMPARE(room.group.host(1)
                     .run({QStringLiteral("cp"), QStringLiteral("-p"), QStringLiteral("/tmp/kept"), QStringLiteral("/etc/bind/named.conf")})
                     .exit,
                 0);
        person.waitFor("its end", [&] { return state() == SyncState::InSync; }, 60000);
    }

    // The data folder cannot be written: a sentence with its name, and no window that would lose what is done in it.
    void theDataFolderCannotBeUsed()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("a-file"));
        QFile made(file);
        QVERIFY(made.open(QIODevice::WriteOnly));
        made.close();
        QProcess console;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LOCKSTEP_HOME"), file);
        console.setProcessEnvironment(environment);
        console.start(qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep-console"), QStringList());
        QVERIFY(console.waitForStarted());
        QTest::qWait(1500);
        keep("no-data-folder");
        Desktop::activate(QStringLiteral("^Lockstep$")); // its message, and nothing else, is there to be read
        QCOMPARE(console.state(), QProcess::Running);
        Desktop::key(QStringLiteral("Return"));
        QTRY_COMPARE(console.state(), QProcess::NotRunning); // it may have ended while the key was pressed
        QCOMPARE(console.exitCode(), 1);
    }
};

LOCKSTEP_SUITE(TestConsoleFaults)
#include "tst_consolefaults.moc"
