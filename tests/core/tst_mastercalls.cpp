// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simmaster.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace lockstep;

namespace {

// The production master as its clients call it; nobody answers at its members' addresses.
struct CallHost
{
    QTemporaryDir folder;
    std::mt19937 random{3};
    Schedule schedule;
    SimNetwork network{schedule, random};
    SimMaster master{schedule, network, random, folder.path(), [](int, const Life &, std::unique_ptr<Channel> &) { return false; }};
    QString group;

    CallHost()
    {
        master.tell = [](const QString &what) { qWarning("%s", qPrintable(what)); };
        master.start();
        group = create(QStringLiteral("Edge"))->id;
    }
    Result<Group> create(const QString &name) { return master.call(mastercalls::groupCreate, CreateGroupRequest{name}); }
    // Members that were added in an earlier life of the master.
    bool addMembers(const QStringList &names)
    {
        master.kill();
        auto store = Store::open(folder.filePath(QStringLiteral("master.db")));
        for (qsizetype i = 0; store && i < names.size(); ++i) {
            const Member member{names[i], names[i], SimDialer::addressOf(int(i)), Digest::of("pin"), Attachment::Attached, false, 1, 1};
            if (!(*store)->save(Table::Member, group, member.id, member))
                return false;
        }
        store->reset();
        master.start();
        return true;
    }
    QList<HistoryEntry> history() { return master.call(mastercalls::historyList, HistoryRequest{group, {}, 200, 0})->entries; }
};

template <class T> QString told(const Result<T> &result) { return result ? QStringLiteral("ok") : result.error().code; }

} // namespace

