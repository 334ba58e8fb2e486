// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/localmaster.h"
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

#include <QJsonArray>

#include <sys/stat.h>

using namespace lockstep;

namespace {

const QStringList listGroups{QStringLiteral("group"), QStringLiteral("list"), QStringLiteral("--json")};

QStringList names(const CliRun &run)
{
    QStringList found;
    const QJsonArray groups = QJsonDocument::fromJson(run.out).array();
    for (const QJsonValue &one : groups)
        found.append(one.toObject().value(QLatin1String("group")).toObject().value(QLatin1String("name")).toString());
    found.sort();
    return found;
}

} // namespace

// The local master comes when it is needed, whatever lies there of an earlier one. Real programs on loopback.
class TestLocalMaster : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsStartedOnDemand_data()
    {
        QTest::addColumn<QString>("left"); // what an earlier one left
        QTest::newRow("nothing there") << QString();
        QTest::newRow("one that was killed left its socket and its lock") << QStringLiteral("killed");
        QTest::newRow("one that ended left its socket") << QStringLiteral("ended");
        QTest::newRow("something else where the socket should be") << QStringLiteral("file");
    }

    void itIsStartedOnDemand()
    {
        QFETCH(QString, left);
        CliHome home;
        const QString socket = QStringLiteral("home/runtime/master.socket");
        if (!left.isEmpty()) {
            QCOMPARE(home.run({QStringLiteral("group"), QStringLiteral("create"), QStringLiteral("kept")}).exit, 0);
            QVERIFY(QFileInfo::exists(home.path(socket)));
            home.endMaster(left == QLatin1String("ended") ? SIGTERM : SIGKILL);
            QVERIFY(QFileInfo::exists(home.path(socket)));
        }
        if (left == QLatin1String("file")) {
            QVERIFY(QFile::remove(home.path(socket)));
            QVERIFY(home.write(socket, "not a socket"));
        }
        const CliRun run = home.run(listGroups);
        QVERIFY2(run.exit == 0, run.err.constData());
        QCOMPARE(names(run), left.isEmpty() ? QStringList() : QStringList{QStringLiteral("kept")});
        const pid_t pid = home.masterPid();
        QVERIFY(pid > 0);
        QCOMPARE(home.run(listGroups).exit, 0);
        QCOMPARE(home.masterPid(), pid); // the same one serves on
    }

    // Several programs find none and each starts one: one of them stays, all reach it.
    void onlyOneStays()
    {
        CliHome home;
        std::vector<std::unique_ptr<QProcess>> running;
        for (const char *name : {"a", "b", "c"})
            running.push_back(home.start({QStringLiteral("group"), QStringLiteral("create"), QLatin1String(name)}));
        for (const auto &process : running) {
            const CliRun run = CliHome::ended(*process);
            QVERIFY2(run.exit == 0, run.err.constData());
        }
        QCOMPARE(names(home.run(listGroups)), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    }

    void foldersThatOthersReachAreRefused()
    {
        CliHome home;
        QVERIFY(QDir().mkpath(home.home() + QStringLiteral("/settings")));
        QVERIFY(QFile::setPermissions(home.home() + QStringLiteral("/settings"),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther));
        const CliRun run = home.run(listGroups);
        QCOMPARE(run.exit, 2);
        QVERIFY2(run.err.contains("Make it yours alone"), run.err.constData());
        QCOMPARE(home.masterPid(), 0);
    }

    // Not enough rights on a folder: the sentence names it.
    void foldersThatCannotBeUsedAreNamed_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("mode");
        QTest::newRow("the data may not be written") << QStringLiteral("data") << 0500;
        QTest::newRow("the data may not be entered") << QStringLiteral("data") << 0600;
        QTest::newRow("the settings may not be written") << QStringLiteral("settings") << 0500;
    }

    void foldersThatCannotBeUsedAreNamed()
    {
        QFETCH(QString, folder);
        QFETCH(int, mode);
        CliHome home;
        const QString path = home.home() + u'/' + folder;
        QVERIFY(QDir().mkpath(path));
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode_t(mode)), 0);
        const CliRun run = home.run(listGroups);
        QCOMPARE(run.exit, 2);
        QVERIFY2(run.err.contains("may not write to the folder " + path.toUtf8()), run.err.constData());
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0700), 0);
        QCOMPARE(home.run(listGroups).exit, 0);
    }

    // The master's own words come with the error when it cannot start.
    void aMasterThatCannotStartSaysWhy()
    {
        CliHome home;
        QVERIFY(home.write(QStringLiteral("home/data/master.sqlite"), QByteArray(4096, 'x')));
        for (const char *folder : {"", "/data"})
            QVERIFY(QFile::setPermissions(home.home() + QLatin1String(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const CliRun run = home.run(listGroups);
        QCOMPARE(run.exit, 2);
        QVERIFY2(run.err.contains("did not start") && run.err.contains("master.sqlite"), run.err.constData());
    }

    // The whole way by the programs: written while the master runs, brought back elsewhere, confirmed.
    void aBackupComesBackElsewhere()
    {
        const auto words = [](const char *line) { return QString::fromLatin1(line).split(u' '); };
        CliHome home;
        QCOMPARE(home.run(words("group create kept")).exit, 0);
        QVERIFY(home.write(QStringLiteral("key"), QByteArray(32, 'k')));
        QVERIFY(home.write(QStringLiteral("short"), QByteArray(8, 'k')));
        CliRun run = home.run(words("master backup kept.backup --key-file short"));
        QVERIFY2(run.exit == 2 && run.err.contains("too short"), run.err.constData());
        run = home.run(words("master backup kept.backup --key-file key"));
        QVERIFY2(run.exit == 0 && run.out.contains("was read again (groups: 1"), (run.out + run.err).constData());
        run = home.run(words("master backup kept.backup --key-file key"));
        QVERIFY2(run.exit == 2 && run.err.contains("exists already"), run.err.constData());
        run = home.run(words("master restore kept.backup --key-file key"));
        QVERIFY2(run.exit == 2, run.out.constData()); // a master works there
        run = home.run(words("master confirm-restore"));
        QVERIFY2(run.exit == 2 && run.err.contains("nothing to confirm"), run.err.constData());

        CliHome other;
        const QString backup = home.path(QStringLiteral("kept.backup"));
        QVERIFY(other.write(QStringLiteral("key"), QByteArray(33, 'k')));
        const QStringList restoring{QStringLiteral("master"), QStringLiteral("restore"), backup, QStringLiteral("--key-file")};
        run = other.run(restoring + QStringList{other.path(QStringLiteral("key"))});
        QVERIFY2(run.exit == 2 && run.err.contains("cannot be opened"), run.err.constData());
        run = other.run(restoring + QStringList{home.path(QStringLiteral("key"))});
        QVERIFY2(run.exit == 0 && run.out.contains("groups: 1"), (run.out + run.err).constData());
        run = other.run(words("group create more"));
        QVERIFY2(run.exit == 2 && run.err.contains("master confirm-restore"), run.err.constData());
        QCOMPARE(names(other.run(listGroups)), QStringList{QStringLiteral("kept")});
        run = other.run(words("master confirm-restore"));
        QVERIFY2(run.exit == 1 && run.out.contains("--yes"), (run.out + run.err).constData());
        run = other.run(words("master confirm-restore --yes"));
        QVERIFY2(run.exit == 0 && run.out.contains("epoch 2"), (run.out + run.err).constData());
        QCOMPARE(other.run(words("group create more")).exit, 0);
        run = other.run(words("master rotate")); // nobody has to be told
        QVERIFY2(run.exit == 0 && run.out.contains("new key"), (run.out + run.err).constData());
    }

    // A client in this process: what one connection changes, another is told; the end of the master is told too.
    void clientsAreToldOfEachOther()
    {
        CliHome home;
        QCOMPARE(home.run(listGroups).exit, 0);
        qputenv("LOCKSTEP_HOME", home.home().toLocal8Bit());
        auto one = waitFor(connectToLocalMaster(QStringLiteral("test")));
        auto other = waitFor(connectToLocalMaster(QStringLiteral("test")));
        qunsetenv("LOCKSTEP_HOME");
        QVERIFY(one && other);
        QStringList told;
        bool lost = false;
        connect(other->get(), &MasterClient::groupChanged, this, [&](const QString &id) { told.append(id); });
        connect(other->get(), &MasterClient::lost, this, [&] { lost = true; });
        const auto created = waitFor((*one)->call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("Edge")}));
        QVERIFY(created);
        QVERIFY(comes([&] { return told.contains(created->id); }));
        home.endMaster(SIGKILL);
        QVERIFY(comes([&] { return lost; }));
        QCOMPARE(waitFor((*other)->call(mastercalls::groupList, Nothing())).error().code, QStringLiteral("rpc.lost"));
    }
};

LOCKSTEP_SUITE(TestLocalMaster)
#include "tst_localmaster.moc"
