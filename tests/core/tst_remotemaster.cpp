// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/remotemaster.h"
#include "core/identity/joincode.h"
#include "tests/core/masterserver.h"
#include "tests/support/suite.h"

#include <QDir>

using namespace lockstep;

namespace {
template <class T> QString told(const Result<T> &result) { return result ? QStringLiteral("ok") : result.error().code; }
} // namespace

// A master elsewhere: enrolled once by a join code, then known by its key. The real program on loopback.
class TestRemoteMaster : public QObject
{
    Q_OBJECT
    const QString m_user = QStringLiteral("ann@desk");

private Q_SLOTS:
    void aJoinCodeLetsOneClientIn()
    {
        MasterServer server;
        QVERIFY(server.start());
        const Identity ann = Identity::create(QStringLiteral("ann"));
        const QString code = server.enrol();
        const auto enrolled = waitFor(enrolAtMaster(server.address(), code, m_user, ann));
        QCOMPARE(told(enrolled), QStringLiteral("ok"));
        QCOMPARE(enrolled->host, QStringLiteral("127.0.0.1"));
        const auto client = waitFor(dialOf(*enrolled, ann, QStringLiteral("test"))());
        QCOMPARE(told(client), QStringLiteral("ok"));
        const auto group = waitFor((*client)->call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("Edge")}));
        QVERIFY(group);
        const auto history = waitFor((*client)->call(mastercalls::historyList, HistoryRequest{group->id, {}, 10, 0}));
        QCOMPARE(history->entries.first().user, m_user);

        // The code is used up; another one for the same key is no fault.
        QCOMPARE(told(waitFor(enrolAtMaster(server.address(), code, m_user, Identity::create(QStringLiteral("eve"))))),
                 QStringLiteral("identity.secret"));
        QCOMPARE(told(waitFor(enrolAtMaster(server.address(), server.enrol(), m_user, ann))), QStringLiteral("ok"));

        // And it is remembered beyond the program's end.
        server.stop();
        QVERIFY(server.start());
        QCOMPARE(told(waitFor(dialOf(*enrolled, ann, QStringLiteral("test"))())), QStringLiteral("ok"));
    }

    void strangersStayOutside()
    {
        MasterServer server;
        QVERIFY(server.start());
        const Identity eve = Identity::create(QStringLiteral("eve"));
        const Result<JoinCode> good = JoinCode::parse(server.enrol());
        QVERIFY(good);
        const KnownMaster master{QStringLiteral("m"), QStringLiteral("127.0.0.1"), server.address().section(u':', 1).toUShort(), good->pin};
        QCOMPARE(told(waitFor(dialOf(master, eve, QStringLiteral("test"))())), QStringLiteral("rpc.lost"));
        const JoinCode guessed{good->pin, Secret(QByteArray(16, 'x'))};
        QCOMPARE(told(waitFor(enrolAtMaster(server.address(), guessed.text(), m_user, eve))), QStringLiteral("identity.secret"));
        const JoinCode other{Digest::of("another master"), good->secret};
        QCOMPARE(told(waitFor(enrolAtMaster(server.address(), other.text(), m_user, eve))), QStringLiteral("rpc.pin"));
        QCOMPARE(told(waitFor(enrolAtMaster(server.address(), QStringLiteral("abc"), m_user, eve))), QStringLiteral("identity.code"));
        QCOMPARE(told(waitFor(enrolAtMaster(QStringLiteral("a b"), guessed.text(), m_user, eve))), QStringLiteral("rpc.address"));
        QVERIFY(!QDir(server.data() + QStringLiteral("/clients")).exists());
        server.stop();
        QCOMPARE(told(waitFor(enrolAtMaster(server.address(), good->text(), m_user, eve))), QStringLiteral("rpc.unreachable"));
    }

    void theListIsKept()
    {
        const QTemporaryDir home;
        const std::unique_ptr<Files> files = realFiles();
        const UserFolders folders{home.path(), {}, {}};
        QCOMPARE(knownMasters(*files, folders)->size(), 0);
        KnownMaster one{QStringLiteral("one"), QStringLiteral("a"), 9531, Digest::of("1")};
        const KnownMaster two{QStringLiteral("two"), QStringLiteral("b"), 9532, Digest::of("2")};
        QVERIFY(addKnownMaster(*files, folders, one));
        QVERIFY(addKnownMaster(*files, folders, two));
        one.host = QStringLiteral("c"); // the same key at another place
        QVERIFY(addKnownMaster(*files, folders, one));
        QCOMPARE(*knownMasters(*files, folders), (QList<KnownMaster>{one, two}));
        QVERIFY(removeKnownMaster(*files, folders, one.pin));
        QCOMPARE(*knownMasters(*files, folders), QList<KnownMaster>{two});
        QVERIFY(files->write(home.filePath(QStringLiteral("masters.json")), "{", 0600));
        const auto damaged = knownMasters(*files, folders);
        QCOMPARE(damaged.error().origin.file, home.filePath(QStringLiteral("masters.json")));
        QVERIFY(!addKnownMaster(*files, folders, one)); // what cannot be read is not overwritten
    }
};

LOCKSTEP_SUITE(TestRemoteMaster)
#include "tst_remotemaster.moc"