// Calls that change what the master knows, and who is told what about them.
class TestMasterCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupsHaveNamesOfTheirOwn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("code");
        QTest::newRow("another name") << QStringLiteral("Core") << QStringLiteral("ok");
        QTest::newRow("the same name") << QStringLiteral("Edge") << QStringLiteral("master.grouptaken");
        QTest::newRow("the same name between blanks") << QStringLiteral(" Edge\t") << QStringLiteral("master.grouptaken");
        QTest::newRow("no name") << QString() << QStringLiteral("master.groupname");
        QTest::newRow("blanks") << QStringLiteral("  ") << QStringLiteral("master.groupname");
        QTest::newRow("a name over 200 letters") << QString(201, u'x') << QStringLiteral("master.groupname");
    }

    void groupsHaveNamesOfTheirOwn()
    {
        QFETCH(QString, name);
        CallHost host;
        const auto created = host.create(name);
        QTEST(told(created), "code");
        QCOMPARE(host.master.call(mastercalls::groupList, Nothing())->groups.size(), created ? 2 : 1);
    }

    void membersAreEditedToWhatIsFree_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("code");
        const QString own = SimDialer::addressOf(0);
        const QString other = SimDialer::addressOf(1);
        const QString free = SimDialer::addressOf(5);
        QTest::newRow("a free name") << QStringLiteral("ns9") << own << QStringLiteral("ok");
        QTest::newRow("a free address") << QStringLiteral("ns1") << free << QStringLiteral("ok");
        QTest::newRow("nothing new") << QStringLiteral("ns1") << own << QStringLiteral("ok");
        QTest::newRow("another member's name") << QStringLiteral("ns2") << own << QStringLiteral("master.membername");
        QTest::newRow("another member's address") << QStringLiteral("ns1") << other << QStringLiteral("master.memberaddress");
        QTest::newRow("no name") << QStringLiteral(" ") << own << QStringLiteral("json.field");
    }

    void membersAreEditedToWhatIsFree()
    {
        QFETCH(QString, name);
        QFETCH(QString, address);
        QFETCH(QString, code);
        CallHost host;
        QVERIFY(host.addMembers({QStringLiteral("ns1"), QStringLiteral("ns2")}));
        const auto edited = host.master.call(mastercalls::memberEdit, EditMemberRequest{host.group, QStringLiteral("ns1"), name, address});
        QCOMPARE(told(edited), code);
        const GroupStatus status = *host.master.call(mastercalls::groupStatus, StatusRequest{host.group, {}});
        QCOMPARE(status.members.first().name, edited ? name : QStringLiteral("ns1"));
        QCOMPARE(status.members.first().address, edited ? address : SimDialer::addressOf(0));
        QCOMPARE(status.members.last().name, QStringLiteral("ns2"));
    }

    void aMemberThatDoesNotAnswerIsUnknown()
    {
        CallHost host;
        QVERIFY(host.addMembers({QStringLiteral("ns1")}));
        const GroupStatus status = *host.master.call(mastercalls::groupStatus, StatusRequest{host.group, {}});
        QCOMPARE(status.sync.first().state, SyncState::Unknown); // never "in sync"
        QCOMPARE(status.state, SyncState::Unknown);
        QVERIFY(!status.sync.first().reasons.isEmpty());
        const auto detached = host.master.call(mastercalls::memberDetach, MemberRequest{host.group, QStringLiteral("ns1")});
        QCOMPARE(detached->attachment, Attachment::Detached);
        host.master.start(); // and it stays so
        QCOMPARE(host.master.call(mastercalls::groupStatus, StatusRequest{host.group, {}})->members.first().attachment, Attachment::Detached);
        QCOMPARE(host.history().first().type, QStringLiteral("member"));
        QCOMPARE(host.history().first().user, QStringLiteral("anna"));
    }

    void aGroupThatIsDeletedLeavesNothing()
    {
        CallHost host;
        QVERIFY(host.addMembers({QStringLiteral("ns1")}));
        QVERIFY(host.master.call(mastercalls::groupDelete, GroupRequest{host.group}));
        QCOMPARE(told(host.master.call(mastercalls::groupStatus, StatusRequest{host.group, {}})), QStringLiteral("master.nogroup"));
        host.master.start();
        QCOMPARE(host.master.call(mastercalls::groupList, Nothing())->groups.size(), 0);
        host.master.kill();
        auto store = Store::open(host.folder.filePath(QStringLiteral("master.db")));
        QCOMPARE((*store)->all<Member>(Table::Member, host.group)->size(), 0);
        QCOMPARE((*store)->all<HistoryEntry>(Table::History, host.group)->size(), 0);
    }

    void whatIsNotThereIsTold_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("code");
        for (const auto &[verb, code] : QList<QPair<const char *, const char *>>{{"deploy", "master.unprepared"},
                                                                                 {"prepare", "master.unseeded"},
                                                                                 {"rollback", "master.norollback"},
                                                                                 {"stage", "master.unseeded"},
                                                                                 {"live", "master.nosnapshot"},
                                                                                 {"detach", "master.nomember"},
                                                                                 {"operation", "master.nooperation"},
                                                                                 {"elsewhere", "master.nogroup"}})
            QTest::newRow(verb) << QString::fromLatin1(verb) << QString::fromLatin1(code);
    }

    void whatIsNotThereIsTold()
    {
        QFETCH(QString, verb);
        using namespace mastercalls;
        CallHost host;
        const QString &group = host.group;
        const qsizetype entries = host.history().size();
        const QString code =
            verb == QLatin1String("deploy")     ? told(host.master.call(deploy, DeployGroupRequest{group, {}, {}}))
            : verb == QLatin1String("prepare")  ? told(host.master.call(mastercalls::prepare, PrepareGroupRequest{group, {}, {}}))
            : verb == QLatin1String("rollback") ? told(host.master.call(rollBack, RollBackRequest{group, 0, {}, false}))
            : verb == QLatin1String("stage")
                ? told(host.master.call(stageRecord,
                                        StageRecordRequest{group, QStringLiteral("a"), {}, QStringLiteral("b"), {}, QStringLiteral("A 192.0.2.1")}))
            : verb == QLatin1String("live")      ? told(host.master.call(snapshotGet, SnapshotRequest{group, QStringLiteral("live")}))
            : verb == QLatin1String("detach")    ? told(host.master.call(memberDetach, MemberRequest{group, QStringLiteral("nobody")}))
            : verb == QLatin1String("operation") ? told(host.master.call(operationGet, OperationRequest{QStringLiteral("none")}))
                                                 : told(host.master.call(groupStatus, StatusRequest{QStringLiteral("none"), {}}));
        QTEST(code, "code");
        QCOMPARE(host.history().size(), entries);
    }
};

LOCKSTEP_SUITE(TestMasterCalls)
#include "tst_mastercalls.moc"
