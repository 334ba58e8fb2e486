// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/rpc/inprocesschannel.h"
#include "tests/core/masterhouse.h"
#include "tests/support/waitfor.h"

#include <QPointer>
#include <QTest>
#include <QTimer>

namespace lockstep {

// The production master with two simulated members, and two administrators' sessions of its group. Simulated time passes while
// the event loop runs.
class ReviewHouse : public MasterHouse
{
public:
    ReviewHouse()
        : MasterHouse(2), mine(systemClock(), QStringLiteral("mine"), [this] { return dial(QStringLiteral("anna")); }),
          theirs(systemClock(), QStringLiteral("theirs"), [this] { return dial(QStringLiteral("bob")); })
    {
        ready = addAll();
        QObject::connect(&m_pump, &QTimer::timeout, [this] {
            for (int i = 0; i < 40; ++i)
                schedule.step(schedule.time() + 5);
        });
        m_pump.start(1);
        mine.start();
        theirs.start();
        ready = ready && comes([this] { return mine.isConnected() && theirs.isConnected(); });
        me = std::make_unique<GroupSession>(mine, group);
        colleague = std::make_unique<GroupSession>(theirs, group);
    }
    ~ReviewHouse()
    {
        mine.stop();
        theirs.stop();
        // The master is buried alive: nothing may come to it any more.
        for (const QPointer<Peer> &peer : std::as_const(m_peers))
            delete peer.get();
    }

    bool stage(GroupSession &who, const char *zone, const char *owner, const char *before, const char *after)
    {
        const StageRecordRequest request{{}, QLatin1String(zone), {}, QLatin1String(owner), QLatin1String(before), QLatin1String(after)};
        return waitFor(who.stageRecord(request)).has_value();
    }
    // The staged text of a file is another one.
    bool stageText(GroupSession &who, const char *path, const std::function<void(QByteArray &)> &edit)
    {
        const QByteArray old = staged(path);
        QByteArray text = old;
        edit(text);
        return waitFor(who.stageFile(QStringLiteral("etc-bind"), QLatin1String(path), old.isEmpty() ? Digest() : Digest::of(old), text)).has_value();
    }
    QByteArray staged(const char *path) { return text(QStringLiteral("staged"), path); }
    QByteArray live(const char *path) { return text(QStringLiteral("live"), path); }
    bool deployAll()
    {
        const Operation prepared = prepare();
        return prepared.outcome == Outcome::Succeeded && deploy(prepared.seal).outcome == Outcome::Succeeded;
    }

    MasterSession mine;
    MasterSession theirs;
    std::unique_ptr<GroupSession> me;
    std::unique_ptr<GroupSession> colleague;
    bool ready = false;

private:
    QByteArray text(const QString &which, const char *path)
    {
        const Result<Snapshot> snapshot = waitFor(mine.snapshot(group, which));
        const std::optional<Entry> entry = snapshot ? snapshot->find(QStringLiteral("etc-bind"), QLatin1String(path)) : std::nullopt;
        return entry ? waitFor(mine.object(entry->digest)).value_or(QByteArray()) : QByteArray();
    }
    Task<Result<std::shared_ptr<MasterClient>>> dial(QString user)
    {
        InProcessChannel::Pair pair = InProcessChannel::make([](std::function<void()> run) { QTimer::singleShot(0, std::move(run)); }, {}, {});
        auto *peer = new Peer(systemClock(), std::move(pair.right), QStringLiteral("a client"));
        m_peers.append(peer);
        greet(peer);
        master->master()->serve(peer, user);
        Task<Result<std::shared_ptr<MasterClient>>> greeting = MasterClient::greet(std::move(pair.left), QStringLiteral("test"));
        Result<std::shared_ptr<MasterClient>> client = co_await greeting;
        co_return client;
    }
    static Task<> greet(QPointer<Peer> peer)
    {
        Task<Result<Hello>> greeting = peer->greet({1, 1, QStringLiteral("master"), {}, {}});
        co_await greeting;
    }

    QTimer m_pump;
    QList<QPointer<Peer>> m_peers;
};

} // namespace lockstep
