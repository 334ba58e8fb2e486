// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/localchannel.h"
#include "core/rpc/locallistener.h"

#include "core/protocol/limits.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lockstep;

namespace {

struct Heard
{
    QList<QPair<QByteArray, bool>> frames; // bytes, whether binary
    QStringList ends;                      // the codes of closed()
    explicit Heard(Channel &channel)
    {
        QObject::connect(&channel, &Channel::textReceived, [this](const QByteArray &text) { frames.append({text, false}); });
        QObject::connect(&channel, &Channel::binaryReceived, [this](const QByteArray &bytes) { frames.append({bytes, true}); });
        QObject::connect(&channel, &Channel::closed, [this](const Error &why) { ends.append(why.code); });
    }
};

// A listener in a folder of its own, and what it took.
struct House
{
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("socket"));
    LocalListener listener;
    std::vector<std::unique_ptr<Channel>> taken;
    House()
    {
        QObject::connect(&listener, &LocalListener::accepted, &listener, [this](Channel *channel) { taken.emplace_back(channel); });
        if (!listener.listenAt(path))
            qFatal("the socket cannot be made");
    }
    std::unique_ptr<Channel> dial()
    {
        auto channel = waitFor(LocalChannel::dial(path, 3000));
        if (!channel || !comes([&] { return !taken.empty(); }))
            qFatal("no connection");
        return std::move(*channel);
    }
};

