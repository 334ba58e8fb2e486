// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/localmaster.h"
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QTcpServer>

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
        QTest::newRow("one that was killed left its address and its lock") << QStringLiteral("killed");
        QTest::newRow("one that ended left its address") << QStringLiteral("ended");
        QTest::newRow("an address that cannot be read") << QStringLiteral("damaged");
        QTest::newRow("the address of a port that refuses") << QStringLiteral("refused");
        QTest::newRow("the right port with another key") << QStringLiteral("key");
    }

    void itIsStartedOnDemand()
    {
        QFETCH(QString, left);
        CliHome home;
        const QString address = QStringLiteral("home/runtime/master.json");
        if (!left.isEmpty()) {
            QCOMPARE(home.run({QStringLiteral("group"), QStringLiteral("create"), QStringLiteral("kept")}).exit, 0);
            home.endMaster(left == QLatin1String("ended") ? SIGTERM : SIGKILL);
            QVERIFY(QFileInfo::exists(home.path(address)));
        }
        if (left == QLatin1String("damaged")) {
            QVERIFY(home.write(address, "{\"port\":"));
        } else if (left == QLatin1String("refused")) {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            const QJsonObject stale{{QStringLiteral("port"), server.serverPort()},
                                    {QStringLiteral("pin"), QString::fromLatin1(Digest::of("x").hex())}};
            server.close();
            QVERIFY(home.write(address, jsonBytes(stale)));
        }
        if (left == QLatin1String("key")) { // another user's master took the port since
            CliHome other;
            QCOMPARE(other.run(listGroups).exit, 0);
            QFile theirs(other.path(address));
            QVERIFY(theirs.open(QIODevice::ReadOnly));
            QJsonObject mixed = *parseJson(theirs.readAll());
            QFile ours(home.path(address));
            QVERIFY(ours.open(QIODevice::ReadOnly));
            mixed.insert(QStringLiteral("pin"), parseJson(ours.readAll())->value(QLatin1String("pin")));
            QVERIFY(home.write(address, jsonBytes(mixed)));
            const CliRun run = home.run(listGroups);
            QCOMPARE(run.exit, 0);
            QCOMPARE(names(run), QStringList{QStringLiteral("kept")});
            return;
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
        QVERIFY(QTest::qWaitFor([&] { return told.contains(created->id); }));
        home.endMaster(SIGKILL);
        QVERIFY(QTest::qWaitFor([&] { return lost; }));
        QCOMPARE(waitFor((*other)->call(mastercalls::groupList, Nothing())).error().code, QStringLiteral("rpc.lost"));
    }
};

LOCKSTEP_SUITE(TestLocalMaster)
#include "tst_localmaster.moc"