int rawSocket(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = path.toLocal8Bit();
    if (size_t(name.size()) >= sizeof address.sun_path)
        return -1;
    std::copy(name.begin(), name.end(), address.sun_path);
    const int one = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (::connect(one, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return one;
    ::close(one);
    return -1;
}

} // namespace

class TestLocalChannel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void framesArriveInOrder()
    {
        House house;
        const std::unique_ptr<Channel> near = house.dial();
        Channel &far = *house.taken.front();
        Heard atNear(*near);
        Heard atFar(far);
        near->begin();
        far.begin();
        const QByteArray large(3 << 20, 'z');
        const QList<QPair<QByteArray, bool>> sent{
            {"one", false}, {QByteArray("\0\x80\xff", 3), true}, {"", false}, {"", true}, {large, true}, {large, false}, {"last", false}};
        for (const auto &[bytes, binary] : sent) {
            binary ? near->sendBinary(bytes) : near->sendText(bytes);
            binary ? far.sendBinary(bytes) : far.sendText(bytes);
        }
        QVERIFY(near->bytesWaiting() > 0); // more than a socket takes at once
        QVERIFY(comes([&] { return atFar.frames.size() == sent.size() && atNear.frames.size() == sent.size(); }));
        QVERIFY(atFar.frames == sent);
        QVERIFY(atNear.frames == sent);
        QCOMPARE(near->bytesWaiting(), 0);
        QVERIFY(!near->peerPin() && !far.peerPin());
        QVERIFY(atNear.ends.isEmpty() && atFar.ends.isEmpty());
    }

    void earlyFramesAreKept()
    {
        House house;
        const std::unique_ptr<Channel> near = house.dial();
        near->sendText("before");
        near->close(Error{QStringLiteral("test.done"), {}, {}, {}});
        Channel &far = *house.taken.front();
        QVERIFY(comes([&] { return !far.isOpen(); }));
        Heard atFar(far);
        far.begin();
        QVERIFY(comes([&] { return !atFar.ends.isEmpty(); }));
        QCOMPARE(atFar.frames.size(), 1);
        QCOMPARE(atFar.frames.front().first, QByteArray("before"));
        QCOMPARE(atFar.ends, QStringList{QStringLiteral("rpc.lost")});
    }

    // Also when it is more than the system takes at once, and its channel is gone.
    void whatWasSaidArrivesAfterTheEnd()
    {
        House house;
        std::unique_ptr<Channel> near = house.dial();
        Channel &far = *house.taken.front();
        Heard atFar(far);
        far.begin();
        const QByteArray large(5 << 20, 'z');
        near->sendText(large);
        near->close(Error{QStringLiteral("test.done"), {}, {}, {}});
        near.reset();
        QVERIFY(atFar.frames.isEmpty());
        QVERIFY(comes([&] { return !atFar.ends.isEmpty(); }));
        QCOMPARE(atFar.frames.size(), 1);
        QVERIFY(atFar.frames.first().first == large);
    }

    void aPathThatIsTooLongIsNotReached()
    {
        const QString path = u'/' + QString(200, u'x');
        QCOMPARE(waitFor(LocalChannel::dial(path, 3000)).error().code, QStringLiteral("rpc.unreachable"));
    }

    void eachEndHearsOfTheEndOnce()
    {
        House house;
        const std::unique_ptr<Channel> near = house.dial();
        Channel &far = *house.taken.front();
        Heard atNear(*near);
        Heard atFar(far);
        near->begin();
        far.begin();
        near->close(Error{QStringLiteral("test.done"), {}, {}, {}});
        near->close(Error{QStringLiteral("test.again"), {}, {}, {}});
        near->sendText("unheard");
        QVERIFY(!near->isOpen());
        QVERIFY(comes([&] { return !atFar.ends.isEmpty(); }));
        far.sendText("unheard");
        QTest::qWait(20);
        QCOMPARE(atNear.ends, QStringList{QStringLiteral("test.done")});
        QCOMPARE(atFar.ends, QStringList{QStringLiteral("rpc.lost")});
        QVERIFY(atNear.frames.isEmpty() && atFar.frames.isEmpty());
    }

    void aSlotMayDeleteTheChannel()
    {
        House house;
        std::unique_ptr<Channel> near = house.dial();
        int heard = 0;
        connect(near.get(), &Channel::textReceived, this, [&] {
            ++heard;
            near.reset();
        });
        near->begin();
        house.taken.front()->sendText("one");
        house.taken.front()->sendText("two");
        QVERIFY(comes([&] { return !near; }));
        QTest::qWait(20);
        QCOMPARE(heard, 1);
    }

    // Nobody keeps four gigabytes for a peer that announces them.
    void aFrameThatIsTooLargeEndsIt()
    {
        House house;
        const int raw = rawSocket(house.path);
        QVERIFY(raw >= 0);
        QVERIFY(comes([&] { return !house.taken.empty(); }));
        Heard heard(*house.taken.front());
        house.taken.front()->begin();
        const quint32 size = qToBigEndian(quint32(limits::textFrame + 1));
        QCOMPARE(::write(raw, &size, sizeof size), qsizetype(sizeof size));
        QVERIFY(comes([&] { return !heard.ends.isEmpty(); }));
        QCOMPARE(heard.ends, QStringList{QStringLiteral("rpc.broken")});
        char byte = 0;
        QCOMPARE(::read(raw, &byte, 1), 0);
        ::close(raw);
    }

    void whereNobodyListensNothingIsReached()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("socket"));
        QCOMPARE(waitFor(LocalChannel::dial(path, 3000)).error().code, QStringLiteral("rpc.unreachable"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QCOMPARE(waitFor(LocalChannel::dial(path, 3000)).error().code, QStringLiteral("rpc.unreachable"));
        LocalListener listener;
        QVERIFY(listener.listenAt(path)); // what nobody serves is replaced
        QVERIFY(waitFor(LocalChannel::dial(path, 3000)));
        LocalListener nowhere;
        QCOMPARE(nowhere.listenAt(folder.filePath(QStringLiteral("none/socket"))).error().code, QStringLiteral("rpc.listen"));
    }

    void anotherUserIsNotHeard()
    {
        if (::geteuid() != 0)
            QSKIP("Only root can play another user.");
        House house;
        QVERIFY(
            QFile::setPermissions(house.folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
        QVERIFY(QFile::setPermissions(house.path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther | QFile::WriteOther));
        const pid_t child = ::fork();
        if (child == 0) { // 0: connected, and the other end closed without a word
            if (::setgid(65534) != 0 || ::setuid(65534) != 0)
                ::_exit(3);
            const int raw = rawSocket(house.path);
            char byte = 0;
            ::_exit(raw < 0 ? 2 : ::read(raw, &byte, 1) == 0 ? 0 : 1);
        }
        int status = -1;
        QVERIFY(comes([&] { return ::waitpid(child, &status, WNOHANG) == child; }));
        QCOMPARE(status, 0);
        QVERIFY(house.taken.empty());
    }
};

LOCKSTEP_SUITE(TestLocalChannel)
#include "tst_localchannel.moc"
